import { z } from 'zod';
import { ROLES } from '../../../kernel/role.ts';
import { ITEM_CODES } from '../../needs/core/items.ts';
import { SAME_WORKERS, WORKER_SEXES } from '../../needs/core/need.ts';
import { NOT_YET_FILTERS, PROPOSAL_STATUSES, RUN_FAILURES, RUN_KINDS, RUN_STAGES, RUN_STATUSES, VETO_CODES } from './review.ts';
import { WhatIfChangeShape } from './what-if-change.ts';

const requestId = z.uuid();
const runId = z.uuid();
const DivisionCode = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/);
const Words = z.string().trim().max(500).nullish().transform((words) => words || null);
const after = z.string().max(300).optional();
const limit = z.coerce.number().int().min(1).max(200).default(50);
const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().max(600).transform((text) => text.split(',').filter((value): value is T[number] => (values as readonly string[]).includes(value))).optional();

/** Over one's own division unless another below it is named. */
export const RequestRun = z.object({ requestId, division: DivisionCode.optional() });
export type RequestRun = z.infer<typeof RequestRun>;
/** `isNew` is false where a run over the same division waits already: that one will do. */
export const RunRequested = z.object({ runId: z.uuid(), isNew: z.boolean() });
export const CancelRun = z.object({ requestId, runId });
export type CancelRun = z.infer<typeof CancelRun>;
export const RunStanding = z.object({ runId: z.uuid(), status: z.enum(RUN_STATUSES) });

export const VetoProposal = z.object({ requestId, proposalId: z.uuid(), code: z.enum(VETO_CODES), words: Words });
export type VetoProposal = z.infer<typeof VetoProposal>;
export const PinPair = z.object({ requestId, needId: z.uuid(), resourceId: z.uuid(), words: Words });
export type PinPair = z.infer<typeof PinPair>;
export const HandProposalOn = z.object({ requestId, proposalId: z.uuid(), accountId: z.uuid(), note: z.string().trim().max(200).nullish() });
export type HandProposalOn = z.output<typeof HandProposalOn>;
export const ListReviewers = z.object({ proposalId: z.uuid() });
export const LiftRule = z.object({ requestId, ruleId: z.uuid() });
export type LiftRule = z.infer<typeof LiftRule>;
export const RuleStanding = z.object({ ruleId: z.uuid(), needId: z.uuid() });

export const ListRuns = z.object({ division: DivisionCode.optional(), kind: z.enum(RUN_KINDS).optional(), basedOn: z.uuid().optional(), after, limit });
export type ListRuns = z.infer<typeof ListRuns>;
export const AskLatest = z.object({ division: DivisionCode.optional() });
export const OneRun = z.object({ runId });

const ofRun = {
  runId, division: DivisionCode.optional(), item: listOf(ITEM_CODES),
  /** `true`: what stands now over the run's division, later runs over parts of it counted in; `false`: what this very run said. */
  standing: z.enum(['true', 'false']).default('true'), after, limit,
};
/** `need`: what is proposed for one need alone, as a colleague is led to it. */
export const ListProposals = z.object({ ...ofRun, need: z.uuid().optional(), status: listOf(PROPOSAL_STATUSES) });
export type ListProposals = z.infer<typeof ListProposals>;
export const ListNotYet = z.object({ ...ofRun, reason: listOf(NOT_YET_FILTERS) });
export type ListNotYet = z.infer<typeof ListNotYet>;
export const ListGaps = z.object({ runId, division: DivisionCode.optional(), item: listOf(ITEM_CODES), limit: limit.default(100) });
export type ListGaps = z.infer<typeof ListGaps>;
export const ListCommunities = z.object({ runId, division: DivisionCode.optional(), standing: ofRun.standing });
export type ListCommunities = z.infer<typeof ListCommunities>;
export const AskTotals = ListCommunities;
export type AskTotals = z.infer<typeof AskTotals>;
export const AskSpread = ListCommunities;
export type AskSpread = z.infer<typeof AskSpread>;
export const ListProposed = z.object({ runId, division: DivisionCode.optional() });
export const AskOfNeed = z.object({ needId: z.uuid() });
export const AskReady = z.object({ needId: z.uuid() });
export const ListRules = z.object({ kind: z.enum(['pin', 'veto']).optional(), division: DivisionCode.optional(), after, limit });
export type ListRules = z.infer<typeof ListRules>;

