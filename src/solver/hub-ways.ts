import type { HubGraph } from './hub-graph.ts';

/**
 * The cheapest ways between one hub and all others. `distance[v]`: Infinity where there is none; `step[v]`: the step next to hub v on its way, −1 at the
 * hub asked about. Prices of an optimum are often not unique; these distances are, so what one unit more is worth is read from them.
 */
export type Ways = { distance: Float64Array; step: Int32Array };

/**
 * Ways to a hub, twice: place 2v is the cheapest from v, place 2v + 1 the cheapest whose last step another group takes (`entry`: the group that takes the
 * last step of each; −1: the network). `next`: the place where the way goes on.
 */
export type WaysApart = Ways & { entry: Int32Array; next: Int32Array };

/** What moves one unit more from `source` to every hub. Dijkstra (1959) on reduced costs, which an optimum has none below 0. O(steps log hubs). */
export function waysFrom({ hubs, start, head, cost, price }: HubGraph, source: number): Ways {
  const reduced = new Float64Array(hubs).fill(Infinity), step = new Int32Array(hubs).fill(-1), settled = new Uint8Array(hubs), heap = makeHeap();
  reduced[source] = 0;
  heap.push(source, 0);
  for (let v = heap.pop(); v >= 0; v = heap.pop()) {
    if (settled[v]) continue;
    settled[v] = 1;
    for (let s = start[v]!; s < start[v + 1]!; s++) {
      const w = head[s]!, length = reduced[v]! + cost[s]! + price[v]! - price[w]!;
      if (length < reduced[w]!) { reduced[w] = length; step[w] = s; heap.push(w, length); }
    }
  }
  return { distance: reduced.map((length, v) => length + price[v]! - price[source]!), step };
}

/** The steps of the way that `waysFrom` found to hub v, first step first. */
export function stepsFrom({ tail }: HubGraph, { step }: Ways, v: number): number[] {
  const way: number[] = [];
  for (let s = step[v]!; s >= 0; s = step[tail[s]!]!) way.push(s);
  return way.reverse();
}

/** The steps by the hub they lead to: s = at[start[v] … start[v + 1] − 1]. For all questions about ways *to* a hub. */
export type StepsInto = { start: Int32Array; at: Int32Array };

export function stepsInto({ hubs, head }: HubGraph): StepsInto {
  const start = new Int32Array(hubs + 1), at = new Int32Array(head.length);
  for (const v of head) start[v + 1]!++;
  for (let v = 0; v < hubs; v++) start[v + 1]! += start[v]!;
  const next = start.slice();
  for (let s = 0; s < head.length; s++) at[next[head[s]!]!++] = s;
  return { start, at };
}

/** What moves one unit more from every hub to `target`; each way is the cheapest, and the cheapest that ends by another group. The same search, backwards, with two places a hub. */
export function waysTo({ hubs, tail, cost, by, price, groupOf }: HubGraph, into: StepsInto, target: number): WaysApart {
  const reduced = new Float64Array(2 * hubs).fill(Infinity), step = new Int32Array(2 * hubs).fill(-1), next = new Int32Array(2 * hubs).fill(-1), entry = new Int32Array(2 * hubs).fill(-2);
  const settled = new Uint8Array(2 * hubs), heap = makeHeap();
  const put = (place: number, length: number, s: number, onward: number, last: number) => { reduced[place] = length; step[place] = s; next[place] = onward; entry[place] = last; };
  const offer = (v: number, length: number, s: number, onward: number, last: number): void => {
    const one = 2 * v, two = one + 1;
    if (length < reduced[one]!) {
      if (entry[one] !== last && reduced[one]! < Infinity) put(two, reduced[one]!, step[one]!, next[one]!, entry[one]!);
      put(one, length, s, onward, last);
    } else if (entry[one] !== last && length < reduced[two]!) put(two, length, s, onward, last);
    else return;
    heap.push(v, length);
  };
  put(2 * target, 0, -1, -1, -2);
  heap.push(target, 0);
  for (let w = heap.pop(), length = heap.key(); w >= 0; w = heap.pop(), length = heap.key()) {
    const place = !settled[2 * w] && reduced[2 * w] === length ? 2 * w : !settled[2 * w + 1] && reduced[2 * w + 1] === length ? 2 * w + 1 : -1;
    if (place < 0) continue;
    settled[place] = 1;
    for (let q = into.start[w]!; q < into.start[w + 1]!; q++) {
      const s = into.at[q]!, v = tail[s]!;
      if (v === target) continue;
      offer(v, length + cost[s]! + price[v]! - price[w]!, s, place, w === target ? (by[s]! >= 0 ? groupOf[by[s]!]! : -1) : entry[place]!);
    }
    // two places of one length: the other is still in the heap only once
    if (place === 2 * w && !settled[place + 1] && reduced[place + 1] === length) heap.push(w, length);
  }
  return { distance: reduced.map((length, place) => length + price[target]! - price[place >> 1]!), step, next, entry };
}

/** The steps of the way from a place (2v or 2v + 1) to the hub asked about, first step first. */
export function stepsTo({ step, next }: WaysApart, place: number): number[] {
  const way: number[] = [];
  for (let p = place; step[p]! >= 0; p = next[p]!) way.push(step[p]!);
  return way;
}

/** A binary heap of hubs by (length, hub); stale entries stay in and are skipped by the caller. */
function makeHeap() {
  const hubs: number[] = [], lengths: number[] = [];
  let last = 0;
  const isBefore = (i: number, j: number) => lengths[i]! < lengths[j]! || (lengths[i] === lengths[j] && hubs[i]! < hubs[j]!);
  const swap = (i: number, j: number) => {
    [hubs[i], hubs[j]] = [hubs[j]!, hubs[i]!];
    [lengths[i], lengths[j]] = [lengths[j]!, lengths[i]!];
  };
  return {
    push(hub: number, length: number): void {
      let i = hubs.push(hub) - 1;
      lengths.push(length);
      for (let above = (i - 1) >> 1; i > 0 && isBefore(i, above); i = above, above = (i - 1) >> 1) swap(i, above);
    },
    /** The nearest hub, −1 when none is left; `key` is its length. */
    pop(): number {
      if (hubs.length === 0) return -1;
      swap(0, hubs.length - 1);
      const hub = hubs.pop()!;
      last = lengths.pop()!;
      for (let i = 0; ;) {
        let least = i;
        for (const below of [2 * i + 1, 2 * i + 2]) if (below < hubs.length && isBefore(below, least)) least = below;
        if (least === i) return hub;
        swap(i, least);
        i = least;
      }
    },
    key: () => last,
  };
}
