import type { Scope } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Forecast, Wish } from '../core/forecast.ts';
import type { MatchAnswer } from '../core/match.ts';
import type { MatchInput } from '../core/model.ts';
import type { RunFailure } from '../core/review.ts';
import { beat, endRun, type StoredRun } from './run-queries.ts';
import type { Solve } from './solve.ts';

/** A city of 200,000 needs takes seconds; ten minutes is for machines that have other work. */
const TIME_LIMIT_MS = 600_000;
const BEAT_MS = 1_000;

export type Matched = MatchAnswer & { status: 'matched' };
/** What a run at work has before it, a match's and a what-if's alike. */
export type Desk = { platform: Platform; scope: Scope; call: Call; run: StoredRun & { basedOn: string | null } };
export type Pulse = ReturnType<typeof startPulse>;

/** Tells every second how far it is, and hears that the run was cancelled or given to another process. */
export function startPulse({ platform, scope, run }: Desk) {
  const gone = new AbortController();
  let at: { stage: 'listing' | 'solving' | 'saving'; progress: number } = { stage: 'listing', progress: 0.01 };
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating.then(async () => {
      const isOurs = await platform.database.transaction(scope, (tx) => beat(tx, run.id, run.attempt, at.stage, at.progress));
      if (!isOurs) gone.abort();
    }).catch(() => {}); // the next beat tries again; a database that stays away fails the run at its next step
  }, BEAT_MS);
  return {
    signal: gone.signal,
    say: (stage: typeof at.stage, progress: number) => { at = { stage, progress }; },
    stop: async () => { clearInterval(timer); await beating; },
  };
}

/** Solves, telling how far; null where the run has ended without an answer, which is then told. */
export async function solveAt(desk: Desk, pulse: Pulse, solve: Solve, input: MatchInput, wishes?: Wish[]): Promise<{ answer: Matched; forecast: Forecast | null } | null> {
  pulse.say('solving', 0.05);
  const outcome = await solve(input, { timeLimitMs: TIME_LIMIT_MS, signal: pulse.signal, onProgress: (share) => pulse.say('solving', 0.05 + share * 0.85), wishes });
  if (outcome.kind === 'cancelled' || pulse.signal.aborted) return null;
  if (outcome.kind === 'died') {
    await fail(desk, outcome.why);
    if (outcome.why === 'fault' || outcome.why === 'proof') throw outcome.error;
    return null;
  }
  const { answer } = outcome;
  switch (answer.status) {
    case 'refused': await fail(desk, answer.refusal.code === 'tooLarge' ? 'tooLarge' : 'badLists'); return null;
    case 'stopped': await fail(desk, 'time'); return null;
    case 'matched': pulse.say('saving', 0.95); return { answer, forecast: outcome.forecast ?? null };
  }
}

export async function fail({ platform, scope, call, run }: Desk, failure: RunFailure): Promise<void> {
  await platform.database.transaction(scope, async (tx) => {
    const ended = { ...call, now: platform.now() };
    if (!(await beat(tx, run.id, run.attempt, 'saving', 1))) return; // not ours any more
    await endRun(tx, ended, run.id, 'failed', failure);
    tellRun(tx, ended, run, 'failed', []);
  });
}

/** A what-if concerns whoever looks at it, and nobody is told of it. */
export function tellRun(tx: Tx, call: Call, run: Desk['run'], action: string, communities: string[]): void {
  appendHistory(tx, call, { kind: 'matchRun', subjectId: run.id, divisionCode: run.divisionCode, action });
  if (!run.basedOn) addNotices(tx, call, [...new Set([run.divisionCode, ...communities])].map((divisionCode) => ({ kind: 'matchRun', subjectId: run.id, divisionCode })));
}

/** Units that no match can meet before somebody has consented, or verified. */
export const unitsWaiting = ({ unmatched }: Matched, what: 'consent' | 'verification'): number =>
  unmatched.reduce((sum, { units, reason }) => sum + (reason.kind === 'waiting' && reason.for === what ? units : 0), 0);
