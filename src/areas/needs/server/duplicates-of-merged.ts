import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { reopen } from '../../duties/server/operations.ts';
import { askDuplicates, dropQuestions } from './ask-duplicates.ts';

/** What a merge did with the other questions about the one who was joined, so that it can be taken back. */
export type HandedOn = { dropped: string[]; asked: string[] };

/** Whatever else was asked about somebody who has turned out to be another is asked about that one: there is no other file any more. */
export async function handOn(tx: Tx, call: Call, { keptId, goneId, besides = null }: { keptId: string; goneId: string; besides?: string | null }): Promise<HandedOn> {
  const others = await tx.many<{ id: string; otherId: string; title: string; divisionCode: string }>(sql`
    select q.id, p.id as "otherId", p.full_name as title, q.division_code as "divisionCode" from duplicate_question q
    join person p on p.city = q.city and p.id = case q.first_id when ${goneId} then q.second_id else q.first_id end
    where q.city = current_setting('app.city') and q.kind = 'person' and q.status = 'open' and q.id is distinct from ${besides}::uuid and ${goneId} in (q.first_id, q.second_id) order by q.id`);
  if (others.length === 0) return { dropped: [], asked: [] };
  const dropped = await dropQuestions(tx, call, sql`id = any(${others.map(({ id }) => id)}::uuid[])`);
  const asked = await askDuplicates(tx, call, others.map(({ otherId, title, divisionCode }) => ({ kind: 'person', divisionCode, firstId: keptId, secondId: otherId, why: { rule: 'joined' }, title })));
  return { dropped, asked };
}

/** The questions as they were before the merge; what has been answered since stays answered. */
export async function takeBackHandedOn(tx: Tx, call: Call, { dropped, asked }: HandedOn): Promise<void> {
  await dropQuestions(tx, call, sql`id = any(${asked}::uuid[])`);
  const rows = await tx.many<{ id: string }>(sql`
    with again as (update duplicate_question set status = 'open', answered_at = null where city = current_setting('app.city') and status = 'dropped' and id = any(${dropped}::uuid[]) returning id),
      above as (update asked_above set is_open = true where city = current_setting('app.city') and question_id in (select id from again))
    select id from again`);
  reopen(tx, call, ...rows.map(({ id }) => ({ kind: 'answerDuplicate' as const, subjectId: id })));
}
