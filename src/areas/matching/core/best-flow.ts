import { checkMarket } from '../../../solver/check-market.ts';
import type { MarketAnswer } from '../../../solver/layered-market.ts';
import { solveMarket } from '../../../solver/solve-market.ts';
import { COST_UNITS, layOutMarket, type Market } from './market.ts';
import type { MatchInput } from './model.ts';

/** A market and what the solver found in it, seen through by the checker. */
export type Flow<Answer extends MarketAnswer = MarketAnswer> = { market: Market; answer: Answer };
export type BestFlow = Flow<MarketAnswer & { status: 'optimal' }>;

/** The best flow of the lists, costs counted as finely as the numbers allow; null where even coarse ones leave them. */
export function findFlow(input: MatchInput, letThrough?: ReadonlyMap<number, number>): Flow | null {
  for (const fenPerUnit of COST_UNITS) {
    const market = layOutMarket(input, fenPerUnit, letThrough), answer = market && solveMarket(market.layered, input.options.limits);
    if (!answer || answer.status === 'refused') continue;
    const verdict = checkMarket(market.layered, answer);
    if (!verdict.ok) throw new Error(`a match failed its proof: ${verdict.fault.code}`);
    return { market, answer };
  }
  return null;
}

export const isBest = (flow: Flow): flow is BestFlow => flow.answer.status === 'optimal';
