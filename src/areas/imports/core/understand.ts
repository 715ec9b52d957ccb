import type { LocalDate } from '../../../kernel/local-date.ts';
import { isWithin } from '../../../kernel/division.ts';
import type { Language } from '../../../kernel/messages.ts';
import { correctedSheet, typedCells, type Correction } from './corrections.ts';
import { needRegistry, organizationRegistry, resourceRegistry, type Beside, type KnownRecord, type Registry } from './duplicates.ts';
import type { Kind } from './fields.ts';
import { findLayout, type Column, type Layout, type Mapping } from './layout.ts';
import { sayImport } from './messages.ts';
import { readNeed } from './needs.ts';
import { readOrganization } from './organizations.ts';
import { findCounty, indexPlaces, type Division, type Places } from './places.ts';
import { homeOf, partOf } from './parts-of-sheet.ts';
import { columnsOf, fault, type Judging, type Reading } from './reading.ts';
import type { ImportRecord, NeedRecord, Outcome, Place, RowOutcome } from './records.ts';
import { readResource } from './resources.ts';
import { classify, walkRows, type FilledRow, type NotARow } from './rows.ts';
import { problemOf } from './run-messages.ts';
import { explainsOthers } from './template.ts';
import { addressOf, type Row, type Sheet, type Workbook } from './sheet.ts';
import type { Taught } from './words.ts';

export type Context<K extends Kind = Kind> = {
  divisions: readonly Division[];
  /** Ages, and what lies in the future, are judged on this day. */
  asOf: LocalDate;
  language?: Language;
  /** Records that are there already and may be met again. */
  known?: readonly KnownRecord<ImportRecord[K]>[];
  /** Columns that a person has put right, by the header's signature. */
  mappings?: readonly Mapping[];
  /** Words that a person has explained: field → word (as `keyOf` makes it) → meaning. */
  words?: Taught;
  /** What a person has put right, cell by cell. */
  corrections?: readonly Correction[];
  /** A row that is compared after all others, as if it stood last: they are in already, and it comes to them. */
  last?: { file: string; sheet: string; row: number };
  /** Needs outside this division are refused at their cell. */
  actingFor?: string;
};

/** What was made of a sheet: `header` null if it is not of the kind. `unmapped` are headers that no field was found for. */
export type SheetView = {
  file: string; sheet: string; header: { from: number; to: number } | null; signature: string | null;
  columns: Column[]; unmapped: string[]; banner: string | null; rows: number; counts: Record<Outcome, number>;
  /** It explains how to fill in the others: none of its rows is counted. */
  isHelp?: boolean;
};

export type Understanding<K extends Kind> = { rows: RowOutcome<K>[]; sheets: SheetView[]; counts: Record<Outcome, number> };

/** The rows of every sheet, understood one after the other; what was made of each sheet is the generator's return. */
export function* understandRows<K extends Kind>(kind: K, workbooks: readonly Workbook[], context: Context<K>): Generator<RowOutcome<K>, SheetView[]> {
  const judging = judgingOf(kind, context);
  const registry = registryOf(kind, context);
  const sheets: SheetView[] = [];
  let held: { view: SheetView; read: () => RowOutcome<K> } | null = null;
  for (const { file, sheets: inFile } of workbooks) {
    for (const sheet of inFile) {
      const top = firstRows(sheet);
      const layout = findLayout(kind, top, sheet.merges, context.mappings, judging.places);
      const view = viewOf(file, sheet, layout, bannerOf(judging.places, file, sheet, top, layout));
      sheets.push(view);
      if (!layout && explainsOthers(sheet.name, top)) { Object.assign(view, { isHelp: true, rows: 0 }); continue; }
      for (const row of layout ? readSheet(kind, context, judging, registry, correctedSheet(file, sheet, context.corrections), layout, view) : otherSheet<K>(view, sheet)) {
        if (typeof row === 'function') { held = { view, read: row }; continue; }
        view.counts[row.outcome] += 1;
        yield row;
      }
    }
  }
  if (held) {
    const row = held.read();
    held.view.counts[row.outcome] += 1;
    yield row;
  }
  return sheets;
}

const judgingOf = <K extends Kind>(kind: K, { divisions, asOf, words = {}, language = 'zh' }: Context<K>): Judging => ({ kind, asOf, places: indexPlaces(divisions), words, language });

