import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { UploadedFile } from '../../../platform/server/route.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { BeginImport, Counts, ImportStatus, OneImport, UnderstandAgain, UploadImport } from '../core/contract.ts';
import { FIELDS, type Kind } from '../core/fields.ts';
import { mayImport } from '../core/permissions.ts';
import { keyOf } from '../core/text.ts';
import { listCorrections } from './corrections.ts';
import { addFiles, addImport, getImportRecord, listDivisions, listFiles, listMappings, listWords, rememberMappings, rememberWords, saveImport, type Import, type Summary } from './queries.ts';
import { readFiles } from './read-files.ts';
import type { CorrectedCell, FileIn, ReadJob } from './read-job.ts';
import { storeRows } from './store.ts';

export const RUN_JOB = 'imports.run';

type Made = { importId: string; counts: Counts; rows: number };
type Moved = { importId: string; status: ImportStatus };

/** What was pasted from a spreadsheet is text with tabs. */
const PASTED = { zh: '粘贴的内容.tsv', en: 'pasted.tsv' } as const;

function filesOf(call: Call, input: UploadImport, files: UploadedFile[]): FileIn[] {
  const uploaded = files.filter(({ fileName, bytes }) => fileName !== '' || bytes.length > 0).map(({ fileName, bytes }) => ({ name: fileName.replace(/^.*[\\/]/, '').slice(0, 200) || 'file', bytes }));
  return input.text?.trim() ? [...uploaded, { name: PASTED[call.language], bytes: new TextEncoder().encode(input.text) }] : uploaded;
}

/** What any row is judged by: the places, the words explained before, the day, whose area it is. */
export async function contextOf(tx: Tx, call: Call, asOf: string): Promise<Pick<ReadJob, 'divisions' | 'words' | 'asOf' | 'language' | 'actingFor'>> {
  const [divisions, words] = await Promise.all([listDivisions(tx), listWords(tx)]);
  return { divisions, words, asOf, language: call.language, actingFor: call.actor.divisionCode };
}

/** What reading files asks for; with what was put right in them before. */
export async function jobOf(tx: Tx, call: Call, kind: Kind, files: FileIn[], asOf: string, corrections: CorrectedCell[] = []): Promise<ReadJob> {
  const [context, mappings] = await Promise.all([contextOf(tx, call, asOf), listMappings(tx)]);
  return { task: 'understand', kind, files, ...context, mappings: mappings.filter(({ signature }) => signature.startsWith(`${kind}:`)), corrections };
}

/** Reads files and keeps what was understood of every row. Nothing is brought in yet. */
export async function understandFiles(tx: Tx, call: Call, kind: Kind, files: FileIn[], asOf: string): Promise<Result<Made, Refusal>> {
  if (!mayImport(kind, call.actor.role)) return refuse({ code: 'notYourKind' });
  if (files.length === 0) return refuse({ code: 'noFile' });
  if (asOf > call.today) return refuse({ code: 'asOfInFuture', today: call.today });
  const importId = newId();
  const nothing: Counts = { imported: 0, merged: 0, refused: 0, notARow: 0 };
  const empty: Summary = { sheets: [], faults: [], words: [] };
  addImport(tx, call, { id: importId, divisionCode: call.actor.divisionCode, kind, fileNames: files.map(({ name }) => name), asOf, counts: nothing, rowsTotal: 0, rowsDone: 0 }, empty);
  await addFiles(tx, call, importId, kind, files);
  const understood = await storeRows(tx, call, { id: importId, kind, divisionCode: call.actor.divisionCode }, files, readFiles(await jobOf(tx, call, kind, files, asOf)));
  if (!understood.ok) return understood;
  const { counts, rows, waiting, summary, lanes } = understood.value;
  saveImport(tx, importId, { counts, rowsTotal: rows, rowsDone: rows - waiting, lanes, summary: call.vault.seal(JSON.stringify(summary)) });
  appendHistory(tx, call, { kind: 'import', subjectId: importId, divisionCode: call.actor.divisionCode, action: 'understood' });
  return ok({ importId, counts, rows });
}

/** The first step of the wizard: files, or pasted text. */
export function uploadImport(tx: Tx, call: Call, input: UploadImport, files: UploadedFile[]): Promise<Result<Made, Refusal>> {
  return understandFiles(tx, call, input.kind, filesOf(call, input, files), input.asOf ?? call.today);
}

/** An import, locked, if its kind is the actor's to import. */
export async function getForChange(tx: Tx, call: Call, importId: string): Promise<Result<Import, Refusal>> {
  const made = await getImportRecord(tx, importId, true);
  return mayImport(made.kind, call.actor.role) ? ok(made) : refuse({ code: 'notYourKind' });
}

/** Under which name the tables of words know what a fault's field is asked for. */
const wordField = (kind: Kind, field: string): string =>
  (field === 'items' || field === 'category' ? 'item' : field === 'kind' ? (kind === 'organizations' ? 'organizationKind' : 'resourceKind') : field);

