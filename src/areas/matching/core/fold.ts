import type { Exchange } from './model.ts';

/** What the strict order has to outweigh: which hubs carry which costs. */
export type Aimed = {
  hubs: number; sink: number; short: number;
  /** How many arcs count stale units. */
  staleArcs: number;
  /** Where each need's unmet units go, and what one weighs. */
  elseHubs: Int32Array; points: Float64Array;
  /** What a candidate costs, and the hub it leads to. */
  costAt: Float64Array; hubAt: Int32Array;
  /** By how much what is new, which a gap supposes, may cost one need more than another: it has served nobody before. */
  costOfNew: number;
};

/**
 * What a unit of each aim weighs (floors, points, stale units, cost), so that no sum of lesser aims buys one unit of a greater one. A match is the best when no
 * simple round of exchanges pays, and a simple round passes each hub at most once: so a unit outweighs what all lesser aims can sum to on one round, while the
 * totals may be far larger. null: beyond the safe integers.
 */
export function foldAims({ hubs, sink, staleArcs, short, elseHubs, points, costAt, hubAt, costOfNew }: Aimed): [number, number, number, number] | null {
  const most = 2 * (dearestByHub(hubs, hubAt, costAt) + Math.ceil(costOfNew));
  const staleWeighs = most + 1;
  // A round passes each of these arcs once. Three stand beside them so that lists frozen when there was one arc fold, and count costs, as they did then.
  const upToStale = most + staleWeighs * (3 + staleArcs);
  const pointWeighs = upToStale + 1;
  const upToPoints = upToStale + pointWeighs * 2 * dearestByHub(hubs, elseHubs, points);
  const floorWeighs = upToPoints + 1;
  const all = upToPoints + floorWeighs * 2 * new Set([short, sink]).size;
  return Number.isSafeInteger(all) ? [floorWeighs, pointWeighs, staleWeighs, 1] : null;
}

/**
 * What a unit of each aim weighs where an operator has set an exchange rate: points and stale units at their worth in money, and a unit short of a floor still
 * more than all of them can sum to on one round. null: beyond the safe integers, or a rate that is no whole number of the units that costs are counted in.
 */
export function foldByRate({ hubs, sink, staleArcs, short, elseHubs, points, costAt, hubAt, costOfNew }: Aimed, { fenPerPoint, fenPerStaleUnit }: Exchange, fenPerUnit: number): [number, number, number, number] | null {
  const pointWeighs = fenPerPoint / fenPerUnit, staleWeighs = fenPerStaleUnit / fenPerUnit;
  const most = 2 * (dearestByHub(hubs, hubAt, costAt) + Math.ceil(costOfNew)) + staleWeighs * (3 + staleArcs) + pointWeighs * 2 * dearestByHub(hubs, elseHubs, points);
  const floorWeighs = most + 1, all = most + floorWeighs * 2 * new Set([short, sink]).size;
  return [pointWeighs, staleWeighs, all].every(Number.isSafeInteger) ? [floorWeighs, pointWeighs, staleWeighs, 1] : null;
}

/** The sum over all hubs of the dearest that leads there. */
function dearestByHub(hubs: number, hubAt: Int32Array, costAt: Float64Array): number {
  const dearest = new Float64Array(hubs);
  for (let k = 0; k < hubAt.length; k++) if (costAt[k]! > dearest[hubAt[k]!]!) dearest[hubAt[k]!] = costAt[k]!;
  return dearest.reduce((sum, cost) => sum + cost, 0);
}
