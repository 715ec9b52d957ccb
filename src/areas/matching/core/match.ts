import { assignmentsOf } from './assignments.ts';
import { refusalOf, type MatchRefusal } from './admission.ts';
import { findFlow, isBest, type BestFlow, type Flow } from './best-flow.ts';
import { givenOf, matchedOf, totalsOf } from './matched.ts';
import type { Aims, Assignment, BudgetValue, Gap, MatchInput, OrganizationValue, RefusedPin, ResourceValue, Unmet } from './model.ts';
import { explainUnmet } from './reasons.ts';
import { keepLimits, type Repair } from './side-limits.ts';
import { gapList, lossesOf, organizationValues, resourceValues } from './values.ts';
import type { SolveWhole } from './whole-program.ts';

/** The proof a run keeps: its cost by the checker's own count, and what that cost is made of. `steps`: how much work it was; `repair`: what flow could not hold, and how it was put right. */
export type MatchProof = { objective: string; scale: readonly number[]; fenPerUnit: number; steps: number; weightsVersion: string; repair?: Repair };

export type MatchAnswer =
  | {
    status: 'matched'; assignments: Assignment[]; unmatched: Unmet[]; resources: ResourceValue[]; organizations: OrganizationValue[]; /** Where money was short, once that is asked (budget-values.ts). */ budgets?: BudgetValue[]; gaps: Gap[]; refusedPins: RefusedPin[];
    /** Urgent units short of the floors, points unmet, units of stale capacity, cost. */
    totals: Aims; unitsAsked: number; unitsMet: number; proof: MatchProof;
  }
  /** A limit was reached. Assignments, if any were found, keep all rules but are not yet the best. */
  | { status: 'stopped'; why: 'time' | 'cancelled'; assignments: Assignment[] | null; refusedPins: RefusedPin[] }
  | { status: 'refused'; refusal: MatchRefusal };

/**
 * Matches needs and resources: floors first, then priority-weighted needs, then capacity that is not stale, then cost; strictly in that order.
 * Every answer has passed the checker. Same input, same answer. Costs are counted more coarsely (in jiao, yuan, ten yuan) where they would else leave
 * the numbers that are counted exactly; the aims above them stay exact, and the answer says so. Where budgets, or what several take along, would be overspent, `solveWhole` divides them, and the
 * proof says what that cost at the most.
 */
export function match(input: MatchInput, solveWhole: SolveWhole = () => null): MatchAnswer {
  const refusal = refusalOf(input);
  if (refusal) return { status: 'refused', refusal };
  const first = findFlow(input);
  if (!first) return { status: 'refused', refusal: { code: 'tooLarge' } };
  if (!isBest(first)) return told(input, first, null);
  const { flow, repair } = keepLimits(input, first, solveWhole);
  return told(input, flow, repair);
}

function told(input: MatchInput, { market, answer }: Flow, repair: Repair | null): MatchAnswer {
  switch (answer.status) {
    case 'optimal': return report(input, { market, answer }, repair);
    case 'stopped': return { status: 'stopped', why: answer.why, refusedPins: market.pins.refused, assignments: answer.best && assignmentsOf(input, market, givenOf(market, answer.best)) };
    // Every unit may stay unmet and pins are taken only as far as they fit, so a flow exists.
    case 'infeasible': case 'refused': throw new Error(`a market cannot be ${answer.status}`);
  }
}

function report(input: MatchInput, { market, answer }: BestFlow, repair: Repair | null): MatchAnswer {
  const matched = matchedOf(input, market, answer), assignments = assignmentsOf(input, market, matched, lossesOf(matched));
  return {
    status: 'matched', assignments, unmatched: explainUnmet(matched), resources: resourceValues(matched), organizations: organizationValues(matched), gaps: gapList(matched), refusedPins: market.pins.refused,
    totals: totalsOf(market, answer), unitsAsked: input.needs.reduce((sum, { quantity }) => sum + quantity, 0), unitsMet: assignments.reduce((sum, { units }) => sum + units, 0),
    proof: { objective: String(answer.objective), scale: market.scale, fenPerUnit: market.fenPerUnit, steps: answer.work.moves + answer.work.raises, weightsVersion: input.options.weights.version, ...(repair ? { repair } : {}) },
  };
}
