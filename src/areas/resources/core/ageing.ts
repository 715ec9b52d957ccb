import { addDays, daysBetween, type LocalDate } from '../../../kernel/local-date.ts';
import { unitsOf, type Capacity } from './units.ts';

/**
 * How what was said of a capacity ages, published on the page of each resource; a change of a number is a new version.
 * A half-life of a month: of what a list says about staff and rooms half has moved on by then, as a rule of thumb of ours that a city may replace by what it has seen.
 */
export const AGEING = {
  version: '2026-1', halfLifeDays: 30,
  /** After so many half-lives (an eighth is left of the certainty) nobody can say any more. */
  halfLives: 3,
} as const;
/** The days through which a capacity is taken at its word, and those after which it is unknown. */
export const FRESH_DAYS = AGEING.halfLifeDays;
export const AGEING_DAYS = AGEING.halfLifeDays * AGEING.halfLives;
export const FRESHNESS = ['fresh', 'ageing', 'unknown'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** The day from which it ages: it was said then, or a case was seen to be taken on or served, whichever is later. */
export const sureOn = ({ confirmedOn, aliveOn }: { confirmedOn: LocalDate; aliveOn: LocalDate | null }): LocalDate => (aliveOn !== null && aliveOn > confirmedOn ? aliveOn : confirmedOn);

/** How far a capacity sure on a day can still be believed. It decays by itself; only saying it again, or serving, makes it fresh. */
export function freshnessOf(sure: LocalDate, today: LocalDate): Freshness {
  const age = daysBetween(sure, today);
  return age <= FRESH_DAYS ? 'fresh' : age <= AGEING_DAYS ? 'ageing' : 'unknown';
}

/** What is left of the certainty, in whole per cent. */
export const certaintyOf = (sure: LocalDate, today: LocalDate): number => Math.round(100 * 2 ** (-Math.max(0, daysBetween(sure, today)) / AGEING.halfLifeDays));

/** The last day on which it is fresh, and the last on which it is known at all. */
export const freshUntil = (sure: LocalDate): LocalDate => addDays(sure, FRESH_DAYS);
export const knownUntil = (sure: LocalDate): LocalDate => addDays(sure, AGEING_DAYS);

/** Units as far as they can be believed: null, one case at a time, where it has decayed to unknown. What answers no need answers none however old. */
export function unitsBelieved(freshness: Freshness, capacity: Capacity, items: readonly string[], unitCostFen: number, units = unitsOf): number | null {
  const stated = units(capacity, items, unitCostFen);
  return freshness === 'unknown' && stated !== 0 ? null : stated;
}
