import { z } from 'zod';
import { ROLES } from '../../../kernel/role.ts';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { ITEM_CODES } from '../../needs/core/items.ts';
import { STANDINGS } from '../../needs/core/reference.ts';
import { CLOCK } from '../../resources/core/booking.ts';
import { Clock } from './clock-contract.ts';
import { DECISIONS } from './returns.ts';
import { CONFIRMED_VIA, DECLINE_CODES, REFUSAL_CODES, RESULTS, STATUSES } from './referral.ts';

const Day = z.iso.date().refine(isDayInReach);
const Words = z.string().trim().max(500);
const requestId = z.uuid();
const referralId = z.uuid();
/** What the page last saw; if somebody has changed the referral since, the act is refused and told. */
// `nullish` below: an emptied field of a form comes as null, and means the same as none.
const version = z.number().int().positive().optional();

/** The resident's agreement to pass name, address and telephone to this receiver, given in the same act (PIPL 23). */
export const ReferralConsent = z.object({
  basis: z.enum(['consent', 'guardianConsent', 'statutoryDuty']),
  givenHow: z.enum(['spoken', 'signed', 'online', 'importedLedger']),
  givenOn: Day.optional(),
});
export type ReferralConsent = z.infer<typeof ReferralConsent>;

export const OfferReferral = z.object({
  requestId, needId: z.uuid(), resourceId: z.uuid(), units: z.number().int().min(1).max(1000).nullish(), consent: ReferralConsent.nullish(),
});
export type OfferReferral = z.infer<typeof OfferReferral>;

/**
 * Whether the resident's agreement to this receiver must be given with an offer: `isAsked` where a person's need has none on record, else `recorded`.
 * `matchedOn`: the day of the agreement to be matched, which names no receiver and does not stand in for it.
 */
export const AskConsent = z.object({ needId: z.uuid(), resourceId: z.uuid() });
export const ConsentAsked = z.object({ isAsked: z.boolean(), recorded: z.object({ basis: z.string(), givenHow: z.string(), givenOn: z.string() }).nullable(), matchedOn: z.string().nullable() });
export type ConsentAsked = z.infer<typeof ConsentAsked>;

export const AcceptProposal = z.object({ requestId, proposalId: z.uuid(), consent: ReferralConsent.nullish() });
export type AcceptProposal = z.infer<typeof AcceptProposal>;

/** Some proposals, or all of a run, or those of a run in one division. */
export const AcceptProposals = z.object({
  requestId, proposalIds: z.array(z.uuid()).max(2000).optional(), runId: z.uuid().optional(), division: z.string().regex(/^\d{4,12}$/).optional(),
  /** One statement for all: only where the station holds the residents' agreement, for instance in the ledger. */
  consent: ReferralConsent.nullish(),
}).refine((input) => (input.proposalIds === undefined) !== (input.runId === undefined), { path: ['proposalIds'] });
export type AcceptProposals = z.infer<typeof AcceptProposals>;

export const AnswerReferral = z.object({
  requestId, referralId, version, answer: z.enum(['accept', 'decline']), declineCode: z.enum(DECLINE_CODES).nullish(), words: Words.nullish(),
}).refine((input) => input.answer === 'accept' || Boolean(input.declineCode), { path: ['declineCode'] });
export type AnswerReferral = z.infer<typeof AnswerReferral>;

/** A time of day on the wall clock, 09:30. */
const Hour = z.string().regex(CLOCK).nullish();

export const ScheduleReferral = z.object({
  requestId, referralId, version, scheduledFor: Day, from: Hour, until: Hour, words: z.string().trim().max(100).nullish(),
  contactName: z.string().trim().max(50).nullish(), contactPhone: z.string().trim().max(30).nullish(),
});
export type ScheduleReferral = z.infer<typeof ScheduleReferral>;

const StretchAnswer = z.object({ from: z.string(), until: z.string() });
/** A day of what a referral takes, today where none is named. */
export const ReadDay = z.object({ referralId, on: Day.optional() });
export type ReadDay = z.infer<typeof ReadDay>;
export const DayOfReferral = z.object({
  on: z.string(),
  resources: z.array(z.object({
    name: z.string(), goesAlong: z.boolean(), isOneAtATime: z.boolean(), isClosed: z.boolean(), hours: z.array(StretchAnswer),
    /** When, and for which referral where that is in sight, never for which resident; `isOwn`: for this one, which may move. */
    taken: z.array(StretchAnswer.extend({ isOwn: z.boolean(), held: z.object({ referralId: z.uuid(), item: z.string(), communityName: z.string() }).nullable() })),
  })),
  free: z.array(StretchAnswer),
  /** The next hours long enough, where the day has none. */
  next: StretchAnswer.extend({ on: z.string() }).nullable(),
});
export type DayOfReferral = z.infer<typeof DayOfReferral>;

