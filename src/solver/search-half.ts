import { clearQueue, enqueue, makeQueue, type SearchQueue } from './search-queue.ts';

/**
 * What a search knows from the end it began at; made once, cleared after each search. `reach[h]`: how dear the way between that end and hub h is (Infinity: none known yet);
 * `via[h]`: its step at h, a network arc p or ~u for the unit that moves; `next[h]`: the hub at the step's other end, one nearer to where the search began.
 */
export type SearchHalf = { reach: Float64Array; via: Int32Array; next: Int32Array; touched: Int32Array; touchedCount: number; queue: SearchQueue };

export const makeHalf = (hubs: number, entries: number): SearchHalf => ({
  reach: new Float64Array(hubs).fill(Infinity), via: new Int32Array(hubs), next: new Int32Array(hubs), touched: new Int32Array(hubs), touchedCount: 0, queue: makeQueue(entries),
});

/** Hub h is reached for less than was known. */
export function reachHub(half: SearchHalf, h: number, reach: number, via: number, next: number): void {
  if (half.reach[h] === Infinity) half.touched[half.touchedCount++] = h;
  half.reach[h] = reach;
  half.via[h] = via;
  half.next[h] = next;
  enqueue(half.queue, h, reach);
}

/** Everything the search touched is forgotten. */
export function clearHalf(half: SearchHalf): void {
  for (let t = 0; t < half.touchedCount; t++) half.reach[half.touched[t]!] = Infinity;
  half.touchedCount = 0;
  clearQueue(half.queue);
}
