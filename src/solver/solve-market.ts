import { LARGEST } from './admission.ts';
import { flowOf, makeState, type MarketState } from './market-state.ts';
import { refuseMarket, type LayeredMarket, type MarketAnswer, type MarketFlow } from './layered-market.ts';
import { marketBound, marketCost } from './market-exact.ts';
import { polish, roundWorths } from './market-polish.ts';
import { beginPhase, discharge, makeBusy, type Busy, type Phase } from './market-scaling.ts';
import { standAt, upperLevel, upperMarket } from './two-levels.ts';
import { canBePlaced } from './reach.ts';
import { makeNetworkWork, runNetworkPhase, type NetworkWork } from './network-scaling.ts';

/** Where a run stands: the phase of about so many, and the units not yet in their place in it. */
export type MarketProgress = { phase: number; phases: number; unplaced: number };

/** Limits of one run. The room has no clock: whoever wants a time limit hands one in. */
export type MarketLimits = {
  timeLimitMs?: number; now?: () => number;
  isCancelled?: () => boolean;
  onProgress?: (progress: MarketProgress) => void;
};

/** Each phase is this much finer than the one before, a power of two. 4 to 16 measured alike: more makes phases long, less makes many. */
const FINER = 8;
/** The same of a plain network: 8 and 32 took a tenth to a fifth longer. */
const NETWORK_FINER = 16;
/** From here on it is asked after each phase whether so little is left that cheapest ways are cheaper than another phase: a tenth less time on markets, a third on 65,536 nodes. */
const NEARLY_FINEST = 2 ** -4, NETWORK_NEARLY_FINEST = 2 ** -6;
/** At most one hub in so many may be left to cheapest ways. */
const LEFT_TO_WAYS = 16;
/** Clock and cancel are asked every 256 hubs: a millisecond or so apart. */
const ASK_EVERY = 256;

/**
 * Solves a layered market exactly; never throws for a hard input. Same market, same answer.
 *
 * Cost scaling (Goldberg & Tarjan 1990) in which the rows carry no prices: a row's is the least of its choices, so only hubs are worked at
 * (the auction for similar objects of Bertsekas & Castañón 1989, with a network behind the objects). Phases go down to epsilon < 1 / hubs where
 * 53 bits leave room for the fractions; then worths are made whole, and what that leaves undone is finished by cheapest ways.
 */
export function solveMarket(market: LayeredMarket, limits: MarketLimits = {}): MarketAnswer {
  const refusal = refuseMarket(market);
  return refusal ? { status: 'refused', refusal } : solveState(market, makeState(market), limits);
}

/** The same on a state just made of the market, which then stands at the optimum: what re-matching goes on from. `finer`: of its phases, where not the usual. */
export function solveState(market: LayeredMarket, state: MarketState, limits: MarketLimits = {}, finer = state.units === 0 ? NETWORK_FINER : FINER): MarketAnswer {
  const cut = plainlyInfeasible(market, state);
  if (cut) return cut;
  const ask = asker(limits), keepsBest = limits.isCancelled !== undefined || limits.timeLimitMs !== undefined;
  const unit = upperLevel(market), upper = unit > 0 ? solveUpper(upperMarket(market, unit), limits, keepsBest ? ask : null) : null;
  if (upper?.status === 'infeasible') return upper;
  const isBegun = upper?.status === 'optimal';
  if (isBegun) standAt(state, market, unit, upper);
  let best: MarketFlow | null = upper?.status === 'stopped' ? upper.best : isBegun ? upper : null;
  const network = state.units === 0 ? makeNetworkWork(state) : null, nearlyFinest = network ? NETWORK_NEARLY_FINEST : NEARLY_FINEST;
  const begun = coarsest(state, isBegun), resolution = finest(state), busy = makeBusy(state), phases = Math.ceil(Math.log2(begun / resolution) / Math.log2(finer)) + 1;
  const tell = (left: number) => limits.onProgress?.({ phase: (isBegun ? phases : 0) + state.work.phases, phases: isBegun ? 2 * phases : phases, unplaced: left });
  const top = heightOf(state.dearest);
  for (let epsilon = begun, highest = begun; ; epsilon = Math.max(resolution, epsilon / finer)) {
    const end = network ? runNetwork(state, network, epsilon, resolution, ask) : runPhase(state, busy, { epsilon, most: LARGEST * resolution / 4, mayRush: highest >= top }, ask, tell);
    if (end === 'time' || end === 'cancelled') return stopped(market, state, best, end);
    if (end === 'rushing') { highest = Math.min(top, highest * FINER ** 3); epsilon = highest * finer; continue; }
    if (end === 'stuck') break; // too little can leave some hub, or only at worths too large: the exact finish finds out which
    if (keepsBest) best = flowOf(state, market);
    if (epsilon === resolution || (epsilon <= nearlyFinest && isNearlyDone(state, epsilon))) break;
  }
  roundWorths(state, resolution);
  const done = polish(state, ask);
  if (done.end === 'infeasible') return { status: 'infeasible', hubCut: done.hubCut, rowCut: rowsAt(state, done.hubCut), work: state.work };
  if (done.end !== 'done') return stopped(market, state, best, done.end);
  const carried = flowOf(state, market), price = state.worth.map((worth) => 0 - worth);
  return { status: 'optimal', ...carried, price, objective: marketCost(market, carried), work: state.work };
}

