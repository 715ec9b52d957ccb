import { isWithin } from '../../../kernel/division.ts';
import { daysBetween } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { isMineToGive } from '../../duties/server/operations.ts';
import { nameSeenBy } from '../../people/core/permissions.ts';
import type {
  AlternativeShape, CommunityRow, GapAnswer, GapList, LatestAnswer, ListCommunities, ListGaps, ListNotYet, ListProposals, ListRules, ListRuns, NotYetAnswer, OfNeedAnswer, ProposalAnswer, RuleAnswer, RunAnswer,
} from '../core/contract.ts';
import type { Change } from '../core/model.ts';
import { nearness } from '../core/place.ts';
import {
  findLatestProven, findNotYetOfNeed, findRun, findSince, listCommunities, listGaps, listLater, listNotYet, listProposals, listProposalsOfNeed, listProposedIds, listResourceNames, listRivals, listRules, listRulesOfNeed, listRulesOfNeeds,
  listRuns, type NeedRow, type NeedRule, type NotYetRow, type ProposalRow, type ResourceName, type RuleRow,
} from './queries.ts';

type Page<T> = { total: number; items: T[]; next: string | null };

export async function readRun(tx: Tx, _call: Call, { runId }: { runId: string }): Promise<RunAnswer> {
  const run = await findRun(tx, runId);
  if (!run) throw new NotFound('matchRun', runId);
  return run;
}

export const readRuns = (tx: Tx, _call: Call, input: ListRuns): Promise<Page<RunAnswer>> => listRuns(tx, input);

const ruleOf = ({ fullName, ...rule }: RuleRow, call: Call): RuleAnswer => ({ ...rule, personName: fullName && nameSeenBy(call.actor.role, fullName) });
export async function readRules(tx: Tx, call: Call, input: ListRules): Promise<Page<RuleAnswer>> {
  const page = await listRules(tx, input);
  return { ...page, items: page.items.map((row) => ruleOf(row, call)) };
}

/** What stands over a division, one's own unless named, and what has been asked for since. */
export async function readLatest(tx: Tx, call: Call, { division }: { division?: string | undefined }): Promise<LatestAnswer> {
  const divisionCode = division ?? call.actor.divisionCode;
  if (!isWithin(divisionCode, call.actor.divisionCode)) throw new NotFound('division', divisionCode);
  const run = await findLatestProven(tx, divisionCode);
  return { run, since: await findSince(tx, divisionCode, run?.id ?? null) };
}

const needOf = (row: NeedRow, call: Call): ProposalAnswer['need'] => ({
  id: row.needId, personId: row.personId, personName: row.fullName && nameSeenBy(call.actor.role, row.fullName), item: row.item, description: row.description, urgency: row.urgency, quantity: row.quantity,
  waitingDays: Math.max(0, daysBetween(row.heardOn, call.today)), heardOn: row.heardOn, wishedTime: row.wishedTime, language: row.language, qualification: row.qualification, workerSex: row.workerSex, sameWorker: row.sameWorker, status: row.needStatus,
});

// A resource out of the reader's sight has no name here; its id stays, so that the sentence still counts it.
const resourceOf = (id: string, names: Map<string, ResourceName>): ProposalAnswer['resource'] => {
  const { homeCode: _, ...known } = names.get(id) ?? { id, providerName: '', homeName: '', homeCode: '', kind: '', slotWords: null };
  return known;
};

const handedOf = ({ handed }: ProposalRow, call: Call): ProposalAnswer['handed'] => handed && {
  name: handed.ownerName, role: handed.ownerRole, isMe: handed.ownerAccountId === call.actor.accountId, mayGive: isMineToGive(call, handed), cameFrom: handed.cameFrom, note: handed.note,
};

