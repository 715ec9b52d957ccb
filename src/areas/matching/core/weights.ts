import type { MatchNeed, MatchResource, Nearness, Urgency } from './model.ts';

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
};

/** Waiting never lifts a need over a more urgent one: 90 days at most, and the levels lie more than 90 points apart. */
export const WEIGHTS: MatchWeights = {
  version: '2026-1',
  urgencyPoints: { 1: 100, 2: 300, 3: 900 },
  pointsPerWaitingDay: 1, waitingDaysCap: 90,
  urgentFrom: 3,
  // What a visit's way costs, in the order of a walk, a ride within the street, across the banner, across the city.
  distanceFen: { community: 0, township: 500, county: 2_000, city: 6_000 },
  staleAfterDays: 30,
};

/** How much one unit of a need weighs. */
export function pointsOf(need: Pick<MatchNeed, 'urgency' | 'waitingDays'>, weights: MatchWeights): number {
  return weights.urgencyPoints[need.urgency] + weights.pointsPerWaitingDay * Math.min(Math.max(need.waitingDays, 0), weights.waitingDaysCap);
}

/** What one unit of a resource costs a need: the way and the resource's own price. */
export function costOf(nearness: Nearness, unitCostFen: number, weights: MatchWeights): number {
  return weights.distanceFen[nearness] + unitCostFen;
}

/** Capacity nobody has confirmed for a while. */
export const isStale = (resource: Pick<MatchResource, 'capacityConfirmedDaysAgo'>, weights: MatchWeights): boolean =>
  resource.capacityConfirmedDaysAgo > weights.staleAfterDays;
