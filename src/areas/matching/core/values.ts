import { hubOfRow } from '../../../solver/hub-graph.ts';
import { stepsFrom, stepsTo, waysFrom, type Ways } from '../../../solver/hub-ways.ts';
import { ELSEWHERE } from '../../../solver/layered-market.ts';
import { COST } from './market.ts';
import { addChoice, addWay, aimsOf, isAtCap, noLevels, unitsAllowed, unitsBeside, waysInto, type Matched } from './matched.ts';
import type { Aims, Exchange, Gap, MatchNeed, OrganizationValue, ResourceValue } from './model.ts';
import { surchargeOf } from './weights.ts';

const NOTHING: Aims = { floorUnits: 0, points: 0, staleUnits: 0, costFen: 0 };

/** The weightiest aim decides; negative if the first gains less. Under an exchange rate what stands below the floors is one sum of money. */
export function compareAims(a: Aims, b: Aims, rate?: Exchange): number {
  if (rate) return a.floorUnits - b.floorUnits || moneyOf(a, rate) - moneyOf(b, rate);
  return a.floorUnits - b.floorUnits || a.points - b.points || a.staleUnits - b.staleUnits || a.costFen - b.costFen;
}

const moneyOf = (aims: Aims, { fenPerPoint, fenPerStaleUnit }: Exchange): number => aims.points * fenPerPoint + aims.staleUnits * fenPerStaleUnit + aims.costFen;

/**
 * What one more unit of each resource would bring. A further unit opens one place between the resource and the hub its capacity leads to,
 * so its worth is the cheapest way back from there: exact, where prices of an optimum may be one of many.
 */
export function resourceValues(matched: Matched): ResourceValue[] {
  const { market, graph, used } = matched, { to } = market.layered.network, { capHubs, caps: { capOf } } = market, known = new Map<number, Ways>();
  // under a cap that has room a unit is at the sink for nothing: one search for all of those
  const onward = (j: number) => (capOf[j]! >= 0 && to[j] === capHubs[capOf[j]!] && !isAtCap(market, matched, j) ? market.sink : to[j]!);
  return market.resources.map((resource, j) => {
    // where there is no money for it, or nothing to take along, a unit more is of no use
    const unitsLeft = Math.max(0, Math.min(resource.capacity - used[j]!, unitsAllowed(market, matched, j)));
    if (unitsBeside(market, matched, j) < 1) return { resourceId: resource.id, unitsLeft, nextUnit: NOTHING };
    if (unitsLeft > 0) return { resourceId: resource.id, unitsLeft, nextUnit: NOTHING };
    const from = onward(j), ways = known.get(from) ?? waysFrom(graph, from);
    known.set(from, ways);
    return { resourceId: resource.id, unitsLeft, nextUnit: gainOf(matched, ways, j) };
  });
}

/** What is gained along the cheapest way to a hub; nothing where it costs. */
function gainOf(matched: Matched, ways: Ways, hub: number): Aims {
  if (!(ways.distance[hub]! < 0)) return NOTHING;
  const levels = noLevels();
  addWay(matched, levels, stepsFrom(matched.graph, ways, hub));
  return aimsOf(levels, matched.market.fenPerUnit, -1);
}

/** The same of each organisation's cap: a further unit opens one place between the organisation's hub and the sink. */
export function organizationValues(matched: Matched): OrganizationValue[] {
  const { market: { caps, capHubs, sink }, graph, carried } = matched;
  if (caps.organizations.length === 0) return [];
  const ways = waysFrom(graph, sink);
  return caps.organizations.map(({ id, capacity }, c) => {
    const unitsLeft = capacity - carried[c]!;
    return { organizationId: id, unitsLeft, nextUnit: unitsLeft > 0 ? NOTHING : gainOf(matched, ways, capHubs[c]!) };
  });
}

/**
 * What others would lose if one unit of a full resource went to somebody else: the cheapest way on for the unit that gives way, one search for all.
 * At most that, for one of them might move into the place that the somebody leaves. Null where no unit could give way (all are pinned).
 */
export function lossesOf(matched: Matched): (j: number) => Aims | null {
  const { market } = matched, ways = waysInto(matched, market.sink), known = new Map<number, Aims | null>();
  return (j) => {
    if (known.has(j)) return known.get(j)!;
    const levels = noLevels(), canGive = ways.distance[2 * j]! < Infinity;
    if (canGive) addWay(matched, levels, stepsTo(ways, 2 * j));
    const loss = canGive ? aimsOf(levels, market.fenPerUnit) : null;
    known.set(j, loss);
    return loss;
  };
}

/**
 * Where more is wanted: every category and community with unmet units, and what one unit would bring that is based there, free and suits everyone;
 * the most valuable first. It covers what nobody offers, too.
 */
export const gapList = (matched: Matched): Gap[] =>
  placeValues(matched).filter(({ unmetUnits }) => unmetUnits > 0).sort((a, b) => compareAims(b.nextUnit, a.nextUnit, matched.input.options.exchange) || (a.communityCode + a.category < b.communityCode + b.category ? -1 : 1));

/** The same of every category and community that asks, whether or not anything is unmet just there: what is put there may free for others what comes there now. */
export function placeValues(matched: Matched): Gap[] {
  const { input: { options: { weights } }, market, unmet, graph, choice } = matched, { layered } = market;
  const costOfNew = (need: MatchNeed): number => Math.round((weights.distanceFen.community + surchargeOf(need, weights)) / market.fenPerUnit);
  const ways = waysFrom(graph, market.sink), flow = { choice, flow: new Float64Array() };
  const bestAt = new Map<string, { gap: Omit<Gap, 'nextUnit'>; row: number; least: number }>();
  for (let row = 0; row < market.needOf.length; row++) {
    if (layered.elseHub[row] === ELSEWHERE) continue; // pinned: it stays where it is
    const i = market.needOf[row]!, need = market.needs[i]!;
    if (need.sameWorker === 'only') continue; // what is new has never served anybody
    const key = `${need.communityCode} ${need.category}`;
    // the unit leaves the place it has, or stops being unmet
    const own = choice[row] === ELSEWHERE ? layered.elseCost[row]! : layered.cost[choice[row]!]!, least = ways.distance[hubOfRow(layered, flow, row)]! - own + costOfNew(need);
    const known = bestAt.get(key);
    if (!known) bestAt.set(key, { gap: { category: need.category, communityCode: need.communityCode, unmetUnits: unmet[i]! }, row, least });
    else {
      if (row === market.firstRow[i]) known.gap.unmetUnits += unmet[i]!;
      if (least < known.least) { known.row = row; known.least = least; }
    }
  }
  const gaps: Gap[] = [];
  for (const { gap, row } of bestAt.values()) {
    const levels = noLevels();
    addWay(matched, levels, stepsFrom(graph, ways, hubOfRow(layered, flow, row)));
    addChoice(market, levels, row, choice[row]!, -1);
    levels[COST] += costOfNew(market.needs[market.needOf[row]!]!);
    gaps.push({ ...gap, nextUnit: aimsOf(levels, market.fenPerUnit, -1) });
  }
  return gaps;
}
