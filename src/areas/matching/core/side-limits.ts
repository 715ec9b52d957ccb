import { findFlow, isBest, type BestFlow, type Flow } from './best-flow.ts';
import { hasLimits, overspent, unitsUnder, type Limit, type LimitOf, type Term } from './limits.ts';
import type { Market } from './market.ts';
import { givenOf, totalsOf, unitsAllowed, type Given } from './matched.ts';
import type { Aims, MatchInput, MatchResource } from './model.ts';
import type { Group } from './need-groups.ts';
import type { Pins } from './pins.ts';
import { keptBy, MOST_CHOICES, partOf, programOf, type Kept, type Part } from './small-problem.ts';
import { compareAims } from './values.ts';
import { solveInOrder, type SolveWhole } from './whole-program.ts';

/** A limit that the best flow would have overstepped: what was left of it, what the flow asked of it, and what is taken now. */
export type KeptLimit =
  | { kind: 'budget'; organizationId: string; name: string; leftFen: number; askedFen: number; spentFen: number }
  | { kind: 'shared'; resourceId: string; name: string; left: number; asked: number; taken: number };

/**
 * Told where limits had to be divided: `needs` were decided again, to their optimum or not; `isWhole` where nothing outside touched them, so that the answer is then
 * the best there is. `bound` is what the flow without these limits comes to, which no answer can beat.
 */
export type Repair = { limits: KeptLimit[]; needs: number; isOptimal: boolean; isWhole: boolean; bound: Aims };

const alone = ({ alsoTakes: _, ...resource }: MatchResource): MatchResource => resource;

/** Each round takes in the limits that the last one's flow broke anew; after so many the rest is divided without asking what is best. */
const MOST_ROUNDS = 6;

/** Lists without what flow cannot hold, the pins that this lets through kept: what the bound is found from. */
export function withoutLimits(input: MatchInput, { resourceOf }: Pick<Pins, 'resourceOf'>): MatchInput {
  if (!hasLimits(input)) return input;
  return { ...input, budgets: [], resources: input.resources.map(alone), options: { ...input.options, pins: Array.from(resourceOf, ([needId, resourceId]) => ({ needId, resourceId })) } };
}

/**
 * What flow cannot express is put right on top of it. Which needs a budget pays for, and which visits a van that several share goes along to, is a knapsack; but once it is settled how many units of each resource that lets through,
 * the rest is a flow again. So a small exact problem divides the limits that the flow oversteps, and the whole city is matched with the units so let through: the answer
 * is an optimum as good as the division allows, and reasons and values are read from it as from any.
 */
export function keepLimits(input: MatchInput, first: BestFlow, solve: SolveWhole, most = MOST_CHOICES): { flow: Flow; repair: Repair | null } {
  const bound = totalsOf(first.market, first.answer), asked = givenOf(first.market, first.answer).spent, broken = new Set(overspent(first.market.limits, asked));
  if (broken.size === 0) return { flow: first, repair: null };
  let flow: BestFlow = first, part: Part & { isOptimal: boolean } = { groups: [], others: [], isWhole: false, isOptimal: false };
  for (let round = 1; ; round++) {
    const given = givenOf(flow.market, flow.answer), anew = overspent(flow.market.limits, given.spent);
    if (round > 1 && anew.length === 0) break;
    for (const l of round > MOST_ROUNDS ? flow.market.limits.limits.keys() : anew) broken.add(l);
    const divided = divide(input, flow.market, given, [...broken], round > MOST_ROUNDS ? () => null : solve, most);
    part = divided.part;
    const next = findFlow(input, divided.letThrough)!;
    if (!isBest(next)) return { flow: next, repair: null };
    flow = next;
  }
  const spare = spareSpent(input, flow, [...broken]);
  if (!isBest(spare)) return { flow: spare, repair: null };
  const { spent } = givenOf(spare.market, spare.answer), stated = spare.market.limits.limits;
  const limits = [...broken].sort((a, b) => a - b).map((l) => toldOf(stated[l]!, asked[l]!, spent[l]!));
  return { flow: spare, repair: { limits, needs: part.groups.reduce((sum, { needs }) => sum + needs.length, 0), isOptimal: part.isOptimal, isWhole: part.isWhole, bound } };
}

const toldOf = ({ left, ...of }: Limit, asked: number, taken: number): KeptLimit => (of.kind === 'budget' ? { ...of, leftFen: left, askedFen: asked, spentFen: taken } : { ...of, left, asked, taken });

