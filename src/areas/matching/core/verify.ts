import { firstBroken, ruleBook } from './eligibility.ts';
import { match } from './match.ts';
import { settlePins } from './pins.ts';
import { withoutLimits, type KeptLimit, type Repair } from './side-limits.ts';
import type { Aims, Assignment, MatchInput, MatchNeed, Rule } from './model.ts';
import { compareAims } from './values.ts';
import { costOf, isStale, pointsOf } from './weights.ts';

/** What is wrong with what a run has answered. */
export type RunFault =
  | { code: 'noAnswer'; status: string }
  | { code: 'unknownPair'; needId: string; resourceId: string } | { code: 'breaksRule'; needId: string; resourceId: string; rule: Rule | 'waiting' }
  | { code: 'tooManyUnits'; of: 'need' | 'resource' | 'organization' | 'shared'; id: string }
  | { code: 'tooMuchMoney'; organizationId: string }
  /** What is told of divided limits is not so: the limits and what was spent, or the bound. */
  | { code: 'wrongRepair'; part: 'limits' | 'bound' }
  /** The totals are not those of the assignments, or another match of the same lists does better (or, impossibly, worse). */
  | { code: 'wrongTotals'; part: 'totals' | 'unitsMet' } | { code: 'notBest' };

export type Answered = { assignments: Pick<Assignment, 'needId' | 'resourceId' | 'units'>[]; totals: Aims; unitsMet: number; proof: { fenPerUnit: number; repair?: Repair } };

/**
 * Judges an answer by the frozen lists alone, whatever made it then: every assignment keeps the rules and the capacities, the totals are theirs by definition,
 * and they are those of the optimum that is found and proven anew. Of several best matches any will do.
 * Where limits beside the flow were divided the optimum without them is the bound: the answer keeps every one of them, its bound is that optimum, and so it is as far from the best as it tells, at the most.
 */
export function faultsOfRun(input: MatchInput, answer: Answered): RunFault[] {
  const faults = [...faultsOfPairs(input, answer)];
  if (faults.length > 0) return faults;
  if (answer.unitsMet !== answer.assignments.reduce((sum, { units }) => sum + units, 0)) faults.push({ code: 'wrongTotals', part: 'unitsMet' });
  if (compareAims(answer.totals, totalsByDefinition(input, answer)) !== 0) faults.push({ code: 'wrongTotals', part: 'totals' });
  const { repair } = answer.proof, { exchange } = input.options, again = match(withoutLimits(input, settlePins(input, ruleBook(input.options))));
  if (again.status !== 'matched') return [...faults, { code: 'noAnswer', status: again.status }];
  const fromBest = compareAims(answer.totals, again.totals, exchange);
  if (!repair) return fromBest === 0 ? faults : [...faults, { code: 'notBest' }];
  if (fromBest < 0) faults.push({ code: 'notBest' });
  if (compareAims(repair.bound, again.totals, exchange) !== 0) faults.push({ code: 'wrongRepair', part: 'bound' });
  return areLimitsSo(input, answer, repair) ? faults : [...faults, { code: 'wrongRepair', part: 'limits' }];
}

/** Whether the limits told are those of the lists, asked for more than they have, and taken as the pairs take them. */
function areLimitsSo(input: MatchInput, { assignments }: Answered, { limits }: Repair): boolean {
  const spent = moneySpent(input, assignments), leftOf = new Map(input.budgets?.map(({ organizationId, leftFen }) => [organizationId, leftFen])), taken = sharedTaken(input, assignments), shared = sharedLeft(input);
  const isSo = (limit: KeptLimit) => (limit.kind === 'budget'
    ? limit.leftFen === leftOf.get(limit.organizationId) && limit.spentFen === (spent.get(limit.organizationId) ?? 0)
    : limit.left === shared.get(limit.resourceId) && limit.taken === (taken.get(limit.resourceId) ?? 0));
  return limits.length > 0 && limits.every(isSo) && limits.some((limit) => (limit.kind === 'budget' ? limit.askedFen > limit.leftFen : limit.asked > limit.left));
}

/** What is left of every resource that others take along; nothing of one that is not listed. */
function sharedLeft({ resources }: Pick<MatchInput, 'resources'>): Map<string, number> {
  const left = new Map(resources.map(({ id, capacity }) => [id, capacity]));
  return new Map(resources.flatMap(({ alsoTakes }) => (alsoTakes ? [[alsoTakes.resourceId, left.get(alsoTakes.resourceId) ?? 0] as const] : [])));
}

/** How many units of each resource the pairs take, by themselves and along with others. */
export function sharedTaken({ resources }: Pick<MatchInput, 'resources'>, assignments: Answered['assignments']): Map<string, number> {
  const resourceOf = new Map(resources.map((resource) => [resource.id, resource])), taken = new Map<string, number>();
  const take = (id: string, units: number) => taken.set(id, (taken.get(id) ?? 0) + units);
  for (const { resourceId, units } of assignments) {
    const { alsoTakes } = resourceOf.get(resourceId)!;
    take(resourceId, units);
    if (alsoTakes) take(alsoTakes.resourceId, units * alsoTakes.units);
  }
  return taken;
}

