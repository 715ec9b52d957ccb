import { expect, test } from 'vitest';
import { admit, simpleCycleBound, simplePathBound } from './admission.ts';
import { checkFlow } from './check.ts';
import { foldLevels } from './lexicographic.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import { buildNetwork, type FlowProblem } from './network.ts';
import { seededNumbers } from './samples.ts';

function randomNetwork(next: (bound: number) => number): FlowProblem {
  const network = buildNetwork(), nodes = 2 + next(4);
  const supply = Array.from({ length: nodes }, () => 0);
  for (let k = next(4); k > 0; k--) { supply[next(nodes)]!++; supply[next(nodes)]!--; }
  supply.forEach((units) => network.addNode(units));
  for (let a = 1 + next(6); a > 0; a--) network.addArc(next(nodes), next(nodes), { capacity: next(4), cost: next(41) - 20 });
  return network.build();
}

/** The least level sums of any flow, in lexicographic order, by trying them all. */
function leastByTrying({ supply, from, to, capacity }: FlowProblem, levels: Float64Array[]): number[] | null {
  const left = supply.slice(), sums = levels.map(() => 0);
  let best: number[] | null = null;
  const tryArc = (a: number): void => {
    if (a === from.length) {
      const differs = best === null ? 0 : sums.findIndex((sum, k) => sum !== best![k]);
      if (left.every((units) => units === 0) && (best === null || (differs >= 0 && sums[differs]! < best[differs]!))) best = [...sums];
      return;
    }
    const carry = (units: number) => {
      left[from[a]!]! -= units;
      left[to[a]!]! += units;
      levels.forEach((level, k) => { sums[k]! += units * level[a]!; });
    };
    for (let units = 0; units <= capacity[a]!; units++) { carry(units); tryArc(a + 1); carry(-units); }
  };
  tryArc(0);
  return best;
}

test('levels folded into one cost give the best first level, among those the best second, and so on', () => {
  const next = seededNumbers(77);
  let equal = 0;
  for (let round = 0; round < 5_000; round++) {
    const problem = randomNetwork(next), levels = [3, 9, 41].map((spread) => problem.cost.map(() => next(spread) - (spread >> 1)));
    const folded = foldLevels(problem, levels)!, answer = solveMinCostFlow({ ...problem, cost: folded.cost }), least = leastByTrying(problem, levels);
    expect(checkFlow({ ...problem, cost: folded.cost }, answer)).toEqual({ ok: true });
    expect(answer.status === 'optimal').toBe(least !== null);
    if (answer.status !== 'optimal') continue;
    expect(levels.map((level) => level.reduce((sum, cost, a) => sum + cost * answer.flow[a]!, 0) + 0)).toEqual(least!.map((sum) => sum + 0));
    equal++;
  }
  console.log(`${equal} problems of three levels equal to trying all flows`);
  expect(equal).toBeGreaterThan(1_000);
}, 60_000);

test('levels that cannot be folded exactly are refused', () => {
  const problem = randomNetwork(seededNumbers(1));
  expect(foldLevels(problem, [problem.cost.map(() => 1e8), problem.cost.map(() => 1e8)])).toBeNull();
});

test('no simple path and no simple cycle costs more than its bound', () => {
  const next = seededNumbers(78);
  let paths = 0;
  for (let round = 0; round < 3_000; round++) {
    const problem = randomNetwork(next), { from, to, cost, supply } = problem;
    const pathBound = simplePathBound(problem), cycleBound = simpleCycleBound(problem), seen = new Set<number>(), used = new Set<number>();
    const walk = (v: number, start: number, spent: number): void => {
      expect(Math.abs(spent)).toBeLessThanOrEqual(pathBound);
      paths++;
      for (let a = 0; a < from.length; a++) {
        if (used.has(a) || from[a] === to[a]) continue;
        for (const [tail, head, sign] of [[from[a]!, to[a]!, 1], [to[a]!, from[a]!, -1]] as const) {
          if (tail !== v) continue;
          if (head === start) { expect(Math.abs(spent + sign * cost[a]!)).toBeLessThanOrEqual(cycleBound); continue; }
          if (seen.has(head)) continue;
          seen.add(head);
          used.add(a);
          walk(head, start, spent + sign * cost[a]!);
          seen.delete(head);
          used.delete(a);
        }
      }
    };
    for (let v = 0; v < supply.length; v++) { seen.add(v); walk(v, v, 0); seen.delete(v); }
  }
  console.log(`${paths} paths within their bound`);
  expect(paths).toBeGreaterThan(10_000);
}, 60_000);

test('a market of many needs on few resources may have costs in the hundreds of billions', () => {
  const network = buildNetwork(), needs = 100_000, resources = 100;
  for (let i = 0; i < needs; i++) network.addNode(1);
  for (let j = 0; j < resources; j++) network.addNode();
  const sink = network.addNode(-needs);
  for (let i = 0; i < needs; i++) {
    network.addArc(i, needs + (i % resources), { capacity: 1, cost: 1_000_000 });
    network.addArc(i, sink, { capacity: 1, cost: 800_000_000_000 });
  }
  expect(admit(network.build())).toMatchObject({ ok: true });
});
