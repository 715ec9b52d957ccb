import { addDays, isLocalDate, weekdayOf, type LocalDate } from '../../kernel/local-date.ts';

export type Bounds = { min?: LocalDate; max?: LocalDate };
/** What somebody has written where a day belongs. `early` and `late` are days outside the bounds. */
export type ReadDay = { is: 'blank' | 'unread' } | { is: 'day' | 'early' | 'late'; day: LocalDate };

const SPOKEN: Record<string, number> = {
  前天: -2, 昨天: -1, 昨日: -1, 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2,
  yesterday: -1, today: 0, tomorrow: 1,
};
const WHOLE = [/^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/, /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/, /^(\d{4})(\d{2})(\d{2})$/];
const WITHOUT_YEAR = [/^(\d{1,2})[-./](\d{1,2})$/, /^(\d{1,2})月(\d{1,2})[日号]?$/];
/** What the field itself writes after a day, in either language; while the day is being changed it may be the wrong one. */
const WEEKDAY = /\s*[(]?(周|星期|礼拜)[一二三四五六日天][)]?$|\s+(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/;

const made = (year: number | string, month: string, date: string): LocalDate | null => {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isLocalDate(day) ? day : null;
};
export const isWithin = (day: LocalDate, { min, max }: Bounds): boolean => (!min || day >= min) && (!max || day <= max);

/** Without a year: this year's, unless only the last or the next lies within the bounds; on 3 January "12-30" was a few days ago. */
function nearest(month: string, date: string, today: LocalDate, bounds: Bounds): LocalDate | null {
  const year = Number(today.slice(0, 4));
  const days = [year, year - 1, year + 1].map((each) => made(each, month, date)).filter((day) => day !== null);
  return days.find((day) => isWithin(day, bounds)) ?? days[0] ?? null;
}

function dayIn(text: string, today: LocalDate, bounds: Bounds): LocalDate | null {
  const days = SPOKEN[text];
  if (days !== undefined) return addDays(today, days);
  for (const form of WHOLE) {
    const found = form.exec(text);
    if (found) return made(found[1]!, found[2]!, found[3]!);
  }
  for (const form of WITHOUT_YEAR) {
    const found = form.exec(text);
    if (found) return nearest(found[1]!, found[2]!, today, bounds);
  }
  return null;
}

/** Reads a day as people write it: 2026-11-22, 2026.11.22, 2026/11/22, 20261122, 2026年11月22日, 11-22, 今天, tomorrow; full-width signs too. */
export function readDay(written: string, today: LocalDate, bounds: Bounds = {}): ReadDay {
  const text = written.normalize('NFKC').trim().toLowerCase().replace(WEEKDAY, '').replace(/\s*([-./年月日号])\s*/g, '$1');
  if (text === '') return { is: 'blank' };
  const day = dayIn(text, today, bounds);
  if (day === null) return { is: 'unread' };
  return { is: bounds.min && day < bounds.min ? 'early' : bounds.max && day > bounds.max ? 'late' : 'day', day };
}

/** The month a day lies in, whole weeks from Monday on, as a calendar on the wall prints it; null where another month begins. */
export function weeksOf(day: LocalDate): (LocalDate | null)[][] {
  const month = day.slice(0, 7);
  const first = `${month}-01`;
  const weeks: (LocalDate | null)[][] = [];
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)).map((each) => (each.slice(0, 7) === month ? each : null)));
  }
  return weeks;
}

/** The same day some months on, or that month's last: 31 January and a month is 28 February. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [String(Math.floor(at / 12)).padStart(4, '0'), String((at % 12) + 1).padStart(2, '0')];
  for (let date = Number(day.slice(8)); ; date--) {
    const found = made(year, month, String(date));
    if (found) return found;
  }
}

/** Where a key leads from a day in the calendar, or null for a key that leads nowhere. */
export function moved(day: LocalDate, key: string, isShift = false): LocalDate | null {
  switch (key) {
    case 'ArrowLeft': return addDays(day, -1);
    case 'ArrowRight': return addDays(day, 1);
    case 'ArrowUp': return addDays(day, -7);
    case 'ArrowDown': return addDays(day, 7);
    case 'Home': return addDays(day, 1 - weekdayOf(day));
    case 'End': return addDays(day, 7 - weekdayOf(day));
    case 'PageUp': return addMonths(day, isShift ? -12 : -1);
    case 'PageDown': return addMonths(day, isShift ? 12 : 1);
    default: return null;
  }
}

/** The nearest day within the bounds. */
export const clamped = (day: LocalDate, { min, max }: Bounds): LocalDate => (min && day < min ? min : max && day > max ? max : day);
