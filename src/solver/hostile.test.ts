import { expect, test } from 'vitest';
import { checkFlow } from './check.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import { buildNetwork, type FlowAnswer, type FlowLimits, type FlowProblem } from './network.ts';
import { sampleMarket } from './samples.ts';

const MOST = Number.MAX_SAFE_INTEGER;

function solve(problem: FlowProblem, limits?: FlowLimits): FlowAnswer {
  const answer = solveMinCostFlow(problem, limits);
  expect(checkFlow(problem, answer)).toEqual({ ok: true });
  return answer;
}

function network(supply: number[], arcs: [from: number, to: number, capacity: number, cost: number, lower?: number][]): FlowProblem {
  const built = buildNetwork();
  supply.forEach((units) => built.addNode(units));
  for (const [from, to, capacity, cost, lower = 0] of arcs) built.addArc(from, to, { lower, capacity, cost });
  return built.build();
}

test('a problem without nodes, and one without arcs, are solved', () => {
  expect(solve(network([], [])).status).toBe('optimal');
  expect(solve(network([0, 0], [])).status).toBe('optimal');
  expect(solve(network([1, -1], [])).status).toBe('infeasible');
});

test('a negative cycle with capacities is filled; without, the problem is unbounded and the cycle is shown', () => {
  expect(solve(network([0, 0, 0], [[0, 1, 4, -3], [1, 2, 9, 1], [2, 0, 9, 1]]))).toMatchObject({ status: 'optimal', objective: -4n });
  const endless = solve(network([0, 0, 0], [[0, 1, Infinity, -3], [1, 2, Infinity, 1], [2, 0, Infinity, 1]]));
  expect(endless).toMatchObject({ status: 'unbounded' });
  expect(solve(network([0], [[0, 0, Infinity, -1]])).status).toBe('unbounded');
  expect(solve(network([0], [[0, 0, 7, -1]]))).toMatchObject({ objective: -7n });
});

test('an endless cycle beside supplies that cannot be carried is infeasible, not unbounded', () => {
  expect(solve(network([0, 0, 5, -5], [[0, 1, Infinity, -3], [1, 0, Infinity, 1], [2, 3, 4, 0]])).status).toBe('infeasible');
});

test('arcs without room carry nothing; what only they could carry is infeasible', () => {
  expect(solve(network([2, -2], [[0, 1, 0, -9], [0, 1, 2, 5]]))).toMatchObject({ objective: 10n });
  expect(solve(network([2, -2], [[0, 1, 0, 1]])).status).toBe('infeasible');
});

test('parts that are not joined are each solved; one that gives what another asks is infeasible', () => {
  expect(solve(network([1, -1, 2, -2], [[0, 1, 5, 3], [2, 3, 5, 4]]))).toMatchObject({ objective: 11n });
  expect(solve(network([1, -1, 1, -1], [[0, 3, 5, 3], [3, 0, 5, 3], [2, 1, 0, 4]])).status).toBe('infeasible');
});

test('supplies that do not sum to nothing, either way, and lower bounds that must overflow are infeasible, each with its cut', () => {
  expect(solve(network([3, -2], [[0, 1, 9, 1]])).status).toBe('infeasible');
  expect(solve(network([2, -3], [[0, 1, 9, 1]])).status).toBe('infeasible');
  expect(solve(network([0, 0], [[0, 1, 9, 1, 4], [1, 0, 3, 1]])).status).toBe('infeasible');
});

test('costs as large as exact answers allow are solved; larger ones are refused before the start', () => {
  const edge = Math.floor(MOST / 5) - 20;
  expect(solve(network([3, -3], [[0, 1, 2, edge], [0, 1, 2, edge - 1]]))).toMatchObject({ objective: 3n * BigInt(edge) - 2n });
  expect(solve(network([3, -3], [[0, 1, 2, MOST]]))).toMatchObject({ status: 'refused', refusal: { code: 'overflow', of: 'cost' } });
});

