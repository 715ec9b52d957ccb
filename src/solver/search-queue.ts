/** A binary heap of hubs h and, as ~u, units still to be looked at, each under the least it could cost. */
export type SearchQueue = { entry: Int32Array; key: Float64Array; count: number };

export const makeQueue = (room: number): SearchQueue => ({ entry: new Int32Array(room), key: new Float64Array(room), count: 0 });

/** Puts an entry into the queue; of equal keys hubs come before units, then the lower index. */
export function enqueue(queue: SearchQueue, one: number, at: number): void {
  if (queue.count === queue.entry.length) {
    const wider = new Int32Array(2 * queue.count), widerKey = new Float64Array(2 * queue.count);
    wider.set(queue.entry);
    widerKey.set(queue.key);
    queue.entry = wider;
    queue.key = widerKey;
  }
  const { entry, key } = queue;
  let i = queue.count++;
  while (i > 0) {
    const above = (i - 1) >> 1;
    if (!comesBefore(at, one, key[above]!, entry[above]!)) break;
    entry[i] = entry[above]!;
    key[i] = key[above]!;
    i = above;
  }
  entry[i] = one;
  key[i] = at;
}

function comesBefore(key: number, entry: number, otherKey: number, other: number): boolean {
  return key < otherKey || (key === otherKey && (entry >= 0 ? other < 0 || entry < other : other < 0 && entry > other));
}

/** Takes the first entry away, after it has been read at place 0. */
export function dequeue(queue: SearchQueue): void {
  const { entry, key } = queue, last = --queue.count, one = entry[last]!, at = key[last]!;
  let i = 0;
  for (;;) {
    let least = 2 * i + 1;
    if (least >= last) break;
    if (least + 1 < last && comesBefore(key[least + 1]!, entry[least + 1]!, key[least]!, entry[least]!)) least++;
    if (!comesBefore(key[least]!, entry[least]!, at, one)) break;
    entry[i] = entry[least]!;
    key[i] = key[least]!;
    i = least;
  }
  entry[i] = one;
  key[i] = at;
}
