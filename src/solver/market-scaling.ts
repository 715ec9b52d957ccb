import { ELSEWHERE } from './layered-market.ts';
import { look, type MarketState } from './market-state.ts';
import { insertUnit, removeFirst } from './unit-heap.ts';

/** How far a phase goes: prices that prove the flow to within `epsilon` an arc. `most`: no worth above it keeps its sums exact. */
export type Phase = { epsilon: number; most: number };

/** The hubs with more than they have sent on, last in first out: the newest is the nearest, and its neighbourhood is still in the cache. */
export type Busy = { stack: Int32Array; count: number; isIn: Uint8Array; current: Int32Array };

export const makeBusy = ({ hubs }: MarketState): Busy => ({ stack: new Int32Array(hubs), count: 0, isIn: new Uint8Array(hubs), current: new Int32Array(hubs) });

/**
 * Begins a phase: units whose choice costs more than `tolerance` over their best one go there, network arcs that pay more than that are filled.
 * What is thereby too much or too little at hubs is for `discharge` to set right.
 */
export function beginPhase(state: MarketState, tolerance: number): void {
  const { units, hubs, arcs, elseHub, elseCost, hubOf, own, heaps, arcsAt, head, pair, room, step, worth, excess, found } = state;
  const { key } = heaps;
  heaps.root.fill(-1);
  for (let u = 0; u < units; u++) {
    const j = hubOf[u]!, at = look(state, u, j), best = found[0]!;
    const stay = j < 0 ? Infinity : own[u]! + worth[j]!;
    if (j >= 0 && stay <= best + tolerance) {
      key[u] = best - own[u]!;
      insertUnit(heaps, j, u);
      continue;
    }
    if (at < ELSEWHERE) continue; // a row without any choice; told before the start
    const to = at < 0 ? elseHub[u]! : arcs[at]!, cost = at < 0 ? elseCost[u]! : arcs[at + 1]!;
    if (j >= 0) excess[j]!--;
    excess[to]!++;
    hubOf[u] = to;
    own[u] = cost;
    key[u] = Math.min(found[1]!, stay) - cost;
    insertUnit(heaps, to, u);
  }
  for (let v = 0; v < hubs; v++) {
    for (let p = arcsAt[v]!; p < arcsAt[v + 1]!; p++) {
      const units = room[p]!;
      if (units === 0 || step[p]! + worth[head[p]!]! - worth[v]! >= -tolerance) continue;
      room[p] = 0;
      room[pair[p]!]! += units;
      excess[v]! -= units;
      excess[head[p]!]! += units;
    }
  }
}

/**
 * Push and relabel (Goldberg & Tarjan 1990) over hubs alone: sends on all that hub j has too much, raising its worth as often as needed.
 * What it sends goes along the network or is a unit that moves to another hub; either must pay, and whatever stays possible costs at most epsilon less than nothing.
 * Last the worth is raised as far as that allows, as a bidder in an auction would (Bertsekas 1988): a third fewer moves.
 * Answers false if nothing can leave j, or only at a worth beyond `most`.
 */
export function discharge(state: MarketState, busy: Busy, { epsilon, most }: Phase, j: number): boolean {
  const { arcs, elseHub, elseCost, hubOf, own, heaps, arcsAt, head, pair, room, step, worth, excess, found, work } = state;
  const { root, key } = heaps, { stack, isIn, current } = busy;
  const begin = arcsAt[j]!, end = arcsAt[j + 1]!;
  let left = excess[j]!;
  for (;;) {
    const here = worth[j]!;
    let p = current[j]!;
    for (; p < end; p++) {
      if (room[p]! === 0) continue;
      const v = head[p]!;
      if (step[p]! + worth[v]! >= here) continue;
      const units = Math.min(left, room[p]!);
      room[p]! -= units;
      room[pair[p]!]! += units;
      excess[v]! += units;
      if (excess[v]! > 0 && isIn[v] === 0) { isIn[v] = 1; stack[busy.count++] = v; }
      left -= units;
      if (left === 0) break;
    }
    current[j] = p;
    while (left > 0) {
      const u = root[j]!;
      if (u < 0 || key[u]! >= here) break;
      const at = look(state, u, j), stay = own[u]! + here;
      removeFirst(heaps, j);
      if (found[0]! >= stay) { key[u] = found[0]! - own[u]!; insertUnit(heaps, j, u); continue; }
      const to = at < 0 ? elseHub[u]! : arcs[at]!, cost = at < 0 ? elseCost[u]! : arcs[at + 1]!;
      hubOf[u] = to;
      own[u] = cost;
      key[u] = Math.min(found[1]!, stay) - cost;
      insertUnit(heaps, to, u);
      if (++excess[to]! > 0 && isIn[to] === 0) { isIn[to] = 1; stack[busy.count++] = to; }
      work.moves++;
      left--;
    }
    excess[j] = left;
    const least = leastOut(state, j, left > 0) + epsilon;
    if (left > 0 && !(least <= most)) return false;
    if (least > worth[j]! && least <= most) {
      worth[j] = least;
      current[j] = begin;
      work.raises++;
    }
    if (left === 0) return true;
  }
}

/** The least worth at which something would leave hub j for nothing; where `isExact` is not asked, a lower bound of it. */
function leastOut(state: MarketState, j: number, isExact: boolean): number {
  const { arcsAt, head, room, step, worth, own, heaps, found } = state, { root, key } = heaps;
  let least = Infinity;
  for (let p = arcsAt[j]!, end = arcsAt[j + 1]!; p < end; p++) {
    if (room[p]! > 0) least = Math.min(least, step[p]! + worth[head[p]!]!);
  }
  for (let u = root[j]!; u >= 0 && key[u]! < least; u = root[j]!) {
    if (!isExact) return key[u]!;
    look(state, u, j);
    const leaves = found[0]! - own[u]!;
    if (leaves <= key[u]!) return key[u]!;
    removeFirst(heaps, j);
    key[u] = leaves;
    insertUnit(heaps, j, u);
  }
  return least;
}
