import { putIn, takeOut, type LinkedHeaps } from './linked-heap.ts';
import { look, type MarketState } from './market-state.ts';
import { dequeue, enqueue, makeQueue, type SearchQueue } from './search-queue.ts';

/**
 * What a search for cheapest ways needs besides the state; made once, cleared after each search. `reach[h]`: how dear hub h is to reach (Infinity: not yet);
 * `via[h]`: the network arc p it is reached by, or ~u for the unit that moves there. The queue is a binary heap of
 * hubs h and, as ~u, units still to be looked at, each under the least it could cost.
 */
export type Search = {
  reach: Float64Array; via: Int32Array; source: Int32Array; touched: Int32Array; touchedCount: number;
  queue: SearchQueue;
  /** Units looked at whose key was too low, and how high it is truly: the next search need not look at them again. */
  healed: number[]; healedKey: number[];
  /** How near each hub is to where the way shall end, if that is sought from too (else Infinity); the cheapest whole way known, and a hub on it. */
  beyond: Float64Array; whole: number; meet: number;
  /** What sending along the last way added to the cost. */
  spent: number;
};

export function makeSearch({ hubs, units }: { hubs: number; units: number }): Search {
  const room = 4 * hubs + units + 16;
  return {
    reach: new Float64Array(hubs).fill(Infinity), via: new Int32Array(hubs), source: new Int32Array(hubs),
    touched: new Int32Array(hubs), touchedCount: 0, queue: makeQueue(room),
    healed: [], healedKey: [], beyond: new Float64Array(hubs).fill(Infinity), whole: Infinity, meet: -1, spent: 0,
  };
}

/** Added to a unit in the queue: what is to be looked at are the choices left out at first. */
export const REST = 2 ** 30;

/** Everything a search touched is forgotten. */
export function clear(search: Search): void {
  for (let t = 0; t < search.touchedCount; t++) search.reach[search.touched[t]!] = Infinity;
  search.touchedCount = 0;
  search.queue.count = 0;
  search.healed.length = 0;
  search.healedKey.length = 0;
}

/**
 * The cheapest way from a hub with too much to any that asks for more; sends along it what it carries, and raises worths so that no arc pays.
 * Needs worths at which none pays now. Answers false if no such hub can be reached; the hubs that can are then `search.touched`.
 *
 * Dijkstra (1959) on reduced costs, which are never negative. A hub's units are looked at one by one, in the order of their heap and not before
 * their lower bound is the least of all that is left, so that most units of the hubs passed are never looked at.
 */
export function sendOneWay(state: MarketState, heaps: LinkedHeaps, search: Search, from: number): boolean {
  const { excess, worth } = state, { queue } = search;
  state.work.ways++;
  search.spent = 0;
  reachHub(search, from, 0, -1, -1);
  while (queue.count > 0) {
    const entry = queue.entry[0]!, key = queue.key[0]!;
    dequeue(queue);
    if (entry < 0) { lookFrom(state, heaps, search, ~entry, state.end[~entry]!, Infinity); continue; }
    if (key > search.reach[entry]!) continue;
    if (excess[entry]! < 0) {
      heal(state, heaps, search);
      for (let t = 0; t < search.touchedCount; t++) {
        const h = search.touched[t]!;
        if (search.reach[h]! < key) worth[h]! += key - search.reach[h]!;
      }
      send(state, heaps, search, from, wayTo(search, from, entry));
      clear(search);
      return true;
    }
    leaveHub(state, heaps, search, entry, key);
  }
  return false;
}

export function reachHub(search: Search, h: number, reach: number, via: number, source: number): void {
  if (reach >= search.reach[h]! || reach >= search.whole) return;
  if (search.reach[h] === Infinity) search.touched[search.touchedCount++] = h;
  search.reach[h] = reach;
  search.via[h] = via;
  search.source[h] = source;
  if (reach + search.beyond[h]! < search.whole) { search.whole = reach + search.beyond[h]!; search.meet = h; }
  enqueue(search.queue, h, reach);
}

/** From a hub that is reached for good: along the network, and to the queue with the first of its units. */
export function leaveHub({ arcsAt, head, room, step, worth }: MarketState, { root, key }: LinkedHeaps, search: Search, j: number, reach: number): void {
  for (let p = arcsAt[j]!, end = arcsAt[j + 1]!; p < end; p++) {
    if (room[p]! > 0) reachHub(search, head[p]!, reach + step[p]! + worth[head[p]!]! - worth[j]!, p, j);
  }
  const u = root[j]!;
  if (u >= 0 && key[u]! < Infinity) enqueue(search.queue, ~u, reach + Math.max(0, key[u]! - worth[j]!));
}