/** An amount on the four aims, in their strict order. */
export const AimsShape = z.object({ floorUnits: z.number(), points: z.number(), staleUnits: z.number(), costFen: z.number() });
const Floors = z.object({ community: z.number(), township: z.number(), county: z.number() });
/** The published weights of a run, with its floors. */
export const WeightsShape = z.object({
  version: z.string(), urgencyPoints: z.record(z.string(), z.number()), pointsPerWaitingDay: z.number(), waitingDaysCap: z.number(), urgentFrom: z.number(),
  distanceFen: z.object({ community: z.number(), township: z.number(), county: z.number(), city: z.number() }), staleAfterDays: z.number(), unknownWorkerFen: z.number().optional(), floors: Floors,
  /** Where an operator has set a rate instead of strict order: what a point and a reliable unit are worth in money. */
  exchange: z.object({ fenPerPoint: z.number(), fenPerStaleUnit: z.number() }).optional(),
});
export type WeightsShape = z.infer<typeof WeightsShape>;
/** Where budgets, or what several take along, had to be divided: which, how many needs were decided again, and the totals without these limits, which no answer can beat. */
export const RepairShape = z.object({
  limits: z.array(z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('budget'), organizationId: z.uuid(), name: z.string(), leftFen: z.number(), askedFen: z.number(), spentFen: z.number() }),
    z.object({ kind: z.literal('shared'), resourceId: z.uuid(), name: z.string(), left: z.number(), asked: z.number(), taken: z.number() }),
  ])),
  needs: z.number(), isOptimal: z.boolean(), isWhole: z.boolean(), bound: AimsShape,
});
export const ProofShape = z.object({ objective: z.string(), scale: z.array(z.number()), fenPerUnit: z.number(), steps: z.number(), weightsVersion: z.string(), repair: RepairShape.optional() });

export const RunAnswer = z.object({
  id: z.uuid(), divisionCode: z.string(), divisionName: z.string(), status: z.enum(RUN_STATUSES), stage: z.enum(RUN_STAGES), progress: z.number(), asOf: z.string(),
  requestedAt: z.string(), requestedByName: z.string(), startedAt: z.string().nullable(), endedAt: z.string().nullable(), failure: z.enum(RUN_FAILURES).nullable(),
  needsListed: z.number().nullable(), resourcesListed: z.number().nullable(), unitsWanted: z.number().nullable(), unitsMet: z.number().nullable(),
  /** Of those wanted: what no match could take yet. Null for runs from before this was counted. */
  unitsForConsent: z.number().nullable(), unitsForVerification: z.number().nullable(),
  totals: AimsShape.nullable(), proof: ProofShape.nullable(), weights: WeightsShape,
  /** Of a what-if: the run that it copies, and what it changes. */
  kind: z.enum(RUN_KINDS), basedOn: z.uuid().nullable(), changes: z.array(WhatIfChangeShape).nullable(),
});
export type RunAnswer = z.infer<typeof RunAnswer>;
export const RunPage = z.object({ total: z.number().int(), items: z.array(RunAnswer), next: z.string().nullable() });
/** The last run that was proven over the division, and the one asked for since: at work, or come to nothing. */
export const LatestAnswer = z.object({ run: RunAnswer.nullable(), since: RunAnswer.nullable() });
export type LatestAnswer = z.infer<typeof LatestAnswer>;

