import { numbersColumns } from './column-numbers.ts';
import { isDitto } from './ditto.ts';
import { repeatsHeader, type Layout } from './layout.ts';
import type { Cell, Row, Sheet } from './sheet.ts';
import { tidy } from '../../people/core/text.ts';
import { isBlank, keyOf } from './text.ts';

/** Why a row is no row of data. */
export type NotARow = 'blank' | 'title' | 'header' | 'repeatedHeader' | 'subtotal' | 'note' | 'signature' | 'heading' | 'onlyNumber' | 'example' | 'otherSheet';

/** A row of data with what it takes over from above: a value merged downwards, or 同上. `cells[column]`; index 0 is not used. */
export type FilledRow = { row: number; hidden: boolean; cells: (Cell | undefined)[]; taken: Set<number>; dittoOfNothing: Set<number>; /** Columns whose merged cell reaches down from here. */ hands: number[] };

export type WalkedRow = { row: number; data: FilledRow } | { row: number; notARow: NotARow; text: string };

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

type Standing = { left: number; bottom: number; cell: Cell | undefined };

/** Every row of a sheet, 1 to the last, each as data or as what it is instead. Only a merged cell or 同上 hands a value down, never an empty one. */
export function* walkRows(sheet: Sheet, layout: Layout): Generator<WalkedRow> {
  const width = Math.max(layout.columns.at(-1)?.column ?? 0, 1);
  const tall = new Map<number, { left: number; bottom: number }[]>();
  const wide = new Map<number, number>();
  for (const { top, left, bottom, right } of sheet.merges) {
    if (bottom > top && top > layout.to) push(tall, top, { left, bottom });
    if (bottom === top) wide.set(top, Math.max(wide.get(top) ?? 0, right - left + 1));
  }
  let standing: Standing[] = [];
  let above: (Cell | undefined)[] = [];
  let next = 1;
  for (const row of sheet.rows) {
    for (; next < row.row; next++) yield { row: next, notARow: 'blank', text: '' };
    next = row.row + 1;
    const own: (Cell | undefined)[] = Array.from({ length: width + 1 });
    for (const cell of row.cells) own[cell.column] = cell;
    const notARow = classify(row, layout, wide.get(row.row) ?? 1);
    if (notARow) { yield { row: row.row, notARow, text: tidy(row.cells[0]?.text ?? '') }; continue; }
    const data: FilledRow = { row: row.row, hidden: row.hidden === true, cells: own, taken: new Set(), dittoOfNothing: new Set(), hands: (tall.get(row.row) ?? []).map(({ left }) => left) };
    takeDitto(data, above);
    standing = standing.filter(({ bottom }) => bottom >= row.row);
    for (const { left, cell } of standing) {
      if (cell === undefined || !isBlank(own[left]?.text)) continue;
      own[left] = { ...cell, column: left };
      data.taken.add(left);
    }
    for (const { left, bottom } of tall.get(row.row) ?? []) standing.push({ left, bottom, cell: own[left] });
    above = own;
    yield { row: row.row, data };
  }
  for (; next <= sheet.rowCount; next++) yield { row: next, notARow: 'blank', text: '' };
}

function takeDitto(data: FilledRow, above: readonly (Cell | undefined)[]): void {
  for (let column = 1; column < data.cells.length; column++) {
    if (!isDitto(data.cells[column])) continue;
    const cell = above[column];
    if (cell === undefined || isBlank(cell.text) || isDitto(cell)) { data.dittoOfNothing.add(column); continue; }
    data.cells[column] = { ...cell, column };
    data.taken.add(column);
  }
}

