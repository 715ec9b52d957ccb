import type { MarketState } from './market-state.ts';

/**
 * Whether anything that asks for more can be reached from hub j along what could still move, at any cost; `reached[h]` is 1 of the hubs that can be.
 * A run that raises worths for long asks this, because where nothing can be reached they would rise for ever. O(n + m) at worst.
 */
export function canBePlaced(state: MarketState, j: number, reached: Uint8Array): boolean {
  const { hubs, arcs, begin, end, elseHub, heaps, arcsAt, head, room, excess } = state, { root, child, next } = heaps;
  const open = new Int32Array(hubs), units: number[] = [];
  let count = 0;
  const reach = (h: number) => { if (!reached[h]) { reached[h] = 1; open[count++] = h; } };
  reached.fill(0);
  reach(j);
  while (count > 0) {
    const h = open[--count]!;
    if (excess[h]! < 0) return true;
    for (let p = arcsAt[h]!; p < arcsAt[h + 1]!; p++) if (room[p]! > 0) reach(head[p]!);
    if (root[h]! >= 0) units.push(root[h]!);
    for (let u = units.pop(); u !== undefined; u = units.pop()) {
      if (child[u]! >= 0) units.push(child[u]!);
      if (next[u]! >= 0) units.push(next[u]!);
      for (let pos = begin[u]!; pos < end[u]!; pos += 2) reach(arcs[pos]!);
      if (elseHub[u]! >= 0) reach(elseHub[u]!);
    }
  }
  return false;
}