const Nearness = z.enum(['community', 'township', 'county', 'city']);
const NeedShape = z.object({
  id: z.uuid(), personName: z.string().nullable(), item: z.string(), description: z.string(), urgency: z.number(), quantity: z.number(), waitingDays: z.number(), heardOn: z.string(),
  wishedTime: z.string().nullable(), language: z.string().nullable(), qualification: z.string().nullable(), workerSex: z.enum(WORKER_SEXES).nullable(), sameWorker: z.enum(SAME_WORKERS).nullable(), status: z.string(), personId: z.uuid().nullable(),
});
const ResourceShape = z.object({ id: z.uuid(), providerName: z.string(), homeName: z.string(), kind: z.string(), slotWords: z.string().nullable(),
  /** The provider is the organisation itself. */
  isItself: z.boolean().optional(),
});
/** What a pin is short of. */
const PinLacks = z.array(z.union([z.object({ of: z.literal('budget'), fen: z.number() }), z.object({ of: z.enum(['cap', 'shared', 'places']), units: z.number() })]));
export type PinLacks = z.infer<typeof PinLacks>;
export const WhyShape = z.object({
  nearness: Nearness, urgency: z.number(), points: z.number(), slot: z.string().nullable(), costFen: z.number(), isStale: z.boolean(), isPinned: z.boolean(),
  /** What the resource has left once all proposals of the run are accepted. */
  unitsLeft: z.number().default(0),
  /** It has served the person before, and the need wishes for that. */
  isKnown: z.boolean().default(false),
  /** The need was pinned elsewhere, and the run could not keep to it. */
  refusedPin: z.object({ resourceId: z.uuid(), lacks: PinLacks }).optional(),
});
export const AlternativeShape = ResourceShape.partial().extend({
  resourceId: z.uuid(), nearness: Nearness.optional(), costDifferenceFen: z.number(), isStale: z.boolean(), isFull: z.boolean(),
  /** It has places of its own, and what is used up is its organisation's, or what it shares with others. */
  heldBy: z.enum(['cap', 'budget', 'shared']).optional(),
  /** What is left of the budget that holds it. */
  restFen: z.number().optional(),
  /** What others would lose if this need took a place there; all nought where places are left. */
  othersLose: AimsShape.nullable(),
  /** A pin could be kept only with so much more. */
  pinLacks: PinLacks.optional(),
});
export type AlternativeShape = z.infer<typeof AlternativeShape>;

export const ProposalAnswer = z.object({
  id: z.uuid(), runId: z.uuid(), status: z.enum(PROPOSAL_STATUSES), units: z.number(), points: z.number(), divisionCode: z.string(), communityName: z.string(),
  decidedAt: z.string().nullable(), need: NeedShape, resource: ResourceShape, why: WhyShape, nextBest: z.array(AlternativeShape),
  /** A colleague has it to decide: who (by role where nobody is named), from whom, with which words; `mayGive`: the reader may give it to somebody else. */
  handed: z.object({ name: z.string().nullable(), role: z.enum(ROLES), isMe: z.boolean(), mayGive: z.boolean(), cameFrom: z.string().nullable(), note: z.string().nullable() }).nullable(),
  /** The need is pinned to another resource: whom, by whom. The two cannot both be. `lacks`: what stands in the pin's way; empty where the next run can keep it. */
  pin: z.object({ ruleId: z.uuid(), resourceId: z.uuid(), providerName: z.string(), byName: z.string(), isMine: z.boolean(), lacks: PinLacks }).nullable(),
  /** Providers that were vetoed for this need before the run, and so were not weighed. */
  vetoed: z.array(z.string()),
});
export type ProposalAnswer = z.infer<typeof ProposalAnswer>;
export const ProposalPage = z.object({ total: z.number().int(), items: z.array(ProposalAnswer), next: z.string().nullable() });

