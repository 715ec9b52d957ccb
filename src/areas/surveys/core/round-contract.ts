import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { CATEGORIES, ITEM_CODES } from '../../needs/core/items.ts';
import { AGE_GROUPS, CIRCUMSTANCES } from '../../people/core/circumstances.ts';
import { LinkRow, RESPONSE_CHANNELS } from './response-contract.ts';
import { CONTACT_CHANNELS, DAY_PARTS, MEMBER_CHANNELS, OUTCOMES, ROUND_CHANNELS, ROUND_STATUSES, ROUND_UNITS } from './round.ts';

const LocalDay = z.iso.date().refine(isDayInReach);
const Count = z.int().min(0);
const Code = z.string().regex(/^\d{4,12}$/);
const Urgency = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const Words = (most: number) => z.string().trim().max(most);

/** Whom a round asks; a condition on a household is met by anybody who lives there. */
const Whom = { unit: z.enum(ROUND_UNITS), divisionCode: Code, ageGroup: z.enum(AGE_GROUPS).nullish(), circumstances: z.array(z.enum(CIRCUMSTANCES)).max(CIRCUMSTANCES.length).nullish() };

export const PlanRound = z.object({
  requestId: z.uuid(), purpose: z.string().trim().min(1).max(200), ...Whom,
  /** What the form was switched to; without a number all are asked. */
  howMany: z.enum(['all', 'sample']).nullish(), sampleSize: z.int().min(2).max(20_000).nullish(),
  channels: z.array(z.enum(ROUND_CHANNELS)).min(1).max(ROUND_CHANNELS.length), questionnaireId: z.uuid().nullish(), fromOn: LocalDay, untilOn: LocalDay,
});
export type PlanRound = z.infer<typeof PlanRound>;
/** The plan as a whole, said anew before the round begins. */
export const ChangeRound = PlanRound.extend({ roundId: z.uuid() });
export type ChangeRound = z.infer<typeof ChangeRound>;
export const OneRound = z.object({ roundId: z.uuid() });
export type OneRound = z.infer<typeof OneRound>;
export const MoveRound = OneRound.extend({ requestId: z.uuid() });
export type MoveRound = z.infer<typeof MoveRound>;
export const ExtendRound = MoveRound.extend({ untilOn: LocalDay });
export type ExtendRound = z.infer<typeof ExtendRound>;
export const CloseRound = MoveRound.extend({ /** Who has not been reached is known, and stays so. */ isKnown: z.boolean().nullish() });
export type CloseRound = z.infer<typeof CloseRound>;
export const RoundMoved = z.object({ roundId: z.uuid(), status: z.enum(ROUND_STATUSES) });

/** How many a round would have to choose from, before it is planned. */
export const SizeFrame = z.object({ unit: z.enum(ROUND_UNITS), divisionCode: Code, ageGroup: z.enum(AGE_GROUPS).optional(), circumstances: z.string().max(400).transform((text) => text.split(',').filter(Boolean)).pipe(z.array(z.enum(CIRCUMSTANCES))).optional() });
export type SizeFrame = z.infer<typeof SizeFrame>;
export const FrameSize = z.object({ frame: Count, /** People who fit and belong to no household on record: no door leads to them. */ homeless: Count });

