import type { MarketState } from './market-state.ts';

/** So many of a unit's choices are looked at first; the rest only where they could matter. Measured: 4 to 12 alike. */
const SHORT = 6;

/**
 * Where optima are changed again and again, hardly any unit moves to any but its few best choices. So the best stand first among a unit's candidates, and none
 * of the others costs less, with the worth it leads to, than `rest[listOf[u]]`. Units of one need share their candidates and so their list. Worths that rise
 * leave that true; where one falls, `sooner` puts it right.
 */
export type ShortLists = { listOf: Int32Array; rest: Float64Array; lists: number };

/** Puts the best choices of every unit first. O(units × candidates). */
export function makeShortLists(state: MarketState): ShortLists {
  const { units, begin } = state, lists: ShortLists = { listOf: new Int32Array(units), rest: new Float64Array(units), lists: 0 }, listAt = new Map<number, number>();
  for (let u = 0; u < units; u++) {
    const known = listAt.get(begin[u]!);
    if (known !== undefined && state.end[u]! > begin[u]!) { lists.listOf[u] = known; continue; }
    listAt.set(begin[u]!, lists.lists);
    lists.listOf[u] = lists.lists++;
    shorten(state, lists, u);
  }
  return lists;
}

/** Where the first choices of unit u end. */
export const shortEnd = ({ begin, end }: MarketState, u: number): number => Math.min(end[u]!, begin[u]! + 2 * SHORT);

/** Puts unit u's best choices first, as worths are now, by insertion. */
export function shorten(state: MarketState, { listOf, rest }: ShortLists, u: number): void {
  const { arcs, begin, end, worth } = state, first = begin[u]!, last = shortEnd(state, u);
  let least = Infinity;
  sortFirst(state, first, last);
  for (let pos = last, stop = end[u]!; pos < stop; pos += 2) {
    const dearest = last - 2, cost = arcs[pos + 1]! + worth[arcs[pos]!]!, most = arcs[dearest + 1]! + worth[arcs[dearest]!]!;
    if (cost >= most) { if (cost < least) least = cost; continue; }
    if (most < least) least = most;
    swap(arcs, pos, dearest);
    sink(state, first, dearest);
  }
  rest[listOf[u]!] = least;
}

/** The first choices, the cheapest before the dearer. */
function sortFirst(state: MarketState, first: number, last: number): void {
  for (let pos = first + 2; pos < last; pos += 2) sink(state, first, pos);
}

/** Moves the choice at pos before those that are dearer. */
function sink({ arcs, worth }: MarketState, first: number, pos: number): void {
  const cost = arcs[pos + 1]! + worth[arcs[pos]!]!;
  for (let at = pos; at > first && arcs[at - 1]! + worth[arcs[at - 2]!]! > cost; at -= 2) swap(arcs, at, at - 2);
}

function swap(arcs: Int32Array | Float64Array, a: number, b: number): void {
  const hub = arcs[a]!, cost = arcs[a + 1]!;
  arcs[a] = arcs[b]!;
  arcs[a + 1] = arcs[b + 1]!;
  arcs[b] = hub;
  arcs[b + 1] = cost;
}

/** Hub h can now be had for `cost` by unit u: if that is less than the rest were known to cost, and h is not among the first, the rest cost no more than that. */
export function lowerRest(state: MarketState, { listOf, rest }: ShortLists, u: number, h: number, cost: number): void {
  const list = listOf[u]!;
  if (cost >= rest[list]!) return;
  for (let pos = state.begin[u]!, stop = shortEnd(state, u); pos < stop; pos += 2) if (state.arcs[pos] === h) return;
  rest[list] = cost;
}
