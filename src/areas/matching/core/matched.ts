import { layOutSteps, type HubGraph } from '../../../solver/hub-graph.ts';
import { stepsInto, waysTo, type StepsInto, type WaysApart } from '../../../solver/hub-ways.ts';
import { ELSEWHERE, type MarketFlow } from '../../../solver/layered-market.ts';
import { spentOf, unitsUnder } from './limits.ts';
import { COST, POINTS, type Market } from './market.ts';
import type { Aims, MatchInput } from './model.ts';

/** What a flow gives: units of each candidate pair, unmet units of each need, units taken of each resource, of each organisation's cap, and of each limit beside the flow. */
export type Given = { unitsAt: Int32Array; unmet: Int32Array; used: Float64Array; carried: Float64Array; spent: Float64Array };

export function givenOf({ layered, needOf, needs, resources, capArcs, limits }: Market, { choice, flow }: MarketFlow): Given {
  const unitsAt = new Int32Array(layered.hub.length), unmet = new Int32Array(needs.length);
  choice.forEach((k, row) => { if (k === ELSEWHERE) unmet[needOf[row]!]!++; else unitsAt[k]!++; });
  const used = flow.slice(0, resources.length);
  return { unitsAt, unmet, used, spent: spentOf(limits, used), carried: Float64Array.from(capArcs, (arc) => flow[arc]!) };
}

/** Whether the organisation of resource j carries as much as it can. */
export function isAtCap({ caps: { organizations, capOf } }: Market, { carried }: Given, j: number): boolean {
  const c = capOf[j]!;
  return c >= 0 && carried[c]! >= organizations[c]!.capacity;
}

/** How many units more of resource j the limits beside the flow let through: the money of its organisation, what it takes along, and what others take of itself. */
export const unitsAllowed = ({ limits: { limits, termsOf } }: Market, { spent }: Given, j: number): number => unitsUnder(limits, spent, termsOf[j]!);

/** The same, had it a unit more itself: what others take of itself is then no hindrance. */
export const unitsBeside = ({ limits: { limits, termsOf, ownAt } }: Market, { spent }: Given, j: number): number =>
  unitsUnder(limits, spent, termsOf[j]!.filter(({ limit }) => limit !== ownAt.get(j)));

/** The limits that let not one unit more of resource j through. */
export const limitsAgainst = ({ limits: { limits, termsOf } }: Market, { spent }: Given, j: number): number[] =>
  termsOf[j]!.flatMap(({ limit, weight }) => (limits[limit]!.left - spent[limit]! < weight ? [limit] : []));

/** What keeps resource j from a unit that is now at another: that it has no place left, that its organisation can carry or pay for no more, or that what it shares with others is taken; null where nothing does. */
export function fullBy(market: Market, given: Given, j: number, from: number): 'places' | 'cap' | 'budget' | 'shared' | null {
  const { caps: { capOf }, limits: { limits, termsOf }, resources, stated } = market, { used, spent } = given;
  if (used[j]! >= stated[j]!.capacity) return 'places';
  // within one organisation a unit moves without another being carried, and what it took is free again
  if (isAtCap(market, given, j) && capOf[j] !== capOf[from]) return 'cap';
  const freed = new Map(termsOf[from]!.map(({ limit, weight }) => [limit, weight]));
  const short = termsOf[j]!.find(({ limit, weight }) => spent[limit]! - (freed.get(limit) ?? 0) + weight > limits[limit]!.left) ?? (used[j]! >= resources[j]!.capacity ? termsOf[j]![0] : undefined);
  // where a limit was divided, the rest of it is set aside for other places
  return short ? limits[short.limit]!.kind : null;
}

/** What is left of a budget that does not pay for one more of these resources; null where it is not one and the same. */
export function restOfBudget({ limits: { limits, termsOf } }: Market, { spent }: Given, those: ArrayLike<number>): number | null {
  const terms = Array.from(those, (j) => termsOf[j]!.find(({ limit }) => limits[limit]!.kind === 'budget')), first = terms[0];
  if (!first) return null;
  const rest = limits[first.limit]!.left - spent[first.limit]!;
  return rest >= 0 && terms.every((term) => term && term.limit === first.limit && rest < term.weight) ? rest : null;
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
