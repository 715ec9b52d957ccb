import { ELSEWHERE, type LayeredMarket, type MarketFlow } from './layered-market.ts';

/**
 * An optimum of a layered market seen from its hubs: what could still move, a step at a time. A step leads from one hub to another, along an arc of the
 * network that has room (backwards: that carries units to spare), or by a row that leaves its hub for another of its choices. Of the rows that could take
 * a step, the cheapest stands for all, and the cheapest of another group beside it. No step has a negative reduced cost under `price`.
 *
 * The steps from hub v are s = start[v] … start[v + 1] − 1, to head[s] at cost[s]; `by[s]` is the row that moves, or ~p for the network arc p >> 1,
 * forwards if p is even; `choice[s]` is what the row chooses then, a candidate or ELSEWHERE.
 */
export type HubGraph = {
  hubs: number; start: Int32Array; tail: Int32Array; head: Int32Array; cost: Float64Array; by: Int32Array; choice: Int32Array;
  price: Float64Array; groupOf: Int32Array;
};

/** Where a row stands. */
export const hubOfRow = ({ hub, elseHub }: LayeredMarket, { choice }: MarketFlow, i: number): number => (choice[i] === ELSEWHERE ? elseHub[i]! : hub[choice[i]!]!);
/** What a row's choice costs. */
export const costOfChoice = ({ cost, elseCost }: LayeredMarket, i: number, k: number): number => (k === ELSEWHERE ? elseCost[i]! : cost[k]!);

/** Lays the steps out; `groupOf[i]` names the group of row i (the need whose unit it is). O(rows × candidates + network). */
export function layOutSteps(market: LayeredMarket, flow: MarketFlow & { price: Float64Array }, groupOf: Int32Array): HubGraph {
  const hubs = market.network.supply.length, rows = rowsByHub(market, flow, hubs), arcs = arcsByHub(market, hubs);
  const steps = makeSteps(), start = new Int32Array(hubs + 1), best = makeBest(hubs, groupOf);
  for (let v = 0; v < hubs; v++) {
    for (let p = arcs.start[v]!; p < arcs.start[v + 1]!; p++) addArcStep(market, flow, v, arcs.at[p]!, steps);
    for (let r = rows.start[v]!; r < rows.start[v + 1]!; r++) offerChoices(market, flow, rows.at[r]!, v, best);
    best.takeOut((h, i, k, cost) => steps.add(v, h, cost, i, k));
    start[v + 1] = steps.count();
  }
  return { hubs, start, ...steps.done(), price: flow.price, groupOf };
}

function rowsByHub(market: LayeredMarket, flow: MarketFlow, hubs: number) {
  return sorted(flow.choice.length, hubs, (i) => hubOfRow(market, flow, i));
}

/** Each arc at both of its ends: 2a where it begins, 2a + 1 where it ends. */
function arcsByHub({ network: { from, to } }: LayeredMarket, hubs: number) {
  return sorted(2 * from.length, hubs, (p) => (p % 2 === 0 ? from[p >> 1]! : to[p >> 1]!));
}

/** Things by the hub they are at, in their order: a counting sort. */
function sorted(count: number, hubs: number, hubAt: (thing: number) => number): { start: Int32Array; at: Int32Array } {
  const start = new Int32Array(hubs + 1), at = new Int32Array(count);
  for (let t = 0; t < count; t++) start[hubAt(t) + 1]!++;
  for (let v = 0; v < hubs; v++) start[v + 1]! += start[v]!;
  const next = start.slice();
  for (let t = 0; t < count; t++) at[next[hubAt(t)]!++] = t;
  return { start, at };
}

function addArcStep({ network: { from, to, lower, capacity, cost } }: LayeredMarket, { flow }: MarketFlow, v: number, p: number, steps: Steps): void {
  const a = p >> 1, isForward = p % 2 === 0;
  if (from[a] === to[a] || (isForward ? flow[a]! >= capacity[a]! : flow[a]! <= lower[a]!)) return;
  steps.add(v, isForward ? to[a]! : from[a]!, isForward ? cost[a]! : -cost[a]!, ~p, ELSEWHERE);
}

function offerChoices(market: LayeredMarket, { choice }: MarketFlow, i: number, v: number, best: Best): void {
  const own = costOfChoice(market, i, choice[i]!);
  for (let k = market.first[i]!; k < market.last[i]!; k++) if (market.hub[k] !== v) best.offer(market.hub[k]!, i, k, market.cost[k]! - own);
  const h = market.elseHub[i]!;
  if (h >= 0 && h !== v) best.offer(h, i, ELSEWHERE, market.elseCost[i]! - own);
}

type Best = ReturnType<typeof makeBest>;

/** For each hub the cheapest row that could go there, and the cheapest of another group. */
function makeBest(hubs: number, groupOf: Int32Array) {
  const row = new Int32Array(2 * hubs).fill(-1), choice = new Int32Array(2 * hubs), cost = new Float64Array(2 * hubs), touched: number[] = [];
  const put = (at: number, i: number, k: number, price: number) => { row[at] = i; choice[at] = k; cost[at] = price; };
  return {
    offer(h: number, i: number, k: number, price: number): void {
      const one = 2 * h, two = one + 1;
      if (row[one]! < 0) { touched.push(h); put(one, i, k, price); return; }
      const isSame = groupOf[row[one]!] === groupOf[i];
      if (price < cost[one]!) {
        if (!isSame) put(two, row[one]!, choice[one]!, cost[one]!);
        put(one, i, k, price);
      } else if (!isSame && (row[two]! < 0 || price < cost[two]!)) put(two, i, k, price);
    },
    takeOut(take: (h: number, i: number, k: number, price: number) => void): void {
      touched.sort((a, b) => a - b);
      for (const h of touched) {
        for (const at of [2 * h, 2 * h + 1]) if (row[at]! >= 0) { take(h, row[at]!, choice[at]!, cost[at]!); row[at] = -1; }
      }
      touched.length = 0;
    },
  };
}

type Steps = ReturnType<typeof makeSteps>;

/** Columns that grow by half as they fill. */
function makeSteps() {
  let room = 1024, count = 0;
  let tail = new Int32Array(room), head = new Int32Array(room), cost = new Float64Array(room), by = new Int32Array(room), choice = new Int32Array(room);
  const grow = () => {
    room += room >> 1;
    const wider = (column: Int32Array) => { const more = new Int32Array(room); more.set(column); return more; };
    tail = wider(tail); head = wider(head); by = wider(by); choice = wider(choice);
    const more = new Float64Array(room);
    more.set(cost);
    cost = more;
  };
  return {
    add(from: number, to: number, price: number, who: number, k: number): void {
      if (count === room) grow();
      tail[count] = from; head[count] = to; cost[count] = price; by[count] = who; choice[count] = k;
      count++;
    },
    count: () => count,
    done: () => ({ tail: tail.subarray(0, count), head: head.subarray(0, count), cost: cost.subarray(0, count), by: by.subarray(0, count), choice: choice.subarray(0, count) }),
  };
}
