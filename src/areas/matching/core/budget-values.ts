import { withBudget } from './additions.ts';
import { findFlow, isBest, type BestFlow } from './best-flow.ts';
import { gainOf } from './forecast.ts';
import { limitsOf } from './limits.ts';
import type { MatchAnswer } from './match.ts';
import { totalsOf } from './matched.ts';
import type { Aims, BudgetValue, MatchInput } from './model.ts';
import { keepLimits } from './side-limits.ts';
import { compareAims } from './values.ts';
import type { SolveWhole } from './whole-program.ts';

/** Each amount that is tried divides the limits and matches the lists again: so many of each organisation, those that lack most first, and in all only so many as lists of this length bear. */
const MOST_OF_EACH = 2;
const mostTried = (needs: number): number => Math.min(5, Math.max(1, Math.floor(50_000 / needs)));
const NOTHING: Aims = { floorUnits: 0, points: 0, staleUnits: 0, costFen: 0 };

type Divided = Pick<MatchAnswer & { status: 'matched' }, 'totals' | 'unmatched' | 'proof'>;

/**
 * What more money would bring where an organisation's month has not enough: an amount that pays for a unit somebody waits for. Money is no part of the flow, so no price tells its worth;
 * the lists are matched again with it, and a match with it brings just that. Where dividing did not come to its end nothing is told, for another time it might end elsewhere.
 */
export function budgetValues(input: MatchInput, answer: Divided, solve: SolveWhole): BudgetValue[] {
  const { totals, proof: { repair } } = answer, short = repair?.isOptimal ? repair.limits.flatMap((limit) => (limit.kind === 'budget' ? [limit] : [])) : [];
  const tried = short.sort((a, b) => b.askedFen - b.leftFen - (a.askedFen - a.leftFen)).map((limit) => ({ ...limit, amounts: amountsFor(input, answer, limit.organizationId, limit.leftFen - limit.spentFen) }));
  const first = tried.some(({ amounts }) => amounts.length > 0) && findFlow(input), values: BudgetValue[] = [];
  if (!first || !isBest(first)) return values;
  let left = mostTried(input.needs.length);
  for (const { organizationId, amounts } of tried) {
    for (const fen of amounts.slice(0, Math.min(left, MOST_OF_EACH))) {
      const after = totalsWith(withBudget(input, organizationId, fen), first, solve);
      if (!after) return values;
      left--;
      const gain = gainOf(totals, after);
      if (compareAims(gain, NOTHING, input.options.exchange) <= 0 || (gain.floorUnits <= 0 && gain.points <= 0)) continue;
      values.push({ organizationId, fen, gain });
      break;
    }
  }
  return values;
}

/** What is lacking for one unit more of the resources that needs wait for, the least first. */
function amountsFor({ resources }: MatchInput, { unmatched }: Divided, organizationId: string, spareFen: number): number[] {
  const wanted = new Set(unmatched.flatMap(({ reason }) => (reason.kind === 'eligibleButFull' || reason.kind === 'outbid' ? reason.atBudget ?? [] : [])));
  const lacking = resources.filter((resource) => resource.organizationId === organizationId && wanted.has(resource.id)).map(({ unitCostFen }) => unitCostFen - spareFen);
  return [...new Set(lacking)].filter((fen) => fen > 0).sort((a, b) => a - b);
}

/** What a match of these lists comes to; null where it does not come to its end. Which flow is best does not depend on what is left of a limit, unless a pin found no room. */
function totalsWith(input: MatchInput, known: BestFlow, solve: SolveWhole): Aims | null {
  const first = known.market.pins.refused.length > 0 ? findFlow(input) : { ...known, market: { ...known.market, limits: limitsOf(input) } };
  if (!first || !isBest(first)) return null;
  const { flow, repair } = keepLimits(input, first, solve);
  return isBest(flow) && repair?.isOptimal !== false ? totalsOf(flow.market, flow.answer) : null;
}
