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
import { understandKept } from './alone.ts';
import { changeSummary } from './faults-left.ts';
import { getForChange, jobOf, readAgain } from './operations.ts';
import { advanceImport, getImportRecord, getRow, listFiles, listWaiting, saveImport, type Import, type OneRow, type Summary } from './queries.ts';
import { readFiles } from './read-files.ts';
import { bringIn } from './run.ts';
import { storeAgain } from './store.ts';

/** Before the import begins the preview changes; after it has stopped, the row comes in. */
function mayCorrect({ status, begunAt }: Import): Result<null, Refusal> {
  if (status === 'understood') return ok(null);
  if (status === 'running' || status === 'undoing') return refuse({ code: 'correctedWhileRunning' });
  return begunAt && status !== 'undone' ? ok(null) : refuse({ code: 'correctedTooLateForRow' });
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

/** The row takes its new place: in the preview it waits with the others, after the import it is brought in at once, through the operations of every other row. */
async function takeIn(tx: Tx, call: Call, made: Import, row: OneRow, read: RowOutcome): Promise<void> {
  const expected = await storeAgain(tx, call, made, row.ord, read);
  if (expected === 'imported' || expected === 'merged') {
    // it waits once more
    advanceImport(tx, made.id, -1, { imported: 0, merged: 0, notARow: 0, refused: -1, [expected]: 1 }, call.now);
    if (made.status !== 'understood') await bringIn(tx, call, made, await listWaiting(tx, made.id, 1, row.ord - 1));
  }
  const summary = await changeSummary(tx, call, made, row, await getRow(tx, call, made.id, row.ord));
  saveImport(tx, made.id, { summary: call.vault.seal(JSON.stringify(summary)) });
}

/** Understands the row anew, from what was kept of it if that is enough; else from its files: all of them before the import, for other rows may follow this one. */
async function understandRow(tx: Tx, call: Call, made: Import, row: OneRow, typed: NewCorrection[]): Promise<Result<unknown, Refusal>> {
  const kept = await understandKept(tx, call, made, row, typed);
  if (kept?.outcome === 'notARow') return refuse({ code: 'noRowAnyMore' });
  if (!kept && made.status === 'understood') return readAgain(tx, call, made);
  const read = kept ? ok(kept) : await readOne(tx, call, made, row);
  if (read.ok) await takeIn(tx, call, made, row, read.value);
  return read;
}

/** A refused row understood again with what was typed in the page: the preview changes, or the row comes in, or it is refused anew. */
export async function correctRow(tx: Tx, call: Call, { importId, ord, seen, cells }: Omit<CorrectRow, 'requestId'>): Promise<Result<Corrected, Refusal>> {
  const found = await getForChange(tx, call, importId);
  if (!found.ok) return found;
  const made = found.value;
  const isOpen = mayCorrect(made);
  if (!isOpen.ok) return isOpen;
  const row = await getRow(tx, call, importId, ord);
  const earlier = (await listCorrections(tx, call, importId, ord)).at(-1);
  if (earlier && earlier.nth > seen) return refuse({ code: 'correctedMeanwhile', by: earlier.byName });
  if (row.outcome !== 'refused') return refuse({ code: 'rowNotRefused' });
  const changed = changesOf(made, call, row, await cellsOfRow(tx, call, made, row), cells);
  if (changed.length === 0) return refuse({ code: 'nothingCorrected' });
  addCorrections(tx, call, made, row, (earlier?.nth ?? 0) + 1, changed);
  const done = await understandRow(tx, call, made, row, changed);
  if (!done.ok) return done;
  const [{ counts }, { outcome }] = await Promise.all([getImportRecord(tx, importId), getRow(tx, call, importId, ord)]);
  if (outcome === 'notARow') return refuse({ code: 'noRowAnyMore' });
  // which cells, not what stands in them: the history of an import is read by more people than its rows
  const where = `${row.sheet} ${changed.map(({ column }) => addressOf(column, row.row)).join(' ')}`.trim();
  appendHistory(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, action: 'rowCorrected', changes: { cells: [null, where], outcome: ['refused', outcome] } });
  addNotice(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode });
  return ok({ importId, ord, outcome, counts, rows: made.rowsTotal });
}
