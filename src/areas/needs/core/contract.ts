import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { AlikeVerdict, PersonFields } from '../../people/core/contract.ts';
import { CATEGORIES, ITEM_CODES } from './items.ts';
import { CHANNELS, CLOSE_CODES, NEED_ACTIONS, NEED_STATUSES, SAME_WORKERS, WORKER_SEXES } from './need.ts';

const LocalDay = z.iso.date().refine(isDayInReach);
const Urgency = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const Text = (most: number) => z.string().trim().max(most);

export const LONGEST_DESCRIPTION = 1000;

/** What a need asks for; the same fields when it is heard and when it is mended. */
const NeedFields = z.object({
  item: z.enum(ITEM_CODES), description: Text(LONGEST_DESCRIPTION).nullish(), urgency: Urgency, quantity: z.number().int().min(1).max(1000).nullish(), wishedTime: Text(100).nullish(),
  slots: z.array(z.string().max(40)).max(30).nullish(), language: z.enum(['zh', 'mn']).nullish(), qualification: Text(60).nullish(),
  /** Who must come, where it matters; nobody else is matched then. */
  workerSex: z.enum(WORKER_SEXES).nullish(),
  /** Whether it must, or best, be somebody who has come before. */
  sameWorker: z.enum(SAME_WORKERS).nullish(),
});

/** A need heard by a worker: of a known person, of a person registered with it, or of the place itself. */
export const HearNeed = NeedFields.extend({
  requestId: z.uuid(), /** What the form was switched to; what belongs to another choice is left aside. */ who: z.enum(['known', 'new', 'place']).nullish(),
  divisionCode: z.string().regex(/^\d{12}$/).nullish(), personId: z.uuid().nullish(), newPerson: PersonFields.omit({ divisionCode: true }).nullish(),
  channel: z.enum(CHANNELS), heardOn: LocalDay, heardBy: Text(50).nullish(), words: Text(2000).nullish(), consents: z.boolean().nullish(), /** For a child under 14: a parent or guardian consents. */ guardianConsents: z.boolean().nullish(), /** They agree to be told by SMS. */ messages: z.boolean().nullish(), guardianMessages: z.boolean().nullish(), isAnother: z.boolean().nullish(),
});
export type HearNeed = z.infer<typeof HearNeed>;
export const Heard = z.object({ needId: z.uuid(), outcome: z.enum(['new', 'joined']) });

/** A resident's own wish, in their own words. */
export const RaiseNeed = z.object({ requestId: z.uuid(), item: z.enum(ITEM_CODES), words: z.string().trim().min(1).max(1000), urgency: Urgency, wishedTime: Text(100).nullish() });
export type RaiseNeed = z.infer<typeof RaiseNeed>;

export const AddEvidence = z.object({ requestId: z.uuid(), needId: z.uuid(), channel: z.enum(CHANNELS), heardOn: LocalDay, heardBy: Text(50).nullish(), words: z.string().trim().min(1).max(2000) });
export type AddEvidence = z.infer<typeof AddEvidence>;

export const VerifyNeeds = z.object({ requestId: z.uuid(), needIds: z.array(z.uuid()).min(1).max(500) });
export type VerifyNeeds = z.infer<typeof VerifyNeeds>;
export const VerifiedNeeds = z.object({ verified: z.array(z.uuid()), left: z.array(z.object({ needId: z.uuid(), code: z.string() })) });

export const EditNeed = NeedFields.partial().extend({ requestId: z.uuid(), needId: z.uuid(), version: z.number().int() });
export type EditNeed = z.infer<typeof EditNeed>;

/** `kept`: what the first need says from now on. */
export const SplitNeed = z.object({ requestId: z.uuid(), needId: z.uuid(), version: z.number().int(), item: z.enum(ITEM_CODES), description: z.string().trim().min(1).max(LONGEST_DESCRIPTION), urgency: Urgency, quantity: z.number().int().min(1).max(1000).nullish(), kept: Text(LONGEST_DESCRIPTION).nullish() });
export type SplitNeed = z.infer<typeof SplitNeed>;

export const CloseNeed = z.object({ requestId: z.uuid(), needId: z.uuid(), code: z.enum(CLOSE_CODES), reason: z.string().trim().min(1).max(500) });
export type CloseNeed = z.infer<typeof CloseNeed>;
export const ReasonOfNeed = z.object({ requestId: z.uuid(), needId: z.uuid(), reason: z.string().trim().min(1).max(500) });
export type ReasonOfNeed = z.infer<typeof ReasonOfNeed>;
export const NeedMoved = z.object({ needId: z.uuid(), status: z.enum(NEED_STATUSES), version: z.number().int() });

const many = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().optional().transform((text) => (text ? text.split(',') : undefined)).pipe(z.array(z.enum(values)).optional());

export const NEED_SORTS = ['-heardOn', 'heardOn', '-urgency'] as const;
export const NeedFilters = z.object({
  q: z.string().trim().max(60).optional(), status: many(NEED_STATUSES), category: many(CATEGORIES), item: many(ITEM_CODES), urgency: many(['1', '2', '3']), verified: z.enum(['yes', 'no']).optional(),
  division: z.string().regex(/^\d{4,12}$/).optional(), heardFrom: LocalDay.optional(), heardTo: LocalDay.optional(), personId: z.uuid().optional(), /** An import that brought a hearing of them. */ import: z.uuid().optional(),
  sort: z.enum(NEED_SORTS).optional(),
});
export type NeedFilters = z.infer<typeof NeedFilters>;
export const ListNeeds = NeedFilters.extend({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(50) });
export type ListNeeds = z.infer<typeof ListNeeds>;
export const ExportNeeds = NeedFilters.extend({ columns: z.string().max(500).optional(), format: z.literal('xlsx').optional() });
export type ExportNeeds = z.infer<typeof ExportNeeds>;

