import { firstBroken, type RuleBook } from './eligibility.ts';
import type { MatchNeed, MatchResource } from './model.ts';

/** The eligible resources of need i: resourceAt[start[i] … start[i + 1] − 1], ascending. */
export type Candidates = { start: Int32Array; resourceAt: Int32Array };

/**
 * Finds every eligible pair through an index of category × reached division, so that only resources that serve the need's kind at its place
 * are looked at. O(needs × resources that do, plus the lists).
 */
export function findCandidates(needs: MatchNeed[], resources: MatchResource[], book: RuleBook): Candidates {
  const index = indexByReach(resources);
  const start = new Int32Array(needs.length + 1), found: number[] = [];
  needs.forEach((need, i) => {
    const near = new Set<number>();
    for (const length of index.lengths) {
      if (length > need.communityCode.length) continue;
      for (const j of index.at.get(keyOf(need.category, need.communityCode.slice(0, length))) ?? []) near.add(j);
    }
    for (const j of [...near].sort((a, b) => a - b)) if (firstBroken(need, resources[j]!, book) === null) found.push(j);
    start[i + 1] = found.length;
  });
  return { start, resourceAt: Int32Array.from(found) };
}

const keyOf = (category: string, code: string): string => `${code} ${category}`;

function indexByReach(resources: MatchResource[]): { at: Map<string, number[]>; lengths: number[] } {
  const at = new Map<string, number[]>(), lengths = new Set<number>();
  resources.forEach((resource, j) => {
    for (const code of resource.reach.codes) {
      lengths.add(code.length);
      for (const category of resource.categories) {
        const key = keyOf(category, code), there = at.get(key);
        if (there) there.push(j);
        else at.set(key, [j]);
      }
    }
  });
  return { at, lengths: [...lengths] };
}
