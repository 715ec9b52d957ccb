import { distancesFrom, turnedRound, wayTo, type Distances, type Residual } from '../../../solver/residual.ts';
import { COST, FLOOR, POINTS, STALE, type Matched } from './market.ts';
import type { Aims, Gap, ResourceValue } from './model.ts';

export function aimsOf(levels: number[], fenPerUnit: number): Aims {
  return { floorUnits: levels[FLOOR]! + 0, points: levels[POINTS]! + 0, staleUnits: levels[STALE]! + 0, costFen: levels[COST]! * fenPerUnit + 0 };
}

const NOTHING: Aims = { floorUnits: 0, points: 0, staleUnits: 0, costFen: 0 };

/** The weightiest aim decides; negative if the first gains less. */
export function compareAims(a: Aims, b: Aims): number {
  return a.floorUnits - b.floorUnits || a.points - b.points || a.staleUnits - b.staleUnits || a.costFen - b.costFen;
}

/** What a way through the residual graph costs on each level. */
export function levelsOfWay(way: { arc: number; isForward: boolean }[], levels: Float64Array[]): number[] {
  return levels.map((level) => way.reduce((sum, { arc, isForward }) => sum + (isForward ? level[arc]! : -level[arc]!), 0));
}

/**
 * What one more unit of each resource would bring. A further unit opens one place between the resource and the node its capacity leads to,
 * so its worth is the cheapest way back from there: exact, where prices of an optimum may be one of many.
 */
export function resourceValues({ market, flow, residual }: Matched, fenPerUnit: number): ResourceValue[] {
  const { to } = market.problem;
  const distancesAt = new Map<number, Distances>();
  return market.resources.map((resource, j) => {
    const arc = market.capacityArc(j), unitsLeft = resource.capacity - flow[arc]!, node = market.resourceNode(j);
    if (unitsLeft > 0) return { resourceId: resource.id, unitsLeft, nextUnit: NOTHING };
    const start = to[arc]!, distances = distancesAt.get(start) ?? distancesFrom(residual, start);
    distancesAt.set(start, distances);
    const pays = distances.distance[node]! < 0;
    return { resourceId: resource.id, unitsLeft, nextUnit: pays ? gainOf(residual, distances, node, market.levels, 0, fenPerUnit) : NOTHING };
  });
}

function gainOf(residual: Residual, distances: Distances, node: number, levels: Float64Array[], extraCost: number, fenPerUnit: number): Aims {
  const spent = levelsOfWay(wayTo(residual, distances, node), levels);
  spent[COST]! += extraCost;
  return aimsOf(spent.map((units) => -units), fenPerUnit);
}

/**
 * What others would lose if one unit of a full resource went to somebody else: the cheapest way on for the unit that gives way, one search for all.
 * At most that, for one of them might move into the place that the somebody leaves. Null where no unit could give way (all are pinned).
 */
export function lossesOf({ market, residual }: Matched, fenPerUnit: number): (j: number) => Aims | null {
  const turned = turnedRound(residual), ways = distancesFrom(turned, market.sink);
  return (j) => {
    const node = market.resourceNode(j);
    return ways.distance[node] === Infinity ? null : aimsOf(levelsOfWay(wayTo(turned, ways, node), market.levels), fenPerUnit);
  };
}

/**
 * Where more is wanted: every category and community with unmet units, and what one unit would bring that is based there, free and suits everyone;
 * the most valuable first. It covers what nobody offers, too.
 */
export function gapList({ input, market, flow, residual }: Matched, fenPerUnit: number): Gap[] {
  const { needs, sink, levels } = market;
  const distances = distancesFrom(residual, sink);
  const wayCost = Math.round(input.options.weights.distanceFen.community / fenPerUnit);
  const bestAt = new Map<string, { gap: Omit<Gap, 'nextUnit'>; node: number }>();
  needs.forEach((need, i) => {
    const key = `${need.communityCode} ${need.category}`, unmetUnits = flow[market.unmetArc(i)]!;
    const known = bestAt.get(key);
    if (!known) {
      bestAt.set(key, { gap: { category: need.category, communityCode: need.communityCode, unmetUnits }, node: i });
      return;
    }
    known.gap.unmetUnits += unmetUnits;
    if (distances.distance[i]! < distances.distance[known.node]!) known.node = i;
  });
  const gaps: Gap[] = [];
  for (const { gap, node } of bestAt.values()) {
    if (gap.unmetUnits === 0) continue;
    gaps.push({ ...gap, nextUnit: gainOf(residual, distances, node, levels, wayCost, fenPerUnit) });
  }
  return gaps.sort((a, b) => compareAims(b.nextUnit, a.nextUnit) || (a.communityCode + a.category < b.communityCode + b.category ? -1 : 1));
}
