import { layOutSteps, type HubGraph } from '../../../solver/hub-graph.ts';
import { stepsInto, waysTo, type StepsInto, type WaysApart } from '../../../solver/hub-ways.ts';
import { ELSEWHERE, type MarketFlow } from '../../../solver/layered-market.ts';
import { spentOf } from './budgets.ts';
import { COST, POINTS, type Market } from './market.ts';
import type { Aims, MatchInput } from './model.ts';

/** What a flow gives: units of each candidate pair, unmet units of each need, units taken of each resource, of each organisation's cap, and money of each budget. */
export type Given = { unitsAt: Int32Array; unmet: Int32Array; used: Float64Array; carried: Float64Array; spent: Float64Array };

export function givenOf({ layered, needOf, needs, resources, capArcs, budgets }: Market, { choice, flow }: MarketFlow): Given {
  const unitsAt = new Int32Array(layered.hub.length), unmet = new Int32Array(needs.length);
  choice.forEach((k, row) => { if (k === ELSEWHERE) unmet[needOf[row]!]!++; else unitsAt[k]!++; });
  const used = flow.slice(0, resources.length);
  return { unitsAt, unmet, used, spent: spentOf(budgets, resources, used), carried: Float64Array.from(capArcs, (arc) => flow[arc]!) };
}

/** Whether the organisation of resource j carries as much as it can. */
export function isAtCap({ caps: { organizations, capOf } }: Market, { carried }: Given, j: number): boolean {
  const c = capOf[j]!;
  return c >= 0 && carried[c]! >= organizations[c]!.capacity;
}

/** How many units more of resource j its organisation can pay for. */
export function unitsPayable({ budgets: { budgets, budgetOf }, resources }: Market, { spent }: Given, j: number): number {
  const b = budgetOf[j]!, { unitCostFen } = resources[j]!;
  return b < 0 || unitCostFen === 0 ? Infinity : Math.floor((budgets[b]!.leftFen - spent[b]!) / unitCostFen);
}

export const isAtBudget = (market: Market, given: Given, j: number): boolean => unitsPayable(market, given, j) < 1;

/** What keeps resource j from a unit that is now at another: that it has no place left, or that its organisation can carry or pay for no more; null where nothing does. */
export function fullBy(market: Market, given: Given, j: number, from: number): 'places' | 'cap' | 'budget' | null {
  const { caps: { capOf }, budgets: { budgets, budgetOf }, resources, stated } = market, { used, spent } = given, b = budgetOf[j]!;
  if (used[j]! >= stated[j]!.capacity) return 'places';
  // within one organisation a unit moves without another being carried, and what it cost is free again
  if (isAtCap(market, given, j) && capOf[j] !== capOf[from]) return 'cap';
  const freed = b >= 0 && b === budgetOf[from] ? stated[from]!.unitCostFen : 0, isUnpaid = b >= 0 && spent[b]! - freed + stated[j]!.unitCostFen > budgets[b]!.leftFen;
  // where money was divided, the rest of it is set aside for other places
  return isUnpaid || used[j]! >= resources[j]!.capacity ? 'budget' : null;
}

/** A market at its optimum, and what could still move in it: what explanations are read from. */
export type Matched = Given & { input: MatchInput; market: Market; choice: Int32Array; graph: HubGraph; into: StepsInto };

export function matchedOf(input: MatchInput, market: Market, answer: MarketFlow & { price: Float64Array }): Matched {
  const graph = layOutSteps(market.layered, answer, market.needOf);
  return { input, market, ...givenOf(market, answer), choice: answer.choice, graph, into: stepsInto(graph) };
}

/** All ways to a hub; each is the cheapest, and beside it the cheapest by which no unit of one and the same need ends. */
export const waysInto = ({ graph, into }: Matched, hub: number): WaysApart => waysTo(graph, into, hub);

/** Amounts on the four levels, to add up. */
export type Levels = [number, number, number, number];
export const noLevels = (): Levels => [0, 0, 0, 0];

/** What a row's choice costs, added (or, by −1, taken off). */
export function addChoice({ costAt, points, needOf }: Market, levels: Levels, row: number, choice: number, sign: 1 | -1 = 1): void {
  if (choice === ELSEWHERE) levels[POINTS] += sign * points[needOf[row]!]!;
  else levels[COST] += sign * costAt[choice]!;
}

/** What a way costs on each level, added. */
export function addWay({ market, graph, choice }: Matched, levels: Levels, way: number[]): void {
  for (const s of way) {
    const by = graph.by[s]!;
    if (by >= 0) {
      addChoice(market, levels, by, graph.choice[s]!);
      addChoice(market, levels, by, choice[by]!, -1);
      continue;
    }
    const level = market.levelOfArc(~by >> 1);
    if (level >= 0) levels[level]! += ~by % 2 === 0 ? 1 : -1;
  }
}

export function aimsOf([floorUnits, points, staleUnits, cost]: Levels, fenPerUnit: number, sign: 1 | -1 = 1): Aims {
  return { floorUnits: sign * floorUnits + 0, points: sign * points + 0, staleUnits: sign * staleUnits + 0, costFen: sign * cost * fenPerUnit + 0 };
}

/** What a flow comes to on the four aims. */
export function totalsOf(market: Market, { choice, flow }: MarketFlow): Aims {
  const levels = noLevels();
  choice.forEach((k, row) => addChoice(market, levels, row, k));
  flow.forEach((units, arc) => { const level = market.levelOfArc(arc); if (level >= 0) levels[level]! += units; });
  return aimsOf(levels, market.fenPerUnit);
}
