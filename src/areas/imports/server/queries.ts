import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Counts, FaultSeen, ImportStatus, Kept, SheetSeen, WordSeen } from '../core/contract.ts';
import type { Kind } from '../core/fields.ts';
import type { Lane } from '../core/lanes.ts';
import type { Mapping } from '../core/layout.ts';
import type { Division } from '../core/places.ts';
import type { Place, Problem, RowOutcome, RowPlace, TypedCell } from '../core/records.ts';
import type { Taught } from '../core/words.ts';
import type { FileIn } from './read-job.ts';

export type Summary = { sheets: SheetSeen[]; faults: (FaultSeen & Pick<Problem, 'detail'>)[]; words: WordSeen[] };

export type Import = {
  id: string; divisionCode: string; kind: Kind; fileNames: string[]; status: ImportStatus; asOf: string; statesConsent: boolean; language: 'zh' | 'en'; counts: Counts; rowsTotal: number; rowsDone: number;
  cancelAsked: boolean; acting: Actor; madeBy: string; madeByName: string; madeAt: string; begunAt: string | null; endedAt: string | null; beatAt: string | null; undoneByName: string | null; undoneAt: string | null;
  kept: { total: number; items: Kept[] } | null; fault: string | null; summarySealed: Buffer; lanes: Lane[];
};

const IMPORT = sql`id, division_code as "divisionCode", kind, file_names as "fileNames", status, as_of as "asOf", states_consent as "statesConsent", language, counts, rows_total as "rowsTotal", rows_done as "rowsDone",
  cancel_asked as "cancelAsked", acting, made_by as "madeBy", made_by_name as "madeByName", made_at as "madeAt", begun_at as "begunAt", ended_at as "endedAt", beat_at as "beatAt",
  undone_by_name as "undoneByName", undone_at as "undoneAt", kept, fault, summary_sealed as "summarySealed", lanes`;

export async function getImportRecord(tx: Tx, importId: string, forUpdate = false): Promise<Import> {
  const found = await tx.maybe<Import>(sql`select ${IMPORT} from import where city = current_setting('app.city') and id = ${importId} ${forUpdate ? sql`for update` : sql``}`);
  if (!found) throw new NotFound('import', importId);
  return found;
}

export type NewImport = Pick<Import, 'id' | 'divisionCode' | 'kind' | 'fileNames' | 'asOf' | 'counts' | 'rowsTotal' | 'rowsDone'>;

export function addImport(tx: Tx, call: Call, made: NewImport, summary: Summary): void {
  tx.send(sql`
    insert into import (city, id, division_code, kind, file_names, status, as_of, language, counts, rows_total, rows_done, acting, made_by, made_by_name, made_at, summary_sealed)
    values (${call.actor.city}, ${made.id}, ${made.divisionCode}, ${made.kind}, ${made.fileNames}, 'understood', ${made.asOf}, ${call.language}, ${JSON.stringify(made.counts)}::jsonb, ${made.rowsTotal}, ${made.rowsDone},
      ${JSON.stringify(call.actor)}::jsonb, ${call.actor.accountId}, ${call.actor.name}, ${call.now}, ${call.vault.seal(JSON.stringify(summary))})`);
}

export type ImportChange = Partial<Pick<Import, 'status' | 'asOf' | 'statesConsent' | 'counts' | 'rowsTotal' | 'rowsDone' | 'lanes' | 'cancelAsked' | 'acting' | 'kept' | 'fault' | 'undoneByName'>> &
  { begunAt?: Date; endedAt?: Date | null; beatAt?: Date; undoneAt?: Date; summary?: Buffer };

