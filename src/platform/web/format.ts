import { listed as listedIn } from '../../kernel/listed.ts';
import { dayOf, weekdayOf, type LocalDate } from '../../kernel/local-date.ts';
import { language, say } from './say.ts';

const WEEKDAYS = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] };

/** The week from Monday on, as a calendar heads its columns: 一 for 周一, Mo for Mon. */
export const weekdays = (): { short: string; long: string }[] =>
  WEEKDAYS[language()].map((long) => ({ long, short: language() === 'zh' ? long.slice(1) : long.slice(0, 2) }));

/** 2021-07-01 周四 */
export const day = (on: LocalDate): string => `${on} ${WEEKDAYS[language()][weekdayOf(on) - 1]}`;

/** 2021-07-01 周四 14:05, by China's one clock. */
export function moment(at: string | Date): string {
  const clock = new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${day(dayOf(at))} ${clock}`;
}

/** 14:05 */
export const clock = (at: string | Date): string => moment(at).slice(-5);

/** 2021-07-01 to 2021-07-31, once if both are one day. */
export const days = (from: LocalDate, to: LocalDate): string => (from === to ? day(from) : say('platform.days', { from: day(from), to: day(to) }));

/** 1,867 */
export const number = (value: number, decimals = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: Math.max(decimals, 2) });

/** 62.5% of a share between 0 and 1. */
export const percent = (share: number): string => `${number(share * 100)}%`;

/** ¥12,345.60 from fen. */
export const money = (fen: number): string => `${fen < 0 ? '−' : ''}¥${number(Math.abs(fen) / 100, 2)}`;

/** 1.23 万元 from fen, for the forms that have it; in English the same amount in ¥10,000. */
export const tenThousands = (fen: number): string => say('platform.tenThousands', { amount: number(fen / 1_000_000, 2) });

/** What a number counts. `persons` are distinct people, `personTimes` attendances: never one for the other. */
export const UNITS = ['persons', 'personTimes', 'needs', 'organizations', 'communities', 'referrals', 'services', 'sessions', 'days', 'hours', 'rows', 'fen', 'share'] as const;
export type Unit = (typeof UNITS)[number];

/** 1,867 人; 10,023 人次; the unit always beside the number. */
export function quantity(value: number, unit: Unit): string {
  if (unit === 'fen') return money(value);
  if (unit === 'share') return percent(value);
  return say(`platform.unit.${unit}`, { count: value });
}

/** Today by China's clock. */
export const today = (): LocalDate => dayOf(new Date());

/** Several words as one, in the reader's way. */
export const listed = (words: readonly string[]): string => listedIn(language(), words);
