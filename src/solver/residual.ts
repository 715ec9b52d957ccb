import { incidenceOf, type Incidence } from './incidence.ts';
import type { FlowProblem } from './network.ts';

/** An optimum seen as what could still move: forward where there is room, backward where there is flow. */
export type Residual = { problem: FlowProblem; flow: Float64Array; price: Float64Array; incidence: Incidence };

/** `distance[v]`: least cost of moving one more unit from the source to v, Infinity where none can; `via[v]`: the last arc of that way, −1 at the source. */
export type Distances = { distance: Float64Array; via: Int32Array };

/** Prepares an optimum for questions about one unit more or less; O(n + m). */
export function residualOf(problem: FlowProblem, { flow, price }: { flow: Float64Array; price: Float64Array }): Residual {
  return { problem, flow, price, incidence: incidenceOf(problem.supply.length, problem.from.length, problem.from, problem.to) };
}

/**
 * What one more unit costs to move from `source` to every node. Prices of an optimum are often not unique; these distances are,
 * so the value of one more unit of a capacity is read from them and never from the prices alone.
 * Dijkstra (1959) on the reduced costs of an optimum, which are never negative, with a binary heap: O((n + m) log n).
 */
export function distancesFrom({ problem, flow, price, incidence }: Residual, source: number): Distances {
  const { supply, from, to, lower, capacity, cost } = problem;
  const reduced = new Float64Array(supply.length).fill(Infinity), via = new Int32Array(supply.length).fill(-1);
  const settled = new Uint8Array(supply.length);
  const heap = makeHeap();
  reduced[source] = 0;
  heap.push(source, 0);
  for (let v = heap.pop(); v >= 0; v = heap.pop()) {
    if (settled[v]) continue;
    settled[v] = 1;
    for (let k = incidence.start[v]!; k < incidence.start[v + 1]!; k++) {
      const a = incidence.arcsAt[k]!, forward = from[a] === v;
      if (forward ? flow[a]! >= capacity[a]! : flow[a]! <= lower[a]!) continue;
      const next = forward ? to[a]! : from[a]!, step = cost[a]! + price[from[a]!]! - price[to[a]!]!;
      const length = reduced[v]! + (forward ? step : -step);
      if (length < reduced[next]!) { reduced[next] = length; via[next] = a; heap.push(next, length); }
    }
  }
  return { distance: reduced.map((length, v) => length + price[v]! - price[source]!), via };
}

/** The same graph with every arc turned round: distances *from* a node here are distances *to* it there, by the same arcs. */
export function turnedRound({ problem, flow, price, incidence }: Residual): Residual {
  return { problem: { ...problem, from: problem.to, to: problem.from }, flow, price: price.map((value) => -value), incidence };
}

/** The arcs of the cheapest way to `node`, first arc first; empty at the source. */
export function wayTo({ problem }: Residual, { via }: Distances, node: number): { arc: number; isForward: boolean }[] {
  const way: { arc: number; isForward: boolean }[] = [];
  for (let v = node; via[v]! >= 0;) {
    const arc = via[v]!, isForward = problem.to[arc] === v;
    way.push({ arc, isForward });
    v = isForward ? problem.from[arc]! : problem.to[arc]!;
  }
  return way.reverse();
}

/** A binary heap of nodes by (length, node); stale entries are left in and skipped by the caller. */
function makeHeap(): { push: (node: number, length: number) => void; pop: () => number } {
  const nodes: number[] = [], lengths: number[] = [];
  const isBefore = (i: number, j: number) => lengths[i]! < lengths[j]! || (lengths[i] === lengths[j] && nodes[i]! < nodes[j]!);
  const swap = (i: number, j: number) => {
    [nodes[i], nodes[j]] = [nodes[j]!, nodes[i]!];
    [lengths[i], lengths[j]] = [lengths[j]!, lengths[i]!];
  };
  return {
    push: (node, length) => {
      nodes.push(node);
      lengths.push(length);
      for (let i = nodes.length - 1; i > 0;) {
        const above = (i - 1) >> 1;
        if (!isBefore(i, above)) break;
        swap(i, above);
        i = above;
      }
    },
    pop: () => {
      if (nodes.length === 0) return -1;
      swap(0, nodes.length - 1);
      const top = nodes.pop()!;
      lengths.pop();
      for (let i = 0; ;) {
        let least = i;
        if (2 * i + 1 < nodes.length && isBefore(2 * i + 1, least)) least = 2 * i + 1;
        if (2 * i + 2 < nodes.length && isBefore(2 * i + 2, least)) least = 2 * i + 2;
        if (least === i) return top;
        swap(i, least);
        i = least;
      }
    },
  };
}
