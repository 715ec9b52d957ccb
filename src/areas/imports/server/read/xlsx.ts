import type { Merge, Row, Sheet } from '../../core/sheet.ts';
import { LIMITS, Unreadable, damaged } from './limits.ts';
import { attributeOf, endOf, textRuns, unescapeXml } from './xml.ts';
import { mergesIn, rawRows, rowsIn, weighRow, type CellContext } from './xlsx-sheet.ts';
import { openZip, textOf, unpackText, type Zip } from './zip.ts';

/**
 * An xlsx as sheets whose rows are unpacked each time they are walked, so that a hundred thousand rows never stand in memory at once.
 * Every sheet is weighed once here: what is damaged or too large is refused before anybody reads a row.
 */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  const zip = openZip(bytes);
  const workbookPath = findWorkbook(zip);
  const workbook = textOf(zip, workbookPath);
  if (!/<(?:\w+:)?workbook\b/.test(workbook)) throw new Unreadable({ code: 'notASpreadsheet', detail: 'workbook.xml' });
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1);
  const targets = relationsOf(zip, workbookPath);
  const context: CellContext = {
    strings: readStrings(zip, findPart(zip, folder, targets, 'sharedStrings')),
    formats: readFormats(textOf(zip, findPart(zip, folder, targets, 'styles'))),
    from1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook),
  };
  const sheets: Sheet[] = [];
  const counted = { rows: 0, cells: 0 };
  for (const tag of workbook.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []) {
    const part = targets.get(attributeOf(tag, 'r:id') ?? attributeOf(tag, 'id') ?? /\s\w+:id="([^"]*)"/.exec(tag)?.[1] ?? '');
    if (!part || !/worksheet/i.test(part.type)) continue; // chart sheets hold no cells
    if (sheets.length >= LIMITS.sheets) throw new Unreadable({ code: 'tooManySheets', limit: LIMITS.sheets });
    const sheet = openSheet(zip, part.path, attributeOf(tag, 'name') ?? '', context, counted);
    if (attributeOf(tag, 'state')) sheet.hidden = true;
    sheets.push(sheet);
  }
  if (sheets.length === 0) throw new Unreadable({ code: 'notASpreadsheet', detail: 'no sheet' });
  return sheets;
}

function openSheet(zip: Zip, path: string, name: string, context: CellContext, counted: { rows: number; cells: number }): Sheet {
  const entry = zip.entries.get(path.toLowerCase());
  if (!entry) throw damaged(path);
  const tail = { text: '' };
  let last = 0;
  for (const raw of rawRows(unpackText(zip, entry), tail)) {
    const weight = weighRow(raw);
    if (weight.cells === 0) continue;
    counted.rows += 1;
    counted.cells += weight.cells;
    if (counted.rows > LIMITS.rows || raw.row > LIMITS.rows) throw new Unreadable({ code: 'tooManyRows', limit: LIMITS.rows }); // one cell far below makes a million blank rows
    if (counted.cells > LIMITS.cells) throw new Unreadable({ code: 'tooManyCells', limit: LIMITS.cells });
    if (weight.last > LIMITS.columns) throw new Unreadable({ code: 'tooManyColumns', limit: LIMITS.columns });
    last = raw.row;
  }
  const merges: Merge[] = mergesIn(tail.text);
  const rows: Iterable<Row> = { [Symbol.iterator]: () => rowsIn(unpackText(zip, entry), context, { text: '' }) };
  return { name, rows, rowCount: last, merges };
}

function findWorkbook(zip: Zip): string {
  for (const { path, type } of relationsOf(zip, '').values()) if (type.endsWith('/officeDocument')) return path;
  if (zip.entries.has('xl/workbook.xml')) return 'xl/workbook.xml';
  if (zip.entries.has('encryptedpackage')) throw new Unreadable({ code: 'passwordProtected' });
  throw new Unreadable({ code: 'notASpreadsheet', detail: 'zip' });
}

type Part = { path: string; type: string };

function relationsOf(zip: Zip, path: string): Map<string, Part> {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const parts = new Map<string, Part>();
  for (const tag of textOf(zip, `${folder}_rels/${path.slice(slash)}.rels`).match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []) {
    const target = attributeOf(tag, 'Target') ?? '';
    parts.set(attributeOf(tag, 'Id') ?? '', { path: resolvePath(folder, target), type: attributeOf(tag, 'Type') ?? '' });
  }
  return parts;
}

function resolvePath(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function findPart(zip: Zip, folder: string, targets: Map<string, Part>, kind: string): string {
  for (const part of targets.values()) if (part.type.endsWith(`/${kind}`)) return part.path;
  const usual = `${folder}${kind}.xml`;
  return zip.entries.has(usual.toLowerCase()) ? usual : '';
}

function readStrings(zip: Zip, path: string): string[] {
  const strings: string[] = [];
  const entry = zip.entries.get(path.toLowerCase());
  if (!entry) return strings;
  let rest = '';
  for (const piece of unpackText(zip, entry)) {
    rest += piece;
    const open = /<(?:\w+:)?si(?:\s[^>]*)?(\/)?>/g;
    let used = 0;
    for (let match = open.exec(rest); match; match = open.exec(rest)) {
      const end = match[1] ? { at: open.lastIndex, after: open.lastIndex } : endOf(rest, 'si', open.lastIndex);
      if (!end) break; // the rest of it comes with the next piece
      strings.push(own(textRuns(rest.slice(open.lastIndex, end.at)).slice(0, LIMITS.cellText)));
      used = open.lastIndex = end.after;
    }
    rest = rest.slice(used);
    if (rest.length > LONGEST_STRING) throw damaged('shared strings');
  }
  return strings;
}

/** 16 MB of XML: the longest text of a cell, every character of it in a colour of its own. */
const LONGEST_STRING = 16 * 1024 * 1024;

/** A copy that does not keep the piece of XML alive that it was cut from. */
const own = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

function readFormats(styles: string): (string | undefined)[] {
  const codes = new Map<number, string>();
  for (const tag of styles.match(/<(?:\w+:)?numFmt\s[^>]*>/g) ?? []) {
    codes.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
  }
  const cellXfs = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  return (cellXfs.match(/<(?:\w+:)?xf[\s/>][^>]*>?/g) ?? []).map((tag) => {
    const id = Number(attributeOf(tag, 'numFmtId') ?? 0);
    const code = codes.get(id);
    return code !== undefined ? unescapeXml(code) : BUILT_IN_DATES.has(id) ? 'yyyy-mm-dd' : undefined;
  });
}

/** Formats that every program knows by number: 14–17 and 22 days, 27–31, 34–36 and 50–58 days of East Asian editions. 18–21 are hours only. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

