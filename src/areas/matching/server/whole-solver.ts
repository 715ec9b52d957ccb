import type { Row, SolveWhole, Terms } from '../core/whole-program.ts';

/** The reader of the format takes lines of some hundred characters. */
const TERMS_PER_LINE = 8;

/**
 * The solver for programs in whole numbers, made ready once: it is a large thing, so only a match that has limits beside the flow asks for it. All its work for one match ends
 * after `timeLimitMs`; what it has by then it gives, as not the best.
 */
export async function makeSolveWhole(timeLimitMs: number): Promise<SolveWhole> {
  const { default: load } = await import('highs'), highs = await load();
  let left = timeLimitMs;
  return (program, aim) => {
    const started = performance.now();
    // sums are whole numbers: within half a unit of the best is the best
    const answer = highs.solve(written(program, aim), { output_flag: false, random_seed: 0, time_limit: Math.max(0.01, left / 1_000), mip_rel_gap: 0, mip_abs_gap: 0.5 });
    left -= performance.now() - started;
    const values = program.upper.map((_, v) => (answer.Columns as Record<string, { Primal?: number }>)[`x${v}`]?.Primal ?? NaN);
    return values.some(Number.isNaN) ? null : { values, isOptimal: answer.Status === 'Optimal' };
  };
}

/** The program in the LP format. */
function written({ upper, rows }: Parameters<SolveWhole>[0], aim: Terms): string {
  return [
    'Minimize', ` obj: ${sumWritten(aim)}`,
    'Subject To', ...rows.flatMap(rowWritten),
    'Bounds', ...upper.map((most, v) => ` 0 <= x${v} <= ${most}`),
    'General', ...upper.map((_, v) => ` x${v}`), 'End',
  ].join('\n');
}

const sumWritten = ({ at, by }: Terms): string => at.map((v, t) => `${by[t]! < 0 ? '-' : '+'} ${Math.abs(by[t]!)} x${v}${(t + 1) % TERMS_PER_LINE === 0 ? '\n' : ' '}`).join('');

function rowWritten(row: Row, r: number): string[] {
  const sum = sumWritten(row);
  if (row.least === row.most) return [` r${r}: ${sum} = ${row.most}`];
  return [...(row.most < Infinity ? [` m${r}: ${sum} <= ${row.most}`] : []), ...(row.least > -Infinity ? [` l${r}: ${sum} >= ${row.least}`] : [])];
}
