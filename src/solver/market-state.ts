import { costBounds, ELSEWHERE, type LayeredMarket, type MarketFlow, type MarketWork } from './layered-market.ts';
import { makeHeaps, type UnitHeaps } from './unit-heap.ts';

/**
 * The solver's working state of a layered market.
 *
 * Units are the rows in an order of their own (unit u is row rowOf[u]): those whose cheapest hub is the same stand together, because they are looked at
 * together. Measured on 200,000 rows × 36 candidates: a third less time than in the order given. Unit u's candidates are at pos = begin[u], begin[u] + 2 … < end[u]
 * of `arcs`: hub at arcs[pos], cost at arcs[pos + 1], side by side so that a look reads one stretch of memory; 32-bit where every cost fits.
 *
 * A hub's `worth` is what a unit costs to be sent on from there: a unit at hub j with its own cost c is content while c + worth[j] is no more than what its
 * other choices cost. Worths are whole multiples of a power of two, so every sum of theirs is exact.
 */
export type MarketState = {
  units: number; hubs: number;
  rowOf: Int32Array; begin: Int32Array; end: Int32Array; arcs: Int32Array | Float64Array; elseHub: Int32Array; elseCost: Float64Array;
  /** Where each unit is (−1: nowhere yet), and what that choice costs. */
  hubOf: Int32Array; own: Float64Array;
  /** At each hub its units by the worth at which they leave; a lower bound of it, put right when it matters. */
  heaps: UnitHeaps;
  /** The network both ways: those at hub v are p = arcsAt[v] … arcsAt[v + 1] − 1; `pair` is the same arc the other way round. */
  arcsAt: Int32Array; head: Int32Array; pair: Int32Array; room: Float64Array; step: Float64Array; position: Int32Array;
  worth: Float64Array;
  /** What has come to a hub and not been sent on; negative: what it still asks for. */
  excess: Float64Array;
  /** What `look` found: the least cost of another choice, and the second least. */
  found: Float64Array;
  dearest: number; dearestWay: number; work: MarketWork;
};

/** Lays a market out; the market itself is not changed. O(n + m). */
export function makeState(market: LayeredMarket): MarketState {
  const units = market.first.length, hubs = market.network.supply.length;
  const rows = layOutRows(market), excess = market.network.supply.slice(), heaps = makeHeaps(units, hubs);
  return {
    units, hubs, ...rows, heaps,
    hubOf: new Int32Array(units).fill(-1), own: new Float64Array(units),
    ...layOutNetwork(market, excess), worth: new Float64Array(hubs), excess, found: new Float64Array(2),
    ...costBounds(market), work: { phases: 0, moves: 0, raises: 0, looks: 0, ways: 0 },
  };
}

function layOutRows({ first, last, hub, cost, elseHub, elseCost, network }: LayeredMarket) {
  const rows = first.length, rowOf = orderByCheapest(first, last, hub, cost, network.supply.length);
  const begin = new Int32Array(rows), end = new Int32Array(rows), arcs = isNarrow(cost) ? new Int32Array(2 * used(first, last)) : new Float64Array(2 * used(first, last));
  let pos = 0;
  for (let u = 0; u < rows; u++) {
    const i = rowOf[u]!, before = u > 0 ? rowOf[u - 1]! : -1;
    if (before >= 0 && first[i] === first[before] && last[i] === last[before]) { begin[u] = begin[u - 1]!; end[u] = end[u - 1]!; continue; }
    begin[u] = pos;
    for (let k = first[i]!; k < last[i]!; k++) { arcs[pos++] = hub[k]!; arcs[pos++] = cost[k]!; }
    end[u] = pos;
  }
  return { rowOf, begin, end, arcs, elseHub: Int32Array.from(rowOf, (i) => elseHub[i]!), elseCost: Float64Array.from(rowOf, (i) => elseCost[i]!) };
}

function isNarrow(cost: Int32Array | Float64Array): boolean {
  if (cost instanceof Int32Array) return true;
  for (let k = 0; k < cost.length; k++) if (cost[k] !== (cost[k]! | 0)) return false;
  return true;
}

/** Candidates of all rows, those of neighbouring rows that share them once. An upper bound where the rows that share stand apart. */
function used(first: Int32Array, last: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++) if (i === 0 || first[i] !== first[i - 1] || last[i] !== last[i - 1]) sum += last[i]! - first[i]!;
  return sum;
}

