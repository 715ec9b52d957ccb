import { z } from 'zod';
import { ROLES } from '../../../kernel/role.ts';
import { BANDS, DUTY_KINDS } from './duty.ts';

export const BANDS_SHOWN = ['late', 'today', 'thisWeek'] as const;

/** The last time somebody was told to hurry: when, by whom, which time it was. */
export const ReminderShown = z.object({ on: z.string(), by: z.string(), count: z.int(), note: z.string().nullable() });

export const AskMyWork = z.object({});
export const DutyLine = z.object({
  id: z.uuid(), kind: z.enum(DUTY_KINDS), band: z.enum(BANDS), subjectKind: z.string(), subjectId: z.uuid(), title: z.string(), placeName: z.string(),
  /** What is needed, by its code: said in the reader's language instead of the title, which is in the writer's. */
  item: z.string().nullable(),
  /** About a need that cannot wait: shown before the others of its band. */
  isUrgent: z.boolean(),
  sinceOn: z.string(), dueOn: z.string(), daysLate: z.int(), path: z.string(),
  /** The rule that its day comes from: so many working days, by which version of whose table. */
  rule: z.object({ days: z.int(), place: z.string(), version: z.int() }).nullable(),
  /** The permission that opens `path`, and the one to do it there; not `isWithinReach` is what an officer of a banner or the city may not read. */
  opens: z.string(), does: z.string(), isWithinReach: z.boolean(),
  /** For those who work with the resident: whose it is; of a need that is verified at a press what was said, too. */
  about: z.object({ name: z.string().nullable(), words: z.string().nullable() }).nullable(),
  /** One command that does it, where one does. */
  act: z.object({ command: z.string(), permission: z.string(), input: z.record(z.string(), z.unknown()) }).nullable(),
  /** Named to me; otherwise it is anybody's of my role here. */
  isNamed: z.boolean(), isMyOrganizations: z.boolean(), escalatedLevel: z.int(),
  /** I let it lie: with whom it is now, and since when. It is still mine to do. */
  risenTo: z.object({ name: z.string().nullable(), role: z.enum(ROLES), on: z.string() }).nullable(),
  /** It rose to me from somebody who can still do it, and be reminded. */
  hasRisen: z.boolean(),
  /** Nobody at the provider has an account: whom I have to ask by telephone. */
  byTelephone: z.string().nullable(),
  /** The same, and it has a link or a sheet: who answers by that. */
  byLink: z.string().nullable(),
  /** Whoever gave the service asks that the resident be asked: who. */
  askedToAsk: z.string().nullable(),
  /** The resident wishes another time than the one that was offered. */
  asksAnother: z.boolean(),
  /** A visit that is agreed, or proposed: its hours, beside the day. */
  visit: z.object({ on: z.string(), from: z.string().nullable(), until: z.string().nullable() }).nullable(),
  /** Who handed it to me or let it lie, as a name. */
  cameFrom: z.string().nullable(), note: z.string().nullable(), reminded: ReminderShown.nullable(),
});
export type DutyLine = z.infer<typeof DutyLine>;

/** `total` is what is due by today, late ones included: the number beside the menu's label. */
export const MyWork = z.object({
  /** Late things that I arranged and others owe: not mine to do, but mine to remind of. */
  watched: z.array(DutyLine.extend({ ownerName: z.string().nullable() })),
  /** Late referrals of my place that others answer for: so that an empty page does not say that all is well. */
  lateElsewhere: z.int(),
  today: z.string(), total: z.int(), counts: z.object({ late: z.int(), today: z.int(), thisWeek: z.int(), later: z.int() }),
  /** How many of each kind in each band, most first: `items` has the first dozen of each. */
  kinds: z.array(z.object({ band: z.enum(BANDS_SHOWN), kind: z.enum(DUTY_KINDS), count: z.int() })),
  items: z.array(DutyLine), next: z.null(),
});
export type MyWork = z.infer<typeof MyWork>;

