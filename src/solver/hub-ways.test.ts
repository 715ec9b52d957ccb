import { expect, test } from 'vitest';
import { costOfChoice, hubOfRow, layOutSteps } from './hub-graph.ts';
import { stepsFrom, stepsInto, stepsTo, waysFrom, waysTo } from './hub-ways.ts';
import { ELSEWHERE, type LayeredMarket, type MarketFlow } from './layered-market.ts';
import { seededNumbers } from './samples.ts';
import { solveMarket } from './solve-market.ts';

/** Rows of one or two units a need, slots behind two owners, unmet units at two places: optima with ways of several steps. */
function market(next: (bound: number) => number): { market: LayeredMarket; groupOf: Int32Array } {
  const needs = 2 + next(4), slots = 2 + next(3), owner = slots, unmet = slots + 1, sink = slots + 3;
  const first: number[] = [], last: number[] = [], hub: number[] = [], cost: number[] = [], elseHub: number[] = [], elseCost: number[] = [], groupOf: number[] = [];
  for (let g = 0; g < needs; g++) {
    const begin = hub.length, at = unmet + next(2), points = next(40);
    for (let j = 0; j < slots; j++) if (next(3) > 0) { hub.push(j); cost.push(next(9)); }
    for (let unit = 1 + next(2); unit > 0; unit--) { first.push(begin); last.push(hub.length); elseHub.push(at); elseCost.push(points); groupOf.push(g); }
  }
  const arcs: number[][] = [];
  for (let j = 0; j < slots; j++) arcs.push([j, next(2) ? owner : sink, 1 + next(2), next(3)]);
  arcs.push([owner, sink, next(4), 0], [unmet, sink, next(3), 0], [unmet, sink, 99, 30], [unmet + 1, sink, 99, 0]);
  const supply = new Float64Array(sink + 1);
  supply[sink] = -first.length;
  return {
    groupOf: Int32Array.from(groupOf),
    market: {
      first: Int32Array.from(first), last: Int32Array.from(last), hub: Int32Array.from(hub), cost: Float64Array.from(cost), elseHub: Int32Array.from(elseHub), elseCost: Float64Array.from(elseCost),
      network: {
        supply, from: Int32Array.from(arcs, (arc) => arc[0]!), to: Int32Array.from(arcs, (arc) => arc[1]!), lower: new Float64Array(arcs.length),
        capacity: Float64Array.from(arcs, (arc) => arc[2]!), cost: Float64Array.from(arcs, (arc) => arc[3]!),
      },
    },
  };
}

/** Every step there is, row by row and arc by arc: hub to hub, its cost, and the group that takes it (−1: the network). */
function everyStep(given: LayeredMarket, flow: MarketFlow, groupOf: Int32Array): [from: number, to: number, cost: number, group: number][] {
  const { network: { from, to, lower, capacity, cost } } = given, steps: [number, number, number, number][] = [];
  for (let a = 0; a < from.length; a++) {
    if (flow.flow[a]! < capacity[a]!) steps.push([from[a]!, to[a]!, cost[a]!, -1]);
    if (flow.flow[a]! > lower[a]!) steps.push([to[a]!, from[a]!, -cost[a]!, -1]);
  }
  flow.choice.forEach((chosen, i) => {
    const here = hubOfRow(given, flow, i), own = costOfChoice(given, i, chosen);
    for (let k = given.first[i]!; k < given.last[i]!; k++) steps.push([here, given.hub[k]!, given.cost[k]! - own, groupOf[i]!]);
    steps.push([here, given.elseHub[i]!, given.elseCost[i]! - own, groupOf[i]!]);
  });
  return steps;
}

/** Bellman (1958) and Ford: distances to `target` by trying all steps again and again; `but`: a group that may not take the last one. */
function distancesTo(target: number, hubs: number, steps: ReturnType<typeof everyStep>, but: number): number[] {
  const distance = Array.from({ length: hubs }, (_, v) => (v === target ? 0 : Infinity));
  for (let round = 0; round < hubs; round++) {
    for (const [from, to, cost, group] of steps) if (from !== target && !(to === target && group === but)) distance[from] = Math.min(distance[from]!, distance[to]! + cost);
  }
  return distance;
}

test('distances between hubs are those of trying every step, also where one group may not take the last; their ways cost what they say', () => {
  const next = seededNumbers(20_261);
  let compared = 0, apart = 0;
  for (let round = 0; round < 500; round++) {
    const { market: given, groupOf } = market(next), answer = solveMarket(given);
    if (answer.status !== 'optimal') continue;
    const graph = layOutSteps(given, answer, groupOf), into = stepsInto(graph), steps = everyStep(given, answer, groupOf);
    for (let target = 0; target < graph.hubs; target++) {
      const ways = waysTo(graph, into, target), least = distancesTo(target, graph.hubs, steps, -9);
      for (let v = 0; v < graph.hubs; v++) {
        expect(ways.distance[2 * v], `round ${round}: ${v} to ${target}`).toBe(least[v]);
        for (const place of [2 * v, 2 * v + 1]) {
          if (ways.distance[place] === Infinity) continue;
          const way = stepsTo(ways, place);
          expect(way.reduce((sum, s) => sum + graph.cost[s]!, 0)).toBe(ways.distance[place]);
          expect(way.map((s) => graph.tail[s])).toEqual(way.length === 0 ? [] : [v, ...way.slice(0, -1).map((s) => graph.head[s])]);
        }
        if (v !== target && ways.distance[2 * v]! < Infinity) {
          expect(ways.distance[2 * v + 1], `round ${round}: ${v} to ${target} without ${ways.entry[2 * v]}`).toBe(ways.entry[2 * v]! < 0 ? ways.distance[2 * v + 1] : distancesTo(target, graph.hubs, steps, ways.entry[2 * v]!)[v]);
          if (ways.entry[2 * v]! >= 0) apart++;
        }
        compared++;
      }
      const from = waysFrom(graph, target);
      for (let v = 0; v < graph.hubs; v++) {
        expect(from.distance[v]).toBe(distancesTo(v, graph.hubs, steps, -9)[target]);
        if (from.distance[v]! < Infinity) expect(stepsFrom(graph, from, v).reduce((sum, s) => sum + graph.cost[s]!, 0)).toBe(from.distance[v]);
      }
    }
  }
  console.log(`${compared} distances compared, ${apart} of them also without the group that took the last step`);
  expect(apart).toBeGreaterThan(3_000);
});

test('a row that stands at a candidate moves at the difference of the two costs', () => {
  const network = { supply: Float64Array.of(0, 0, -1), from: Int32Array.of(0, 1), to: Int32Array.of(2, 2), lower: new Float64Array(2), capacity: Float64Array.of(1, 1), cost: new Float64Array(2) };
  const given: LayeredMarket = { first: Int32Array.of(0), last: Int32Array.of(2), hub: Int32Array.of(0, 1), cost: Float64Array.of(3, 10), elseHub: Int32Array.of(ELSEWHERE), elseCost: new Float64Array(1), network };
  const answer = solveMarket(given);
  if (answer.status !== 'optimal') throw new Error(answer.status);
  const graph = layOutSteps(given, answer, Int32Array.of(0));
  expect(waysFrom(graph, 0).distance[1]).toBe(7);
  // the place at 1 is free, and so is what 0 has sent on
  expect(waysFrom(graph, 1).distance[0]).toBe(0);
});