/** Writes what is named; the rest stays. */
export function saveImport(tx: Tx, importId: string, change: ImportChange): void {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  tx.send(sql`
    update import set status = coalesce(${change.status ?? null}, status), as_of = coalesce(${change.asOf ?? null}::date, as_of), states_consent = coalesce(${change.statesConsent ?? null}::boolean, states_consent),
      counts = coalesce(${json(change.counts)}::jsonb, counts), rows_total = coalesce(${change.rowsTotal ?? null}::int, rows_total), rows_done = coalesce(${change.rowsDone ?? null}::int, rows_done), lanes = coalesce(${json(change.lanes)}::jsonb, lanes),
      cancel_asked = coalesce(${change.cancelAsked ?? null}::boolean, cancel_asked), acting = coalesce(${json(change.acting)}::jsonb, acting), kept = coalesce(${json(change.kept)}::jsonb, kept),
      fault = ${change.fault === undefined ? sql`fault` : sql`${change.fault}::text`}, begun_at = coalesce(${change.begunAt ?? null}::timestamptz, begun_at),
      ended_at = ${change.endedAt === undefined ? sql`ended_at` : sql`${change.endedAt}::timestamptz`}, beat_at = coalesce(${change.beatAt ?? null}::timestamptz, beat_at),
      undone_at = coalesce(${change.undoneAt ?? null}::timestamptz, undone_at), undone_by_name = coalesce(${change.undoneByName ?? null}, undone_by_name),
      summary_sealed = coalesce(${change.summary ?? null}::bytea, summary_sealed)
    where city = current_setting('app.city') and id = ${importId}`);
}

/** 3 MB a part: sealed it is 4 MB, which the connection carries without anybody waiting. */
const PART = 3 * 1024 * 1024;

export async function addFiles(tx: Tx, call: Call, importId: string, kind: Kind, files: FileIn[]): Promise<void> {
  for (const [file, { name, bytes }] of files.entries()) {
    for (let part = 0; part * PART < Math.max(bytes.length, 1); part++) {
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(part * PART, (part + 1) * PART);
      await tx.run(sql`insert into import_file (city, import_id, kind, division_code, file, part, name, bytes_sealed)
        values (${call.actor.city}, ${importId}, ${kind}, ${call.actor.divisionCode}, ${file}, ${part}, ${name}, ${call.vault.seal(piece.toString('base64'))})`);
    }
  }
}

export async function listFiles(tx: Tx, call: Call, importId: string, only?: number): Promise<FileIn[]> {
  const parts = await tx.many<{ file: number; name: string; sealed: Buffer }>(sql`
    select file, name, bytes_sealed as sealed from import_file where city = current_setting('app.city') and import_id = ${importId} ${only === undefined ? sql`` : sql`and file = ${only}`} order by file, part`);
  const files = new Map<number, { name: string; pieces: Buffer[] }>();
  for (const { file, name, sealed } of parts) {
    const known = files.get(file) ?? { name, pieces: [] };
    known.pieces.push(Buffer.from(call.vault.open(sealed), 'base64'));
    files.set(file, known);
  }
  return [...files.values()].map(({ name, pieces }) => ({ name, bytes: new Uint8Array(Buffer.concat(pieces)) }));
}

/** What stands sealed in a row. */
export type Inside = { record: RowOutcome['record']; problems: Problem[]; asks: Place[]; /** Of a refused row. */ cells?: TypedCell[]; place?: RowPlace; /** Columns that say what the row above says. */ taken?: number[] };
export type StoredRow = {
  ord: number; divisionCode: string; file: number; sheet: string; row: number; outcome: RowOutcome['outcome']; state: 'pending' | 'done' | 'undone'; reason: string | null; mergedWith: Place | null; codes: string[]; hasQuestions: boolean;
  sealed: Buffer | null; fingerprint: string | null; homeCode: string | null; /** Keyed digest of the identity number. */ personMark: string | null;
};

/** By which the rows of one identity number are found in an import, and by nobody without the key. */
export const markOf = (call: Call, residentId: string): Buffer => call.vault.blindIndex('residentId', residentId);

/** Stores rows; the same row understood again takes the place of what was understood before. What is sealed travels as the bytes it is, cut apart by the database. */
export function putRows(tx: Tx, importId: string, kind: Kind, given: StoredRow[]): void {
  let end = 0;
  const rows = given.map(({ sealed, ...row }) => {
    const from = end + 1;
    end += sealed?.length ?? 0;
    return { ...row, from: sealed ? from : null, length: sealed?.length ?? null };
  });
  const bytes = Buffer.concat(given.flatMap(({ sealed }) => sealed ?? []));
  tx.send(sql`
    insert into import_row (city, import_id, kind, ord, division_code, file, sheet, "row", outcome, state, reason, merged_with, codes, has_questions, sealed, fingerprint, home_code, person_mark)
    select current_setting('app.city'), ${importId}::uuid, ${kind}, ord, "divisionCode", file, sheet, "row", outcome, state, reason, "mergedWith", codes, "hasQuestions", substring(${bytes}::bytea from "from" for length), fingerprint, "homeCode", "personMark"
    from ${tableOf('r', rows, {
      ord: 'integer', divisionCode: 'text', file: 'smallint', sheet: 'text', row: 'integer', outcome: 'text', state: 'text', reason: 'text',
      mergedWith: 'jsonb', codes: 'text[]', hasQuestions: 'boolean', from: 'integer', length: 'integer', fingerprint: 'bytea', homeCode: 'text',
      personMark: 'bytea',
    })}
    on conflict (city, import_id, ord) do update set division_code = excluded.division_code, outcome = excluded.outcome, state = excluded.state, reason = excluded.reason, merged_with = excluded.merged_with,
      codes = excluded.codes, has_questions = excluded.has_questions, sealed = excluded.sealed, fingerprint = excluded.fingerprint, home_code = excluded.home_code, person_mark = excluded.person_mark`);
}

