import { numbersColumns } from './column-numbers.ts';
import { ANCHORS, bareHeaderKey, fieldWords, headerKey, type FieldWords, type Kind } from './fields.ts';
import type { Places } from './places.ts';
import { findQuestions, type Leaf } from './questions.ts';
import { columnName, type Merge, type Row } from './sheet.ts';
import { fieldByContent, isOfField, textFields } from './sniff.ts';
import { tidy } from '../../people/core/text.ts';
import { isBlank, keyOf } from './text.ts';

/** A column of a sheet: its header as written (groups above, joined by /), and the field it is taken for, or null. */
export type Column = { column: number; header: string; field: string | null; /** One of several columns that say the field together. */ leaf?: Leaf };
export type Layout = { from: number; to: number; columns: Column[]; signature: string; headerCells: Set<string> };

/** What a person has corrected: for headers of this signature, which header is which field. Null: leave the column out. */
export type Mapping = { signature: string; columns: Record<string, string | null> };

/** How far down a header is looked for, and of how many rows it may be. */
const SEARCH = { rows: 40, depth: 3 };
const WORDS = new Map<Kind, FieldWords[]>();
const wordsOf = (kind: Kind) => WORDS.get(kind) ?? WORDS.set(kind, fieldWords(kind)).get(kind)!;

/** Columns that this system itself adds to a sheet of refused rows. */
const OWN_COLUMNS = new Set(['导入问题', '问题说明', 'problems']);

/** The header among the first rows of a sheet: the one to three rows that name the most fields; null if none names enough. */
export function findLayout(kind: Kind, top: readonly Row[], merges: readonly Merge[], mappings: readonly Mapping[] = [], places?: Places): Layout | null {
  const seen = new Set<string>();
  let best: Layout | null = null;
  let bestScore = 1;
  for (const [index, row] of top.entries()) {
    if (index >= SEARCH.rows) break;
    if (row.cells.length < 2) continue;
    for (let depth = 1; depth <= SEARCH.depth; depth++) {
      const rows = top.filter((one) => one.row >= row.row && one.row < row.row + depth);
      if (rows.length < depth || rows.some(looksLikeData)) break;
      const layout = describe(kind, rows, merges, mappings, top, places);
      // the header again, as on every page: of the same words the uppermost stands
      const words = layout.columns.map(({ header }) => headerKey(header)).join('|');
      if (seen.has(words)) continue;
      // A deeper header must name more to be one; of equals the upper stands, later ones are repetitions.
      const score = scoreOf(kind, layout, mappings) - depth / 10;
      if (score > 1) seen.add(words);
      if (score > bestScore) { best = layout; bestScore = score; }
    }
  }
  return best;
}

/** A header has no long numbers and no days in it; what has is data. */
const looksLikeData = (row: Row): boolean => row.cells.some((cell) => cell.kind === 'date' || (cell.kind === 'number' && !(cell.number! >= 1900 && cell.number! < 2100)) || /\d{7,}/.test(cell.text));

function scoreOf(kind: Kind, layout: Layout, mappings: readonly Mapping[]): number {
  const fields = new Set(layout.columns.map(({ field }) => field).filter((field) => field !== null && field !== 'index'));
  if (mappings.some(({ signature }) => signature === layout.signature) && fields.size > 0) return 1000 + fields.size;
  if (fields.size < 3 || !ANCHORS[kind].every((group) => group.some((field) => fields.has(field)))) return 0;
  const named = layout.columns.filter(({ field }) => field !== null).length;
  return fields.size * 10 + named;
}

