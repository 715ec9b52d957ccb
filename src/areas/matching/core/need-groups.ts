import { profileOf } from './candidates.ts';
import type { Market } from './market.ts';
import type { Given } from './matched.ts';
import type { MatchWeights } from './weights.ts';

/** Needs that ask the same and weigh the same: candidates `first` … `last` − 1 are theirs (of the first of them), and `held` what they have of each. */
export type Group = { needs: number[]; units: number; points: number; communityCode: string; isUrgent: boolean; isPinned: boolean; first: number; last: number; held: number[] };

/** All needs that have a candidate or count for a floor, put together where nothing tells them apart; a pinned need stands alone, with its one candidate. */
export function groupNeeds({ needs, resources, candidates: { start, resourceAt }, pins, points, book }: Market, { unitsAt }: Given, { urgentFrom }: MatchWeights): Group[] {
  const groups = new Map<string, Group>();
  needs.forEach((need, i) => {
    const pinned = pins.resourceOf.get(need.id), isUrgent = need.urgency >= urgentFrom;
    const key = pinned !== undefined || book.hasVeto(need.id) ? `alone ${i}` : `${isUrgent} ${points[i]!} ${profileOf(need)}`;
    let [first, last] = [start[i]!, start[i + 1]!];
    for (let k = first; pinned !== undefined && k < last; k++) if (resources[resourceAt[k]!]!.id === pinned) [first, last] = [k, k + 1];
    const group = groups.get(key) ?? { needs: [], units: 0, points: points[i]!, communityCode: need.communityCode, isUrgent, isPinned: pinned !== undefined, first, last, held: Array.from({ length: last - first }, () => 0) };
    group.needs.push(i);
    group.units += need.quantity;
    for (let k = first; k < last; k++) group.held[k - first]! += unitsAt[k]!;
    groups.set(key, group);
  });
  return [...groups.values()];
}
