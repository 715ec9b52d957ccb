import { distancesFrom, turnedRound, wayTo, type Distances, type Residual } from '../../../solver/residual.ts';
import { cureOf } from './cures.ts';
import { firstBroken } from './eligibility.ts';
import type { Matched } from './market.ts';
import { RULES, type MatchNeed, type Outbid, type Rule, type Unmet, type UnmetReason } from './model.ts';
import { aimsOf, compareAims, levelsOfWay } from './values.ts';

/** How many of the needs that came first are told. */
const RIVALS = 3;

/** Every need with unmet units, why, and the least change that would cure it; in the order of the input. */
export function explainUnmet(matched: Matched, fenPerUnit: number): Unmet[] {
  const { input, market, flow } = matched;
  const indexOf = new Map(market.needs.map((need, i) => [need.id, i]));
  const waysTo = waysBack(matched);
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
    if (units > 0) unmatched.push({ needId: need.id, units, reason: reasonOf(matched, i, waysTo, fenPerUnit), cure: cureOf(matched, i) });
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

function reasonOf(matched: Matched, i: number, waysTo: WaysBack, fenPerUnit: number): UnmetReason {
  const { market } = matched, { start, resourceAt } = market.candidates;
  if (start[i] === start[i + 1]) return noneEligible(matched, market.needs[i]!);
  const by = outbidBy(matched, i, waysTo, fenPerUnit);
  if (by.length > 0) return { kind: 'outbid', by };
  const resources = Array.from(resourceAt.subarray(start[i]!, start[i + 1]!), (j) => market.resources[j]!.id);
  return { kind: 'eligibleButFull', resources };
}

function noneEligible({ market }: Matched, need: MatchNeed): UnmetReason {
  const removed: Partial<Record<Rule, number>> = {};
  for (const resource of market.resources) {
    const rule = firstBroken(need, resource, market.book);
    if (rule) removed[rule] = (removed[rule] ?? 0) + 1;
  }
  return { kind: 'noneEligible', removed, nearest: RULES.findLast((rule) => removed[rule]) ?? null };
}

/**
 * Who holds the places this need could have. To take one in, a unit goes to the resource, pushes another need's unit out,
 * and this need's own unmet unit comes back: the cheapest such cycle costs `margin`. Cycles that would break a floor are no bid of priority.
 */
function outbidBy(matched: Matched, i: number, waysTo: WaysBack, fenPerUnit: number): Outbid[] {
  const { market } = matched, { start, resourceAt } = market.candidates;
  const own = market.unmetArc(i), { turned, ways } = waysTo(i);
  const rivals: Outbid[] = [];
  for (let k = start[i]!; k < start[i + 1]!; k++) {
    const j = resourceAt[k]!, node = market.resourceNode(j);
    if (ways.distance[node] === Infinity || matched.flow[k]! >= market.problem.capacity[k]!) continue;
    const way = wayTo(turned, ways, node).reverse();
    const pushedOut = way.find(({ arc, isForward }) => isForward && arc >= market.unmetArc(0) && arc < market.capacityArc(0) && arc !== own);
    if (!pushedOut) continue;
    const levels = levelsOfWay([{ arc: k, isForward: true }, ...way, { arc: own, isForward: false }], market.levels);
    const margin = aimsOf(levels, fenPerUnit);
    if (margin.floorUnits > 0) continue;
    rivals.push({ needId: market.needs[pushedOut.arc - market.unmetArc(0)]!.id, resourceId: market.resources[j]!.id, margin });
  }
  return rivals.sort((a, b) => compareAims(a.margin, b.margin)).slice(0, RIVALS);
}