/** What the pairs cost each organisation. */
export function moneySpent({ resources }: Pick<MatchInput, 'resources'>, assignments: Answered['assignments']): Map<string | null, number> {
  const resourceOf = new Map(resources.map((resource) => [resource.id, resource])), spent = new Map<string | null, number>();
  for (const { resourceId, units } of assignments) {
    const { organizationId, unitCostFen } = resourceOf.get(resourceId)!;
    spent.set(organizationId, (spent.get(organizationId) ?? 0) + units * unitCostFen);
  }
  return spent;
}

function* faultsOfPairs(input: MatchInput, { assignments }: Answered): Generator<RunFault> {
  const { needs, resources, organizations = [], budgets = [], options } = input;
  const needOf = new Map(needs.map((need) => [need.id, need])), resourceOf = new Map(resources.map((resource) => [resource.id, resource])), book = ruleBook(options);
  const given = new Map<string, number>(), taken = new Map<string, number>(), carried = new Map<string | null, number>();
  for (const { needId, resourceId, units } of assignments) {
    const need = needOf.get(needId), resource = resourceOf.get(resourceId);
    if (!need || !resource) { yield { code: 'unknownPair', needId, resourceId }; continue; }
    const rule = need.hasConsent && need.isVerified ? firstBroken(need, resource, book) : 'waiting';
    if (rule) yield { code: 'breaksRule', needId, resourceId, rule };
    given.set(needId, (given.get(needId) ?? 0) + units);
    taken.set(resourceId, (taken.get(resourceId) ?? 0) + units);
    carried.set(resource.organizationId, (carried.get(resource.organizationId) ?? 0) + units);
  }
  for (const [id, units] of given) if (units > (needOf.get(id)?.quantity ?? 0)) yield { code: 'tooManyUnits', of: 'need', id };
  for (const [id, units] of taken) if (units > (resourceOf.get(id)?.capacity ?? 0)) yield { code: 'tooManyUnits', of: 'resource', id };
  for (const { id, capacity } of organizations) if ((carried.get(id) ?? 0) > capacity) yield { code: 'tooManyUnits', of: 'organization', id };
  const known = assignments.filter(({ resourceId }) => resourceOf.has(resourceId)), along = sharedTaken(input, known);
  for (const [id, left] of sharedLeft(input)) if ((along.get(id) ?? 0) > left) yield { code: 'tooManyUnits', of: 'shared', id };
  if (budgets.length === 0) return;
  const spent = moneySpent(input, known);
  for (const { organizationId, leftFen } of budgets) if ((spent.get(organizationId) ?? 0) > leftFen) yield { code: 'tooMuchMoney', organizationId };
}

/** What pairs come to on the four aims, counted from the lists and the pairs alone. */
export function totalsByDefinition(input: MatchInput, { assignments, proof: { fenPerUnit } }: Pick<Answered, 'assignments' | 'proof'>): Aims {
  const { resources, options: { weights } } = input, needs = input.needs.filter((need) => need.hasConsent && need.isVerified);
  const needOf = new Map(needs.map((need) => [need.id, need])), resourceOf = new Map(resources.map((resource) => [resource.id, resource])), met = new Map<string, number>();
  let staleUnits = 0, costFen = 0;
  for (const { needId, resourceId, units } of assignments) {
    const need = needOf.get(needId)!, resource = resourceOf.get(resourceId)!;
    met.set(needId, (met.get(needId) ?? 0) + units);
    if (isStale(resource, weights)) staleUnits += units;
    costFen += units * fenPerUnit * Math.round(costOf(need, resource, weights) / fenPerUnit);
  }
  const unmet = needs.map((need) => need.quantity - (met.get(need.id) ?? 0));
  return { floorUnits: shortOfFloors(input, needs, unmet), points: needs.reduce((sum, need, i) => sum + unmet[i]! * pointsOf(need, weights), 0), staleUnits, costFen };
}

/** Urgent units short of the floors: what a division's floor does not allow counts there and goes no higher. */
function shortOfFloors({ options: { floors, weights } }: MatchInput, needs: MatchNeed[], unmet: number[]): number {
  let above = new Map<string, { asked: number; unmet: number }>(), short = 0;
  const add = (sums: typeof above, code: string, asked: number, missing: number) => {
    const sum = sums.get(code) ?? { asked: 0, unmet: 0 };
    sums.set(code, { asked: sum.asked + asked, unmet: sum.unmet + missing });
  };
  needs.forEach((need, i) => { if (need.urgency >= weights.urgentFrom) add(above, need.communityCode, need.quantity, unmet[i]!); });
  for (const [digits, percent] of [[12, floors.community], [9, floors.township], [6, floors.county]] as const) {
    const here = above;
    above = new Map();
    for (const [code, sum] of here) {
      const over = Math.max(0, sum.unmet - (sum.asked - Math.ceil((sum.asked * percent) / 100)));
      short += over;
      add(above, code.slice(0, digits === 12 ? 9 : 6), sum.asked, sum.unmet - over);
    }
  }
  return short;
}
