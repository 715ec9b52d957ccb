import { dayOf } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { withAdditions } from '../core/additions.ts';
import { compareRuns } from '../core/comparison.ts';
import { gainOf, isAsForeseen, type Forecast } from '../core/forecast.ts';
import type { MatchInput } from '../core/model.ts';
import { applyChanges, narrowed, wishesOf } from '../core/what-if.ts';
import { fail, solveAt, startPulse, tellRun, unitsWaiting, type Desk, type Matched } from './run-desk.ts';
import { beat, endProven, findFile, keepInput, type TakenRun } from './run-queries.ts';
import type { Solve } from './solve.ts';
import { addHands, keepComparison } from './what-if-queries.ts';

type Kept = { input: MatchInput; answer: Matched };

/** Does one what-if: the copied run's frozen lists with the changes, matched and proven like any, and held against what the copied run came to. */
export async function tryWhatIf(desk: Desk, run: TakenRun, solve: Solve): Promise<void> {
  const { platform, scope } = desk, changes = run.changes ?? [];
  const pulse = startPulse(desk);
  try {
    const copied = await platform.database.transaction(scope, (tx) => findFile(tx, run.basedOn!));
    if (!copied || copied.status !== 'proven') return await fail(desk, 'fault');
    const whole: Kept = { input: copied.input, answer: copied.answer as Matched };
    const before = copied.divisionCode === run.divisionCode ? whole : narrowed(whole.input, whole.answer, run.divisionCode);
    const changed = applyChanges(before.input, changes);
    if (!changed.ok) return await fail(desk, changed.refusal.code);
    const found = await solveAt(desk, pulse, solve, changed.value, wishesOf(changes));
    if (!found) return;
    const input = found.forecast ? withAdditions(changed.value, found.forecast.steps.map(({ addition }) => addition)) : changed.value;
    await save(desk, before, { input, answer: found.answer }, found.forecast);
  } finally {
    await pulse.stop();
  }
}

/** The lists, the answer and the comparison, sealed; not a proposal, not a duty, not a notice. */
async function save(desk: Desk, before: Kept, after: Kept, forecast: Forecast | null): Promise<void> {
  const { platform, scope, run } = desk, { input, answer } = after, now = platform.now(), call: Call = { ...desk.call, now, today: dayOf(now) };
  const { comparison, hands } = compareRuns(before, after);
  const foreseen = forecast && { steps: forecast.steps, gain: forecast.gain, came: gainOf(forecast.before, answer.totals), isBorneOut: isAsForeseen(input, forecast, answer), isDivided: forecast.isDivided || answer.proof.repair !== undefined };
  // what could still move is told of what stands, not of what is tried: kept are the pairs, their sums and the proof
  const { assignments, totals, unitsAsked, unitsMet, proof, status } = answer;
  await platform.database.transaction(scope, async (tx) => {
    if (!(await beat(tx, run.id, run.attempt, 'saving', 0.95))) return;
    await keepInput(tx, run, input);
    addHands(tx, run, hands);
    endProven(tx, call, run, {
      needsListed: input.needs.length, resourcesListed: input.resources.length, unitsWanted: unitsAsked, unitsMet,
      unitsForConsent: unitsWaiting(answer, 'consent'), unitsForVerification: unitsWaiting(answer, 'verification'), totals, proof,
    }, { status, assignments: assignments.map(({ needId, resourceId, units }) => ({ needId, resourceId, units })), totals, unitsAsked, unitsMet, proof });
    keepComparison(tx, run, comparison, foreseen);
    tellRun(tx, call, run, 'proven', []);
  });
}