/** Reads given rows as the header: the path over each column, and the field each is taken for. Rows `below` help where words do not. */
export function describe(kind: Kind, rows: readonly Row[], merges: readonly Merge[], mappings: readonly Mapping[] = [], below: readonly Row[] = [], places?: Places): Layout {
  const from = rows[0]!.row;
  const to = rows.at(-1)!.row;
  const paths = headerPaths(rows, merges);
  const columns: Column[] = [...paths].sort(([a], [b]) => a - b).map(([column, path]) => ({ column, header: path.map(tidy).join('/'), field: null }));
  const signature = `${kind}:${columns.map(({ column, header }) => `${columnName(column)}=${keyOf(header)}`).join('|')}`;
  const headerCells = new Set(rows.flatMap((row) => row.cells.map((cell) => `${cell.column}:${headerKey(cell.text)}`)));
  const data = below.filter((row) => row.row > to && row.cells.length > 2 && !repeatsHeader({ headerCells }, row) && !numbersColumns(row.cells));
  for (const { field, leaves } of findQuestions(kind, paths, data, (name, header) => wordsOf(kind).some((one) => one.field === name && likeness(one, [header]) > 0))) {
    for (const column of columns) if (leaves.has(column.column)) Object.assign(column, { field, leaf: leaves.get(column.column) });
  }
  assign(kind, columns, paths);
  correctByContent(kind, columns, data, places);
  assign(kind, columns, paths); // what was freed is another column's
  assignByContent(kind, columns, data, places);
  const mapping = mappings.find((one) => one.signature === signature);
  if (mapping) for (const column of columns) {
    if (!(column.header in mapping.columns) || mapping.columns[column.header] === column.field) continue;
    column.field = mapping.columns[column.header] ?? null;
    delete column.leaf;
  }
  return { from, to, columns, signature, headerCells };
}

/** The words above each column from top to bottom: merged groups spread over their columns, an unmerged group to its right. */
function headerPaths(rows: readonly Row[], merges: readonly Merge[]): Map<number, string[]> {
  const paths = new Map<number, string[]>();
  const last = rows.at(-1)!;
  const width = Math.max(...rows.map((row) => row.cells.at(-1)?.column ?? 0));
  const below = new Set(last.cells.filter((cell) => !isBlank(cell.text)).map((cell) => cell.column));
  for (const row of rows) {
    const texts = new Map<number, string>();
    for (const cell of row.cells) if (!isBlank(cell.text)) texts.set(cell.column, cell.text);
    for (const merge of merges) {
      if (merge.top !== row.row || merge.right === merge.left || !texts.has(merge.left)) continue;
      for (let column = merge.left + 1; column <= Math.min(merge.right, width); column++) texts.set(column, texts.get(merge.left)!);
    }
    if (row !== last) spreadRight(row, texts, below, width, merges);
    for (const [column, text] of texts) {
      const path = paths.get(column);
      if (!path) paths.set(column, [text]);
      else if (path.at(-1) !== text) path.push(text);
    }
  }
  return paths;
}

/** In a text file a group stands over its first column only. It reaches right as far as there are words below and none beside it. */
function spreadRight(row: Row, texts: Map<number, string>, below: Set<number>, width: number, merges: readonly Merge[]): void {
  let group: string | null = null;
  for (let column = 1; column <= width; column++) {
    if (texts.has(column)) {
      const isTall = merges.some((merge) => merge.top === row.row && merge.left === column && merge.bottom > merge.top);
      group = isTall || !below.has(column) ? null : texts.get(column)!;
    } else if (group !== null && below.has(column)) texts.set(column, group);
    else group = null;
  }
}

function assign(kind: Kind, columns: Column[], paths: Map<number, string[]>): void {
  const candidates: { column: Column; field: FieldWords; score: number }[] = [];
  for (const column of columns) {
    const path = paths.get(column.column)!;
    if (OWN_COLUMNS.has(keyOf(path.at(-1)!))) continue;
    for (const field of wordsOf(kind)) {
      const score = likeness(field, path);
      if (score > 0) candidates.push({ column, field, score });
    }
  }
  candidates.sort((a, b) => b.score - a.score || a.column.column - b.column.column);
  const taken = new Set(columns.flatMap(({ field }) => field ?? []));
  for (const { column, field, score } of candidates) {
    if (column.field !== null || (taken.has(field.field) && !(field.many && score >= 50))) continue;
    column.field = field.field;
    taken.add(field.field);
  }
}

