import { ALTERNATIVES } from './among.ts';
import { commonSlot, hasServed } from './eligibility.ts';
import type { Market } from './market.ts';
import { fullBy, restOfBudget, type Given } from './matched.ts';
import type { Aims, Alternative, Assignment, MatchInput } from './model.ts';
import { nearness } from './place.ts';
import { costOf, isStale, pointsOf } from './weights.ts';

/** The flow as matches, each with why it was made and what else there was; in the order of the needs. `lossAt` is known of an optimum only. */
export function assignmentsOf({ options: { weights } }: MatchInput, market: Market, given: Given, lossAt: (j: number) => Aims | null = () => null): Assignment[] {
  const { needs, resources, candidates, pins } = market, { unitsAt } = given, assignments: Assignment[] = [];
  const costFen = (i: number, j: number) => costOf(needs[i]!, resources[j]!, weights);
  const stale = resources.map((resource) => isStale(resource, weights));
  // The few best of many, kept in their order; of equals the first.
  const alternatives = (i: number, chosen: number): Alternative[] => {
    const best: { j: number; costFen: number }[] = [];
    const isBefore = (j: number, price: number, other: (typeof best)[number]) => (stale[j] === stale[other.j] ? price < other.costFen : !stale[j]);
    for (let k = candidates.start[i]!; k < candidates.start[i + 1]!; k++) {
      const j = candidates.resourceAt[k]!;
      if (j === chosen) continue;
      const price = costFen(i, j);
      let at = best.length;
      while (at > 0 && isBefore(j, price, best[at - 1]!)) at--;
      if (at === ALTERNATIVES) continue;
      best.splice(at, 0, { j, costFen: price });
      if (best.length > ALTERNATIVES) best.pop();
    }
    return best.map(({ j, costFen: price }) => {
      const by = fullBy(market, given, j, chosen), told = { resourceId: resources[j]!.id, costDifferenceFen: price - costFen(i, chosen), isStale: stale[j]!, isFull: by !== null };
      const restFen = by === 'budget' ? restOfBudget(market, given, [j]) : null, pinLacks = pins.lacksAt(needs[i]!, j);
      // money and what is shared are no part of the flow, so what others lose for them is not known
      return { ...told, ...(by !== null && by !== 'places' ? { heldBy: by } : {}), othersLose: by === 'places' || by === 'cap' ? lossAt(j) : null, ...(restFen !== null ? { restFen } : {}), ...(pinLacks.length > 0 ? { pinLacks } : {}) };
    });
  };
  needs.forEach((need, i) => {
    for (let k = candidates.start[i]!; k < candidates.start[i + 1]!; k++) {
      if (unitsAt[k] === 0) continue;
      const j = candidates.resourceAt[k]!, resource = resources[j]!;
      assignments.push({
        needId: need.id, resourceId: resource.id, units: unitsAt[k]!,
        why: {
          nearness: nearness(resource.homeCode, need.communityCode), urgency: need.urgency, points: pointsOf(need, weights),
          slot: commonSlot(need, resource), costFen: costFen(i, j), isStale: stale[j]!,
          isPinned: pins.resourceOf.get(need.id) === resource.id, isKnown: hasServed(need, resource),
        },
        nextBest: alternatives(i, j),
      });
    }
  });
  return assignments;
}
