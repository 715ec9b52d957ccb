import { isWithin } from '../../../kernel/division.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findDivisionName } from '../../divisions/server/operations.ts';
import { settle } from '../../duties/server/operations.ts';
import type { CancelRun, RequestRun } from '../core/contract.ts';
import { FLOORS } from '../core/floors.ts';
import type { MatchAnswer } from '../core/match.ts';
import { admitCancel, type RunStatus } from '../core/review.ts';
import { faultsOfRun, type RunFault } from '../core/verify.ts';
import { WEIGHTS } from '../core/weights.ts';
import { listHandedEnded, settleHanded } from './handed-queries.ts';
import { addRun, endRun, findFile, findRunForUpdate, findWaitingRun, listDecided, listReviewsOf } from './run-queries.ts';

export { listWithColleagues } from './handed-queries.ts';
export { runMatch } from './run.ts';

/** Asks for a run over one's division, or one below it. It is done off the request's path; where one waits over the same division already, that one will do. */
export async function requestRun(tx: Tx, call: Call, { division }: Omit<RequestRun, 'requestId'>): Promise<Result<{ runId: string; isNew: boolean }>> {
  const divisionCode = division ?? call.actor.divisionCode;
  if (!isWithin(divisionCode, call.actor.divisionCode) || !(await findDivisionName(tx, divisionCode))) throw new NotFound('division', divisionCode);
  const id = newId();
  const isNew = await addRun(tx, call, { id, divisionCode, asOf: call.today, weights: { ...WEIGHTS, floors: FLOORS } });
  if (!isNew) {
    const waiting = await findWaitingRun(tx, divisionCode);
    if (waiting) return ok({ runId: waiting.id, isNew: false });
    throw new Error('a run that waited has just begun'); // taken up between two statements: the caller's next try finds the queue free
  }
  await enqueue(tx, 'matching.run', { runId: id });
  appendHistory(tx, call, { kind: 'matchRun', subjectId: id, divisionCode, action: 'requested' });
  addNotice(tx, call, { kind: 'matchRun', subjectId: id, divisionCode });
  return ok({ runId: id, isNew: true });
}

/** Stops a run that waits or is at work; nothing of it is seen. */
export async function cancelRun(tx: Tx, call: Call, { runId }: Omit<CancelRun, 'requestId'>): Promise<Result<{ runId: string; status: RunStatus }>> {
  const run = await findRunForUpdate(tx, runId);
  if (!run) throw new NotFound('matchRun', runId);
  const admitted = admitCancel(run);
  if (!admitted.ok) return admitted;
  await endRun(tx, call, runId, 'cancelled', null);
  appendHistory(tx, call, { kind: 'matchRun', subjectId: runId, divisionCode: run.divisionCode, action: 'cancelled' });
  addNotice(tx, call, { kind: 'matchRun', subjectId: runId, divisionCode: run.divisionCode });
  return ok({ runId, status: 'cancelled' });
}

/**
 * Takes reviews off the register that have nothing left to decide. Whoever decides proposals (the referrals, that accept them) calls it afterwards in the
 * same transaction; a job looks after what was forgotten.
 */
export async function settleReviews(tx: Tx, call: Call, proposalIds: string[]): Promise<void> {
  if (proposalIds.length === 0) return;
  for (const { runId, divisionCode } of await listDecided(tx, await listReviewsOf(tx, proposalIds))) {
    settle(tx, call, { kind: 'reviewProposals', subjectId: runId, windowKey: divisionCode });
  }
  settleHanded(tx, call, await listHandedEnded(tx, { proposalIds }));
}

export type Verification = { runId: string; holds: boolean; faults: ({ code: 'notProven'; status: RunStatus } | RunFault)[]; objective: string | null };

/** Judges what a run has answered by its frozen lists: for ever, whatever solver made it. Reads only. */
export async function verifyRun(tx: Tx, runId: string): Promise<Verification> {
  const file = await findFile(tx, runId);
  if (!file) throw new NotFound('matchRun', runId);
  if (file.status !== 'proven') return { runId, holds: false, faults: [{ code: 'notProven', status: file.status }], objective: null };
  const answer = file.answer as MatchAnswer & { status: 'matched' }, faults = faultsOfRun(file.input, answer);
  return { runId, holds: faults.length === 0, faults, objective: answer.proof.objective };
}
