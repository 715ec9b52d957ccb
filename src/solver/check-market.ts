import { marketBound, marketCost } from './market-exact.ts';
import { ELSEWHERE, type LayeredMarket, type MarketAnswer, type MarketFlow } from './layered-market.ts';

/** What is wrong with an answer; the first fault found, in the order they are listed. */
export type MarketFault =
  | { code: 'wrongLength' }
  | { code: 'notAChoice'; row: number }
  | { code: 'notWhole'; field: 'flow' | 'price'; index: number }
  | { code: 'outOfBounds'; arc: number }
  | { code: 'notConserved'; hub: number; by: bigint }
  | { code: 'wrongObjective'; found: bigint }
  | { code: 'notProven'; objective: bigint | null; bound: bigint | null }
  | { code: 'cutHolds' };

export type MarketVerdict = { ok: true } | { ok: false; fault: MarketFault };

const fine: MarketVerdict = { ok: true };
const wrong = (fault: MarketFault): MarketVerdict => ({ ok: false, fault });

/**
 * Proves an answer from the market and the answer alone, trusting nothing the solver kept: every row at a choice of its own, every hub's balance, every
 * bound, the cost again, the optimum by weak duality from the answer's own prices, the infeasible by its cut. Exact at any size. O(n + m).
 */
export function checkMarket(market: LayeredMarket, answer: MarketAnswer): MarketVerdict {
  switch (answer.status) {
    case 'refused': return fine;
    case 'infeasible': return checkCut(market, answer);
    case 'optimal': {
      const verdict = firstFault(checkCarried(market, answer), checkPrices(market, answer.price), checkCost(market, answer, answer.objective));
      if (!verdict.ok) return verdict;
      const bound = marketBound(market, answer.price);
      return bound === answer.objective ? fine : wrong({ code: 'notProven', objective: answer.objective, bound });
    }
    case 'stopped': {
      const { best, objective, bound } = answer;
      const verdict = checkPrices(market, answer.price);
      if (!verdict.ok) return verdict;
      const found = marketBound(market, answer.price);
      if (found !== bound) return wrong({ code: 'notProven', objective, bound: found });
      return best && objective !== null ? firstFault(checkCarried(market, best), checkCost(market, best, objective)) : fine;
    }
  }
}

const firstFault = (...verdicts: MarketVerdict[]): MarketVerdict => verdicts.find((verdict) => !verdict.ok) ?? fine;

function checkCarried({ first, last, hub, elseHub, network }: LayeredMarket, { choice, flow }: MarketFlow): MarketVerdict {
  const { supply, from, to, lower, capacity } = network;
  if (choice.length !== first.length || flow.length !== from.length) return wrong({ code: 'wrongLength' });
  const balance = Array.from(supply, BigInt), rowsTo = new Float64Array(supply.length);
  for (let i = 0; i < choice.length; i++) {
    const k = choice[i]!, isOwn = k === ELSEWHERE ? elseHub[i]! >= 0 : k >= first[i]! && k < last[i]!;
    if (!isOwn) return wrong({ code: 'notAChoice', row: i });
    rowsTo[k === ELSEWHERE ? elseHub[i]! : hub[k]!]!++;
  }
  for (let v = 0; v < rowsTo.length; v++) balance[v]! += BigInt(rowsTo[v]!);
  for (let a = 0; a < flow.length; a++) {
    const units = flow[a]!;
    if (!Number.isSafeInteger(units)) return wrong({ code: 'notWhole', field: 'flow', index: a });
    if (units < lower[a]! || units > capacity[a]!) return wrong({ code: 'outOfBounds', arc: a });
    if (units === 0) continue;
    balance[from[a]!]! -= BigInt(units);
    balance[to[a]!]! += BigInt(units);
  }
  const at = balance.findIndex((left) => left !== 0n);
  return at < 0 ? fine : wrong({ code: 'notConserved', hub: at, by: balance[at]! });
}

function checkPrices({ network }: LayeredMarket, price: Float64Array): MarketVerdict {
  if (price.length !== network.supply.length) return wrong({ code: 'wrongLength' });
  const index = price.findIndex((value) => !Number.isSafeInteger(value));
  return index < 0 ? fine : wrong({ code: 'notWhole', field: 'price', index });
}

function checkCost(market: LayeredMarket, carried: MarketFlow, objective: bigint): MarketVerdict {
  const found = marketCost(market, carried);
  return found === objective ? fine : wrong({ code: 'wrongObjective', found });
}

/** A cut proves that nothing can be carried if the rows and hubs on its side (1) must send off more than the arcs that leave it can take. */
function checkCut({ first, last, hub, elseHub, network }: LayeredMarket, { rowCut, hubCut }: { rowCut: Uint8Array; hubCut: Uint8Array }): MarketVerdict {
  const { supply, from, to, lower, capacity } = network;
  if (rowCut.length !== first.length || hubCut.length !== supply.length) return wrong({ code: 'wrongLength' });
  let must = 0n, most = 0n;
  for (let i = 0; i < rowCut.length; i++) {
    if (!rowCut[i]) continue;
    must++;
    let leaves = elseHub[i]! >= 0 && !hubCut[elseHub[i]!];
    for (let k = first[i]!; k < last[i]! && !leaves; k++) leaves = !hubCut[hub[k]!];
    if (leaves) most++;
  }
  let isUnlimited = false;
  for (let v = 0; v < supply.length; v++) if (hubCut[v]) must += BigInt(supply[v]!);
  for (let a = 0; a < from.length; a++) {
    if (hubCut[from[a]!] === hubCut[to[a]!]) continue;
    if (hubCut[to[a]!]) must += BigInt(lower[a]!);
    else if (capacity[a] === Infinity) isUnlimited = true;
    else most += BigInt(capacity[a]!);
  }
  if (!isUnlimited && must > most) return fine;
  // everything on one side, and supplies that do not sum to nothing: too little is as impossible as too much
  const isWhole = rowCut.every((side) => side === 1) && hubCut.every((side) => side === 1);
  return isWhole && must !== 0n ? fine : wrong({ code: 'cutHolds' });
}