/** Of the upper level many choices are equal, which long steps shuffle about: it goes down by steps of four, in half the time. */
const UPPER_FINER = 4;

function solveUpper(upper: LayeredMarket, { onProgress }: MarketLimits, ask: Ask | null): MarketAnswer {
  return solveState(upper, makeState(upper), {
    ...(ask && { isCancelled: () => ask() !== null }), ...(onProgress && { onProgress: ({ phase, phases, unplaced }) => onProgress({ phase, phases: 2 * phases, unplaced }) }),
  }, UPPER_FINER);
}

/**
 * An eighth of what a row's dearest choice costs in the mean, as a power of two. Not of the dearest arc of all: floors are dear, but few ever pay them,
 * and beginning at their height took 2.5 times as long on 1,000 needs and 1.8 times on 20,000. Where many must pay them all the same, worths would climb
 * to that height in steps of the mean: such a phase is given up as rushing, and the next begins higher.
 * Where the upper of two levels is settled already, what staying out costs does not count. Of a plain network, a quarter of the mean arc: the looks from the deficits raise worths to any height at once.
 */
function coarsest({ units, begin, end, arcs, elseHub, elseCost, step }: MarketState, isBegun: boolean): number {
  if (units === 0) return heightOf(2 * step.reduce((all, cost) => all + Math.abs(cost), 0) / Math.max(1, step.length));
  let sum = 0;
  for (let u = 0; u < units; u++) {
    let most = isBegun || elseHub[u]! < 0 ? 0 : Math.abs(elseCost[u]!);
    for (let pos = begin[u]! + 1; pos < end[u]!; pos += 2) most = Math.max(most, Math.abs(arcs[pos]!));
    sum += most;
  }
  return heightOf(sum / units);
}

const heightOf = (cost: number): number => 2 ** Math.floor(Math.log2(Math.max(1, cost / FINER)));

/** Below 1 / hubs a flow is the cheapest; but a worth of several times the dearest arc must still be a whole multiple of it in 53 bits. */
const finest = ({ hubs, dearest }: MarketState): number =>
  Math.min(1, Math.max(2 ** -Math.ceil(Math.log2(hubs + 1)), 2 ** (Math.ceil(Math.log2(Math.max(1, dearest))) + 4 - 52)));

/** Whether few nodes are left with too much once worths are whole; the state stands then as `polish` begins with it. */
function isNearlyDone(state: MarketState, epsilon: number): boolean {
  roundWorths(state, epsilon);
  beginPhase(state, 0);
  return LEFT_TO_WAYS * state.excess.reduce((nodes, units) => (units > 0 ? nodes + 1 : nodes), 0) <= state.hubs;
}

