import { isLocalDate, type LocalDate } from '../../../kernel/local-date.ts';
import { daysOfLunar } from './lunar.ts';

/** How alike two days of birth are, the most telling first. */
export const BIRTH_LEVELS = ['same', 'swapped', 'lunar', 'yearOnly', 'oneDigit', 'sameYear', 'different', 'generation'] as const;
export type BirthLevel = (typeof BIRTH_LEVELS)[number];

// parents and children are further apart, and no slip but one in the decade is as wide: that is one digit
const GENERATION = 14;

/** Two days of birth as papers and people give them: by either calendar, day and month changed about, or the year alone. */
export function compareBirths(one: LocalDate, other: LocalDate): BirthLevel {
  if (one === other) return 'same';
  const [[y, m, d], [v, n, e]] = [partsOf(one), partsOf(other)];
  if (y === v && m === e && d === n) return 'swapped';
  if (isLunarOf(one, other) || isLunarOf(other, one)) return 'lunar';
  // who knows the year alone writes 1 January
  if (y === v && ((m === 1 && d === 1) || (n === 1 && e === 1))) return 'yearOnly';
  if ([...one].filter((digit, i) => digit !== other[i]).length === 1) return 'oneDigit';
  return y === v ? 'sameYear' : Math.abs(y - v) > GENERATION ? 'generation' : 'different';
}

const partsOf = (day: LocalDate): [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];

/** True if the first, read by the lunar calendar, is the second. */
const isLunarOf = (lunar: LocalDate, day: LocalDate): boolean => daysOfLunar(...partsOf(lunar)).includes(day);

/** Days that may be written for this one, by which it is looked up: itself, changed about, by the lunar calendar, the year alone. */
export function daysWrittenFor(day: LocalDate): LocalDate[] {
  const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)];
  return [...new Set([day, `${year}-${date}-${month}`, ...daysOfLunar(...partsOf(day)), `${year}-01-01`])].filter(isLocalDate);
}
