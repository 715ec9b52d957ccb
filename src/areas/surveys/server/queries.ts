import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { decodeCursor } from '../../../platform/server/cursor.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ListQuestionnaires, QuestionnaireAnswer, QuestionnaireRow } from '../core/contract.ts';
import type { Issue, Questionnaire } from '../core/questionnaire.ts';

const moment = (column: string): Sql => raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const ROW = sql`q.id, q.title, q.version, q.division_code as "divisionCode", coalesce(d.name, q.division_code) as "divisionName", v.questions, jsonb_array_length(v.issues) as "issueCount", v.languages,
  v.made_by_name as "madeByName", ${moment('q.updated_at')} as "updatedAt"`;

const asked = (input: ListQuestionnaires): Sql => (input.q ? sql`and position(lower(${input.q}) in lower(q.title)) > 0` : sql``);

export async function countQuestionnaires(tx: Tx, input: ListQuestionnaires): Promise<number> {
  return (await tx.one<{ total: number }>(sql`select count(*) as total from questionnaire q where q.city = current_setting('app.city') ${asked(input)}`)).total;
}

export function listRows(tx: Tx, input: ListQuestionnaires, limit: number): Promise<(QuestionnaireRow & { at: string })[]> {
  const isDown = input.sort.startsWith('-');
  const cursor = decodeCursor(input.after);
  return tx.many(sql`
    select ${ROW}, q.updated_at::text as at from questionnaire q
      join questionnaire_version v on v.city = q.city and v.questionnaire_id = q.id and v.version = q.version
      left join division d on d.city = q.city and d.code = q.division_code
    where q.city = current_setting('app.city') ${asked(input)} ${cursor ? sql`and (q.updated_at, q.id) ${raw(isDown ? '<' : '>')} (${String(cursor.value)}::timestamptz, ${cursor.id}::uuid)` : sql``}
    order by q.updated_at ${raw(isDown ? 'desc' : 'asc')}, q.id ${raw(isDown ? 'desc' : 'asc')} limit ${limit}`);
}

/** One version of a questionnaire with the names of all; the newest, where none is asked for. */
export async function getVersion(tx: Tx, questionnaireId: string, version?: number): Promise<Omit<QuestionnaireAnswer, 'isKeptHere' | 'responses'>> {
  const found = await tx.maybe<Omit<QuestionnaireAnswer, 'isKeptHere' | 'responses' | 'versions'>>(sql`
    select ${ROW}, v.version as shown, v.file_name as "fileName", ${moment('v.made_at')} as "madeAt", v.form, v.issues from questionnaire q
      join questionnaire_version v on v.city = q.city and v.questionnaire_id = q.id and v.version = coalesce(${version ?? null}::int, q.version)
      left join division d on d.city = q.city and d.code = q.division_code
    where q.city = current_setting('app.city') and q.id = ${questionnaireId}`);
  if (!found) throw new NotFound('questionnaire', questionnaireId);
  const versions = await tx.many<QuestionnaireAnswer['versions'][number]>(sql`
    select version, made_by_name as "madeByName", ${moment('made_at')} as "madeAt" from questionnaire_version where city = current_setting('app.city') and questionnaire_id = ${questionnaireId} order by version desc limit 100`);
  return { ...found, versions };
}

/** Where a questionnaire is kept and what it has come to, as whoever may see it sees it. */
export async function getKept(tx: Tx, questionnaireId: string): Promise<{ divisionCode: string; title: string; version: number }> {
  const found = await tx.maybe<{ divisionCode: string; title: string; version: number }>(sql`select division_code as "divisionCode", title, version from questionnaire where city = current_setting('app.city') and id = ${questionnaireId}`);
  if (!found) throw new NotFound('questionnaire', questionnaireId);
  return found;
}

/** Nobody makes a version or a draft of it until this is done. */
export async function holdQuestionnaire(tx: Tx, questionnaireId: string): Promise<void> {
  await tx.maybe(sql`select 1 from questionnaire where city = current_setting('app.city') and id = ${questionnaireId} for update`);
}

/** The next number, taken so that two uploads at once get two. */
export async function takeNextVersion(tx: Tx, call: Call, questionnaireId: string, title: string): Promise<number> {
  return (await tx.one<{ version: number }>(sql`update questionnaire set version = version + 1, title = ${title}, updated_at = ${call.now} where city = current_setting('app.city') and id = ${questionnaireId} returning version`)).version;
}

export function insertQuestionnaire(tx: Tx, call: Call, { id, divisionCode, title }: { id: string; divisionCode: string; title: string }): void {
  tx.send(sql`insert into questionnaire (city, id, division_code, title, created_at, updated_at) values (${call.actor.city}, ${id}, ${divisionCode}, ${title}, ${call.now}, ${call.now})`);
}

export type NewVersion = { questionnaireId: string; version: number; divisionCode: string; form: Questionnaire; issues: Issue[]; questions: number; languages: string[]; fileName: string };

export function insertVersion(tx: Tx, call: Call, made: NewVersion): void {
  tx.send(sql`
    insert into questionnaire_version (city, questionnaire_id, version, division_code, form, issues, questions, languages, file_name, made_by, made_by_name, made_at)
    values (${call.actor.city}, ${made.questionnaireId}, ${made.version}, ${made.divisionCode}, ${JSON.stringify(made.form)}::jsonb, ${JSON.stringify(made.issues)}::jsonb, ${made.questions}, ${made.languages}, ${made.fileName},
      ${call.actor.accountId}, ${call.actor.name}, ${call.now})`);
}
