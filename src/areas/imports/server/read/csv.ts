import type { Cell, Row, Sheet } from '../../core/sheet.ts';
import { LIMITS, Unreadable } from './limits.ts';
import { plainText } from './plain-text.ts';
import { decodeText } from './text-file.ts';

/** A text file as one sheet without a name. A row is a record: a line break inside quotes does not start another. */
export function readCsv(bytes: Uint8Array): Sheet[] {
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  const declared = /^"?sep=(.)"?\r?\n/i.exec(text); // a first line that only spreadsheets write, to name the separator
  const separator = declared?.[1] ?? findSeparator(text);
  const start = declared ? declared[0].length : 0;
  const walk = () => records(text, start, separator);
  let rowCount = declared ? 1 : 0;
  let cells = 0;
  for (const row of walk()) {
    rowCount = row.row;
    cells += row.cells.length;
    if (rowCount > LIMITS.rows) throw new Unreadable({ code: 'tooManyRows', limit: LIMITS.rows });
    if (cells > LIMITS.cells) throw new Unreadable({ code: 'tooManyCells', limit: LIMITS.cells });
    if ((row.cells.at(-1)?.column ?? 0) > LIMITS.columns) throw new Unreadable({ code: 'tooManyColumns', limit: LIMITS.columns });
  }
  if (cells === 0) throw new Unreadable({ code: 'fileEmpty' });
  return [{ name: '', rows: { [Symbol.iterator]: walk }, rowCount, merges: [] }];
}

const SEPARATORS = [',', '\t', ';', '|', '，'];

/** The separator that splits the first lines into the most columns, and into the same number of them. */
export function findSeparator(text: string): string {
  const sample = text.slice(0, 64 * 1024);
  let best = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const widths = new Map<number, number>();
    let seen = 0;
    for (const row of records(sample, 0, separator)) {
      if (seen >= 60) break;
      const width = row.width;
      if (row.cells.length === 0) continue;
      seen += 1;
      widths.set(width, (widths.get(width) ?? 0) + 1);
    }
    let score = 0;
    for (const [width, times] of widths) if (width > 1) score = Math.max(score, (width - 1) * times * times);
    if (score > bestScore) { best = separator; bestScore = score; }
  }
  return best;
}

type Record = Row & { width: number };

/** RFC 4180, and what people write besides: quotes in the middle of a field stand for themselves, lone \r ends a line. */
function* records(text: string, start: number, separator: string): Generator<Record> {
  let at = start;
  let row = start > 0 ? 1 : 0;
  const cutBySeparator = new RegExp(`[${separator === '|' ? '\\|' : separator}\\r\\n]`, 'g');
  while (at < text.length) {
    const cells: Cell[] = [];
    let column = 1;
    for (;;) {
      let value: string;
      const quoteAt = text[at] === '"' ? at : -1;
      if (quoteAt >= 0) {
        const end = closingQuote(text, at);
        value = text.slice(at + 1, end).replaceAll('""', '"');
        at = Math.min(end + 1, text.length);
        cutBySeparator.lastIndex = at;
        const next = cutBySeparator.exec(text)?.index ?? text.length;
        value += text.slice(at, next); // something behind the closing quote: kept, not lost
        at = next;
      } else {
        cutBySeparator.lastIndex = at;
        const next = cutBySeparator.exec(text)?.index ?? text.length;
        value = text.slice(at, next);
        at = next;
      }
      const cell = plainText(value);
      if (cell !== '') cells.push({ column, kind: 'text', text: cell });
      if (text[at] !== separator) break;
      at += 1;
      column += 1;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else at += 1;
    row += 1;
    yield { row, cells, width: column };
  }
}

/** The quote that ends a field; if the file ends first, the end of the line, so that one stray quote does not swallow the rest. */
function closingQuote(text: string, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote - open > LIMITS.cellText * 2) {
      const line = text.indexOf('\n', open);
      return line < 0 ? text.length : line - (text[line - 1] === '\r' ? 1 : 0);
    }
    if (text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}
