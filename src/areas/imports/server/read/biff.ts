import { CFB, SSF, read, type CellObject, type WorkSheet } from '@e965/xlsx';
import type { Cell, Row, Sheet } from '../../core/sheet.ts';
import { isDateFormat, showDate } from './date-format.ts';
import { LIMITS, Unreadable, damaged } from './limits.ts';
import { plainText } from './plain-text.ts';

/** The older binary workbook: xls, and et as WPS writes it; also the HTML and XML that registers save under the name xls. */
export function readBinaryWorkbook(bytes: Uint8Array): Sheet[] {
  if (bytes[0] === 0xd0 && isEncryptedPackage(bytes)) throw new Unreadable({ code: 'passwordProtected' });
  let workbook;
  try {
    workbook = read(bytes, { type: 'array', dense: true, cellNF: true, cellText: true, cellFormula: true, cellHTML: false, sheetRows: LIMITS.rows + 1, raw: true });
  } catch (cause) {
    const message = (cause as Error).message;
    if (/password|encrypt/i.test(message)) throw new Unreadable({ code: 'passwordProtected' });
    throw damaged(message);
  }
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const counted = { rows: 0, cells: 0 };
  if (workbook.SheetNames.length > LIMITS.sheets) throw new Unreadable({ code: 'tooManySheets', limit: LIMITS.sheets });
  const sheets = workbook.SheetNames.map((name, index): Sheet => {
    const sheet = toSheet(name, workbook.Sheets[name]!, from1904, counted);
    if (workbook.Workbook?.Sheets?.[index]?.Hidden) sheet.hidden = true;
    return sheet;
  });
  if (counted.cells === 0) throw new Unreadable({ code: 'fileEmpty' });
  return sheets;
}

function isEncryptedPackage(bytes: Uint8Array): boolean {
  try {
    return CFB.find(CFB.read(bytes, { type: 'array' }), '/EncryptedPackage') !== null;
  } catch (cause) {
    throw damaged((cause as Error).message);
  }
}

function toSheet(name: string, sheet: WorkSheet, from1904: boolean, counted: { rows: number; cells: number }): Sheet {
  const rows: Row[] = [];
  const data = (sheet as unknown as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? [];
  for (let i = 0; i < data.length; i++) {
    const cells: Cell[] = [];
    for (let j = 0; j < (data[i]?.length ?? 0); j++) {
      const cell = data[i]![j] && toCell(data[i]![j]!, j + 1, from1904);
      if (cell) cells.push(cell);
    }
    if (cells.length === 0) continue;
    counted.rows += 1;
    counted.cells += cells.length;
    if (counted.rows > LIMITS.rows) throw new Unreadable({ code: 'tooManyRows', limit: LIMITS.rows });
    if (counted.cells > LIMITS.cells) throw new Unreadable({ code: 'tooManyCells', limit: LIMITS.cells });
    if (cells.at(-1)!.column > LIMITS.columns) throw new Unreadable({ code: 'tooManyColumns', limit: LIMITS.columns });
    const row: Row = { row: i + 1, cells };
    if (sheet['!rows']?.[i]?.hidden) row.hidden = true;
    rows.push(row);
  }
  const merges = (sheet['!merges'] ?? []).slice(0, LIMITS.merges)
    .map(({ s, e }) => ({ top: s.r + 1, left: s.c + 1, bottom: e.r + 1, right: e.c + 1 }));
  return { name, rows, rowCount: rows.at(-1)?.row ?? 0, merges };
}

function toCell(cell: CellObject, column: number, from1904: boolean): Cell | null {
  const made = toValue(cell, column, from1904);
  if (made && cell.f !== undefined) made.formula = true;
  return made;
}

function toValue(cell: CellObject, column: number, from1904: boolean): Cell | null {
  switch (cell.t) {
    case 's': {
      const text = plainText(typeof cell.v === 'string' ? cell.v : '');
      return text === '' ? null : { column, kind: 'text', text };
    }
    case 'b': return { column, kind: 'boolean', text: cell.v ? 'TRUE' : 'FALSE' };
    case 'e': return { column, kind: 'error', text: String(cell.w ?? '#N/A') };
    case 'n': {
      const format = typeof cell.z === 'string' ? cell.z : cell.z === undefined ? undefined : (SSF as { get_table(): Record<number, string> }).get_table()[cell.z as number];
      const number = Number(cell.v);
      if (isDateFormat(format)) {
        const serial = from1904 ? number + 1462 : number;
        return { column, kind: 'date', text: showDate(serial, format), number: serial, format };
      }
      const made: Cell = { column, kind: 'number', text: String(number), number };
      if (format && format !== 'General') made.format = format;
      return made;
    }
    default: return null;
  }
}
