import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Counts } from '../core/contract.ts';
import type { Place } from '../core/records.ts';
import { problemOf } from '../core/run-messages.ts';
import { addressOf } from '../core/sheet.ts';
import { listAtPlaces, listKnown, type DoneRow, type Import, type Inside, type Summary, type WaitingRow } from './queries.ts';

/** A row met on the way in: an earlier one of this batch, or one that is in already (`place`: its row, where this import brought it). */
export type Met = { at: number } | { subjectId: string; personId: string | null; place: Place | null };

/** A row on its way in. `again`: the very same words were heard before. `joins`: the row that the preview merged it with. */
export type Entry<R> = { row: WaitingRow; inside: Inside; record: R; again: Met | null; joins: Met | null };

/** What became of a row. */
export type Fate =
  | { outcome: 'imported'; subjectId: string; personId?: string | null; madePerson?: boolean; madeConsent?: boolean; divisionCode: string }
  | { outcome: 'merged'; subjectId: string; personId?: string | null; mergedWith: Place; madePerson?: boolean; madeConsent?: boolean; divisionCode: string }
  | { outcome: 'refused'; code: string; field: string; typed: string };

const keyOf = (place: { file?: string | number; sheet: string; row: number }) => `${place.file ?? 0}\n${place.sheet}\n${place.row}`;

/** Opens the rows of a batch and finds what they meet: rows of the batch itself, of this import before, of other imports. */
export async function openBatch<R>(tx: Tx, call: Call, made: Import, rows: WaitingRow[]): Promise<Entry<R>[]> {
  const opened = rows.map((row) => ({ row, inside: JSON.parse(call.vault.open(row.sealed)) as Inside }));
  const byPlace = new Map(rows.map((row, i) => [keyOf(row), i]));
  const firstOf = new Map<string, number>();
  rows.forEach((row, i) => { const print = row.fingerprint.toString('hex'); if (!firstOf.has(print)) firstOf.set(print, i); });
  const places = rows.flatMap(({ mergedWith }) => (mergedWith && 'row' in mergedWith && !byPlace.has(keyOf(mergedWith)) ? [{ file: Number(mergedWith.file ?? 0), sheet: mergedWith.sheet, row: mergedWith.row }] : []));
  const [prints, before] = await Promise.all([listKnown(tx, rows.map(({ fingerprint }) => fingerprint)), listAtPlaces(tx, made.id, places)]);
  const knownPrints = new Map(prints.map((known) => [known.fingerprint, known]));
  const done = new Map(before.map((row) => [keyOf(row), row]));
  return opened.map(({ row, inside }, at): Entry<R> => {
    const print = row.fingerprint.toString('hex');
    const known = knownPrints.get(print);
    const twin = firstOf.get(print)!;
    const target = row.mergedWith && 'row' in row.mergedWith ? row.mergedWith : null;
    const inBatch = target ? byPlace.get(keyOf(target)) : undefined;
    const there = target ? done.get(keyOf(target)) : undefined;
    return {
      row, inside, record: inside.record as R,
      again: known ? { subjectId: known.subjectId, personId: known.personId, place: known.importId === made.id ? { file: String(known.file), sheet: known.sheet, row: known.row } : null } : twin < at ? { at: twin } : null,
      joins: inBatch !== undefined && inBatch < at ? { at: inBatch } : there?.subjectId ? { subjectId: there.subjectId, personId: there.personId, place: target } : null,
    };
  });
}

/** The cell of a field in a row, as the sheet was understood. */
export function cellOfField(summary: Summary, row: Pick<WaitingRow, 'file' | 'sheet' | 'row'>, field: string): string {
  const columns = summary.sheets.find((sheet) => sheet.file === row.file && sheet.sheet === row.sheet)?.columns ?? [];
  return addressOf(columns.find((column) => column.field === field)?.column ?? columns[0]?.column ?? 1, row.row);
}

/** Writes down what became of a row; a refusal of the register becomes a fault at its cell. */
export function toDone<R>(call: Call, made: Import, summary: Summary, entry: Entry<R>, fate: Fate): DoneRow {
  const { ord } = entry.row;
  if (fate.outcome !== 'refused') {
    return {
      ord, outcome: fate.outcome, mergedWith: fate.outcome === 'merged' ? fate.mergedWith : null, subjectId: fate.subjectId, personId: fate.personId ?? null, madeSubject: fate.outcome === 'imported',
      madePerson: fate.madePerson ?? false, madeConsent: fate.madeConsent ?? false, codes: null, sealed: null, divisionCode: fate.divisionCode,
    };
  }
  const problem = problemOf(made.language, made.kind, { cell: cellOfField(summary, entry.row, fate.field), code: fate.code, field: fate.field, refuses: true, detail: { typed: fate.typed } });
  const inside: Inside = { record: null, problems: [...entry.inside.problems, problem], asks: [], ...(entry.inside.cells ? { cells: entry.inside.cells } : {}) };
  return {
    ord, outcome: 'refused', mergedWith: null, subjectId: null, personId: null, madeSubject: false, madePerson: false, madeConsent: false,
    codes: [...new Set(inside.problems.map(({ code }) => code))], sealed: call.vault.seal(JSON.stringify(inside)).toString('hex'), divisionCode: null,
  };
}

/** What a batch does to the counts: a row counts where it ended, no longer where it was expected. */
export function countChange(entries: Entry<unknown>[], done: DoneRow[]): Counts {
  const change: Counts = { imported: 0, merged: 0, refused: 0, notARow: 0 };
  entries.forEach(({ row }, i) => { change[row.outcome] -= 1; change[done[i]!.outcome] += 1; });
  return change;
}

export const placeOf = ({ row }: Entry<unknown>): Place => ({ file: String(row.file), sheet: row.sheet, row: row.row });

/** The fate of a row that says again what was said before: it joins that one, or falls with it. */
export function fateAgain(met: Met, entries: Entry<unknown>[], fates: (Fate | null)[], divisionCode: string): Fate {
  if (!('at' in met)) return { outcome: 'merged', subjectId: met.subjectId, personId: met.personId, mergedWith: met.place ?? { known: met.subjectId }, divisionCode };
  const first = fates[met.at]!;
  if (first.outcome === 'refused') return first;
  const mergedWith = first.outcome === 'merged' ? first.mergedWith : placeOf(entries[met.at]!);
  return { outcome: 'merged', subjectId: first.subjectId, personId: first.personId ?? null, mergedWith, divisionCode };
}
