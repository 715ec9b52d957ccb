import type { MarketState } from './market-state.ts';

/** So many of a unit's choices are looked at first; the rest only where they could matter. Measured: 4 to 12 alike. */
const SHORT = 6;

/**
 * Where optima are changed again and again, hardly any unit moves to any but its few best choices. So the best stand first among a unit's candidates, and none
 * of the others costs less, with the worth it leads to, than `rest[u]`. Worths that rise leave that true; where one falls, `lowerRest` puts it right.
 */
export type ShortLists = { rest: Float64Array };

/** Gives every unit candidates of its own, if it shared them, and puts its best first. O(units × candidates). */
export function makeShortLists(state: MarketState): ShortLists {
  const lists: ShortLists = { rest: new Float64Array(state.units) };
  part(state);
  for (let u = 0; u < state.units; u++) shorten(state, lists, u);
  return lists;
}

/** Units of one need stand together and share their candidates; here each changes by itself. */
function part(state: MarketState): void {
  const { units, begin, end } = state;
  let room = 0;
  for (let u = 0; u < units; u++) room += end[u]! - begin[u]!;
  if (room <= state.arcs.length) return;
  const arcs = state.arcs instanceof Int32Array ? new Int32Array(room) : new Float64Array(room);
  for (let u = 0, pos = 0; u < units; u++) {
    arcs.set(state.arcs.subarray(begin[u]!, end[u]!), pos);
    end[u] = pos + end[u]! - begin[u]!;
    begin[u] = pos;
    pos = end[u]!;
  }
  state.arcs = arcs;
}

/** Where the first choices of unit u end. */
export const shortEnd = ({ begin, end }: MarketState, u: number): number => Math.min(end[u]!, begin[u]! + 2 * SHORT);

/** Puts unit u's best choices first, as worths are now, by insertion. */
export function shorten(state: MarketState, { rest }: ShortLists, u: number): void {
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
  rest[u] = least;
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
export function lowerRest({ arcs, begin, end }: MarketState, { rest }: ShortLists, u: number, h: number, cost: number): void {
  if (cost >= rest[u]!) return;
  for (let pos = begin[u]!, stop = Math.min(end[u]!, pos + 2 * SHORT); pos < stop; pos += 2) if (arcs[pos] === h) return;
  rest[u] = cost;
}
