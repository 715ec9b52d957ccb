import { scopeOf, type Actor } from '../../../platform/server/actor.ts';
import { makeCall, type Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { isTimeToLearn, learnSizes } from '../../../platform/server/sizes.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Lane } from '../core/lanes.ts';
import type { NeedRecord, OrganizationRecord, ResourceRecord } from '../core/records.ts';
import { countChange, openBatch, toDone, type Entry, type Fate } from './batch.ts';
import { advanceImport, getImportRecord, listWaiting, lockLane, markDone, saveImport, type Import, type Summary, type WaitingRow } from './queries.ts';
import { runOrganizations, runResources } from './run-lists.ts';
import { runNeeds } from './run-needs.ts';

/** Rows in one transaction: few enough that nobody waits for a lock as long as a second, many enough that what a batch costs by itself does not count (200 take a tenth more). */
export const BATCH = 400;

/** Before the first row. */
const BEFORE_ALL = -1;

export type BatchEnd = { status: Import['status']; more: boolean };

async function fatesOf(tx: Tx, call: Call, made: Import, rows: WaitingRow[]): Promise<{ entries: Entry<never>[]; fates: Fate[] }> {
  const entries = await openBatch<never>(tx, call, made, rows);
  switch (made.kind) {
    case 'needs': return { entries, fates: await runNeeds(tx, call, made, entries as Entry<NeedRecord>[]) };
    case 'resources': return { entries, fates: await runResources(tx, call, made, entries as Entry<ResourceRecord>[]) };
    case 'organizations': return { entries, fates: await runOrganizations(tx, call, made, entries as Entry<OrganizationRecord>[]) };
  }
}

function end(tx: Tx, call: Call, made: Import, status: 'done' | 'cancelled'): BatchEnd {
  saveImport(tx, made.id, { status, endedAt: call.now, cancelAsked: false });
  appendHistory(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode, action: status });
  addNotice(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode });
  return { status, more: false };
}

/** Brings rows in and writes down what became of them; how far the import is, is added at the end, which lets others wait shortest. */
export async function bringIn(tx: Tx, call: Call, made: Import, rows: WaitingRow[]): Promise<void> {
  const summary = JSON.parse(call.vault.open(made.summarySealed)) as Summary;
  const { entries, fates } = await fatesOf(tx, call, made, rows);
  const done = entries.map((entry, i) => toDone(call, made, summary, entry, fates[i]!));
  markDone(tx, made.id, done);
  addNotice(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode });
  advanceImport(tx, made.id, rows.length, countChange(entries, done), call.now);
}

/** One batch, whole or not at all: what it brings in, what became of each row, and how far the import is, in one transaction. */
export async function runBatch(tx: Tx, call: Call, importId: string, size = BATCH): Promise<BatchEnd> {
  const made = await getImportRecord(tx, importId, true);
  if (made.status !== 'running') return { status: made.status, more: false };
  if (made.cancelAsked) return end(tx, call, made, 'cancelled');
  const rows = await listWaiting(tx, importId, size, BEFORE_ALL);
  if (rows.length > 0) await bringIn(tx, call, made, rows);
  return made.rowsDone + rows.length >= made.rowsTotal || rows.length === 0 ? end(tx, call, made, 'done') : { status: 'running', more: true };
}

/** One batch of a lane, the rows after one; it never ends the import, whose other lanes may be under way. Answers the last row brought in, null if there is no more. */
async function runLaneBatch(tx: Tx, call: Call, importId: string, lane: Lane, after: number): Promise<number | null> {
  await lockLane(tx, importId, lane);
  const made = await getImportRecord(tx, importId);
  if (made.status !== 'running' || made.cancelAsked) return null;
  const rows = await listWaiting(tx, importId, BATCH, after, lane);
  if (rows.length > 0) await bringIn(tx, call, made, rows);
  return rows.at(-1)?.ord ?? null;
}

/** The batches of a lane as steps: each begins where the one before ended, without walking over what is in. */
function walkLane(importId: string, lane: Lane): (tx: Tx, call: Call) => Promise<boolean> {
  let done = BEFORE_ALL;
  return async (tx, call) => {
    const last = await runLaneBatch(tx, call, importId, lane, done);
    done = last ?? done;
    return last !== null;
  };
}

/** The transaction of one batch as the actor who began the import: what he may not do, it does not do for him. */
export const inBatch = <T>(platform: Platform, actor: Actor, work: (tx: Tx, call: Call) => Promise<T>): Promise<T> =>
  platform.database.transaction(scopeOf(actor), (tx) => work(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault)));

/** Lets a step run until it says that there is no more to do, or the time is up; true if there is more. */
async function untilDone(platform: Platform, actor: Actor, until: number, step: (tx: Tx, call: Call) => Promise<boolean>): Promise<boolean> {
  for (let batches = 1; ; batches++) {
    if (!(await inBatch(platform, actor, step))) return false;
    if (isTimeToLearn(batches)) await inBatch(platform, actor, learnSizes);
    if (Date.now() > until) return true;
    await new Promise((resolve) => setImmediate(resolve)); // a page that asks meanwhile is answered first
  }
}

/** Batch after batch until there is no more to do or the time is up; true if there is more. Lanes go side by side; what is left goes after them, and ends the import. */
export async function runFor(platform: Platform, actor: Actor, importId: string, ms = Infinity): Promise<boolean> {
  const until = Date.now() + ms;
  const { lanes } = await inBatch(platform, actor, (tx) => getImportRecord(tx, importId));
  const ended = await Promise.allSettled(lanes.map((lane) => untilDone(platform, actor, until, walkLane(importId, lane))));
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
  if (ended.some((lane) => lane.status === 'fulfilled' && lane.value)) return true;
  return untilDone(platform, actor, until, async (tx, call) => (await runBatch(tx, call, importId)).more);
}
