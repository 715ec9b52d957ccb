import Excel from 'exceljs';
import type { Language } from '../../../../kernel/messages.ts';
import type { OwnResource } from '../../../resources/core/own-resource.ts';
import { cellOf, OWN_CHANGEABLE, OWN_COLUMNS, type OwnColumn, type OwnWords } from '../../core/own-workbook.ts';

const HEAD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1F8' } } as const;
const FIXED = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEFF1' } } as const;
const EDGE = { style: 'thin', color: { argb: 'FFC9D1D8' } } as const;
const WIDTHS: Record<OwnColumn, number> = { number: 14, name: 26, what: 24, unit: 18, quantity: 14, closedDays: 26, phone: 18, validUntil: 14, status: 18, sureOn: 14, mark: 4 };
const mayChange = (column: OwnColumn): boolean => (OWN_CHANGEABLE as readonly string[]).includes(column);

/** An owner's resources as a workbook: what may be changed is white and open, the rest grey and locked (without a password: it keeps from slips, not from anybody). Text is text, whatever sign it begins with. */
export async function writeOwnSheet(resources: readonly OwnResource[], words: OwnWords, language: Language): Promise<Uint8Array> {
  const { own } = words[language], book = new Excel.Workbook();
  const sheet = book.addWorksheet(own('sheet'), { views: [{ state: 'frozen', xSplit: 1, ySplit: 2 }] });
  sheet.getCell('A1').value = own('sheetLead');
  sheet.mergeCells(1, 1, 1, OWN_COLUMNS.length - 1);
  Object.assign(sheet.getCell('A1'), { alignment: { wrapText: true, vertical: 'middle' } });
  sheet.getRow(1).height = 40;
  OWN_COLUMNS.forEach((column, i) => {
    sheet.getColumn(i + 1).width = WIDTHS[column];
    Object.assign(sheet.getCell(2, i + 1), { value: own(`column.${column}`), font: { bold: true }, fill: HEAD, border: { bottom: EDGE }, alignment: { vertical: 'middle' } });
  });
  sheet.getColumn(OWN_COLUMNS.indexOf('mark') + 1).hidden = true;
  sheet.getRow(2).height = 24;
  resources.forEach((one, at) => OWN_COLUMNS.forEach((column, i) => write(sheet.getCell(at + 3, i + 1), column, one, words, language)));
  await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true, sort: true, autoFilter: true });
  return new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer);
}

function write(cell: Excel.Cell, column: OwnColumn, one: OwnResource, words: OwnWords, language: Language): void {
  const { own } = words[language], value = cellOf(column, one, words[language], language), isOpen = mayChange(column);
  cell.value = column === 'validUntil' && typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : value;
  cell.numFmt = column === 'validUntil' ? 'yyyy-mm-dd' : typeof value === 'number' || column === 'quantity' ? 'General' : '@';
  cell.alignment = { vertical: 'top', wrapText: true, ...(column === 'quantity' ? { horizontal: 'right' } : {}) };
  cell.border = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE };
  cell.protection = { locked: !isOpen };
  if (!isOpen) Object.assign(cell, { fill: FIXED, font: { color: { argb: 'FF5B6670' } } });
  else cell.dataValidation = {
    ...(column === 'status' ? { type: 'list', formulae: [`"${own('status.active')},${own('status.paused')}"`] } : { type: 'custom', formulae: ['TRUE'] }),
    allowBlank: true, showErrorMessage: false, showInputMessage: true, promptTitle: own(`column.${column}`), prompt: own(`hint.${column}`),
  } as Excel.DataValidation;
}
