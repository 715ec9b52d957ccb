import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bruteForceCost } from './brute-force.ts';
import { checkFlow } from './check.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import { buildNetwork, type FlowProblem } from './network.ts';
import { seededNumbers } from './samples.ts';

const smallProblem = (next: (bound: number) => number): FlowProblem => {
  const network = buildNetwork(), nodes = 2 + next(4), arcs = 1 + next(6);
  const supply = Array.from({ length: nodes }, () => 0);
  for (let k = next(4); k > 0; k--) { const units = 1 + next(2); supply[next(nodes)]! += units; supply[next(nodes)]! -= units; }
  supply.forEach((units) => network.addNode(units));
  for (let a = 0; a < arcs; a++) {
    const lower = next(4) === 0 ? next(3) - 1 : 0;
    network.addArc(next(nodes), next(nodes), { lower, capacity: lower + next(4), cost: next(15) - 5 });
  }
  return network.build();
};

test('small random problems cost what trying every flow costs, and every answer is proven', () => {
  const next = seededNumbers(20_260);
  const seen = { optimal: 0, infeasible: 0 };
  for (let round = 0; round < 20_000; round++) {
    const problem = smallProblem(next), answer = solveMinCostFlow(problem), least = bruteForceCost(problem);
    expect(checkFlow(problem, answer), JSON.stringify({ round, answer: answer.status })).toEqual({ ok: true });
    if (least === null) { expect(answer.status).toBe('infeasible'); seen.infeasible++; continue; }
    if (answer.status !== 'optimal') throw new Error(`round ${round}: ${answer.status}`);
    expect(answer.objective).toBe(least);
    seen.optimal++;
  }
  console.log(`equal to brute force: ${seen.optimal} optimal, ${seen.infeasible} infeasible`);
  expect(seen.optimal).toBeGreaterThan(1_000);
  expect(seen.infeasible).toBeGreaterThan(1_000);
}, 60_000);

const anyProblem = fc.record({
  supply: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 9 }),
  arcs: fc.array(fc.record({
    from: fc.nat(99), to: fc.nat(99), lower: fc.integer({ min: -3, max: 3 }),
    span: fc.oneof(fc.nat(30), fc.constant(Infinity)), cost: fc.integer({ min: -50, max: 100 }),
  }), { maxLength: 40 }),
  isBalanced: fc.integer({ min: 0, max: 9 }).map((value) => value > 0),
}).map(({ supply, arcs, isBalanced }) => {
  const network = buildNetwork();
  if (isBalanced) supply.push(-supply.reduce((sum, units) => sum + units, 0));
  supply.forEach((units) => network.addNode(units));
  for (const { from, to, lower, span, cost } of arcs) network.addArc(from % supply.length, to % supply.length, { lower, capacity: lower + span, cost });
  return network.build();
});

test('whatever the problem, the answer is proven by the checker, and is the same the second time', () => {
  const seen: Record<string, number> = {};
  fc.assert(fc.property(anyProblem, (problem) => {
    const answer = solveMinCostFlow(problem);
    seen[answer.status] = (seen[answer.status] ?? 0) + 1;
    expect(checkFlow(problem, answer)).toEqual({ ok: true });
    expect(solveMinCostFlow(problem)).toEqual(answer);
  }), { numRuns: 3_000, seed: 5 });
  console.log('proven:', seen);
  for (const status of ['optimal', 'infeasible', 'unbounded']) expect(seen[status]).toBeGreaterThan(50);
}, 60_000);

test('prices and bounds stand for a run stopped after any number of pivots', () => {
  let withFlow = 0, withoutFlow = 0;
  fc.assert(fc.property(anyProblem, fc.nat(12), (problem, maxPivots) => {
    const answer = solveMinCostFlow(problem, { maxPivots });
    expect(checkFlow(problem, answer)).toEqual({ ok: true });
    if (answer.status !== 'stopped') return;
    if (answer.flow) withFlow++; else withoutFlow++;
    const whole = solveMinCostFlow(problem);
    if (whole.status !== 'optimal') return;
    if (answer.bound !== null) expect(answer.bound <= whole.objective).toBe(true);
    if (answer.objective !== null) expect(answer.objective >= whole.objective).toBe(true);
  }), { numRuns: 5_000, seed: 6 });
  console.log(`stopped: ${withFlow} with a flow, ${withoutFlow} without`);
  expect(withFlow).toBeGreaterThan(20);
  expect(withoutFlow).toBeGreaterThan(20);
}, 60_000);
