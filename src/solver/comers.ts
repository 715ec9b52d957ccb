import type { MarketState } from './market-state.ts';

/**
 * Who may come to a hub: entries k = at[h] … at[h + 1] − 1, unit[k] at cost[k]; those noted later hang on a chain from newest[h] by older[k].
 * Entries of units that are gone stay, and are known by standing nowhere. The costs stand here again, so that a hub's comers are read in one stretch.
 */
export type Comers = { at: Int32Array; unit: Int32Array; cost: Float64Array; newest: Int32Array; older: number[]; laterUnit: number[]; laterCost: number[] };

/** Lists the comers of every hub. O(units × candidates). */
export function makeComers({ units, hubs, begin, end, arcs, elseHub, elseCost }: MarketState): Comers {
  const at = new Int32Array(hubs + 1);
  for (let u = 0; u < units; u++) {
    for (let pos = begin[u]!; pos < end[u]!; pos += 2) at[arcs[pos]! + 1]!++;
    if (elseHub[u]! >= 0) at[elseHub[u]! + 1]!++;
  }
  for (let h = 0; h < hubs; h++) at[h + 1]! += at[h]!;
  const next = at.slice(), unit = new Int32Array(at[hubs]!), cost = new Float64Array(at[hubs]!);
  const note = (h: number, u: number, price: number) => { const k = next[h]!++; unit[k] = u; cost[k] = price; };
  for (let u = 0; u < units; u++) {
    for (let pos = begin[u]!; pos < end[u]!; pos += 2) note(arcs[pos]!, u, arcs[pos + 1]!);
    if (elseHub[u]! >= 0) note(elseHub[u]!, u, elseCost[u]!);
  }
  return { at, unit, cost, newest: new Int32Array(hubs).fill(-1), older: [], laterUnit: [], laterCost: [] };
}

/** Notes the choices of a unit that is new. */
export function noteChoices({ newest, older, laterUnit, laterCost }: Comers, { begin, end, arcs, elseHub, elseCost }: MarketState, u: number): void {
  const note = (h: number, cost: number) => { older.push(newest[h]!); laterUnit.push(u); newest[h] = laterCost.push(cost) - 1; };
  for (let pos = begin[u]!; pos < end[u]!; pos += 2) note(arcs[pos]!, arcs[pos + 1]!);
  if (elseHub[u]! >= 0) note(elseHub[u]!, elseCost[u]!);
}