type Ask = () => 'time' | 'cancelled' | null;

function runPhase(state: MarketState, busy: Busy, phase: Phase & { mayRush: boolean }, ask: Ask, tell: (unplaced: number) => void): 'done' | 'stuck' | 'rushing' | 'time' | 'cancelled' {
  const { hubs, excess, arcsAt, work } = state;
  work.phases++;
  beginPhase(state, phase.epsilon);
  busy.count = 0;
  for (let h = 0; h < hubs; h++) {
    busy.current[h] = arcsAt[h]!;
    busy.isIn[h] = excess[h]! > 0 ? 1 : 0;
    if (excess[h]! > 0) busy.stack[busy.count++] = h;
  }
  // A phase raises each hub some ten times. Where it is far more, perhaps nothing that is left can be placed at all, or only at far higher worths.
  const reached = new Uint8Array(hubs), suspicious = 32 * hubs + 256;
  let asked = work.raises;
  for (let turn = 0; busy.count > 0; turn++) {
    if (turn % ASK_EVERY === 0) {
      const stop = ask();
      if (stop) return stop;
      if (turn % (16 * ASK_EVERY) === 0) tell(unplaced(excess));
    }
    const j = busy.stack[--busy.count]!;
    busy.isIn[j] = 0;
    if (excess[j]! <= 0) continue;
    if (work.raises - asked > suspicious) {
      if (!canBePlaced(state, j, reached)) return 'stuck';
      if (!phase.mayRush) return 'rushing';
      asked = work.raises;
    }
    if (!discharge(state, busy, phase, j)) return 'stuck';
  }
  return 'done';
}

function runNetwork(state: MarketState, network: NetworkWork, epsilon: number, resolution: number, ask: Ask): 'done' | 'stuck' | 'time' | 'cancelled' {
  let why: 'time' | 'cancelled' | null = null;
  state.work.phases++;
  beginPhase(state, epsilon);
  const end = runNetworkPhase(state, network, epsilon, LARGEST * resolution / 4, () => (why = ask()) !== null);
  return end === 'stopped' ? why! : end;
}

const unplaced = (excess: Float64Array): number => excess.reduce((sum, units) => (units > 0 ? sum + units : sum), 0);

function asker({ timeLimitMs = Infinity, now, isCancelled }: MarketLimits): Ask {
  const startedAt = now?.() ?? 0;
  return () => (isCancelled?.() ? 'cancelled' : now && now() - startedAt >= timeLimitMs ? 'time' : null);
}

function stopped(market: LayeredMarket, state: MarketState, best: MarketFlow | null, why: 'time' | 'cancelled'): MarketAnswer {
  const price = state.worth.map((worth) => 0 - Math.floor(worth)), bound = marketBound(market, price);
  const objective = best && marketCost(market, best);
  return { status: 'stopped', why, work: state.work, best, price, objective, bound, gap: objective === null || bound === null ? null : objective - bound };
}

/** A row without any choice, or supplies that do not sum to nothing: cuts that need no search. */
function plainlyInfeasible({ first, last, elseHub, network }: LayeredMarket, { work, units, hubs }: MarketState): MarketAnswer | null {
  const row = first.findIndex((begin, i) => begin === last[i] && elseHub[i]! < 0);
  if (row >= 0) {
    const rowCut = new Uint8Array(units);
    rowCut[row] = 1;
    return { status: 'infeasible', rowCut, hubCut: new Uint8Array(hubs), work };
  }
  if (network.supply.reduce((sum, given) => sum + given, units) === 0) return null;
  return { status: 'infeasible', rowCut: new Uint8Array(units).fill(1), hubCut: new Uint8Array(hubs).fill(1), work };
}

const rowsAt = ({ rowOf, hubOf, units }: MarketState, hubCut: Uint8Array): Uint8Array => {
  const rowCut = new Uint8Array(units);
  for (let u = 0; u < units; u++) if (hubOf[u]! >= 0 && hubCut[hubOf[u]!]) rowCut[rowOf[u]!] = 1;
  return rowCut;
};
