import { LARGEST } from './admission.ts';
import type { FlowProblem, FlowRefusal } from './network.ts';

/**
 * A market in layers: many rows, each sending one unit to one hub of its choice, and a small network of hubs that carries the units on.
 * A row is a unit of a need; hubs are what has a price: slots, organisations under their cap, communities under their floor.
 *
 * Layout: row i's candidates are k = first[i] … last[i] − 1, leading to hub[k] at cost[k]; rows may share candidates (units of one need). Besides,
 * a row may go to elseHub[i] at elseCost[i] (−1: it may not). That one stands apart because it is often far dearer than the others, which then fit in 32 bits.
 * The hubs are the nodes of `network`; its supplies and the rows sum to 0. Every number is a safe integer; a network capacity may be Infinity
 * where the arc costs nothing or more. Lower bounds in the network are allowed.
 */
export type LayeredMarket = {
  first: Int32Array; last: Int32Array; hub: Int32Array; cost: Int32Array | Float64Array;
  elseHub: Int32Array; elseCost: Float64Array;
  network: FlowProblem;
};

/** A row's choice when it goes to its `elseHub`. */
export const ELSEWHERE = -1;

/** `choice[i]`: row i's candidate k, or ELSEWHERE. `flow`: of each arc of the network. */
export type MarketFlow = { choice: Int32Array; flow: Float64Array };

export type MarketRefusal = FlowRefusal | { code: 'badRow'; row: number } | { code: 'badCandidate'; candidate: number } | { code: 'unlimitedGain'; arc: number };

/**
 * The answer. `price` is of hubs, as in FlowAnswer: an arc's reduced cost is cost + price[from] − price[to]; a row's own price is the highest that leaves
 * none of its choices with a negative one, so it is not kept.
 */
export type MarketAnswer =
  | { status: 'optimal'; choice: Int32Array; flow: Float64Array; price: Float64Array; objective: bigint; work: MarketWork }
  /** The rows and hubs of one side of a cut (1) that cannot send off what they must. */
  | { status: 'infeasible'; rowCut: Uint8Array; hubCut: Uint8Array; work: MarketWork }
  | {
    status: 'stopped'; why: 'time' | 'cancelled'; work: MarketWork; best: MarketFlow | null; price: Float64Array;
    objective: bigint | null; bound: bigint | null; gap: bigint | null;
  }
  | { status: 'refused'; refusal: MarketRefusal };

/** How much was done: units moved, prices raised, rows looked through, and shortest ways sought at the end. */
export type MarketWork = { phases: number; moves: number; raises: number; looks: number; ways: number };

/** Looks at every number once, before any work: shapes, whole numbers, places in range, and room for every sum the solver forms. O(n + m). */
export function refuseMarket(market: LayeredMarket): MarketRefusal | null {
  return badRow(market) ?? badNetwork(market) ?? overflow(market);
}

function badRow({ first, last, hub, cost, elseHub, elseCost, network }: LayeredMarket): MarketRefusal | null {
  const rows = first.length, hubs = network.supply.length;
  if (last.length !== rows || elseHub.length !== rows || elseCost.length !== rows || cost.length !== hub.length) return { code: 'badShape' };
  for (let i = 0; i < rows; i++) {
    if (first[i]! < 0 || last[i]! < first[i]! || last[i]! > hub.length || elseHub[i]! < ELSEWHERE || elseHub[i]! >= hubs) return { code: 'badRow', row: i };
    if (!Number.isSafeInteger(elseCost[i])) return { code: 'badRow', row: i };
  }
  for (let k = 0; k < hub.length; k++) {
    if (hub[k]! < 0 || hub[k]! >= hubs || !Number.isSafeInteger(cost[k])) return { code: 'badCandidate', candidate: k };
  }
  return null;
}

function badNetwork({ network: { supply, from, to, lower, capacity, cost } }: LayeredMarket): MarketRefusal | null {
  const arcs = from.length;
  if (to.length !== arcs || lower.length !== arcs || capacity.length !== arcs || cost.length !== arcs) return { code: 'badShape' };
  for (let v = 0; v < supply.length; v++) if (!Number.isSafeInteger(supply[v])) return { code: 'badNumber', field: 'supply', index: v };
  for (let a = 0; a < arcs; a++) {
    if (from[a]! < 0 || from[a]! >= supply.length || to[a]! < 0 || to[a]! >= supply.length) return { code: 'badNode', arc: a };
    if (!Number.isSafeInteger(lower[a])) return { code: 'badNumber', field: 'lower', index: a };
    if (!Number.isSafeInteger(capacity[a]) && capacity[a] !== Infinity) return { code: 'badNumber', field: 'capacity', index: a };
    if (!Number.isSafeInteger(cost[a])) return { code: 'badNumber', field: 'cost', index: a };
    if (lower[a]! > capacity[a]!) return { code: 'boundsCrossed', arc: a };
    if (capacity[a] === Infinity && cost[a]! < 0) return { code: 'unlimitedGain', arc: a };
  }
  return null;
}

/** Prices stay within twice the dearest way, and a reduced cost is a cost and two prices; flows within all that is given, asked and forced. */
function overflow(market: LayeredMarket): MarketRefusal | null {
  const { network: { supply, lower, capacity } } = market, { dearestWay, dearest } = costBounds(market);
  const prices = 8 * dearestWay + dearest + 8;
  if (prices > LARGEST) return { code: 'overflow', of: 'cost', bound: prices };
  let units = market.first.length;
  for (let v = 0; v < supply.length; v++) units += Math.abs(supply[v]!);
  for (let a = 0; a < lower.length; a++) units += 2 * Math.abs(lower[a]!) + (capacity[a] === Infinity ? 0 : Math.abs(capacity[a]!));
  return units > LARGEST / 2 ? { code: 'overflow', of: 'flow', bound: 2 * units } : null;
}

/**
 * The dearest arc, and what no simple way costs more than. A way passes every hub at most once, by two of the arcs there at the most; so it is enough to count each
 * network arc at one of its ends: at the one where more meet, which for floors and caps is the sink, and not their hundreds of others.
 */
export function costBounds({ hub, cost, elseHub, elseCost, network: { supply, from, to, cost: price } }: LayeredMarket): { dearest: number; dearestWay: number } {
  const at = new Float64Array(supply.length), meeting = new Int32Array(supply.length);
  const note = (v: number, costs: number) => { if (costs > at[v]!) at[v] = costs; };
  for (let k = 0; k < hub.length; k++) note(hub[k]!, Math.abs(cost[k]!));
  for (let i = 0; i < elseHub.length; i++) if (elseHub[i]! >= 0) note(elseHub[i]!, Math.abs(elseCost[i]!));
  for (let a = 0; a < from.length; a++) { meeting[from[a]!]!++; meeting[to[a]!]!++; }
  for (let a = 0; a < from.length; a++) note(meeting[from[a]!]! > meeting[to[a]!]! ? from[a]! : to[a]!, Math.abs(price[a]!));
  let dearest = 0, sum = 0;
  for (let v = 0; v < at.length; v++) { dearest = Math.max(dearest, at[v]!); sum += at[v]!; }
  return { dearest, dearestWay: 2 * sum };
}
