/**
 * A pairing heap of units at every hub, least key first (Fredman, Sedgewick, Sleator, Tarjan 1986), in arrays: `root[h]` is hub h's first unit (−1: none),
 * `child[u]` a unit's first child, `next[u]` the next child of its parent. A unit is in one heap at most. Insert O(1), remove the root O(log n) amortised.
 */
export type UnitHeaps = { root: Int32Array; child: Int32Array; next: Int32Array; key: Float64Array };

export const makeHeaps = (units: number, hubs: number): UnitHeaps => ({
  root: new Int32Array(hubs).fill(-1), child: new Int32Array(units), next: new Int32Array(units), key: new Float64Array(units),
});

/** Puts unit u, under its key as it now is, into hub h's heap. */
export function insertUnit({ root, child, next, key }: UnitHeaps, h: number, u: number): void {
  const top = root[h]!;
  child[u] = -1;
  next[u] = -1;
  if (top < 0) root[h] = u;
  else if (key[top]! <= key[u]!) { next[u] = child[top]!; child[top] = u; }
  else { child[u] = top; root[h] = u; }
}

/** Takes the first unit out of hub h's heap: its children are joined in pairs, then the pairs one after another. */
export function removeFirst({ root, child, next, key }: UnitHeaps, h: number): void {
  let c = child[root[h]!]!, pairs = -1;
  while (c >= 0) {
    const d = next[c]!;
    if (d < 0) { next[c] = pairs; pairs = c; break; }
    const rest = next[d]!;
    if (key[c]! <= key[d]!) { next[d] = child[c]!; child[c] = d; next[c] = pairs; pairs = c; }
    else { next[c] = child[d]!; child[d] = c; next[d] = pairs; pairs = d; }
    c = rest;
  }
  let top = -1;
  while (pairs >= 0) {
    const d = next[pairs]!;
    if (top < 0) top = pairs;
    else if (key[top]! <= key[pairs]!) { next[pairs] = child[top]!; child[top] = pairs; }
    else { next[top] = child[pairs]!; child[pairs] = top; top = pairs; }
    pairs = d;
  }
  if (top >= 0) next[top] = -1;
  root[h] = top;
}