const TOTAL = /^(?:[（(]?[一二三四五六七八九十\d]+[）)、.]?)?.{0,14}?(?:小计|合计|总计|共计|累计|总数|汇总|本页计|计|subtotal|total)(?:[:：]?[（(]?[\d.,]*[）)]?(?:条|人|户|项|个|件|家|元|万元|人次|件次)?)?$/;
const PLAIN_TOTAL = /^(?:小计|合计|总计|共计|累计|本页小计|本页合计|总合计|分计|(?:sub)?total$)/;
const NOTE = /^(?:注|备注|说明|注意|提示|填表说明|填报说明|填写说明|注明|附注|附|填表须知|特别说明|温馨提示|数据来源|来源|※|\*|★|note)(?:\d|[一二三四五]|[:：.、\s）)※*]|$)/i;
const SIGNATURE = /(?:填表|制表|审核|填报|经办|复核|负责|分管|审批|统计|报送|校对|核对|主管|单位领导|站长|签发|录入|承办|联系)(?:人|员|单位|部门|领导|日期|时间|电话|人员)?(?:[（(][^）)]*[）)])?\s*[:：]|[（(](?:盖章|签字|签名|公章)[）)]|^(?:签字|签名|盖章|日期)\s*[:：]/;

/** 示例, 例：张三, （样例）: a worked row of a blank sheet, whoever made it. */
const EXAMPLE = /^(?:[(\[【](?:填写|填表)?(?:示例|样例|范例|例子?|举例|example)[)\]】]|(?:填写|填表)?(?:示例|样例|范例|举例|例|example)\d*(?:[:]|$)|例如:)/;

/** What a row is if it is not data; null if it is. Judged by what it holds itself, not by what merges down into it. */
export function classify(row: Row, layout: Layout, widest: number): NotARow | null {
  const full = row.cells.filter((cell) => !isBlank(cell.text));
  if (row.row < layout.from) return full.length ? 'title' : 'blank';
  if (row.row <= layout.to) return 'header';
  if (full.length === 0) return 'blank';
  if (repeatsHeader(layout, row)) return 'repeatedHeader';
  if (numbersColumns(full)) return row.row === layout.to + 1 ? 'header' : 'repeatedHeader';
  if (full.slice(0, 2).some((cell) => cell.kind === 'text' && EXAMPLE.test(keyOf(cell.text)))) return 'example';
  const fields = new Map(layout.columns.map(({ column, field }) => [column, field]));
  const mapped = full.filter((cell) => fields.get(cell.column) && fields.get(cell.column) !== 'index');
  const first = tidy(full[0]!.text);
  if (isTotal(full, fields, mapped.length)) return 'subtotal';
  if (full.length <= 3 && NOTE.test(first) && (mapped.length <= 1 || widest >= 3)) return 'note';
  if (full.length <= 6 && full.some((cell) => SIGNATURE.test(tidy(cell.text))) && full.filter((cell) => SIGNATURE.test(tidy(cell.text))).length * 2 >= full.length) return 'signature';
  if (full.every((cell) => fields.get(cell.column) === 'index')) return /^[\d.]+$/.test(first) ? 'onlyNumber' : NOTE.test(first) || first.length > 20 ? 'note' : 'heading';
  if (mapped.length === 0) return first.length > 20 ? 'note' : 'heading';
  if (full.length === 1 && (widest >= 3 || first.length > 30 || /^[（(]?[一二三四五六七八九十]+[）)、.]/.test(first) || /^\d+[.、)）]/.test(first) || /以下(?:空白|无内容)/.test(first))) return first.length > 20 ? 'note' : 'heading';
  return null;
}

/** 小计, 合计, 东胜区小计, 合计：1272条 in one of the first cells, and otherwise hardly anything but numbers. */
function isTotal(full: readonly Cell[], fields: Map<number, string | null>, mapped: number): boolean {
  const lead = full.slice(0, 3).find((cell) => cell.kind === 'text' && TOTAL.test(keyOf(cell.text)));
  if (!lead) return false;
  const words = full.filter((cell) => cell !== lead && cell.kind === 'text' && !/^[\d.,]+(?:条|人|户|项|个|件|家|元|万元|人次)?$/.test(keyOf(cell.text)));
  const isIdentified = full.some((cell) => fields.get(cell.column) === 'residentId' || fields.get(cell.column) === 'uscc');
  if (isIdentified && mapped > 3) return false;
  return PLAIN_TOTAL.test(keyOf(lead.text)) ? words.length <= 3 : words.length <= 1 && mapped <= Math.max(3, fields.size / 2);
}
