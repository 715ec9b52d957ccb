import type { LayeredMarket } from '../../src/solver/layered-market.ts';
import { seededNumbers } from '../../src/solver/samples.ts';

export type CitySize = { name: string; needs: number; slots: number; fewest: number; most: number };
export type Mode = 'weighted' | 'lexicographic';

/** The four sizes of the promise; `fewest` and `most` are the candidates of a need. */
export const CITY_SIZES: Record<string, CitySize> = {
  S: { name: 'S', needs: 1_000, slots: 200, fewest: 19, most: 19 },
  M: { name: 'M', needs: 20_000, slots: 2_000, fewest: 20, most: 48 },
  L: { name: 'L', needs: 200_000, slots: 10_000, fewest: 20, most: 50 },
  XL: { name: 'XL', needs: 1_000_000, slots: 30_000, fewest: 20, most: 50 },
};

const CATEGORIES = 8;
/** Weighted: a point of priority is worth 200 m of travel. Strict: more than any chain of exchanges could save in travel. */
const POINT: Record<Mode, number> = { weighted: 200, lexicographic: 1e9 };
/** A unit short of a floor, in points: in the strict mode 8·10^11, the dearest arc of all. */
const FLOOR_POINTS = 800;
const MOST_POINTS = 100;

type Chance = (bound: number) => number;
type Place = { x: Float64Array; y: Float64Array; home: Int32Array };
type Plan = { size: CitySize; communities: number; streets: number; perStreet: number; side: number };

/**
 * A city by numbers: communities on a square, slots and needs in them, candidates mostly near and of one's category, organisations with a cap over
 * their slots, floors for urgent needs by community and street. Costs are metres of travel and a fee; what stays unmet costs its points.
 * About as many places as needs, unevenly spread, so that some parts are over-demanded and some are not. Same seed, same city.
 */
export function cityMarket(size: CitySize, mode: Mode, seed = 1): LayeredMarket {
  const next = seededNumbers(seed * 7919 + size.needs);
  const communities = Math.max(10, Math.round(size.needs / 400)), perStreet = 10;
  const plan: Plan = { size, communities, perStreet, streets: Math.ceil(communities / perStreet), side: Math.ceil(Math.sqrt(communities)) };
  const slots = place(plan, size.slots, next), needs = place(plan, size.needs, next);
  const urgent = Uint8Array.from({ length: size.needs }, () => (next(5) === 0 ? 1 : 0));
  const { network, communityHub, sink } = hubNetwork(plan, needs, urgent, POINT[mode], next);
  const candidates = candidatesOf(plan, slots, needs, next);
  const elseCost = Float64Array.from({ length: size.needs }, (_, i) => (1 + next(urgent[i] ? MOST_POINTS : MOST_POINTS / 2)) * POINT[mode]);
  const elseHub = Int32Array.from({ length: size.needs }, (_, i) => (urgent[i] ? communityHub(needs.home[i]!) : sink));
  return { ...candidates, elseHub, elseCost, network };
}

/** Half the points are anywhere; the rest crowd in a tenth of the communities. A community is a square kilometre. */
function place({ communities, side }: Plan, count: number, next: Chance): Place {
  const x = new Float64Array(count), y = new Float64Array(count), home = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    home[i] = next(2) === 0 ? next(communities) : next(Math.ceil(communities / 10)) * 10 % communities;
    x[i] = (home[i]! % side) * 1_000 + next(1_000);
    y[i] = Math.floor(home[i]! / side) * 1_000 + next(1_000);
  }
  return { x, y, home };
}

