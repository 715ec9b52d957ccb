import type { FlowProblem } from './network.ts';

/** Sum of products in whole numbers of any size: fast while everything is safe, BigInt beyond. */
export function exactSum(): { add: (x: number, y: number) => void; value: () => bigint } {
  let small = 0, large = 0n;
  return {
    add: (x, y) => {
      const product = x * y;
      if (!Number.isSafeInteger(product)) { large += BigInt(x) * BigInt(y); return; }
      const next = small + product;
      if (Number.isSafeInteger(next)) small = next;
      else { large += BigInt(small); small = product; }
    },
    value: () => large + BigInt(small),
  };
}

/** cost + price[from] − price[to], exact; a bigint only where the safe integers end. */
export function reducedCost(cost: number, priceFrom: number, priceTo: number): number | bigint {
  const first = cost + priceFrom;
  const reduced = first - priceTo;
  if (Number.isSafeInteger(first) && Number.isSafeInteger(reduced)) return reduced;
  return BigInt(cost) + BigInt(priceFrom) - BigInt(priceTo);
}

/** What a flow costs. */
export function flowCost({ cost }: FlowProblem, flow: Float64Array): bigint {
  const sum = exactSum();
  for (let a = 0; a < cost.length; a++) if (flow[a] !== 0) sum.add(flow[a]!, cost[a]!);
  return sum.value();
}

/**
 * What no flow can undercut, whatever the prices are (weak duality): −Σ price·supply, and each arc at the bound its reduced cost prefers.
 * null: an arc without a capacity would pay for ever at these prices, so they bound nothing.
 */
export function dualBound({ supply, from, to, lower, capacity, cost }: FlowProblem, price: Float64Array): bigint | null {
  const sum = exactSum();
  let beyond = 0n;
  for (let v = 0; v < supply.length; v++) if (supply[v] !== 0) sum.add(-price[v]!, supply[v]!);
  for (let a = 0; a < from.length; a++) {
    const reduced = reducedCost(cost[a]!, price[from[a]!]!, price[to[a]!]!);
    const at = reduced > 0 ? lower[a]! : capacity[a]!;
    if (reduced === 0 || reduced === 0n || at === 0) continue;
    if (at === Infinity) return null;
    if (typeof reduced === 'bigint') beyond += reduced * BigInt(at);
    else sum.add(reduced, at);
  }
  return sum.value() + beyond;
}
