import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { BadInput } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Corrected, CorrectRow } from '../core/contract.ts';
import type { RowOutcome, TypedCell } from '../core/records.ts';
import { addressOf } from '../core/sheet.ts';
import { addCorrections, listCorrections, type NewCorrection } from './corrections.ts';
import { changeFaults } from './faults-left.ts';
import { getForChange, jobOf, readAgain } from './operations.ts';
import { advanceImport, getImportRecord, getRow, listFiles, listWaiting, saveImport, type Import, type OneRow, type Summary } from './queries.ts';
import { readFiles } from './read-files.ts';
import { bringIn } from './run.ts';
import { storeAgain } from './store.ts';

/** Before the import begins the preview is made anew; after it has stopped, the row alone comes in. */
function phaseOf({ status, begunAt }: Import): Result<'before' | 'after', Refusal> {
  if (status === 'understood') return ok('before');
  if (status === 'running' || status === 'undoing') return refuse({ code: 'correctedWhileRunning' });
  return begunAt && status !== 'undone' ? ok('after') : refuse({ code: 'correctedTooLateForRow' });
}

/** One row of the files, as it is understood beside all the others; its cells with it. */
async function readOne(tx: Tx, call: Call, made: Import, { file, sheet, row }: OneRow): Promise<Result<RowOutcome, Refusal>> {
  const files = await listFiles(tx, call, made.id);
  const job = await jobOf(tx, call, made.kind, files, made.asOf, await listCorrections(tx, call, made.id));
  for await (const piece of readFiles({ ...job, only: { file, sheet, row } })) {
    if ('refusal' in piece) return refuse(piece.refusal);
    if ('rows' in piece) return ok(piece.rows[0]!);
  }
  throw new Error('a row that was imported is not in its file');
}

/** What stands in the cells of a row; of one that the register refused, its file is asked. */
export async function cellsOfRow(tx: Tx, call: Call, made: Import, row: OneRow): Promise<TypedCell[]> {
  if (row.inside.cells) return row.inside.cells;
  const read = await readOne(tx, call, made, row);
  return read.ok ? read.value.cells ?? [] : [];
}

/** The cells that are other than they were; a column that the sheet does not have is no input. */
function changesOf(made: Import, call: Call, row: OneRow, cells: TypedCell[], typed: CorrectRow['cells']): NewCorrection[] {
  const { sheets } = JSON.parse(call.vault.open(made.summarySealed)) as Summary;
  const columns = new Set(sheets.find(({ file, sheet }) => file === row.file && sheet === row.sheet)?.columns.map(({ column }) => column));
  const wrong = typed.flatMap(({ column }, i) => (columns.has(column) && typed.findIndex((one) => one.column === column) === i ? [] : [{ path: `cells.${i}.column`, code: 'noSuchColumn', message: addressOf(column, row.row) }]));
  if (wrong.length > 0) throw new BadInput(wrong);
  const before = new Map(cells.map(({ column, text }) => [column, text]));
  return typed.flatMap(({ column, text }) => (text === (before.get(column) ?? '') ? [] : [{ column, was: before.get(column) ?? '', text }]));
}

/** Brings in one row of an import that has ended, through the operations of every other row; what it meets is in already, so it comes last. */
async function bringInAlone(tx: Tx, call: Call, made: Import, row: OneRow): Promise<Result<null, Refusal>> {
  const read = await readOne(tx, call, made, row);
  if (!read.ok) return read;
  const expected = await storeAgain(tx, call, made, row.ord, read.value);
  if (expected === 'imported' || expected === 'merged') {
    // it waits once more, and is brought in at once
    advanceImport(tx, made.id, -1, { imported: 0, merged: 0, notARow: 0, refused: -1, [expected]: 1 }, call.now);
    await bringIn(tx, call, made, await listWaiting(tx, made.id, 1, row.ord - 1));
  }
  const after = await getRow(tx, call, made.id, row.ord);
  const summary = await changeFaults(tx, call, made, row, after);
  saveImport(tx, made.id, { summary: call.vault.seal(JSON.stringify(summary)) });
  return ok(null);
}

/** A refused row understood again with what was typed in the page: the preview changes, or the row comes in, or it is refused anew. */
export async function correctRow(tx: Tx, call: Call, { importId, ord, seen, cells }: Omit<CorrectRow, 'requestId'>): Promise<Result<Corrected, Refusal>> {
  const found = await getForChange(tx, call, importId);
  if (!found.ok) return found;
  const made = found.value;
  const phase = phaseOf(made);
  if (!phase.ok) return phase;
  const row = await getRow(tx, call, importId, ord);
  const earlier = (await listCorrections(tx, call, importId, ord)).at(-1);
  if (earlier && earlier.nth > seen) return refuse({ code: 'correctedMeanwhile', by: earlier.byName });
  if (row.outcome !== 'refused') return refuse({ code: 'rowNotRefused' });
  const changed = changesOf(made, call, row, await cellsOfRow(tx, call, made, row), cells);
  if (changed.length === 0) return refuse({ code: 'nothingCorrected' });
  addCorrections(tx, call, made, row, (earlier?.nth ?? 0) + 1, changed);
  const done = phase.value === 'before' ? await readAgain(tx, call, made) : await bringInAlone(tx, call, made, row);
  if (!done.ok) return done;
  const [{ counts }, { outcome }] = await Promise.all([getImportRecord(tx, importId), getRow(tx, call, importId, ord)]);
  if (outcome === 'notARow') return refuse({ code: 'noRowAnyMore' });
  // which cells, not what stands in them: the history of an import is read by more people than its rows
  const where = `${row.sheet} ${changed.map(({ column }) => addressOf(column, row.row)).join(' ')}`.trim();
  appendHistory(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, action: 'rowCorrected', changes: { cells: [null, where], outcome: ['refused', outcome] } });
  addNotice(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode });
  return ok({ importId, ord, outcome, counts, rows: made.rowsTotal });
}