test('flows as large as exact answers allow are solved; larger ones are refused', () => {
  expect(solve(network([MOST, -MOST], [[0, 1, MOST, 1_000_000]]))).toMatchObject({ objective: BigInt(MOST) * 1_000_000n });
  expect(solve(network([MOST, -MOST, 1, -1], [[0, 1, MOST, 1]]))).toMatchObject({ refusal: { code: 'overflow', of: 'flow' } });
  expect(solve(network([0, 0], [[0, 1, MOST, 1, -MOST]]))).toMatchObject({ refusal: { code: 'overflow', of: 'flow' } });
});

test('numbers that are no numbers are refused with their place', () => {
  expect(solve(network([1, -1], [[0, 1, 0.5, 1]]))).toMatchObject({ refusal: { code: 'badNumber', field: 'capacity', index: 0 } });
  expect(solve(network([1, -1], [[0, 1, 1, NaN]]))).toMatchObject({ refusal: { code: 'badNumber', field: 'cost', index: 0 } });
  expect(solve(network([Infinity, -1], []))).toMatchObject({ refusal: { code: 'badNumber', field: 'supply', index: 0 } });
  expect(solve(network([1, -1], [[0, 2, 1, 1]]))).toMatchObject({ refusal: { code: 'badNode', arc: 0 } });
  expect(solve(network([1, -1], [[0, 1, 1, 1, 2]]))).toMatchObject({ refusal: { code: 'boundsCrossed', arc: 0 } });
  expect(solve({ ...network([1, -1], [[0, 1, 1, 1]]), cost: new Float64Array(0) })).toMatchObject({ refusal: { code: 'badShape' } });
});

test('all needs on one resource: it fills with those whose need weighs most', () => {
  const built = buildNetwork();
  for (let i = 0; i < 2_000; i++) built.addNode(1);
  const only = built.addNode(), sink = built.addNode(-2_000);
  for (let i = 0; i < 2_000; i++) { built.addArc(i, only, { capacity: 1, cost: 1 }); built.addArc(i, sink, { capacity: 1, cost: 100 + i }); }
  built.addArc(only, sink, { capacity: 500 });
  const answer = solve(built.build());
  if (answer.status !== 'optimal') throw new Error(answer.status);
  expect(Array.from({ length: 2_000 }, (_, i) => answer.flow[2 * i])).toEqual(Array.from({ length: 2_000 }, (_, i) => Number(i >= 1_500)));
});

test('a run can be cancelled, runs out of its time, tells its progress; what it hands back is still proven', () => {
  const market = sampleMarket({ needs: 400, resources: 40, choices: 8, seed: 3, unmetCost: () => 1_000_000 });
  let clock = 0;
  expect(solve(market, { isCancelled: () => true })).toMatchObject({ status: 'stopped', why: 'cancelled', pivots: 0 });
  expect(solve(market, { now: () => clock++, timeLimitMs: 2 })).toMatchObject({ status: 'stopped', why: 'time' });
  const told: number[] = [];
  expect(solve(market, { onProgress: ({ pivots }) => told.push(pivots) }).status).toBe('optimal');
  expect(told[0]).toBe(0);
});

function identicalNeeds(needs: number): FlowProblem {
  const built = buildNetwork();
  for (let i = 0; i < needs; i++) built.addNode(1);
  const first = built.addNode(), second = built.addNode(), sink = built.addNode(-needs);
  for (let i = 0; i < needs; i++) {
    built.addArc(i, first, { capacity: 1, cost: 5 });
    built.addArc(i, second, { capacity: 1, cost: 5 });
    built.addArc(i, sink, { capacity: 1, cost: 1_000 });
  }
  built.addArc(first, sink, { capacity: needs / 4 });
  built.addArc(second, sink, { capacity: needs / 4 });
  return built.build();
}

test('identical needs are solved: ten thousand to the end, a million to the end or to the limit', () => {
  expect(solve(identicalNeeds(10_000))).toMatchObject({ status: 'optimal', objective: 5_000n * 5n + 5_000n * 1_000n });
  const answer = solve(identicalNeeds(1_000_000), { now: () => performance.now(), timeLimitMs: 500 });
  expect(['optimal', 'stopped']).toContain(answer.status);
}, 60_000);
