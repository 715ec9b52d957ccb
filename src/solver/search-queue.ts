/** A binary heap of whole numbers, each under a key, the least first; one may stand in it more than once. */
export type SearchQueue = { entry: Int32Array; key: Float64Array; count: number };

export const makeQueue = (room: number): SearchQueue => ({ entry: new Int32Array(room), key: new Float64Array(room), count: 0 });

/** Puts an entry into the queue. */
export function enqueue(queue: SearchQueue, one: number, at: number): void {
  if (queue.count === queue.entry.length) widen(queue);
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

function widen(queue: SearchQueue): void {
  const entry = new Int32Array(2 * queue.count), key = new Float64Array(2 * queue.count);
  entry.set(queue.entry);
  key.set(queue.key);
  queue.entry = entry;
  queue.key = key;
}

/** Takes the first entry away, after it has been read at place 0. */
export function dequeue(queue: SearchQueue): void {
  const { entry, key } = queue, last = --queue.count, one = entry[last]!, at = key[last]!;
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
