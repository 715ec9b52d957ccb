import { addDays, type LocalDate, weekdayOf } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { isOverdue, type DutyClock } from './duty.ts';

/** The last reminder, as it stands on the duty. */
export type Reminder = { on: LocalDate; by: string; count: number; note: string | null };
export type RemindedDuty = DutyClock & { ownerAccountId: string | null; reminded: Reminder | null };

export type RemindRefusal =
  | { code: 'dutyNotOpen' } | { code: 'notLateYet'; dueOn: LocalDate } | { code: 'yourOwnDuty' } | { code: 'remindedAlready'; on: LocalDate; by: string };

// A Saturday's reminder is read on Monday like Friday's, so the weekend belongs to the Friday before. Public holidays are not known here: there it errs by one reminder more.
const workday = (day: LocalDate): LocalDate => addDays(day, -Math.max(0, weekdayOf(day) - 5));

/** Whether somebody may be reminded of a duty today: it is late, it is another's, and nobody has done so since the last working day began. */
export function admitReminder(duty: RemindedDuty, me: string, today: LocalDate): Result<Omit<Reminder, 'by' | 'note'>, RemindRefusal> {
  if (duty.status !== 'open') return refuse({ code: 'dutyNotOpen' });
  if (!isOverdue(duty, today)) return refuse({ code: 'notLateYet', dueOn: duty.dueOn });
  if (duty.ownerAccountId === me) return refuse({ code: 'yourOwnDuty' });
  if (duty.reminded && workday(duty.reminded.on) >= workday(today)) return refuse({ code: 'remindedAlready', on: duty.reminded.on, by: duty.reminded.by });
  return ok({ on: today, count: (duty.reminded?.count ?? 0) + 1 });
}
