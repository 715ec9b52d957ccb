import { firstBroken, ruleBook } from './eligibility.ts';
import type { Aims, MatchInput, MatchNeed } from './model.ts';
import { settlePins } from './pins.ts';
import { nearness } from './place.ts';
import { compareAims } from './values.ts';
import { isStale, pointsOf } from './weights.ts';

/** Urgent units short of the floors, straight from the definition: what a division's floor does not allow counts there and goes no higher. */
function shortOfFloors({ options: { floors, weights } }: MatchInput, needs: MatchNeed[], unmet: number[]): number {
  let short = 0;
  const urgent = needs.map((need, i) => ({ code: need.communityCode, asked: need.quantity, unmet: unmet[i]! })).filter((_, i) => needs[i]!.urgency >= weights.urgentFrom);
  for (const [digits, percent] of [[12, floors.community], [9, floors.township], [6, floors.county]] as const) {
    for (const code of new Set(urgent.map((need) => need.code.slice(0, digits)))) {
      const here = urgent.filter((need) => need.code.startsWith(code)), asked = here.reduce((sum, need) => sum + need.asked, 0);
      let over = here.reduce((sum, need) => sum + need.unmet, 0) - (asked - Math.ceil((asked * percent) / 100));
      short += Math.max(0, over);
      for (const need of here) { const counted = Math.min(Math.max(0, over), need.unmet); need.unmet -= counted; over -= counted; }
    }
  }
  return short;
}

/** The best totals of all possible matches, by trying them all: for tests, on a handful of needs. */
export function bestByTrying(input: MatchInput): Aims {
  const { resources, options } = input, { weights } = options, book = ruleBook(options), pins = settlePins(input, book).resourceOf;
  const needs = input.needs.filter((need) => need.hasConsent && need.isVerified);
  const left = resources.map(({ capacity }) => capacity), unmet: number[] = [];
  const leftOf = new Map((input.organizations ?? []).map(({ id, capacity }) => [id as string | null, capacity]));
  const moneyOf = new Map((input.budgets ?? []).map(({ organizationId, leftFen }) => [organizationId as string | null, leftFen]));
  const placeOf = new Map(resources.map(({ id }, j) => [id, j])), goesAlong = new Set(resources.flatMap(({ alsoTakes }) => alsoTakes?.resourceId ?? []));
  const alongLeft = new Map([...goesAlong].map((id) => [id, resources[placeOf.get(id) ?? -1]?.capacity ?? 0]));
  let best: Aims | null = null;
  const tryNeed = (i: number, points: number, staleUnits: number, costFen: number): void => {
    if (i === needs.length) {
      const aims = { floorUnits: shortOfFloors(input, needs, unmet), points, staleUnits, costFen };
      if (!best || compareAims(aims, best, options.exchange) < 0) best = aims;
      return;
    }
    const need = needs[i]!;
    const tryResource = (j: number, unitsLeft: number, stale: number, cost: number): void => {
      if (j === resources.length) {
        if (pins.has(need.id) && unitsLeft > 0) return;
        unmet[i] = unitsLeft;
        tryNeed(i + 1, points + unitsLeft * pointsOf(need, weights), stale, cost);
        return;
      }
      const resource = resources[j]!, isOpen = firstBroken(need, resource, book) === null && (pins.get(need.id) ?? resource.id) === resource.id;
      const owner = resource.organizationId, capLeft = leftOf.get(owner) ?? Infinity, moneyLeft = moneyOf.get(owner) ?? Infinity;
      for (let units = 0; units <= (isOpen ? Math.min(unitsLeft, left[j]!, capLeft) : 0); units++) {
        if (units * resource.unitCostFen > moneyLeft) break;
        const { alsoTakes } = resource, along = alsoTakes?.resourceId ?? resource.id, alongUnits = units * (alsoTakes?.units ?? 1), wasLeft = alongLeft.get(along) ?? Infinity;
        if (alongUnits > wasLeft) break;
        if (alongLeft.has(along)) alongLeft.set(along, wasLeft - alongUnits);
        left[j]! -= units;
        if (moneyOf.has(owner)) moneyOf.set(owner, moneyLeft - units * resource.unitCostFen);
        if (leftOf.has(owner)) leftOf.set(owner, capLeft - units);
        const isAnother = need.sameWorker === 'wished' && !need.servedBy!.includes(resource.id) && !need.servedBy!.includes(resource.organizationId!);
        const price = weights.distanceFen[nearness(resource.homeCode, need.communityCode)] + resource.unitCostFen + (isAnother ? weights.unknownWorkerFen! : 0);
        tryResource(j + 1, unitsLeft - units, stale + (isStale(resource, weights) ? units : 0), cost + units * price);
        left[j]! += units;
        if (alongLeft.has(along)) alongLeft.set(along, wasLeft);
        if (moneyOf.has(owner)) moneyOf.set(owner, moneyLeft);
        if (leftOf.has(owner)) leftOf.set(owner, capLeft);
      }
    };
    tryResource(0, need.quantity, staleUnits, costFen);
  };
  tryNeed(0, 0, 0, 0);
  return best!;
}
