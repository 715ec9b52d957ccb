import { isDitto } from './ditto.ts';
import { isBlank } from './text.ts';
import type { TypedCell } from './records.ts';
import type { FilledRow } from './rows.ts';
import type { Cell, Row, Sheet } from './sheet.ts';

/** What a person typed in place of what stands in a cell. `file` as the reader names it. */
export type Correction = { file: string; sheet: string; row: number; column: number; text: string };

/** The sheet as it would be, had it been typed right. Later corrections of a cell go before earlier ones; the header is read without them. */
export function correctedSheet(file: string, sheet: Sheet, corrections: readonly Correction[] = []): Sheet {
  const byRow = new Map<number, Map<number, string>>();
  for (const { row, column, text } of corrections.filter((one) => one.file === file && one.sheet === sheet.name)) byRow.set(row, (byRow.get(row) ?? new Map<number, string>()).set(column, text));
  if (byRow.size === 0) return sheet;
  const rows: Iterable<Row> = {
    *[Symbol.iterator]() {
      for (const row of sheet.rows) yield byRow.has(row.row) ? correctedRow(row, byRow.get(row.row)!) : row;
    },
  };
  return { name: sheet.name, rows, rowCount: sheet.rowCount, merges: sheet.merges, ...(sheet.hidden ? { hidden: true as const } : {}) };
}

function correctedRow(row: Row, texts: Map<number, string>): Row {
  const typed = [...texts].map(([column, text]): Cell => ({ column, kind: 'text', text, was: row.cells.find((cell) => cell.column === column)?.text ?? '' }));
  return { ...row, cells: [...row.cells.filter(({ column }) => !texts.has(column)), ...typed].sort((a, b) => a.column - b.column) };
}

/** So much is kept of a refused row at the most: a ledger of which every row is refused must not take more room than one that comes in. */
const MOST = { cells: 64, text: 1000, row: 6000 };

/** What stands in the cells of a row, as it was typed. */
export function typedCells({ cells, taken }: FilledRow): TypedCell[] {
  const kept: TypedCell[] = [];
  let left = MOST.row;
  for (const cell of cells) {
    if (cell === undefined || isBlank(cell.text)) continue;
    if (kept.length >= MOST.cells || left <= 0) break;
    const text = cell.text.slice(0, Math.min(MOST.text, left));
    left -= text.length;
    kept.push({
      column: cell.column, text, ...(taken.has(cell.column) ? { taken: true as const } : {}), ...(text.length < cell.text.length ? { isCut: true as const } : {}),
      ...(cell.kind === 'text' ? {} : { kind: cell.kind }), ...(cell.number === undefined ? {} : { number: cell.number }), ...(cell.was === undefined ? {} : { was: cell.was }),
    });
  }
  return kept;
}

/** The same the other way: cells as a row was read, with what was typed in their place. A 同上 that still stands there had nothing above it. */
export function filledAgain(row: number, kept: readonly TypedCell[], typed: readonly { column: number; text: string }[], hands: number[] = []): FilledRow {
  const filled: FilledRow = { row, hidden: false, cells: [], taken: new Set(), dittoOfNothing: new Set(), hands };
  for (const { column, text, kind = 'text', number, was, taken } of kept) {
    const cell: Cell = { column, kind, text, ...(number === undefined ? {} : { number }), ...(was === undefined ? {} : { was }) };
    filled.cells[column] = cell;
    if (taken) filled.taken.add(column);
    if (isDitto(cell)) filled.dittoOfNothing.add(column);
  }
  for (const { column, text } of typed) {
    const before = filled.cells[column];
    filled.cells[column] = { column, kind: 'text', text, was: before?.was ?? before?.text ?? '' };
    filled.taken.delete(column);
    filled.dittoOfNothing.delete(column);
  }
  return filled;
}