const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serveCommunity'), communityCode: z.string() }), z.object({ kind: z.literal('addLanguage'), language: z.string() }),
  z.object({ kind: z.literal('addQualification'), qualification: z.string() }), z.object({ kind: z.literal('sendWorker'), sex: z.enum(WORKER_SEXES) }), z.object({ kind: z.literal('addSlot'), slot: z.string() }), z.object({ kind: z.literal('acceptAnother') }), z.object({ kind: z.literal('confirmCapacity'), units: z.number() }), z.object({ kind: z.literal('addUnits'), units: z.number() }),
  z.object({ kind: z.literal('raiseCap'), organizationId: z.uuid(), units: z.number() }), z.object({ kind: z.literal('raiseBudget'), organizationId: z.uuid(), fen: z.number() }),
  z.object({ kind: z.literal('addShared'), resourceId: z.uuid(), units: z.number() }),
]);
export const CureShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('giveConsent') }), z.object({ kind: z.literal('verifyNeed') }),
  z.object({ kind: z.literal('acceptAnother'), resourceId: z.uuid(), costFen: z.number() }),
  z.object({ kind: z.literal('changeResource'), resourceId: z.uuid(), changes: z.array(Change), costFen: z.number() }),
  z.object({ kind: z.literal('newResource'), category: z.string(), communityCode: z.string(), units: z.number(), acceptsAnother: z.literal(true).optional() }),
]);
const heldBy = { atCap: z.array(z.uuid()).optional(), atBudget: z.array(z.uuid()).optional(), atShared: z.array(z.uuid()).optional(), shared: z.array(z.uuid()).optional(), restFen: z.number().optional() };
export const ReasonShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), for: z.enum(['consent', 'verification']) }),
  z.object({ kind: z.literal('noneEligible'), removed: z.record(z.string(), z.number()), nearest: z.string().nullable() }),
  z.object({ kind: z.literal('eligibleButFull'), resources: z.array(z.uuid()), ...heldBy }),
  z.object({ kind: z.literal('outbid'), by: z.array(z.object({ needId: z.uuid(), resourceId: z.uuid(), margin: AimsShape })), ...heldBy }),
]);
const RivalShape = z.object({ item: z.string(), urgency: z.number(), waitingDays: z.number(), communityName: z.string() });

export const NotYetAnswer = z.object({
  needId: z.uuid(), runId: z.uuid(), units: z.number(), points: z.number(), divisionCode: z.string(), communityName: z.string(), need: NeedShape, reason: ReasonShape, cure: CureShape,
  /** Done since the run: nothing is lacking but the next one. */
  isCured: z.boolean(),
  /** The resources that reason and cure name. */
  resources: z.record(z.string(), ResourceShape),
  /** Providers that were vetoed for this need before the run. */
  vetoed: z.array(z.string()),
  /** The needs that came first, as far as the reader may know of them. */
  rivals: z.record(z.string(), RivalShape),
});
export type NotYetAnswer = z.infer<typeof NotYetAnswer>;
export const NotYetPage = z.object({ total: z.number().int(), items: z.array(NotYetAnswer), next: z.string().nullable() });

export const GapAnswer = z.object({
  id: z.uuid(), rank: z.number(), item: z.string().nullable(), divisionCode: z.string(), divisionName: z.string(), countyName: z.string(), townshipName: z.string(), unmetUnits: z.number(), gain: AimsShape, resource: ResourceShape.nullable(), organization: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** So much more money for the month of the organisation; null where it is a unit of what it carries. */
  budgetFen: z.number().nullable(),
});
export type GapAnswer = z.infer<typeof GapAnswer>;
/** `later`: what has been matched again since, in parts of the run's place that the reader has to do with; the last run of each, the newest first. */
export const GapList = z.object({ total: z.number().int(), items: z.array(GapAnswer), later: z.array(z.object({ runId: z.uuid(), divisionName: z.string(), requestedAt: z.string() })) });
export type GapList = z.infer<typeof GapList>;

