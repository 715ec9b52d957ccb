import { ELSEWHERE, type LayeredMarket } from '../../../solver/layered-market.ts';
import { buildNetwork } from '../../../solver/network.ts';
import { capsOf, supplyArcs, type Caps } from './caps.ts';
import { findCandidates, nearBy, type Candidates, type ListNear } from './candidates.ts';
import { ruleBook, type RuleBook } from './eligibility.ts';
import { floorHubs } from './floors.ts';
import { foldAims, foldByRate } from './fold.ts';
import { limitsOf, type Limits } from './limits.ts';
import type { MatchInput, MatchNeed, MatchResource } from './model.ts';
import { settlePins, type Pins } from './pins.ts';
import { costOf, pointsOf, surchargeOf } from './weights.ts';

/** What costs may be counted in, the finest first: fen, jiao, yuan, ten yuan. */
export const COST_UNITS = [1, 10, 100, 1_000] as const;

/** Places of the four aims among the levels of cost, the weightiest first. */
export const FLOOR = 0, POINTS = 1, STALE = 2, COST = 3;

/**
 * The lists as a market in layers. Every unit of a need of `needs` (only those with consent and verified) is a row: need i's are firstRow[i] … firstRow[i + 1] − 1.
 * Its candidates are those of the candidate lists, hub j being resource j, at the cost of the way and of the unit; elsewhere it stays unmet, at its points.
 * The network: arc j is the capacity of resource j, on to its organisation's cap, to what counts stale units, to the sink (caps.ts); unmet units pass the floors (floors.ts).
 */
export type Market = {
  needs: MatchNeed[]; resources: MatchResource[]; candidates: Candidates; book: RuleBook; pins: Pins;
  layered: LayeredMarket; firstRow: Int32Array; needOf: Int32Array; sink: number;
  /** The least unit that costs are counted in, and what a unit of each aim weighs. */
  fenPerUnit: number; scale: readonly number[];
  /** A candidate's cost in those units, and the points of each need. */
  costAt: Float64Array; points: Float64Array;
  caps: Caps; capArcs: number[]; capHubs: number[];
  /** What flow cannot hold. Where such a limit is divided up, `resources` have the units that it lets through, and `stated` what the lists say. */
  limits: Limits; stated: MatchResource[];
  /** The aim of which a unit on the arc costs one unit, −1 on most: stale units, and units short of the floors. */
  levelOfArc: (arc: number) => number;
  listNear: ListNear;
  /** The resources of a category, ascending. */
  offering: (category: string) => readonly number[];
};

/** Turns needs and resources into numbers, costs counted in `fenPerUnit`; null where strict order would leave the safe integers. `letThrough`: the units of a resource that divided limits let through. */
export function layOutMarket(lists: MatchInput, fenPerUnit: number, letThrough?: ReadonlyMap<number, number>): Market | null {
  const input = letThrough ? { ...lists, resources: lists.resources.map((resource, j) => ({ ...resource, capacity: letThrough.get(j) ?? resource.capacity })) } : lists;
  const { resources, options } = input, book = ruleBook(options);
  const needs = input.needs.filter((need) => need.hasConsent && need.isVerified);
  const listNear = nearBy(resources), candidates = findCandidates(needs, resources, book, listNear), limits = limitsOf(lists), pins = settlePins(input, book, limits, lists.resources);
  const costAt = costsOf(needs, resources, candidates, input, fenPerUnit), points = Float64Array.from(needs, (need) => pointsOf(need, options.weights));
  const { firstRow, needOf } = rowsOf(needs);

  const network = buildNetwork();
  for (let j = 0; j < resources.length; j++) network.addNode();
  const sink = network.addNode(-needOf.length), caps = capsOf(input), { staleArcs, capArcs, capHubs } = supplyArcs(input, caps, sink, network);
  const { hubOfUnmet, shortArc } = floorHubs(needs, options, sink, network);
  const problem = network.build(), elseHubs = Int32Array.from(needs, hubOfUnmet);

  const aimed = { hubs: problem.supply.length, sink, staleArcs: staleArcs.length, short: problem.from[shortArc]!, elseHubs, points, costAt, hubAt: candidates.resourceAt, costOfNew: needs.reduce((most, need) => Math.max(most, surchargeOf(need, options.weights)), 0) / fenPerUnit };
  const scale = options.exchange ? foldByRate(aimed, options.exchange, fenPerUnit) : foldAims(aimed);
  if (!scale) return null;
  for (const arc of staleArcs) problem.cost[arc] = scale[STALE]!;
  problem.cost[shortArc] = scale[FLOOR]!;
  const countsStale = new Set(staleArcs), layered: LayeredMarket = {
    ...rowsWithPins(needs, resources, candidates, pins, needOf), hub: candidates.resourceAt, cost: costAt,
    elseHub: Int32Array.from(needOf, (i) => (pins.resourceOf.has(needs[i]!.id) ? ELSEWHERE : elseHubs[i]!)), elseCost: Float64Array.from(needOf, (i) => scale[POINTS]! * points[i]!),
    network: problem,
  };
  return {
    needs, resources, candidates, book, pins, layered, firstRow, needOf, sink, fenPerUnit, scale, costAt, points, listNear, offering: byCategory(resources), caps, capArcs, capHubs, limits, stated: lists.resources,
    levelOfArc: (arc) => (arc === shortArc ? FLOOR : countsStale.has(arc) ? STALE : -1),
  };
}

function costsOf(needs: MatchNeed[], resources: MatchResource[], { start, resourceAt }: Candidates, { options: { weights } }: MatchInput, fenPerUnit: number): Float64Array {
  const costAt = new Float64Array(resourceAt.length);
  needs.forEach((need, i) => {
    for (let k = start[i]!; k < start[i + 1]!; k++) {
      costAt[k] = Math.round(costOf(need, resources[resourceAt[k]!]!, weights) / fenPerUnit);
    }
  });
  return costAt;
}

function rowsOf(needs: MatchNeed[]): { firstRow: Int32Array; needOf: Int32Array } {
  const firstRow = new Int32Array(needs.length + 1);
  needs.forEach(({ quantity }, i) => { firstRow[i + 1] = firstRow[i]! + quantity; });
  const needOf = new Int32Array(firstRow[needs.length]!);
  for (let i = 0; i < needs.length; i++) needOf.fill(i, firstRow[i]!, firstRow[i + 1]!);
  return { firstRow, needOf };
}

/** A pinned need has one candidate and may not stay unmet; it fits, for its pin was settled. */
function rowsWithPins(needs: MatchNeed[], resources: MatchResource[], { start, resourceAt }: Candidates, pins: Pins, needOf: Int32Array): { first: Int32Array; last: Int32Array } {
  const from = start.slice(0, needs.length), until = start.slice(1);
  needs.forEach((need, i) => {
    const pinned = pins.resourceOf.get(need.id);
    for (let k = start[i]!; pinned !== undefined && k < start[i + 1]!; k++) if (resources[resourceAt[k]!]!.id === pinned) { from[i] = k; until[i] = k + 1; }
  });
  return { first: Int32Array.from(needOf, (i) => from[i]!), last: Int32Array.from(needOf, (i) => until[i]!) };
}

function byCategory(resources: MatchResource[]): (category: string) => readonly number[] {
  const offered = new Map<string, number[]>();
  resources.forEach(({ categories }, j) => {
    for (const category of new Set(categories)) {
      const those = offered.get(category);
      if (those) those.push(j);
      else offered.set(category, [j]);
    }
  });
  return (category) => offered.get(category) ?? [];
}
