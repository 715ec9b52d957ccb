import { addDays, daysBetween, isLocalDate, weekdayOf, type LocalDate } from '../../../kernel/local-date.ts';
import { holidayOn } from '../../../kernel/working-days.ts';

/** Days on which something is not offered, each a day, a rule of iCalendar, or `holidays`: the public ones, as published. */
export const HOLIDAYS = 'holidays';
const RULE = 'RRULE:';
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** What a rule says: these weekdays, every one of a month or its nth (the last is -1), or these days of the month; in these months. `everyWeeks`: of so many weeks the one that `from` lies in; nothing before that day. */
export type Rule = { weekdays: { weekday: number; nth: number | null }[]; monthDays: number[]; months: number[]; everyWeeks: number; from: LocalDate | null; until: LocalDate | null };

const dayIn = (digits: string): string => digits.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

const numbers = (text: string | undefined, most: number, least = 1): number[] | null => {
  if (text === undefined) return [];
  const all = text.split(',').map((part) => (/^-?\d{1,2}$/.test(part) ? Number(part) : NaN));
  return all.every((one) => one >= least && one <= most && one !== 0) ? all : null;
};

function weekdaysIn(text: string | undefined): Rule['weekdays'] | null {
  if (text === undefined) return [];
  const all = text.split(',').map((part) => /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part));
  return all.every((one) => one !== null) ? all.map((one) => ({ weekday: WEEKDAYS.indexOf(one![2] as never) + 1, nth: one![1] ? Number(one![1]) : null })) : null;
}

/**
 * The rules that people have for closing: weekly or every so many weeks, monthly and yearly by weekday or day of the month. Null for what is not read, to be refused and never half understood.
 * Each can be asked of a day by itself; a general engine steps through its days, and took 35 s over a rule that never comes (DAILY, 31 February).
 */
export function readRule(entry: string): Rule | null {
  if (entry.length > 200) return null;
  // what comes every other week has to say from which: the line before the rule, as iCalendar writes it
  const begun = /^DTSTART;VALUE=DATE:(\d{8})\n/.exec(entry), from = begun && dayIn(begun[1]!), text = begun ? entry.slice(begun[0].length) : entry;
  if (!text.startsWith(RULE) || (from !== null && !isLocalDate(from))) return null;
  const parts = text.slice(RULE.length).split(';').map((part) => part.split('='));
  const said = new Map(parts.map(([key, value]) => [key!, value ?? '']));
  if (said.size !== parts.length || [...said.keys()].some((key) => !['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'UNTIL'].includes(key))) return null;
  const [weekdays, monthDays, months] = [weekdaysIn(said.get('BYDAY')), numbers(said.get('BYMONTHDAY'), 31, -31), numbers(said.get('BYMONTH'), 12)];
  const ends = said.get('UNTIL'), until = ends === undefined ? null : dayIn(ends), [everyWeeks = NaN] = numbers(said.get('INTERVAL') ?? '1', 52) ?? [];
  if (!weekdays || !monthDays || !months || !(everyWeeks >= 1) || (until !== null && !isLocalDate(until))) return null;
  if ((everyWeeks > 1) !== (from !== null) || (everyWeeks > 1 && said.get('FREQ') !== 'WEEKLY')) return null;
  const isNth = weekdays.some(({ nth }) => nth !== null), rule = { weekdays, monthDays, months, everyWeeks, from, until };
  switch (said.get('FREQ')) {
    case 'WEEKLY': return weekdays.length > 0 && !isNth && monthDays.length === 0 ? rule : null;
    // programmes disagree on every Monday together with the last Friday: two rules say it
    case 'MONTHLY': return (weekdays.length > 0) !== (monthDays.length > 0) && (!isNth || weekdays.every(({ nth }) => nth !== null)) ? rule : null;
    case 'YEARLY': return months.length > 0 && monthDays.length > 0 && weekdays.length === 0 ? rule : null;
    default: return null;
  }
}

const daysInMonth = (day: LocalDate): number => Number(addDays(`${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1).slice(8));

const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekdayOf(day));

/** A rule that comes on one weekday every so many weeks, counted from a day on which it comes. */
export const everyOther = (weekday: string, from: LocalDate, weeks = 2): string => `DTSTART;VALUE=DATE:${from.replaceAll('-', '')}\n${RULE}FREQ=WEEKLY;INTERVAL=${weeks};BYDAY=${weekday}`;

function isByRule({ weekdays, monthDays, months, everyWeeks, from, until }: Rule, day: LocalDate): boolean {
  const date = Number(day.slice(8)), fromEnd = date - daysInMonth(day) - 1;
  if (until !== null && day > until) return false;
  if (from !== null && (day < from || (daysBetween(mondayOf(from), mondayOf(day)) / 7) % everyWeeks !== 0)) return false;
  if (months.length > 0 && !months.includes(Number(day.slice(5, 7)))) return false;
  if (monthDays.length > 0) return monthDays.includes(date) || monthDays.includes(fromEnd);
  return weekdays.some(({ weekday, nth }) => weekday === weekdayOf(day) && (nth === null || nth === Math.ceil(date / 7) || nth === -Math.ceil(-fromEnd / 7)));
}

/** Whether an entry can be kept: what is not understood would leave a day open that is closed. */
export const isClosedEntry = (entry: string): boolean => entry === HOLIDAYS || isLocalDate(entry) || readRule(entry) !== null;

/** Whether something with these closed days is not offered on a day. */
export const isClosedOn = (entries: readonly string[], day: LocalDate): boolean => entries.some((entry) => {
  if (entry === HOLIDAYS) return holidayOn(day)?.isOff ?? false;
  const rule = readRule(entry);
  return rule ? isByRule(rule, day) : entry === day;
});
