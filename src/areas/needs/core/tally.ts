import type { LocalDate } from '../../../kernel/local-date.ts';

/** A cell of the counter: needs that are alike in all that lists filter by, first heard in one month. */
export type Cell = { divisionCode: string; heardMonth: LocalDate; status: string; isVerified: boolean; category: string; item: string; urgency: number };

/**
 * Counts are kept for the city and for each banner: a street's and a community's needs are counted as they lie, at most some ten thousand.
 * Measured on a million needs: cells by community are half as many as the needs themselves, by street and month as many.
 */
export const COUNTED_LENGTHS = [4, 6] as const;

export const monthOf = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01`;

/** The additions and removals that lead from what was to what is, for the city and the banner of each; alike ones added up, zeros left out. */
export function tally(before: Cell[], after: Cell[]): (Cell & { amount: number })[] {
  const cells = new Map<string, Cell & { amount: number }>();
  const addTo = (divisionCode: string, { heardMonth, status, isVerified, category, item, urgency }: Cell, amount: number) => {
    const key = `${divisionCode} ${heardMonth} ${status} ${isVerified} ${item} ${urgency}`;
    const known = cells.get(key);
    if (known) known.amount += amount;
    else cells.set(key, { divisionCode, heardMonth, status, isVerified, category, item, urgency, amount });
  };
  const add = (cell: Cell, amount: number) => { for (const length of COUNTED_LENGTHS) addTo(cell.divisionCode.slice(0, length), cell, amount); };
  for (const cell of before) add(cell, -1);
  for (const cell of after) add(cell, 1);
  return [...cells.values()].filter(({ amount }) => amount !== 0);
}
