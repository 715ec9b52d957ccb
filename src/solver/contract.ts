import { ELSEWHERE, type LayeredMarket, type MarketAnswer } from './layered-market.ts';
import type { FlowAnswer, FlowProblem } from './network.ts';
import { flowCost } from './exact.ts';

/** More units than this of one node are not drawn as rows of their own: a row a unit would cost more than a priced node. */
const MOST_UNITS = 64;

/**
 * A plain network seen as a layered market. Row r is a unit of node `nodeOf[r]`; its candidate k is the problem's arc arcAt[k], its other way the arc elseArc[r].
 * Hub h is the problem's node hubAt[h], network arc a the problem's arc networkArc[a].
 */
export type Contracted = { market: LayeredMarket; nodeOf: Int32Array; arcAt: Int32Array; elseArc: Int32Array; hubAt: Int32Array; networkArc: Int32Array };

/**
 * Takes the nodes that only give, a few units each, on arcs that can all carry them, for rows, if most arcs are theirs; every other node is a hub. O(n + m).
 * A row's dearest arc is drawn as its other way, since it is often far dearer than the rest, which then fit in 32 bits.
 */
export function contract(problem: FlowProblem): Contracted {
  const { supply, from, to, lower, capacity, cost } = problem, nodes = supply.length, arcs = from.length;
  const isRow = Uint8Array.from(supply, (units) => (units >= 1 && units <= MOST_UNITS ? 1 : 0)), dearest = new Int32Array(nodes).fill(-1);
  for (let a = 0; a < arcs; a++) {
    isRow[to[a]!] = 0;
    if (lower[a] !== 0 || capacity[a]! < supply[from[a]!]!) isRow[from[a]!] = 0;
  }
  // A few rows in a network that is no market only keep it from the solver's way with plain networks.
  let owned = 0;
  for (let a = 0; a < arcs; a++) owned += isRow[from[a]!]!;
  if (2 * owned < arcs) return asItIs(problem);
  const start = new Int32Array(nodes + 2);
  for (let a = 0; a < arcs; a++) {
    const v = from[a]!;
    if (isRow[v] && (dearest[v]! < 0 || cost[a]! >= cost[dearest[v]!]!)) dearest[v] = a;
  }
  let rows = 0, candidates = 0, drawn = 0, hubs = 0;
  for (let a = 0; a < arcs; a++) {
    if (!isRow[from[a]!]) continue;
    drawn++;
    if (a !== dearest[from[a]!]) { start[from[a]! + 2]!++; candidates++; }
  }
  const hubOf = new Int32Array(nodes).fill(-1);
  for (let v = 0; v < nodes; v++) { if (isRow[v]) rows += supply[v]!; else hubOf[v] = hubs++; start[v + 2]! += start[v + 1]!; }
  const arcAt = new Int32Array(candidates), networkArc = new Int32Array(arcs - drawn);
  let network = 0;
  for (let a = 0; a < arcs; a++) {
    if (!isRow[from[a]!]) networkArc[network++] = a;
    else if (a !== dearest[from[a]!]) arcAt[start[from[a]! + 1]!++] = a;
  }
  // start[v + 1] has walked from v's first place to its end, which is where v + 1 begins
  const nodeOf = new Int32Array(rows), first = new Int32Array(rows), last = new Int32Array(rows), elseArc = new Int32Array(rows);
  for (let v = 0, r = 0; v < nodes; v++) {
    if (!isRow[v]) continue;
    for (let unit = 0; unit < supply[v]!; unit++, r++) {
      nodeOf[r] = v;
      first[r] = start[v]!;
      last[r] = start[v + 1]!;
      elseArc[r] = dearest[v]!;
    }
  }
  const hubAt = new Int32Array(hubs), hubSupply = new Float64Array(hubs);
  hubOf.forEach((h, v) => { if (h >= 0) { hubAt[h] = v; hubSupply[h] = supply[v]!; } });
  const fits = arcAt.every((a) => cost[a] === (cost[a]! | 0)), prices = (a: number) => cost[a]!;
  return {
    nodeOf, arcAt, elseArc, hubAt, networkArc,
    market: {
      first, last, hub: Int32Array.from(arcAt, (a) => Math.max(0, hubOf[to[a]!]!)), cost: fits ? Int32Array.from(arcAt, prices) : Float64Array.from(arcAt, prices),
      elseHub: Int32Array.from(elseArc, (a) => (a < 0 ? ELSEWHERE : hubOf[to[a]!]!)), elseCost: Float64Array.from(elseArc, (a) => (a < 0 ? 0 : cost[a]!)),
      network: {
        supply: hubSupply, from: Int32Array.from(networkArc, (a) => hubOf[from[a]!]!), to: Int32Array.from(networkArc, (a) => hubOf[to[a]!]!),
        lower: Float64Array.from(networkArc, (a) => lower[a]!), capacity: Float64Array.from(networkArc, (a) => capacity[a]!), cost: Float64Array.from(networkArc, prices),
      },
    },
  };
}

