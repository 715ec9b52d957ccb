import { expect, test } from 'vitest';
import { checkMarket } from './check-market.ts';
import { ELSEWHERE, type LayeredMarket } from './layered-market.ts';
import { seededNumbers } from './samples.ts';
import { solveMarket } from './solve-market.ts';

type Chance = (bound: number) => number;

/** A market of up to five rows and four slots behind two organisations, some rows with an other way out: small enough to try everything. */
function smallMarket(next: Chance, dear: number): LayeredMarket {
  const rows = 1 + next(5), slots = 1 + next(4), sink = slots + 2, short = sink - 1, owner = slots;
  const first: number[] = [], last: number[] = [], hub: number[] = [], cost: number[] = [], elseHub: number[] = [], elseCost: number[] = [];
  for (let i = 0; i < rows; i++) {
    first.push(hub.length);
    for (let c = next(4); c > 0; c--) { hub.push(next(slots)); cost.push(next(9) - 1); }
    last.push(hub.length);
    elseHub.push(next(8) === 0 ? -1 : next(3) === 0 ? short : sink);
    elseCost.push(next(6) * dear);
  }
  const arcs: number[][] = [];
  for (let j = 0; j < slots; j++) arcs.push([j, next(2) === 0 ? owner : sink, next(6) === 0 ? 1 : 0, next(3), next(3)]);
  arcs.push([owner, sink, 0, next(4), 0], [short, sink, 0, next(2), 0], [short, sink, 0, rows, 7 * dear]);
  const supply = new Float64Array(sink + 1);
  supply[sink] = -rows;
  return {
    first: Int32Array.from(first), last: Int32Array.from(last), hub: Int32Array.from(hub), cost: Float64Array.from(cost),
    elseHub: Int32Array.from(elseHub), elseCost: Float64Array.from(elseCost),
    network: {
      supply, from: Int32Array.from(arcs, (arc) => arc[0]!), to: Int32Array.from(arcs, (arc) => arc[1]!), lower: Float64Array.from(arcs, (arc) => arc[2]!),
      capacity: Float64Array.from(arcs, (arc) => arc[2]! + arc[3]!), cost: Float64Array.from(arcs, (arc) => arc[4]!),
    },
  };
}

/** The least cost by trying every choice of every row; what each trial leaves for the network is tried too. null: nothing can be carried. */
function leastByTrying({ first, last, hub, cost, elseHub, elseCost, network: { supply, from, to, lower, capacity, cost: step } }: LayeredMarket): number | null {
  let best: number | null = null;
  const left = supply.slice();
  const tryArc = (a: number, spent: number): void => {
    if (a === from.length) {
      if (left.every((units) => units === 0) && (best === null || spent < best)) best = spent;
      return;
    }
    // Arcs come slots first, so what a slot holds decides what its one arc carries.
    const isLastOfTail = !from.includes(from[a]!, a + 1), least = isLastOfTail ? left[from[a]!]! : lower[a]!;
    for (let units = Math.max(least, lower[a]!); units <= Math.min(capacity[a]!, left[from[a]!]!); units++) {
      left[from[a]!]! -= units;
      left[to[a]!]! += units;
      tryArc(a + 1, spent + units * step[a]!);
      left[from[a]!]! += units;
      left[to[a]!]! -= units;
    }
  };
  const tryRow = (i: number, spent: number): void => {
    if (i === first.length) return tryArc(0, spent);
    for (let k = first[i]!; k < last[i]!; k++) { left[hub[k]!]!++; tryRow(i + 1, spent + cost[k]!); left[hub[k]!]!--; }
    if (elseHub[i]! >= 0) { left[elseHub[i]!]!++; tryRow(i + 1, spent + elseCost[i]!); left[elseHub[i]!]!--; }
  };
  tryRow(0, 0);
  return best;
}

test.each([['weighted', 3, 50_000], ['lexicographic', 100_000_000_000, 50_000]] as const)('small markets, %s, cost what trying everything costs, and every answer is proven', (mode, dear, rounds) => {
  const next = seededNumbers(410_000 + dear % 97), seen = { optimal: 0, infeasible: 0 };
  for (let round = 0; round < rounds; round++) {
    const market = smallMarket(next, dear), answer = solveMarket(market), least = leastByTrying(market);
    const verdict = checkMarket(market, answer);
    if (!verdict.ok) throw new Error(`round ${round}: ${answer.status} ${verdict.fault.code}`);
    if (answer.status !== 'optimal' && answer.status !== 'infeasible') throw new Error(`round ${round}: ${answer.status}`);
    if (answer.status === 'optimal' ? answer.objective !== BigInt(least ?? NaN) : least !== null) throw new Error(`round ${round}: ${answer.status}, ${least}`);
    seen[answer.status]++;
  }
  console.log(`${mode}: equal to trying everything: ${seen.optimal} optimal, ${seen.infeasible} infeasible`);
  expect(seen.optimal).toBeGreaterThan(rounds / 3);
  expect(seen.infeasible).toBeGreaterThan(rounds / 50);
}, 180_000);

test('a wrong answer is told apart from a right one', () => {
  const next = seededNumbers(5);
  let told = 0;
  for (let round = 0; round < 300; round++) {
    const market = smallMarket(next, 3), answer = solveMarket(market);
    if (answer.status !== 'optimal') continue;
    expect(checkMarket(market, { ...answer, objective: answer.objective + 1n })).toMatchObject({ fault: { code: 'wrongObjective' } });
    const row = answer.choice.findIndex((choice, i) => choice !== ELSEWHERE && market.elseHub[i]! >= 0 && market.elseHub[i] !== market.hub[choice]);
    if (row < 0) continue;
    const choice = answer.choice.slice();
    choice[row] = ELSEWHERE;
    expect(checkMarket(market, { ...answer, choice })).toMatchObject({ fault: { code: 'notConserved' } });
    // a hub's price may sometimes move without harm, but not far both ways
    const shifted = [-1_000, 1_000].map((shift) => checkMarket(market, { ...answer, price: answer.price.map((value, h) => value + (h === market.hub[answer.choice[row]!] ? shift : 0)) }));
    if (shifted.some((verdict) => !verdict.ok && verdict.fault.code === 'notProven')) told++;
  }
  expect(told).toBeGreaterThan(50);
});

test('where the only way out is far dearer than the rest, worths do not climb there step by step', () => {
  const market: LayeredMarket = {
    first: Int32Array.of(0, 3), last: Int32Array.of(3, 5), hub: Int32Array.of(0, 1, 2, 1, 1), cost: Float64Array.of(6, 1, 6, 7, -1), elseHub: Int32Array.of(4, -1), elseCost: Float64Array.of(0, 5e11),
    network: {
      supply: Float64Array.of(0, 0, 0, 0, 0, -2), from: Int32Array.of(0, 1, 2, 3, 4, 4), to: Int32Array.of(5, 3, 3, 5, 5, 5), lower: new Float64Array(6),
      capacity: Float64Array.of(0, 1, 2, 1, 0, 2), cost: Float64Array.of(0, 2, 2, 0, 0, 7e11),
    },
  };
  const answer = solveMarket(market);
  expect(answer).toMatchObject({ status: 'optimal', objective: 700_000_000_001n });
  expect(checkMarket(market, answer)).toEqual({ ok: true });
  expect(answer.status === 'optimal' && answer.work.raises).toBeLessThan(5_000);
});