/** All of it at once, for files of some thousands of rows. */
export function understand<K extends Kind>(kind: K, workbooks: readonly Workbook[], context: Context<K>): Understanding<K> {
  const rows: RowOutcome<K>[] = [];
  const walk = understandRows(kind, workbooks, context);
  for (;;) {
    const next = walk.next();
    if (next.done) return { rows, sheets: next.value, counts: addUp(next.value) };
    rows.push(next.value);
  }
}

export function addUp(sheets: readonly SheetView[]): Record<Outcome, number> {
  const total = noCounts();
  for (const { counts } of sheets) for (const outcome of Object.keys(total) as Outcome[]) total[outcome] += counts[outcome];
  return total;
}

const noCounts = (): Record<Outcome, number> => ({ imported: 0, merged: 0, refused: 0, notARow: 0 });

function viewOf(file: string, sheet: Sheet, layout: Layout | null, banner: string | null): SheetView {
  return {
    file, sheet: sheet.name, header: layout && { from: layout.from, to: layout.to }, signature: layout?.signature ?? null,
    columns: layout?.columns ?? [], unmapped: layout?.columns.filter(({ field }) => field === null).map(({ header }) => header) ?? [],
    banner, rows: sheet.rowCount, counts: noCounts(),
  };
}

/** Enough rows to find a header in, even under a page of instructions. */
function firstRows(sheet: Sheet): Row[] {
  const rows: Row[] = [];
  for (const row of sheet.rows) { if (rows.length >= 60) break; rows.push(row); }
  return rows;
}

/** The banner of a sheet: its name says it, or the lines over its header, or the file's name. */
function bannerOf(places: Places, file: string, sheet: Sheet, top: readonly Row[], layout: Layout | null): string | null {
  const title = top.filter((row) => layout && row.row < layout.from).flatMap((row) => row.cells.map((cell) => cell.text)).join(' ');
  return findCounty(places, sheet.name) ?? findCounty(places, title) ?? findCounty(places, file.replace(/^.*[\\/]/, ''));
}

function* otherSheet<K extends Kind>(view: SheetView, sheet: Sheet): Generator<RowOutcome<K>> {
  const full = new Set<number>();
  for (const row of sheet.rows) full.add(row.row);
  for (let row = 1; row <= sheet.rowCount; row++) yield notARow(view, row, full.has(row) ? 'otherSheet' : 'blank');
}

const notARow = <K extends Kind>(view: Pick<SheetView, 'file' | 'sheet'>, row: number, reason: NotARow): RowOutcome<K> =>
  ({ file: view.file, sheet: view.sheet, row, outcome: 'notARow', mergedWith: null, asks: [], record: null, problems: [], reason });

/** The rows of a sheet; the one that is to be last as a function that reads it. */
function* readSheet<K extends Kind>(kind: K, { actingFor, last }: Context<K>, judging: Judging, registry: Registry<ImportRecord[K]>, sheet: Sheet, layout: Layout, view: SheetView): Generator<RowOutcome<K> | (() => RowOutcome<K>)> {
  const fields = columnsOf(layout);
  let banner = view.banner;
  let home = homeOf(judging.places, view, sheet, layout);
  for (const walked of walkRows(sheet, layout)) {
    if ('notARow' in walked) {
      // A line between the rows may open another banner's part of the sheet.
      if (walked.notARow === 'heading' || walked.notARow === 'title') ({ banner, home } = partOf(judging.places, walked.text, { banner, home }));
      yield notARow(view, walked.row, walked.notARow);
      continue;
    }
    const reading: Reading = { judging, row: walked.data, ...fields, county: banner, home, problems: [], typed: {}, refused: false };
    const read = () => judgeWhere(readRow(kind, reading, registry, view, walked.data), reading, actingFor);
    if (last?.row === walked.row && last.sheet === view.sheet && last.file === view.file) yield () => ({ ...read(), ...asTyped(walked.data, reading) });
    else yield read();
  }
}

/** Somebody else's need is named at the cell that says where it is. */
function judgeWhere<K extends Kind>(row: RowOutcome<K>, reading: Reading, actingFor: string | undefined): RowOutcome<K> {
  const { judging, columns } = reading;
  if (judging.kind !== 'needs' || !row.record || actingFor === undefined) return row;
  const { divisionCode, typed } = row.record as NeedRecord;
  if (isWithin(divisionCode, actingFor)) return row;
  const cell = addressOf((columns.get('place') ?? columns.get('address'))?.[0] ?? 1, row.row);
  const said = typed['place'] ?? judging.places.nameOf.get(divisionCode) ?? divisionCode;
  const problem = problemOf(judging.language, judging.kind, { cell, code: 'outsideYourDivision', field: 'place', refuses: true, detail: { typed: said } });
  return { ...row, outcome: 'refused', mergedWith: null, asks: [], record: null, problems: [...row.problems, problem], ...asTyped(reading.row, reading) };
}

