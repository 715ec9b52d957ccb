import type { FileAnswer } from './route.ts';

export type SheetColumn<T> = { key: string; label: string; width?: number; value: (row: T) => string | number | Date | null };

/** One sheet as people know it: a bold head that stays in sight, text as text (a code of eighteen digits keeps them all). */
export async function workbookOf<T>(fileName: string, sheetName: string, columns: SheetColumn<T>[], rows: T[]): Promise<FileAnswer> {
  const { default: ExcelJS } = await import('exceljs'); // large, and wanted only now and then
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(sheetName.slice(0, 31).replace(/[[\]*?:/\\]/g, ' '), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ key, label, width }) => ({ key, header: label, width: width ?? 18 }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) {
    const added = sheet.addRow(columns.map((column) => column.value(row)));
    columns.forEach((column, i) => { if (typeof column.value(row) === 'string') added.getCell(i + 1).numFmt = '@'; });
  }
  return {
    fileName, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer),
  };
}

/** The columns that a person sees, in their order; all, where none are named or known. */
export function chosenColumns<T>(columns: SheetColumn<T>[], keys: string | undefined): SheetColumn<T>[] {
  const chosen = (keys ?? '').split(',').flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return chosen.length > 0 ? chosen : columns;
}

/** Sheets of plain text, the first row of each its head: for a form that other programs read by the names of its sheets and columns. */
export async function workbookOfPages(fileName: string, pages: { name: string; rows: string[][] }[]): Promise<FileAnswer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  for (const { name, rows } of pages) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    // an empty cell is left out, for to a reader an empty text is not the same as nothing
    for (const row of rows) sheet.addRow(row.map((text) => (text === '' ? null : text))).eachCell((cell) => { cell.numFmt = '@'; });
    sheet.getRow(1).font = { bold: true };
    sheet.columns.forEach((column) => { column.width = 22; });
  }
  return { fileName, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer) };
}
