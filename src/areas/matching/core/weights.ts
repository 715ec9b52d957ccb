import { hasServed } from './eligibility.ts';
import type { MatchNeed, MatchResource, Nearness, Urgency } from './model.ts';
import { nearness } from './place.ts';

/** The published weights of a run; a change of any number is a new version. Points are whole numbers, costs whole fen. */
export type MatchWeights = {
  version: string;
  urgencyPoints: Record<Urgency, number>;
  pointsPerWaitingDay: number; waitingDaysCap: number;
  /** From this urgency on, a need counts for the floors. */
  urgentFrom: Urgency;
  distanceFen: Record<Nearness, number>;
  /** Capacity last confirmed longer ago than this many days is unknown, and is used last. */
  staleAfterDays: number;
  /** What another costs more where the resident wishes for somebody who has come before; runs from before it was asked have none. */
  unknownWorkerFen?: number;
};

/** Waiting never lifts a need over a more urgent one: 90 days at most, and the levels lie more than 90 points apart. */
export const WEIGHTS: MatchWeights = {
  version: '2026-2',
  urgencyPoints: { 1: 100, 2: 300, 3: 900 },
  pointsPerWaitingDay: 1, waitingDaysCap: 90,
  urgentFrom: 3,
  // What a visit's way costs, in the order of a walk, a ride within the street, across the banner, across the city.
  distanceFen: { community: 0, township: 500, county: 2_000, city: 6_000 },
  staleAfterDays: 30,
  // somebody known comes from the next street before somebody else does from this one
  unknownWorkerFen: 1_000,
};

/** How much one unit of a need weighs. */
export function pointsOf(need: Pick<MatchNeed, 'urgency' | 'waitingDays'>, weights: MatchWeights): number {
  return weights.urgencyPoints[need.urgency] + weights.pointsPerWaitingDay * Math.min(Math.max(need.waitingDays, 0), weights.waitingDaysCap);
}

/** What one unit of a resource costs a need: the way, the resource's own price, and a surcharge where the resident wishes for somebody known and this is another. */
export function costOf(need: MatchNeed, resource: MatchResource, weights: MatchWeights): number {
  return weights.distanceFen[nearness(resource.homeCode, need.communityCode)] + resource.unitCostFen + (hasServed(need, resource) ? 0 : surchargeOf(need, weights));
}

/** What anybody costs this need more who has never served the person. */
export const surchargeOf = ({ sameWorker }: Pick<MatchNeed, 'sameWorker'>, { unknownWorkerFen = 0 }: MatchWeights): number => (sameWorker === 'wished' ? unknownWorkerFen : 0);

/** Capacity nobody has confirmed for a while. */
export const isStale = (resource: Pick<MatchResource, 'capacityConfirmedDaysAgo'>, weights: MatchWeights): boolean =>
  resource.capacityConfirmedDaysAgo > weights.staleAfterDays;
