import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { comparePairs } from '../../people/server/operations.ts';
import type { DuplicateQuestion, ListDuplicates } from '../core/contract.ts';
import { compare, recordsOf, type Likeness } from './duplicate-evidence.ts';

export type Question = { id: string; divisionCode: string; kind: 'person' | 'need' | 'resource' | 'organization'; firstId: string; secondId: string; why: Record<string, unknown>; status: 'open' | 'same' | 'different' };

/** Returns the ids of those not asked before. */
export async function addQuestions(tx: Tx, questions: { id: string; divisionCode: string; kind: string; firstId: string; secondId: string; why: Record<string, unknown> }[]): Promise<string[]> {
  if (questions.length === 0) return [];
  const rows = await tx.many<{ id: string }>(sql`
    insert into duplicate_question (id, division_code, kind, first_id, second_id, why)
    select id, "divisionCode", kind, "firstId", "secondId", why from ${tableOf('q', questions, { id: 'uuid', divisionCode: 'text', kind: 'text', firstId: 'uuid', secondId: 'uuid', why: 'jsonb' })}
    on conflict on constraint duplicate_asked_once do nothing returning id`);
  return rows.map(({ id }) => id);
}

/** Which of these pairs somebody has already found to be two people, also under a file that was joined to one of them since; by their places in the list. */
export async function listFoundDifferent(tx: Tx, pairs: { firstId: string; secondId: string }[]): Promise<Set<number>> {
  if (pairs.length === 0) return new Set();
  const rows = pairs.map((pair, index) => ({ index, ...pair }));
  const found = await tx.many<{ index: number }>(sql`
    with file as (select id as "keptId", id from person where city = current_setting('app.city') and id = any(${pairs.flatMap(({ firstId, secondId }) => [firstId, secondId])}::uuid[])
      union select merged_into, id from person where city = current_setting('app.city') and merged_into = any(${pairs.flatMap(({ firstId, secondId }) => [firstId, secondId])}::uuid[]))
    select distinct p.index from ${tableOf('p', rows, { index: 'integer', firstId: 'uuid', secondId: 'uuid' })} join file f on f."keptId" = p."firstId" join file s on s."keptId" = p."secondId"
      join duplicate_question q on q.city = current_setting('app.city') and q.kind = 'person' and q.status = 'different' and q.first_id = least(f.id, s.id) and q.second_id = greatest(f.id, s.id)`);
  return new Set(found.map(({ index }) => index));
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

type Asked = Pick<DuplicateQuestion, 'id' | 'kind' | 'status' | 'rule' | 'askedAt'> & { firstId: string; secondId: string };

/** Questions with both sides compared: enough to answer from without opening either. */
export async function listDuplicates(tx: Tx, call: Call, { kind, status, import: importId, about, after, limit }: ListDuplicates): Promise<{ total: number; items: DuplicateQuestion[]; next: string | null }> {
  const which = sql`q.city = current_setting('app.city') and q.status = ${status} ${kind ? sql`and q.kind = ${kind}` : sql``}
    ${importId ? sql`and q.why ->> 'importId' = ${importId}` : sql``} ${about ? sql`and (q.first_id = ${about} or q.second_id = ${about})` : sql``}`;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from duplicate_question q where ${which}`),
    tx.many<Asked>(sql`
      select q.id, q.kind, q.status, q.why ->> 'rule' as rule, q.created_at as "askedAt", q.first_id as "firstId", q.second_id as "secondId"
      from duplicate_question q where ${which} ${after ? sql`and q.id > ${after}::uuid` : sql``} order by q.id limit ${limit + 1}`),
  ]);
  const asked = rows.slice(0, limit);
  const idsOf = (of: Asked['kind']) => asked.filter((question) => question.kind === of).flatMap(({ firstId, secondId }) => [firstId, secondId]);
  const [person, need, resource, organization] = await Promise.all((['person', 'need', 'resource', 'organization'] as const).map((of) => recordsOf(tx, call, of, idsOf(of))));
  const known = { person, need, resource, organization };
  const people = asked.filter((question) => question.kind === 'person');
  const likeness = new Map((await comparePairs(tx, call, people)).map((found, i) => [people[i]!.id, found]));
  const items = asked.map(({ firstId, secondId, ...question }) => {
    const [first, second] = [firstId, secondId].map((id) => known[question.kind]?.get(id));
    const side = (id: string, record: Likeness | undefined) => ({ id, title: record?.title ?? '—', path: record?.path ?? null });
    return { ...question, first: side(firstId, first), second: side(secondId, second), compared: compare(first, second), likeness: likeness.get(question.id) ?? null };
  });
  return { total, items, next: rows.length > limit ? asked.at(-1)!.id : null };
}
