import { makeOptimum, sendBothWays, type Optimum } from './both-ways.ts';
import { ELSEWHERE, type LayeredMarket } from './layered-market.ts';
import { look, makeState, type MarketState } from './market-state.ts';
import { comeIn, goAway, meet } from './pairs.ts';
import { solveState } from './solve-market.ts';
import { withRoom } from './with-room.ts';

/** What a unit may choose: hubs at costs, and its other way (elseHub −1: none). */
export type Choices = { hub: number[]; cost: number[]; elseHub: number; elseCost: number };

/** An optimum that changes are made to; every unit ends at hub `sink`. Unit numbers are the market's rows at first; those put in later count on. `objective` is of what stands now. */
export type LiveMarket = Optimum & { sink: number; objective: bigint; unitOf: number[]; arcsEnd: number };

/** Worths drift, so now and then all are shifted alike, well before sums of theirs leave the safe integers. */
const HIGHEST = 2 ** 51;

/** Solves a market and keeps it open for changes; every unit ends at hub `sink`. null: it has no optimum to start from. */
export function openMarket(market: LayeredMarket, sink: number): LiveMarket | null {
  const state = makeState(market), answer = solveState(market, state);
  if (answer.status !== 'optimal') return null;
  const unitOf: number[] = Array.from({ length: state.units }, () => -1);
  state.rowOf.forEach((row, u) => { unitOf[row] = u; });
  return { ...makeOptimum(state), sink, objective: answer.objective, unitOf, arcsEnd: state.arcs.length };
}

/** Puts one more unit in and makes room for it as cheaply as can be; answers its number, or −1 if there is no room for it at any cost. */
export function insertUnitLive(live: LiveMarket, choices: Choices): number {
  const row = live.unitOf.push(-1) - 1;
  live.state.excess[live.sink]!--;
  if (place(live, row, choices, live.sink)) return row;
  live.state.excess[live.sink]!++;
  return -1;
}

/** Takes a unit out; what it held goes to whoever gains most. */
export function cancelUnit(live: LiveMarket, row: number): void {
  const j = takeAway(live, row);
  if (j >= 0) fillFromSink(live, j);
}

/**
 * Gives a unit other choices: a veto leaves one out, a pin leaves one only. Answers false, and the unit stands nowhere, if there is no room for it.
 * What it finds and what it leaves is settled in one: what comes to the one hub goes to the other, which is the cheapest of all ways to do both.
 */
export function changeUnit(live: LiveMarket, row: number, choices: Choices): boolean {
  const j = takeAway(live, row);
  if (j < 0) live.state.excess[live.sink]!--;
  if (place(live, row, choices, j < 0 ? live.sink : j)) return true;
  if (j < 0) live.state.excess[live.sink]!++;
  else fillFromSink(live, j);
  return false;
}

/** Takes a row's unit from where it stands; answers the hub that now lacks one, −1 if it stood nowhere. */
function takeAway(live: LiveMarket, row: number): number {
  const { state, pairs } = live, u = live.unitOf[row]!, j = u < 0 ? -1 : state.hubOf[u]!;
  if (j < 0) return -1;
  goAway(pairs, u, j);
  live.objective -= BigInt(state.own[u]!);
  state.hubOf[u] = -1;
  state.excess[j]!--;
  return j;
}

function fillFromSink(live: LiveMarket, j: number): void {
  live.state.excess[live.sink]!++;
  if (!settle(live, live.sink, j)) throw new Error('a place that was left cannot be reached');
}

/** Sets the capacity of a network arc (its lower bound stays). Answers false, and changes nothing, if not everything could then be carried. */
export function setCapacity(live: LiveMarket, arc: number, span: number): boolean {
  const { state } = live, { room, pair, step, worth, excess, head } = state;
  const p = state.position[arc]!, q = pair[p]!, to = head[p]!, from = head[q]!, carried = room[q]!;
  if (carried > span) {
    const before = carried + room[p]!, back = carried - span;
    room[q] = span;
    room[p] = 0;
    shift(live, from, to, back, -step[p]!);
    if (settle(live, from, to)) return true;
    room[p]! += before - span; // wider again, and what found no way goes back along it
    const left = excess[from]!;
    room[p]! -= left;
    room[q]! += left;
    shift(live, to, from, left, step[p]!);
    repair(live);
    return false;
  }
  room[p] = span - carried;
  if (step[p]! + worth[to]! < worth[from]! && span > carried) {
    const more = span - carried;
    room[p] = 0;
    room[q] = span;
    shift(live, to, from, more, step[p]!);
    settle(live, to, from);
  }
  return true;
}

