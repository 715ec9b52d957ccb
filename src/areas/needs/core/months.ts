import { addDays, type LocalDate } from '../../../kernel/local-date.ts';

const firstOf = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01`;
const nextFirst = (day: LocalDate): LocalDate => firstOf(addDays(firstOf(day), 31));

/** The days of a span that do not fill a month, and the months between them (named by their first day; null where the span is open). */
export type Months = { months: { from: LocalDate | null; to: LocalDate | null } | null; days: LocalDate[] };

/** Cuts a span of days, both ends included and either of them open, into whole months, which are counted already, and single days at its ends. */
export function wholeMonths(from: LocalDate | null, to: LocalDate | null): Months {
  if (from && to && from > to) return { months: null, days: [] };
  const start = from && (from.endsWith('-01') ? from : nextFirst(from));
  const end = to && (addDays(to, 1).endsWith('-01') ? firstOf(to) : firstOf(addDays(firstOf(to), -1)));
  if (start && end && start > end && from && to && firstOf(from) === firstOf(to)) return { months: null, days: daysOf(from, to) };
  const head = from && start && from < start ? daysOf(from, to && to < start ? to : addDays(start, -1)) : [];
  const tail = to && end && !addDays(to, 1).endsWith('-01') ? daysOf(from && from > firstOf(to) ? from : firstOf(to), to) : [];
  return { months: start && end && start > end ? null : { from: start, to: end }, days: [...head, ...tail] };
}

function daysOf(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
