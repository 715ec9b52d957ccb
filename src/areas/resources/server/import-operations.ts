import type { Call } from '../../../platform/server/call.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { settle } from '../../duties/server/operations.ts';

/** Offers of the same provider, kind and services that are on the list: maybe the same, said anew. By place in the list. */
export async function findLikeResources(tx: Tx, given: { providerName: string; kind: string; items: string[] }[]): Promise<{ ord: number; resourceId: string; divisionCode: string }[]> {
  if (given.length === 0) return [];
  return tx.many(sql`
    select distinct on (ord) ord, r.id as "resourceId", r.home_code as "divisionCode"
    from ${tableOf('g', given.map((one, ord) => ({ ...one, ord })), { ord: 'integer', providerName: 'text', kind: 'text', items: 'text[]' })}
      join resource r on r.city = current_setting('app.city') and r.provider_name = g."providerName" and r.kind = g.kind and r.items @> g.items and r.items <@ g.items and r.status <> 'ended'
    order by ord, r.id`);
}

/** Ends offers that an import brought and that nobody has confirmed, changed or called on since. */
export async function takeBackResources(tx: Tx, call: Call, ids: string[]): Promise<{ taken: string[]; kept: { id: string; title: string; why: string }[] }> {
  const rows = await tx.many<{ id: string; title: string; divisionCode: string; capacityId: string; why: string | null }>(sql`
    select r.id, r.provider_name as title, r.home_code as "divisionCode", (select c.id from capacity c where c.city = r.city and c.resource_id = r.id order by c.id limit 1) as "capacityId", case
        when r.status <> 'active' then 'closedSince'
        when exists (select 1 from capacity_use u where u.city = r.city and u.resource_id = r.id) then 'calledOn'
        when (select count(*) from capacity c where c.city = r.city and c.resource_id = r.id) > 1 then 'confirmed'
        when exists (select 1 from history h where h.city = r.city and h.kind = 'resource' and h.subject_id = r.id and h.action not in ('added', 'importUndone')) then 'changedSince'
      end as why
    from resource r where r.city = current_setting('app.city') and r.id = any(${ids}::uuid[]) order by r.id for update`);
  const taken = rows.filter(({ why }) => why === null);
  tx.send(sql`update resource set status = 'ended', version = version + 1, updated_at = ${call.now} where city = current_setting('app.city') and id = any(${taken.map(({ id }) => id)}::uuid[])`);
  settle(tx, call, ...taken.map(({ id, capacityId }) => ({ kind: 'confirmCapacity' as const, subjectId: id, windowKey: capacityId, as: 'withdrawn' as const })));
  appendHistories(tx, call, taken.map(({ id, divisionCode }) => ({ kind: 'resource', subjectId: id, divisionCode, action: 'importUndone', changes: { status: ['active', 'ended'] } })));
  addNotices(tx, call, taken.map(({ id, divisionCode }) => ({ kind: 'resource', subjectId: id, divisionCode })));
  return { taken: taken.map(({ id }) => id), kept: rows.flatMap(({ id, title, why }) => (why ? [{ id, title, why }] : [])) };
}
