import Excel from 'exceljs';
import type { Language } from '../../../../kernel/messages.ts';
import { correctedSheet, type Correction } from '../../core/corrections.ts';
import { findLayout, type Layout, type Mapping } from '../../core/layout.ts';
import type { Kind } from '../../core/fields.ts';
import { indexPlaces, type Division } from '../../core/places.ts';
import type { RowOutcome } from '../../core/records.ts';
import { walkRows } from '../../core/rows.ts';
import { columnNumber, type Cell, type Row, type Sheet, type Workbook } from '../../core/sheet.ts';

const RED = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const;

/** The header of the column that is added; a later import leaves a column of this name out (`core/layout.ts`). */
const PROBLEMS = { zh: '导入问题', en: 'Problems' } as const;

/**
 * The refused rows as a workbook like the one they came from: the lines over the header, the header, the original columns, the wrong
 * cells red with a comment, and behind them what is wrong. 同上 and merged values are written out, for the row above may be missing here.
 * A cell that was corrected in the page stands there as corrected. What is read from csv or xls comes out as xlsx; a number that was text stays text.
 */
export async function writeRefused(kind: Kind, source: Workbook, outcomes: Iterable<RowOutcome>, language: Language = 'zh', mappings: readonly Mapping[] = [], corrections: readonly Correction[] = [], divisions: readonly Division[] = []): Promise<Uint8Array> {
  const places = indexPlaces(divisions);
  const refused = new Map<string, Map<number, RowOutcome>>();
  for (const outcome of outcomes) {
    if (outcome.outcome !== 'refused' || outcome.file !== source.file) continue;
    const rows = refused.get(outcome.sheet) ?? new Map<number, RowOutcome>();
    refused.set(outcome.sheet, rows.set(outcome.row, outcome));
  }
  const book = new Excel.Workbook();
  for (const sheet of source.sheets) {
    const rows = refused.get(sheet.name);
    const layout = rows && findLayout(kind, topOf(sheet), sheet.merges, mappings, places);
    if (rows && layout) writeSheet(book.addWorksheet(sheet.name || 'Sheet1'), correctedSheet(source.file, sheet, corrections), layout, rows, language);
  }
  if (book.worksheets.length === 0) book.addWorksheet('Sheet1');
  return new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer);
}

function topOf(sheet: Sheet): Row[] {
  const rows: Row[] = [];
  for (const row of sheet.rows) { if (rows.length >= 60) break; rows.push(row); }
  return rows;
}

function writeSheet(out: Excel.Worksheet, sheet: Sheet, layout: Layout, refused: Map<number, RowOutcome>, language: Language): void {
  const ownColumn = layout.columns.find(({ header }) => header === PROBLEMS.zh || header === PROBLEMS.en)?.column;
  const last = ownColumn ?? (layout.columns.at(-1)?.column ?? 0) + 1;
  for (const row of sheet.rows) {
    if (row.row > layout.to) break;
    for (const cell of row.cells) put(out.getCell(row.row, cell.column), cell);
  }
  for (const { top, left, bottom, right } of sheet.merges) if (bottom <= layout.to) out.mergeCells(top, left, bottom, right);
  out.getCell(layout.to, last).value = PROBLEMS[language];
  let at = layout.to;
  for (const walked of walkRows(sheet, layout)) {
    const outcome = refused.get(walked.row);
    if (!outcome || !('data' in walked)) continue;
    at += 1;
    for (const cell of walked.data.cells) if (cell && cell.column !== last) put(out.getCell(at, cell.column), cell);
    mark(out, at, last, outcome);
  }
  for (const { column, field } of layout.columns) out.getColumn(column).width = field === 'index' ? 6 : 18;
  out.getColumn(last).width = 60;
}

function put(target: Excel.Cell, cell: Cell): void {
  // A number of more than 15 digits would be cut once more; a code or a phone must stay as it was typed.
  if (cell.kind === 'number' && Math.abs(cell.number ?? 0) < 1e15) target.value = cell.number ?? null;
  else if (cell.kind === 'date') { target.value = new Date(Math.round(((cell.number ?? 0) - 25_569) * 86_400) * 1000); target.numFmt = cell.format ?? 'yyyy-mm-dd'; return; }
  else if (cell.kind === 'boolean') target.value = cell.text === 'TRUE';
  else { target.value = cell.text; target.numFmt = '@'; return; }
  if (cell.format) target.numFmt = cell.format;
}

function mark(out: Excel.Worksheet, row: number, last: number, outcome: RowOutcome): void {
  for (const problem of outcome.problems) {
    const cell = out.getCell(row, columnNumber(problem.cell.replace(/\d+$/, '')));
    cell.fill = RED;
    cell.note = cell.note ? `${String(cell.note)}\n${problem.message}` : problem.message;
  }
  const reasons = out.getCell(row, last);
  reasons.value = outcome.problems.map(({ message }) => message).join('\n');
  reasons.alignment = { wrapText: true };
}
