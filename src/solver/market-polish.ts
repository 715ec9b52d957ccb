import { makeSearch, sendOneWay } from './cheapest-way.ts';
import { linkHeaps } from './linked-heap.ts';
import { beginPhase } from './market-scaling.ts';
import type { MarketState } from './market-state.ts';

/**
 * Makes worths whole without making an arc pay, if that can be. Costs are whole, so an arc that pays less than epsilon pays nothing once every worth is
 * rounded down after a common shift, unless the shift leaves its tail's fraction below epsilon. The widest gap between fractions is where to cut. O(h log h).
 */
export function roundWorths({ worth }: MarketState, resolution: number): void {
  const parts = worth.map((value) => value - Math.floor(value)).sort();
  if (parts.length === 0) return;
  let widest = parts[0]! + 1 - parts[parts.length - 1]!, below = parts[parts.length - 1]!;
  for (let i = 1; i < parts.length; i++) {
    if (parts[i]! - parts[i - 1]! > widest) { widest = parts[i]! - parts[i - 1]!; below = parts[i - 1]!; }
  }
  const shift = resolution < 1 ? 1 - below - resolution : 0; // the highest part below the cut comes to stand just under a whole number
  for (let h = 0; h < worth.length; h++) worth[h] = Math.floor(worth[h]! + shift);
}

/** What keeps a state from being made exact: nothing, a limit, or a hub with too much that nothing can take (and all the hubs it can reach). */
export type Polish = { end: 'done' } | { end: 'time' | 'cancelled' } | { end: 'infeasible'; hubCut: Uint8Array };

/**
 * Makes a flow that is nearly the cheapest the cheapest: what still pays at whole worths is moved, and what is then too much is sent by cheapest ways.
 * After a full scaling there is nothing left to do or a handful of ways; from any other state it is exact all the same, by one way a unit.
 */
export function polish(state: MarketState, ask: () => 'time' | 'cancelled' | null): Polish {
  const { hubs, excess } = state;
  beginPhase(state, 0);
  if (excess.every((units) => units === 0)) return { end: 'done' };
  const heaps = linkHeaps(state.heaps, state.hubOf), search = makeSearch(state);
  for (let h = 0; h < hubs; h++) {
    while (excess[h]! > 0) {
      const stop = state.work.ways % 16 === 0 ? ask() : null;
      if (stop) return { end: stop };
      if (sendOneWay(state, heaps, search, h)) continue;
      const hubCut = new Uint8Array(hubs);
      for (let t = 0; t < search.touchedCount; t++) hubCut[search.touched[t]!] = 1;
      return { end: 'infeasible', hubCut };
    }
  }
  return { end: 'done' };
}