/** A network without rows: every node is a hub, every arc the network's. */
function asItIs({ supply, from, to, lower, capacity, cost }: FlowProblem): Contracted {
  const none = new Int32Array(0), network = { supply, from, to, lower, capacity, cost };
  return {
    nodeOf: none, arcAt: none, elseArc: none, hubAt: Int32Array.from(supply.keys()), networkArc: Int32Array.from(from.keys()),
    market: { first: none, last: none, hub: none, cost: none, elseHub: none, elseCost: new Float64Array(0), network },
  };
}

/** The market's answer in the problem's own terms; a row's price is the highest at which none of its choices pays. */
export function expand(problem: FlowProblem, contracted: Contracted, answer: MarketAnswer): FlowAnswer {
  const pivots = answer.status === 'refused' ? 0 : answer.work.moves;
  switch (answer.status) {
    case 'optimal': return { status: 'optimal', flow: expandFlow(problem, contracted, answer), price: expandPrices(problem, contracted, answer.price), objective: answer.objective, pivots };
    case 'infeasible': {
      const cut = new Uint8Array(problem.supply.length);
      contracted.nodeOf.forEach((v, r) => { if (answer.rowCut[r]) cut[v] = 1; });
      contracted.hubAt.forEach((v, h) => { cut[v] = answer.hubCut[h]!; });
      return { status: 'infeasible', cut, pivots };
    }
    case 'stopped': {
      const flow = answer.best && expandFlow(problem, contracted, answer.best), objective = flow && flowCost(problem, flow);
      return { status: 'stopped', why: answer.why, pivots, flow, price: expandPrices(problem, contracted, answer.price), objective, bound: answer.bound, gap: answer.gap };
    }
    case 'refused': throw new Error('a market that was refused has no answer');
  }
}

function expandFlow(problem: FlowProblem, { arcAt, elseArc, networkArc }: Contracted, { choice, flow }: { choice: Int32Array; flow: Float64Array }): Float64Array {
  const whole = new Float64Array(problem.from.length);
  choice.forEach((k, r) => { whole[k === ELSEWHERE ? elseArc[r]! : arcAt[k]!]!++; });
  networkArc.forEach((a, at) => { whole[a] = flow[at]!; });
  return whole;
}

function expandPrices({ supply, from, to, cost }: FlowProblem, { hubAt, nodeOf }: Contracted, hubPrice: Float64Array): Float64Array {
  const price = new Float64Array(supply.length), isHub = new Uint8Array(supply.length);
  hubAt.forEach((v, h) => { price[v] = hubPrice[h]!; isHub[v] = 1; });
  nodeOf.forEach((v) => { price[v] = -Infinity; });
  for (let a = 0; a < from.length; a++) {
    const v = from[a]!;
    if (!isHub[v]) price[v] = Math.max(price[v]!, price[to[a]!]! - cost[a]!);
  }
  for (let v = 0; v < price.length; v++) if (price[v] === -Infinity) price[v] = 0; // a row without an arc
  return price;
}
