import type { MatchInput, MatchNeed, MatchOptions, MatchResource, Urgency } from './model.ts';
import { WEIGHTS } from './weights.ts';

/** An invented city of two banners: samples for tests and benchmarks, every field filled but those named. */
export const COMMUNITIES = ['150602001201', '150602001202', '150602002201', '150603001201'];

export function sampleNeed(given: Partial<MatchNeed> & { id: string }): MatchNeed {
  return {
    communityCode: COMMUNITIES[0]!, category: 'meal', urgency: 1, waitingDays: 0, quantity: 1, language: null, qualification: null,
    slots: null, hasConsent: true, isVerified: true, ...given,
  };
}

export function sampleResource(given: Partial<MatchResource> & { id: string }): MatchResource {
  return {
    name: given.id, organizationId: null, categories: ['meal'], reach: { kind: 'divisions', codes: ['1506'] }, capacity: 1,
    capacityConfirmedDaysAgo: 0, qualifications: [], languages: ['zh'], slots: null, unitCostFen: 0, homeCode: COMMUNITIES[0]!, validUntil: null, ...given,
  };
}

export function sampleInput(needs: MatchNeed[], resources: MatchResource[], options: Partial<MatchOptions> = {}): MatchInput {
  return {
    needs, resources,
    options: { asOf: '2026-03-01', weights: WEIGHTS, floors: { community: 0, township: 0, county: 0 }, pins: [], vetoes: [], ...options },
  };
}

type Next = (bound: number) => number;
const pick = <T>(next: Next, from: readonly T[]): T => from[next(from.length)]!;
const some = <T>(next: Next, from: readonly T[]): T[] => from.filter(() => next(3) > 0);

function randomNeed(next: Next, id: string): MatchNeed {
  return sampleNeed({
    id, communityCode: pick(next, COMMUNITIES), category: pick(next, ['meal', 'meal', 'care']), urgency: pick(next, [1, 2, 3, 3] as Urgency[]),
    waitingDays: next(4) * 10, quantity: next(4) === 0 ? 2 : 1, language: next(4) === 0 ? 'mn' : null, qualification: next(5) === 0 ? 'nurse' : null,
    slots: next(3) === 0 ? some(next, ['am', 'pm']) : null, hasConsent: next(12) > 0, isVerified: next(12) > 0, workerSex: next(6) === 0 ? pick(next, ['female', 'male'] as const) : null,
    ...(next(5) === 0 ? { sameWorker: pick(next, ['only', 'wished', 'wished'] as const), servedBy: some(next, ['r0', 'o0']) } : {}),
  });
}

function randomResource(next: Next, id: string): MatchResource {
  const home = pick(next, COMMUNITIES);
  return sampleResource({
    id, categories: pick(next, [['meal'], ['meal', 'care'], ['care']]), capacity: next(4),
    reach: { kind: 'divisions', codes: pick(next, [['1506'], [home.slice(0, 6)], [home.slice(0, 9), home], [home]]) },
    capacityConfirmedDaysAgo: next(3) === 0 ? 60 : 5, qualifications: next(2) ? ['nurse'] : [], languages: next(2) ? ['zh', 'mn'] : ['zh'],
    slots: next(3) === 0 ? some(next, ['am', 'pm']) : null, unitCostFen: next(4) * 700, homeCode: next(4) ? home : home.slice(0, 6),
    validUntil: next(8) === 0 ? '2026-02-28' : null, ...(next(3) ? { workerSexes: some(next, ['female', 'male'] as const) } : {}),
  });
}

/** A small random instance of everything a match knows, small enough to try every way. */
export function randomInput(next: Next, most = { needs: 5, resources: 3 }): MatchInput {
  const needs = Array.from({ length: 1 + next(most.needs) }, (_, i) => randomNeed(next, `n${i}`));
  const resources = Array.from({ length: 1 + next(most.resources) }, (_, j) => randomResource(next, `r${j}`));
  const pair = () => ({ needId: pick(next, needs).id, resourceId: pick(next, resources).id });
  const input = sampleInput(needs, resources, {
    floors: { community: pick(next, [0, 50, 100]), township: pick(next, [0, 70]), county: pick(next, [0, 30]) },
    pins: next(3) === 0 ? [pair()] : [], vetoes: next(4) === 0 ? [{ ...pair(), reason: 'asked not to' }] : [],
  });
  return next(2) ? input : withOrganizations(next, input);
}

/** The resources shared out among two organisations and nobody; each of the two states a cap more often than not. */
function withOrganizations(next: Next, input: MatchInput): MatchInput {
  const resources = input.resources.map((resource) => ({ ...resource, organizationId: pick(next, ['o0', 'o0', 'o1', null]) }));
  return { ...input, resources, organizations: ['o0', 'o1'].filter(() => next(4) > 0).map((id) => ({ id, capacity: next(4) })) };
}

/** A city-shaped instance: needs spread over communities, resources of one kind or two, most with a reach of one banner. */
export function randomCity(next: Next, size: { needs: number; resources: number; communities: number }): MatchInput {
  const communities = Array.from({ length: size.communities }, (_, c) =>
    `15060${2 + (c % 8)}${String(1 + (c >> 3) % 6).padStart(3, '0')}${201 + Math.floor(c / 48)}`);
  const categories = ['meal', 'care', 'repair', 'law', 'play', 'company'];
  const needs = Array.from({ length: size.needs }, (_, i) => ({
    ...randomNeed(next, `n${i}`), communityCode: pick(next, communities), category: pick(next, categories), waitingDays: next(90),
  }));
  const resources = Array.from({ length: size.resources }, (_, j) => {
    const home = pick(next, communities);
    return {
      ...randomResource(next, `r${j}`), categories: [pick(next, categories), pick(next, categories)], homeCode: home,
      reach: { kind: 'divisions' as const, codes: [next(3) ? home.slice(0, 6) : '1506'] }, capacity: next(20), unitCostFen: next(300) * 100,
    };
  });
  return sampleInput(needs, resources, { floors: { community: 40, township: 50, county: 60 } });
}
