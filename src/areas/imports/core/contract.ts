import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { LANGUAGES } from '../../../kernel/messages.ts';
import { KINDS } from './fields.ts';

export const IMPORT_STATUSES = ['understood', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
export const OUTCOMES = ['imported', 'merged', 'refused', 'notARow'] as const;

const Count = z.int().min(0);
/** Every row of every sheet but those that only explain the others is counted once: imported + merged + refused + notARow = rows. */
export const Counts = z.object({ imported: Count, merged: Count, refused: Count, notARow: Count });
export type Counts = z.infer<typeof Counts>;

const Day = z.iso.date().refine(isDayInReach);
/** A blank sheet of a kind; in the language of the page, which a link cannot say otherwise. */
export const GetTemplate = z.object({ kind: z.enum(KINDS), language: z.enum(LANGUAGES).optional() });
export type GetTemplate = z.infer<typeof GetTemplate>;

const yes = z.union([z.boolean(), z.enum(['true', 'false', 'on', '1', '0', ''])]).transform((value) => value === true || value === 'true' || value === 'on' || value === '1');

/** A form: the files, or the pasted text, and what they are. */
export const UploadImport = z.object({ requestId: z.uuid(), kind: z.enum(KINDS), asOf: Day.nullish(), text: z.string().max(1_000_000).nullish() });
export type UploadImport = z.infer<typeof UploadImport>;
export const Made = z.object({ importId: z.uuid(), counts: Counts, rows: Count });

const Mapping = z.object({ signature: z.string().min(1).max(20_000), columns: z.record(z.string().max(500), z.string().max(40).nullable()) });
const Word = z.object({ field: z.string().min(1).max(40), word: z.string().trim().min(1).max(100), meaning: z.string().min(1).max(60) });

/** Columns put right by header, and words explained: both are remembered for the next sheet like it. */
export const UnderstandAgain = z.object({ requestId: z.uuid(), importId: z.uuid(), mappings: z.array(Mapping).max(64).nullish(), words: z.array(Word).max(200).nullish(), asOf: Day.nullish() });
export type UnderstandAgain = z.infer<typeof UnderstandAgain>;

export const BeginImport = z.object({ requestId: z.uuid(), importId: z.uuid(), /** The importing person states that the people in the ledger agreed to be helped. */ statesConsent: yes.nullish() });
export type BeginImport = z.infer<typeof BeginImport>;
export const OneImport = z.object({ requestId: z.uuid(), importId: z.uuid() });
export type OneImport = z.infer<typeof OneImport>;
export const Moved = z.object({ importId: z.uuid(), status: z.enum(IMPORT_STATUSES) });

/** Text of a cell; a null character, or half of one, is none that a sheet or the register could hold. */
const CellText = z.string().max(1000).refine((text) => !/\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text));
/** What a refused row's cells should say. `seen`: how often it had been corrected when it was opened, so that the second of two people is told. */
export const CorrectRow = z.object({
  requestId: z.uuid(), importId: z.uuid(), ord: z.int().min(0).max(1_000_000), seen: z.int().min(0).max(30_000), cells: z.array(z.object({ column: z.int().min(1).max(16_384), text: CellText })).min(1).max(64),
});
export type CorrectRow = z.infer<typeof CorrectRow>;
export const Corrected = z.object({ importId: z.uuid(), ord: z.int(), outcome: z.enum(OUTCOMES), counts: Counts, rows: Count });
export type Corrected = z.infer<typeof Corrected>;

