/**
 * A minimum-cost flow problem on a directed graph: send every node's supply to the nodes that ask for it, as cheaply as possible.
 *
 * Layout: one typed array a field. Node v is index v of `supply` (positive gives, negative asks); arc a is index a of the five arc arrays.
 * Every number is a safe integer (|x| ≤ 2^53 − 1); a capacity may also be Infinity. Parallel arcs and loops are allowed.
 */
export type FlowProblem = {
  supply: Float64Array;
  from: Int32Array; to: Int32Array;
  lower: Float64Array; capacity: Float64Array; cost: Float64Array;
};

/** Why a problem is not even begun. `overflow`: sums could leave the safe integers, so no exact answer can be promised. */
export type FlowRefusal =
  | { code: 'badShape' }
  | { code: 'badNumber'; field: 'supply' | 'lower' | 'capacity' | 'cost'; index: number }
  | { code: 'badNode'; arc: number }
  | { code: 'boundsCrossed'; arc: number }
  | { code: 'overflow'; of: 'flow' | 'cost'; bound: number };

/**
 * The answer. `price[v]` is what a unit is worth at node v: an arc's reduced cost is cost + price[from] − price[to],
 * never negative where flow can still rise and never positive where it can still fall; that proves the optimum (check.ts).
 */
export type FlowAnswer =
  | { status: 'optimal'; flow: Float64Array; price: Float64Array; objective: bigint; pivots: number }
  /** `cut[v]` is 1 on one side of a cut that cannot carry what the nodes on that side must send (or must receive). */
  | { status: 'infeasible'; cut: Uint8Array; pivots: number }
  /** A flow that can be carried, and a closed walk of arcs without a capacity whose costs sum to less than nothing. */
  | { status: 'unbounded'; flow: Float64Array; cycle: Int32Array; pivots: number }
  /** A limit was reached. `flow` is the best found (null: none yet); the optimum costs between `bound` and `objective`. */
  | {
    status: 'stopped'; why: 'pivots' | 'time' | 'cancelled'; pivots: number;
    flow: Float64Array | null; price: Float64Array; objective: bigint | null; bound: bigint | null; gap: bigint | null;
  }
  | { status: 'refused'; refusal: FlowRefusal };

export type FlowProgress = { pivots: number; unplaced: number; cost: number };

/** Limits of one run. The room has no clock: whoever wants a time limit hands one in. */
export type FlowLimits = {
  maxPivots?: number;
  timeLimitMs?: number; now?: () => number;
  isCancelled?: () => boolean;
  onProgress?: (progress: FlowProgress) => void;
};

export type ArcNumbers = { lower?: number; capacity?: number; cost?: number };

/** Collects nodes and arcs one by one; the index each call returns is the index in the problem. */
export type NetworkBuilder = {
  addNode: (supply?: number) => number;
  addArc: (from: number, to: number, numbers?: ArcNumbers) => number;
  build: () => FlowProblem;
};

/** A growing network: lower 0, capacity Infinity and cost 0 where nothing is said. */
export function buildNetwork(): NetworkBuilder {
  const supply: number[] = [];
  const from: number[] = [], to: number[] = [];
  const lower: number[] = [], capacity: number[] = [], cost: number[] = [];
  return {
    addNode: (given = 0) => supply.push(given) - 1,
    addArc: (tail, head, numbers = {}) => {
      from.push(tail);
      lower.push(numbers.lower ?? 0);
      capacity.push(numbers.capacity ?? Infinity);
      cost.push(numbers.cost ?? 0);
      return to.push(head) - 1;
    },
    build: () => ({
      supply: Float64Array.from(supply), from: Int32Array.from(from), to: Int32Array.from(to),
      lower: Float64Array.from(lower), capacity: Float64Array.from(capacity), cost: Float64Array.from(cost),
    }),
  };
}
