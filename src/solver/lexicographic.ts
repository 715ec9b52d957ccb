import { admit, simpleCycleBound } from './admission.ts';
import type { FlowProblem } from './network.ts';

/** One cost that stands for several aims in strict order: cost = Σ scale[k] · level[k]. */
export type LexicographicCost = { cost: Float64Array; scale: number[] };

/**
 * Folds levels of cost, the weightiest first, into one integer cost whose optimum is the optimum of the first level,
 * among those the optimum of the second, and so on. A flow is optimal when no simple cycle of its residual graph pays,
 * so it is enough that a level's unit outweighs all that lower levels can sum to on one simple cycle; the totals may be far larger.
 * null: the numbers would leave the safe integers. O(levels · (n + m)).
 */
export function foldLevels(problem: FlowProblem, levels: Float64Array[]): LexicographicCost | null {
  const scale = levels.map(() => 1);
  let below = 0; // the most that levels already folded can sum to on a simple cycle
  for (let k = levels.length - 1; k >= 0; k--) {
    scale[k] = below + 1;
    below += scale[k]! * simpleCycleBound({ ...problem, cost: levels[k]! });
    if (below > Number.MAX_SAFE_INTEGER) return null;
  }
  const cost = new Float64Array(problem.from.length);
  levels.forEach((level, k) => { for (let a = 0; a < cost.length; a++) cost[a]! += scale[k]! * level[a]!; });
  return admit({ ...problem, cost }).ok ? { cost, scale } : null;
}