/** A counting sort of the rows by their cheapest hub; those of one hub, or of none, stay in their order. */
function orderByCheapest(first: Int32Array, last: Int32Array, hub: Int32Array, cost: Int32Array | Float64Array, hubs: number): Int32Array {
  const rows = first.length, cheapest = new Int32Array(rows), place = new Int32Array(hubs + 2);
  for (let i = 0; i < rows; i++) {
    let least = Infinity, at = hubs;
    for (let k = first[i]!; k < last[i]!; k++) if (cost[k]! < least) { least = cost[k]!; at = hub[k]!; }
    cheapest[i] = at;
    place[at + 1]!++;
  }
  for (let h = 0; h <= hubs; h++) place[h + 1]! += place[h]!;
  const rowOf = new Int32Array(rows);
  for (let i = 0; i < rows; i++) rowOf[place[cheapest[i]!]!++] = i;
  return rowOf;
}

/** The residual network, lower bounds already carried: their units are taken from `excess` on one side and given on the other. */
function layOutNetwork({ first, network }: LayeredMarket, excess: Float64Array) {
  const { supply, from, to, lower, capacity, cost } = network, arcs = from.length, hubs = supply.length;
  const arcsAt = new Int32Array(hubs + 1), position = new Int32Array(arcs);
  const head = new Int32Array(2 * arcs), pair = new Int32Array(2 * arcs), room = new Float64Array(2 * arcs), step = new Float64Array(2 * arcs);
  for (let a = 0; a < arcs; a++) if (from[a] !== to[a]) { arcsAt[from[a]! + 1]!++; arcsAt[to[a]! + 1]!++; }
  for (let v = 0; v < hubs; v++) arcsAt[v + 1]! += arcsAt[v]!;
  const next = arcsAt.slice();
  // An arc without a capacity costs nothing or more, so no best flow carries on it more than all there is to carry.
  let most = first.length;
  for (let v = 0; v < hubs; v++) most += Math.abs(supply[v]!);
  for (let a = 0; a < arcs; a++) most += 2 * Math.abs(lower[a]!) + (capacity[a] === Infinity ? 0 : Math.abs(capacity[a]!));
  for (let a = 0; a < arcs; a++) {
    if (from[a] === to[a]) continue; // a loop touches nothing else: it carries its most or its least, see flowOf
    const u = from[a]!, v = to[a]!, p = next[u]!++, q = next[v]!++;
    position[a] = p;
    head[p] = v; pair[p] = q; room[p] = Math.min(capacity[a]! - lower[a]!, most); step[p] = cost[a]!;
    head[q] = u; pair[q] = p; step[q] = -cost[a]!;
    excess[u]! -= lower[a]!;
    excess[v]! += lower[a]!;
  }
  return { arcsAt, head, pair, room, step, position };
}

/**
 * Looks through the other choices of unit u than hub j: answers where the cheapest stands (a position in `arcs`, ELSEWHERE, or −2: there is none),
 * and puts what it and the second cheapest cost into `found`. Ties: the first in the row's order.
 */
export function look({ begin, end, arcs, elseHub, elseCost, worth, found, work }: MarketState, u: number, j: number): number {
  let best = Infinity, second = Infinity, at = -2;
  for (let pos = begin[u]!, stop = end[u]!; pos < stop; pos += 2) {
    const h = arcs[pos]!;
    if (h === j) continue;
    const cost = arcs[pos + 1]! + worth[h]!;
    if (cost < second) {
      if (cost < best) { second = best; best = cost; at = pos; } else second = cost;
    }
  }
  const h = elseHub[u]!;
  if (h >= 0 && h !== j) {
    const cost = elseCost[u]! + worth[h]!;
    if (cost < best) { second = best; best = cost; at = ELSEWHERE; } else if (cost < second) second = cost;
  }
  work.looks++;
  found[0] = best;
  found[1] = second;
  return at;
}

/** The state's flow in the market's own terms. Of equal candidates of a row the first is named. */
export function flowOf(state: MarketState, market: LayeredMarket): MarketFlow {
  const choice = new Int32Array(state.units), flow = new Float64Array(market.network.from.length);
  for (let u = 0; u < state.units; u++) {
    const i = state.rowOf[u]!, j = state.hubOf[u]!, own = state.own[u]!;
    let k = market.first[i]!;
    while (k < market.last[i]! && (market.hub[k] !== j || market.cost[k] !== own)) k++;
    choice[i] = k < market.last[i]! ? k : ELSEWHERE;
  }
  const { from, to, lower, capacity, cost } = market.network;
  for (let a = 0; a < flow.length; a++) {
    if (from[a] === to[a]) flow[a] = cost[a]! < 0 ? capacity[a]! : lower[a]!;
    else flow[a] = state.room[state.pair[state.position[a]!]!]! + lower[a]!;
  }
  return { choice, flow };
}
