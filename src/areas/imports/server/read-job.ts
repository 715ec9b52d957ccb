import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Language } from '../../../kernel/messages.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Kind } from '../core/fields.ts';
import type { Correction } from '../core/corrections.ts';
import type { Mapping } from '../core/layout.ts';
import type { Division } from '../core/places.ts';
import type { RowOutcome } from '../core/records.ts';
import type { Workbook } from '../core/sheet.ts';
import { understandRows, type SheetView } from '../core/understand.ts';
import type { Taught } from '../core/words.ts';
import { readWorkbook } from './read/read-workbook.ts';

/** Names are kept apart from keys: two files of one name are still two. The key is the place in the list. */
export type FileIn = { name: string; bytes: Uint8Array };

/** A correction as it is kept: its file by the place in the list. */
export type CorrectedCell = Omit<Correction, 'file'> & { file: number };

/** Everything that reading needs, as plain values that can travel to another thread. */
export type ReadJob = {
  task: 'understand'; kind: Kind; files: FileIn[]; divisions: Division[]; asOf: LocalDate; language: Language; mappings: Mapping[]; words: Taught;
  /** Needs outside this division are refused at their cell. */
  actingFor: string;
  corrections: CorrectedCell[];
  /** Only this row is wanted, as it stands beside all others. */
  only?: { file: number; sheet: string; row: number };
};
export type RefusedJob = { task: 'refused'; kind: Kind; file: FileIn; key: string; outcomes: RowOutcome[]; corrections: CorrectedCell[]; mappings: Mapping[]; language: Language; /** By which the header was found. */ divisions: Division[] };

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

/** Reads and understands, piece by piece; the same in a thread of its own and here. */
export async function* doReadJob(job: ReadJob | RefusedJob): AsyncGenerator<ReadPiece> {
  if (job.task === 'refused') {
    const read = await readWorkbook(job.file.bytes, job.key);
    if (!read.ok) { yield { refusal: read.refusal }; return; }
    const { writeRefused } = await import('./write/refused-sheet.ts'); // its library takes half a second to load, which reading does without
    yield { bytes: await writeRefused(job.kind, read.value, job.outcomes, job.language, job.mappings, job.corrections.map((one) => ({ ...one, file: job.key })), job.divisions) };
    return;
  }
  const opened = await openAll(job.files);
  if ('refusal' in opened) { yield opened; return; }
  const { only } = job;
  const inFile = <T extends { file: number }>(one: T) => ({ ...one, file: opened.books[one.file]!.file });
  const walk = understandRows(job.kind, opened.books, {
    divisions: job.divisions, asOf: job.asOf, language: job.language, mappings: job.mappings, words: job.words, actingFor: job.actingFor, corrections: job.corrections.map(inFile), ...(only ? { last: inFile(only) } : {}),
  });
  let rows: RowOutcome[] = [];
  for (;;) {
    const next = walk.next();
    if (next.done) {
      if (rows.length > 0) yield { rows };
      yield { sheets: next.value };
      return;
    }
    const { file, sheet, row } = next.value;
    if (only && !(row === only.row && sheet === only.sheet && file === opened.books[only.file]!.file)) continue;
    rows.push(next.value);
    if (rows.length >= ROWS_TOGETHER) { yield { rows }; rows = []; }
  }
}