const kindsAsked = z.string().max(300).transform((text) => DUTY_KINDS.filter((kind) => text.split(',').includes(kind))).optional();
const paged = { sort: z.enum(['dueOn', '-dueOn']).default('dueOn'), after: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

export const ListMine = z.object({ band: z.enum(BANDS).optional(), kind: kindsAsked, ...paged });
export type ListMine = z.infer<typeof ListMine>;
export const MyLines = z.object({ total: z.int(), items: z.array(DutyLine), next: z.string().nullable() });

/** What is owed in a place; `gaps`: by posts that nobody holds there. */
export const PlaceWork = z.object({ code: z.string(), name: z.string(), late: z.int(), today: z.int(), thisWeek: z.int(), gaps: z.int() });
export type PlaceWork = z.infer<typeof PlaceWork>;
export const PlaceWorkList = z.object({ total: z.int(), items: z.array(PlaceWork), next: z.null() });

export const ListDuties = z.object({
  division: z.string().regex(/^\d{4,12}$/).optional(), band: z.enum(BANDS_SHOWN).optional(), gap: z.enum(['true']).optional(),
  kind: kindsAsked, ...paged,
});
export type ListDuties = z.infer<typeof ListDuties>;
export const OwedRow = z.object({
  id: z.uuid(), kind: z.enum(DUTY_KINDS), subjectKind: z.string(), subjectId: z.uuid(), title: z.string(), item: z.string().nullable(), placeName: z.string(), sinceOn: z.string(), dueOn: z.string(), isLate: z.boolean(),
  ownerRole: z.enum(ROLES), ownerName: z.string().nullable(), ownerPlace: z.string().nullable(), isGap: z.boolean(), reminded: ReminderShown.nullable(),
  /** Where it is opened; null for a resident's record that the reader may not see. */
  path: z.string().nullable(), opens: z.string(),
});
export type OwedRow = z.infer<typeof OwedRow>;
export const OwedPage = z.object({ total: z.int(), items: z.array(OwedRow), next: z.string().nullable() });

export const AskOpenDuty = z.object({ subjectKind: z.string().max(30), subjectId: z.uuid() });
export type AskOpenDuty = z.infer<typeof AskOpenDuty>;
/** How often the product itself has reminded the owner, and when last. */
export const Told = z.object({ on: z.string(), count: z.int() });
/** What is owed about a record, due first; `refusal`: why its owner may not be reminded of it now. */
export const OpenDuty = z.object({
  id: z.uuid(), kind: z.enum(DUTY_KINDS), dueOn: z.string(), daysLate: z.int(), ownerName: z.string().nullable(), ownerRole: z.enum(ROLES), reminded: ReminderShown.nullable(), told: Told.nullable(),
  refusal: z.object({ code: z.string() }).loose().nullable(),
});
export type OpenDuty = z.infer<typeof OpenDuty>;
export const OpenDutyAnswer = z.object({ duty: OpenDuty.nullable() });

/** One record from its page, several from a list. */
export const Remind = z.object({ requestId: z.uuid(), subjectKind: z.string().max(30), subjectIds: z.array(z.uuid()).min(1).max(200), note: z.string().trim().max(200).nullish() });
export type Remind = z.output<typeof Remind>;
export const Reminded = z.object({ reminded: z.int(), left: z.array(z.object({ subjectId: z.uuid(), code: z.string() })) });
export type Reminded = z.infer<typeof Reminded>;

export const ListColleagues = z.object({ dutyId: z.uuid() });
export const Colleague = z.object({ accountId: z.uuid(), name: z.string(), role: z.enum(ROLES), divisionCode: z.string(), divisionName: z.string(), isMe: z.boolean() });
export type Colleague = z.infer<typeof Colleague>;
export const ColleagueList = z.object({ items: z.array(Colleague), total: z.int() });

export const HandOn = z.object({ requestId: z.uuid(), dutyId: z.uuid(), accountId: z.uuid(), note: z.string().trim().max(200).nullish() });
export type HandOn = z.output<typeof HandOn>;
export const HandedOn = z.object({ dutyId: z.uuid(), accountId: z.uuid(), name: z.string() });
