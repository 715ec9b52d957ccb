/** A cell of the counter: needs that are alike in all that lists filter by. */
export type Cell = { divisionCode: string; status: string; isVerified: boolean; category: string; item: string; urgency: number };

/** The additions and removals that lead from what was to what is; alike ones added up, zeros left out. */
export function tally(before: Cell[], after: Cell[]): (Cell & { amount: number })[] {
  const cells = new Map<string, Cell & { amount: number }>();
  const add = (cell: Cell, amount: number) => {
    const { divisionCode, status, isVerified, category, item, urgency } = cell;
    const key = `${divisionCode} ${status} ${isVerified} ${item} ${urgency}`;
    const known = cells.get(key);
    if (known) known.amount += amount;
    else cells.set(key, { divisionCode, status, isVerified, category, item, urgency, amount });
  };
  for (const cell of before) add(cell, -1);
  for (const cell of after) add(cell, 1);
  return [...cells.values()].filter(({ amount }) => amount !== 0);
}
