/** A sum of variables, each so many times. */
export type Terms = { at: number[]; by: number[] };
/** A sum that must lie between two whole numbers. */
export type Row = Terms & { least: number; most: number };

/** Variables that are whole numbers from 0 to `upper`, the rows they keep, and sums to be made as small as can be, one after another. */
export type WholeProgram = { upper: number[]; rows: Row[]; aims: Terms[] };
export type WholeAnswer = { values: number[]; isOptimal: boolean };

/** Makes one sum as small as can be; null where nothing was found. Somebody else's arithmetic: what it answers is looked through here. */
export type SolveWhole = (program: Pick<WholeProgram, 'upper' | 'rows'>, aim: Terms) => WholeAnswer | null;

export const sumOf = ({ at, by }: Terms, values: readonly number[]): number => at.reduce((sum, v, t) => sum + by[t]! * values[v]!, 0);

/**
 * Settles the aims in their strict order: each one's best is kept while the next is sought. Null where not even one way was found that keeps all rows;
 * not optimal where an aim was given up, and then those behind it are as they came.
 */
export function solveInOrder({ upper, rows, aims }: WholeProgram, solve: SolveWhole): WholeAnswer | null {
  if (upper.length === 0) return { values: [], isOptimal: true };
  let kept = rows, best: number[] | null = null;
  for (const aim of aims) {
    if (aim.at.length === 0) continue;
    const found = solve({ upper, rows: kept.map(lightened) }, lightened({ ...aim, least: -Infinity, most: Infinity }));
    const values = found && found.values.map(Math.round);
    if (!values || !keepsAll({ upper, rows: kept }, values)) return best && { values: best, isOptimal: false };
    best = values;
    if (!found.isOptimal) return { values, isOptimal: false };
    kept = [...kept, { ...aim, least: -Infinity, most: sumOf(aim, values) }];
  }
  return best ? { values: best, isOptimal: true } : null;
}

const keepsAll = ({ upper, rows }: Pick<WholeProgram, 'upper' | 'rows'>, values: number[]): boolean =>
  values.length === upper.length && values.every((value, v) => value >= 0 && value <= upper[v]!) && rows.every((row) => { const sum = sumOf(row, values); return sum >= row.least && sum <= row.most; });

/** The same row in its smallest whole numbers, which floating-point arithmetic takes best: of money that goes by the yuan, yuan are counted. */
function lightened(row: Row): Row {
  const by = row.by.reduce(commonDivisor, 0);
  return by <= 1 ? row : { at: row.at, by: row.by.map((times) => times / by), least: Math.ceil(row.least / by), most: Math.floor(row.most / by) };
}

function commonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
