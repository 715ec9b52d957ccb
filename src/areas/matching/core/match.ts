import { checkFlow } from '../../../solver/check.ts';
import { foldLevels } from '../../../solver/lexicographic.ts';
import { solveMinCostFlow } from '../../../solver/min-cost-flow.ts';
import type { FlowAnswer, FlowProblem } from '../../../solver/network.ts';
import { residualOf } from '../../../solver/residual.ts';
import { assignmentsOf } from './assignments.ts';
import { refusalOf, type MatchRefusal } from './admission.ts';
import { layOutMarket, type Market, type Matched } from './market.ts';
import type { Aims, Assignment, Gap, MatchInput, RefusedPin, ResourceValue, Unmet } from './model.ts';
import { explainUnmet } from './reasons.ts';
import { aimsOf, gapList, lossesOf, resourceValues } from './values.ts';

/** The proof a run keeps: its cost by the checker's own count, and what that cost is made of. */
export type MatchProof = { objective: string; scale: number[]; fenPerUnit: number; pivots: number; weightsVersion: string };

export type MatchAnswer =
  | {
    status: 'matched'; assignments: Assignment[]; unmatched: Unmet[]; resources: ResourceValue[]; gaps: Gap[]; refusedPins: RefusedPin[];
    /** Urgent units short of the floors, points unmet, units of stale capacity, cost. */
    totals: Aims; unitsAsked: number; unitsMet: number; proof: MatchProof;
  }
  /** A limit was reached. Assignments, if any were found, keep all rules but are not yet the best. */
  | { status: 'stopped'; why: 'pivots' | 'time' | 'cancelled'; assignments: Assignment[] | null; refusedPins: RefusedPin[] }
  | { status: 'refused'; refusal: MatchRefusal };

/**
 * Matches needs and resources: floors first, then priority-weighted needs, then capacity that is not stale, then cost; strictly in that order.
 * Every answer has passed the checker. Same input, same answer.
 */
export function match(input: MatchInput): MatchAnswer {
  const refusal = refusalOf(input);
  if (refusal) return { status: 'refused', refusal };
  const priced = price(input);
  if (!priced) return { status: 'refused', refusal: { code: 'tooLarge' } };
  const { market, problem, scale, fenPerUnit } = priced;
  const answer = solveMinCostFlow(problem, input.options.limits);
  const verdict = checkFlow(problem, answer);
  if (!verdict.ok) throw new Error(`a match failed its proof: ${verdict.fault.code}`);
  switch (answer.status) {
    case 'refused': return { status: 'refused', refusal: { code: 'tooLarge' } };
    case 'stopped': return {
      status: 'stopped', why: answer.why, refusedPins: market.pins.refused,
      assignments: answer.flow && assignmentsOf(input, market, answer.flow),
    };
    // Every unit may stay unmet and pins are taken only as far as they fit, so a flow exists; no arc costs less than nothing.
    case 'infeasible': case 'unbounded': throw new Error(`a market cannot be ${answer.status}`);
    case 'optimal': return report({ input, market, flow: answer.flow, residual: residualOf(problem, answer) }, answer, { scale, fenPerUnit });
  }
}

type Optimum = FlowAnswer & { status: 'optimal' };

function report(matched: Matched, { objective, pivots }: Optimum, { scale, fenPerUnit }: Pick<MatchProof, 'scale' | 'fenPerUnit'>): MatchAnswer {
  const { input, market, flow } = matched;
  const assignments = assignmentsOf(input, market, flow, lossesOf(matched, fenPerUnit));
  const unitsMet = assignments.reduce((sum, { units }) => sum + units, 0);
  const totals = aimsOf(market.levels.map((level) => level.reduce((sum, cost, a) => sum + cost * flow[a]!, 0)), fenPerUnit);
  return {
    status: 'matched', assignments, unmatched: explainUnmet(matched, fenPerUnit),
    resources: resourceValues(matched, fenPerUnit), gaps: gapList(matched, fenPerUnit), refusedPins: market.pins.refused,
    totals, unitsAsked: input.needs.reduce((sum, { quantity }) => sum + quantity, 0), unitsMet,
    proof: { objective: String(objective), scale, fenPerUnit, pivots, weightsVersion: input.options.weights.version },
  };
}

/**
 * Folds the four aims into one cost. Where that leaves the safe integers, the last aim alone is counted more coarsely (in jiao, yuan, ten yuan);
 * the aims above it stay exact, and the answer says so.
 */
function price(input: MatchInput): { market: Market; problem: FlowProblem; scale: number[]; fenPerUnit: number } | null {
  for (const fenPerUnit of [1, 10, 100, 1_000]) {
    const market = layOutMarket(input, fenPerUnit), folded = foldLevels(market.problem, market.levels);
    if (folded) return { market, problem: { ...market.problem, cost: folded.cost }, scale: folded.scale, fenPerUnit };
  }
  return null;
}
