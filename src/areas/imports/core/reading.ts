import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Language } from '../../../kernel/messages.ts';
import { effectOf } from './faults.ts';
import type { Kind } from './fields.ts';
import type { Layout } from './layout.ts';
import { sayTogether, type Leaf } from './questions.ts';
import type { Places } from './places.ts';
import type { FaultDetail, Problem } from './records.ts';
import type { FilledRow } from './rows.ts';
import { problemOf } from './run-messages.ts';
import { addressOf, type Cell } from './sheet.ts';
import { joinHan, tidy } from '../../people/core/text.ts';
import { isBlank, isMissing } from './text.ts';
import type { Taught } from './words.ts';

/** What all rows of an import are judged by. */
export type Judging = { kind: Kind; asOf: LocalDate; places: Places; words: Taught; language: Language };

/** One row being read: its cells by field, what was typed, what is wrong. */
export type Reading = {
  judging: Judging; row: FilledRow; columns: Map<string, number[]>; headers: Map<number, string>; leaves: Map<number, Leaf>; county: string | null; /** The community that this part of the sheet is of. */ home: string | null;
  problems: Problem[]; typed: Record<string, string>; refused: boolean;
};

/** The columns of each field, made once for a sheet. */
export function columnsOf(layout: Pick<Layout, 'columns'>): Pick<Reading, 'columns' | 'headers' | 'leaves'> {
  const leaves = new Map<number, Leaf>();
  const columns = new Map<string, number[]>();
  const headers = new Map<number, string>();
  for (const { column, field, header, leaf } of layout.columns) {
    if (leaf) leaves.set(column, leaf);
    headers.set(column, header);
    if (field) columns.set(field, [...(columns.get(field) ?? []), column]);
  }
  return { columns, headers, leaves };
}

const ERROR_TEXT = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)$/i;

export const hasField = (reading: Reading, field: string): boolean => reading.columns.has(field);

/** Names a fault at the cell of a field, and lets the table say whether the row can do without it. */
export function fault(reading: Reading, field: string, code: string, detail: FaultDetail = {}, column?: number): void {
  const { judging, row } = reading;
  const at = column ?? reading.columns.get(field)?.[0] ?? 1;
  const refuses = effectOf(judging.kind, field, code) === 'refuse';
  if (refuses) reading.refused = true;
  const typed = detail.typed ?? tidy(row.cells[at]?.text ?? '');
  const cell = addressOf(at, row.row);
  if (reading.problems.some((problem) => problem.cell === cell && problem.code === code)) return;
  reading.problems.push(problemOf(judging.language, judging.kind, { cell, code, field, refuses, detail: { asOf: judging.asOf, ...detail, typed } }));
}

// A year ahead is a year mistyped; a day ahead within the year may as well be the day.
const YEAR = { zh: '，年份可能写错了', en: '; the year may be mistyped' }, DATE = { zh: '，请核对日期', en: '; please check the date' };

/** A day that cannot be taken; what was understood stands beside what is written, where the two do not look alike (77449). */
export function dayFault(reading: Reading, field: string, { fault: code, read }: { fault: string; read?: LocalDate }): void {
  const typed = tidy(reading.row.cells[reading.columns.get(field)?.[0] ?? 1]?.text ?? '');
  const readAs: FaultDetail = read && !typed.includes(read.slice(0, 4)) ? { readAs: { zh: `（也就是${read}）`, en: ` (that is ${read})` } } : {};
  fault(reading, field, code, { ...readAs, ...(code === 'dateFuture' && read ? { check: read.slice(0, 4) > reading.judging.asOf.slice(0, 4) ? YEAR : DATE } : {}) });
}

/** The cell of a field, if there is something in it that can be read. A formula's error and a 同上 of nothing are named here. */
export function cellOf(reading: Reading, field: string): Cell | undefined {
  const columns = reading.columns.get(field) ?? [];
  if (columns.some((column) => reading.leaves.has(column))) return sayTogether(cellsOf(reading, field), (column) => reading.leaves.get(column));
  for (const column of columns) {
    const found = readable(reading, field, column);
    if (found) return found;
  }
  return undefined;
}

/** All cells of a field that several columns may hold. */
export const cellsOf = (reading: Reading, field: string): Cell[] =>
  (reading.columns.get(field) ?? []).map((column) => readable(reading, field, column)).filter((cell) => cell !== undefined);

function readable(reading: Reading, field: string, column: number): Cell | undefined {
  const cell = reading.row.cells[column];
  if (cell === undefined || isBlank(cell.text)) return undefined;
  if (reading.row.dittoOfNothing.has(column)) { fault(reading, field, 'dittoOfNothing', {}, column); return undefined; }
  if (cell.kind === 'error' || (cell.kind === 'text' && ERROR_TEXT.test(tidy(cell.text)))) { fault(reading, field, 'cellError', {}, column); return undefined; }
  return cell;
}

/** True if this field has already been found wrong in this row: it is not also missing. */
export const isFaulty = (reading: Reading, field: string): boolean => reading.problems.some((problem) => problem.field === field);

/** Keeps what was typed where it is not what was understood; of a corrected cell, what the sheet says. */
export function keepTyped(reading: Reading, field: string, cell: Cell, understood: string): void {
  const typed = cell.was || cell.text;
  if (typed !== understood) reading.typed[field] = typed;
}

/** Free text of a field; empty where there is none or only a word for none. */
export function textOf(reading: Reading, field: string): string {
  const texts = cellsOf(reading, field).filter((cell) => !isMissing(cell.text)).map((cell) => {
    const text = joinHan(cell.text);
    keepTyped(reading, field, cell, text);
    return text;
  });
  return texts.join('；');
}

/** A field whose word must be known; null if it is empty, or not known (and then said so). */
export function wordOf<T>(reading: Reading, field: string, find: (typed: string) => T | null): T | null {
  const cell = cellOf(reading, field);
  if (!cell || isMissing(cell.text)) return null;
  const found = find(cell.text);
  if (found === null) { fault(reading, field, 'unknownWord'); return null; }
  keepTyped(reading, field, cell, String(found));
  return found;
}