/** The resident's own no, before help was given, as it was heard by whoever telephoned. */
export const RefuseReferral = z.object({ requestId, referralId, version, refusalCode: z.enum(REFUSAL_CODES), words: Words.nullish() });
export type RefuseReferral = z.infer<typeof RefuseReferral>;

export const EndReferral = z.object({ requestId, referralId, version, reason: z.string().trim().min(2).max(500) });
export type EndReferral = z.infer<typeof EndReferral>;

/** It was agreed and did not come about. `declineCode`: it is the provider who cannot after all, and why; otherwise `reason` tells it. */
export const FailReferral = z.object({ requestId, referralId, version, declineCode: z.enum(DECLINE_CODES).nullish(), reason: z.string().trim().max(500).nullish() })
  .refine((input) => Boolean(input.declineCode) || (input.reason ?? '').length >= 2, { path: ['reason'] });
export type FailReferral = z.infer<typeof FailReferral>;

/** The resident says yes to the day that the provider offers, as the page showed it; or that another time is wished, in words that the provider reads. */
export const AgreeOwnVisit = z.object({ requestId, referralId, version });
export type AgreeOwnVisit = z.infer<typeof AgreeOwnVisit>;
export const AskAnotherTime = z.object({ requestId, referralId, version, words: z.string().trim().min(2).max(200) });
export type AskAnotherTime = z.infer<typeof AskAnotherTime>;

export const ConfirmReferral = z.object({
  requestId, referralId, version, helped: z.boolean(), rating: z.number().int().min(1).max(5).nullish(), words: Words.nullish(),
});
export type ConfirmReferral = z.infer<typeof ConfirmReferral>;

/** By the code on the slip; the code stands in the path, and the door has made its holder the actor. */
export const ConfirmByCode = z.object({
  code: z.string().max(40), requestId, helped: z.boolean(), rating: z.number().int().min(1).max(5).nullish(), words: Words.nullish(),
});
export type ConfirmByCode = z.infer<typeof ConfirmByCode>;

/** Within the visit: another answer, or more to it. What is not named stays. */
const correction = { helped: z.boolean().optional(), rating: z.number().int().min(1).max(5).nullish(), words: Words.nullish() };
export const CorrectWord = z.object({ requestId, referralId, ...correction });
export type CorrectWord = z.infer<typeof CorrectWord>;
export const CorrectByCode = z.object({ code: z.string().max(40), requestId, ...correction });
export type CorrectByCode = z.infer<typeof CorrectByCode>;

/** The resident's community, and whom one can call there: its own service telephone, or that of the named place above it. */
const OfCommunity = z.object({ name: z.string(), phone: z.string().nullable(), phoneOf: z.string() });
export type OfCommunity = z.infer<typeof OfCommunity>;

export const ConfirmQuestion = z.object({ code: z.string().max(40) });
export const ConfirmPageAnswer = z.object({
  what: z.string(), who: z.string(), when: z.string(),
  /** `waiting` to be answered, `helped`, `notHelped`, `expired`. */
  status: z.enum(['waiting', 'helped', 'notHelped', 'expired']),
  /** The answer was given a moment ago, and may still be changed or added to; `rating` as it stands, to be seen as long as it may be changed. */
  mayCorrect: z.boolean(), rating: z.number().nullable(),
  personToCall: z.object({ name: z.string(), phone: z.string() }).nullable(), community: OfCommunity, language: z.string(),
});
export type ConfirmPageAnswer = z.infer<typeof ConfirmPageAnswer>;

export const Slip = z.object({
  code: z.string(), spoken: z.string(), address: z.string(), until: z.string(), what: z.string(), who: z.string(), when: z.string(), recipientName: z.string(),
  /** The number by which the need is followed; null for a need of a place, which nobody follows. */
  reference: z.string().nullable(),
  personToCall: z.object({ name: z.string(), phone: z.string() }).nullable(), community: OfCommunity,
});
export type Slip = z.infer<typeof Slip>;

