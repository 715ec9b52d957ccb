import { ALTERNATIVES } from './among.ts';
import { commonSlot } from './eligibility.ts';
import type { Market } from './market.ts';
import type { Aims, Alternative, Assignment, MatchInput } from './model.ts';
import { nearness } from './place.ts';
import { costOf, isStale, pointsOf } from './weights.ts';

/** The flow as matches, each with why it was made and what else there was; in the order of the needs. `lossAt` is known of an optimum only. */
export function assignmentsOf({ options: { weights } }: MatchInput, market: Market, flow: Float64Array, lossAt: (j: number) => Aims | null = () => null): Assignment[] {
  const { needs, resources, candidates, pins } = market, assignments: Assignment[] = [];
  const indexOf = new Map(resources.map(({ id }, j) => [id, j]));
  const costFen = (i: number, j: number) =>
    costOf(nearness(resources[j]!.homeCode, needs[i]!.communityCode), resources[j]!.unitCostFen, weights);
  const alternatives = (i: number, chosen: number): Alternative[] => {
    const others: Omit<Alternative, 'othersLose'>[] = [];
    for (let k = candidates.start[i]!; k < candidates.start[i + 1]!; k++) {
      const j = candidates.resourceAt[k]!;
      if (j === chosen) continue;
      others.push({
        resourceId: resources[j]!.id, costDifferenceFen: costFen(i, j) - costFen(i, chosen),
        isStale: isStale(resources[j]!, weights), isFull: flow[market.capacityArc(j)]! >= resources[j]!.capacity,
      });
    }
    return others.sort((a, b) => Number(a.isStale) - Number(b.isStale) || a.costDifferenceFen - b.costDifferenceFen).slice(0, ALTERNATIVES)
      .map((other) => ({ ...other, othersLose: other.isFull ? lossAt(indexOf.get(other.resourceId)!) : null }));
  };
  needs.forEach((need, i) => {
    for (let k = candidates.start[i]!; k < candidates.start[i + 1]!; k++) {
      if (flow[k] === 0) continue;
      const j = candidates.resourceAt[k]!, resource = resources[j]!;
      assignments.push({
        needId: need.id, resourceId: resource.id, units: flow[k]!,
        why: {
          nearness: nearness(resource.homeCode, need.communityCode), urgency: need.urgency, points: pointsOf(need, weights),
          slot: commonSlot(need, resource), costFen: costFen(i, j), isStale: isStale(resource, weights),
          isPinned: pins.resourceOf.get(need.id) === resource.id,
        },
        nextBest: alternatives(i, j),
      });
    }
  });
  return assignments;
}