/** One row with what stands sealed in it. */
export type OneRow = { ord: number; file: number; sheet: string; row: number; outcome: RowOutcome['outcome']; state: 'pending' | 'done' | 'undone'; inside: Inside };

export async function getRow(tx: Tx, call: Call, importId: string, ord: number): Promise<OneRow> {
  const found = await tx.maybe<Omit<OneRow, 'inside'> & { sealed: Buffer | null }>(sql`
    select ord, file, sheet, "row", outcome, state, sealed from import_row where city = current_setting('app.city') and import_id = ${importId} and ord = ${ord}`);
  if (!found) throw new NotFound('import row', `${importId} ${ord}`);
  const { sealed, ...row } = found;
  return { ...row, inside: sealed ? JSON.parse(call.vault.open(sealed)) as Inside : { record: null, problems: [], asks: [] } };
}

export type WaitingRow = { ord: number; file: number; sheet: string; row: number; outcome: RowOutcome['outcome']; mergedWith: Place | null; sealed: Buffer; fingerprint: Buffer };

/** The next rows to bring in after a row, in their order; of one lane, or of all. */
export const listWaiting = (tx: Tx, importId: string, most: number, after: number, lane: Lane | null = null): Promise<WaitingRow[]> => tx.many(sql`
  select ord, file, sheet, "row", outcome, merged_with as "mergedWith", sealed, fingerprint from import_row
  where city = current_setting('app.city') and import_id = ${importId} and ord > ${after} and state = 'pending' ${lane ? sql`and home_code = any(${lane}::text[])` : sql``} order by ord limit ${most}`);

/** One process at a time in a lane of an import, until its transaction ends. */
export const lockLane = (tx: Tx, importId: string, lane: Lane): Promise<unknown> => tx.many(sql`select pg_advisory_xact_lock(hashtextextended(${`${importId} ${lane[0]}`}, 0))`);

/** What one lane's batch has done, added to what the others have done. */
export function advanceImport(tx: Tx, importId: string, rows: number, change: Counts, at: Date): void {
  tx.send(sql`
    update import set rows_done = rows_done + ${rows}::int, beat_at = ${at},
      counts = (select jsonb_object_agg(key, value::int + coalesce((${JSON.stringify(change)}::jsonb ->> key)::int, 0)) from jsonb_each_text(counts))
    where city = current_setting('app.city') and id = ${importId}`);
}

export type DoneRow = {
  ord: number; outcome: RowOutcome['outcome']; mergedWith: Place | null; subjectId: string | null; personId: string | null; madeSubject: boolean; madePerson: boolean; madeConsent: boolean;
  codes: string[] | null; sealed: string | null; divisionCode: string | null;
};

export function markDone(tx: Tx, importId: string, rows: DoneRow[]): void {
  if (rows.length === 0) return;
  tx.send(sql`
    update import_row r set state = 'done', outcome = g.outcome, merged_with = g."mergedWith", subject_id = g."subjectId", person_id = g."personId", made_subject = g."madeSubject", made_person = g."madePerson",
      made_consent = g."madeConsent", codes = coalesce(g.codes, r.codes), sealed = coalesce(g.sealed, r.sealed), division_code = coalesce(g."divisionCode", r.division_code)
    from ${tableOf('g', rows, {
      ord: 'integer', outcome: 'text', mergedWith: 'jsonb', subjectId: 'uuid', personId: 'uuid', madeSubject: 'boolean', madePerson: 'boolean',
      madeConsent: 'boolean', codes: 'text[]', sealed: 'bytea', divisionCode: 'text',
    })}
    where r.city = current_setting('app.city') and r.import_id = ${importId} and r.ord = g.ord`);
}

