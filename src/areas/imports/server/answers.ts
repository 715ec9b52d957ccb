import type { Call } from '../../../platform/server/call.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { countOpenOfImport } from '../../needs/server/duplicate-operations.ts';
import { maskPhone, maskResidentId } from '../../people/core/mask.ts';
import { nameSeenBy } from '../../people/core/permissions.ts';
import type { Alike, DownloadRefused, GetImport, ImportAnswer, ImportRow, ListImports, ListRows, RowSeen } from '../core/contract.ts';
import { FIELDS, type Kind } from '../core/fields.ts';
import { maskCell } from '../core/mask-cell.ts';
import type { NeedRecord, RowOutcome } from '../core/records.ts';
import { sayProblem } from '../core/run-messages.ts';
import { findAlike } from './alike.ts';
import { listCorrections } from './corrections.ts';
import { getImportRecord, listDivisions, listFiles, listMappings, type Inside, type Summary } from './queries.ts';
import { readFiles } from './read-files.ts';
import { showCells } from './row-answers.ts';

const ROW = sql`i.id, i.kind, i.file_names as "fileNames", i.status, i.as_of as "asOf", i.division_code as "divisionCode", coalesce(d.name, i.division_code) as "divisionName", i.made_by_name as "madeByName", i.made_at as "madeAt",
  i.ended_at as "endedAt", i.counts, i.rows_total as rows, i.rows_done as "rowsDone"`;
const FROM = sql`from import i left join division d on d.city = i.city and d.code = i.division_code`;

/** Imports of the division acted for, newest first. */
export async function listImports(tx: Tx, _call: Call, { kind, status, after, limit }: ListImports): Promise<{ total: number; items: ImportRow[]; next: string | null }> {
  const cursor = decodeCursor(after);
  const which = sql`i.city = current_setting('app.city') ${kind ? sql`and i.kind = ${kind}` : sql``} ${status ? sql`and i.status = ${status}` : sql``}`;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from import i where ${which}`),
    tx.many<ImportRow>(sql`select ${ROW} ${FROM} where ${which} ${cursor ? sql`and (i.made_at, i.id) < (${String(cursor.value)}::timestamptz, ${cursor.id}::uuid)` : sql``} order by i.made_at desc, i.id desc limit ${limit + 1}`),
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { total, items, next: rows.length > limit && last ? encodeCursor({ value: last.madeAt, id: last.id }) : null };
}

/** One import as its page shows it: what was understood, what will happen, how far it is, what came of it. */
export async function getImport(tx: Tx, call: Call, { importId }: GetImport): Promise<ImportAnswer> {
  const [made, row, openQuestions, states] = await Promise.all([
   
    getImportRecord(tx, importId), tx.maybe<ImportRow>(sql`select ${ROW} ${FROM} where i.city = current_setting('app.city') and i.id = ${importId}`), countOpenOfImport(tx, importId),
    tx.one<{ waiting: number; questions: number; undone: number; corrected: number }>(sql`
      select count(*) filter (where state = 'pending') as waiting, count(*) filter (where has_questions) as questions, count(*) filter (where state = 'undone') as undone,
        (select count(*) from import_correction where city = current_setting('app.city') and import_id = ${importId}) as corrected
      from import_row where city = current_setting('app.city') and import_id = ${importId}`),
  ]);
  const summary = JSON.parse(call.vault.open(made.summarySealed)) as Summary;
  const { begunAt, statesConsent, cancelAsked, undoneAt, undoneByName, fault } = made;
  return {
    ...row!, ...states, openQuestions, begunAt, statesConsent, cancelAsked, undoneAt, undoneByName, fault, kept: made.kept?.items ?? [], keptTotal: made.kept?.total ?? 0,
    ...summary, faults: summary.faults.map(({ detail, ...one }) => ({ ...one, message: masked(sayProblem(call.language, made.kind, { ...one, ...(detail ? { detail } : {}) })) })), fields: FIELDS[made.kind].map(({ field }) => field).filter((field) => field !== 'index'),
  };
}

/** An identity number in a sentence, with its middle hidden: enough to find the cell by. */
const masked = (text: string): string => text.replace(/\d{6}(\d{5,})[\dXx]{4}/g, (number, middle: string) => number.slice(0, 6) + '*'.repeat(middle.length) + number.slice(-4));

function maskRecord(call: Call, kind: Kind, record: RowOutcome['record']): Record<string, unknown> | null {
  if (!record) return null;
  const seen: Record<string, unknown> = { ...record };
  if (kind === 'needs') seen['name'] = nameSeenBy(call.actor.role, (record as NeedRecord).name);
  if (typeof seen['residentId'] === 'string') seen['residentId'] = maskResidentId(seen['residentId']);
  if (Array.isArray(seen['phones'])) seen['phones'] = (seen['phones'] as string[]).map(maskPhone);
  const { residentId: _id, phone: _phone, ...typed } = record.typed;
  return { ...seen, typed };
}

type Stored = { ord: number; file: number; sheet: string; row: number; outcome: RowOutcome['outcome']; state: RowSeen['state']; reason: string | null; mergedWith: Record<string, unknown> | null; sealed: Buffer | null; subjectId: string | null; personId: string | null };

const openRow = (call: Call, { sealed, ...row }: Stored) => ({ ...row, inside: sealed ? JSON.parse(call.vault.open(sealed)) as Inside : { record: null, problems: [], asks: [] } });

const seenRow = (call: Call, kind: Kind, summary: Summary, { inside, ...row }: ReturnType<typeof openRow>, alike: Alike[]): RowSeen => {
  const cells = row.outcome === 'refused' && inside.cells ? showCells(summary, row, inside.cells, maskCell) : null;
  return { ...row, cells, alike, problems: inside.problems.map((problem) => ({ cell: problem.cell, code: problem.code, refuses: problem.refuses, message: masked(sayProblem(call.language, kind, problem)) })), record: maskRecord(call, kind, inside.record) };
};

/** Rows of an import, in the order of the sheets. The numbers in them are masked. */
export async function listRows(tx: Tx, call: Call, { importId, outcome, code, questions, sheet, file, after, limit }: ListRows): Promise<{ total: number; items: RowSeen[]; next: string | null }> {
  const { kind, summarySealed } = await getImportRecord(tx, importId);
  const summary = JSON.parse(call.vault.open(summarySealed)) as Summary;
  const which = sql`city = current_setting('app.city') and import_id = ${importId} ${outcome ? sql`and outcome = ${outcome}` : sql``} ${code ? sql`and codes @> array[${code}]` : sql``}
    ${questions ? sql`and has_questions` : sql``} ${sheet === undefined ? sql`` : sql`and sheet = ${sheet}`} ${file === undefined ? sql`` : sql`and file = ${file}`}`;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from import_row where ${which}`),
    tx.many<Stored>(sql`select ord, file, sheet, "row", outcome, state, reason, merged_with as "mergedWith", sealed, subject_id as "subjectId", person_id as "personId" from import_row
      where ${which} ${after === undefined ? sql`` : sql`and ord > ${after}`} order by ord limit ${limit + 1}`),
  ]);
  const opened = rows.slice(0, limit).map((row) => openRow(call, row));
  const alike = await findAlike(tx, call, { id: importId, kind }, opened);
  const items = opened.map((row) => seenRow(call, kind, summary, row, alike.get(row.ord) ?? []));
  return { total, items, next: rows.length > limit ? String(items.at(-1)!.ord) : null };
}

