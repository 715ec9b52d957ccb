import { addDays, type LocalDate } from '../../../kernel/local-date.ts';

export type Period = { from: LocalDate; to: LocalDate };

const lastOfMonth = (month: string): LocalDate => {
  const [year, of] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return addDays(of === 12 ? `${year + 1}-01-01` : `${year}-${String(of + 1).padStart(2, '0')}-01`, -1);
};
const monthBefore = (month: string): string => addDays(`${month}-01`, -1).slice(0, 7);

// A longer row of months no longer reads as one line.
const MOST_MONTHS = 36;
const FEWEST_MONTHS = 12;

/** The months of a trend: those of the period, at least twelve and at most thirty-six, the last one cut at the period's last day. */
export function monthsOf({ from, to }: Period): ({ month: string } & Period)[] {
  const months: ({ month: string } & Period)[] = [];
  for (let month = to.slice(0, 7); months.length < FEWEST_MONTHS || (month >= from.slice(0, 7) && months.length < MOST_MONTHS); month = monthBefore(month)) {
    const last = lastOfMonth(month);
    months.unshift({ month, from: `${month}-01`, to: last < to ? last : to });
  }
  return months;
}

/** This month and this year up to today, and the whole of a year. */
export const thisMonth = (today: LocalDate): Period => ({ from: `${today.slice(0, 7)}-01`, to: today });
export const thisYear = (today: LocalDate): Period => ({ from: `${today.slice(0, 4)}-01-01`, to: today });
export const wholeYear = (year: string): Period => ({ from: `${year}-01-01`, to: `${year}-12-31` });
export const lastMonth = (today: LocalDate): Period => {
  const month = monthBefore(today.slice(0, 7));
  return { from: `${month}-01`, to: lastOfMonth(month) };
};
