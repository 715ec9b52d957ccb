import { expect, test } from 'vitest';
import { faultOfLive } from './check-live.ts';
import { checkMarket } from './check-market.ts';
import type { LayeredMarket } from './layered-market.ts';
import { cancelUnit, changeUnit, insertUnitLive, openMarket, setCapacity, type Choices, type LiveMarket } from './rematch.ts';
import { seededNumbers } from './samples.ts';
import { solveMarket } from './solve-market.ts';

type Chance = (bound: number) => number;
type Plan = { rows: (Choices | null)[]; capacity: number[]; slots: number; most: number; dear: number };

const choicesOf = (next: Chance, { slots, most, dear }: Plan): Choices => {
  const hub = Array.from({ length: 1 + next(most) }, () => next(slots));
  return { hub, cost: hub.map(() => next(50)), elseHub: next(3) === 0 ? -1 : slots, elseCost: (1 + next(9)) * dear };
};

/** The plan as a market: slots with a capacity each, the sink after them. */
function marketOf({ rows, capacity, slots }: Plan): LayeredMarket {
  const here = rows.filter((row) => row !== null), first: number[] = [], last: number[] = [], hub: number[] = [], cost: number[] = [];
  const startOf = new Map<number[], number>(); // units of one need share their candidates
  for (const row of here) {
    if (!startOf.has(row.hub)) { startOf.set(row.hub, hub.length); hub.push(...row.hub); cost.push(...row.cost); }
    first.push(startOf.get(row.hub)!);
    last.push(startOf.get(row.hub)! + row.hub.length);
  }
  const supply = new Float64Array(slots + 1);
  supply[slots] = -here.length;
  return {
    first: Int32Array.from(first), last: Int32Array.from(last), hub: Int32Array.from(hub), cost: Int32Array.from(cost),
    elseHub: Int32Array.from(here, (row) => row.elseHub), elseCost: Float64Array.from(here, (row) => row.elseCost),
    network: {
      supply, from: Int32Array.from({ length: slots }, (_, j) => j), to: new Int32Array(slots).fill(slots), lower: new Float64Array(slots),
      capacity: Float64Array.from(capacity), cost: new Float64Array(slots),
    },
  };
}

/** One random change to both; answers whether it could be made. */
function change(next: Chance, plan: Plan, live: LiveMarket): boolean {
  const row = next(plan.rows.length), what = next(4);
  if (what === 0) {
    const choices = choicesOf(next, plan), placed = insertUnitLive(live, choices);
    plan.rows.push(placed < 0 ? null : choices);
    return placed >= 0;
  }
  if (what === 1) { cancelUnit(live, row); plan.rows[row] = null; return true; }
  if (what === 2) {
    if (!plan.rows[row]) return true;
    const choices = choicesOf(next, plan), isPlaced = changeUnit(live, row, choices);
    plan.rows[row] = isPlaced ? choices : null;
    return isPlaced;
  }
  const slot = next(plan.slots), capacity = next(4), isSet = setCapacity(live, slot, capacity);
  if (isSet) plan.capacity[slot] = capacity;
  return isSet;
}

/** What every search relies on: of all units at one hub, who moves to another for least, and for how much; where that unit has gone, no more than it is. Answers the first that is wrong. */
function wrongPair({ state, pairs }: LiveMarket): string | null {
  const { hubs, units, hubOf, own, arcs, begin, end, elseHub, elseCost } = state;
  const ways = (): Map<number, number>[] => Array.from({ length: hubs }, () => new Map<number, number>()), out = ways(), into = ways();
  const could = (ways: Map<number, number>, h: number, cost: number) => ways.set(h, Math.min(cost, ways.get(h) ?? Infinity));
  for (let u = 0; u < units; u++) {
    const j = hubOf[u]!, moves = (h: number, cost: number) => { if (h !== j) { could(out[j]!, h, cost - own[u]!); could(into[h]!, j, cost - own[u]!); } };
    if (j < 0) continue;
    for (let pos = begin[u]!; pos < end[u]!; pos += 2) moves(arcs[pos]!, arcs[pos + 1]!);
    if (elseHub[u]! >= 0) moves(elseHub[u]!, elseCost[u]!);
  }
  for (const [name, lists, least] of [['out', pairs.out, out], ['into', pairs.into, into]] as const) {
    for (let a = 0; a < hubs; a++) {
      for (let k = lists.at[a]!; k < lists.at[a]! + lists.count[a]!; k++) {
        const b = lists.move[2 * k]!, truth = least[a]!.get(b) ?? Infinity, isThere = hubOf[lists.move[2 * k + 1]!] === (name === 'out' ? a : b);
        if (isThere ? lists.cost[k] !== truth : lists.cost[k]! > truth) return `${name} ${a}, ${b}: ${lists.cost[k]}, not ${truth}`;
        least[a]!.delete(b);
      }
      if (least[a]!.size > 0) return `${name} ${a}: nothing known of ${[...least[a]!.keys()]}`;
    }
  }
  return null;
}

test.each([['weighted', 20], ['lexicographic', 10_000_000_000]] as const)('after every change, %s, the cost is what solving anew finds', (mode, dear) => {
  const next = seededNumbers(31 + dear % 7), seen = { made: 0, refused: 0 };
  for (let city = 0; city < 60; city++) {
    const slots = city % 2 === 0 ? 8 : 20, plan: Plan = { rows: [], capacity: Array.from({ length: slots }, () => 1 + next(5)), slots, most: city % 2 === 0 ? 5 : 18, dear };
    for (let i = 0; i < 3 * slots; i++) plan.rows.push(i % 3 === 2 ? plan.rows[i - 1]! : { ...choicesOf(next, plan), elseHub: plan.slots });
    const opened = marketOf(plan), live = openMarket(opened, plan.slots)!;
    for (let step = 0; step < 60; step++) {
      seen[change(next, plan, live) ? 'made' : 'refused']++;
      const market = marketOf(plan), anew = solveMarket(market);
      expect(checkMarket(market, anew)).toEqual({ ok: true });
      if (anew.status !== 'optimal') throw new Error(`${city}.${step}: ${anew.status}`);
      if (anew.objective !== live.objective) throw new Error(`${city}.${step}: ${live.objective}, anew ${anew.objective}`);
      expect(faultOfLive(live, opened) ?? wrongPair(live)).toBeNull();
    }
  }
  console.log(`${mode}: ${seen.made} changes made, ${seen.refused} refused for want of room`);
  expect(seen.made).toBeGreaterThan(2_000);
  expect(seen.refused).toBeGreaterThan(10);
}, 180_000);