/** The units of resources that divided limits let through, by the resource's place in the lists; null where there is enough. */
export function dividedLimits(input: MatchInput, solve: SolveWhole): Map<number, number> | null {
  const first = findFlow(input);
  if (!first || !isBest(first)) return null;
  const { flow: { market: { resources, limits: { limits, termsOf } } }, repair } = keepLimits(input, first, solve), divided = new Set(repair?.limits.map(keyOf));
  return repair && new Map(resources.flatMap(({ capacity }, j) => (termsOf[j]!.some(({ limit }) => divided.has(keyOf(limits[limit]!))) ? [[j, capacity] as const] : [])));
}

const keyOf = (of: LimitOf): string => (of.kind === 'budget' ? of.organizationId : of.resourceId);

/** How many units of each resource under these limits they let through. */
function divide(input: MatchInput, market: Market, given: Given, broken: readonly number[], solve: SolveWhole, most: number): { letThrough: Map<number, number>; part: Part & { isOptimal: boolean } } {
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
  return { letThrough: lettingThrough(market, used, broken), part: { ...part, isOptimal: found?.isOptimal ?? false } };
}

/** Takes units off what groups hold, the lightest first and the pinned never, until these limits hold the rest. */
function trim({ candidates: { resourceAt }, limits: { limits, termsOf } }: Market, kept: Kept, groups: readonly Group[], broken: readonly number[]): void {
  const over = (l: number) => (broken.includes(l) ? Math.max(0, kept.spent[l]! - limits[l]!.left) : 0);
  if (broken.every((l) => over(l) === 0)) return;
  for (const { first, last, held, isPinned } of [...groups].sort((a, b) => a.points - b.points)) {
    for (let k = first; !isPinned && k < last; k++) {
      if (held[k - first] === 0) continue;
      const j = resourceAt[k]!, units = Math.min(held[k - first]!, termsOf[j]!.reduce((most, { limit, weight }) => Math.max(most, Math.ceil(over(limit) / weight)), 0));
      kept.used[j]! -= units;
      for (const { limit, weight } of termsOf[j]!) kept.spent[limit]! -= units * weight;
    }
  }
}

/** The units let through of each resource; what is left of the limits lets through more of what has room, those of `first` before others and the cheapest before the dearer: who is to have it the flow decides. */
function lettingThrough({ stated, limits: { limits, termsOf } }: Market, used: Float64Array, broken: readonly number[], first: (j: number) => boolean = () => false): Map<number, number> {
  const letThrough = new Map<number, number>(), taken = new Float64Array(limits.length), under = stated.flatMap((_, j) => (isUnder(termsOf[j]!, broken) ? [j] : []));
  const stinting = (j: number) => termsOf[j]!.filter(({ limit }) => broken.includes(limit)), weigh = (j: number) => stinting(j).reduce((sum, { weight }) => sum + weight, 0);
  const grant = (j: number, units: number) => { letThrough.set(j, (letThrough.get(j) ?? 0) + units); for (const { limit, weight } of stinting(j)) taken[limit]! += units * weight; };
  for (const j of under) grant(j, used[j]!);
  for (const j of under.sort((a, b) => Number(first(b)) - Number(first(a)) || stated[a]!.unitCostFen - stated[b]!.unitCostFen || weigh(a) - weigh(b) || a - b)) {
    grant(j, Math.min(stated[j]!.capacity - letThrough.get(j)!, unitsUnder(limits, taken, stinting(j))));
  }
  return letThrough;
}

const isUnder = (terms: readonly Term[], broken: readonly number[]): boolean => terms.some(({ limit }) => broken.includes(limit));

/** What was set aside of a limit for one resource, and then not needed there, lets through a unit of another, as long as somebody gains by it. */
function spareSpent(input: MatchInput, flow: BestFlow, broken: readonly number[]): Flow {
  const { market } = flow, given = givenOf(market, flow.answer), { resources, stated, limits } = market;
  const isStinted = (j: number) => isUnder(limits.termsOf[j]!, broken) && given.used[j] === resources[j]!.capacity && resources[j]!.capacity < stated[j]!.capacity && unitsAllowed(market, given, j) >= 1;
  if (!resources.some((_, j) => isStinted(j))) return flow;
  const next = findFlow(input, lettingThrough(market, given.used, broken, isStinted))!;
  if (!isBest(next)) return next;
  const anew = givenOf(next.market, next.answer);
  const isBetter = compareAims(totalsOf(next.market, next.answer), totalsOf(market, flow.answer), input.options.exchange) < 0;
  return isBetter && overspent(limits, anew.spent).length === 0 ? spareSpent(input, next, broken) : flow;
}
