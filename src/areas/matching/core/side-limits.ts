import { findFlow, isBest, type BestFlow, type Flow } from './best-flow.ts';
import { overspent } from './budgets.ts';
import type { Market } from './market.ts';
import { givenOf, isAtBudget, totalsOf, type Given } from './matched.ts';
import type { Aims, MatchInput } from './model.ts';
import type { Group } from './need-groups.ts';
import type { Pins } from './pins.ts';
import { keptBy, MOST_CHOICES, partOf, programOf, type Kept, type Part } from './small-problem.ts';
import { compareAims } from './values.ts';
import { solveInOrder, type SolveWhole } from './whole-program.ts';

/** A budget that the best flow would have overspent: what was left of it, what the flow asked of it, and what is spent now. */
export type KeptLimit = { kind: 'budget'; organizationId: string; name: string; leftFen: number; askedFen: number; spentFen: number };

/**
 * Told where budgets had to be divided: `needs` were decided again, to their optimum or not; `isWhole` where nothing outside touched them, so that the answer is then
 * the best there is. `bound` is what the flow without budgets comes to, which no answer can beat.
 */
export type Repair = { limits: KeptLimit[]; needs: number; isOptimal: boolean; isWhole: boolean; bound: Aims };

/** Each round takes in the budgets that the last one's flow broke anew; after so many the rest is divided without asking what is best. */
const MOST_ROUNDS = 6;

/** Lists without their budgets, the pins that these let through kept: what the flow without them, the bound, is found from. */
export function withoutBudgets(input: MatchInput, { resourceOf }: Pick<Pins, 'resourceOf'>): MatchInput {
  return { ...input, budgets: [], options: { ...input.options, pins: Array.from(resourceOf, ([needId, resourceId]) => ({ needId, resourceId })) } };
}

/**
 * What flow cannot express is put right on top of it. Which needs a budget pays for is a knapsack; but once it is settled how many units of each resource the money buys,
 * the rest is a flow again. So a small exact problem divides the money of the budgets that the flow overspends, and the whole city is matched with the units so bought: the answer
 * is an optimum as good as the division allows, and reasons and values are read from it as from any.
 */
export function keepBudgets(input: MatchInput, first: BestFlow, solve: SolveWhole, most = MOST_CHOICES): { flow: Flow; repair: Repair | null } {
  const bound = totalsOf(first.market, first.answer), asked = givenOf(first.market, first.answer).spent, broken = new Set(overspent(first.market.budgets, asked));
  if (broken.size === 0) return { flow: first, repair: null };
  let flow: BestFlow = first, part: Part & { isOptimal: boolean } = { groups: [], others: [], isWhole: false, isOptimal: false };
  for (let round = 1; ; round++) {
    const given = givenOf(flow.market, flow.answer), anew = overspent(flow.market.budgets, given.spent);
    if (round > 1 && anew.length === 0) break;
    for (const b of round > MOST_ROUNDS ? flow.market.budgets.budgets.keys() : anew) broken.add(b);
    const divided = divide(input, flow.market, given, [...broken], round > MOST_ROUNDS ? () => null : solve, most);
    part = divided.part;
    const next = findFlow(input, divided.paidFor)!;
    if (!isBest(next)) return { flow: next, repair: null };
    flow = next;
  }
  const spare = spareSpent(input, flow, [...broken]);
  if (!isBest(spare)) return { flow: spare, repair: null };
  const { spent } = givenOf(spare.market, spare.answer), { budgets } = spare.market.budgets;
  const limits = [...broken].sort((a, b) => a - b).map((b): KeptLimit => ({ kind: 'budget', ...budgets[b]!, askedFen: asked[b]!, spentFen: spent[b]! }));
  return { flow: spare, repair: { limits, needs: part.groups.reduce((sum, { needs }) => sum + needs.length, 0), isOptimal: part.isOptimal, isWhole: part.isWhole, bound } };
}

/** The units of resources that divided budgets pay for, by the resource's place in the lists; null where the money suffices. */
export function dividedMoney(input: MatchInput, solve: SolveWhole): Map<number, number> | null {
  const first = findFlow(input);
  if (!first || !isBest(first)) return null;
  const { flow: { market }, repair } = keepBudgets(input, first, solve), divided = new Set(repair?.limits.map(({ organizationId }) => organizationId));
  return repair && new Map(market.resources.flatMap(({ organizationId, capacity }, j) => (organizationId !== null && divided.has(organizationId) ? [[j, capacity] as const] : [])));
}