/** A pin of the need to somebody else, while there is still something to decide. */
function pinOf(row: ProposalRow, rules: NeedRule[], call: Call): ProposalAnswer['pin'] {
  const refused = row.why['refusedPin'] as ProposalAnswer['why']['refusedPin'];
  const pin = row.status === 'proposed' ? rules.find(({ kind, needId, resourceId }) => kind === 'pin' && needId === row.needId && resourceId !== row.resourceId) : undefined;
  if (!pin) return null;
  const lacks = (refused?.resourceId === pin.resourceId ? refused : null)?.lacks ?? row.nextBest.find(({ resourceId }) => resourceId === pin.resourceId)?.pinLacks ?? [];
  return { ruleId: pin.id, resourceId: pin.resourceId, providerName: pin.providerName, byName: pin.madeByName, isMine: pin.madeBy === call.actor.accountId, lacks };
}

/** Whom a run did not weigh because somebody had ruled them out; ids tell what came first. */
const vetoedOf = (row: { needId: string; runId: string }, rules: NeedRule[]): string[] =>
  rules.filter(({ id, kind, needId }) => kind === 'veto' && needId === row.needId && id < row.runId).map(({ providerName }) => providerName);

async function proposalsOf(tx: Tx, call: Call, rows: ProposalRow[]): Promise<ProposalAnswer[]> {
  const [names, rules] = await Promise.all([
    listResourceNames(tx, rows.flatMap(({ resourceId, nextBest }) => [resourceId, ...nextBest.map((other) => other.resourceId)])), listRulesOfNeeds(tx, rows.map(({ needId }) => needId)),
  ]);
  const alternative = (other: ProposalRow['nextBest'][number], divisionCode: string): AlternativeShape => {
    const known = names.get(other.resourceId);
    return {
      ...resourceOf(other.resourceId, names), ...(known ? { nearness: nearness(known.homeCode, divisionCode) } : {}),
      resourceId: other.resourceId, costDifferenceFen: other.costDifferenceFen, isStale: other.isStale, isFull: other.isFull, ...(other.heldBy ? { heldBy: other.heldBy } : {}), othersLose: other.othersLose ?? null, ...(other.restFen !== undefined ? { restFen: other.restFen } : {}), ...(other.pinLacks ? { pinLacks: other.pinLacks } : {}),
    };
  };
  return rows.map((row) => ({
    id: row.id, runId: row.runId, status: row.status, units: row.units, points: row.points, divisionCode: row.divisionCode, communityName: row.communityName, decidedAt: row.decidedAt,
    handed: handedOf(row, call), pin: pinOf(row, rules, call), vetoed: vetoedOf(row, rules), need: needOf(row, call), resource: resourceOf(row.resourceId, names), why: row.why as ProposalAnswer['why'], nextBest: row.nextBest.map((other) => alternative(other, row.divisionCode)),
  }));
}

export async function readProposals(tx: Tx, call: Call, input: ListProposals): Promise<Page<ProposalAnswer>> {
  const page = await listProposals(tx, await readRun(tx, call, input), input);
  return { ...page, items: await proposalsOf(tx, call, page.items) };
}

const resourcesNamed = ({ details: { reason, cure } }: NotYetRow): string[] => [
  ...(reason.kind === 'eligibleButFull' ? reason.resources.slice(0, MOST_NAMED) : reason.kind === 'outbid' ? reason.by.map(({ resourceId }) => resourceId) : []),
  ...('atCap' in reason ? (reason.atCap ?? []).slice(0, MOST_NAMED) : []), ...('atBudget' in reason ? (reason.atBudget ?? []).slice(0, MOST_NAMED) : []),
  ...('atShared' in reason ? [...(reason.atShared ?? []).slice(0, MOST_NAMED), ...(reason.shared ?? []).slice(0, MOST_NAMED)] : []),
  ...(cure.kind === 'changeResource' || cure.kind === 'acceptAnother' ? namedByCure(cure) : []),
];
/** Whose page a cure leads to, and what goes along of which it wants more. */
export const namedByCure = (cure: { resourceId: string; changes?: Change[] }): string[] => [cure.resourceId, ...(cure.changes ?? []).flatMap((change) => (change.kind === 'addShared' ? [change.resourceId] : []))];
/** A sentence names a few; how many there are it says besides. */
const MOST_NAMED = 3;