/** What a resident without an account types to see where a need stands, and all that is answered. */
export const Follow = z.object({ reference: z.string().trim().min(1).max(40), digits: z.string().trim().regex(/^\d{4}$/) });
export type Follow = z.infer<typeof Follow>;
export const Followed = z.object({ standing: z.enum(STANDINGS), /** The kind of need in words; never what was said, nor whose it is. */ what: z.string(), phone: z.object({ name: z.string(), phone: z.string() }).nullable() });

export const RenewSlip = z.object({ requestId, referralId, version });
export type RenewSlip = z.infer<typeof RenewSlip>;

export const RevealPhone = z.object({ requestId, referralId, purpose: z.string().trim().min(1).max(60) });
export type RevealPhone = z.infer<typeof RevealPhone>;

const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().max(300).transform((text) => text.split(',').filter((value): value is T[number] => (values as readonly string[]).includes(value))).optional();

export const ReferralFilters = z.object({
  status: listOf(STATUSES), item: listOf(ITEM_CODES), division: z.string().regex(/^\d{4,12}$/).optional(),
  organization: z.uuid().optional(), need: z.uuid().optional(), proposal: z.uuid().optional(), person: z.uuid().optional(), resource: z.uuid().optional(),
  overdue: z.enum(['true', 'false']).optional(), offeredFrom: Day.optional(), offeredTo: Day.optional(), q: z.string().trim().max(100).optional(),
});
export const ListReferrals = ReferralFilters.extend({
  sort: z.enum(['offeredAt', '-offeredAt', 'dueOn', '-dueOn']).default('-offeredAt'), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListReferrals = z.infer<typeof ListReferrals>;

export const ReferralRow = z.object({
  id: z.uuid(), needId: z.uuid(), resourceId: z.uuid(), proposalId: z.uuid().nullable(), organizationId: z.uuid().nullable(), personId: z.uuid().nullable(), divisionCode: z.string(),
  item: z.string(), units: z.number(), communityName: z.string(), providerName: z.string(), recipientName: z.string().nullable(), workerName: z.string(),
  status: z.enum(STATUSES), dueOn: z.string().nullable(), isLate: z.boolean(), version: z.number(),
  /** The clock it goes by, told beside its days; null: from before there were tables. */
  clock: Clock.nullable(),
  /** What is wanted, how soon and when: told before the yes, without whose it is. */
  urgency: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(), needWords: z.string().nullable(), wishedTime: z.string().nullable(),
  offeredAt: z.string(), answeredAt: z.string().nullable(), scheduledFor: z.string().nullable(), scheduledFrom: z.string().nullable(), scheduledUntil: z.string().nullable(), deliveredOn: z.string().nullable(),
  confirmedAt: z.string().nullable(), closedAt: z.string().nullable(), helped: z.boolean().nullable(), declineCode: z.enum(DECLINE_CODES).nullable(), refusalCode: z.enum(REFUSAL_CODES).nullable(),
});
export type ReferralRow = z.infer<typeof ReferralRow>;
/** The help arranged for oneself: when somebody comes and whom one can call about it, and whether one's answer may still be changed. */
export const OwnReferral = ReferralRow.extend({
  mayCorrect: z.boolean(), scheduledWords: z.string().nullable(), personToCall: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** A day that the provider offers and to which one may say yes; `anotherAsked`: what one has answered to such a day. */
  offered: z.object({ on: z.string(), from: z.string().nullable(), until: z.string().nullable(), words: z.string().nullable(), who: z.string().nullable() }).nullable(), anotherAsked: z.string().nullable(),
});
export type OwnReferral = z.infer<typeof OwnReferral>;
export const OwnReferralPage = z.object({ total: z.number().int(), items: z.array(OwnReferral), next: z.string().nullable() });
export const ReferralPage = z.object({ total: z.number().int(), items: z.array(ReferralRow), next: z.string().nullable() });

export const ListServed = z.object({ q: z.string().trim().max(50).optional(), limit: z.coerce.number().int().min(1).max(50).default(15) });
export type ListServed = z.infer<typeof ListServed>;
export const ServedPerson = z.object({ id: z.uuid(), name: z.string(), divisionName: z.string(), age: z.null() });
export type ServedPerson = z.infer<typeof ServedPerson>;
export const ServedPage = z.object({ total: z.number().int(), items: z.array(ServedPerson), next: z.null() });

export const ReadReferral = z.object({ referralId });
export const ReferralAnswer = ReferralRow.extend({
  recipientAddress: z.string().nullable(), recipientPhone: z.string().nullable(), language: z.string(),
  declineWords: z.string().nullable(), refusalWords: z.string().nullable(), scheduledWords: z.string().nullable(), scheduledAt: z.string().nullable(), contactName: z.string().nullable(), contactPhone: z.string().nullable(),
  deliveredAt: z.string().nullable(), result: z.enum(RESULTS).nullable(), resultWords: z.string().nullable(),
  hasCode: z.boolean(), confirmUntil: z.string().nullable(), rating: z.number().nullable(), residentWords: z.string().nullable(), confirmedVia: z.enum(CONFIRMED_VIA).nullable(),
  closedReason: z.string().nullable(), hasManager: z.boolean(), visitorName: z.string().nullable(), deliveredUnits: z.number().nullable(), deliveredFrom: z.string().nullable(), deliveredUntil: z.string().nullable(), confirmationAskedOn: z.string().nullable(),
  /** A day that the provider offers to come on, which waits for the station; `proposalAnswer`: why one did not suit. */
  proposedFor: z.string().nullable(), proposedFrom: z.string().nullable(), proposedUntil: z.string().nullable(), proposedWords: z.string().nullable(), proposedName: z.string().nullable(), proposedPhone: z.string().nullable(), proposedBy: z.string().nullable(),
  proposalAnswer: z.string().nullable(),
  /** The link that a provider holds whose people do not sign in; never its code. */
  partnerLink: z.object({ until: z.string(), by: z.string(), openedAt: z.string().nullable() }).nullable(),
});
export type ReferralAnswer = z.infer<typeof ReferralAnswer>;

/** What every act on a referral answers: where it stands now. */
export const ReferralStanding = z.object({ referralId: z.uuid(), needId: z.uuid(), status: z.enum(STATUSES), dueOn: z.string().nullable(), version: z.number() });
export type ReferralStanding = z.infer<typeof ReferralStanding>;

export const AcceptedProposals = z.object({
  accepted: z.number().int(), refused: z.array(z.object({ proposalId: z.uuid(), code: z.string() })),
});
export type AcceptedProposals = z.infer<typeof AcceptedProposals>;

/** What came back of a need, each by whose no it was: the provider's, the resident's before help was given, or the resident's word that it did not help. */
export const AskReturned = z.object({ needId: z.uuid() });
export const ReturnedAnswer = z.object({
  items: z.array(z.object({
    referralId: z.uuid(), providerName: z.string(), what: z.enum(['declined', 'refused', 'notHelped']), /** A no of the provider's after its yes. */ isAfterYes: z.boolean(), declineCode: z.enum(DECLINE_CODES).nullable(), refusalCode: z.enum(REFUSAL_CODES).nullable(), words: z.string().nullable(), at: z.string(),
  })),
  /** Whose it is to decide what comes next; null where nothing waits for a decision. */
  waiting: z.object({ dueOn: z.string(), ownerName: z.string().nullable(), ownerRole: z.enum(ROLES) }).nullable(),
});
export type ReturnedAnswer = z.infer<typeof ReturnedAnswer>;
/** `reason`: for the colleagues; where it cannot be done now, for the resident to read. */
export const DecideReturned = z.object({ requestId, needId: z.uuid(), decision: z.enum(DECISIONS), meetsOn: Day.nullish(), reason: z.string().trim().min(2).max(500) });
export type DecideReturned = z.infer<typeof DecideReturned>;
export const DecidedReturned = z.object({ needId: z.uuid(), decision: z.enum(DECISIONS) });
export type DecidedReturned = z.infer<typeof DecidedReturned>;

export const BOARD_COLUMNS = ['offered', 'accepted', 'scheduled', 'delivered', 'done', 'returned'] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];
export const AskBoard = z.object({ division: z.string().regex(/^\d{4,12}$/).optional(), item: listOf(ITEM_CODES) });
/** A card; of a late one with whom the next step is now: the one it has risen to, where it has. Null where nobody is named by an account, or to those who see no accounts. */
export const BoardCard = ReferralRow.extend({ waitsFor: z.string().nullable() });
export type BoardCard = z.infer<typeof BoardCard>;
export const Board = z.object({
  columns: z.array(z.object({ column: z.enum(BOARD_COLUMNS), total: z.number().int(), late: z.number().int(), items: z.array(BoardCard) })),
});
export type Board = z.infer<typeof Board>;
