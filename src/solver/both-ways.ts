import { clear, heal, leaveHub, lookFrom, reachHub, REST, send, wayTo, type Search, type Way } from './cheapest-way.ts';
import type { Comers } from './comers.ts';
import { lowerKey, type LinkedHeaps } from './linked-heap.ts';
import type { MarketState } from './market-state.ts';
import { dequeue, enqueue, makeQueue, type SearchQueue } from './search-queue.ts';
import { lowerRest, shortEnd, shorten, type ShortLists } from './short-lists.ts';

/** The half of a search that begins where the way ends. `reach[h]` is the same array as the other half's `beyond`; `via`: the step from h on, `next[h]`: where it leads. */
export type Back = { reach: Float64Array; via: Int32Array; next: Int32Array; touched: Int32Array; touchedCount: number; queue: SearchQueue };

/** An optimum, and what is kept beside it to find the way from one to the next; every unit ends at hub `sink`. */
export type Optimum = { state: MarketState; heaps: LinkedHeaps; search: Search; back: Back; comers: Comers; lists: ShortLists; sink: number };

export const makeBack = (search: Search): Back => {
  const hubs = search.reach.length;
  return { reach: search.beyond, via: new Int32Array(hubs), next: new Int32Array(hubs), touched: new Int32Array(hubs), touchedCount: 0, queue: makeQueue(4 * hubs + 16) };
};

/**
 * The cheapest way from one hub to another, sought from both ends at once, whichever has looked at less so far going on; sends along it what it carries and shifts
 * worths so that no arc pays. Answers false if there is none.
 *
 * Dijkstra from both ends (Nicholson 1966; Pohl 1971). With all hubs nearer than a to one end and nearer than b to the other known, and the cheapest way a + b, worths
 * rise by a − distance on the one side and fall by b − distance on the other: an arc between the sides costs at least what both shift together.
 *
 * The near end, most often the sink, has thousands of hubs at no distance at all, so the far end may look at three times as much; where the sink is the far end, it is the
 * other way round already, for everybody may come there. Measured: at 8 mixed weights gain a little and strict order loses a third.
 */
export function sendBothWays(optimum: Optimum, from: number, to: number): boolean {
  const { state, heaps, search, back, comers, lists, sink } = optimum, { queue } = search, favour = to === sink ? 1 : 3;
  state.work.ways++;
  search.spent = 0;
  search.whole = Infinity;
  reachHub(search, from, 0, -1, -1);
  reachBack(search, back, to, 0, -1, -1);
  let ahead = 0, behind = 0;
  while (queue.count > 0 && back.queue.count > 0 && queue.key[0]! + back.queue.key[0]! < search.whole) {
    if (behind + inflow(state, comers, back.queue.entry[0]!) < ahead * favour) behind += stepBack(state, search, back, comers);
    else ahead += stepAhead(state, heaps, search, lists);
  }
  const isFound = search.whole < Infinity;
  if (isFound) {
    const near = queue.count > 0 ? Math.min(queue.key[0]!, search.whole) : search.whole;
    heal(state, heaps, search);
    shiftWorths(optimum, near);
    send(state, heaps, search, from, wholeWay(search, back, from, to));
  }
  clear(search);
  for (let t = 0; t < back.touchedCount; t++) back.reach[back.touched[t]!] = Infinity;
  back.touchedCount = 0;
  back.queue.count = 0;
  return isFound;
}

function reachBack(search: Search, back: Back, h: number, reach: number, via: number, next: number): void {
  if (reach >= back.reach[h]! || reach >= search.whole) return;
  if (back.reach[h] === Infinity) back.touched[back.touchedCount++] = h;
  back.reach[h] = reach;
  back.via[h] = via;
  back.next[h] = next;
  if (reach + search.reach[h]! < search.whole) { search.whole = reach + search.reach[h]!; search.meet = h; }
  enqueue(back.queue, h, reach);
}

/** How much there is to look at where a step back would be made. */
const inflow = ({ arcsAt }: MarketState, { count }: Comers, h: number): number => count[h]! + arcsAt[h + 1]! - arcsAt[h]!;

/** What looking at a unit's first choices counts as, beside what is looked at elsewhere. */
const FIRST = 8;

