import type { FlowProblem, FlowRefusal } from './network.ts';

export const LARGEST = Number.MAX_SAFE_INTEGER;

/** A problem that can be solved exactly, with its largest possible simple-path cost; or why it is refused. */
export type Admission = { ok: true; pathBound: number } | { ok: false; refusal: FlowRefusal };

/** Looks at every number once, before any work: shapes, whole numbers, nodes in range, and room for every sum the solver forms. O(n + m). */
export function admit(problem: FlowProblem): Admission {
  const refusal = badNumbers(problem) ?? flowOverflow(problem);
  if (refusal) return { ok: false, refusal };
  const pathBound = simplePathBound(problem);
  // Prices stay within 2·pathBound + 1 and a reduced cost is a cost and two prices.
  const needed = 4 * pathBound + largestCost(problem) + 8;
  if (needed > LARGEST) return { ok: false, refusal: { code: 'overflow', of: 'cost', bound: needed } };
  return { ok: true, pathBound };
}

function badNumbers({ supply, from, to, lower, capacity, cost }: FlowProblem): FlowRefusal | null {
  const arcs = from.length;
  if (to.length !== arcs || lower.length !== arcs || capacity.length !== arcs || cost.length !== arcs) return { code: 'badShape' };
  for (let v = 0; v < supply.length; v++) {
    if (!Number.isSafeInteger(supply[v])) return { code: 'badNumber', field: 'supply', index: v };
  }
  for (let a = 0; a < arcs; a++) {
    if (from[a]! < 0 || from[a]! >= supply.length || to[a]! < 0 || to[a]! >= supply.length) return { code: 'badNode', arc: a };
    if (!Number.isSafeInteger(lower[a])) return { code: 'badNumber', field: 'lower', index: a };
    if (!Number.isSafeInteger(capacity[a]) && capacity[a] !== Infinity) return { code: 'badNumber', field: 'capacity', index: a };
    if (!Number.isSafeInteger(cost[a])) return { code: 'badNumber', field: 'cost', index: a };
    if (lower[a]! > capacity[a]!) return { code: 'boundsCrossed', arc: a };
  }
  return null;
}

/** What moves is bounded by all supplies and lower bounds, and on arcs without a capacity also by all the capacities that can saturate. */
function flowOverflow({ supply, lower, capacity }: FlowProblem): FlowRefusal | null {
  let given = 0, asked = 0, forced = 0, saturable = 0, hasUnlimited = false;
  for (let v = 0; v < supply.length; v++) {
    if (supply[v]! > 0) given += supply[v]!;
    else asked -= supply[v]!;
  }
  for (let a = 0; a < lower.length; a++) {
    forced += 2 * Math.abs(lower[a]!); // once as the flow itself, once as what it leaves over or lacks at its ends
    const span = capacity[a]! - lower[a]!;
    if (span === Infinity) hasUnlimited = true;
    else if (span > LARGEST) return { code: 'overflow', of: 'flow', bound: span };
    else saturable += span;
  }
  const bound = Math.max(given, asked) + forced + (hasUnlimited ? saturable : 0);
  return bound > LARGEST ? { code: 'overflow', of: 'flow', bound } : null;
}

function largestCost({ cost }: FlowProblem): number {
  let largest = 0;
  for (let a = 0; a < cost.length; a++) largest = Math.max(largest, Math.abs(cost[a]!));
  return largest;
}

/** No simple path costs more than this, in either sign: it enters every node but its first at most once. */
export function simplePathBound(problem: FlowProblem): number {
  const ends = dearestAt(problem), { dearest } = ends;
  return dearest.length === 0 ? 0 : Math.min(sumOf(dearest) - dearest.reduce((a, b) => Math.min(a, b)), coverBound(problem, ends));
}

/** No simple cycle costs more than this, in either sign; a loop is a cycle by itself. */
export function simpleCycleBound(problem: FlowProblem): number {
  const { from, to, cost } = problem, ends = dearestAt(problem);
  let dearestLoop = 0;
  for (let a = 0; a < from.length; a++) if (from[a] === to[a]) dearestLoop = Math.max(dearestLoop, Math.abs(cost[a]!));
  return Math.max(dearestLoop, Math.min(sumOf(ends.dearest), coverBound(problem, ends)));
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Every arc charged to a vertex cover: a simple path or cycle meets each covering node once, by at most its two dearest arcs.
 * In a market of many needs on few resources this is far less than nodes × dearest: costs in the 10^11 pass on hundreds of thousands of nodes.
 * Two covers are tried. Each leaves out the nodes that come before all their neighbours, so no two nodes left out are joined:
 * in order of degree, and with the nodes that give (a market's needs) before all others.
 */
function coverBound({ from, to, supply }: FlowProblem, { dearest, second, degree }: ArcEnds): number {
  const boundBy = (rank: (v: number) => number): number => {
    const covers = new Uint8Array(supply.length);
    for (let a = 0; a < from.length; a++) {
      const u = from[a]!, v = to[a]!;
      if (u !== v) covers[rank(u) > rank(v) || (rank(u) === rank(v) && u > v) ? u : v] = 1;
    }
    let bound = 0;
    for (let v = 0; v < covers.length; v++) if (covers[v]) bound += dearest[v]! + second[v]!;
    return bound;
  };
  return Math.min(boundBy((v) => degree[v]!), boundBy((v) => (supply[v]! > 0 ? 0 : 1)));
}

type ArcEnds = { dearest: Float64Array; second: Float64Array; degree: Int32Array };

/** Each node's two dearest arcs, and how many it has; a loop lies on no simple path. */
function dearestAt({ supply, from, to, cost }: FlowProblem): ArcEnds {
  const nodes = supply.length, degree = new Int32Array(nodes);
  const dearest = new Float64Array(nodes), second = new Float64Array(nodes);
  const note = (v: number, price: number) => {
    degree[v]!++;
    if (price > dearest[v]!) { second[v] = dearest[v]!; dearest[v] = price; } else if (price > second[v]!) second[v] = price;
  };
  for (let a = 0; a < from.length; a++) {
    if (from[a] === to[a]) continue;
    note(from[a]!, Math.abs(cost[a]!));
    note(to[a]!, Math.abs(cost[a]!));
  }
  return { dearest, second, degree };
}
