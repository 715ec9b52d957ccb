import { expect, test } from 'vitest';
import { bruteForceCost } from './brute-force.ts';
import { checkFlow } from './check.ts';
import { contract, expand } from './contract.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import { buildNetwork, type FlowProblem } from './network.ts';
import { sampleMarket, seededNumbers } from './samples.ts';
import { solveFlow } from './solve-flow.ts';
import { solveMarket } from './solve-market.ts';

/** Any small network with lower bounds; half of them with a node or two that only give, so that there are rows. */
function smallProblem(next: (bound: number) => number): FlowProblem {
  const network = buildNetwork(), nodes = 2 + next(4), arcs = 1 + next(5), givers = next(3);
  const supply = Array.from({ length: nodes }, () => 0);
  for (let k = next(4); k > 0; k--) { const units = 1 + next(2); supply[next(nodes)]! += units; supply[next(nodes)]! -= units; }
  for (let g = 0; g < givers; g++) supply[next(nodes)]!--;
  supply.forEach((units) => network.addNode(units));
  for (let a = 0; a < arcs; a++) {
    const lower = next(4) === 0 ? next(3) - 1 : 0;
    network.addArc(next(nodes), next(nodes), { lower, capacity: lower + next(4), cost: next(15) - 5 });
  }
  for (let g = 0; g < givers; g++) {
    const node = network.addNode(1);
    for (let choices = next(3); choices > 0; choices--) network.addArc(node, next(nodes), { capacity: 1 + next(2), cost: next(9) });
  }
  return network.build();
}

test('small networks, contracted and expanded again, cost what trying every flow costs, and every answer is proven', () => {
  const next = seededNumbers(77_001), seen = { optimal: 0, infeasible: 0, rows: 0 };
  for (let round = 0; round < 30_000; round++) {
    const problem = smallProblem(next), contracted = contract(problem), market = solveMarket(contracted.market);
    if (market.status === 'refused') throw new Error(`round ${round}: ${market.refusal.code}`);
    const answer = expand(problem, contracted, market), least = bruteForceCost(problem), verdict = checkFlow(problem, answer);
    if (!verdict.ok) throw new Error(`round ${round}: ${answer.status} ${verdict.fault.code}`);
    if (answer.status !== 'optimal' && answer.status !== 'infeasible') throw new Error(`round ${round}: ${answer.status}`);
    if (answer.status === 'optimal' ? answer.objective !== least : least !== null) throw new Error(`round ${round}: ${answer.status}, ${least}`);
    seen[answer.status]++;
    seen.rows += contracted.nodeOf.length;
  }
  console.log(`equal to brute force: ${seen.optimal} optimal, ${seen.infeasible} infeasible, ${seen.rows} rows among them`);
  expect(Math.min(seen.optimal, seen.infeasible, seen.rows)).toBeGreaterThan(3_000);
}, 180_000);

test('larger networks cost what the network simplex finds, whether or not they have rows', () => {
  const next = seededNumbers(9);
  for (let round = 0; round < 20; round++) {
    const market = sampleMarket({ needs: 400, resources: 30, choices: 6, seed: round, unmetCost: (below) => below(20_000) });
    const network = buildNetwork(), nodes = 200;
    for (let v = 0; v < nodes; v++) network.addNode(v < 10 ? 70 : v >= nodes - 10 ? -70 : 0);
    for (let v = 0; v < 10; v++) network.addArc(v, nodes - 1 - v, { lower: next(3), cost: 90_000 });
    for (let a = 0; a < 2_400; a++) network.addArc(next(nodes), next(nodes), { capacity: next(60), cost: next(1_000) - 100 });
    for (const problem of [market, network.build()]) {
      const answer = solveFlow(problem), other = solveMinCostFlow(problem);
      expect(checkFlow(problem, answer)).toEqual({ ok: true });
      if (answer.status !== 'optimal' || other.status !== 'optimal') throw new Error(`${answer.status}, ${other.status}`);
      expect(answer.objective).toBe(other.objective);
    }
  }
}, 180_000);
