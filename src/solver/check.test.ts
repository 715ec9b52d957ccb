import { expect, test } from 'vitest';
import { checkFlow } from './check.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import { buildNetwork, type FlowAnswer } from './network.ts';
import { distancesFrom, residualOf, wayTo } from './residual.ts';
import { sampleMarket } from './samples.ts';

const market = sampleMarket({ needs: 60, resources: 8, choices: 4, seed: 11, unmetCost: (next) => 20_000 + next(5_000) });
const solved = solveMinCostFlow(market);
if (solved.status !== 'optimal') throw new Error(solved.status);

const changed = (change: (answer: FlowAnswer & { status: 'optimal' }) => void): FlowAnswer => {
  const copy = { ...solved, flow: solved.flow.slice(), price: solved.price.slice() };
  change(copy);
  return copy;
};

test('a wrong answer is told apart from a right one, whatever is wrong with it', () => {
  expect(checkFlow(market, solved)).toEqual({ ok: true });
  expect(checkFlow(market, changed((answer) => { answer.objective += 1n; }))).toMatchObject({ fault: { code: 'wrongObjective' } });
  expect(checkFlow(market, changed((answer) => { answer.flow[0] = 0.5; }))).toMatchObject({ fault: { code: 'notWhole', field: 'flow' } });
  expect(checkFlow(market, changed((answer) => { answer.flow[0] = -1; }))).toMatchObject({ fault: { code: 'outOfBounds' } });
  expect(checkFlow(market, changed((answer) => { answer.flow[0] = 1 - answer.flow[0]!; }))).toMatchObject({ fault: { code: 'notConserved' } });
  expect(checkFlow(market, changed((answer) => { answer.price[60]! += 1e9; }))).toMatchObject({ fault: { code: 'notProven' } });
  expect(checkFlow(market, changed((answer) => { answer.flow = new Float64Array(2); }))).toMatchObject({ fault: { code: 'wrongLength' } });
  expect(checkFlow(market, { status: 'infeasible', cut: new Uint8Array(69).fill(1), pivots: 0 })).toMatchObject({ fault: { code: 'cutHolds' } });
});

test('a flow that can be carried but is not the cheapest is not proven by any of its prices', () => {
  const stopped = solveMinCostFlow(market, { maxPivots: 150 });
  if (stopped.status !== 'stopped' || !stopped.flow) throw new Error('expected a flow on the way');
  expect(stopped.gap).toBeGreaterThan(0n);
  const posing: FlowAnswer = { status: 'optimal', flow: stopped.flow, price: solved.price, objective: stopped.objective!, pivots: 0 };
  expect(checkFlow(market, posing)).toMatchObject({ fault: { code: 'notProven' } });
});

test('a cycle that does not pay, or does not close, proves nothing', () => {
  const built = buildNetwork();
  built.addNode();
  built.addNode();
  built.addArc(0, 1, { cost: -1 });
  built.addArc(1, 0, { cost: 1 });
  const problem = built.build(), flow = new Float64Array(2);
  expect(checkFlow(problem, { status: 'unbounded', flow, cycle: Int32Array.of(0, 1), pivots: 0 })).toMatchObject({ fault: { code: 'cycleDoesNotPay' } });
  expect(checkFlow(problem, { status: 'unbounded', flow, cycle: Int32Array.of(0), pivots: 0 })).toMatchObject({ fault: { code: 'notACycle' } });
});

test('the value of one more unit of each capacity, read from the distances, is what solving again saves', () => {
  let valued = 0;
  for (let seed = 0; seed < 60; seed++) {
    const problem = sampleMarket({ needs: 40, resources: 6, choices: 2, seed, unmetCost: (next) => next(20_000) });
    const answer = solveMinCostFlow(problem);
    if (answer.status !== 'optimal') throw new Error(answer.status);
    const residual = residualOf(problem, answer), sink = 46, distances = distancesFrom(residual, sink);
    for (let j = 0; j < 6; j++) {
      const arc = problem.from.length - 6 + j, capacity = problem.capacity.slice();
      if (answer.flow[arc]! < capacity[arc]!) continue;
      const value = Math.max(0, -distances.distance[40 + j]!);
      capacity[arc]!++;
      const again = solveMinCostFlow({ ...problem, capacity });
      if (again.status !== 'optimal') throw new Error(again.status);
      expect(Number(answer.objective - again.objective)).toBe(value);
      const way = wayTo(residual, distances, 40 + j);
      expect(way.reduce((sum, step) => sum + (step.isForward ? 1 : -1) * problem.cost[step.arc]!, 0)).toBe(distances.distance[40 + j]);
      if (value > 0) valued++;
    }
  }
  console.log(`${valued} full resources whose next unit is worth something`);
  expect(valued).toBeGreaterThan(50);
}, 60_000);
