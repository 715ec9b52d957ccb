import { withRoom } from './with-room.ts';

/**
 * Whole numbers, each under a key, to be taken out the least key first; one may stand here more than once, and no key put in is less than the one taken out last.
 * What comes under that very key, `now`, waits in a row, first come first served: beside an optimum most steps cost nothing, and so nearly all that is taken out never
 * went through the heap. `row[first] … row[end − 1]` wait; `end` counts all that came under `now`. The others stand in a binary heap of `count`.
 */
export type SearchQueue = { row: Int32Array; first: number; end: number; now: number; entry: Int32Array; key: Float64Array; count: number };

export const makeQueue = (room: number): SearchQueue => ({ row: new Int32Array(room), first: 0, end: 0, now: -1, entry: new Int32Array(room), key: new Float64Array(room), count: 0 });

export const isEmpty = ({ first, end, count }: SearchQueue): boolean => first === end && count === 0;
/** The least key, and what stands under it; asked only of a queue that is not empty. */
export const leastKey = ({ first, end, now, key }: SearchQueue): number => (first < end ? now : key[0]!);
export const leastEntry = ({ first, end, row, entry }: SearchQueue): number => (first < end ? row[first]! : entry[0]!);

export function clearQueue(queue: SearchQueue): void {
  queue.count = 0;
  queue.first = 0;
  queue.end = 0;
  queue.now = -1;
}

/** Puts an entry into the queue. */
export function enqueue(queue: SearchQueue, one: number, at: number): void {
  if (at === queue.now) {
    if (queue.end === queue.row.length) queue.row = withRoom(queue.row, 2 * queue.end);
    queue.row[queue.end++] = one;
    return;
  }
  if (queue.count === queue.entry.length) {
    queue.entry = withRoom(queue.entry, 2 * queue.count);
    queue.key = withRoom(queue.key, 2 * queue.count);
  }
  const { entry, key } = queue;
  let i = queue.count++;
  while (i > 0) {
    const above = (i - 1) >> 1;
    if (key[above]! <= at) break;
    entry[i] = entry[above]!;
    key[i] = key[above]!;
    i = above;
  }
  entry[i] = one;
  key[i] = at;
}

/** Takes the first entry away, after it has been read. */
export function dequeue(queue: SearchQueue): void {
  if (queue.first < queue.end) { queue.first++; return; }
  const { entry, key } = queue, last = --queue.count, one = entry[last]!, at = key[last]!;
  queue.now = key[0]!;
  queue.first = 0;
  queue.end = 0;
  let i = 0;
  for (;;) {
    let least = 2 * i + 1;
    if (least >= last) break;
    if (least + 1 < last && key[least + 1]! < key[least]!) least++;
    if (key[least]! >= at) break;
    entry[i] = entry[least]!;
    key[i] = key[least]!;
    i = least;
  }
  entry[i] = one;
  key[i] = at;
}
