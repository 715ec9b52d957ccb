import { stepsTo, type WaysApart } from '../../../solver/hub-ways.ts';
import { ELSEWHERE } from '../../../solver/layered-market.ts';
import { profileOf } from './candidates.ts';
import { cures } from './cures.ts';
import { firstBroken } from './eligibility.ts';
import type { LimitOf } from './limits.ts';
import { COST, POINTS } from './market.ts';
import { addWay, aimsOf, isAtCap, limitsAgainst, noLevels, restOfBudget, waysInto, type Matched } from './matched.ts';
import { RULES, type HeldBy, type MatchNeed, type Outbid, type Rule, type Unmet, type UnmetReason } from './model.ts';

/** How many of the needs that came first are told. */
const RIVALS = 3;

/** Every need with unmet units, why, and the least change that would cure it; in the order of the input. */
export function explainUnmet(matched: Matched): Unmet[] {
  const { input, market, unmet } = matched, cureFor = cures(matched), reasons = reasonsOf(matched);
  const indexOf = new Map(market.needs.map((need, i) => [need.id, i])), unmatched: Unmet[] = [];
  for (const need of input.needs) {
    const i = indexOf.get(need.id);
    if (i === undefined) {
      const waitsFor = need.hasConsent ? 'verification' : 'consent';
      const cure = { kind: waitsFor === 'consent' ? 'giveConsent' : 'verifyNeed' } as const;
      unmatched.push({ needId: need.id, units: need.quantity, reason: { kind: 'waiting', for: waitsFor }, cure });
    } else if (unmet[i]! > 0) unmatched.push({ needId: need.id, units: unmet[i]!, reason: reasons.get(i)!, cure: cureFor(i) });
  }
  return unmatched;
}

/** The reason of every need with unmet units. Those whose unmet units go to one hub are asked together: the ways there are found once, and forgotten. */
function reasonsOf(matched: Matched): Map<number, UnmetReason> {
  const { market, unmet } = matched, { start, resourceAt } = market.candidates, noneFor = whoEver(matched);
  const reasons = new Map<number, UnmetReason>(), goingTo = new Map<number, number[]>();
  market.needs.forEach((need, i) => {
    if (unmet[i] === 0) return;
    if (start[i] === start[i + 1]) { reasons.set(i, noneFor(need)); return; }
    const hub = market.layered.elseHub[market.firstRow[i]!]!, those = goingTo.get(hub);
    if (those) those.push(i);
    else goingTo.set(hub, [i]);
  });
  for (const [hub, waiting] of goingTo) {
    const ways = waysInto(matched, hub);
    for (const i of waiting) {
      const by = outbidBy(matched, i, ways), those = resourceAt.subarray(start[i]!, start[i + 1]!), idOf = (j: number) => market.resources[j]!.id;
      const open = those.filter((j) => matched.used[j]! < market.stated[j]!.capacity), held = heldBy(matched, open);
      reasons.set(i, by.length > 0 ? { kind: 'outbid', by, ...held } : { kind: 'eligibleButFull', resources: Array.from(those, idOf), ...held });
    }
  }
  return reasons;
}

/** Room of its own is of no use where the organisation can carry no more, or pay no more, or where what goes along is taken. */
function heldBy(matched: Matched, open: Int32Array): HeldBy {
  const { market } = matched, { limits: { limits, ownAt } } = market, idsOf = (those: Int32Array) => Array.from(those, (j) => market.resources[j]!.id);
  const against = (j: number, kind: LimitOf['kind']) => limitsAgainst(market, matched, j).filter((l) => limits[l]!.kind === kind && ownAt.get(j) !== l);
  const capped = open.filter((j) => isAtCap(market, matched, j)), unpaid = open.filter((j) => against(j, 'budget').length > 0), waiting = open.filter((j) => against(j, 'shared').length > 0);
  const shared = [...new Set(Array.from(waiting).flatMap((j) => against(j, 'shared').flatMap((l) => { const limit = limits[l]!; return limit.kind === 'shared' ? [limit.resourceId] : []; })))];
  const restFen = restOfBudget(market, matched, unpaid);
  return { ...(capped.length > 0 ? { atCap: idsOf(capped) } : {}), ...(unpaid.length > 0 ? { atBudget: idsOf(unpaid), ...(restFen !== null ? { restFen } : {}) } : {}), ...(waiting.length > 0 ? { atShared: idsOf(waiting), shared } : {}) };
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
 * and this need's own unmet unit comes back: the cheapest such round costs `margin`. It ends by another need's unit, for nobody is outbid by himself;
 * rounds that would break a floor are no bid of priority.
 */
function outbidBy(matched: Matched, i: number, ways: WaysApart): Outbid[] {
  const { market, graph } = matched, { start, resourceAt } = market.candidates;
  const open: { k: number; place: number; price: number }[] = [];
  for (let k = start[i]!; k < start[i + 1]!; k++) {
    const one = 2 * resourceAt[k]!, place = ways.entry[one] === i ? one + 1 : one, price = ways.distance[place]! + market.costAt[k]!;
    if (price < Infinity) open.push({ k, place, price });
  }
  const rivals: Outbid[] = [];
  // the margin is the price of the way, aim by aim: the cheapest ways are the nearest rivals
  for (const { k, place } of open.sort((a, b) => a.price - b.price || a.k - b.k)) {
    const way = stepsTo(ways, place), pushedOut = way.find((s) => graph.by[s]! >= 0 && graph.choice[s] === ELSEWHERE);
    if (pushedOut === undefined) continue;
    const levels = noLevels();
    levels[COST] += market.costAt[k]!;
    levels[POINTS] -= market.points[i]!;
    addWay(matched, levels, way);
    const margin = aimsOf(levels, market.fenPerUnit);
    if (margin.floorUnits > 0) break; // and so would all that cost more
    rivals.push({ needId: market.needs[market.needOf[graph.by[pushedOut]!]!]!.id, resourceId: market.resources[resourceAt[k]!]!.id, margin });
    if (rivals.length === RIVALS) break;
  }
  return rivals;
}