/** Hubs: slots, then organisations, communities, streets, the sink. */
function hubNetwork({ size, communities, streets, perStreet }: Plan, needs: Place, urgent: Uint8Array, point: number, next: Chance) {
  const organisations = Math.ceil(size.slots / 4);
  const firstCommunity = size.slots + organisations, firstStreet = firstCommunity + communities, sink = firstStreet + streets;
  const arcs: [from: number, to: number, capacity: number, cost: number][] = [];
  const offered = new Float64Array(organisations);
  // (199 + 1) · u^k has the mean 200 / (k + 1): as many places as there are needs, and a twentieth more
  const skew = 200 / (1.05 * size.needs / size.slots) - 1;
  for (let j = 0; j < size.slots; j++) {
    const capacity = 1 + Math.floor(199 * (next(1_000_000) / 1_000_000) ** skew), owner = next(organisations);
    offered[owner]! += capacity;
    arcs.push([j, size.slots + owner, capacity, 0]);
  }
  for (let o = 0; o < organisations; o++) arcs.push([size.slots + o, sink, Math.ceil(offered[o]! * (60 + next(41)) / 100), 0]);
  const asked = new Float64Array(communities + streets);
  urgent.forEach((isUrgent, i) => { if (isUrgent) { asked[needs.home[i]!]!++; asked[communities + Math.floor(needs.home[i]! / perStreet)]!++; } });
  for (let c = 0; c < communities; c++) {
    arcs.push([firstCommunity + c, firstStreet + Math.floor(c / perStreet), Math.floor(asked[c]! * 0.3), 0]);
    arcs.push([firstCommunity + c, sink, size.needs, FLOOR_POINTS * point]);
  }
  for (let s = 0; s < streets; s++) {
    arcs.push([firstStreet + s, sink, Math.floor(asked[communities + s]! * 0.15), 0]);
    arcs.push([firstStreet + s, sink, size.needs, FLOOR_POINTS * point]);
  }
  const supply = new Float64Array(sink + 1);
  supply[sink] = -size.needs;
  const network = {
    supply, from: Int32Array.from(arcs, (arc) => arc[0]), to: Int32Array.from(arcs, (arc) => arc[1]),
    lower: new Float64Array(arcs.length), capacity: Float64Array.from(arcs, (arc) => arc[2]), cost: Float64Array.from(arcs, (arc) => arc[3]),
  };
  return { network, sink, communityHub: (c: number) => firstCommunity + c };
}

/** Each need looks at slots of its category in rings of communities round its own until it has enough; a few it takes from anywhere. */
function candidatesOf({ size, communities, side }: Plan, slots: Place, needs: Place, next: Chance) {
  const within: number[][] = Array.from({ length: communities * CATEGORIES }, () => []);
  const fee = Int32Array.from({ length: size.slots }, () => next(500));
  for (let j = 0; j < size.slots; j++) within[slots.home[j]! * CATEGORIES + j % CATEGORIES]!.push(j);
  const start = new Int32Array(size.needs + 1), seen = new Int32Array(size.slots).fill(-1);
  const hub = new Int32Array(size.needs * size.most), cost = new Int32Array(size.needs * size.most);
  let m = 0;
  const take = (i: number, j: number) => {
    if (seen[j] === i) return;
    seen[j] = i;
    hub[m] = j;
    cost[m++] = Math.round(Math.hypot(slots.x[j]! - needs.x[i]!, slots.y[j]! - needs.y[i]!)) + fee[j]!;
  };
  for (let i = 0; i < size.needs; i++) {
    const wanted = size.fewest + next(size.most - size.fewest + 1), category = next(CATEGORIES), end = start[i]! + wanted;
    const near = end - Math.floor(wanted / 6), column = needs.home[i]! % side, line = Math.floor(needs.home[i]! / side);
    for (let ring = 0; ring <= side && m < near; ring++) {
      for (let c = 0; c < (ring === 0 ? 1 : 8 * ring) && m < near; c++) {
        const [dx, dy] = onRing(ring, c), community = (line + dy) * side + column + dx;
        if (column + dx < 0 || column + dx >= side || line + dy < 0 || community >= communities) continue;
        for (const j of within[community * CATEGORIES + category]!) if (m < near) take(i, j);
      }
    }
    for (let tries = 0; m < end && tries < 100; tries++) take(i, next(Math.floor(size.slots / CATEGORIES)) * CATEGORIES + category);
    start[i + 1] = m;
  }
  return { first: start.subarray(0, size.needs), last: start.subarray(1), hub: hub.slice(0, m), cost: cost.slice(0, m) };
}

/** Step c of the walk along the square ring of that radius. */
function onRing(ring: number, c: number): [number, number] {
  if (ring === 0) return [0, 0];
  const along = c % (2 * ring) - ring;
  switch (Math.floor(c / (2 * ring))) {
    case 0: return [along, -ring];
    case 1: return [ring, along];
    case 2: return [-along, ring];
    default: return [-ring, -along];
  }
}
