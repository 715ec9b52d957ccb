import type { Actor } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { dropQuestionsAbout, takeBackNeeds } from '../../needs/server/import-operations.ts';
import { takeBackOrganizations } from '../../organizations/server/import-operations.ts';
import { endLedgerConsents, takeBackPeople } from '../../people/server/import-operations.ts';
import { takeBackResources } from '../../resources/server/import-operations.ts';
import type { Kept } from '../core/contract.ts';
import { getImportRecord, saveImport, type Import } from './queries.ts';
import { BATCH, inBatch } from './run.ts';

type Done = { ord: number; subjectId: string; personId: string | null; madeSubject: boolean; madePerson: boolean; madeConsent: boolean };

/** How many of the kept are named; all are counted. */
const MOST_NAMED = 200;

/** From the last row to the first: what joined a need goes before the row that made it. */
const listDone = (tx: Tx, importId: string): Promise<Done[]> => tx.many(sql`
  select ord, subject_id as "subjectId", person_id as "personId", made_subject as "madeSubject", made_person as "madePerson", made_consent as "madeConsent" from import_row
  where city = current_setting('app.city') and import_id = ${importId} and state = 'done' and subject_id is not null order by ord desc limit ${BATCH}`);

type TakenBack = { id: string; title: string; why: string }[];

async function takeBack(tx: Tx, call: Call, made: Import, rows: Done[]): Promise<Kept[]> {
  const ids = rows.flatMap(({ madeSubject, subjectId }) => (madeSubject ? [subjectId] : []));
  const keptAs = (kind: string, kept: TakenBack): Kept[] => kept.map((one) => ({ kind, ...one }));
  if (made.kind === 'resources') {
    const { taken, kept } = await takeBackResources(tx, call, ids);
    await dropQuestionsAbout(tx, call, taken);
    return keptAs('resource', kept);
  }
  if (made.kind === 'organizations') return keptAs('organization', (await takeBackOrganizations(tx, call, ids)).kept);
  const needs = await takeBackNeeds(tx, call, made.id, ids, rows.map(({ subjectId }) => subjectId));
  await endLedgerConsents(tx, call, rows.flatMap(({ madeConsent, personId }) => (madeConsent && personId ? [personId] : [])));
  const people = await takeBackPeople(tx, call, [...new Set(rows.flatMap(({ madePerson, personId }) => (madePerson && personId ? [personId] : [])))]);
  await dropQuestionsAbout(tx, call, people.taken);
  // a person is kept for the sake of a need that is named already, or for what happened since
  return [...keptAs('need', needs.kept), ...keptAs('person', people.kept.filter(({ why }) => why !== 'hasNeeds'))];
}

/** One batch of taking back; the rows are marked in its transaction, so that none is taken back twice. */
export async function undoBatch(tx: Tx, call: Call, importId: string): Promise<boolean> {
  const made = await getImportRecord(tx, importId, true);
  if (made.status !== 'undoing') return false;
  const rows = await listDone(tx, importId);
  const kept = await takeBack(tx, call, made, rows);
  tx.send(sql`update import_row set state = 'undone' where city = current_setting('app.city') and import_id = ${importId} and ord = any(${rows.map(({ ord }) => ord)}::int[])`);
  const before = made.kept ?? { total: 0, items: [] };
  const after = { total: before.total + kept.length, items: [...before.items, ...kept].slice(0, MOST_NAMED) };
  const more = rows.length === BATCH;
  saveImport(tx, importId, { kept: after, beatAt: call.now, ...(more ? {} : { status: 'undone' as const, undoneAt: call.now, undoneByName: call.actor.name }) });
  if (!more) appendHistory(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, action: 'undone' });
  addNotice(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode });
  return more;
}

/** Takes back batch after batch until there is no more or the time is up; true if there is more. */
export async function undoFor(platform: Platform, actor: Actor, importId: string, ms = Infinity): Promise<boolean> {
  const began = Date.now();
  for (;;) {
    if (!(await inBatch(platform, actor, (tx, call) => undoBatch(tx, call, importId)))) return false;
    if (Date.now() - began > ms) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
