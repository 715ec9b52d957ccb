import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { comparePairs } from '../../people/server/operations.ts';
import type { AskedAbove, DuplicateQuestion, ListDuplicates } from '../core/contract.ts';
import { compare, recordsOf, type Likeness } from './duplicate-evidence.ts';

export type Question = { id: string; divisionCode: string; kind: 'person' | 'need' | 'resource' | 'organization'; firstId: string; secondId: string; why: Record<string, unknown>; status: 'open' | 'same' | 'different' | 'dropped' };

/** Returns the ids of those not asked before. */
export async function addQuestions(tx: Tx, questions: { id: string; divisionCode: string; kind: string; firstId: string; secondId: string; why: Record<string, unknown> }[]): Promise<string[]> {
  if (questions.length === 0) return [];
  const rows = await tx.many<{ id: string }>(sql`
    insert into duplicate_question (id, division_code, kind, first_id, second_id, why)
    select id, "divisionCode", kind, "firstId", "secondId", why from ${tableOf('q', questions, { id: 'uuid', divisionCode: 'text', kind: 'text', firstId: 'uuid', secondId: 'uuid', why: 'jsonb' })}
    on conflict on constraint duplicate_asked_once do nothing returning id`);
  const added = rows.map(({ id }) => id);
  if (questions.some(({ kind }) => kind === 'person')) {
    tx.send(sql`
      insert into asked_above (question_id, person_id, division_code, asked_at) select q.id, p.id, p.division_code, q.division_code from duplicate_question q join person p on p.city = q.city and p.id in (q.first_id, q.second_id)
      where q.city = current_setting('app.city') and q.id = any(${added}::uuid[]) and q.kind = 'person' and p.division_code <> q.division_code`);
  }
  return added;
}

/** `told`: by what they were told apart; null where that was never written down. A question about a file that was joined to one of the two since is not about this very pair. */
export type AskedBefore = { id: string; status: Question['status']; told: string[] | null; isThisPair: boolean };

/** What was asked about these pairs before, also under a file that was joined to one of them since; by their places in the list. */
export async function listAskedBefore(tx: Tx, pairs: { firstId: string; secondId: string }[]): Promise<Map<number, AskedBefore[]>> {
  if (pairs.length === 0) return new Map();
  const rows = pairs.map(({ firstId, secondId }, index) => ({ index, firstId, secondId })), ids = pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]);
  const found = await tx.many<AskedBefore & { index: number }>(sql`
    with file as (select id as "keptId", id from person where city = current_setting('app.city') and id = any(${ids}::uuid[])
      union select merged_into, id from person where city = current_setting('app.city') and merged_into = any(${ids}::uuid[]))
    select p.index, q.id, q.status, coalesce(q.why -> 'told', q.why -> 'evidence') as told, f.id = f."keptId" and s.id = s."keptId" as "isThisPair"
    from ${tableOf('p', rows, { index: 'integer', firstId: 'uuid', secondId: 'uuid' })} join file f on f."keptId" = p."firstId" join file s on s."keptId" = p."secondId"
      join duplicate_question q on q.city = current_setting('app.city') and q.kind = 'person' and q.first_id = least(f.id, s.id) and q.second_id = greatest(f.id, s.id)
    where q.status = 'different' or (f.id = f."keptId" and s.id = s."keptId")`);
  const before = new Map<number, AskedBefore[]>();
  for (const { index, ...said } of found) before.set(index, [...(before.get(index) ?? []), said]);
  return before;
}

/** One at a time says which of two stays, or takes that back: it reaches into other questions and other files than those that it locks. Until the end of the transaction. */
export const lockMerging = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtext('needs.merge ' || current_setting('app.city')))`);

export async function getQuestionForUpdate(tx: Tx, questionId: string): Promise<Question> {
  const question = await tx.maybe<Question>(sql`
    select id, division_code as "divisionCode", kind, first_id as "firstId", second_id as "secondId", why, status from duplicate_question where city = current_setting('app.city') and id = ${questionId} for update`);
  if (!question) throw new NotFound('duplicateQuestion', questionId);
  return question;
}

export function saveQuestion(tx: Tx, call: Call, question: Question): void {
  tx.send(sql`update duplicate_question set status = ${question.status}, why = ${JSON.stringify(question.why)}::jsonb, answered_by = ${question.status === 'open' ? null : call.actor.accountId}::uuid,
    answered_at = ${question.status === 'open' ? null : call.now}::timestamptz where city = current_setting('app.city') and id = ${question.id}`);
  tx.send(sql`update asked_above set is_open = ${question.status === 'open'} where city = current_setting('app.city') and question_id = ${question.id}`);
}

type Asked = Pick<DuplicateQuestion, 'id' | 'kind' | 'status' | 'rule' | 'keptId' | 'askedAt'> & { firstId: string; secondId: string };

// enough to say that there are some; who answers them has them all
const MOST_ABOVE = 50;

/** Who of the people in sight may be registered in a place out of sight too, and where somebody sees both: nothing of the other. */
async function listAskedAbove(tx: Tx, about: string | null): Promise<AskedAbove[]> {
  const rows = await tx.many<{ id: string; title: string; askedAt: string; since: string }>(sql`
    select p.id, p.full_name as title, d.name as "askedAt", q.created_at as since
    from asked_above q join person p on p.city = q.city and p.id = q.person_id join division d on d.city = q.city and d.code = q.asked_at
    where q.city = current_setting('app.city') and q.is_open and not (q.asked_at >= current_setting('app.lo') and q.asked_at < current_setting('app.hi')) ${about ? sql`and q.person_id = ${about}` : sql``}
    order by q.question_id, p.id limit ${MOST_ABOVE}`);
  return rows.map(({ id, title, ...asked }) => ({ person: { id, title, path: `/people/${id}` }, ...asked }));
}

/** Questions with both sides compared: enough to answer from without opening either. */
export async function listDuplicates(tx: Tx, call: Call, { kind, status, import: importId, about, after, limit }: ListDuplicates): Promise<{ total: number; items: DuplicateQuestion[]; next: string | null; above: AskedAbove[] }> {
  const which = sql`q.city = current_setting('app.city') and q.status = ${status} ${kind ? sql`and q.kind = ${kind}` : sql``}
    ${importId ? sql`and q.why ->> 'importId' = ${importId}` : sql``} ${about ? sql`and (q.first_id = ${about} or q.second_id = ${about})` : sql``}`;
  const isWhole = status === 'open' && !importId && !after && (!kind || kind === 'person');
  const [{ total }, rows, above] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from duplicate_question q where ${which}`),
    tx.many<Asked>(sql`
      select q.id, q.kind, q.status, q.why ->> 'rule' as rule, q.why #>> '{undo,person,keptId}' as "keptId", q.created_at as "askedAt", q.first_id as "firstId", q.second_id as "secondId"
      from duplicate_question q where ${which} ${after ? sql`and q.id > ${after}::uuid` : sql``} order by q.id limit ${limit + 1}`),
    isWhole ? listAskedAbove(tx, about ?? null) : [],
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
  return { total, items, next: rows.length > limit ? asked.at(-1)!.id : null, above };
}
