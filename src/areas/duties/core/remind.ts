import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { isWorkingDay, lastWorkingDay, workingDaysBetween } from '../../../kernel/working-days.ts';
import { DAYS_TO_ESCALATE, isOverdue, type DutyClock } from './duty.ts';

/** The last reminder, as it stands on the duty. */
export type Reminder = { on: LocalDate; by: string; count: number; note: string | null };
/** `risenFrom`: who let it lie; they can still do it, and are who is reminded. */
export type RemindedDuty = DutyClock & { ownerAccountId: string | null; risenFrom: string[]; reminded: Reminder | null };

export type RemindRefusal =
  | { code: 'dutyNotOpen' } | { code: 'notLateYet'; dueOn: LocalDate } | { code: 'yourOwnDuty' } | { code: 'remindedAlready'; on: LocalDate; by: string };

/** Whether somebody may be reminded of a duty today: it is late, it is another's to do (or has risen from another to me), and nobody has done so since the last working day began. */
export function admitReminder(duty: RemindedDuty, me: string, today: LocalDate): Result<Omit<Reminder, 'by' | 'note'>, RemindRefusal> {
  if (duty.status !== 'open') return refuse({ code: 'dutyNotOpen' });
  if (!isOverdue(duty, today)) return refuse({ code: 'notLateYet', dueOn: duty.dueOn });
  if (duty.risenFrom.includes(me) || (duty.ownerAccountId === me && duty.risenFrom.length === 0)) return refuse({ code: 'yourOwnDuty' });
  // A Saturday's reminder is read on Monday like Friday's: days of rest belong to the working day before them.
  if (duty.reminded && lastWorkingDay(duty.reminded.on) >= lastWorkingDay(today)) return refuse({ code: 'remindedAlready', on: duty.reminded.on, by: duty.reminded.by });
  return ok({ on: today, count: (duty.reminded?.count ?? 0) + 1 });
}

/** Whether the product itself tells the owner today: on the day it is due, and on each working day until it rises from them; once a day, and not for ever where it rises no further. */
export function isToTell(duty: DutyClock & { escalatedOn: LocalDate | null; toldOn: LocalDate | null }, today: LocalDate): boolean {
  const since = duty.escalatedOn !== null && duty.escalatedOn > duty.dueOn ? duty.escalatedOn : duty.dueOn;
  return duty.status === 'open' && duty.dueOn <= today && duty.toldOn !== today && isWorkingDay(today) && workingDaysBetween(since, today) <= DAYS_TO_ESCALATE;
}
