import { auditRead } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound, NotPermitted } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { CellSeen, CorrectionSeen, GetRow, ListCorrections, RowSeen, RowToCorrect } from '../core/contract.ts';
import { maskCell } from '../core/mask-cell.ts';
import { mayImport } from '../core/permissions.ts';
import type { RowOutcome, TypedCell } from '../core/records.ts';
import { sayProblem } from '../core/run-messages.ts';
import { addressOf } from '../core/sheet.ts';
import { cellsOfRow } from './correct.ts';
import { listCorrections } from './corrections.ts';
import { getImportRecord, getRow, type Summary } from './queries.ts';

type At = { file: number; sheet: string; row: number };
const columnsAt = (summary: Summary, { file, sheet }: At) => summary.sheets.find((one) => one.file === file && one.sheet === sheet)?.columns ?? [];

/** Every column of a row with what stands in it; `show` says how much of a number is seen. */
export function showCells(summary: Summary, at: At, typed: TypedCell[], show: (field: string | null, text: string) => string): CellSeen[] {
  const byColumn = new Map(typed.map((cell) => [cell.column, cell]));
  return columnsAt(summary, at).map(({ column, header, field }) => {
    const cell = byColumn.get(column);
    return { column, cell: addressOf(column, at.row), header, field, text: show(field, cell?.text ?? ''), isTaken: cell?.taken === true, isCut: cell?.isCut === true };
  });
}

/** A refused row as it stands in its sheet, in the clear, for whoever puts it right; the reading is recorded. */
export async function getRowToCorrect(tx: Tx, call: Call, { importId, ord }: GetRow): Promise<RowToCorrect> {
  const made = await getImportRecord(tx, importId);
  if (!mayImport(made.kind, call.actor.role)) throw new NotPermitted('import.make');
  const row = await getRow(tx, call, importId, ord);
  if (row.outcome !== 'refused') throw new NotFound('refused row', `${importId} ${ord}`);
  auditRead(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, purpose: 'correct', operation: 'import.row' });
  const [earlier, cells] = [(await listCorrections(tx, call, importId, ord)).at(-1), await cellsOfRow(tx, call, made, row)];
  const summary = JSON.parse(call.vault.open(made.summarySealed)) as Summary;
  return {
    ord, seen: earlier?.nth ?? 0, cells: showCells(summary, row, cells, (_field, text) => text),
    problems: row.inside.problems.map((problem) => ({ cell: problem.cell, code: problem.code, refuses: problem.refuses, message: sayProblem(call.language, made.kind, problem) })),
  };
}

/** What was put right in an import, by whom and when, the newest first; numbers masked. */
export async function listCorrectionsSeen(tx: Tx, call: Call, { importId, after = 0, limit }: ListCorrections): Promise<{ total: number; items: CorrectionSeen[]; next: string | null }> {
  const made = await getImportRecord(tx, importId);
  const summary = JSON.parse(call.vault.open(made.summarySealed)) as Summary;
  const all = (await listCorrections(tx, call, importId)).reverse();
  const page = all.slice(after, after + limit);
  const outcomes = new Map((await tx.many<{ ord: number; outcome: RowOutcome['outcome'] }>(sql`
    select ord, outcome from import_row where city = current_setting('app.city') and import_id = ${importId} and ord = any(${page.map(({ ord }) => ord)}::int[])`)).map(({ ord, outcome }) => [ord, outcome]));
  const items = page.map((one): CorrectionSeen => {
    const { ord, file, sheet, row, column, byName, at } = one;
    const found = columnsAt(summary, one).find((seen) => seen.column === column);
    const shown = (text: string) => maskCell(found?.field ?? null, text);
    return { ord, file, sheet, row, cell: addressOf(column, row), header: found?.header ?? '', from: shown(one.was), to: shown(one.text), byName, at, outcome: outcomes.get(ord) as RowSeen['outcome'] };
  });
  return { total: all.length, items, next: after + limit < all.length ? String(after + limit) : null };
}
