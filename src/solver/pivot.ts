import { AT_CAPACITY, AT_LOWER, DOWN, IN_TREE, UP, joinOf, rehang, type SpanningTree } from './spanning-tree.ts';

/** Where the search for an entering arc goes on, and how many arcs it looks at before it takes the worst of them. */
export type Search = { next: number; block: number };

/** √m arcs a block (Grigoriadis 1986), at least 20 so that tiny graphs are seen whole. */
export function startSearch(arcs: number): Search {
  return { next: 0, block: Math.max(20, Math.ceil(Math.sqrt(arcs))) };
}

/** The arc that pays most in the first block that has one, −1 if none pays anywhere. Ties by place in the block's order. */
export function findEntering({ arcs, from, to, cost, state, price }: SpanningTree, search: Search): number {
  let best = -1, bestPay = 0, left = search.block;
  let arc = search.next;
  for (let seen = 0; seen < arcs; seen++) {
    if (arc >= arcs) arc = 0;
    const pay = state[arc]! * (cost[arc]! + price[from[arc]!]! - price[to[arc]!]!);
    if (pay < bestPay) { bestPay = pay; best = arc; }
    arc++;
    if (--left === 0) {
      if (best >= 0) break;
      left = search.block;
    }
  }
  search.next = arc;
  return best;
}

export type Step = 'moved' | 'unbounded';

/**
 * Sends as much as fits round the cycle that `entering` closes, and puts it into the tree for the arc that blocks.
 * Of several blocking arcs the last one met, walking the cycle in its direction from the join, leaves: the tree stays strongly feasible,
 * so no run of empty pivots can come back to where it was (Cunningham 1976).
 */
export function pivot(tree: SpanningTree, entering: number): Step {
  const { from, to, span, flow, state, parent, arcUp, direction } = tree;
  const join = joinOf(tree, entering);
  const forward = state[entering] === AT_LOWER;
  const first = forward ? from[entering]! : to[entering]!, second = forward ? to[entering]! : from[entering]!;
  let room = span[entering]!, leaving = -1, onFirstSide = false;
  for (let v = first; v !== join; v = parent[v]!) {
    const free = direction[v] === UP ? flow[arcUp[v]!]! : span[arcUp[v]!]! - flow[arcUp[v]!]!;
    if (free < room) { room = free; leaving = v; onFirstSide = true; }
  }
  for (let v = second; v !== join; v = parent[v]!) {
    const free = direction[v] === DOWN ? flow[arcUp[v]!]! : span[arcUp[v]!]! - flow[arcUp[v]!]!;
    if (free <= room) { room = free; leaving = v; onFirstSide = false; }
  }
  if (room === Infinity) return 'unbounded';
  if (room > 0) {
    const change = state[entering]! * room;
    flow[entering]! += change;
    for (let v = from[entering]!; v !== join; v = parent[v]!) flow[arcUp[v]!]! -= direction[v]! * change;
    for (let v = to[entering]!; v !== join; v = parent[v]!) flow[arcUp[v]!]! += direction[v]! * change;
  }
  if (leaving < 0) {
    state[entering] = -state[entering]!;
    return 'moved';
  }
  const out = arcUp[leaving]!;
  state[out] = flow[out] === 0 ? AT_LOWER : AT_CAPACITY;
  state[entering] = IN_TREE;
  rehang(tree, leaving, onFirstSide ? first : second, onFirstSide ? second : first, entering);
  return 'moved';
}

/** The problem's arcs on the cycle that `entering` closes, entering first; asked for only when none of them has a capacity. */
export function cycleOf(tree: SpanningTree, entering: number): Int32Array {
  const cycle = [entering], join = joinOf(tree, entering);
  for (let v = tree.from[entering]!; v !== join; v = tree.parent[v]!) cycle.push(tree.arcUp[v]!);
  for (let v = tree.to[entering]!; v !== join; v = tree.parent[v]!) cycle.push(tree.arcUp[v]!);
  return Int32Array.from(cycle, (position) => tree.given[position]!);
}
