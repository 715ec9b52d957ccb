import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Counts } from '../core/contract.ts';
import type { Kind } from '../core/fields.ts';
import { findLanes, type Lane, type LaneFinder } from '../core/lanes.ts';
import type { NeedRecord, Place, RowOutcome } from '../core/records.ts';
import { unknownWords } from '../core/unknown-words.ts';
import type { SheetView } from '../core/understand.ts';
import { expectKnown } from './expect.ts';
import { fingerprintOf } from './fingerprint.ts';
import { markOf, putRows, type Import, type Inside, type StoredRow, type Summary } from './queries.ts';
import type { FileIn, ReadPiece } from './read-job.ts';

export type Understood = { counts: Counts; rows: number; waiting: number; summary: Summary; lanes: Lane[] };

/** How many kinds of fault, and how many unknown words, a preview names; the rows themselves show all of them. */
const MOST_FAULTS = 60;
const MOST_WORDS = 100;
/** So many lanes at the most: each holds a batch in memory, and waits now for the database, now for the processor, while others go on. */
const LANES = 4;

/** The place of a file in the list, from the key under which it was read. */
export const fileOf = (key: string, files: number): number => (files > 1 ? Number.parseInt(key, 10) : 0);

/** A place as it is kept: its file by number. */
const placeIn = (place: Place, own: number, files: number): Place => ('known' in place ? place : { file: String(place.file === undefined ? own : fileOf(place.file, files)), sheet: place.sheet, row: place.row });

type Gathered = { faults: Map<string, Summary['faults'][number]>; words: Map<string, Summary['words'][number]>; counts: Map<string, Counts>; ord: number; waiting: number; met: Map<string, Place>; lanes: LaneFinder };

function gather(row: RowOutcome, file: number, into: Gathered): void {
  const key = `${file}\n${row.sheet}`;
  const counts = into.counts.get(key) ?? { imported: 0, merged: 0, refused: 0, notARow: 0 };
  counts[row.outcome] += 1;
  into.counts.set(key, counts);
  for (const problem of row.problems) {
    const name = `${problem.code} ${problem.field} ${problem.refuses}`;
    const known = into.faults.get(name);
    if (known) known.count += 1;
    else if (into.faults.size < MOST_FAULTS) into.faults.set(name, { code: problem.code, field: problem.field, refuses: problem.refuses, count: 1, message: problem.message, ...(problem.detail ? { detail: problem.detail } : {}), file, sheet: row.sheet, cell: problem.cell });
    for (const word of unknownWords(problem)) {
      const taught = into.words.get(`${problem.field} ${word}`);
      if (taught) taught.count += 1;
      else if (into.words.size < MOST_WORDS) into.words.set(`${problem.field} ${word}`, { field: problem.field, word, count: 1, sheet: row.sheet, cell: problem.cell });
    }
  }
}

/** One person's same service twice in the files is one need, though the rows say it in different words. */
function meetInFile(kind: Kind, row: RowOutcome, file: number, met: Map<string, Place>): Place | null {
  const record = row.record as NeedRecord | null;
  if (kind !== 'needs' || row.outcome !== 'imported' || !record?.residentId) return null;
  const key = `${record.residentId} ${record.item ?? record.category}`;
  const place = met.get(key);
  if (!place) met.set(key, { file: String(file), sheet: row.sheet, row: row.row });
  return place ?? null;
}

/** Rows of one person or one need go in one after another, in the order of the sheet. */
function meetInLanes(row: RowOutcome, inFile: Place | null, lanes: LaneFinder): void {
  const record = row.record as NeedRecord | null;
  if (!record?.divisionCode) return;
  const targets = [row.mergedWith, inFile, ...row.asks, record.samePersonAs].flatMap((place) => (place && 'row' in place ? [`${place.file ?? row.file}\n${place.sheet}\n${place.row}`] : []));
  lanes.meet(record.divisionCode, [...(record.residentId ? [record.residentId] : []), ...(record.phones ?? []), `${row.file}\n${row.sheet}\n${row.row}`, ...targets]);
}

/** What is kept of a row, as far as it can be said before the register is asked. */
function sealRow(call: Call, row: RowOutcome, file: number, files: number): { asks: Place[]; sealed: Buffer | null } {
  const asks = row.asks.map((place) => placeIn(place, file, files));
  const inside: Inside = { record: row.record, problems: row.problems, asks, ...(row.cells ? { cells: row.cells } : {}), ...(row.place ? { place: row.place } : {}), ...(row.taken ? { taken: row.taken } : {}) };
  return { asks, sealed: row.outcome === 'notARow' ? null : call.vault.seal(JSON.stringify(inside)) };
}

