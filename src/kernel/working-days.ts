import calendar from 'chinese-days';
import { addDays, weekdayOf, type LocalDate } from './local-date.ts';

// The package keeps its table by the machine's own clock: noon there is the same day everywhere, but west of Greenwich every entry stands a day too early.
const noonOf = (day: LocalDate): Date => new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)), 12);
// an entry has names with commas between them, any other day the name of its weekday alone
const entryOf = (day: LocalDate): { works: boolean; names: string[] } | null => {
  const { name, work } = calendar.getDayDetail(noonOf(day));
  return name.includes(',') ? { works: work, names: name.split(',') } : null;
};
const SHIFT = entryOf('2021-09-30') ? -1 : 0; // the day before the holidays

const known = new Map<LocalDate, boolean>();

/**
 * Whether offices work on a day: Monday to Friday without public holidays, and the weekend days that are worked in exchange (RULES §0.3), as the State Council
 * publishes them each November for the next year. Years that the package does not know (before 2004, and from the first unpublished one on) have weekends only;
 * what a region adds of its own festivals is not known either.
 */
export function isWorkingDay(day: LocalDate): boolean {
  let works = known.get(day);
  if (works === undefined) {
    works = entryOf(addDays(day, SHIFT))?.works ?? weekdayOf(day) <= 5;
    known.set(day, works);
  }
  return works;
}

/** What the published calendar says of a day: a public holiday (`isOff`), or a weekend day that is worked in exchange for one. Null for any other day. */
export function holidayOn(day: LocalDate): { zh: string; en: string; isOff: boolean } | null {
  const entry = entryOf(addDays(day, SHIFT));
  return entry && { en: entry.names[0]!, zh: entry.names[1] ?? entry.names[0]!, isOff: !entry.works };
}

/** The day itself if offices work on it, else the last one before it on which they did. */
export function lastWorkingDay(day: LocalDate): LocalDate {
  let at = day;
  while (!isWorkingDay(at)) at = addDays(at, -1);
  return at;
}

/** The day itself if offices work on it, else the next one on which they do: a term that ends on a holiday ends on the working day after it. */
export function nextWorkingDay(day: LocalDate): LocalDate {
  let at = day;
  while (!isWorkingDay(at)) at = addDays(at, 1);
  return at;
}

/** The last day of a term of so many working days (at least one): the day it begins on does not count. */
export function addWorkingDays(day: LocalDate, count: number): LocalDate {
  let at = day;
  for (let left = count; left > 0; left--) at = nextWorkingDay(addDays(at, 1));
  return at;
}

/** Working days after the first day up to the second: 0 on the weekend after a Friday; negative if the second is earlier. */
export function workingDaysBetween(from: LocalDate, to: LocalDate): number {
  if (from > to) return -workingDaysBetween(to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}