/** `withColleagues`: of what is proposed, what a colleague has got to decide. */
export const CommunityRow = z.object({ divisionCode: z.string(), name: z.string(), townshipName: z.string(), proposed: z.number(), accepted: z.number(), vetoed: z.number(), notYet: z.number(), withColleagues: z.number() });
export type CommunityRow = z.infer<typeof CommunityRow>;
/** What a run came to in one division, in needs; `toDecide`, `accepted` and `vetoed` are pairs, as the proposals list them. */
export const TotalsAnswer = z.object({
  divisionCode: z.string(), divisionName: z.string(),
  /** Every need of the place that is proposed, decided, or waits: each counted once. */
  all: z.number(),
  /** Needs a match could take; of them those that found a resource. */
  asked: z.number(), matched: z.number(), toDecide: z.number(), accepted: z.number(), vetoed: z.number(),
  /** Of an earlier run: what it proposed and nobody had decided when the next one came. */
  superseded: z.number(),
  /** Of what stands now: whether a part of the place has been matched again since this run. */
  hasLater: z.boolean(),
  /** All that are not matched; of them those a match cannot take yet. */
  notYet: z.number(), forConsent: z.number(), forVerification: z.number(),
  /** Those that a match could not take at the run and could take now: they wait for the next. */
  sinceRun: z.number(),
});
export type TotalsAnswer = z.infer<typeof TotalsAnswer>;
const Sum = { met: z.number(), unmet: z.number(), waiting: z.number() };
/** Units met, not met, and not yet to be matched (they wait for consent or verification), spread over the parts of a place. Met and not met are all that was asked; everything together is what the run took down. */
export const SpreadAnswer = z.object({
  /** From the reader's own place down to this one, the last. */
  path: z.array(z.object({ code: z.string(), name: z.string() })), ...Sum,
  parts: z.array(z.object({ code: z.string(), name: z.string(), hasParts: z.boolean(), ...Sum })),
  /** What belongs to the place itself and to none of its parts. */
  elsewhere: z.object(Sum).nullable(),
});
export type SpreadAnswer = z.infer<typeof SpreadAnswer>;
export const CommunityList = z.object({ items: z.array(CommunityRow) });
export const ProposedIds = z.object({ proposalIds: z.array(z.uuid()), total: z.number().int() });

export const RuleAnswer = z.object({
  id: z.uuid(), kind: z.enum(['pin', 'veto']), needId: z.uuid(), resourceId: z.uuid(), item: z.string(), communityName: z.string(), providerName: z.string(),
  code: z.string().nullable(), words: z.string(), madeAt: z.string(), madeByName: z.string(),
  /** Why the last run could not keep a pin, if it was money, a cap or places. */
  lacks: PinLacks.nullable(),
  /** Whose need it is, as the reader may see it; null for a need of a place. */
  personName: z.string().nullable(),
});
export type RuleAnswer = z.infer<typeof RuleAnswer>;
export const RulePage = z.object({ total: z.number().int(), items: z.array(RuleAnswer), next: z.string().nullable() });
/** Who could serve one need now, the best first. `need` is null where it is not open; `waitsFor` is what must be done before anybody is asked. `removed`: those that offer its kind and may not, by the first rule. `cure`: where nobody has places for it, the least change that helps; `resources`: whom it speaks of. */
export const ReadyAnswer = z.object({
  needId: z.uuid(), need: z.object({ waitsFor: z.enum(['consent', 'verification']).nullable(), item: z.string(), units: z.number(), communityCode: z.string(), communityName: z.string(), personId: z.uuid().nullable() }).nullable(),
  /** `unpaid`: those that may serve it, but whose organisation cannot pay for it this month; they are not among the eligible. */
  eligible: z.number(), unpaid: z.number(), cure: CureShape.nullable(), resources: z.record(z.string(), ResourceShape), removed: z.record(z.string(), z.number()),
  best: z.array(ResourceShape.extend({ isKnown: z.boolean(), nearness: Nearness, slot: z.string().nullable(), costFen: z.number(), isStale: z.boolean(), unitsLeft: z.number(), held: z.number(), room: z.enum(['free', 'held', 'none']), isAtCap: z.boolean(), /** What it takes along is too little left, rather than its own units. */ isAtShared: z.boolean() })),
});
export type ReadyAnswer = z.infer<typeof ReadyAnswer>;
export const OfNeedAnswer = z.object({ proposals: z.array(ProposalAnswer), notYet: NotYetAnswer.nullable(), rules: z.array(RuleAnswer) });
export type OfNeedAnswer = z.infer<typeof OfNeedAnswer>;
