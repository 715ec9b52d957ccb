import { addWorkingDays, nextWorkingDay } from '../../../kernel/working-days.ts';
import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { DAYS_AHEAD } from './referral.ts';

/** After so many a person looks at it: one no says something of the provider, three say something of the need, or of what there is. */
export const DECLINES_TO_REVIEW = 3;
/** Who was told twice "we have helped you" and was not has waited through two referrals: the second is nobody's routine. */
export const NOT_HELPED_TO_REVIEW = 2;
// As long as a station has to find another match; what cannot wait is looked at by the next working day.
const DAYS_TO_REVIEW = 3;
const DAYS_TO_REVIEW_URGENT = 1;

/** How often a need has come back: providers' declines and the resident's "not helped" are never one number. */
export type Returned = { declined: number; notHelped: number };

/** Which rounds of looking at it these numbers ask for. The words are the duty's identity: counted again they are the same, so that it is made once. */
export const reviewsOf = ({ declined, notHelped }: Returned): string[] => [
  ...(declined >= DECLINES_TO_REVIEW ? [`declined ${declined - (declined % DECLINES_TO_REVIEW)}`] : []),
  ...(notHelped >= NOT_HELPED_TO_REVIEW ? [`notHelped ${notHelped}`] : []),
];

export const reviewDue = (today: LocalDate, urgency: number): LocalDate => addWorkingDays(today, urgency === 3 ? DAYS_TO_REVIEW_URGENT : DAYS_TO_REVIEW);

/** What the lead may decide: somebody else is to be asked; those concerned sit down together; it cannot be done now, and the resident is told why. */
export const DECISIONS = ['another', 'meeting', 'notNow'] as const;
export type Decision = (typeof DECISIONS)[number];

export type DecisionRefusal = { code: 'nothingToDecide' } | { code: 'meetingInThePast'; on: LocalDate } | { code: 'meetingTooFar'; on: LocalDate; until: LocalDate } | { code: 'meetingNeedsDay' } | { code: 'needAtWork' };
export type Decided = {
  /** The need is closed, with the reason that the resident reads. */
  closes: boolean;
  /** The next round of looking at it, on the working day after the meeting: a meeting is no end. */
  next: { windowKey: string; dueOn: LocalDate } | null;
};

/** What a decision brings about. Nothing is decided where nothing waits for it, and no need is closed at which somebody is working. */
export function decideReturned(
  { openWindows, needStatus }: { openWindows: string[]; needStatus: string }, decision: Decision, meetsOn: LocalDate | null, today: LocalDate,
): Result<Decided, DecisionRefusal> {
  if (openWindows.length === 0) return refuse({ code: 'nothingToDecide' });
  switch (decision) {
    case 'another': return ok({ closes: false, next: null });
    case 'notNow': return needStatus === 'open' ? ok({ closes: true, next: null }) : refuse({ code: 'needAtWork' });
    case 'meeting':
      if (!meetsOn) return refuse({ code: 'meetingNeedsDay' });
      if (meetsOn < today) return refuse({ code: 'meetingInThePast', on: meetsOn });
      if (meetsOn > addDays(today, DAYS_AHEAD)) return refuse({ code: 'meetingTooFar', on: meetsOn, until: addDays(today, DAYS_AHEAD) });
      return ok({ closes: false, next: { windowKey: `meeting ${meetsOn}`, dueOn: nextWorkingDay(addDays(meetsOn, 1)) } });
  }
}
