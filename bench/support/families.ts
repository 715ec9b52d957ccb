import type { FlowProblem } from '../../src/solver/network.ts';
import { seededNumbers } from '../../src/solver/samples.ts';

type Arcs = { from: number[]; to: number[]; capacity: number[]; cost: number[] };

const MOST_CAPACITY = 1_000, MOST_COST = 10_000;

function asProblem(supply: Float64Array, { from, to, capacity, cost }: Arcs): FlowProblem {
  return { supply, from: Int32Array.from(from), to: Int32Array.from(to), lower: new Float64Array(from.length), capacity: Float64Array.from(capacity), cost: Float64Array.from(cost) };
}

/**
 * In the manner of NETGEN (Klingman, Napier, Stutz 1974): √n nodes give, √n ask. A skeleton of chains through all other nodes can carry everything,
 * on arcs that are dear; the rest of the arcs, to `degree` a node, join any two nodes at any cost. Every arc has a capacity.
 */
export function netgenLike(nodes: number, degree: number, seed: number): FlowProblem {
  const next = seededNumbers(seed), ends = Math.floor(Math.sqrt(nodes)), supply = new Float64Array(nodes);
  const arcs: Arcs = { from: [], to: [], capacity: [], cost: [] };
  const add = (from: number, to: number, capacity: number, cost: number) => { arcs.from.push(from); arcs.to.push(to); arcs.capacity.push(capacity); arcs.cost.push(cost); };
  const given = Array.from({ length: ends }, () => 1 + next(2 * MOST_CAPACITY));
  const at = Array.from({ length: ends }, (_, s) => s);
  given.forEach((units, s) => { supply[s] = units; supply[nodes - 1 - s] = -units; });
  for (let v = ends; v < nodes - ends; v++) {
    const s = next(ends);
    add(at[s]!, v, given[s]!, 1 + next(3) === 1 ? MOST_COST : 1 + next(MOST_COST));
    at[s] = v;
  }
  for (let s = 0; s < ends; s++) add(at[s]!, nodes - 1 - s, given[s]!, MOST_COST);
  while (arcs.from.length < degree * nodes) {
    const from = next(nodes - ends), to = ends + next(nodes - ends);
    if (from !== to) add(from, to, 1 + next(MOST_CAPACITY), 1 + next(MOST_COST));
  }
  return asProblem(supply, arcs);
}

/**
 * In the manner of GRIDGEN (Lee & Orlin 1991): a grid whose arcs lead right and both ways up and down, with √n nodes giving on its left and as many asking
 * on its right, further arcs to `degree` a node that leap a few columns, and a dear way from every giver to every asker's gate so that all can be carried.
 */
export function gridgenLike(nodes: number, degree: number, seed: number): FlowProblem {
  const next = seededNumbers(seed), height = Math.floor(Math.sqrt(nodes)), width = Math.floor((nodes - 1) / height), gate = width * height;
  const supply = new Float64Array(gate + 1), arcs: Arcs = { from: [], to: [], capacity: [], cost: [] };
  const add = (from: number, to: number, capacity: number, cost: number) => { arcs.from.push(from); arcs.to.push(to); arcs.capacity.push(capacity); arcs.cost.push(cost); };
  for (let y = 0; y < height; y++) {
    const units = 1 + next(MOST_CAPACITY), from = y, to = (width - 1) * height + y;
    supply[from]! += units;
    supply[to]! -= units;
    add(from, gate, units, MOST_COST * width);
    add(gate, to, units, MOST_COST * width);
  }
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const v = x * height + y;
      if (x + 1 < width) add(v, v + height, 1 + next(MOST_CAPACITY), 1 + next(MOST_COST));
      if (y + 1 < height) { add(v, v + 1, 1 + next(MOST_CAPACITY), 1 + next(MOST_COST)); add(v + 1, v, 1 + next(MOST_CAPACITY), 1 + next(MOST_COST)); }
    }
  }
  while (arcs.from.length < degree * nodes) {
    const x = next(width), leap = 1 + next(8);
    if (x + leap < width) add(x * height + next(height), (x + leap) * height + next(height), 1 + next(MOST_CAPACITY), 1 + next(MOST_COST));
  }
  return asProblem(supply, arcs);
}
