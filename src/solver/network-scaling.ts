import type { MarketState } from './market-state.ts';

/** The longest way on which units are sent at a time; 4 as in the paper, 8 and 12 measured no better. */
const LONGEST_WAY = 4;

/** What a phase over a plain network needs besides the state; made once. */
export type NetworkWork = {
  queue: Int32Array; isIn: Uint8Array; current: Int32Array; way: Int32Array;
  /** What an arc and its pair have room for together: so the pair's room is read beside the arc's own, not a cache line away. */
  both: Float64Array;
  /** Nodes by rank: the entries of a rank are chained from firstOf. A node that is found nearer gets an entry more, its older ones are passed over. */
  rank: Int32Array; firstOf: Int32Array; nodeOf: Int32Array; nextOf: Int32Array;
};

/** Ranks grow no larger than this many times the nodes in one look from the deficits; beyond it all are raised alike. */
const RANKS = 4;

export function makeNetworkWork({ hubs, room, pair }: MarketState): NetworkWork {
  return {
    queue: new Int32Array(hubs + 1), isIn: new Uint8Array(hubs), current: new Int32Array(hubs), way: new Int32Array(LONGEST_WAY),
    both: room.map((units, p) => units + room[pair[p]!]!),
    rank: new Int32Array(hubs), firstOf: new Int32Array(RANKS * hubs + 2).fill(-1), nodeOf: new Int32Array(hubs + room.length), nextOf: new Int32Array(hubs + room.length),
  };
}

/**
 * One phase over a network without rows: what is too much at nodes goes to where too little is, along arcs that pay, on ways of a few arcs at a time
 * (partial augment and relabel, Goldberg 2008; in turns). After as many raises as there are nodes all worths are raised at once from the deficits.
 * Calls `pause` now and then and stops when it says so.
 */
export function runNetworkPhase(state: MarketState, w: NetworkWork, epsilon: number, most: number, pause: () => boolean): 'done' | 'stuck' | 'stopped' {
  const { hubs, arcsAt, head, pair, room, step, worth, excess, work } = state, { queue, isIn, current, way } = w, size = hubs + 1;
  let first = 0, count = 0, raised = 0, turns = 0;
  for (let v = 0; v < hubs; v++) {
    current[v] = arcsAt[v]!;
    isIn[v] = 0;
    if (excess[v]! > 0) { queue[count++] = v; isIn[v] = 1; }
  }
  while (count > 0) {
    if (++turns % 1024 === 0 && pause()) return 'stopped';
    const start = queue[first]!;
    if (excess[start]! <= 0) { isIn[start] = 0; first = first + 1 === size ? 0 : first + 1; count--; continue; }
    let tip = start, length = 0;
    while (length < LONGEST_WAY && raised < hubs && (length === 0 || excess[tip]! >= 0)) {
      const here = worth[tip]!, end = arcsAt[tip + 1]!, begun = current[tip]!;
      let p = begun, least = Infinity;
      for (; p < end; p++) {
        if (room[p]! === 0) continue;
        const cost = step[p]! + worth[head[p]!]!;
        if (cost < here) break;
        if (cost < least) least = cost;
      }
      current[tip] = p;
      if (p < end) { way[length++] = p; tip = head[p]!; continue; }
      for (let q = arcsAt[tip]!; q < begun; q++) {
        if (room[q]! === 0) continue;
        const cost = step[q]! + worth[head[q]!]!;
        if (cost < least) least = cost;
      }
      least += epsilon;
      if (!(least <= most)) return 'stuck';
      worth[tip] = least;
      current[tip] = arcsAt[tip]!;
      raised++;
      work.raises++;
      if (length > 0) tip = head[pair[way[--length]!]!]!;
    }
    let from = start;
    for (let t = 0; t < length; t++) {
      const p = way[t]!, to = head[p]!, units = Math.min(room[p]!, excess[from]!);
      if (units <= 0) break;
      room[p]! -= units;
      room[pair[p]!]! += units;
      excess[from]! -= units;
      excess[to]! += units;
      work.moves++;
      if (excess[to]! > 0 && isIn[to] === 0) { isIn[to] = 1; let last = first + count; if (last >= size) last -= size; queue[last] = to; count++; }
      from = to;
    }
    if (raised >= hubs) {
      if (!raiseFromDeficits(state, w, epsilon)) return 'stuck';
      raised = 0;
    }
  }
  return 'done';
}

/**
 * Raises every worth by as many epsilons as a unit there is at least away from a deficit (global update, Goldberg & Kennedy 1995; buckets after Dial 1969).
 * Answers false if something too much can reach no deficit at all. O(n + m).
 */
function raiseFromDeficits(state: MarketState, { both, rank, firstOf, nodeOf, nextOf, current }: NetworkWork, epsilon: number): boolean {
  const { hubs, arcsAt, head, room, step, worth, excess } = state, limit = RANKS * hubs + 1, perEpsilon = 1 / epsilon;
  let waiting = 0, last = 0, entries = 0;
  rank.fill(limit);
  firstOf.fill(-1);
  for (let v = 0; v < hubs; v++) {
    if (excess[v]! > 0) waiting++;
    if (excess[v]! >= 0) continue;
    rank[v] = 0;
    nodeOf[entries] = v;
    nextOf[entries] = firstOf[0]!;
    firstOf[0] = entries++;
  }
  for (let r = 0; r < limit && waiting > 0; r++) {
    for (let entry = firstOf[r]!; entry >= 0; entry = firstOf[r]!) {
      const v = nodeOf[entry]!;
      firstOf[r] = nextOf[entry]!;
      if (rank[v] !== r) continue; // it has been found nearer since
      last = r;
      if (excess[v]! > 0) waiting--;
      const here = worth[v]!;
      for (let p = arcsAt[v]!, end = arcsAt[v + 1]!; p < end; p++) {
        const u = head[p]!;
        if (rank[u]! <= r || room[p]! === both[p]!) continue;
        const reduced = (here - step[p]! - worth[u]!) * perEpsilon;
        if (reduced >= rank[u]! - r) continue;
        const away = reduced < 0 ? r : r + (reduced | 0) + 1;
        if (away >= rank[u]!) continue;
        rank[u] = away;
        nodeOf[entries] = u;
        nextOf[entries] = firstOf[away]!;
        firstOf[away] = entries++;
      }
    }
  }
  if (waiting > 0 && !canAllBePlaced(state)) return false;
  for (let v = 0; v < hubs; v++) {
    const by = Math.min(rank[v]!, last);
    if (by > 0) worth[v]! += by * epsilon;
    current[v] = arcsAt[v]!;
  }
  return true;
}

/** Whether everything that is too much somewhere can reach a deficit at some cost. O(n + m). */
function canAllBePlaced({ hubs, arcsAt, head, pair, room, excess }: MarketState): boolean {
  const reached = new Uint8Array(hubs), open = new Int32Array(hubs);
  let count = 0;
  for (let v = 0; v < hubs; v++) if (excess[v]! < 0) { reached[v] = 1; open[count++] = v; }
  while (count > 0) {
    const v = open[--count]!;
    for (let p = arcsAt[v]!; p < arcsAt[v + 1]!; p++) {
      if (room[pair[p]!]! === 0 || reached[head[p]!]) continue;
      reached[head[p]!] = 1;
      open[count++] = head[p]!;
    }
  }
  return excess.every((units, v) => units <= 0 || reached[v] === 1);
}