/** The refused rows of one file as the same sheet, the wrong cells marked: put right, it can be imported again. */
export async function downloadRefused(tx: Tx, call: Call, { importId, file }: DownloadRefused): Promise<FileAnswer> {
  const made = await getImportRecord(tx, importId);
  const [source] = await listFiles(tx, call, importId, file);
  if (!source) throw new NotFound('import file', `${importId} ${file}`);
  auditRead(tx, call, { kind: 'import', subjectId: importId, divisionCode: made.divisionCode, purpose: 'correct', operation: 'import.refused' });
  const rows = await tx.many<{ sheet: string; row: number; sealed: Buffer }>(sql`
    select sheet, "row", sealed from import_row where city = current_setting('app.city') and import_id = ${importId} and file = ${file} and outcome = 'refused' order by ord`);
  const outcomes = rows.map(({ sheet, row, sealed }): RowOutcome => ({ file: source.name, sheet, row, outcome: 'refused', mergedWith: null, asks: [], record: null, problems: (JSON.parse(call.vault.open(sealed)) as Inside).problems.map((problem) => ({ ...problem, message: sayProblem(call.language, made.kind, problem) })) }));
  const corrections = (await listCorrections(tx, call, importId)).filter((one) => one.file === file);
  const mappings = (await listMappings(tx)).filter(({ signature }) => signature.startsWith(`${made.kind}:`));
  for await (const piece of readFiles({ task: 'refused', kind: made.kind, file: source, key: source.name, outcomes, corrections, mappings, language: call.language, divisions: await listDivisions(tx) })) {
    if (!('bytes' in piece)) break;
    const base = source.name.replace(/\.[^.]*$/, '');
    return { fileName: `${base}${call.language === 'zh' ? '-退回' : '-refused'}.xlsx`, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: piece.bytes };
  }
  throw new Error('the file that was imported cannot be read again');
}
