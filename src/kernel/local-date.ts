/** A day without an hour, `2021-07-01`, as the calendar on the wall says it. Days sort as text. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const toMs = (day: LocalDate) => Date.parse(`${day}T00:00:00Z`);
const fromMs = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);

/** True for a day that a calendar has; 2021-02-30 is none. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

const daysOf = (year: number, month: number): number =>
  (month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);

/** A day that a need, a birth or a plan can be of. Far outside, days can no longer be counted on by every calendar on the way. */
export const isDayInReach = (text: string): text is LocalDate => isLocalDate(text) && text >= '1800-01-01' && text <= '2199-12-31';

export const addDays = (day: LocalDate, days: number): LocalDate => fromMs(toMs(day) + days * DAY_MS);

/** Whole days from the first day to the second; negative if the second is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);

/** The time of day by China's clock, as 09:30. */
export const clockOf = (moment: Date): string => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

/** China has one clock, UTC+8, and no summer time. */
export const dayOf = (moment: Date | string): LocalDate => fromMs(new Date(moment).getTime() + 8 * 3_600_000);

/** Monday is 1, Sunday is 7 (ISO 8601). */
export const weekdayOf = (day: LocalDate): number => ((new Date(toMs(day)).getUTCDay() + 6) % 7) + 1;

/** Full years of age (周岁) on a day. Born on 29 February: older on 1 March in common years (RULES §0.4). */
export function ageOn(born: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}
