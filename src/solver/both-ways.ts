import type { MarketState } from './market-state.ts';
import { comeIn, goAway, makePairs, renew, type Pairs } from './pairs.ts';
import { clearHalf, makeHalf, reachHub, type SearchHalf } from './search-half.ts';
import { dequeue, isEmpty, leastEntry, leastKey } from './search-queue.ts';
import { carry, movedBy, wayTo, type Way } from './way.ts';

/** An optimum, and what is kept beside it to find the way from one to the next: a search from each end; the cheapest whole way they know, and the hub where they meet on it. */
export type Optimum = { state: MarketState; pairs: Pairs; ahead: SearchHalf; back: SearchHalf; whole: number; meet: number };

export const makeOptimum = (state: MarketState): Optimum => ({
  state, pairs: makePairs(state), ahead: makeHalf(state.hubs, 4 * state.hubs + 16), back: makeHalf(state.hubs, 4 * state.hubs + 16), whole: Infinity, meet: -1,
});

/**
 * The cheapest way from one hub to another, sought from both ends at once; sends along it what it carries and shifts worths so that no arc pays. Answers what that adds
 * to the cost, null if there is no way. That end goes on which has met fewer hubs at the cost it is at, each counted with the pairs of the next: where one end goes round
 * long at no cost, the other may soon be through. By all that waits (Pohl’s cardinality rule), or by all that was looked at, a tenth more is read.
 *
 * Whether an entry helps is asked by two comparisons joined to one (`+… & +…`): each alone is a coin's toss that the processor guesses wrong, both together hardly ever hold. That saves an eighth.
 *
 * Dijkstra from both ends (Nicholson 1966; Pohl 1971), over the hubs alone: a unit that moves is an arc from its hub to another. With all hubs nearer than a to one end and
 * nearer than b to the other known, and the cheapest way a + b, worths rise by a − distance on the one side and fall by b − distance on the other: an arc between
 * the sides costs at least what both shift together.
 */
export function sendBothWays(optimum: Optimum, from: number, to: number): number | null {
  const { state, pairs: { out, into }, ahead, back } = optimum, near = ahead.queue, far = back.queue;
  state.work.ways++;
  optimum.whole = Infinity;
  reachHub(ahead, from, 0, -1, -1);
  reachHub(back, to, 0, -1, -1);
  while (!isEmpty(near) && !isEmpty(far) && leastKey(near) + leastKey(far) < optimum.whole) {
    if (far.end * into.count[leastEntry(far)]! < near.end * out.count[leastEntry(near)]!) stepBack(optimum);
    else stepAhead(optimum);
  }
  const spent = optimum.whole === Infinity ? null : send(optimum, from, to);
  clearHalf(ahead);
  clearHalf(back);
  return spent;
}

/** Hub h is reached for less from one end; perhaps that makes a whole way. */
function reach(optimum: Optimum, half: SearchHalf, other: SearchHalf, h: number, at: number, via: number, next: number): void {
  reachHub(half, h, at, via, next);
  if (at + other.reach[h]! < optimum.whole) { optimum.whole = at + other.reach[h]!; optimum.meet = h; }
}

/** Goes on from the near end by one hub: along the network, and by whoever may move from there. */
function stepAhead(optimum: Optimum): void {
  const { state, pairs, ahead, back } = optimum, { arcsAt, head, room, step, worth, hubOf } = state, { out } = pairs, { move, cost, count } = out, { reach: known } = ahead;
  const j = leastEntry(ahead.queue), key = leastKey(ahead.queue), base = key - worth[j]!, first = out.at[j]!;
  dequeue(ahead.queue);
  if (key > known[j]!) return;
  for (let p = arcsAt[j]!, end = arcsAt[j + 1]!; p < end; p++) {
    const h = head[p]!, at = base + step[p]! + worth[h]!;
    if (room[p]! > 0 && at < known[h]! && at < optimum.whole) reach(optimum, ahead, back, h, at, p, j);
  }
  let { whole } = optimum;
  for (let k = first, end = first + count[j]!; k < end; k++) {
    const h = move[2 * k]!, at = base + cost[k]! + worth[h]!;
    if (!(+(at < known[h]!) & +(at < whole))) continue;
    if (hubOf[move[2 * k + 1]!] === j) { reach(optimum, ahead, back, h, at, ~move[2 * k + 1]!, j); whole = optimum.whole; }
    else { renew(out, j, k--, state, pairs); end = first + count[j]!; }
  }
}

/** Goes on from the far end by one hub: whatever and whoever comes to it. */
function stepBack(optimum: Optimum): void {
  const { state, pairs, ahead, back } = optimum, { arcsAt, head, pair: reverse, room, step, worth, hubOf } = state, { into } = pairs, { move, cost, count } = into, { reach: known } = back;
  const h = leastEntry(back.queue), key = leastKey(back.queue), base = key + worth[h]!, first = into.at[h]!;
  dequeue(back.queue);
  if (key > known[h]!) return;
  for (let p = arcsAt[h]!, end = arcsAt[h + 1]!; p < end; p++) {
    const q = reverse[p]!, j = head[p]!, at = base + step[q]! - worth[j]!;
    if (room[q]! > 0 && at < known[j]! && at < optimum.whole) reach(optimum, back, ahead, j, at, q, h);
  }
  let { whole } = optimum;
  for (let k = first, end = first + count[h]!; k < end; k++) {
    const j = move[2 * k]!, at = base + cost[k]! - worth[j]!;
    if (!(+(at < known[j]!) & +(at < whole))) continue;
    if (hubOf[move[2 * k + 1]!] === j) { reach(optimum, back, ahead, j, at, ~move[2 * k + 1]!, h); whole = optimum.whole; }
    else { renew(into, h, k--, state, pairs); end = first + count[h]!; }
  }
}

function send(optimum: Optimum, from: number, to: number): number {
  const { state, pairs } = optimum, way = wholeWay(optimum, from, to), moved = movedBy(way);
  shiftWorths(optimum);
  for (const u of moved) goAway(pairs, u, state.hubOf[u]!);
  const spent = carry(state, from, way);
  for (const u of moved) comeIn(pairs, state, u);
  return spent;
}

/** Worths rise on the near side and fall on the far one. */
function shiftWorths({ state: { worth }, ahead, back, whole }: Optimum): void {
  const near = isEmpty(ahead.queue) ? whole : Math.min(leastKey(ahead.queue), whole), far = whole - near;
  for (let t = 0; t < ahead.touchedCount; t++) {
    const h = ahead.touched[t]!;
    if (ahead.reach[h]! < near) worth[h]! += near - ahead.reach[h]!;
  }
  for (let t = 0; t < back.touchedCount; t++) {
    const h = back.touched[t]!;
    if (back.reach[h]! < far) worth[h]! -= far - back.reach[h]!;
  }
}

/** From one end to where the halves meet, and on to the other. Where both pass one hub, as they may at no cost, what lies between is left out. */
function wholeWay({ ahead, back, meet }: Optimum, from: number, to: number): Way {
  const way = wayTo(ahead, from, meet), place = new Map<number, number>([[from, 0]]);
  way.hub.forEach((h, i) => place.set(h, i + 1));
  let join = meet;
  for (let h = meet; h !== to; h = back.next[h]!) if (place.has(back.next[h]!)) join = back.next[h]!;
  for (const steps of [way.hub, way.via]) steps.length = place.get(join)!;
  for (let h = join; h !== to; h = back.next[h]!) { way.hub.push(back.next[h]!); way.via.push(back.via[h]!); }
  return way;
}
