import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { workingDaysBetween } from '../../../kernel/working-days.ts';

/** The kinds of duty that areas make. Each has words `duties.kind.<kind>` and `duties.consequence.<kind>`, and a page where it is done. */
export const DUTY_KINDS = [
  'verifyNeed', 'answerReferral', 'scheduleReferral', 'agreeVisit', 'deliverReferral', 'confirmReferral', 'rematchNeed', 'reviewReturns', 'reviewProposals', 'answerDuplicate', 'recordSession', 'confirmCapacity', 'reviewCircumstance', 'closeRound', 'tryAgain', 'nameAnswerer',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export type DutyClock = { dueOn: LocalDate; status: 'open' | 'done' | 'withdrawn' };

/** The one meaning of overdue, on phone and server alike: open, and its last day has passed. */
export const isOverdue = (duty: DutyClock, today: LocalDate): boolean => duty.status === 'open' && duty.dueOn < today;

export const BANDS = ['late', 'today', 'thisWeek', 'later'] as const;
export type Band = (typeof BANDS)[number];

/** The band of *my work* that an open duty stands in. */
export function bandOf(duty: DutyClock, today: LocalDate): Band {
  if (isOverdue(duty, today)) return 'late';
  if (duty.dueOn === today) return 'today';
  return duty.dueOn <= addDays(today, 7) ? 'thisWeek' : 'later';
}

/** Working days past the last day; 0 while it may still be done in time, and on the days of rest right after. */
export const daysLate = (duty: DutyClock, today: LocalDate): number => (isOverdue(duty, today) ? workingDaysBetween(duty.dueOn, today) : 0);

/** Working days that a duty may be overdue before it goes to whoever stands above its owner, and again before it goes further. */
export const DAYS_TO_ESCALATE = 3;