export const ListImports = z.object({ kind: z.enum(KINDS).optional(), status: z.enum(IMPORT_STATUSES).optional(), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListImports = z.infer<typeof ListImports>;
export const ImportRow = z.object({
  id: z.uuid(), kind: z.enum(KINDS), fileNames: z.array(z.string()), status: z.enum(IMPORT_STATUSES), asOf: z.string(), divisionCode: z.string(), divisionName: z.string(), madeByName: z.string(), madeAt: z.string(),
  endedAt: z.string().nullable(), counts: Counts, rows: Count, rowsDone: Count,
});
export type ImportRow = z.infer<typeof ImportRow>;
export const ImportPage = z.object({ total: Count, items: z.array(ImportRow), next: z.string().nullable() });

const Column = z.object({ column: z.int(), header: z.string(), field: z.string().nullable() });
export const SheetSeen = z.object({
  file: z.int(), sheet: z.string(), header: z.object({ from: z.int(), to: z.int() }).nullable(), signature: z.string().nullable(), columns: z.array(Column), unmapped: z.array(z.string()), banner: z.string().nullable(),
  rows: Count, counts: Counts, /** It only explains how to fill in the others. */ isHelp: z.boolean().optional(),
});
export type SheetSeen = z.infer<typeof SheetSeen>;
export const FaultSeen = z.object({ code: z.string(), field: z.string(), refuses: z.boolean(), count: Count, message: z.string(), file: z.int(), sheet: z.string(), cell: z.string() });
export type FaultSeen = z.infer<typeof FaultSeen>;
export const WordSeen = z.object({ field: z.string(), word: z.string(), count: Count, sheet: z.string(), cell: z.string() });
export type WordSeen = z.infer<typeof WordSeen>;

const Kept = z.object({ kind: z.string(), id: z.uuid(), title: z.string(), why: z.string() });
export type Kept = z.infer<typeof Kept>;

export const GetImport = z.object({ importId: z.uuid() });
export type GetImport = z.infer<typeof GetImport>;
export const ImportAnswer = ImportRow.extend({
  begunAt: z.string().nullable(), statesConsent: z.boolean(), cancelAsked: z.boolean(), undoneAt: z.string().nullable(), undoneByName: z.string().nullable(), fault: z.string().nullable(),
  /** Rows that would bring in something, and are not yet in. */
  waiting: Count, questions: Count, /** Questions it raised that nobody has answered. */ openQuestions: Count, undone: Count, /** Cells put right in the page. */ corrected: Count, kept: z.array(Kept), keptTotal: Count,
  sheets: z.array(SheetSeen), faults: z.array(FaultSeen), words: z.array(WordSeen),
  /** What a header may be taken for. */
  fields: z.array(z.string()),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

export const ListRows = GetImport.extend({
  outcome: z.enum(OUTCOMES).optional(), code: z.string().max(40).optional(), questions: z.enum(['yes']).optional(), sheet: z.string().max(100).optional(), file: z.coerce.number().int().min(0).max(63).optional(),
  after: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListRows = z.infer<typeof ListRows>;
export const CellSeen = z.object({ column: z.int(), cell: z.string(), header: z.string(), field: z.string().nullable(), text: z.string(), isTaken: z.boolean(), isCut: z.boolean() });
export type CellSeen = z.infer<typeof CellSeen>;
export const ProblemSeen = z.object({ cell: z.string(), code: z.string(), message: z.string(), refuses: z.boolean() });
export type ProblemSeen = z.infer<typeof ProblemSeen>;
/** Another row that a row is like. `subjectId`: what was made of it; `askedAbout`: by which record the open question about the two is found. */
export const Alike = z.object({ file: z.int(), sheet: z.string(), row: z.int(), title: z.string(), subjectId: z.uuid().nullable(), askedAbout: z.uuid().nullable() });
export type Alike = z.infer<typeof Alike>;
export const RowSeen = z.object({
  ord: z.int(), file: z.int(), sheet: z.string(), row: z.int(), outcome: z.enum(OUTCOMES), state: z.enum(['pending', 'done', 'undone']), reason: z.string().nullable(),
  /** Of a refused row: every column of its sheet with what stands in it. Null where its file has to be asked first. */
  cells: z.array(CellSeen).nullable(),
  mergedWith: z.record(z.string(), z.unknown()).nullable(), alike: z.array(Alike), problems: z.array(ProblemSeen),
  record: z.record(z.string(), z.unknown()).nullable(), subjectId: z.uuid().nullable(), personId: z.uuid().nullable(),
});
export type RowSeen = z.infer<typeof RowSeen>;
export const RowPage = z.object({ total: Count, items: z.array(RowSeen), next: z.string().nullable() });

export const GetRow = GetImport.extend({ ord: z.coerce.number().int().min(0).max(1_000_000) });
export type GetRow = z.infer<typeof GetRow>;
/** A refused row as it stands in its sheet, for whoever puts it right. */
export const RowToCorrect = z.object({ ord: z.int(), seen: Count, cells: z.array(CellSeen), problems: z.array(ProblemSeen) });
export type RowToCorrect = z.infer<typeof RowToCorrect>;

export const ListCorrections = GetImport.extend({ after: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListCorrections = z.infer<typeof ListCorrections>;
export const CorrectionSeen = z.object({ ord: z.int(), file: z.int(), sheet: z.string(), row: z.int(), cell: z.string(), header: z.string(), from: z.string(), to: z.string(), byName: z.string(), at: z.string(), outcome: z.enum(OUTCOMES) });
export type CorrectionSeen = z.infer<typeof CorrectionSeen>;
export const CorrectionPage = z.object({ total: Count, items: z.array(CorrectionSeen), next: z.string().nullable() });

export const DownloadRefused = GetImport.extend({ file: z.coerce.number().int().min(0).max(63).default(0) });
export type DownloadRefused = z.infer<typeof DownloadRefused>;
