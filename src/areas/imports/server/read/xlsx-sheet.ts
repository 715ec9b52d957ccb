import { columnNumber, type Cell, type Merge, type Row } from '../../core/sheet.ts';
import { isDateFormat, showDate } from './date-format.ts';
import { LIMITS, Unreadable, damaged } from './limits.ts';
import { plainText } from './plain-text.ts';
import { attributeOf, textRuns, unescapeXml } from './xml.ts';

export type CellContext = { strings: string[]; formats: (string | undefined)[]; from1904: boolean };

/** Days between the calendars that start in 1900 and in 1904. */
const DAYS_1904 = 1462;

/** The rows with something in them, in order. What stands behind the rows (the merged ranges) is left in `tail`. */
export function* rowsIn(pieces: Iterable<string>, context: CellContext, tail: { text: string }): Generator<Row> {
  for (const { tag, body, row, prefix } of rawRows(pieces, tail)) {
    const read = readRow(tag, body, row, prefix, context);
    if (read.cells.length > 0) yield read;
  }
}

export type RawRow = { tag: string; body: string; row: number; prefix: string };

/** The rows as they stand in the XML, not yet taken apart: enough to count them and to find the file whole. */
export function* rawRows(pieces: Iterable<string>, tail: { text: string }): Generator<RawRow> {
  let rest = '';
  let last = 0;
  let prefix: string | null = null;
  let isDone = false;
  for (const piece of pieces) {
    if (isDone) { tail.text = keepTail(tail.text + piece); continue; }
    rest += piece;
    if (prefix === null) {
      const root = /<(\w+:)?worksheet\b/.exec(rest);
      if (!root) { if (rest.length > 1_000_000) throw damaged('worksheet'); continue; }
      prefix = root[1] ?? '';
    }
    const open = `<${prefix}row`;
    const close = `</${prefix}row>`;
    let at = 0;
    for (;;) {
      const from = rest.indexOf(open, at);
      if (from < 0) break;
      const tagEnd = rest.indexOf('>', from);
      if (tagEnd < 0) break;
      const tag = rest.slice(from, tagEnd);
      if (rest[tagEnd - 1] === '/') { last = numberOf(tag, last); at = tagEnd + 1; continue; }
      const to = rest.indexOf(close, tagEnd);
      if (to < 0) break;
      last = numberOf(tag, last);
      at = to + close.length;
      yield { tag, body: rest.slice(tagEnd + 1, to), row: last, prefix };
    }
    const stop = rest.indexOf(`</${prefix}sheetData>`, at);
    if (stop >= 0) {
      isDone = true;
      tail.text = rest.slice(stop);
      rest = '';
      continue;
    }
    rest = rest.slice(at);
    if (rest.length > LONGEST_ROW) throw damaged('row');
  }
  if (prefix === null) throw damaged('worksheet');
  if (!isDone && rest.includes(`<${prefix}row`)) throw damaged('row');
  if (!isDone) tail.text = rest;
}

/** 64 MB of XML: 512 columns of the longest text a cell may hold, three times over. */
const LONGEST_ROW = 64 * 1024 * 1024;

/** How many cells of a row hold something, and the column of the last, without reading them. */
export function weighRow({ body, prefix }: RawRow): { cells: number; last: number } {
  let cells = 0;
  let end = 0;
  const close = `</${prefix}c>`;
  for (let at = body.indexOf(close); at >= 0; at = body.indexOf(close, at + 1)) { cells += 1; end = at; }
  const from = body.lastIndexOf(`<${prefix}c `, end);
  const address = from < 0 ? undefined : attributeOf(body.slice(from, body.indexOf('>', from)), 'r');
  return { cells, last: address ? columnNumber(address.replace(/\d+$/, '')) : cells };
}

const keepTail = (text: string): string => {
  if (text.length > 64 * 1024 * 1024) throw new Unreadable({ code: 'tooManyMerges', limit: LIMITS.merges });
  return text;
};

const numberOf = (tag: string, last: number): number => Number(attributeOf(tag, 'r') ?? last + 1) || last + 1;

const FORMULA = /<(?:\w+:)?f(?:\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?f>)/;

