import { ELSEWHERE } from './layered-market.ts';
import { putIn, takeOut, type LinkedHeaps } from './linked-heap.ts';
import { look, type MarketState } from './market-state.ts';

/**
 * What a search for cheapest ways needs besides the state; made once, cleared after each search. `reach[h]`: how dear hub h is to reach (Infinity: not yet);
 * `via[h]`: the network arc p it is reached by, or ~u for the unit that moves there by its choice `choice[h]`. The queue is a binary heap of
 * hubs h and, as ~u, units still to be looked at, each under the least it could cost.
 */
export type Search = {
  reach: Float64Array; via: Int32Array; choice: Int32Array; source: Int32Array; touched: Int32Array; touchedCount: number;
  queue: Int32Array; queueKey: Float64Array; count: number;
  /** Units looked at whose key was too low, and how high it is truly: the next search need not look at them again. */
  healed: number[]; healedKey: number[];
  /** The hubs whose worth the last search raised, and what sending along its way added to the cost. */
  raised: Int32Array; raisedCount: number; spent: number;
};

export function makeSearch({ hubs, units }: { hubs: number; units: number }): Search {
  const room = 4 * hubs + units + 16;
  return {
    reach: new Float64Array(hubs).fill(Infinity), via: new Int32Array(hubs), choice: new Int32Array(hubs), source: new Int32Array(hubs),
    touched: new Int32Array(hubs), touchedCount: 0, queue: new Int32Array(room), queueKey: new Float64Array(room), count: 0,
    healed: [], healedKey: [], raised: new Int32Array(hubs), raisedCount: 0, spent: 0,
  };
}

/** Everything a search touched is forgotten. */
export function clear(search: Search): void {
  for (let t = 0; t < search.touchedCount; t++) search.reach[search.touched[t]!] = Infinity;
  search.touchedCount = 0;
  search.count = 0;
  search.healed.length = 0;
  search.healedKey.length = 0;
}

/** Puts an entry into the queue; of equal keys hubs come before units, then the lower index. */
function enqueue(search: Search, entry: number, key: number): void {
  if (search.count === search.queue.length) {
    const wider = new Int32Array(2 * search.count), widerKey = new Float64Array(2 * search.count);
    wider.set(search.queue);
    widerKey.set(search.queueKey);
    search.queue = wider;
    search.queueKey = widerKey;
  }
  const { queue, queueKey } = search;
  let i = search.count++;
  while (i > 0) {
    const above = (i - 1) >> 1;
    if (!comesBefore(key, entry, queueKey[above]!, queue[above]!)) break;
    queue[i] = queue[above]!;
    queueKey[i] = queueKey[above]!;
    i = above;
  }
  queue[i] = entry;
  queueKey[i] = key;
}

function comesBefore(key: number, entry: number, otherKey: number, other: number): boolean {
  return key < otherKey || (key === otherKey && (entry >= 0 ? other < 0 || entry < other : other < 0 && entry > other));
}

/** Takes the first entry away, after it has been read at place 0. */
function dequeue(search: Search): void {
  const { queue, queueKey } = search, last = --search.count, entry = queue[last]!, key = queueKey[last]!;
  let i = 0;
  for (;;) {
    let least = 2 * i + 1;
    if (least >= last) break;
    if (least + 1 < last && comesBefore(queueKey[least + 1]!, queue[least + 1]!, queueKey[least]!, queue[least]!)) least++;
    if (!comesBefore(queueKey[least]!, queue[least]!, key, entry)) break;
    queue[i] = queue[least]!;
    queueKey[i] = queueKey[least]!;
    i = least;
  }
  queue[i] = entry;
  queueKey[i] = key;
}

/**
 * The cheapest way from a hub with too much to any that asks for more; sends along it what it carries, and raises worths so that no arc pays.
 * Needs worths at which none pays now. Answers false if no such hub can be reached; the hubs that can are then `search.touched`.
 *
 * Dijkstra (1959) on reduced costs, which are never negative. A hub's units are looked at one by one, in the order of their heap and not before
 * their lower bound is the least of all that is left, so that most units of the hubs passed are never looked at.
 */
