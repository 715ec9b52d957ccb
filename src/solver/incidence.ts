/** The arcs at each node, both directions: those of node v are arcsAt[start[v] … start[v + 1] − 1], ascending. */
export type Incidence = { start: Int32Array; arcsAt: Int32Array };

/** Counting sort of arc ends by node; O(n + arcs). Reads the first `arcs` entries of both arrays. */
export function incidenceOf(nodes: number, arcs: number, from: Int32Array, to: Int32Array): Incidence {
  const start = new Int32Array(nodes + 2);
  for (let a = 0; a < arcs; a++) { start[from[a]! + 2]!++; start[to[a]! + 2]!++; }
  for (let v = 2; v < nodes + 2; v++) start[v]! += start[v - 1]!;
  const arcsAt = new Int32Array(2 * arcs);
  // start[v + 1] walks from v's first place to its end, which is where v + 1 begins.
  for (let a = 0; a < arcs; a++) { arcsAt[start[from[a]! + 1]!++] = a; arcsAt[start[to[a]! + 1]!++] = a; }
  return { start, arcsAt };
}
