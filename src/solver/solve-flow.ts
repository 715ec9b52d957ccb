import { admit } from './admission.ts';
import { contract, expand } from './contract.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import type { FlowAnswer, FlowLimits, FlowProblem } from './network.ts';
import { solveMarket } from './solve-market.ts';

/** Below this many arcs the network simplex is done before the phases of the other have begun. */
const FEW_ARCS = 2_000;

/**
 * Solves any minimum-cost flow problem exactly, by whichever of the two solvers suits it: the network simplex for small ones, and for those that may be
 * unbounded (it finds the cycle); cost scaling over hubs for the rest. Same problem, same answer. `pivots` are then the units moved, and `maxPivots` does not count.
 */
export function solveFlow(problem: FlowProblem, limits: FlowLimits = {}): FlowAnswer {
  const admission = admit(problem);
  if (!admission.ok) return { status: 'refused', refusal: admission.refusal };
  if (problem.from.length < FEW_ARCS || mayBeUnbounded(problem)) return solveMinCostFlow(problem, limits);
  const contracted = contract(problem), { onProgress, ...others } = limits;
  const answer = solveMarket(contracted.market, {
    ...others, ...(onProgress && { onProgress: ({ phase, phases, unplaced }) => onProgress({ pivots: phase, unplaced: unplaced + (phases - phase) * contracted.nodeOf.length / phases, cost: NaN }) }),
  });
  // Its own bound on sums is a little wider than the simplex's; what it will not take the simplex does.
  return answer.status === 'refused' ? solveMinCostFlow(problem, limits) : expand(problem, contracted, answer);
}

function mayBeUnbounded({ capacity, cost }: FlowProblem): boolean {
  for (let a = 0; a < cost.length; a++) if (capacity[a] === Infinity && cost[a]! < 0) return true;
  return false;
}
