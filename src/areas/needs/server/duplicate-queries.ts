import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ListDuplicates } from '../core/contract.ts';

export type Question = { id: string; divisionCode: string; kind: 'person' | 'need' | 'resource' | 'organization'; firstId: string; secondId: string; why: Record<string, unknown>; status: 'open' | 'same' | 'different' };

/** Returns the ids of those not asked before. */
export async function addQuestions(tx: Tx, questions: { id: string; divisionCode: string; kind: string; firstId: string; secondId: string; why: Record<string, unknown> }[]): Promise<string[]> {
  if (questions.length === 0) return [];
  const rows = await tx.many<{ id: string }>(sql`
    insert into duplicate_question (id, division_code, kind, first_id, second_id, why)
    select id, "divisionCode", kind, "firstId", "secondId", why from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q(id uuid, "divisionCode" text, kind text, "firstId" uuid, "secondId" uuid, why jsonb)
    on conflict on constraint duplicate_asked_once do nothing returning id`);
  return rows.map(({ id }) => id);
}

export async function getQuestionForUpdate(tx: Tx, questionId: string): Promise<Question> {
  const question = await tx.maybe<Question>(sql`
    select id, division_code as "divisionCode", kind, first_id as "firstId", second_id as "secondId", why, status from duplicate_question where city = current_setting('app.city') and id = ${questionId} for update`);
  if (!question) throw new NotFound('duplicateQuestion', questionId);
  return question;
}

export function saveQuestion(tx: Tx, call: Call, question: Question): void {
  tx.send(sql`update duplicate_question set status = ${question.status}, why = ${JSON.stringify(question.why)}::jsonb, answered_by = ${question.status === 'open' ? null : call.actor.accountId}::uuid,
    answered_at = ${question.status === 'open' ? null : call.now}::timestamptz where city = current_setting('app.city') and id = ${question.id}`);
}

type Side = { id: string; title: string; lines: string[]; path: string | null };
type Listed = { id: string; kind: string; status: string; why: Record<string, unknown>; askedAt: string; first: Side; second: Side };

/** Questions with both sides in words: enough to answer from without opening either. */
export async function listDuplicates(tx: Tx, _call: Call, { kind, status, after, limit }: ListDuplicates): Promise<{ total: number; items: Listed[]; next: string | null }> {
  const which = sql`q.city = current_setting('app.city') and q.status = ${status} ${kind ? sql`and q.kind = ${kind}` : sql``}`;
  const side = (id: ReturnType<typeof sql>) => sql`
    coalesce(
      (select jsonb_build_object('id', p.id, 'title', p.full_name, 'path', '/people/' || p.id, 'lines', array_remove(array[d.name, p.address, p.birth_date::text], null)) from person p join division d on d.city = p.city and d.code = p.division_code where q.kind = 'person' and p.city = q.city and p.id = ${id}),
      (select jsonb_build_object('id', n.id, 'title', coalesce(p.full_name, d.name), 'path', '/needs/' || n.id, 'lines', array_remove(array[n.item, nullif(n.description, ''), n.heard_on::text], null)) from need n join division d on d.city = n.city and d.code = n.division_code left join person p on p.city = n.city and p.id = n.person_id where q.kind = 'need' and n.city = q.city and n.id = ${id}),
      (select jsonb_build_object('id', o.id, 'title', o.name, 'path', '/organizations/' || o.id, 'lines', array_remove(array[o.uscc, o.address], null)) from organization o where q.kind = 'organization' and o.city = q.city and o.id = ${id}),
      (select jsonb_build_object('id', r.id, 'title', r.provider_name, 'path', '/resources/' || r.id, 'lines', '{}'::text[]) from resource r where q.kind = 'resource' and r.city = q.city and r.id = ${id}),
      jsonb_build_object('id', ${id}, 'title', '—', 'path', null, 'lines', '{}'::text[]))`;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from duplicate_question q where ${which}`),
    tx.many<Listed>(sql`
      select q.id, q.kind, q.status, q.why - 'undo' as why, q.created_at as "askedAt", ${side(sql`q.first_id`)} as first, ${side(sql`q.second_id`)} as second
      from duplicate_question q where ${which} ${after ? sql`and q.id > ${after}::uuid` : sql``} order by q.id limit ${limit + 1}`),
  ]);
  const items = rows.slice(0, limit);
  return { total, items, next: rows.length > limit ? items.at(-1)!.id : null };
}
