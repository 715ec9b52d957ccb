import { admit } from './admission.ts';
import { dualBound, flowCost } from './exact.ts';
import { incidenceOf } from './incidence.ts';
import type { FlowAnswer, FlowLimits, FlowProblem } from './network.ts';
import { cycleOf, findEntering, pivot, startSearch } from './pivot.ts';
import { plantTree, type SpanningTree } from './spanning-tree.ts';

/** No run is without a limit: a hard instance of a city's size ends in some millions of pivots. */
export const DEFAULT_MAX_PIVOTS = 500_000_000;
/** Clock and cancel are asked every 256 pivots: well under a millisecond apart on small instances, some tens on the largest. */
const ASK_EVERY = 256;
/** Progress sums over all arcs, so it is told rarely. */
const TELL_EVERY = 16_384;

/**
 * Solves a minimum-cost flow problem exactly, in whole numbers; never throws for a hard input.
 * Primal network simplex (Dantzig 1951; block pricing after Grigoriadis 1986; strongly feasible trees after Cunningham 1976).
 * A pivot costs O(√m) to O(m) to find and O(n) to make; their number has no polynomial bound, but is near-linear on markets of needs and resources.
 */
export function solveMinCostFlow(problem: FlowProblem, limits: FlowLimits = {}): FlowAnswer {
  const admission = admit(problem);
  if (!admission.ok) return { status: 'refused', refusal: admission.refusal };
  if (total(problem.supply) !== 0) return { status: 'infeasible', cut: new Uint8Array(problem.supply.length).fill(1), pivots: 0 };

  // Dearer than any simple path, so artificial arcs are emptied before anything else is saved.
  const tree = plantTree(problem, admission.pathBound + 1);
  const run = runPivots(tree, limits, 0);
  if (run.end === 'unbounded') return settleUnbounded(problem, cycleOf(tree, run.entering), limits, run.pivots);
  if (run.end !== 'optimal') return stopped(problem, tree, run.end, run.pivots);
  if (unplaced(tree) > 0) return { status: 'infeasible', cut: cutOf(tree), pivots: run.pivots };
  const flow = flowOf(problem, tree);
  return { status: 'optimal', flow, price: tree.price.slice(0, tree.nodes), objective: flowCost(problem, flow), pivots: run.pivots };
}

type Run =
  | { end: 'optimal' | 'pivots' | 'time' | 'cancelled'; pivots: number }
  | { end: 'unbounded'; entering: number; pivots: number };

function runPivots(tree: SpanningTree, limits: FlowLimits, before: number): Run {
  const { maxPivots = DEFAULT_MAX_PIVOTS, timeLimitMs = Infinity, now, isCancelled, onProgress } = limits;
  const search = startSearch(tree.arcs);
  const startedAt = now?.() ?? 0;
  for (let pivots = before; ; pivots++) {
    if ((pivots - before) % ASK_EVERY === 0) {
      if (isCancelled?.()) return { end: 'cancelled', pivots };
      if (now && now() - startedAt >= timeLimitMs) return { end: 'time', pivots };
      if (onProgress && (pivots - before) % TELL_EVERY === 0) onProgress({ pivots, unplaced: unplaced(tree), cost: roughCost(tree) });
    }
    const entering = findEntering(tree, search);
    if (entering < 0) return { end: 'optimal', pivots };
    if (pivots >= maxPivots) return { end: 'pivots', pivots };
    if (pivot(tree, entering) === 'unbounded') return { end: 'unbounded', entering, pivots };
  }
}

/** A cycle that pays for ever makes the problem unbounded only if there is a flow at all: asked without costs, where no cycle pays. */
function settleUnbounded(problem: FlowProblem, cycle: Int32Array, limits: FlowLimits, before: number): FlowAnswer {
  const tree = plantTree(problem, 1, true);
  const run = runPivots(tree, limits, before);
  if (run.end === 'unbounded') throw new Error('a cycle without costs cannot pay');
  if (run.end !== 'optimal') return stopped(problem, tree, run.end, run.pivots);
  if (unplaced(tree) > 0) return { status: 'infeasible', cut: cutOf(tree), pivots: run.pivots };
  return { status: 'unbounded', flow: flowOf(problem, tree), cycle, pivots: run.pivots };
}

function stopped(problem: FlowProblem, tree: SpanningTree, why: 'pivots' | 'time' | 'cancelled', pivots: number): FlowAnswer {
  const price = tree.price.slice(0, tree.nodes);
  const bound = dualBound(problem, price);
  if (unplaced(tree) > 0) return { status: 'stopped', why, pivots, flow: null, price, objective: null, bound, gap: null };
  const flow = flowOf(problem, tree), objective = flowCost(problem, flow);
  return { status: 'stopped', why, pivots, flow, price, objective, bound, gap: bound === null ? null : objective - bound };
}

function flowOf({ lower }: FlowProblem, { arcs, flow, given }: SpanningTree): Float64Array {
  const whole = lower.slice();
  for (let k = 0; k < arcs; k++) whole[given[k]!]! += flow[k]!;
  return whole;
}

/** Units that still come over artificial arcs. */
function unplaced({ arcs, nodes, flow }: SpanningTree): number {
  let sum = 0;
  for (let a = arcs; a < arcs + nodes; a++) sum += flow[a]!;
  return sum / 2; // each goes up one artificial arc and down another
}

function roughCost({ arcs, flow, cost }: SpanningTree): number {
  let sum = 0;
  for (let a = 0; a < arcs; a++) sum += flow[a]! * cost[a]!;
  return sum;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let v = 0; v < values.length; v++) sum += values[v]!;
  return sum;
}

/** What the nodes that could not get rid of their supply still reach: every arc out is full, every arc in is empty. O(n + m). */
function cutOf(tree: SpanningTree): Uint8Array {
  const { nodes, arcs, from, to, flow, span } = tree;
  const { start, arcsAt } = incidenceOf(nodes, arcs, from, to);
  const cut = new Uint8Array(nodes), queue: number[] = [];
  const reach = (v: number) => { if (!cut[v]) { cut[v] = 1; queue.push(v); } };
  for (let v = 0; v < nodes; v++) if (from[arcs + v] === v && flow[arcs + v]! > 0) reach(v);
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head]!;
    for (let k = start[v]!; k < start[v + 1]!; k++) {
      const a = arcsAt[k]!;
      if (from[a] === v && flow[a]! < span[a]!) reach(to[a]!);
      if (to[a] === v && flow[a]! > 0) reach(from[a]!);
    }
  }
  return cut;
}
