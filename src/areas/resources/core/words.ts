import { isLocalDate } from '../../../kernel/local-date.ts';
import { HOLIDAYS, readRule } from './closed-days.ts';
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
