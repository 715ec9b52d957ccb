import { ELSEWHERE, type LayeredMarket, type MarketAnswer } from './layered-market.ts';
import type { MarketState } from './market-state.ts';

/** A unit of the upper level outweighs so many times the dearest candidate at the least: with less between them there is little to jump over. */
const LEAST_GAP = 1_000;

/**
 * What one unit of the upper of two cost levels weighs (a point of priority against metres of travel), or 0 where costs have no such levels: staying out costs
 * whole multiples of it, going to a candidate costs far less, and the network either.
 */
export function upperLevel({ cost, elseHub, elseCost, network }: LayeredMarket): number {
  let unit = 0, dearest = 0;
  for (let i = 0; i < elseCost.length && unit !== 1; i++) if (elseHub[i] !== ELSEWHERE) unit = divisor(unit, Math.abs(elseCost[i]!));
  for (let k = 0; k < cost.length; k++) dearest = Math.max(dearest, Math.abs(cost[k]!));
  if (unit < LEAST_GAP * Math.max(1, dearest)) return 0;
  return network.cost.every((price) => price % unit === 0 || LEAST_GAP * Math.abs(price) <= unit) ? unit : 0;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** The market of the upper level alone. */
export function upperMarket(market: LayeredMarket, unit: number): LayeredMarket {
  const whole = (prices: Float64Array) => prices.map((price) => Math.trunc(price / unit) + 0);
  return { ...market, cost: new Int32Array(market.cost.length), elseCost: whole(market.elseCost), network: { ...market.network, cost: whole(market.network.cost) } };
}

/** Puts a state just made of the market where the upper level's optimum stands. What is left to settle is the lower level: no arc pays more than its part of the cost. */
export function standAt(state: MarketState, market: LayeredMarket, unit: number, { choice, flow, price }: Extract<MarketAnswer, { status: 'optimal' }>): void {
  const { units, hubs, rowOf, hubOf, own, room, pair, position, worth, excess } = state, { first, last, hub, cost, elseHub, elseCost, network: { from, to, lower } } = market;
  for (let u = 0; u < units; u++) {
    const i = rowOf[u]!, k = choice[i]!, h = k === ELSEWHERE ? elseHub[i]! : hub[k]!;
    // of several choices that lead to one hub the upper level takes any; a unit that stands there is taken to have come by the cheapest
    let least = elseHub[i] === h ? elseCost[i]! : Infinity;
    for (let at = first[i]!; at < last[i]!; at++) if (hub[at] === h && cost[at]! < least) least = cost[at]!;
    hubOf[u] = h;
    own[u] = least;
  }
  for (let a = 0; a < flow.length; a++) {
    if (from[a] === to[a]) continue;
    const p = position[a]!, carried = flow[a]! - lower[a]!;
    room[p]! -= carried;
    room[pair[p]!]! += carried;
  }
  for (let h = 0; h < hubs; h++) worth[h] = -price[h]! * unit;
  excess.fill(0);
}
