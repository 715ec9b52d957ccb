import type { MarketState } from './market-state.ts';
import type { SearchHalf } from './search-half.ts';

/** The steps of a way, first step first: the hub each leads to, and how: a network arc p, or ~u for the unit that moves. */
export type Way = { hub: number[]; via: number[] };

/** The way found from `from`, where the search began, to another hub. */
export function wayTo({ via, next }: SearchHalf, from: number, to: number): Way {
  const way: Way = { hub: [], via: [] };
  for (let h = to; h !== from; h = next[h]!) { way.hub.push(h); way.via.push(via[h]!); }
  way.hub.reverse();
  way.via.reverse();
  return way;
}

/** The units that move along a way. */
export const movedBy = ({ via }: Way): number[] => via.flatMap((p) => (p < 0 ? [~p] : []));

/** Sends as much as every step of a way can carry: one unit where a unit moves. Answers what that adds to the cost. */
export function carry(state: MarketState, from: number, { hub, via }: Way): number {
  const { room, pair, step, excess, hubOf, own, work } = state, to = hub[hub.length - 1]!;
  let units = Math.min(excess[from]!, -excess[to]!), spent = 0;
  for (const p of via) units = Math.min(units, p >= 0 ? room[p]! : 1);
  via.forEach((p, i) => {
    if (p >= 0) {
      room[p]! -= units;
      room[pair[p]!]! += units;
      spent += units * step[p]!;
      return;
    }
    const u = ~p, h = hub[i]!, before = own[u]!;
    hubOf[u] = h;
    own[u] = costAt(state, u, h);
    spent += own[u]! - before;
    work.moves++;
  });
  excess[from]! -= units;
  excess[to]! += units;
  return spent;
}

/** The least a choice of unit u that leads to hub h costs. */
function costAt({ begin, end, arcs, elseHub, elseCost }: MarketState, u: number, h: number): number {
  let least = elseHub[u] === h ? elseCost[u]! : Infinity;
  for (let pos = begin[u]!, stop = end[u]!; pos < stop; pos += 2) if (arcs[pos] === h && arcs[pos + 1]! < least) least = arcs[pos + 1]!;
  return least;
}
