import { keepsAll, rulesAsked, type RuleBook } from './eligibility.ts';
import type { MatchNeed, MatchResource } from './model.ts';

/** The eligible resources of need i: resourceAt[start[i] … start[i + 1] − 1], ascending. */
export type Candidates = { start: Int32Array; resourceAt: Int32Array };

/** What the rules ask of a need, vetoes apart: needs of one profile have the same eligible resources, at the same cost. */
export const profileOf = ({ communityCode, category, language, qualification, workerSex = null, sameWorker = null, servedBy, slots }: MatchNeed): string =>
  JSON.stringify([communityCode, category, language, qualification, workerSex, sameWorker && [sameWorker, servedBy], slots]);

/**
 * Finds every eligible pair through an index of category × reached division, so that only resources that serve the need's kind at its place
 * are looked at, once for all needs that ask the same. O(profiles × resources that do, plus pairs, plus the lists).
 */
export function findCandidates(needs: MatchNeed[], resources: MatchResource[], book: RuleBook, listNear: ListNear = nearBy(resources)): Candidates {
  const known = new Map<string, Int32Array>();
  const lists = needs.map((need) => {
    const profile = profileOf(need);
    let list = known.get(profile);
    if (!list) {
      // those near serve the kind at the place already
      const rules = rulesAsked(need).filter((rule) => rule !== 'category' && rule !== 'reach');
      known.set(profile, list = listNear(need).filter((j) => keepsAll(rules, need, resources[j]!, book)));
    }
    return book.hasVeto(need.id) ? list.filter((j) => !book.isVetoed(need.id, resources[j]!.id)) : list;
  });
  const start = new Int32Array(needs.length + 1);
  lists.forEach((list, i) => { start[i + 1] = start[i]! + list.length; });
  const resourceAt = new Int32Array(start[needs.length]!);
  lists.forEach((list, i) => resourceAt.set(list, start[i]!));
  return { start, resourceAt };
}

const keyOf = (category: string, code: string): string => `${code} ${category}`;

/** The resources that serve a need's category at its place, ascending. */
export type ListNear = (need: MatchNeed) => Int32Array;

/** They are gathered once for each place and category. */
export function nearBy(resources: MatchResource[]): ListNear {
  const index = indexByReach(resources), known = new Map<string, Int32Array>();
  return ({ category, communityCode }) => {
    const key = keyOf(category, communityCode), there = known.get(key);
    if (there) return there;
    // a resource that names a street and a community in it is met twice
    const near = new Set<number>();
    for (const length of index.lengths) {
      if (length > communityCode.length) continue;
      for (const j of index.at.get(keyOf(category, communityCode.slice(0, length))) ?? []) near.add(j);
    }
    const list = Int32Array.from(near).sort();
    known.set(key, list);
    return list;
  };
}

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
