import type { MarketState } from './market-state.ts';
import { withRoom } from './with-room.ts';

/**
 * Who may come to a hub: entries k = at[h] … at[h] + count[h] − 1, unit[k] at cost[k], in one stretch with room for more. The costs stand here again, so that
 * a hub's comers are read together. Entries of units that are gone stay until the stretch is full, and are known by standing nowhere.
 */
export type Comers = { at: Int32Array; count: Int32Array; room: Int32Array; unit: Int32Array; cost: Float64Array; end: number };

const roomFor = (count: number): number => count + (count >> 3) + 8;

/** Lists the comers of every hub. O(units × candidates). */
export function makeComers({ units, hubs, begin, end, arcs, elseHub, elseCost }: MarketState): Comers {
  const count = new Int32Array(hubs);
  for (let u = 0; u < units; u++) {
    for (let pos = begin[u]!; pos < end[u]!; pos += 2) count[arcs[pos]!]!++;
    if (elseHub[u]! >= 0) count[elseHub[u]!]!++;
  }
  const room = count.map(roomFor), at = new Int32Array(hubs);
  let total = 0;
  for (let h = 0; h < hubs; h++) { at[h] = total; total += room[h]!; }
  const comers: Comers = { at, count: new Int32Array(hubs), room, unit: new Int32Array(roomFor(total)), cost: new Float64Array(roomFor(total)), end: total };
  for (let u = 0; u < units; u++) {
    for (let pos = begin[u]!; pos < end[u]!; pos += 2) append(comers, arcs[pos]!, u, arcs[pos + 1]!);
    if (elseHub[u]! >= 0) append(comers, elseHub[u]!, u, elseCost[u]!);
  }
  return comers;
}

function append({ at, count, unit, cost }: Comers, h: number, u: number, price: number): void {
  const k = at[h]! + count[h]!++;
  unit[k] = u;
  cost[k] = price;
}

/** Notes the choices of a unit that is new. */
export function noteChoices(comers: Comers, state: MarketState, u: number): void {
  const { begin, end, arcs, elseHub, elseCost } = state;
  for (let pos = begin[u]!; pos < end[u]!; pos += 2) { makeRoom(comers, state, arcs[pos]!, u); append(comers, arcs[pos]!, u, arcs[pos + 1]!); }
  if (elseHub[u]! >= 0) { makeRoom(comers, state, elseHub[u]!, u); append(comers, elseHub[u]!, u, elseCost[u]!); }
}

/** Room for one more at hub h: those that are gone are left out, or the whole stretch moves to the end. The newest stands nowhere yet, but is not gone. */
function makeRoom(comers: Comers, { hubOf }: MarketState, h: number, newest: number): void {
  const { at, count, room } = comers;
  if (count[h]! < room[h]!) return;
  const first = at[h]!, last = first + count[h]!;
  count[h] = 0;
  for (let k = first; k < last; k++) if (hubOf[comers.unit[k]!]! >= 0 || comers.unit[k] === newest) append(comers, h, comers.unit[k]!, comers.cost[k]!);
  if (8 * count[h]! < 7 * room[h]!) return;
  room[h] = 2 * room[h]!;
  if (comers.end + room[h]! > comers.unit.length) widen(comers, 2 * (comers.end + room[h]!));
  comers.unit.copyWithin(comers.end, first, first + count[h]!);
  comers.cost.copyWithin(comers.end, first, first + count[h]!);
  at[h] = comers.end;
  comers.end += room[h]!;
}

function widen(comers: Comers, length: number): void {
  comers.unit = withRoom(comers.unit, length);
  comers.cost = withRoom(comers.cost, length);
}