export type Known = { fingerprint: string; subjectId: string; personId: string | null; importId: string; file: number; sheet: string; row: number };

/** Rows like these that are in already, from this or another import that was not taken back. */
export const listKnown = (tx: Tx, fingerprints: Buffer[]): Promise<Known[]> => tx.many(sql`
  select distinct on (fingerprint) encode(fingerprint, 'hex') as fingerprint, subject_id as "subjectId", person_id as "personId", import_id as "importId", file, sheet, "row" from import_row
  where city = current_setting('app.city') and fingerprint = any(${fingerprints}::bytea[]) and state = 'done' and subject_id is not null order by fingerprint, import_id, ord`);

/** Rows of an import by their places: what was made of them. */
export const listAtPlaces = (tx: Tx, importId: string, places: { file: number; sheet: string; row: number }[]): Promise<{ file: number; sheet: string; row: number; subjectId: string | null; personId: string | null }[]> =>
  (places.length === 0 ? Promise.resolve([]) : tx.many(sql`
    select r.file, r.sheet, r."row", r.subject_id as "subjectId", r.person_id as "personId" from import_row r
    join ${tableOf('p', places, { file: 'integer', sheet: 'text', row: 'integer' })} on r.sheet = p.sheet and r."row" = p."row" and r.file = p.file
    where r.city = current_setting('app.city') and r.import_id = ${importId} and r.state = 'done'`));

/** Which row of this import made these needs, if one did. Asked in two steps: joined, the planner walks all rows of the import. */
export async function listMakers(tx: Tx, importId: string, needIds: string[]): Promise<{ subjectId: string; file: number; sheet: string; row: number }[]> {
  if (needIds.length === 0) return [];
  const heard = await tx.many<{ ord: number }>(sql`
    select import_ord as ord from evidence where city = current_setting('app.city') and need_id = any(${needIds}::uuid[]) and import_id = ${importId} and import_ord is not null`);
  if (heard.length === 0) return [];
  return tx.many(sql`
    select subject_id as "subjectId", file, sheet, "row" from import_row
    where city = current_setting('app.city') and import_id = ${importId} and ord = any(${heard.map(({ ord }) => ord)}::int[]) and made_subject and subject_id = any(${needIds}::uuid[])`);
}

export const listDivisions = (tx: Tx): Promise<Division[]> =>
  tx.many(sql`select code, level, kind, name, official_name from division where city = current_setting('app.city') and valid_to is null order by code`);

export const listMappings = (tx: Tx): Promise<Mapping[]> => tx.many(sql`select signature, columns from import_mapping where city = current_setting('app.city')`);

export async function listWords(tx: Tx): Promise<Taught> {
  const taught: Taught = {};
  for (const { field, word, meaning } of await tx.many<{ field: string; word: string; meaning: string }>(sql`select field, word, meaning from import_word where city = current_setting('app.city')`)) (taught[field] ??= {})[word] = meaning;
  return taught;
}

export function rememberMappings(tx: Tx, call: Call, mappings: Mapping[]): void {
  if (mappings.length === 0) return;
  tx.send(sql`
    insert into import_mapping (city, division_code, signature, columns, made_by, made_at)
    select ${call.actor.city}, ${call.actor.city}, signature, columns, ${call.actor.accountId}, ${call.now} from ${tableOf('m', mappings, { signature: 'text', columns: 'jsonb' })}
    on conflict (city, signature) do update set columns = excluded.columns, made_by = excluded.made_by, made_at = excluded.made_at`);
}

export function rememberWords(tx: Tx, call: Call, words: { field: string; word: string; meaning: string }[]): void {
  if (words.length === 0) return;
  tx.send(sql`
    insert into import_word (city, division_code, field, word, meaning, made_by, made_at)
    select ${call.actor.city}, ${call.actor.city}, field, word, meaning, ${call.actor.accountId}, ${call.now} from ${tableOf('w', words, { field: 'text', word: 'text', meaning: 'text' })}
    on conflict (city, field, word) do update set meaning = excluded.meaning, made_by = excluded.made_by, made_at = excluded.made_at`);
}
