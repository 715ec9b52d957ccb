import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { filledAgain } from '../core/corrections.ts';
import { isDitto } from '../core/ditto.ts';
import type { ImportRecord, NeedRecord, Place, RowOutcome } from '../core/records.ts';
import { understandAlone, type Context } from '../core/understand.ts';
import type { Kind } from '../core/fields.ts';
import type { NewCorrection } from './corrections.ts';
import { markOf, type Import, type Inside, type OneRow, type Summary } from './queries.ts';
import { contextOf } from './operations.ts';

type Beside = { file: number; sheet: string; row: number; mergedWith: Place | null; inside: Inside };

const placeOf = ({ file, sheet, row }: { file: number; sheet: string; row: number }) => ({ file: String(file), sheet, row });

/** The rows of an import that a row may meet: of needs those of its community and of its identity number, of lists all. */
async function listBeside(tx: Tx, call: Call, made: Import, ord: number, record: NonNullable<RowOutcome['record']>): Promise<Beside[]> {
  const { divisionCode, residentId } = record as NeedRecord;
  // rows that were corrected have no home: they come in after all lanes
  const near = made.kind === 'needs' ? sql`and (home_code = ${divisionCode} or home_code is null ${residentId ? sql`or person_mark = ${markOf(call, residentId)}` : sql``})` : sql``;
  const rows = await tx.many<Omit<Beside, 'inside'> & { sealed: Buffer }>(sql`
    select file, sheet, "row", merged_with as "mergedWith", sealed from import_row
    where city = current_setting('app.city') and import_id = ${made.id} and ord <> ${ord} and outcome in ('imported', 'merged') and state <> 'undone' ${near} order by ord`);
  return rows.map(({ sealed, ...row }) => ({ ...row, inside: JSON.parse(call.vault.open(sealed)) as Inside }));
}

/** Whether a row below says in one of these columns what this row says: then more rows change than this one. */
async function handsDown(tx: Tx, call: Call, made: Import, row: OneRow, columns: number[]): Promise<boolean> {
  if (row.inside.place?.hands?.some((column) => columns.includes(column))) return true;
  const below = await tx.maybe<{ sealed: Buffer | null }>(sql`
    select sealed from import_row where city = current_setting('app.city') and import_id = ${made.id} and ord > ${row.ord} and file = ${row.file} and sheet = ${row.sheet} and outcome <> 'notARow' order by ord limit 1`);
  const taken = below?.sealed ? (JSON.parse(call.vault.open(below.sealed)) as Inside).taken ?? [] : [];
  return taken.some((column) => columns.includes(column));
}

/** One person's same service in two rows is one need, though they say it in different words. */
function meetsNeed(record: NeedRecord, beside: Beside[]): Beside | undefined {
  const same = (one: NeedRecord | null) => one?.residentId === record.residentId && (one.item ?? one.category) === (record.item ?? record.category);
  return record.residentId ? beside.find(({ inside }) => same(inside.record as NeedRecord | null)) : undefined;
}

/**
 * A corrected row understood from what was kept of it, at the cost of that row: beside the rows it may meet, as if it stood last. Null where its
 * file has to be read after all: cells too long to be kept, or other rows that say 同上.
 */
export async function understandKept(tx: Tx, call: Call, made: Import, row: OneRow, typed: NewCorrection[]): Promise<RowOutcome | null> {
  const { cells, place } = row.inside;
  const sheet = (JSON.parse(call.vault.open(made.summarySealed)) as Summary).sheets.find((one) => one.file === row.file && one.sheet === row.sheet);
  if (!cells || !place || !sheet?.header || cells.some(({ isCut }) => isCut) || typed.some((cell) => isDitto({ ...cell, kind: 'text' }))) return null;
  if (made.status === 'understood' && await handsDown(tx, call, made, row, typed.map(({ column }) => column))) return null;
  const kept = { file: String(row.file), sheet: row.sheet, row: filledAgain(row.row, cells, typed, place.hands), columns: sheet.columns, header: sheet.header, county: place.county, home: place.home ?? null };
  const context = await contextOf(tx, call, made.asOf) as Context;
  const alone = understandAlone<Kind>(made.kind, kept, context);
  if (!alone.record) return alone;
  const beside = await listBeside(tx, call, made, row.ord, alone.record);
  const known = beside.flatMap((one) => (one.inside.record ? [{ ref: '', place: placeOf(one), record: one.inside.record as ImportRecord[Kind] }] : []));
  const read = understandAlone<Kind>(made.kind, kept, { ...context, known });
  const met = read.outcome === 'imported' && made.kind === 'needs' ? meetsNeed(read.record as NeedRecord, beside) : undefined;
  const seen: RowOutcome = met ? { ...read, outcome: 'merged', mergedWith: placeOf(met), asks: [] } : read;
  // what was merged itself stands for the row that it was merged with
  const target = seen.mergedWith as { sheet: string; row: number; file?: string } | null;
  const first = target && beside.find(({ file, sheet: name, row: at }) => file === Number(target.file ?? row.file) && name === target.sheet && at === target.row)?.mergedWith;
  return first ? { ...seen, mergedWith: first } : seen;
}