/** Puts right the keys of units that were looked at; where several hubs are passed again and again, as around the sink, that is most of the work. */
export function heal({ hubOf }: MarketState, heaps: LinkedHeaps, { healed, healedKey }: Search): void {
  for (let i = 0; i < healed.length; i++) {
    const u = healed[i]!, j = hubOf[u]!;
    takeOut(heaps, j, u);
    heaps.key[u] = healedKey[i]!;
    putIn(heaps, j, u);
  }
  healed.length = 0;
  healedKey.length = 0;
}

/**
 * Where unit u could move by its choices up to `stop` or its other way. No other choice of its costs less than `rest`, with the worth it leads to: those, and
 * the units next under it in its heap, are to be looked at when their time comes.
 */
export function lookFrom(state: MarketState, heaps: LinkedHeaps, search: Search, u: number, stop: number, rest: number): void {
  const { arcs, begin, elseHub, elseCost, worth, hubOf, own, work } = state, { key, child, next } = heaps, limit = search.whole;
  const j = hubOf[u]!, reach = search.reach[j]!, base = reach - own[u]! - worth[j]!;
  let least = rest;
  work.looks++;
  for (let pos = begin[u]!; pos < stop; pos += 2) {
    const h = arcs[pos]!;
    if (h === j) continue;
    const cost = arcs[pos + 1]! + worth[h]!;
    if (cost < least) least = cost;
    if (base + cost < limit && base + cost < search.reach[h]!) reachHub(search, h, base + cost, ~u, j);
  }
  const h = elseHub[u]!;
  if (h >= 0 && h !== j) {
    const cost = elseCost[u]! + worth[h]!;
    if (cost < least) least = cost;
    if (base + cost < limit && base + cost < search.reach[h]!) reachHub(search, h, base + cost, ~u, j);
  }
  if (base + rest < search.whole) enqueue(search.queue, ~u - REST, Math.max(reach, base + rest));
  if (least - own[u]! > key[u]!) { search.healed.push(u); search.healedKey.push(least - own[u]!); }
  for (let c = child[u]!; c >= 0; c = next[c]!) {
    const at = reach + Math.max(0, key[c]! - worth[j]!);
    if (at < search.whole) enqueue(search.queue, ~c, at);
  }
}

/** The steps of a way, first step first: the hub each leads to, and how, as in a search. */
export type Way = { hub: number[]; via: number[] };

/** The way found from `from` to h. */
export function wayTo({ via, source }: Search, from: number, to: number): Way {
  const way: Way = { hub: [], via: [] };
  for (let h = to; h !== from; h = source[h]!) { way.hub.push(h); way.via.push(via[h]!); }
  way.hub.reverse();
  way.via.reverse();
  return way;
}

/** Sends as much as every step of a way can carry: one unit where a unit moves. */
export function send(state: MarketState, heaps: LinkedHeaps, search: Search, from: number, { hub, via }: Way): void {
  const { room, pair, step, excess, hubOf, own, work } = state, to = hub[hub.length - 1]!;
  let units = Math.min(excess[from]!, -excess[to]!);
  for (const p of via) units = Math.min(units, p >= 0 ? room[p]! : 1);
  via.forEach((p, i) => {
    if (p >= 0) {
      room[p]! -= units;
      room[pair[p]!]! += units;
      search.spent += units * step[p]!;
      return;
    }
    const u = ~p;
    takeOut(heaps, hubOf[u]!, u);
    search.spent -= own[u]!;
    hubOf[u] = hub[i]!;
    own[u] = costAt(state, u, hub[i]!);
    search.spent += own[u]!;
    work.moves++;
  });
  excess[from]! -= units;
  excess[to]! += units;
  // Keys are made when the units stand where they stay: of a unit that moved, its other choices at the new worths.
  via.forEach((p, i) => {
    if (p >= 0) return;
    const u = ~p, h = hub[i]!;
    look(state, u, h);
    heaps.key[u] = state.found[0]! - own[u]!;
    putIn(heaps, h, u);
  });
}

/** The least a choice of unit u that leads to hub h costs. */
function costAt({ begin, end, arcs, elseHub, elseCost }: MarketState, u: number, h: number): number {
  let least = elseHub[u] === h ? elseCost[u]! : Infinity;
  for (let pos = begin[u]!, stop = end[u]!; pos < stop; pos += 2) if (arcs[pos] === h && arcs[pos + 1]! < least) least = arcs[pos + 1]!;
  return least;
}
