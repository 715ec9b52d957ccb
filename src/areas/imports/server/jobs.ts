import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor } from '../../../platform/server/call.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue, type Job } from '../../../platform/server/jobs.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { RUN_JOB } from './operations.ts';
import { getImportRecord, saveImport, type Import } from './queries.ts';
import { runFor } from './run.ts';
import { undoFor } from './undo.ts';

/** A job works so long at a stretch, then hands on to the next: a process that dies holds an import up for a minute, not for an hour. */
const STRETCH_MS = 20_000;
const STRETCH_MAY_TAKE_S = 120;
/** Without a sign of life for so long, an import has lost its process. */
const SILENT_S = 60;

const asSystem = <T>(platform: Platform, work: (tx: Tx) => Promise<T>): Promise<T> => platform.database.transaction(scopeOf(systemActor(platform.city)), work);

async function fail(platform: Platform, made: Import, error: unknown): Promise<void> {
  const call = makeCall(systemActor(platform.city), platform.now(), newId(), 'zh', platform.vault);
  await asSystem(platform, async (tx) => {
    saveImport(tx, made.id, { status: 'failed', endedAt: platform.now(), fault: (error as Error).name });
    addNotice(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode });
  });
}

const run: Job = {
  name: RUN_JOB, mayTake: STRETCH_MAY_TAKE_S,
  async run(platform, { importId, tries }) {
    const made = await asSystem(platform, (tx) => getImportRecord(tx, String(importId)));
    if (made.status !== 'running' && made.status !== 'undoing') return;
    const work = made.status === 'running' ? runFor : undoFor;
    const more = await work(platform, made.acting, made.id, STRETCH_MS).catch(async (error: unknown) => {
      // an import that fails three times in one place is put down with what is in; somebody decides to go on or take it back
      if (made.status === 'running' && Number(tries ?? 0) >= 2) await fail(platform, made, error);
      else await asSystem(platform, (tx) => enqueue(tx, RUN_JOB, { importId, tries: Number(tries ?? 0) + 1 }));
      console.error('an import stopped', error);
      return false;
    });
    if (more) await asSystem(platform, (tx) => enqueue(tx, RUN_JOB, { importId: made.id }));
  },
};

/** Imports whose process died go on where they were: each batch is in, or it is not. */
const resume: Job = {
  name: 'imports.resume', every: '* * * * *',
  run: (platform) => asSystem(platform, async (tx) => {
    const silent = new Date(platform.now().getTime() - SILENT_S * 1000);
    const lost = await tx.many<{ id: string }>(sql`
      update import set beat_at = ${platform.now()} where city = current_setting('app.city') and status in ('running', 'undoing') and beat_at < ${silent} returning id`);
    for (const { id } of lost) await enqueue(tx, RUN_JOB, { importId: id });
  }),
};

export const jobs: Job[] = [run, resume];