function readRow(tag: string, body: string, row: number, prefix: string, context: CellContext): Row {
  const cells: Cell[] = [];
  const open = `<${prefix}c`;
  const close = `</${prefix}c>`;
  let column = 0;
  for (let from = body.indexOf(open); from >= 0; from = body.indexOf(open, from)) {
    const tagEnd = body.indexOf('>', from);
    if (tagEnd < 0) break;
    const attributes = body.slice(from + open.length, tagEnd);
    const address = attributeOf(attributes, 'r');
    column = address ? columnNumber(address.replace(/\d+$/, '')) : column + 1;
    if (body[tagEnd - 1] === '/') { from = tagEnd; continue; }
    const to = body.indexOf(close, tagEnd);
    if (to < 0) break;
    const cell = readCell(attributes, body.slice(tagEnd + 1, to), column, prefix, context);
    if (cell) cells.push(cell);
    from = to + close.length;
  }
  for (let i = 1; i < cells.length; i++) if (cells[i]!.column <= cells[i - 1]!.column) { cells.sort((a, b) => a.column - b.column); break; }
  const found: Row = { row, cells };
  if (/\shidden="(?:1|true)"/.test(tag)) found.hidden = true;
  return found;
}

/** What stands between `<v>` and its end. */
function valueIn(body: string, prefix: string): string | undefined {
  const from = body.indexOf(`<${prefix}v`);
  if (from < 0) return undefined;
  const start = body.indexOf('>', from) + 1;
  const end = body.indexOf(`</${prefix}v>`, start);
  return start === 0 || end < 0 ? undefined : body.slice(start, end);
}

function readCell(attributes: string, body: string, column: number, prefix: string, context: CellContext): Cell | null {
  const type = attributeOf(attributes, 't') ?? 'n';
  const formula = body.includes(`<${prefix}f`) ? FORMULA.exec(body) : null;
  const raw = valueIn(body, prefix);
  const cell = type === 'inlineStr' ? textCell(column, textRuns(body)) : raw === undefined ? null : valueCell(type, raw, column, attributes, context);
  if (!formula) return cell;
  if (cell) return { ...cell, formula: true };
  // A formula that no program has computed yet: there is no value to read.
  return type === 'str' && raw !== undefined ? null : { column, kind: 'error', text: `=${unescapeXml(formula[1] ?? '')}`, formula: true };
}

function valueCell(type: string, raw: string, column: number, attributes: string, context: CellContext): Cell | null {
  switch (type) {
    case 's': return textCell(column, context.strings[Number(raw)] ?? '');
    case 'str': return textCell(column, unescapeXml(raw));
    case 'b': return { column, kind: 'boolean', text: raw === '1' ? 'TRUE' : 'FALSE' };
    case 'e': return { column, kind: 'error', text: unescapeXml(raw) };
    case 'd': return textCell(column, unescapeXml(raw));
    default: return numberCell(column, raw, context.formats[Number(attributeOf(attributes, 's') ?? 0)], context.from1904);
  }
}

const textCell = (column: number, typed: string): Cell | null => {
  const text = plainText(typed);
  return text === '' ? null : { column, kind: 'text', text };
};

function numberCell(column: number, raw: string, format: string | undefined, from1904: boolean): Cell | null {
  const number = Number(raw);
  if (raw.trim() === '') return null;
  if (!Number.isFinite(number)) return textCell(column, unescapeXml(raw));
  if (isDateFormat(format)) {
    const serial = from1904 ? number + DAYS_1904 : number;
    return { column, kind: 'date', text: showDate(serial, format), number: serial, format };
  }
  const cell: Cell = { column, kind: 'number', text: String(number), number };
  if (format && format !== 'General') cell.format = format;
  return cell;
}

/** The merged ranges listed behind the rows. */
export function mergesIn(tail: string): Merge[] {
  const merges = new Map<string, Merge>(); // ranges never overlap; of what a broken file says twice the first holds
  for (const match of tail.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"/g)) {
    if (merges.size >= LIMITS.merges) throw new Unreadable({ code: 'tooManyMerges', limit: LIMITS.merges });
    const key = match[1]! + match[2]!;
    if (!merges.has(key)) merges.set(key, { left: columnNumber(match[1]!), top: Number(match[2]), right: columnNumber(match[3]!), bottom: Number(match[4]) });
  }
  return [...merges.values()];
}