/** `units` appear at hub `at` and are lacking at hub `lacks`, which costs `price` each. */
function shift(live: LiveMarket, at: number, lacks: number, units: number, price: number): void {
  live.state.excess[at]! += units;
  live.state.excess[lacks]! -= units;
  live.objective += BigInt(units) * BigInt(price);
}

/** After a narrowing that was taken back, an arc may pay again; it is filled and what that shifts is settled. */
function repair(live: LiveMarket): void {
  const { hubs, arcsAt, head, pair, room, step, worth } = live.state;
  for (let v = 0; v < hubs; v++) {
    for (let p = arcsAt[v]!; p < arcsAt[v + 1]!; p++) {
      const units = room[p]!, to = head[p]!;
      if (units === 0 || step[p]! + worth[to]! >= worth[v]!) continue;
      room[p] = 0;
      room[pair[p]!]! += units;
      shift(live, to, v, units, step[p]!);
      settle(live, to, v);
    }
  }
}

/** Writes the choices of a new unit of that row, lets it stand at the best, and settles with hub `lacks`, which lacks one. What the row was before stays behind, standing nowhere. */
function place(live: LiveMarket, row: number, { hub, cost, elseHub, elseCost }: Choices, lacks: number): boolean {
  growFor(live, 2 * hub.length);
  const { state, pairs } = live, u = state.units++;
  live.unitOf[row] = u;
  state.rowOf[u] = row;
  state.begin[u] = live.arcsEnd;
  hub.forEach((h, c) => { state.arcs[live.arcsEnd++] = h; state.arcs[live.arcsEnd++] = cost[c]!; });
  state.end[u] = live.arcsEnd;
  state.elseHub[u] = elseHub;
  state.elseCost[u] = elseCost;
  state.hubOf[u] = -1;
  meet(pairs, state, u);
  const at = look(state, u, -1);
  if (at < ELSEWHERE) return false;
  const j = at < 0 ? elseHub : state.arcs[at]!;
  state.own[u] = at < 0 ? elseCost : state.arcs[at + 1]!;
  state.hubOf[u] = j;
  comeIn(pairs, state, u);
  state.excess[j]!++;
  live.objective += BigInt(state.own[u]!);
  if (settle(live, j, lacks)) return true;
  takeAway(live, row); // nothing moved, so what found no way is this unit itself
  return false;
}

/** Sends all that is too much at hub h to hub `to`, which lacks it; false if some of it has no way. */
function settle(live: LiveMarket, h: number, to: number): boolean {
  const { state } = live;
  while (state.excess[h]! > 0) {
    const spent = sendBothWays(live, h, to);
    if (spent === null) return false;
    live.objective += BigInt(spent);
  }
  if (Math.abs(state.worth[live.sink]!) > HIGHEST) lowerAll(state);
  return true;
}

/** Takes the least worth from all worths. */
function lowerAll({ worth }: MarketState): void {
  const least = worth.reduce((a, b) => Math.min(a, b));
  for (let h = 0; h < worth.length; h++) worth[h]! -= least;
}

/** Room for one more unit and its choices; what is full is copied into twice the room. */
function growFor(live: LiveMarket, pieces: number): void {
  const { state, pairs } = live;
  if (live.arcsEnd + pieces > state.arcs.length) state.arcs = withRoom(state.arcs, 2 * (live.arcsEnd + pieces));
  if (state.units < state.hubOf.length) return;
  const length = 2 * state.units + 16;
  for (const field of ['rowOf', 'begin', 'end', 'elseHub', 'hubOf'] as const) state[field] = withRoom(state[field], length);
  for (const field of ['elseCost', 'own'] as const) state[field] = withRoom(state[field], length);
  for (const field of ['next', 'before'] as const) pairs[field] = withRoom(pairs[field], length);
}
