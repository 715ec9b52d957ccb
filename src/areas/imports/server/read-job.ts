import { isWithin } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Language } from '../../../kernel/messages.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Kind } from '../core/fields.ts';
import { findLayout, type Mapping } from '../core/layout.ts';
import type { Division } from '../core/places.ts';
import type { NeedRecord, RowOutcome } from '../core/records.ts';
import { problemOf } from '../core/run-messages.ts';
import { addressOf, type Row, type Workbook } from '../core/sheet.ts';
import { understandRows, type SheetView } from '../core/understand.ts';
import type { Taught } from '../core/words.ts';
import { readWorkbook } from './read/read-workbook.ts';

/** Names are kept apart from keys: two files of one name are still two. The key is the place in the list. */
export type FileIn = { name: string; bytes: Uint8Array };

/** Everything that reading needs, as plain values that can travel to another thread. */
export type ReadJob = {
  task: 'understand'; kind: Kind; files: FileIn[]; divisions: Division[]; asOf: LocalDate; language: Language; mappings: Mapping[]; words: Taught;
  /** Needs outside this division are refused at their cell. */
  actingFor: string;
};
export type RefusedJob = { task: 'refused'; kind: Kind; file: FileIn; key: string; outcomes: RowOutcome[]; mappings: Mapping[]; language: Language };

/** `file` of a row is the place of its file in the list. */
export type ReadPiece = { rows: RowOutcome[] } | { sheets: SheetView[] } | { refusal: Refusal } | { bytes: Uint8Array };

/** Rows that travel together: small enough to seal and store without a page waiting for it. */
const ROWS_TOGETHER = 500;

async function openAll(files: FileIn[]): Promise<{ books: Workbook[] } | { refusal: Refusal }> {
  const books: Workbook[] = [];
  for (const [place, { name, bytes }] of files.entries()) {
    const read = await readWorkbook(bytes, name);
    if (!read.ok) return { refusal: files.length > 1 ? { ...read.refusal, file: name } : read.refusal };
    books.push({ ...read.value, file: files.length > 1 ? `${place}/${name}` : name });
  }
  return { books };
}

/** The cell that says where a need is, for a sentence about it. */
function placeColumns(job: ReadJob, books: Workbook[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { file, sheets } of books) {
    for (const sheet of sheets) {
      const top: Row[] = [];
      for (const row of sheet.rows) { if (top.length >= 60) break; top.push(row); }
      const columns = findLayout(job.kind, top, sheet.merges, job.mappings)?.columns ?? [];
      found.set(`${file}\n${sheet.name}`, (columns.find(({ field }) => field === 'place') ?? columns.find(({ field }) => field === 'address'))?.column ?? 1);
    }
  }
  return found;
}

function judgeWhere(job: ReadJob, columns: Map<string, number>, names: Map<string, string>, row: RowOutcome): RowOutcome {
  if (job.kind !== 'needs' || !row.record) return row;
  const { divisionCode, typed } = row.record as NeedRecord;
  if (isWithin(divisionCode, job.actingFor)) return row;
  const cell = addressOf(columns.get(`${row.file}\n${row.sheet}`) ?? 1, row.row);
  const problem = problemOf(job.language, job.kind, { cell, code: 'outsideYourDivision', field: 'place', refuses: true, detail: { typed: typed['place'] ?? names.get(divisionCode) ?? divisionCode } });
  return { ...row, outcome: 'refused', mergedWith: null, asks: [], record: null, problems: [...row.problems, problem] };
}

/** Reads and understands, piece by piece; the same in a thread of its own and here. */
export async function* doReadJob(job: ReadJob | RefusedJob): AsyncGenerator<ReadPiece> {
  if (job.task === 'refused') {
    const read = await readWorkbook(job.file.bytes, job.key);
    if (!read.ok) { yield { refusal: read.refusal }; return; }
    const { writeRefused } = await import('./write/refused-sheet.ts'); // its library takes half a second to load, which reading does without
    yield { bytes: await writeRefused(job.kind, read.value, job.outcomes, job.language, job.mappings) };
    return;
  }
  const opened = await openAll(job.files);
  if ('refusal' in opened) { yield opened; return; }
  const columns = placeColumns(job, opened.books);
  const names = new Map(job.divisions.map(({ code, name }) => [code, name]));
  const walk = understandRows(job.kind, opened.books, { divisions: job.divisions, asOf: job.asOf, language: job.language, mappings: job.mappings, words: job.words });
  let rows: RowOutcome[] = [];
  for (;;) {
    const next = walk.next();
    if (next.done) {
      if (rows.length > 0) yield { rows };
      yield { sheets: next.value };
      return;
    }
    rows.push(judgeWhere(job, columns, names, next.value));
    if (rows.length >= ROWS_TOGETHER) { yield { rows }; rows = []; }
  }
}