export const ListRounds = z.object({ status: z.string().optional().transform((text) => (text ? text.split(',') : undefined)).pipe(z.array(z.enum(ROUND_STATUSES)).optional()), q: z.string().trim().max(100).optional(), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListRounds = z.infer<typeof ListRounds>;
export const RoundRow = z.object({
  id: z.uuid(), purpose: z.string(), divisionCode: z.string(), divisionName: z.string(), unit: z.enum(ROUND_UNITS), status: z.enum(ROUND_STATUSES), channels: z.array(z.enum(ROUND_CHANNELS)), fromOn: z.string(), untilOn: z.string(), ownerName: z.string(),
  /** Members within one's own reach: drawn, tried, heard. */
  members: Count, tried: Count, heard: Count,
});
export type RoundRow = z.infer<typeof RoundRow>;
export const RoundPage = z.object({ total: Count, items: z.array(RoundRow), next: z.string().nullable() });

export const RoundFile = RoundRow.extend({
  ageGroup: z.enum(AGE_GROUPS).nullable(), circumstances: z.array(z.enum(CIRCUMSTANCES)), sampleSize: z.int().nullable(), seed: z.int(), begunOn: z.string().nullable(), closedOn: z.string().nullable(),
  questionnaire: z.object({ id: z.uuid(), version: z.int(), newest: z.int(), title: z.string(), questions: Count }).nullable(),
  /** Of the whole round: how many there were to choose from, how many were drawn, from how many strata. */
  drawn: z.object({ frame: Count, members: Count, strata: Count, blocks: Count }).nullable(),
  again: Count, /** To be gone to or called again by today. */ dueAgain: Count, isAllSeen: z.boolean(), isKeptHere: z.boolean(),
});
export type RoundFile = z.infer<typeof RoundFile>;

/** A building of the route, and how much of it is done. */
export const RouteBlock = z.object({ cell: Count, divisionCode: z.string(), divisionName: z.string(), block: z.string(), members: Count, done: Count, due: Count });
export type RouteBlock = z.infer<typeof RouteBlock>;
export const RoundRoute = z.object({ blocks: z.array(RouteBlock), members: Count, done: Count });
export type RoundRoute = z.infer<typeof RoundRoute>;

export const ListDoors = OneRound.extend({ cell: z.coerce.number().int().min(0).max(100_000).default(0) });
export type ListDoors = z.infer<typeof ListDoors>;
const State = { outcome: z.enum(OUTCOMES).nullable(), channel: z.enum(MEMBER_CHANNELS).nullable(), attempts: Count, triedOn: z.string().nullable(), againOn: z.string().nullable(), againPart: z.enum(DAY_PARTS).nullable() };
export const DoorRow = z.object({ id: z.uuid(), place: z.string(), name: z.string().nullable(), ...State });
export type DoorRow = z.infer<typeof DoorRow>;
export const DoorList = z.object({ doors: z.array(DoorRow) });

/** The doors of some buildings, to be printed. */
export const SheetOfRound = z.object({ purpose: z.string(), divisionName: z.string(), fromOn: z.string(), untilOn: z.string(), total: Count, blocks: z.array(z.object({ cell: Count, divisionName: z.string(), block: z.string(), doors: z.array(DoorRow) })) });
export type SheetOfRound = z.infer<typeof SheetOfRound>;

export const CALL_VIEWS = ['due', 'open', 'done'] as const;
export const ListCalls = OneRound.extend({ view: z.enum(CALL_VIEWS).default('due'), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListCalls = z.infer<typeof ListCalls>;
export const CallRow = DoorRow.extend({ divisionName: z.string(), hasPhone: z.boolean() });
export type CallRow = z.infer<typeof CallRow>;
export const CallList = z.object({ total: Count, items: z.array(CallRow), next: z.string().nullable() });

export const OneMember = z.object({ memberId: z.uuid() });
export type OneMember = z.infer<typeof OneMember>;
export const MemberFile = z.object({
  id: z.uuid(), roundId: z.uuid(), purpose: z.string(), status: z.enum(ROUND_STATUSES), channels: z.array(z.enum(ROUND_CHANNELS)), fromOn: z.string(), untilOn: z.string(), divisionName: z.string(), place: z.string(), block: z.string(), cell: Count, ...State,
  people: z.array(z.object({
    id: z.uuid(), name: z.string(), age: z.int().nullable(), sex: z.enum(['male', 'female', 'unknown']), circumstances: z.array(z.string()), consentSince: z.string().nullable(), isGuardianAsked: z.boolean(), openItems: z.array(z.string()),
    phones: z.array(z.object({ id: z.uuid(), kind: z.enum(['mobile', 'landline', 'contactPerson']), masked: z.string(), contactName: z.string().nullable() })),
  })),
  contacts: z.array(z.object({ id: z.uuid(), channel: z.enum(MEMBER_CHANNELS), outcome: z.enum(OUTCOMES), triedOn: z.string(), againOn: z.string().nullable(), againPart: z.enum(DAY_PARTS).nullable(), note: z.string(), byName: z.string() })),
  heard: z.array(z.object({ id: z.uuid(), needId: z.uuid(), item: z.string(), personName: z.string().nullable(), words: z.string(), heardOn: z.string() })),
  questionnaire: z.object({ id: z.uuid(), version: z.int() }).nullable(), /** The link of this door, which is answered once. */ link: LinkRow.nullable(),
  /** Its answered questionnaires. `isOpen`: they say needs of somebody who lives here, and nobody has said of whom. */
  answered: z.array(z.object({ id: z.uuid(), channel: z.enum(RESPONSE_CHANNELS), isByLink: z.boolean(), askedOn: z.string(), byName: z.string(), personName: z.string().nullable(), isOpen: z.boolean() })),
  /** The doors before and behind it on the route. */
  before: z.uuid().nullable(), next: z.uuid().nullable(),
});
export type MemberFile = z.infer<typeof MemberFile>;

export const NoteAttempt = z.object({
  requestId: z.uuid(), memberId: z.uuid(), channel: z.enum(CONTACT_CHANNELS), outcome: z.enum(OUTCOMES), againOn: LocalDay.nullish(), againPart: z.enum(DAY_PARTS).nullish(), note: Words(200).nullish(),
});
export type NoteAttempt = z.infer<typeof NoteAttempt>;
export const AttemptNoted = z.object({ memberId: z.uuid(), outcome: z.enum(OUTCOMES), attempts: Count });

export const HearMember = z.object({
  requestId: z.uuid(), memberId: z.uuid(), channel: z.enum(CONTACT_CHANNELS), personId: z.uuid(), item: z.enum(ITEM_CODES), words: Words(1000).nullish(), urgency: Urgency, consents: z.boolean().nullish(), guardianConsents: z.boolean().nullish(),
});
export type HearMember = z.infer<typeof HearMember>;
export const MemberHeard = z.object({ memberId: z.uuid(), needId: z.uuid(), outcome: z.enum(['new', 'joined']) });

export const NameAnswerer = z.object({ requestId: z.uuid(), responseId: z.uuid(), personId: z.uuid() });
export type NameAnswerer = z.infer<typeof NameAnswerer>;
export const MakeDoorLink = OneMember.extend({ requestId: z.uuid() });
export type MakeDoorLink = z.infer<typeof MakeDoorLink>;
export const DoorLinkMade = z.object({ memberId: z.uuid(), linkId: z.uuid() });

/** The answered questionnaires of a round: by version, by the way they came, and what became of each question from one version to the round's. */
export const RoundAnswers = z.object({
  total: Count, drawn: Count, outside: Count, byWall: Count, talks: Count, newest: z.int(),
  ways: z.array(z.object({ channel: z.enum(RESPONSE_CHANNELS), isByLink: z.boolean(), answers: Count })),
  versions: z.array(z.object({ version: z.int(), answers: Count, gone: z.array(z.string()), added: z.array(z.string()), changed: z.array(z.string()), kept: Count })),
});
export type RoundAnswers = z.infer<typeof RoundAnswers>;

export const HoldDiscussion = OneRound.extend({
  requestId: z.uuid(), divisionCode: z.string().regex(/^\d{12}$/), place: z.string().trim().min(1).max(100), heldOn: LocalDay, present: z.int().min(1).max(5000), moderator: z.string().trim().min(1).max(50),
});
export type HoldDiscussion = z.infer<typeof HoldDiscussion>;
export const DiscussionHeld = z.object({ discussionId: z.uuid(), roundId: z.uuid() });
export const AddVoice = z.object({
  requestId: z.uuid(), discussionId: z.uuid(), item: z.enum(ITEM_CODES), words: z.string().trim().min(1).max(1000), urgency: Urgency.nullish(),
  /** Who said it, if that is known and the person agrees to be named; else it is a need of the place. */
  personId: z.uuid().nullish(), agrees: z.boolean().nullish(),
});
export type AddVoice = z.infer<typeof AddVoice>;
export const VoiceAdded = z.object({ discussionId: z.uuid(), needId: z.uuid(), outcome: z.enum(['new', 'joined']) });
export const Discussion = z.object({
  id: z.uuid(), divisionCode: z.string(), divisionName: z.string(), place: z.string(), heldOn: z.string(), present: Count, moderator: z.string(), madeByName: z.string(),
  voices: z.array(z.object({ id: z.uuid(), needId: z.uuid(), item: z.string(), words: z.string(), personName: z.string().nullable() })),
});
export type Discussion = z.infer<typeof Discussion>;
export const DiscussionList = z.object({ discussions: z.array(Discussion) });

const Category = z.enum(CATEGORIES);
/** What a part of the frame says: the whole of it, or one community. */
const Part = z.object({
  divisionCode: z.string().nullable(), divisionName: z.string().nullable(),
  coverage: z.object({ frame: Count, drawn: Count, untried: Count, outcomes: z.record(z.enum(OUTCOMES), Count), /** Those heard, by the way in which. */ channels: z.object({ homeInquiry: Count, phone: Count, questionnaire: Count.default(0) }) }),
  /** So many have not been tried that those on the route before them cannot speak for them. */
  isEarly: z.boolean().default(false),
  /** Null where it is early, or too few have answered to say anything of the others. */
  method: z.object({ answered: Count, designEffect: z.number(), freedom: Count }).nullable(),
  categories: z.array(z.object({ category: Category, /** Members who have such a need, and their needs. */ members: Count, needs: Count, estimate: z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable() })),
});
export type SaidPart = z.infer<typeof Part>;
export const RoundSays = z.object({
  unit: z.enum(ROUND_UNITS), whole: Part, parts: z.array(Part),
  /** What was heard besides: in discussions, and outside the frame. It enters no estimate. */
  apart: z.object({ discussions: Count, present: Count, voices: Count, outside: Count, /** Answered questionnaires of nobody who was drawn: by a link on a wall, and of people off the list. */ byWall: Count.default(0), offList: Count.default(0), categories: z.array(z.object({ category: Category, voices: Count, outside: Count })) }),
});
export type RoundSays = z.infer<typeof RoundSays>;
/** `says` is null for those who see a part of the round only, until it is closed. */
export const RoundSaid = z.object({ says: RoundSays.nullable(), isFinal: z.boolean() });
