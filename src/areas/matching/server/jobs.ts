import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue, type Job } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { settle } from '../../duties/server/operations.ts';
import { listHandedEnded, settleHanded } from './handed-queries.ts';
import { requestRun } from './operations.ts';
import { runMatch } from './run.ts';
import { endRun, listFinishedReviews, listLostRuns } from './run-queries.ts';

/** After so many dead processes it is the run that kills them. */
const MOST_ATTEMPTS = 3;

/** Puts runs whose process has died back to work, and takes reviews with nothing left to decide off the register. */
export async function tendRuns(platform: Platform): Promise<void> {
  const actor = systemActor(platform.city), call = makeCall(actor, platform.now(), newId(), 'zh', platform.vault);
  await platform.database.transaction(scopeOf(actor), async (tx) => {
    for (const { id, attempt, divisionCode } of await listLostRuns(tx)) {
      if (attempt < MOST_ATTEMPTS) { await enqueue(tx, 'matching.run', { runId: id }, id); continue; }
      await endRun(tx, call, id, 'failed', 'lost');
      addNotice(tx, call, { kind: 'matchRun', subjectId: id, divisionCode });
    }
    settle(tx, call, ...(await listFinishedReviews(tx)).map(({ runId, divisionCode }) => ({ kind: 'reviewProposals' as const, subjectId: runId, windowKey: divisionCode })));
    settleHanded(tx, call, await listHandedEnded(tx, {}));
  });
}

/** Every night over the whole city, so that the morning finds the two lists matched as they stand. */
async function runNightly(platform: Platform): Promise<void> {
  const actor = systemActor(platform.city);
  await platform.database.transaction(scopeOf(actor), (tx) => requestRun(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault), { division: platform.city }));
}

export const matchingJobs: Job[] = [
  { name: 'matching.run', mayTake: 1800, run: (platform, { runId }) => runMatch(platform, String(runId)) },
  { name: 'matching.tend', every: '* * * * *', run: tendRuns },
  { name: 'matching.nightly', every: '20 4 * * *', run: runNightly },
];