/** How many units of each resource of these budgets their money buys. */
function divide(input: MatchInput, market: Market, given: Given, broken: readonly number[], solve: SolveWhole, most: number): { paidFor: Map<number, number>; part: Part & { isOptimal: boolean } } {
  const part = partOf(market, given, input.options, broken, most), kept = keptBy(market, part.others);
  trim(market, kept, part.others, broken);
  const program = programOf(market, part, kept, input.options), found = solveInOrder(program, solve);
  const used = kept.used.slice();
  if (found) program.choiceAt.forEach((k, v) => { used[market.candidates.resourceAt[k]!]! += found.values[v]!; });
  else {
    // nothing better than to take from the lightest
    const all = [...part.groups, ...part.others], rest = keptBy(market, all);
    trim(market, rest, all, broken);
    used.set(rest.used);
  }
  return { paidFor: boughtBy(market, used, broken), part: { ...part, isOptimal: found?.isOptimal ?? false } };
}

/** Takes units off what groups hold, the lightest first and the pinned never, until these budgets can pay for the rest. */
function trim({ stated, candidates: { resourceAt }, budgets: { budgets, budgetOf } }: Market, kept: Kept, groups: readonly Group[], broken: readonly number[]): void {
  if (broken.every((b) => kept.spent[b]! <= budgets[b]!.leftFen)) return;
  for (const { first, last, held, isPinned } of [...groups].sort((a, b) => a.points - b.points)) {
    for (let k = first; !isPinned && k < last; k++) {
      const j = resourceAt[k]!, b = budgetOf[j]!, price = stated[j]!.unitCostFen;
      if (b < 0 || price === 0 || !broken.includes(b)) continue;
      const units = Math.min(held[k - first]!, Math.max(0, Math.ceil((kept.spent[b]! - budgets[b]!.leftFen) / price)));
      kept.used[j]! -= units;
      kept.spent[b]! -= units * price;
    }
  }
}

/** The units bought of each resource; what money is left buys more of what has room, those of `first` before others and the cheapest before the dearer: who is to have it the flow decides. */
function boughtBy({ stated, budgets: { budgets, budgetOf } }: Market, used: Float64Array, broken: readonly number[], first: (j: number) => boolean = () => false): Map<number, number> {
  const paidFor = new Map<number, number>(), left = new Map(broken.map((b) => [b, budgets[b]!.leftFen]));
  const under = stated.flatMap((_, j) => (left.has(budgetOf[j]!) ? [j] : []));
  const buy = (j: number, units: number) => { paidFor.set(j, (paidFor.get(j) ?? 0) + units); left.set(budgetOf[j]!, left.get(budgetOf[j]!)! - units * stated[j]!.unitCostFen); };
  for (const j of under) buy(j, used[j]!);
  for (const j of under.sort((a, b) => Number(first(b)) - Number(first(a)) || stated[a]!.unitCostFen - stated[b]!.unitCostFen || a - b)) {
    const { capacity, unitCostFen } = stated[j]!, room = capacity - paidFor.get(j)!;
    buy(j, unitCostFen === 0 ? room : Math.min(room, Math.floor(left.get(budgetOf[j]!)! / unitCostFen)));
  }
  return paidFor;
}

/** Money that was set aside for one resource, and then not needed there, pays for a unit of another, as long as somebody gains by it. */
function spareSpent(input: MatchInput, flow: BestFlow, broken: readonly number[]): Flow {
  const { market } = flow, given = givenOf(market, flow.answer), { resources, stated, budgets: { budgetOf } } = market;
  const isStinted = (j: number) => broken.includes(budgetOf[j]!) && given.used[j] === resources[j]!.capacity && resources[j]!.capacity < stated[j]!.capacity && !isAtBudget(market, given, j);
  if (!resources.some((_, j) => isStinted(j))) return flow;
  const next = findFlow(input, boughtBy(market, given.used, broken, isStinted))!;
  if (!isBest(next)) return next;
  const anew = givenOf(next.market, next.answer);
  const isBetter = compareAims(totalsOf(next.market, next.answer), totalsOf(market, flow.answer), input.options.exchange) < 0;
  return isBetter && overspent(market.budgets, anew.spent).length === 0 ? spareSpent(input, next, broken) : flow;
}