/** Goes on from the near end by one entry; answers how much it looked at. */
function stepAhead(state: MarketState, heaps: LinkedHeaps, search: Search, lists: ShortLists): number {
  const { queue } = search, entry = queue.entry[0]!, key = queue.key[0]!;
  dequeue(queue);
  if (entry < -REST) return lookAtRest(state, search, lists, ~entry - REST);
  if (entry < 0) {
    lookFrom(state, heaps, search, ~entry, shortEnd(state, ~entry), lists.rest[~entry]!);
    return FIRST;
  }
  if (key > search.reach[entry]!) return 1;
  leaveHub(state, heaps, search, entry, key);
  return 1 + state.arcsAt[entry + 1]! - state.arcsAt[entry]!;
}

/** Where unit u could move by any of its choices; the best of them stand first from now on. */
function lookAtRest(state: MarketState, search: Search, lists: ShortLists, u: number): number {
  const { arcs, begin, end, worth, hubOf, own } = state, j = hubOf[u]!, base = search.reach[j]! - own[u]! - worth[j]!;
  shorten(state, lists, u);
  for (let pos = begin[u]!, stop = end[u]!; pos < stop; pos += 2) {
    const h = arcs[pos]!, reach = base + arcs[pos + 1]! + worth[h]!;
    if (h !== j && reach < search.whole && reach < search.reach[h]!) reachHub(search, h, reach, ~u, j);
  }
  state.work.looks++;
  return (end[u]! - begin[u]!) / 2;
}

/** Goes on from the far end by one hub: whatever and whoever comes to it. */
function stepBack(state: MarketState, search: Search, back: Back, comers: Comers): number {
  const { head, pair, room, step, worth, arcsAt } = state, { at, count, unit, cost } = comers;
  const h = back.queue.entry[0]!, reach = back.queue.key[0]!, base = reach + worth[h]!;
  dequeue(back.queue);
  if (reach > back.reach[h]!) return 1;
  for (let p = arcsAt[h]!; p < arcsAt[h + 1]!; p++) {
    const q = pair[p]!, v = head[p]!;
    if (room[q]! > 0) reachBack(search, back, v, base + step[q]! - worth[v]!, q, h);
  }
  for (let k = at[h]!, end = k + count[h]!; k < end; k++) comeBy(state, search, back, h, base + cost[k]!, unit[k]!);
  return inflow(state, comers, h);
}

/** Unit u, if it is anywhere else, could come to hub h for so much. */
function comeBy({ hubOf, own, worth }: MarketState, search: Search, back: Back, h: number, cost: number, u: number): void {
  const j = hubOf[u]!;
  if (j < 0 || j === h) return;
  const reach = cost - own[u]! - worth[j]!;
  if (reach < search.whole && reach < back.reach[j]!) reachBack(search, back, j, reach, ~u, h);
}

/** Worths rise on the near side and fall on the far one; where they fall, whoever could come there leaves the sooner. */
function shiftWorths({ state, heaps, search, back, comers, lists }: Optimum, near: number): void {
  const { worth, hubOf, own } = state, { at, count, unit, cost } = comers, far = search.whole - near;
  for (let t = 0; t < search.touchedCount; t++) {
    const h = search.touched[t]!;
    if (search.reach[h]! < near) worth[h]! += near - search.reach[h]!;
  }
  if (far === 0) return;
  const sooner = (h: number, u: number, price: number) => {
    const j = hubOf[u]!;
    if (j < 0) return;
    if (j !== h && price - own[u]! < heaps.key[u]!) lowerKey(heaps, j, u, price - own[u]!);
    lowerRest(state, lists, u, h, price);
  };
  for (let t = 0; t < back.touchedCount; t++) {
    const h = back.touched[t]!;
    if (back.reach[h]! >= far) continue;
    worth[h]! -= far - back.reach[h]!;
    for (let k = at[h]!, end = k + count[h]!; k < end; k++) sooner(h, unit[k]!, cost[k]! + worth[h]!);
  }
}

/** From one end to where the halves meet, and on to the other. Where both pass one hub, as they may at no cost, what lies between is left out. */
function wholeWay(search: Search, back: Back, from: number, to: number): Way {
  const way = wayTo(search, from, search.meet), place = new Map<number, number>([[from, 0]]);
  way.hub.forEach((h, i) => place.set(h, i + 1));
  let join = search.meet;
  for (let h = search.meet; h !== to; h = back.next[h]!) if (place.has(back.next[h]!)) join = back.next[h]!;
  for (const steps of [way.hub, way.via]) steps.length = place.get(join)!;
  for (let h = join; h !== to; h = back.next[h]!) { way.hub.push(back.next[h]!); way.via.push(back.via[h]!); }
  return way;
}