/** What a refused row keeps, so that it can be understood again without its file. */
const asTyped = (row: FilledRow, { county, home }: Pick<Reading, 'county' | 'home'>) => ({ cells: typedCells(row), place: { county, home, ...(row.hands.length > 0 ? { hands: row.hands } : {}) } });

function readRow<K extends Kind>(kind: K, reading: Reading, registry: Registry<ImportRecord[K]>, view: Pick<SheetView, 'file' | 'sheet'>, row: FilledRow): RowOutcome<K> {
  const record = READERS[kind](reading);
  const outcome: RowOutcome<K> = {
    file: view.file, sheet: view.sheet, row: row.row, outcome: 'refused', mergedWith: null, asks: [], record: null, problems: reading.problems, ...(row.taken.size > 0 ? { taken: [...row.taken] } : {}),
  };
  const refused = () => ({ ...outcome, ...asTyped(row, reading) });
  if (record === null || reading.refused) return refused();
  const beside = registry.compare(record, { file: view.file, sheet: view.sheet, row: row.row });
  if (beside.contradicts) { contradict(kind, reading, beside.contradicts); return refused(); }
  const seenFrom = (place: Place): Place => ('known' in place ? place : place.file === view.file ? { sheet: place.sheet, row: place.row } : place);
  return { ...outcome, outcome: beside.mergedWith ? 'merged' : 'imported', mergedWith: beside.mergedWith && seenFrom(beside.mergedWith), asks: beside.asks.map(seenFrom), record: withPerson(record, seenFrom) };
}

function withPerson<R>(record: R, seenFrom: (place: Place) => Place): R {
  const person = record as { samePersonAs?: Place };
  if (person.samePersonAs) person.samePersonAs = seenFrom(person.samePersonAs);
  return record;
}

/** The same number under two names that are not one: which row is wrong only the person who has the papers can say. */
function contradict(kind: Kind, reading: Reading, { place, other }: NonNullable<Beside['contradicts']>): void {
  const sayWhere = (language: Language) => ('known' in place ? sayImport(language, 'imports.whereKnown') : sayImport(language, 'imports.where', { sheet: place.sheet, row: place.row }));
  const where = { zh: sayWhere('zh'), en: sayWhere('en') };
  const name = reading.row.cells[reading.columns.get('name')?.[0] ?? 0]?.text ?? '';
  if (kind === 'organizations') fault(reading, 'name', 'nameDisagrees', { where, other, typed: name });
  else fault(reading, 'residentId', 'personDisagrees', { where, other, typed: name });
}

/** A row that was kept, and the columns of its sheet. */
export type KeptRow = { file: string; sheet: string; row: FilledRow; columns: Column[]; header: { from: number; to: number }; county: string | null; home: string | null };

/** One row by itself, beside the records it may meet (`known`), as if it stood last. What was typed may have made it no row of data. */
export function understandAlone<K extends Kind>(kind: K, { file, sheet, row, columns: all, header, county, home }: KeptRow, context: Context<K>): RowOutcome<K> {
  const layout: Layout = { ...header, columns: all, signature: '', headerCells: new Set() };
  const reason = classify({ row: row.row, cells: row.cells.filter((cell) => cell !== undefined) }, layout, 1);
  const view = { file, sheet };
  if (reason) return notARow(view, row.row, reason);
  const reading: Reading = { judging: judgingOf(kind, context), row, ...columnsOf(layout), county, home, problems: [], typed: {}, refused: false };
  return judgeWhere(readRow(kind, reading, registryOf(kind, context), view, row), reading, context.actingFor);
}

const READERS: { [K in Kind]: (reading: Reading) => ImportRecord[K] | null } = { needs: readNeed, resources: readResource, organizations: readOrganization };

function registryOf<K extends Kind>(kind: K, context: Context<K>): Registry<ImportRecord[K]> {
  const make: { [T in Kind]: (known: readonly KnownRecord<ImportRecord[T]>[]) => Registry<ImportRecord[T]> } = {
    needs: needRegistry, resources: resourceRegistry, organizations: organizationRegistry,
  };
  return make[kind](context.known ?? []);
}
