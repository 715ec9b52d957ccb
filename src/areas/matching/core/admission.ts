import type { MatchInput } from './model.ts';
import { pointsOf } from './weights.ts';

/** Why lists are not matched at all. */
export type MatchRefusal =
  | { code: 'sameIdTwice'; id: string }
  | { code: 'badNumber'; of: 'need' | 'resource' | 'organization'; id: string; field: string }
  | { code: 'badCommunityCode'; needId: string }
  | { code: 'badFloor'; of: 'community' | 'township' | 'county' }
  | { code: 'badWeights' }
  /** More units than a city has, or sums that could leave the numbers that are counted exactly, even with costs in tens of yuan. */
  | { code: 'tooLarge' };

/** Ten units for each of two million residents: every unit is a row of the market. */
const MOST_UNITS = 20_000_000;

const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

/** What is wrong with the lists or the options, if anything; the first fault found. */
export function refusalOf({ needs, resources, organizations = [], budgets = [], options: { floors, weights, exchange } }: MatchInput): MatchRefusal | null {
  const twice = repeatedId(needs) ?? repeatedId(resources) ?? repeatedId(organizations) ?? repeatedId(budgets.map(({ organizationId: id }) => ({ id })));
  if (twice !== null) return { code: 'sameIdTwice', id: twice };
  for (const of of ['community', 'township', 'county'] as const) {
    if (!isCount(floors[of], 0) || floors[of] > 100) return { code: 'badFloor', of };
  }
  if (![...Object.values(weights.distanceFen), weights.unknownWorkerFen ?? 0].every((fen) => isCount(fen, 0))) return { code: 'badWeights' };
  if (exchange && !(isCount(exchange.fenPerPoint, 1) && isCount(exchange.fenPerStaleUnit, 0))) return { code: 'badWeights' };
  for (const need of needs) {
    if (!/^\d{12}$/.test(need.communityCode)) return { code: 'badCommunityCode', needId: need.id };
    for (const field of ['quantity', 'waitingDays'] as const) {
      if (!isCount(need[field], field === 'quantity' ? 1 : 0)) return { code: 'badNumber', of: 'need', id: need.id, field };
    }
    // A need without weight would be left unmet to save its cost.
    if (!isCount(pointsOf(need, weights), 1)) return { code: 'badWeights' };
  }
  if (needs.reduce((sum, { quantity }) => sum + quantity, 0) > MOST_UNITS) return { code: 'tooLarge' };
  for (const resource of resources) {
    for (const field of ['capacity', 'unitCostFen'] as const) {
      if (!isCount(resource[field], 0)) return { code: 'badNumber', of: 'resource', id: resource.id, field };
    }
    const { id, alsoTakes } = resource;
    if (alsoTakes && (alsoTakes.resourceId === id || !isCount(alsoTakes.units, 1))) return { code: 'badNumber', of: 'resource', id, field: 'alsoTakes' };
  }
  for (const { id, capacity } of organizations) if (!isCount(capacity, 0)) return { code: 'badNumber', of: 'organization', id, field: 'capacity' };
  for (const { organizationId: id, leftFen } of budgets) if (!isCount(leftFen, 0)) return { code: 'badNumber', of: 'organization', id, field: 'leftFen' };
  return null;
}

function repeatedId(list: { id: string }[]): string | null {
  const seen = new Set<string>();
  return list.find(({ id }) => seen.size === seen.add(id).size)?.id ?? null;
}
