import { distancesFrom, turnedRound, wayTo, type Distances, type Residual } from '../../../solver/residual.ts';
import { profileOf } from './candidates.ts';
import { cures } from './cures.ts';
import { firstBroken } from './eligibility.ts';
import type { Matched } from './market.ts';
import { RULES, type MatchNeed, type Outbid, type Rule, type Unmet, type UnmetReason } from './model.ts';
import { aimsOf, levelsOfWay } from './values.ts';

/** How many of the needs that came first are told. */
const RIVALS = 3;

/** Every need with unmet units, why, and the least change that would cure it; in the order of the input. */
export function explainUnmet(matched: Matched, fenPerUnit: number): Unmet[] {
  const { input, market, flow } = matched;
  const indexOf = new Map(market.needs.map((need, i) => [need.id, i]));
  const waysTo = waysBack(matched), noneFor = whoEver(matched), cureFor = cures(matched);
  const unmatched: Unmet[] = [];
  for (const need of input.needs) {
    const i = indexOf.get(need.id);
    if (i === undefined) {
      const waitsFor = need.hasConsent ? 'verification' : 'consent';
      const cure = { kind: waitsFor === 'consent' ? 'giveConsent' : 'verifyNeed' } as const;
      unmatched.push({ needId: need.id, units: need.quantity, reason: { kind: 'waiting', for: waitsFor }, cure });
      continue;
    }
    const units = flow[market.unmetArc(i)]!;
    if (units > 0) unmatched.push({ needId: need.id, units, reason: reasonOf(matched, i, { waysTo, noneFor }, fenPerUnit), cure: cureFor(i) });
  }
  return unmatched;
}

/** The cheapest ways *to* the node that need i's unmet units go to. */
type WaysBack = (i: number) => { turned: Residual; ways: Distances };

/**
 * Found once a node: urgent needs of one community share theirs, all others go to the sink. A need that is met in part is asked by itself,
 * without its own way to unmet: it shall not be told that it was outbid by itself.
 */
function waysBack({ market, flow, residual }: Matched): WaysBack {
  const turned = turnedRound(residual), known = new Map<number, Distances>();
  return (i) => {
    const own = market.unmetArc(i), node = market.problem.to[own]!;
    if (flow[own]! < market.problem.capacity[own]!) {
      const capacity = turned.problem.capacity.slice();
      capacity[own] = flow[own]!;
      const alone = { ...turned, problem: { ...turned.problem, capacity } };
      return { turned: alone, ways: distancesFrom(alone, node) };
    }
    const ways = known.get(node) ?? distancesFrom(turned, node);
    known.set(node, ways);
    return { turned, ways };
  };
}

type Asked = { waysTo: WaysBack; noneFor: (need: MatchNeed) => UnmetReason };

function reasonOf(matched: Matched, i: number, { waysTo, noneFor }: Asked, fenPerUnit: number): UnmetReason {
  const { market } = matched, { start, resourceAt } = market.candidates;
  if (start[i] === start[i + 1]) return noneFor(market.needs[i]!);
  const by = outbidBy(matched, i, waysTo, fenPerUnit);
  if (by.length > 0) return { kind: 'outbid', by };
  const resources = Array.from(resourceAt.subarray(start[i]!, start[i + 1]!), (j) => market.resources[j]!.id);
  return { kind: 'eligibleButFull', resources };
}

/** Asked once for all needs that ask the same, save those with a veto of their own. */
function whoEver(matched: Matched): (need: MatchNeed) => UnmetReason {
  const known = new Map<string, UnmetReason>();
  return (need) => {
    if (matched.market.book.hasVeto(need.id)) return noneEligible(matched, need);
    const profile = profileOf(need), there = known.get(profile) ?? noneEligible(matched, need);
    known.set(profile, there);
    return there;
  };
}

function noneEligible({ market }: Matched, need: MatchNeed): UnmetReason {
  const offering = market.offering(need.category), removed: Partial<Record<Rule, number>> = {};
  // the category is asked first, and is the cause for all that do not offer it
  const others = market.resources.length - offering.length;
  if (others > 0) removed.category = others;
  for (const j of offering) {
    const rule = firstBroken(need, market.resources[j]!, market.book);
    if (rule) removed[rule] = (removed[rule] ?? 0) + 1;
  }
  return { kind: 'noneEligible', removed, nearest: RULES.findLast((rule) => removed[rule]) ?? null };
}

/**
 * Who holds the places this need could have. To take one in, a unit goes to the resource, pushes another need's unit out,
 * and this need's own unmet unit comes back: the cheapest such cycle costs `margin`. Cycles that would break a floor are no bid of priority.
 */
function outbidBy(matched: Matched, i: number, waysTo: WaysBack, fenPerUnit: number): Outbid[] {
  const { market } = matched, { start, resourceAt } = market.candidates, { cost, capacity } = matched.residual.problem;
  const own = market.unmetArc(i), { turned, ways } = waysTo(i);
  const open: { k: number; price: number }[] = [];
  for (let k = start[i]!; k < start[i + 1]!; k++) {
    const price = ways.distance[market.resourceNode(resourceAt[k]!)]! + cost[k]!;
    if (price < Infinity && matched.flow[k]! < capacity[k]!) open.push({ k, price });
  }
  const rivals: Outbid[] = [];
  // the margin is the price of the way, aim by aim: the cheapest ways are the nearest rivals
  for (const { k } of open.sort((a, b) => a.price - b.price || a.k - b.k)) {
    const j = resourceAt[k]!, way = wayTo(turned, ways, market.resourceNode(j)).reverse();
    const pushedOut = way.find(({ arc, isForward }) => isForward && arc >= market.unmetArc(0) && arc < market.capacityArc(0) && arc !== own);
    if (!pushedOut) continue;
    const levels = levelsOfWay([{ arc: k, isForward: true }, ...way, { arc: own, isForward: false }], market.levels);
    const margin = aimsOf(levels, fenPerUnit);
    if (margin.floorUnits > 0) break; // and so would all that cost more
    rivals.push({ needId: market.needs[pushedOut.arc - market.unmetArc(0)]!.id, resourceId: market.resources[j]!.id, margin });
    if (rivals.length === RIVALS) break;
  }
  return rivals;
}
