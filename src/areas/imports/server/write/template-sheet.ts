import Excel from 'exceljs';
import { columnName } from '../../core/sheet.ts';
import type { Template, TemplateColumn } from '../../core/template.ts';

/** Rows for which the drop-downs are laid out. */
const ROWS = 2000;
/** A list inside a cell's rule may be so long; a longer one is kept on the second sheet. */
const LONGEST_LIST = 255;
const FORMATS = { any: undefined, text: '@', day: 'yyyy-mm-dd' } as const;
const HEAD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1F8' } } as const;
const EDGE = { bottom: { style: 'thin', color: { argb: 'FF9FB3C1' } } } as const;

/** A blank sheet as a workbook: headers, one worked example that no import takes for data, lists to choose from, and a second sheet that explains the first. */
export async function writeTemplate(template: Template): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  const sheet = book.addWorksheet(template.sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
  const lists = writeHelp(book.addWorksheet(template.help.name), template);
  template.columns.forEach((column, i) => {
    const at = sheet.getColumn(i + 1);
    at.width = widthOf(column);
    const format = FORMATS[column.form];
    if (format) at.numFmt = format;
    writeColumn(sheet, column, i + 1, template.help.mark);
    const list = column.choices.length === 0 ? null : lists.get(column.field) ?? `"${column.choices.join(',')}"`;
    if (list) validationsOf(sheet).add(`${columnName(i + 1)}2:${columnName(i + 1)}${ROWS}`, { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [list] });
  });
  sheet.getRow(1).height = 26;
  return new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer);
}

/** Its types leave out what the library itself offers for whole ranges. */
const validationsOf = (sheet: Excel.Worksheet) => (sheet as unknown as { dataValidations: { add(range: string, rule: Excel.DataValidation): void } }).dataValidations;

const widthOf = ({ field, label, example }: TemplateColumn): number => (field === 'index' ? 8 : Math.min(36, Math.max(12, label.length * 2 + 2, [...example].reduce((sum, sign) => sum + (sign > '\u2000' ? 2 : 1), 3))));

function writeColumn(sheet: Excel.Worksheet, column: TemplateColumn, at: number, mark: string): void {
  const head = sheet.getCell(1, at);
  head.value = column.isRequired ? `${column.label}*` : column.label;
  Object.assign(head, { font: { bold: true }, fill: HEAD, border: EDGE, alignment: { vertical: 'middle' }, numFmt: '@' });
  const example = sheet.getCell(2, at);
  const text = column.field === 'index' ? mark : column.example;
  example.value = column.form === 'day' && text !== '' ? new Date(`${text}T00:00:00Z`) : text === '' ? null : text;
  example.font = { italic: true, color: { argb: 'FF7A828A' } };
}

/** The second sheet; answers where the lists stand that are too long for a cell's rule. */
function writeHelp(sheet: Excel.Worksheet, { columns, help }: Template): Map<string, string> {
  sheet.getCell('A1').value = help.lead;
  sheet.mergeCells('A1:E1');
  sheet.getCell('A1').alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(1).height = 52;
  sheet.addRow([help.column, help.required, help.hint, help.example, help.choices]);
  sheet.getRow(2).eachCell((cell) => Object.assign(cell, { font: { bold: true }, fill: HEAD, border: EDGE }));
  for (const { label, isRequired, hint, example, choices } of columns) {
    const row = sheet.addRow([label, help[isRequired ? 'isRequired' : 'isOptional'], hint, example, choices.join('、')]);
    row.eachCell((cell) => { cell.alignment = { wrapText: true, vertical: 'top' }; cell.numFmt = '@'; });
  }
  [22, 10, 60, 26, 60].forEach((width, i) => { sheet.getColumn(i + 1).width = width; });
  const lists = new Map<string, string>();
  for (const { field, label, choices } of columns.filter((column) => column.choices.join(',').length > LONGEST_LIST)) {
    const at = 7 + lists.size;
    [label, ...choices].forEach((word, i) => { sheet.getCell(2 + i, at).value = word; });
    Object.assign(sheet.getCell(2, at), { font: { bold: true }, fill: HEAD, border: EDGE });
    sheet.getColumn(at).width = 24;
    lists.set(field, `'${help.name}'!$${columnName(at)}$3:$${columnName(at)}$${2 + choices.length}`);
  }
  return lists;
}
