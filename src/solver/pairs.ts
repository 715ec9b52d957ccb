import { makeComers, noteChoices, type Comers } from './comers.ts';
import type { MarketState } from './market-state.ts';
import { withRoom } from './with-room.ts';

/**
 * What it costs to let a unit move from one hub to another: of all units at hub j that may go to h only the one who does it for least matters, so there is one entry
 * for each two hubs and not one for each unit and candidate. A city's 700,000 candidates are 110,000 such pairs. No worth stands in them: they change only where a
 * unit comes or goes.
 *
 * `out` lists them by the hub that is left, `into` by the one that is come to. Where the unit of an entry has gone, its cost is a lower bound until it is renewed.
 */
export type Pairs = {
  out: PairLists; into: PairLists;
  comers: Comers;
  /** The units that stand at hub j: so many, first[j], then next[u]; −1 ends them. */
  standing: Int32Array; first: Int32Array; next: Int32Array; before: Int32Array;
  /** Where in the list at hand a hub stands, if it does. */
  place: Int32Array;
  /** What `bestBetween` found: one number, so that nothing is made for it. */
  least: Float64Array;
};

/**
 * Entries k = at[a] … at[a] + count[a] − 1 of hub a: between it and hub `move[2k]` unit `move[2k + 1]` moves for `cost[k]`; both stand side by side, because they are read
 * together. The same pair is entry `twin[k]`, counted from 0, of that hub's list on the other side; all of it stands twice, so that a search from either end reads one
 * stretch of memory.
 */
export type PairLists = { at: Int32Array; count: Int32Array; room: Int32Array; move: Int32Array; cost: Float64Array; twin: Int32Array; end: number };

const makeLists = (hubs: number): PairLists => ({
  at: new Int32Array(hubs), count: new Int32Array(hubs), room: new Int32Array(hubs),
  move: new Int32Array(128 * hubs), cost: new Float64Array(64 * hubs), twin: new Int32Array(64 * hubs), end: 0,
});

/** O(units × candidates). From then on the choices of every unit stand in the order of their hubs. */
export function makePairs(state: MarketState): Pairs {
  const { units, hubs, hubOf } = state;
  for (let u = 0; u < units; u++) if (u === 0 || state.begin[u] !== state.begin[u - 1]) sortChoices(state, u);
  const pairs: Pairs = {
    out: makeLists(hubs), into: makeLists(hubs), comers: makeComers(state), standing: new Int32Array(hubs), first: new Int32Array(hubs).fill(-1), next: new Int32Array(units), before: new Int32Array(units), place: new Int32Array(hubs), least: new Float64Array(1),
  };
  for (let u = units - 1; u >= 0; u--) if (hubOf[u]! >= 0) link(pairs, u, hubOf[u]!);
  for (let j = 0; j < hubs; j++) for (let u = pairs.first[j]!; u >= 0; u = pairs.next[u]!) addUnit(pairs, state, u, j);
  for (const lists of [pairs.out, pairs.into]) tighten(lists);
  return pairs;
}

/** Takes note of the choices of a unit that is new, before it stands anywhere. */
export function meet(pairs: Pairs, state: MarketState, u: number): void {
  sortChoices(state, u);
  noteChoices(pairs.comers, state, u);
}

/** Puts the choices of unit u in the order of their hubs, by insertion. */
function sortChoices({ arcs, begin, end }: MarketState, u: number): void {
  const first = begin[u]!;
  for (let pos = first + 2, stop = end[u]!; pos < stop; pos += 2) {
    const hub = arcs[pos]!, cost = arcs[pos + 1]!;
    let at = pos;
    for (; at > first && arcs[at - 2]! > hub; at -= 2) { arcs[at] = arcs[at - 2]!; arcs[at + 1] = arcs[at - 1]!; }
    arcs[at] = hub;
    arcs[at + 1] = cost;
  }
}

/** Unit u, as it stands in the state, has come to its hub. */
export function comeIn(pairs: Pairs, state: MarketState, u: number): void {
  const j = state.hubOf[u]!, { out: { at, count, move }, place } = pairs;
  link(pairs, u, j);
  for (let i = 0, first = at[j]!; i < count[j]!; i++) place[move[2 * (first + i)]!] = i;
  addUnit(pairs, state, u, j);
}

function link({ standing, first, next, before }: Pairs, u: number, j: number): void {
  standing[j]!++;
  next[u] = first[j]!;
  before[u] = -1;
  if (next[u]! >= 0) before[next[u]!] = u;
  first[j] = u;
}

/** Unit u goes from hub j. What it could do there is a lower bound now. */
export function goAway({ standing, first, next, before }: Pairs, u: number, j: number): void {
  standing[j]!--;
  if (before[u]! >= 0) next[before[u]!] = next[u]!;
  else first[j] = next[u]!;
  if (next[u]! >= 0) before[next[u]!] = before[u]!;
}

/** Unit u of hub j could go to any of its other choices. `place` is right for every hub in the list of j; for others it may be anything. */
function addUnit(pairs: Pairs, { arcs, begin, end, elseHub, elseCost, own }: MarketState, u: number, j: number): void {
  const spare = own[u]!;
  for (let pos = begin[u]!, stop = end[u]!; pos < stop; pos += 2) if (arcs[pos] !== j) addPair(pairs, j, arcs[pos]!, arcs[pos + 1]! - spare, u);
  if (elseHub[u]! >= 0 && elseHub[u] !== j) addPair(pairs, j, elseHub[u]!, elseCost[u]! - spare, u);
}

