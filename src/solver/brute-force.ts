import type { FlowProblem } from './network.ts';

/**
 * The least cost of any flow, by trying them all; null if there is none. For tests on a handful of arcs with small capacities:
 * O(Π (capacity − lower + 1)).
 */
export function bruteForceCost({ supply, from, to, lower, capacity, cost }: FlowProblem): bigint | null {
  let best: number | null = null;
  const left = supply.slice();
  const tryArc = (a: number, spent: number): void => {
    if (a === from.length) {
      if (left.every((units) => units === 0) && (best === null || spent < best)) best = spent;
      return;
    }
    for (let units = lower[a]!; units <= capacity[a]!; units++) {
      left[from[a]!]! -= units;
      left[to[a]!]! += units;
      tryArc(a + 1, spent + units * cost[a]!);
      left[from[a]!]! += units;
      left[to[a]!]! -= units;
    }
  };
  tryArc(0, 0);
  return best === null ? null : BigInt(best);
}
