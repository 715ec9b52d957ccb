import { isLocalDate } from '../../../kernel/local-date.ts';
import { everyOther, HOLIDAYS, isClosedEntry, readRule } from './closed-days.ts';
import type { Capacity } from './units.ts';

/** Says the area's words under keys without their first part. */
export type SayOf = (key: string, details?: Record<string, string>) => string;

/** A capacity in a line: 每周 6 人次; 共 5 万元 as 50,000 元. */
export function capacityWords({ quantity, unit, per }: Capacity, say: SayOf): string {
  if (quantity === null) return say('capacityUnknown');
  const number = unit === 'fen' ? quantity / 100 : quantity;
  return say(`per.${per}`, { amount: `${number.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${say(`unit.${unit}`)}` });
}

/** 每月第一个周一; 从 2026-03-03 起每隔一周的周二. A rule of another shape, as an import may bring it, stays as it is written. */
export function closedWords(entry: string, say: SayOf, dayWords: (day: string) => string = (day) => day): string {
  if (entry === HOLIDAYS) return say('closed.holidays');
  const rule = readRule(entry);
  if (!rule) return isLocalDate(entry) ? dayWords(entry) : entry;
  const [only] = rule.weekdays;
  if (!only || rule.weekdays.length > 1 || rule.months.length > 0 || rule.until) return entry.replace(/RRULE:|\n/g, ' ').trim();
  const weekday = say(`weekday.${only.weekday}`);
  if (rule.from) return say(rule.everyWeeks === 2 ? 'closed.everyOther' : 'closed.everyWeeks', { weekday, from: rule.from, weeks: String(rule.everyWeeks) });
  return only.nth === null ? say('closed.every', { weekday }) : say(`closed.nth.${only.nth}`, { weekday });
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], NTH = ['1', '2', '3', '4', '5', '-1'];
const RULES = WEEKDAYS.flatMap((day) => [`RRULE:FREQ=WEEKLY;BYDAY=${day}`, ...NTH.map((nth) => `RRULE:FREQ=MONTHLY;BYDAY=${nth}${day}`)]);
const plain = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** The same the other way: the entry that these words say, of those that stand there already, of those that a page offers, or a day as it is kept. Null where nothing is said so. */
export function readClosedWords(text: string, standing: readonly string[], ...tongues: SayOf[]): string | null {
  const typed = plain(text), day = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const other = day && isLocalDate(day) ? WEEKDAYS.map((weekday) => everyOther(weekday, day)) : [];
  const said = (entry: string) => tongues.some((say) => plain(closedWords(entry, say)) === typed);
  return [...standing, HOLIDAYS, ...RULES, ...other].find(said) ?? (isClosedEntry(text.trim()) ? text.trim() : null);
}
