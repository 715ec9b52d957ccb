import type { UnitHeaps } from './unit-heap.ts';

/**
 * The same pairing heaps with a way back, so that any unit can be taken out, not only the first. `before[u]` is the unit's left sibling, or its parent
 * if it is a first child (−1: it is a root). Kept apart because the phases need only the first unit and are a tenth faster without.
 */
export type LinkedHeaps = UnitHeaps & { before: Int32Array };

/** Gives heaps their way back. O(n). */
export function linkHeaps(heaps: UnitHeaps, hubOf: Int32Array): LinkedHeaps {
  const { root, child, next } = heaps, before = new Int32Array(child.length).fill(-1);
  for (let u = 0; u < hubOf.length; u++) {
    if (hubOf[u]! < 0) continue;
    if (child[u]! >= 0) before[child[u]!] = u;
    if (next[u]! >= 0) before[next[u]!] = u;
  }
  for (let h = 0; h < root.length; h++) if (root[h]! >= 0) before[root[h]!] = -1;
  return { ...heaps, before };
}

/** Of two heaps makes one; answers its first unit. Both are roots without siblings. */
function meld({ child, next, before, key }: LinkedHeaps, a: number, b: number): number {
  if (a < 0) return b;
  if (b < 0) return a;
  const [top, under] = key[a]! <= key[b]! ? [a, b] : [b, a], eldest = child[top]!;
  next[under] = eldest;
  if (eldest >= 0) before[eldest] = under;
  before[under] = top;
  child[top] = under;
  return top;
}

/** Puts unit u, under its key as it now is, into hub h's heap. */
export function putIn(heaps: LinkedHeaps, h: number, u: number): void {
  heaps.child[u] = -1;
  heaps.next[u] = -1;
  heaps.before[u] = -1;
  heaps.root[h] = meld(heaps, heaps.root[h]!, u);
}

/** Takes unit u out of hub h's heap. O(log n) amortised. */
export function takeOut(heaps: LinkedHeaps, h: number, u: number): void {
  const { root, child, next, before } = heaps, left = before[u]!, right = next[u]!;
  if (left >= 0) {
    if (child[left] === u) child[left] = right;
    else next[left] = right;
    if (right >= 0) before[right] = left;
  }
  const below = joinChildren(heaps, child[u]!);
  root[h] = left < 0 ? below : meld(heaps, root[h]!, below);
}

/** Siblings joined in pairs, then the pairs one after another. */
function joinChildren(heaps: LinkedHeaps, eldest: number): number {
  const { next, before } = heaps;
  let c = eldest, pairs = -1;
  while (c >= 0) {
    const d = next[c]!, rest = d < 0 ? -1 : next[d]!;
    next[c] = -1; before[c] = -1;
    if (d >= 0) { next[d] = -1; before[d] = -1; }
    const top = meld(heaps, c, d);
    next[top] = pairs; // a stack of roots for the moment
    pairs = top;
    c = rest;
  }
  let top = -1;
  while (pairs >= 0) {
    const rest = next[pairs]!;
    next[pairs] = -1;
    top = meld(heaps, top, pairs);
    pairs = rest;
  }
  return top;
}
