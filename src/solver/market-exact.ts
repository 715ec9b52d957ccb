import { exactSum, reducedCost } from './exact.ts';
import { ELSEWHERE, type LayeredMarket, type MarketFlow } from './layered-market.ts';

/** What a flow of a layered market costs, exact. */
export function marketCost({ cost, elseCost, network }: LayeredMarket, { choice, flow }: MarketFlow): bigint {
  const sum = exactSum();
  for (let i = 0; i < choice.length; i++) sum.add(choice[i] === ELSEWHERE ? elseCost[i]! : cost[choice[i]!]!, 1);
  for (let a = 0; a < flow.length; a++) if (flow[a] !== 0) sum.add(flow[a]!, network.cost[a]!);
  return sum.value();
}

/**
 * What no flow can undercut, whatever the prices are (weak duality): every row at its cheapest choice, every network arc at the bound it prefers.
 * null: a row without a choice, or an arc without a capacity that would pay for ever at these prices.
 */
export function marketBound({ first, last, hub, cost, elseHub, elseCost, network }: LayeredMarket, price: Float64Array): bigint | null {
  const sum = exactSum();
  for (let i = 0; i < first.length; i++) {
    let least = elseHub[i]! < 0 ? Infinity : elseCost[i]! - price[elseHub[i]!]!;
    for (let k = first[i]!; k < last[i]!; k++) {
      const through = cost[k]! - price[hub[k]!]!;
      if (through < least) least = through;
    }
    if (!Number.isSafeInteger(least)) return null;
    sum.add(least, 1);
  }
  let beyond = 0n;
  const { supply, from, to, lower, capacity } = network;
  for (let v = 0; v < supply.length; v++) if (supply[v] !== 0) sum.add(-price[v]!, supply[v]!);
  for (let a = 0; a < from.length; a++) {
    const reduced = reducedCost(network.cost[a]!, price[from[a]!]!, price[to[a]!]!), at = reduced > 0 ? lower[a]! : capacity[a]!;
    if (reduced === 0 || reduced === 0n || at === 0) continue;
    if (at === Infinity) return null;
    if (typeof reduced === 'bigint') beyond += reduced * BigInt(at);
    else sum.add(reduced, at);
  }
  return sum.value() + beyond;
}