function addPair({ out, into, place }: Pairs, j: number, h: number, price: number, u: number): void {
  const i = place[h]!, k = out.at[j]! + i;
  if (i < out.count[j]! && out.move[2 * k] === h) {
    if (price < out.cost[k]!) setPair(out, into, k, h, price, u);
    return;
  }
  place[h] = out.count[j]!;
  const twin = into.count[h]!;
  append(into, h, j, price, u, out.count[j]!);
  append(out, j, h, price, u, twin);
}

/** Writes who moves for how much, at entry k and at its twin in the list of hub b. */
function setPair(lists: PairLists, others: PairLists, k: number, b: number, price: number, u: number): void {
  const twin = others.at[b]! + lists.twin[k]!;
  lists.cost[k] = price;
  lists.move[2 * k + 1] = u;
  others.cost[twin] = price;
  others.move[2 * twin + 1] = u;
}

/** Finds anew who moves from hub j to h for least: entry k of hub a's list, which is one of the two. If nobody does, the last entry stands in its place. */
export function renew(lists: PairLists, a: number, k: number, state: MarketState, pairs: Pairs): void {
  const { out, into } = pairs, others = lists === out ? into : out, b = lists.move[2 * k]!;
  const who = lists === out ? bestBetween(pairs, state, a, b) : bestBetween(pairs, state, b, a);
  if (who >= 0) setPair(lists, others, k, b, pairs.least[0]!, who);
  else {
    remove(others, lists, b, lists.twin[k]!);
    remove(lists, others, a, k - lists.at[a]!);
  }
}

/** Who moves from j to h for least, −1 if nobody does: of those who stand at j or, if they are fewer to look at, of those who may come to h. For how much is left in `least`. */
function bestBetween({ standing, first, next, comers: { at, count, unit, cost }, least: found }: Pairs, state: MarketState, j: number, h: number): number {
  const { own, hubOf } = state;
  let least = Infinity, who = -1;
  if (LOOK_UP * standing[j]! < count[h]!) {
    for (let u = first[j]!; u >= 0; u = next[u]!) {
      const price = findCost(state, u, h) - own[u]!;
      if (price < least) { least = price; who = u; }
    }
  } else {
    for (let c = at[h]!, end = c + count[h]!; c < end; c++) {
      const u = unit[c]!;
      if (hubOf[u] === j && cost[c]! - own[u]! < least) { least = cost[c]! - own[u]!; who = u; }
    }
  }
  found[0] = least;
  return who;
}

/** What finding one choice of a unit by halving counts as, beside reading the next of those who may come. */
const LOOK_UP = 16;

/** The least a choice of unit u that leads to hub h costs; Infinity: none does. Finds it by halving. */
function findCost({ begin, end, arcs, elseHub, elseCost }: MarketState, u: number, h: number): number {
  let least = elseHub[u] === h ? elseCost[u]! : Infinity, low = begin[u]! >> 1, high = end[u]! >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (arcs[2 * middle]! < h) low = middle + 1;
    else high = middle;
  }
  for (let pos = 2 * low, stop = end[u]!; pos < stop && arcs[pos] === h; pos += 2) if (arcs[pos + 1]! < least) least = arcs[pos + 1]!;
  return least;
}

/** Puts the last entry of hub a's list in the place of entry i. */
function remove(lists: PairLists, others: PairLists, a: number, i: number): void {
  const last = lists.at[a]! + --lists.count[a]!, k = lists.at[a]! + i;
  if (k === last) return;
  lists.move[2 * k] = lists.move[2 * last]!;
  lists.move[2 * k + 1] = lists.move[2 * last + 1]!;
  lists.cost[k] = lists.cost[last]!;
  lists.twin[k] = lists.twin[last]!;
  others.twin[others.at[lists.move[2 * k]!]! + lists.twin[k]!] = i;
}

function append(lists: PairLists, a: number, b: number, price: number, u: number, twin: number): void {
  if (lists.count[a] === lists.room[a]) moveList(lists, a);
  const k = lists.at[a]! + lists.count[a]!++;
  lists.move[2 * k] = b;
  lists.move[2 * k + 1] = u;
  lists.cost[k] = price;
  lists.twin[k] = twin;
}

/** The list of hub a, with twice the room, to the end. */
function moveList(lists: PairLists, a: number): void {
  const { at, count, room } = lists, from = at[a]!, to = from + count[a]!;
  room[a] = 2 * room[a]! + 8;
  if (lists.end + room[a]! > lists.cost.length) widen(lists, 2 * (lists.end + room[a]!));
  lists.move.copyWithin(2 * lists.end, 2 * from, 2 * to);
  for (const field of [lists.cost, lists.twin]) field.copyWithin(lists.end, from, to);
  at[a] = lists.end;
  lists.end += room[a]!;
}

/** No more room than a list needs, and a quarter. */
function tighten(lists: PairLists): void {
  const { hubs, from } = { hubs: lists.at.length, from: lists.at.slice() }, old = { ...lists };
  let end = 0;
  for (let a = 0; a < hubs; a++) {
    lists.at[a] = end;
    lists.room[a] = lists.count[a]! + (lists.count[a]! >> 2) + 4;
    end += lists.room[a]!;
  }
  const room = end + (end >> 2) + 64;
  Object.assign(lists, { move: new Int32Array(2 * room), cost: new Float64Array(room), twin: new Int32Array(room), end });
  for (let a = 0; a < hubs; a++) {
    const first = from[a]!, stop = first + lists.count[a]!;
    lists.move.set(old.move.subarray(2 * first, 2 * stop), 2 * lists.at[a]!);
    for (const field of ['cost', 'twin'] as const) lists[field].set(old[field].subarray(first, stop), lists.at[a]);
  }
}

function widen(lists: PairLists, length: number): void {
  Object.assign(lists, { move: withRoom(lists.move, 2 * length), cost: withRoom(lists.cost, length), twin: withRoom(lists.twin, length) });
}