function toStored(call: Call, divisionCode: string, row: RowOutcome, { asks, sealed }: ReturnType<typeof sealRow>, file: number, files: number, ord: number, expected: string | undefined, print: Buffer | null): StoredRow {
  const takes = row.outcome === 'imported' || row.outcome === 'merged';
  const mergedWith = row.mergedWith ? placeIn(row.mergedWith, file, files) : expected ? { known: expected } : null;
  return {
    ord, divisionCode, file, sheet: row.sheet, row: row.row, outcome: row.outcome, state: takes ? 'pending' : 'done', reason: row.reason ?? null, mergedWith,
    codes: [...new Set(row.problems.map(({ code }) => code))], hasQuestions: asks.length > 0 && row.outcome === 'imported' && !(row.record as NeedRecord | null)?.samePersonAs,
    sealed, fingerprint: print?.toString('hex') ?? null, homeCode: takes ? (row.record as NeedRecord | null)?.divisionCode ?? null : null,
    personMark: takes && (row.record as NeedRecord | null)?.residentId ? markOf(call, (row.record as NeedRecord).residentId!).toString('hex') : null,
  };
}

/** One row understood anew takes the place of what was understood of it before; answers what is to become of it. It belongs to no lane: whatever it meets is in before it. */
export async function storeAgain(tx: Tx, call: Call, { id, kind, divisionCode, fileNames }: Pick<Import, 'id' | 'kind' | 'divisionCode' | 'fileNames'>, ord: number, read: RowOutcome): Promise<RowOutcome['outcome']> {
  const files = fileNames.length;
  const file = fileOf(read.file, files);
  const print = read.record ? fingerprintOf(call.vault, kind, read.record) : null;
  const known = (await expectKnown(tx, call, kind, [read], [print])).get(0);
  const seen: RowOutcome = read.outcome === 'imported' && known ? { ...read, outcome: 'merged', mergedWith: null } : read;
  putRows(tx, id, kind, [{ ...toStored(call, divisionCode, seen, sealRow(call, seen, file, files), file, files, ord, known, print), homeCode: null }]);
  return seen.outcome;
}

/** Takes in what the reader hands over, piece by piece: counts, names the faults, and keeps every row, sealed. Refused as a whole if the files cannot be read. */
export async function storeRows(tx: Tx, call: Call, { id: importId, kind, divisionCode }: Pick<Import, 'id' | 'kind' | 'divisionCode'>, files: FileIn[], pieces: AsyncIterable<ReadPiece>): Promise<Result<Understood, Refusal>> {
  const into: Gathered = { faults: new Map(), words: new Map(), counts: new Map(), ord: 0, waiting: 0, met: new Map(), lanes: findLanes() };
  let views: SheetView[] = [];
  for await (const piece of pieces) {
    if ('refusal' in piece) return refuse(piece.refusal);
    if ('sheets' in piece) views = piece.sheets;
    if (!('rows' in piece)) continue;
    const prints = piece.rows.map((row) => (row.record ? fingerprintOf(call.vault, kind, row.record) : null));
    // asked before the rows are sealed: the database stores the piece before and looks these up meanwhile, and no more than one piece waits
    const asked = expectKnown(tx, call, kind, piece.rows, prints);
    const sealed = piece.rows.map((row) => sealRow(call, row, fileOf(row.file, files.length), files.length));
    const expected = await asked;
    const rows = piece.rows.map((row, i): StoredRow => {
      const file = fileOf(row.file, files.length);
      const inFile = meetInFile(kind, row, file, into.met);
      const known = expected.get(i);
      const seen: RowOutcome = row.outcome === 'imported' && (inFile || known) ? { ...row, outcome: 'merged', mergedWith: inFile } : row;
      gather(seen, file, into);
      meetInLanes(seen, inFile, into.lanes);
      if (seen.outcome === 'imported' || seen.outcome === 'merged') into.waiting += 1;
      return toStored(call, divisionCode, seen, sealed[i]!, file, files.length, into.ord++, known, prints[i]!);
    });
    putRows(tx, importId, kind, rows);
  }
  if (views.every(({ header }) => header === null)) return refuse({ code: 'nothingOfThisKind' });
  const counts: Counts = { imported: 0, merged: 0, refused: 0, notARow: 0 };
  for (const one of into.counts.values()) for (const outcome of Object.keys(counts) as (keyof Counts)[]) counts[outcome] += one[outcome];
  const sheets = views.map((view) => {
    const file = fileOf(view.file, files.length);
    return {
      file, sheet: view.sheet, header: view.header, signature: view.signature, columns: view.columns, unmapped: view.unmapped, banner: view.banner, rows: view.rows,
      counts: into.counts.get(`${file}\n${view.sheet}`) ?? { imported: 0, merged: 0, refused: 0, notARow: 0 }, ...(view.isHelp ? { isHelp: true } : {}),
    };
  });
  const faults = [...into.faults.values()].sort((a, b) => Number(b.refuses) - Number(a.refuses) || b.count - a.count);
  return ok({ counts, rows: into.ord, waiting: into.waiting, summary: { sheets, faults, words: [...into.words.values()].sort((a, b) => b.count - a.count) }, lanes: kind === 'needs' ? into.lanes.lanes(LANES) : [] });
}