/** What a need waits for may have been done since the run: then it waits for the next one, or for the other of the two. */
function waitingNow({ details: { reason, cure }, hasConsent, isVerified }: NotYetRow): Pick<NotYetAnswer, 'reason' | 'cure' | 'isCured'> {
  const as = { reason: reason as NotYetAnswer['reason'], cure, isCured: false };
  if (reason.kind !== 'waiting') return as;
  if (hasConsent && isVerified) return { ...as, isCured: true };
  return hasConsent ? { ...as, reason: { kind: 'waiting', for: 'verification' }, cure: { kind: 'verifyNeed' } } : { ...as, reason: { kind: 'waiting', for: 'consent' }, cure: { kind: 'giveConsent' } };
}

async function notYetOf(tx: Tx, call: Call, rows: NotYetRow[]): Promise<NotYetAnswer[]> {
  const rivalsOf = ({ details: { reason } }: NotYetRow) => (reason.kind === 'outbid' ? reason.by.map(({ needId }) => needId) : []);
  const [names, rivals, rules] = await Promise.all([listResourceNames(tx, rows.flatMap(resourcesNamed)), listRivals(tx, rows.flatMap(rivalsOf)), listRulesOfNeeds(tx, rows.map(({ needId }) => needId))]);
  return rows.map((row) => ({
    needId: row.needId, runId: row.runId, units: row.units, points: row.points, divisionCode: row.divisionCode, communityName: row.communityName, need: needOf(row, call),
    ...waitingNow(row), vetoed: vetoedOf(row, rules),
    resources: Object.fromEntries(resourcesNamed(row).flatMap((id) => (names.has(id) ? [[id, resourceOf(id, names)]] : []))),
    rivals: Object.fromEntries(rivals.filter(({ id }) => rivalsOf(row).includes(id)).map(({ id, heardOn, ...rival }) => [id, { ...rival, waitingDays: Math.max(0, daysBetween(heardOn, call.today)) }])),
  }));
}

export async function readNotYet(tx: Tx, call: Call, input: ListNotYet): Promise<Page<NotYetAnswer>> {
  const page = await listNotYet(tx, await readRun(tx, call, input), input);
  return { ...page, items: await notYetOf(tx, call, page.items) };
}

export async function readGaps(tx: Tx, call: Call, input: ListGaps): Promise<GapList> {
  const run = await readRun(tx, call, input);
  const [{ total, items }, later] = await Promise.all([listGaps(tx, run, input), listLater(tx, run, call.actor.divisionCode)]);
  const names = await listResourceNames(tx, items.flatMap(({ resourceId }) => resourceId ?? []));
  return { total, later, items: items.map(({ resourceId, ...gap }) => ({ ...gap, resource: resourceId && resourceOf(resourceId, names) })) as GapAnswer[] };
}

export async function readCommunities(tx: Tx, call: Call, input: ListCommunities): Promise<{ items: CommunityRow[] }> {
  return { items: await listCommunities(tx, call, await readRun(tx, call, input), input) };
}

export async function readProposed(tx: Tx, call: Call, input: { runId: string; division?: string | undefined }): Promise<{ proposalIds: string[]; total: number }> {
  return listProposedIds(tx, call, await readRun(tx, call, input), input.division);
}

/** What the last run over its community says of one need, for the need's own page. */
export async function readOfNeed(tx: Tx, call: Call, { needId }: { needId: string }): Promise<OfNeedAnswer> {
  const [proposals, notYet, rules] = await Promise.all([listProposalsOfNeed(tx, needId), findNotYetOfNeed(tx, needId), listRulesOfNeed(tx, needId)]);
  return { proposals: await proposalsOf(tx, call, proposals), notYet: notYet && (await notYetOf(tx, call, [notYet]))[0]!, rules: rules.map((row) => ruleOf(row, call)) };
}
