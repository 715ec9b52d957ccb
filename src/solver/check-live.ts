import type { LayeredMarket } from './layered-market.ts';
import type { LiveMarket } from './rematch.ts';

/**
 * Judges what stands after changes, from units, flow and worths alone; `market` is the one that was opened. Every unit at a choice of its own, every hub in balance, no
 * capacity exceeded, the objective again in integers of any size; and, as no unit and no arc with room would pay at the worths, nothing cheaper exists (weak duality).
 * Answers the first fault. O(units × candidates).
 */
export function faultOfLive(live: LiveMarket, market: LayeredMarket): string | null {
  return unitFault(live) ?? arcFault(live, market) ?? balanceFault(live, market) ?? costFault(live, market);
}

function unitFault({ state: { units, hubOf, own, worth, arcs, begin, end, elseHub, elseCost } }: LiveMarket): string | null {
  for (let u = 0; u < units; u++) {
    const j = hubOf[u]!;
    if (j < 0) continue;
    let isOwn = elseHub[u] === j && elseCost[u] === own[u], least = elseHub[u]! < 0 ? Infinity : elseCost[u]! + worth[elseHub[u]!]!;
    for (let pos = begin[u]!; pos < end[u]!; pos += 2) {
      if (arcs[pos] === j && arcs[pos + 1] === own[u]) isOwn = true;
      least = Math.min(least, arcs[pos + 1]! + worth[arcs[pos]!]!);
    }
    if (!isOwn) return `unit ${u} stands where it may not`;
    if (least < own[u]! + worth[j]!) return `unit ${u} would pay elsewhere`;
  }
  return null;
}

function arcFault({ state: { position, pair, room, step, head, worth } }: LiveMarket, { network: { from, to } }: LayeredMarket): string | null {
  for (let a = 0; a < from.length; a++) {
    if (from[a] === to[a]) continue;
    for (const p of [position[a]!, pair[position[a]!]!]) {
      if (room[p]! < 0) return `arc ${a} carries too much`;
      if (room[p]! > 0 && step[p]! + worth[head[p]!]! < worth[head[pair[p]!]!]!) return `arc ${a} would pay`;
    }
  }
  return null;
}

function balanceFault({ state, sink }: LiveMarket, { first, network: { supply, from, to, lower } }: LayeredMarket): string | null {
  const left = supply.slice();
  let standing = 0;
  for (let u = 0; u < state.units; u++) if (state.hubOf[u]! >= 0) { left[state.hubOf[u]!]!++; standing++; }
  left[sink]! -= standing - first.length;
  for (let a = 0; a < from.length; a++) {
    if (from[a] === to[a]) continue;
    const flow = state.room[state.pair[state.position[a]!]!]! + lower[a]!;
    left[from[a]!]! -= flow;
    left[to[a]!]! += flow;
  }
  const hub = left.findIndex((units) => units !== 0);
  return hub < 0 ? null : `hub ${hub} is out of balance`;
}

function costFault({ state, objective }: LiveMarket, { network: { from, to, lower, capacity, cost } }: LayeredMarket): string | null {
  let sum = 0n;
  for (let u = 0; u < state.units; u++) if (state.hubOf[u]! >= 0) sum += BigInt(state.own[u]!);
  for (let a = 0; a < from.length; a++) {
    const flow = from[a] === to[a] ? (cost[a]! < 0 ? capacity[a]! : lower[a]!) : state.room[state.pair[state.position[a]!]!]! + lower[a]!;
    sum += BigInt(flow) * BigInt(cost[a]!);
  }
  return sum === objective ? null : `it costs ${sum}, not ${objective}`;
}