/** Reads the same files again with columns put right and words explained; both are remembered for sheets to come. */
export async function understandAgain(tx: Tx, call: Call, input: UnderstandAgain): Promise<Result<Made, Refusal>> {
  const found = await getForChange(tx, call, input.importId);
  if (!found.ok) return found;
  const made = found.value;
  if (made.status !== 'understood') return refuse({ code: 'correctedTooLate' });
  const known = new Set(FIELDS[made.kind].map(({ field }) => field));
  const mappings = (input.mappings ?? []).filter(({ signature }) => signature.startsWith(`${made.kind}:`))
    .map(({ signature, columns }) => ({ signature, columns: Object.fromEntries(Object.entries(columns).filter(([, field]) => field === null || known.has(field))) }));
  rememberMappings(tx, call, mappings);
  rememberWords(tx, call, (input.words ?? []).map(({ field, word, meaning }) => ({ field: wordField(made.kind, field), word: keyOf(word).replace(/[()\[\]【】“”"'·.。:：]/g, ''), meaning })));
  const asOf = input.asOf ?? made.asOf;
  if (asOf > call.today) return refuse({ code: 'asOfInFuture', today: call.today });
  const again = await readAgain(tx, call, made, asOf);
  if (again.ok) appendHistory(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode, action: 'corrected' });
  return again;
}

/** The preview, made anew from the same files as they are understood now. */
export async function readAgain(tx: Tx, call: Call, made: Import, asOf = made.asOf): Promise<Result<Made, Refusal>> {
  const files = await listFiles(tx, call, made.id);
  const corrections = await listCorrections(tx, call, made.id);
  const understood = await storeRows(tx, call, made, files, readFiles(await jobOf(tx, call, made.kind, files, asOf, corrections)));
  if (!understood.ok) return understood;
  const { counts, rows, waiting, summary, lanes } = understood.value;
  saveImport(tx, made.id, { asOf, counts, rowsTotal: rows, rowsDone: rows - waiting, lanes, summary: call.vault.seal(JSON.stringify(summary)) });
  return ok({ importId: made.id, counts, rows });
}

/** Begins, or goes on after a stop. The job brings the rows in as this actor. */
export async function beginImport(tx: Tx, call: Call, input: Pick<BeginImport, 'importId' | 'statesConsent'>, withJob = true): Promise<Result<Moved, Refusal>> {
  const found = await getForChange(tx, call, input.importId);
  if (!found.ok) return found;
  const made = found.value;
  if (!['understood', 'cancelled', 'failed'].includes(made.status)) return refuse({ code: 'begunAlready' });
  if (made.rowsDone >= made.rowsTotal) return refuse({ code: 'nothingToImport' });
  saveImport(tx, made.id, {
    status: 'running', cancelAsked: false, fault: null, endedAt: null, begunAt: call.now, beatAt: call.now, acting: call.actor,
    statesConsent: made.status === 'understood' ? made.kind === 'needs' && input.statesConsent === true : made.statesConsent,
  });
  appendHistory(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode, action: 'begun' });
  addNotice(tx, call, { kind: 'import', subjectId: made.id, divisionCode: made.divisionCode });
  if (withJob) await enqueue(tx, RUN_JOB, { importId: made.id });
  return ok({ importId: made.id, status: 'running' });
}

/** Stops after the batch that is on its way; what is in stays. What has not begun is put away. */
export async function cancelImport(tx: Tx, call: Call, { importId }: Pick<OneImport, 'importId'>): Promise<Result<Moved, Refusal>> {
  const found = await getForChange(tx, call, importId);
  if (!found.ok) return found;
  const made = found.value;
  if (made.status !== 'running' && made.status !== 'understood') return refuse({ code: 'notRunning' });
  if (made.status === 'understood') saveImport(tx, importId, { status: 'cancelled', endedAt: call.now });
  else saveImport(tx, importId, { cancelAsked: true });
  appendHistory(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, action: made.status === 'understood' ? 'cancelled' : 'cancelAsked' });
  addNotice(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode });
  return ok({ importId, status: made.status === 'understood' ? 'cancelled' : 'running' });
}

/** Takes the whole import back: what nobody has touched since is withdrawn, the rest is named and kept. */
export async function undoImport(tx: Tx, call: Call, { importId }: Pick<OneImport, 'importId'>, withJob = true): Promise<Result<Moved, Refusal>> {
  const found = await getForChange(tx, call, importId);
  if (!found.ok) return found;
  const made = found.value;
  if (made.status === 'running') return refuse({ code: 'runningNow' });
  if (!['done', 'cancelled', 'failed'].includes(made.status) || !made.begunAt) return refuse({ code: 'nothingToTakeBack' });
  saveImport(tx, importId, { status: 'undoing', acting: call.actor, beatAt: call.now, kept: { total: 0, items: [] } });
  appendHistory(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, action: 'undoBegun' });
  addNotice(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode });
  if (withJob) await enqueue(tx, RUN_JOB, { importId });
  return ok({ importId, status: 'undoing' });
}
