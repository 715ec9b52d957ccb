import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { DraftRow } from '../core/draft-contract.ts';
import { isAsked } from '../core/item.ts';
import type { Questionnaire } from '../core/questionnaire.ts';

const moment = (column: string): Sql => raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** 200: open drafts of one place are a handful; who keeps more drops the old ones. */
const MOST_DRAFTS = 200;

/** Open drafts that whoever asks may go on with, the last saved first. */
export const listOpenDrafts = (tx: Tx, questionnaireId: string | null): Promise<DraftRow[]> => tx.many(sql`
  select f.id, f.title, f.questionnaire_id as "questionnaireId", coalesce(d.name, f.division_code) as "divisionName", f.questions, f.saved_by_name as "savedByName", ${moment('f.saved_at')} as "savedAt"
  from questionnaire_draft f left join division d on d.city = f.city and d.code = f.division_code
  where f.city = current_setting('app.city') and f.ended is null and (${questionnaireId}::uuid is null or f.questionnaire_id = ${questionnaireId}) order by f.saved_at desc, f.id limit ${MOST_DRAFTS}`);

export type DraftRecord = {
  id: string; divisionCode: string; divisionName: string; questionnaireId: string | null; fromQuestionnaireId: string | null; fromVersion: number | null; form: Questionnaire; revision: number; savedByName: string; savedAt: string;
  ended: 'published' | 'dropped' | null; publishedId: string | null; publishedVersion: number | null;
};

/** The draft as it stands; `isHeld`: and nobody changes it until this is done. */
export async function getDraft(tx: Tx, id: string, { isHeld = false } = {}): Promise<DraftRecord> {
  const found = await tx.maybe<DraftRecord>(sql`
    select f.id, f.division_code as "divisionCode", coalesce((select d.name from division d where d.city = f.city and d.code = f.division_code), f.division_code) as "divisionName", f.questionnaire_id as "questionnaireId",
      f.from_questionnaire_id as "fromQuestionnaireId", f.from_version as "fromVersion", f.form, f.revision, f.saved_by_name as "savedByName", ${moment('f.saved_at')} as "savedAt", f.ended, f.published_id as "publishedId", f.published_version as "publishedVersion"
    from questionnaire_draft f where f.city = current_setting('app.city') and f.id = ${id} ${isHeld ? sql`for update` : sql``}`);
  if (!found) throw new NotFound('questionnaireDraft', id);
  return found;
}

/** The open draft of the next version, if there is one. */
export async function findNextDraft(tx: Tx, questionnaireId: string): Promise<string | null> {
  return (await tx.maybe<{ id: string }>(sql`select id from questionnaire_draft where city = current_setting('app.city') and questionnaire_id = ${questionnaireId} and ended is null`))?.id ?? null;
}

export type NewDraft = { id: string; divisionCode: string; questionnaireId: string | null; from: { questionnaireId: string; version: number } | null; form: Questionnaire };

export function insertDraft(tx: Tx, call: Call, { id, divisionCode, questionnaireId, from, form }: NewDraft): void {
  tx.send(sql`
    insert into questionnaire_draft (city, id, division_code, questionnaire_id, from_questionnaire_id, from_version, title, questions, form, saved_by, saved_by_name, saved_at, made_at)
    values (${call.actor.city}, ${id}, ${divisionCode}, ${questionnaireId}, ${from?.questionnaireId ?? null}, ${from?.version ?? null}, ${form.title}, ${form.items.filter(isAsked).length}, ${JSON.stringify(form)}::jsonb, ${call.actor.accountId}, ${call.actor.name}, ${call.now}, ${call.now})`);
}

export function updateDraft(tx: Tx, call: Call, id: string, form: Questionnaire): void {
  tx.send(sql`
    update questionnaire_draft set title = ${form.title}, questions = ${form.items.filter(isAsked).length}, form = ${JSON.stringify(form)}::jsonb, revision = revision + 1, saved_by = ${call.actor.accountId}, saved_by_name = ${call.actor.name}, saved_at = ${call.now}
    where city = current_setting('app.city') and id = ${id}`);
}

export function endDraft(tx: Tx, id: string, published: { questionnaireId: string; version: number } | null): void {
  tx.send(sql`
    update questionnaire_draft set ended = ${published ? 'published' : 'dropped'}, published_id = ${published?.questionnaireId ?? null}, published_version = ${published?.version ?? null} where city = current_setting('app.city') and id = ${id}`);
}