export const NeedRow = z.object({
  id: z.uuid(), personId: z.uuid().nullable(), personName: z.string().nullable(), item: z.string(), category: z.string(), description: z.string(), urgency: Urgency, quantity: z.number().int(), status: z.enum(NEED_STATUSES),
  divisionCode: z.string(), divisionName: z.string(), heardOn: z.string(), waitingDays: z.number().int(), points: z.number().int(), isVerified: z.boolean(), evidences: z.number().int(),
});
export type NeedRow = z.infer<typeof NeedRow>;
export const NeedPage = z.object({ total: z.number().int(), items: z.array(NeedRow), next: z.string().nullable() });

export const GetNeed = z.object({ needId: z.uuid() });
export type GetNeed = z.infer<typeof GetNeed>;
export const NeedFile = NeedRow.extend({
  /** By which the resident follows it. */ reference: z.string(),
  version: z.number().int(), wishedTime: z.string().nullable(), slots: z.array(z.string()).nullable(), language: z.enum(['zh', 'mn']).nullable(), qualification: z.string().nullable(), workerSex: z.enum(WORKER_SEXES).nullable(), sameWorker: z.enum(SAME_WORKERS).nullable(), verifiedOn: z.string().nullable(), closedOn: z.string().nullable(),
  closeCode: z.enum(CLOSE_CODES).nullable(), closeReason: z.string().nullable(), mergedInto: z.uuid().nullable(), hasConsent: z.boolean(), divisionPath: z.array(z.string()),
  /** The need it was taken out of, and those that were taken out of it. */
  splitFrom: z.object({ id: z.uuid(), item: z.string() }).nullable(), splitOff: z.array(z.object({ id: z.uuid(), item: z.string() })),
  priority: z.object({ points: z.number().int(), urgencyPoints: z.number().int(), days: z.number().int() }),
  heard: z.array(z.object({ id: z.uuid(), channel: z.enum(CHANNELS), heardOn: z.string(), heardBy: z.string(), words: z.string(), importPlace: z.string().nullable(), typed: z.record(z.string(), z.unknown()).nullable(), /** The survey round in which it was heard. */ round: z.object({ id: z.uuid(), purpose: z.string() }).nullable() })),
});
export type NeedFile = z.infer<typeof NeedFile>;

export const OwnNeeds = z.object({});
export const OwnNeedList = z.object({
  total: z.number().int(), next: z.null(),
  items: z.array(z.object({ id: z.uuid(), reference: z.string(), item: z.string(), description: z.string(), urgency: Urgency, status: z.enum(NEED_STATUSES), heardOn: z.string(), isVerified: z.boolean(), closedOn: z.string().nullable(), closeReason: z.string().nullable() })),
});
export type OwnNeedList = z.infer<typeof OwnNeedList>;

export const MoveActions = z.enum(NEED_ACTIONS);

export const ListDuplicates = z.object({
  kind: z.enum(['person', 'need', 'resource', 'organization']).optional(), status: z.enum(['open', 'same', 'different']).default('open'),
  /** That an import raised; about one record. */ import: z.uuid().optional(), about: z.uuid().optional(), after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListDuplicates = z.infer<typeof ListDuplicates>;
/** What two records are compared by. */
export const EVIDENCE = ['name', 'phone', 'residentId', 'birthDate', 'sex', 'creditCode', 'item', 'words', 'heardOn', 'contact', 'place', 'address', 'times'] as const;
export type Evidence = (typeof EVIDENCE)[number];
/** One line of the comparison; telephones and identity numbers masked, though whole ones were compared. `unknown`: one of the two has none. */
const Compared = z.object({ fact: z.enum(EVIDENCE), first: z.array(z.string()), second: z.array(z.string()), agrees: z.enum(['yes', 'no', 'unknown']) });
export type Compared = z.infer<typeof Compared>;
/** Without a path it is out of sight, or gone. */
const Side = z.object({ id: z.uuid(), title: z.string(), path: z.string().nullable() });
export const DuplicateQuestion = z.object({ id: z.uuid(), kind: z.enum(['person', 'need', 'resource', 'organization']), status: z.enum(['open', 'same', 'different']), rule: z.string().nullable(), /** Of two people who were merged: the file that stayed. */ keptId: z.uuid().nullable(), askedAt: z.string(), first: Side, second: Side, compared: z.array(Compared), /** Of two people: how alike they are, and what weighs how much. */ likeness: AlikeVerdict.nullable() });
export type DuplicateQuestion = z.infer<typeof DuplicateQuestion>;
/** Of a pair of which the reader sees one alone: who that is, and the place whose station sees both. */
export const AskedAbove = z.object({ person: Side, askedAt: z.string(), since: z.string() });
export type AskedAbove = z.infer<typeof AskedAbove>;
export const DuplicatePage = z.object({ total: z.number().int(), next: z.string().nullable(), items: z.array(DuplicateQuestion), /** With the first of the open ones, when the list is not about one import or record. */ above: z.array(AskedAbove) });
export type DuplicatePage = z.infer<typeof DuplicatePage>;
export const AnswerDuplicate = z.object({ requestId: z.uuid(), questionId: z.uuid(), answer: z.enum(['same', 'different']), /** Which of the two stays. */ keepId: z.uuid().nullish() });
export type AnswerDuplicate = z.infer<typeof AnswerDuplicate>;
export const UndoAnswer = z.object({ requestId: z.uuid(), questionId: z.uuid() });
export type UndoAnswer = z.infer<typeof UndoAnswer>;
export const DuplicateAnswered = z.object({ questionId: z.uuid(), status: z.enum(['open', 'same', 'different']) });
