import { putIn, takeOut, type LinkedHeaps } from './linked-heap.ts';
import { look, type MarketState } from './market-state.ts';
import { clearHalf, makeHalf, reachHub, type SearchHalf } from './search-half.ts';
import { dequeue, enqueue, isEmpty, leastEntry, leastKey } from './search-queue.ts';
import { carry, movedBy, wayTo, type Way } from './way.ts';

/** A search for cheapest ways. In its queue stand hubs h and, as ~u, units still to be looked at, each under the least it could cost. */
export type Search = SearchHalf & {
  /** Units looked at whose key was too low, and how high it is truly: the next search need not look at them again. */
  healed: number[]; healedKey: number[];
};

export const makeSearch = ({ hubs, units }: { hubs: number; units: number }): Search => ({ ...makeHalf(hubs, 4 * hubs + units + 16), healed: [], healedKey: [] });

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
  reachHub(search, from, 0, -1, -1);
  while (!isEmpty(queue)) {
    const entry = leastEntry(queue), key = leastKey(queue);
    dequeue(queue);
    if (entry < 0) { lookFrom(state, heaps, search, ~entry); continue; }
    if (key > search.reach[entry]!) continue;
    if (excess[entry]! < 0) {
      heal(state, heaps, search);
      for (let t = 0; t < search.touchedCount; t++) {
        const h = search.touched[t]!;
        if (search.reach[h]! < key) worth[h]! += key - search.reach[h]!;
      }
      send(state, heaps, from, wayTo(search, from, entry));
      clearHalf(search);
      return true;
    }
    leaveHub(state, heaps, search, entry, key);
  }
  return false;
}

/** From a hub that is reached for good: along the network, and to the queue with the first of its units. */
function leaveHub({ arcsAt, head, room, step, worth }: MarketState, { root, key }: LinkedHeaps, search: Search, j: number, reach: number): void {
  for (let p = arcsAt[j]!, end = arcsAt[j + 1]!; p < end; p++) {
    const h = head[p]!, at = reach + step[p]! + worth[h]! - worth[j]!;
    if (room[p]! > 0 && at < search.reach[h]!) reachHub(search, h, at, p, j);
  }
  const u = root[j]!;
  if (u >= 0 && key[u]! < Infinity) enqueue(search.queue, ~u, reach + Math.max(0, key[u]! - worth[j]!));
}

/** Everywhere unit u could move; and those next under it in its heap are to be looked at when their time comes. */
function lookFrom(state: MarketState, heaps: LinkedHeaps, search: Search, u: number): void {
  const { arcs, begin, end, elseHub, elseCost, worth, hubOf, own, work } = state, { key, child, next } = heaps;
  const j = hubOf[u]!, reach = search.reach[j]!, base = reach - own[u]! - worth[j]!;
  let least = Infinity;
  work.looks++;
  for (let pos = begin[u]!, stop = end[u]!; pos < stop; pos += 2) {
    const h = arcs[pos]!;
    if (h === j) continue;
    const cost = arcs[pos + 1]! + worth[h]!;
    if (cost < least) least = cost;
    if (base + cost < search.reach[h]!) reachHub(search, h, base + cost, ~u, j);
  }
  const h = elseHub[u]!;
  if (h >= 0 && h !== j) {
    const cost = elseCost[u]! + worth[h]!;
    if (cost < least) least = cost;
    if (base + cost < search.reach[h]!) reachHub(search, h, base + cost, ~u, j);
  }
  if (least - own[u]! > key[u]!) { search.healed.push(u); search.healedKey.push(least - own[u]!); }
  for (let c = child[u]!; c >= 0; c = next[c]!) {
    if (key[c]! < Infinity) enqueue(search.queue, ~c, reach + Math.max(0, key[c]! - worth[j]!));
  }
}

/** Puts right the keys of units that were looked at; where several hubs are passed again and again, as around the sink, that is most of the work. */
function heal({ hubOf }: MarketState, heaps: LinkedHeaps, { healed, healedKey }: Search): void {
  for (let i = 0; i < healed.length; i++) {
    const u = healed[i]!, j = hubOf[u]!;
    takeOut(heaps, j, u);
    heaps.key[u] = healedKey[i]!;
    putIn(heaps, j, u);
  }
  healed.length = 0;
  healedKey.length = 0;
}

function send(state: MarketState, heaps: LinkedHeaps, from: number, way: Way): void {
  const moved = movedBy(way);
  for (const u of moved) takeOut(heaps, state.hubOf[u]!, u);
  carry(state, from, way);
  // keys are made when the units stand where they stay: of a unit that moved, its other choices at the new worths
  for (const u of moved) {
    look(state, u, state.hubOf[u]!);
    heaps.key[u] = state.found[0]! - state.own[u]!;
    putIn(heaps, state.hubOf[u]!, u);
  }
}