export function sendOneWay(state: MarketState, heaps: LinkedHeaps, search: Search, from: number): boolean {
  const { excess, worth } = state;
  state.work.ways++;
  search.raisedCount = 0;
  search.spent = 0;
  reachHub(search, from, 0, -1, -1, -1);
  while (search.count > 0) {
    const entry = search.queue[0]!, key = search.queueKey[0]!;
    dequeue(search);
    if (entry < 0) { lookFrom(state, heaps, search, ~entry); continue; }
    if (key > search.reach[entry]!) continue;
    if (excess[entry]! < 0) {
      heal(state, heaps, search);
      for (let t = 0; t < search.touchedCount; t++) {
        const h = search.touched[t]!;
        if (search.reach[h]! >= key) continue;
        worth[h]! += key - search.reach[h]!;
        search.raised[search.raisedCount++] = h;
      }
      send(state, heaps, search, from, entry);
      clear(search);
      return true;
    }
    leaveHub(state, heaps, search, entry, key);
  }
  return false;
}

function reachHub(search: Search, h: number, reach: number, via: number, choice: number, source: number): void {
  if (reach >= search.reach[h]!) return;
  if (search.reach[h] === Infinity) search.touched[search.touchedCount++] = h;
  search.reach[h] = reach;
  search.via[h] = via;
  search.choice[h] = choice;
  search.source[h] = source;
  enqueue(search, h, reach);
}

/** From a hub that is reached for good: along the network, and to the queue with the first of its units. */
function leaveHub({ arcsAt, head, room, step, worth }: MarketState, { root, key }: LinkedHeaps, search: Search, j: number, reach: number): void {
  for (let p = arcsAt[j]!, end = arcsAt[j + 1]!; p < end; p++) {
    if (room[p]! > 0) reachHub(search, head[p]!, reach + step[p]! + worth[head[p]!]! - worth[j]!, p, -1, j);
  }
  const u = root[j]!;
  if (u >= 0 && key[u]! < Infinity) enqueue(search, ~u, reach + Math.max(0, key[u]! - worth[j]!));
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
    if (base + cost < search.reach[h]!) reachHub(search, h, base + cost, ~u, pos, j);
  }
  const h = elseHub[u]!;
  if (h >= 0 && h !== j) {
    const cost = elseCost[u]! + worth[h]!;
    if (cost < least) least = cost;
    if (base + cost < search.reach[h]!) reachHub(search, h, base + cost, ~u, ELSEWHERE, j);
  }
  if (least - own[u]! > key[u]!) { search.healed.push(u); search.healedKey.push(least - own[u]!); }
  for (let c = child[u]!; c >= 0; c = next[c]!) {
    if (key[c]! < Infinity) enqueue(search, ~c, reach + Math.max(0, key[c]! - worth[j]!));
  }
}

/** Sends as much as every step of the way found can carry: one unit where a unit moves. */
function send(state: MarketState, heaps: LinkedHeaps, search: Search, from: number, to: number): void {
  const { via, choice, source } = search, { room, pair, step, excess, arcs, elseHub, elseCost, hubOf, own, work } = state;
  let units = Math.min(excess[from]!, -excess[to]!);
  for (let h = to; h !== from; h = source[h]!) units = Math.min(units, via[h]! >= 0 ? room[via[h]!]! : 1);
  for (let h = to; h !== from; h = source[h]!) {
    const p = via[h]!;
    if (p >= 0) {
      room[p]! -= units;
      room[pair[p]!]! += units;
      search.spent += units * step[p]!;
      continue;
    }
    const u = ~p, at = choice[h]!;
    takeOut(heaps, hubOf[u]!, u);
    search.spent -= own[u]!;
    hubOf[u] = at < 0 ? elseHub[u]! : arcs[at]!;
    own[u] = at < 0 ? elseCost[u]! : arcs[at + 1]!;
    search.spent += own[u]!;
    work.moves++;
  }
  excess[from]! -= units;
  excess[to]! += units;
  // Keys are made when the units stand where they stay: of a unit that moved, its other choices at the new worths.
  for (let h = to; h !== from; h = source[h]!) {
    if (via[h]! >= 0) continue;
    const u = ~via[h]!;
    look(state, u, h);
    heaps.key[u] = state.found[0]! - own[u]!;
    putIn(heaps, h, u);
  }
}