const cellsIn = (rows: readonly Row[]) => (column: Column) => rows.flatMap((row) => row.cells.filter((cell) => cell.column === column.column));

/** A header that says one field over cells that are plainly of another, which no other column has. */
function correctByContent(kind: Kind, columns: Column[], below: readonly Row[], places?: Places): void {
  const taken = new Set(columns.map(({ field }) => field));
  for (const column of columns) {
    const others = MEANT_OTHERWISE[kind][column.field ?? ''];
    if (!others || column.leaf || isOfField(kind, column.field!, cellsIn(below)(column))) continue;
    const other = fieldByContent(kind, cellsIn(below)(column), taken, places);
    if (other === null || !others.includes(other)) continue;
    taken.delete(column.field);
    column.field = other;
    taken.add(other);
  }
}

/** A header that says nothing known, over cells that are plainly of one field, which no other column has. */
function assignByContent(kind: Kind, columns: Column[], below: readonly Row[], places?: Places): void {
  const taken = new Set(columns.map(({ field }) => field));
  const free = () => columns.filter(({ field, header }) => field === null && !OWN_COLUMNS.has(keyOf(header)));
  for (const column of free()) {
    const field = fieldByContent(kind, cellsIn(below)(column), taken, places);
    if (field === null) continue;
    column.field = field;
    taken.add(field);
  }
  for (const [field, column] of textFields(kind, free(), cellsIn(below), taken)) column.field = field;
}

/** Headers that are said of two things: 服务内容 is the service to some and its description to others, 居住地 the community or the address. */
const MEANT_OTHERWISE: Record<Kind, Record<string, string[]>> = {
  needs: { description: ['item'], category: ['item'], address: ['place'] },
  resources: { provider: ['providerKind', 'kind', 'quantity', 'items'], kind: ['providerKind', 'items'], providerKind: ['kind', 'items'], items: ['kind', 'providerKind'] },
  organizations: { name: ['kind', 'grade', 'uscc'], filingNo: ['uscc'] },
};

/** 0: not this field. A header that says it word for word goes before one that only holds the word. */
function likeness(field: FieldWords, path: readonly string[]): number {
  const leaf = path.at(-1)!;
  const group = path.slice(0, -1).join('/');
  const bare = bareHeaderKey(leaf);
  const byGroup = field.grouped?.some(([over, under]) => group !== '' && over.test(keyOf(group)) && under.test(bare)) ? 105 : 0;
  if (field.keys.has(headerKey(leaf))) return Math.max(100, byGroup);
  if (byGroup) return byGroup;
  if (field.keys.has(bare)) return 95;
  const inside = /[(（]([^)）]*)[)）]/.exec(leaf)?.[1];
  if (path.length > 1 && field.keys.has(headerKey(path.join('')))) return 90;
  if (field.like?.test(bare) && !field.notLike?.test(headerKey(path.join('')))) return 50;
  if (inside && field.keys.has(headerKey(inside))) return 40;
  // A header of one word more: 本人姓名 ends in 姓名.
  for (const key of field.keys) if (key.length >= 3 && !/^[a-z]/.test(key) && bare.length <= key.length + 4 && bare.includes(key) && !field.notLike?.test(bare)) return 30 + key.length;
  return 0;
}

/** Whether a row below the header is the header once more, as on every printed page. */
export function repeatsHeader(layout: Pick<Layout, 'headerCells'>, row: Row): boolean {
  const isHeading = (cell: Row['cells'][number]) => cell.kind === 'text' && cell.text.length < 40 && layout.headerCells.has(`${cell.column}:${headerKey(cell.text)}`);
  if (!row.cells.slice(0, 4).some(isHeading)) return false;
  let same = 0;
  let seen = 0;
  for (const cell of row.cells) {
    if (isBlank(cell.text)) continue;
    seen += 1;
    if (isHeading(cell)) same += 1;
  }
  return same >= 2 && same >= seen * 0.6;
}
