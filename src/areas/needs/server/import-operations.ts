import type { Call } from '../../../platform/server/call.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { settle } from '../../duties/server/operations.ts';
import { dropQuestions } from './ask-duplicates.ts';
import { cellOf, countChange, listNeedsForUpdate, saveNeeds, type NeedRecord } from './write-queries.ts';

/** The open needs of people by item, without taking hold of them: what a row would join. */
export const findOpenNeeds = (tx: Tx, pairs: { personId: string; item: string }[]): Promise<{ needId: string; personId: string; item: string }[]> =>
  (pairs.length === 0 ? Promise.resolve([]) : tx.many(sql`
    select id as "needId", person_id as "personId", item from need where city = current_setting('app.city') and status in ('open', 'matched', 'inService')
      and (person_id, item) in (select "personId", item from ${tableOf('p', pairs, { personId: 'uuid', item: 'text' })})`));

export type Hearing = { personId: string; item: string; channel: string; heardOn: string; heardBy: string };

/** Hearings that are written down already: same person and item, same day, same channel, same ears. Answers the need, by place in the list. */
export async function findHeard(tx: Tx, hearings: Hearing[]): Promise<Map<number, string>> {
  if (hearings.length === 0) return new Map();
  const rows = await tx.many<{ ord: number; needId: string }>(sql`
    select distinct on (ord) ord, n.id as "needId" from ${tableOf('h', hearings.map((hearing, ord) => ({ ...hearing, ord })), {
      ord: 'integer', personId: 'uuid', item: 'text', channel: 'text', heardOn: 'date', heardBy: 'text',
    })}
      join need n on n.city = current_setting('app.city') and n.person_id = h."personId" and n.item = h.item and n.status not in ('withdrawn', 'merged')
      join evidence e on e.city = n.city and e.need_id = n.id and e.channel = h.channel and e.heard_on = h."heardOn" and e.heard_by = h."heardBy" and e.struck_on is null
    order by ord, n.id`);
  return new Map(rows.map(({ ord, needId }) => [ord, needId]));
}

export type TakenBackNeeds = { taken: string[]; kept: { id: string; title: string; why: string }[] };

/**
 * Strikes the hearings that an import brought and withdraws the needs that stood on nothing else, unless somebody has worked on them since.
 * A need that others have heard too stays, without this import's word.
 */
export async function takeBackNeeds(tx: Tx, call: Call, importId: string, madeIds: string[], heardIds: string[]): Promise<TakenBackNeeds> {
  const needs = await listNeedsForUpdate(tx, [...new Set([...madeIds, ...heardIds])]);
  const reasons = new Map((await tx.many<{ id: string; why: string | null }>(sql`
    select n.id, case
        when n.status in ('withdrawn', 'merged') then 'closedSince'
        when n.status <> 'open' then 'inWork'
        when n.verified_on is not null then 'verified'
        when exists (select 1 from evidence e where e.city = n.city and e.need_id = n.id and e.import_id is distinct from ${importId}::uuid and e.struck_on is null) then 'heardByOthers'
        when exists (select 1 from history h where h.city = n.city and h.kind = 'need' and h.subject_id = n.id and h.action not in ('heard', 'heardAgain', 'importUndone')) then 'changedSince'
      end as why
    from need n where n.city = current_setting('app.city') and n.id = any(${madeIds}::uuid[])`)).map(({ id, why }) => [id, why]));
  const gone = needs.filter((need) => reasons.get(need.id) === null);
  const kept = needs.filter((need) => reasons.get(need.id)).map((need) => ({ id: need.id, title: need.item, why: reasons.get(need.id)! }));
  // what somebody works on keeps what was heard of it: striking its only hearing would leave it standing on nothing
  const struck = needs.filter((need) => !kept.some(({ id, why }) => id === need.id && why !== 'heardByOthers')).map(({ id }) => id);
  tx.send(sql`update evidence set struck_on = ${call.today} where city = current_setting('app.city') and import_id = ${importId} and need_id = any(${struck}::uuid[]) and struck_on is null`);
  const after = gone.map((need): NeedRecord => ({ ...need, status: 'withdrawn', closedOn: call.today, closeCode: 'mistake', closeReason: null }));
  saveNeeds(tx, call, after);
  countChange(tx, call, gone.map(cellOf), after.map(cellOf));
  settle(tx, call, ...gone.map(({ id }) => ({ kind: 'verifyNeed' as const, subjectId: id, as: 'withdrawn' as const })));
  appendHistories(tx, call, [
    ...gone.map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode, action: 'importUndone', changes: { status: ['open', 'withdrawn'] as [string, string] } })),
    ...needs.filter(({ id }) => struck.includes(id) && reasons.get(id) !== null).map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode, action: 'importUndone' })),
  ]);
  addNotices(tx, call, needs.filter(({ id }) => struck.includes(id)).map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode })));
  return { taken: gone.map(({ id }) => id), kept };
}

/** Withdraws the questions about records that are gone: nobody need answer them. */
export async function dropQuestionsAbout(tx: Tx, call: Call, ids: string[]): Promise<void> {
  if (ids.length > 0) await dropQuestions(tx, call, sql`(first_id = any(${ids}::uuid[]) or second_id = any(${ids}::uuid[]))`);
}
