import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { withAdditions } from '../core/additions.ts';
import { budgetValues } from '../core/budget-values.ts';
import { forecast, type Forecast, type Wish } from '../core/forecast.ts';
import { match, type MatchAnswer } from '../core/match.ts';
import type { MatchInput } from '../core/model.ts';
import type { RunFailure } from '../core/review.ts';
import { hasLimits } from '../core/limits.ts';
import { dividedLimits } from '../core/side-limits.ts';
import { makeSolveWhole } from './whole-solver.ts';

export type SolveOutcome =
  | { kind: 'answer'; answer: MatchAnswer; forecast?: Forecast | null }
  | { kind: 'cancelled' }
  | { kind: 'died'; why: RunFailure; error: Error };

/** `wishes`: what a what-if adds to the lists; it is foreseen first, and then the lists with it are matched. Of a match that is to stand, and has none, more money is valued, too. */
export type SolveHooks = { timeLimitMs: number; signal: AbortSignal; onProgress(share: number): void; wishes?: Wish[] | undefined };

/** Solves a match somewhere. The run does not care where; tests put in solvers that dawdle or die. */
export type Solve = (input: MatchInput, hooks: SolveHooks) => Promise<SolveOutcome>;

/** What the thread is given, and what it tells. */
export type Task = { input: MatchInput; timeLimitMs: number; wishes?: Wish[] | undefined };
export type Solved = { answer: MatchAnswer; forecast: Forecast | null };
export type Told = { kind: 'progress'; share: number } | ({ kind: 'answer' } & Solved) | { kind: 'fault'; message: string; stack: string };

/** Dividing limits takes seconds; what is not the best by then is told as such. */
const MOST_FOR_LIMITS_MS = 60_000;
/** Of the time that a what-if takes, about so much goes into foreseeing the best things to add. */
const SHARE_FORESEEN = 0.6;

/** How far it is: what is added, thing by thing; then whole phases of the solver, and the share of units that have found their place in this one. */
export async function solveTask({ input: lists, timeLimitMs, wishes: asked }: Task, tell: (share: number) => void): Promise<Solved> {
  const solveWhole = hasLimits(lists) ? await makeSolveWhole(Math.min(MOST_FOR_LIMITS_MS, timeLimitMs / 4)) : undefined;
  const wishes = asked ?? [], ahead = wishes.some(({ kind }) => kind === 'best') ? SHARE_FORESEEN : 0;
  const foreseen = wishes.length > 0 ? forecast(lists, wishes, { tell: (share) => { if (ahead > 0) tell(share * ahead); }, letThrough: solveWhole && dividedLimits(lists, solveWhole) }) : null, input = foreseen ? withAdditions(lists, foreseen.steps.map(({ addition }) => addition)) : lists;
  const units = input.needs.reduce((sum, { quantity }) => sum + quantity, 0) || 1;
  let told = 0;
  const answer = match({
    ...input, options: { ...input.options, limits: {
      timeLimitMs, now: () => performance.now(),
      onProgress: ({ phase, phases, unplaced }) => {
        const share = Math.max(0, Math.min(1, (phase - Math.min(1, unplaced / units)) / phases));
        if (share - told < 0.01) return;
        told = share;
        tell(ahead + share * (1 - ahead));
      },
    } },
  }, solveWhole);
  const budgets = !asked && solveWhole && answer.status === 'matched' ? budgetValues(input, answer, solveWhole) : [];
  return { answer: answer.status === 'matched' && budgets.length > 0 ? { ...answer, budgets } : answer, forecast: foreseen };
}

const failureOf = (error: Error): RunFailure =>
  ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : /failed its proof/.test(error.message) ? 'proof' : 'fault');

/** A thread of its own, so that the server answers meanwhile; ended at once when the run is cancelled. */
export const solveInThread = (program: URL): Solve => (input, { timeLimitMs, signal, onProgress, wishes }) => new Promise((resolve) => {
  const worker = new Worker(program, { workerData: { input, timeLimitMs, wishes } satisfies Task });
  // Reasons and gaps come after the solver's own limit: as much again, then the thread is ended from outside.
  const timer = setTimeout(() => end({ kind: 'died', why: 'time', error: new Error('the match took too long') }), timeLimitMs * 2);
  const cancel = () => end({ kind: 'cancelled' });
  const end = (outcome: SolveOutcome) => {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    void worker.terminate();
    resolve(outcome);
  };
  if (signal.aborted) return cancel();
  signal.addEventListener('abort', cancel);
  worker.on('message', (told: Told) => {
    if (told.kind === 'progress') onProgress(told.share);
    else if (told.kind === 'answer') end(told);
    else end(died(Object.assign(new Error(told.message), { stack: told.stack })));
  });
  worker.on('error', (error: Error) => end(died(error)));
  worker.on('exit', () => end(died(new Error('the thread of a match ended without an answer'))));
});

const died = (error: Error): SolveOutcome => ({ kind: 'died', why: failureOf(error), error });

/** In this very thread: for small lists, and where the program runs from its sources. */
export const solveHere: Solve = async (input, { timeLimitMs, onProgress, wishes }) => {
  try {
    return { kind: 'answer', ...(await solveTask({ input, timeLimitMs, wishes }, onProgress)) };
  } catch (error) {
    return died(error as Error);
  }
};

// scripts/build.mjs puts every ….worker.ts beside the program; running from the sources there is none.
const PROGRAM = new URL('./match.worker.js', import.meta.url);

export const solve: Solve = existsSync(fileURLToPath(PROGRAM)) ? solveInThread(PROGRAM) : solveHere;
