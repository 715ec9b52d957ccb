import { buildNetwork, type ArcNumbers, type FlowProblem } from '../../../solver/network.ts';
import type { Residual } from '../../../solver/residual.ts';
import { findCandidates, type Candidates } from './candidates.ts';
import { ruleBook, type RuleBook } from './eligibility.ts';
import type { MatchInput, MatchNeed, MatchResource } from './model.ts';
import { settlePins, type Pins } from './pins.ts';
import { countyOf, nearness, townshipOf } from './place.ts';
import { costOf, isStale, pointsOf } from './weights.ts';

/** Places of the four aims among the levels of cost, the weightiest first. */
export const FLOOR = 0, POINTS = 1, STALE = 2, COST = 3;

/**
 * The lists as a network. Need i of `needs` (only those with consent and verified) is node i, resource j is node needs.length + j.
 * Arcs: candidate k of the candidate lists is arc k; then each need's arc to unmet, `unmetArc(i)`; then each resource's capacity, `capacityArc(j)`;
 * then what leads unmet units, and units of stale capacity, to the sink.
 */
export type Market = {
  needs: MatchNeed[]; resources: MatchResource[]; candidates: Candidates; book: RuleBook; pins: Pins;
  problem: FlowProblem; levels: Float64Array[]; sink: number;
  /** The resources of a category, ascending. */
  offering: (category: string) => readonly number[];
  resourceNode: (j: number) => number; unmetArc: (i: number) => number; capacityArc: (j: number) => number;
};

/** A solved market: what explanations are read from. */
export type Matched = { input: MatchInput; market: Market; flow: Float64Array; residual: Residual };

type Draft = { node: (supply?: number) => number; arc: (from: number, to: number, numbers?: ArcNumbers, level?: number, units?: number) => number };

/** Turns needs and resources into numbers; costs on the lowest level are counted in `fenPerUnit`. */
export function layOutMarket(input: MatchInput, fenPerUnit: number): Market {
  const { resources, options } = input, book = ruleBook(options);
  const needs = input.needs.filter((need) => need.hasConsent && need.isVerified);
  const candidates = findCandidates(needs, resources, book), pins = settlePins(input, book);
  const network = buildNetwork(), levels: number[][] = [[], [], [], []];
  const draft: Draft = {
    node: network.addNode,
    arc: (from, to, numbers, level, units = 0) => {
      levels.forEach((costs, k) => costs.push(k === level ? units : 0));
      return network.addArc(from, to, numbers);
    },
  };
  for (const need of needs) draft.node(need.quantity);
  for (let j = 0; j < resources.length; j++) draft.node();
  const sink = draft.node(-needs.reduce((sum, need) => sum + need.quantity, 0));
  const resourceNode = (j: number) => needs.length + j;

  needs.forEach((need, i) => {
    for (let k = candidates.start[i]!; k < candidates.start[i + 1]!; k++) {
      const resource = resources[candidates.resourceAt[k]!]!;
      const costFen = costOf(nearness(resource.homeCode, need.communityCode), resource.unitCostFen, options.weights);
      const lower = pins.resourceOf.get(need.id) === resource.id ? need.quantity : 0;
      draft.arc(i, resourceNode(candidates.resourceAt[k]!), { lower, capacity: need.quantity }, COST, Math.round(costFen / fenPerUnit));
    }
  });
  const firstUnmet = candidates.resourceAt.length, firstCapacity = firstUnmet + needs.length;
  const unmetNode = floorNodes(needs, input, sink, draft);
  needs.forEach((need, i) => draft.arc(i, unmetNode.at(need), { capacity: need.quantity }, POINTS, pointsOf(need, options.weights)));
  const stale = draft.node();
  resources.forEach((resource, j) => {
    draft.arc(resourceNode(j), isStale(resource, options.weights) ? stale : sink, { capacity: resource.capacity });
  });
  draft.arc(stale, sink, {}, STALE, 1);
  unmetNode.lead();
  return {
    needs, resources, candidates, book, pins, sink, resourceNode, offering: byCategory(resources),
    problem: network.build(), levels: levels.map((costs) => Float64Array.from(costs)),
    unmetArc: (i) => firstUnmet + i, capacityArc: (j) => firstCapacity + j,
  };
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

/**
 * Where unmet units go. Urgent ones pass their community's node, its township's and its county's: each lets through as many as its floor allows.
 * What a floor does not allow leaves there to be counted on the first aim: so that aim is the least number of further urgent units
 * that would have to be met for every floor to be kept, and each is counted once, at the smallest division whose floor it breaks.
 */
function floorNodes(needs: MatchNeed[], { options }: MatchInput, sink: number, draft: Draft) {
  const { floors, weights } = options;
  const urgentUnits = new Map<string, number>(), nodeOf = new Map<string, number>();
  const isUrgent = (need: MatchNeed) => need.urgency >= weights.urgentFrom;
  for (const need of needs) {
    if (!isUrgent(need)) continue;
    for (const code of [countyOf(need.communityCode), townshipOf(need.communityCode), need.communityCode]) {
      if (!nodeOf.has(code)) nodeOf.set(code, draft.node());
      urgentUnits.set(code, (urgentUnits.get(code) ?? 0) + need.quantity);
    }
  }
  const short = draft.node();
  const allow = (code: string, above: number, percent: number) => {
    const units = urgentUnits.get(code)!;
    draft.arc(nodeOf.get(code)!, above, { capacity: units - Math.ceil((units * percent) / 100) });
    draft.arc(nodeOf.get(code)!, short);
  };
  return {
    at: (need: MatchNeed): number => (isUrgent(need) ? nodeOf.get(need.communityCode)! : sink),
    lead: (): void => {
      for (const code of nodeOf.keys()) {
        if (code.length === 6) allow(code, sink, floors.county);
        else if (code.length === 9) allow(code, nodeOf.get(countyOf(code))!, floors.township);
        else allow(code, nodeOf.get(townshipOf(code))!, floors.community);
      }
      draft.arc(short, sink, {}, FLOOR, 1);
    },
  };
}
