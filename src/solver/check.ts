import { dualBound, exactSum, flowCost } from './exact.ts';
import type { FlowAnswer, FlowProblem } from './network.ts';

/** What is wrong with an answer; the first fault found, in the order they are listed. */
export type FlowFault =
  | { code: 'wrongLength' }
  | { code: 'notWhole'; field: 'flow' | 'price'; index: number }
  | { code: 'outOfBounds'; arc: number }
  | { code: 'notConserved'; node: number; by: bigint }
  | { code: 'wrongObjective'; found: bigint }
  | { code: 'notProven'; objective: bigint; bound: bigint | null }
  | { code: 'cutHolds' }
  | { code: 'notACycle' }
  | { code: 'cycleDoesNotPay' };

export type FlowVerdict = { ok: true } | { ok: false; fault: FlowFault };

const fine: FlowVerdict = { ok: true };
const wrong = (fault: FlowFault): FlowVerdict => ({ ok: false, fault });

/**
 * Proves an answer from the problem and the answer alone, trusting nothing the solver kept: bounds and balance of every flow, its cost again,
 * the optimum by weak duality from the answer's own prices, the infeasible by its cut, the unbounded by its cycle. Exact at any size. O(n + m).
 */
export function checkFlow(problem: FlowProblem, answer: FlowAnswer): FlowVerdict {
  switch (answer.status) {
    case 'optimal': {
      const verdict = checkCarried(problem, answer.flow);
      return verdict.ok ? checkProven(problem, answer, answer.objective) : verdict;
    }
    case 'stopped': return checkStopped(problem, answer);
    case 'infeasible': return checkCut(problem, answer.cut);
    case 'unbounded': {
      const verdict = checkCarried(problem, answer.flow);
      return verdict.ok ? checkCycle(problem, answer.cycle) : verdict;
    }
    case 'refused': return fine;
  }
}

/** Whole flows within their bounds, and every node sends on exactly what it gets and gives. */
export function checkCarried({ supply, from, to, lower, capacity }: FlowProblem, flow: Float64Array): FlowVerdict {
  if (flow.length !== from.length) return wrong({ code: 'wrongLength' });
  const balance = Array.from(supply, BigInt);
  for (let a = 0; a < flow.length; a++) {
    const units = flow[a]!;
    if (!Number.isSafeInteger(units)) return wrong({ code: 'notWhole', field: 'flow', index: a });
    if (units < lower[a]! || units > capacity[a]!) return wrong({ code: 'outOfBounds', arc: a });
    if (units === 0) continue;
    balance[from[a]!]! -= BigInt(units);
    balance[to[a]!]! += BigInt(units);
  }
  const node = balance.findIndex((left) => left !== 0n);
  return node < 0 ? fine : wrong({ code: 'notConserved', node, by: balance[node]! });
}

function checkProven(problem: FlowProblem, { flow, price }: { flow: Float64Array; price: Float64Array }, objective: bigint): FlowVerdict {
  const verdict = checkPrices(problem, price);
  if (!verdict.ok) return verdict;
  const found = flowCost(problem, flow);
  if (found !== objective) return wrong({ code: 'wrongObjective', found });
  const bound = dualBound(problem, price);
  return bound === objective ? fine : wrong({ code: 'notProven', objective, bound });
}

function checkPrices({ supply }: FlowProblem, price: Float64Array): FlowVerdict {
  if (price.length !== supply.length) return wrong({ code: 'wrongLength' });
  const index = price.findIndex((value) => !Number.isSafeInteger(value));
  return index < 0 ? fine : wrong({ code: 'notWhole', field: 'price', index });
}

function checkStopped(problem: FlowProblem, answer: FlowAnswer & { status: 'stopped' }): FlowVerdict {
  const verdict = checkPrices(problem, answer.price);
  if (!verdict.ok) return verdict;
  const bound = dualBound(problem, answer.price);
  if (bound !== answer.bound) return wrong({ code: 'notProven', objective: answer.objective ?? 0n, bound });
  if (!answer.flow) return fine;
  const carried = checkCarried(problem, answer.flow);
  if (!carried.ok) return carried;
  const found = flowCost(problem, answer.flow);
  if (found !== answer.objective) return wrong({ code: 'wrongObjective', found });
  const gap = bound === null ? null : found - bound;
  return gap === answer.gap ? fine : wrong({ code: 'notProven', objective: found, bound });
}

/** A cut proves that nothing fits if its side must send more than its arcs out can take, or less than they must. */
function checkCut({ supply, from, to, lower, capacity }: FlowProblem, cut: Uint8Array): FlowVerdict {
  if (cut.length !== supply.length) return wrong({ code: 'wrongLength' });
  const must = exactSum(), most = exactSum(), least = exactSum();
  let isUnlimitedOut = false, isUnlimitedIn = false;
  for (let v = 0; v < cut.length; v++) if (cut[v]) must.add(supply[v]!, 1);
  for (let a = 0; a < from.length; a++) {
    const leaves = cut[from[a]!] === 1 && cut[to[a]!] !== 1, enters = cut[to[a]!] === 1 && cut[from[a]!] !== 1;
    if (!leaves && !enters) continue;
    (leaves ? least : most).add(lower[a]!, leaves ? 1 : -1);
    if (capacity[a] !== Infinity) (leaves ? most : least).add(capacity[a]!, leaves ? 1 : -1);
    else if (leaves) isUnlimitedOut = true;
    else isUnlimitedIn = true;
  }
  const cannotSend = !isUnlimitedOut && must.value() > most.value();
  const cannotHold = !isUnlimitedIn && must.value() < least.value();
  return cannotSend || cannotHold ? fine : wrong({ code: 'cutHolds' });
}

function checkCycle({ supply, from, to, capacity, cost }: FlowProblem, cycle: Int32Array): FlowVerdict {
  const balance = new Float64Array(supply.length);
  const sum = exactSum();
  for (const a of cycle) {
    if (capacity[a] !== Infinity) return wrong({ code: 'notACycle' });
    balance[from[a]!]!--;
    balance[to[a]!]!++;
    sum.add(cost[a]!, 1);
  }
  if (cycle.length === 0 || balance.some((left) => left !== 0)) return wrong({ code: 'notACycle' });
  return sum.value() < 0n ? fine : wrong({ code: 'cycleDoesNotPay' });
}
