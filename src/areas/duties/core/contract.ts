import { z } from 'zod';
import { ROLES } from '../../../kernel/role.ts';
import { DUTY_KINDS } from './duty.ts';

export const BANDS_SHOWN = ['late', 'today', 'thisWeek'] as const;

export const AskMyWork = z.object({});
export const DutyLine = z.object({
  id: z.uuid(), kind: z.enum(DUTY_KINDS), band: z.enum(BANDS_SHOWN), subjectKind: z.string(), subjectId: z.uuid(), title: z.string(), placeName: z.string(),
  /** What is needed, by its code: said in the reader's language instead of the title, which is in the writer's. */
  item: z.string().nullable(),
  sinceOn: z.string(), dueOn: z.string(), daysLate: z.int(), path: z.string(),
  /** The permission that opens `path`: an officer to whom a duty has risen may not read the record behind it. */
  opens: z.string(),
  /** One command that does it, where one does. */
  act: z.object({ command: z.string(), permission: z.string(), input: z.record(z.string(), z.unknown()) }).nullable(),
  /** Named to me; otherwise it is anybody's of my role here. */
  isNamed: z.boolean(), isMyOrganizations: z.boolean(), escalatedLevel: z.int(),
  /** Who handed it to me or let it lie, as a name. */
  cameFrom: z.string().nullable(), note: z.string().nullable(),
});
export type DutyLine = z.infer<typeof DutyLine>;

/** `total` is what is due by today, late ones included: the number beside the menu's label. */
export const MyWork = z.object({
  today: z.string(), total: z.int(), counts: z.object({ late: z.int(), today: z.int(), thisWeek: z.int(), later: z.int() }),
  items: z.array(DutyLine), next: z.null(),
});
export type MyWork = z.infer<typeof MyWork>;

export const ListColleagues = z.object({ dutyId: z.uuid() });
export const Colleague = z.object({ accountId: z.uuid(), name: z.string(), role: z.enum(ROLES), divisionCode: z.string(), divisionName: z.string(), isMe: z.boolean() });
export type Colleague = z.infer<typeof Colleague>;
export const ColleagueList = z.object({ items: z.array(Colleague), total: z.int() });

export const HandOn = z.object({ requestId: z.uuid(), dutyId: z.uuid(), accountId: z.uuid(), note: z.string().trim().max(200).nullish() });
export type HandOn = z.output<typeof HandOn>;
export const HandedOn = z.object({ dutyId: z.uuid(), accountId: z.uuid(), name: z.string() });
