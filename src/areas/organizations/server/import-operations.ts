import type { Call } from '../../../platform/server/call.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findKnown, type Identity } from './queries.ts';

/** Which of these stand in the register already, by place in the list. */
export async function findKnownOrganizations(tx: Tx, identities: Identity[]): Promise<Map<number, string>> {
  return identities.length === 0 ? new Map() : new Map((await findKnown(tx, identities)).map(({ ord, id }) => [ord, id]));
}

/** The organisations at work of each name; a name that two have decides nothing. */
export async function findByNames(tx: Tx, names: string[]): Promise<Map<string, string>> {
  const rows = await tx.many<{ name: string; id: string }>(sql`
    select name, min(id::text)::uuid as id from organization where city = current_setting('app.city') and name = any(${names}) and status <> 'ended' group by name having count(*) = 1`);
  return new Map(rows.map(({ name, id }) => [name, id]));
}

const LAST_ACTION = sql`(select h.action from history h where h.city = o.city and h.kind = 'organization' and h.subject_id = o.id order by h.happened_at desc, h.id desc limit 1)`;

/** Organisations that a taken-back import had brought, and that come again: they are at work again. */
export async function bringBackOrganizations(tx: Tx, call: Call, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.many<{ id: string; divisionCode: string }>(sql`
    update organization o set status = 'active', version = version + 1, updated_at = ${call.now}
    where o.city = current_setting('app.city') and o.id = any(${ids}::uuid[]) and o.status = 'ended' and ${LAST_ACTION} = 'importUndone' returning o.id, o.division_code as "divisionCode"`);
  appendHistories(tx, call, rows.map(({ id, divisionCode }) => ({ kind: 'organization', subjectId: id, divisionCode, action: 'registered' })));
}

/** Ends organisations that an import brought and that nobody has touched or built upon since. */
export async function takeBackOrganizations(tx: Tx, call: Call, ids: string[]): Promise<{ taken: string[]; kept: { id: string; title: string; why: string }[] }> {
  const rows = await tx.many<{ id: string; title: string; divisionCode: string; why: string | null }>(sql`
    select o.id, o.name as title, o.division_code as "divisionCode", case
        when o.status <> 'active' then 'closedSince'
        when exists (select 1 from resource r where r.city = o.city and r.organization_id = o.id and r.status <> 'ended') then 'hasResources'
        when exists (select 1 from history h where h.city = o.city and h.kind = 'organization' and h.subject_id = o.id and h.action not in ('registered', 'importUndone')) then 'changedSince'
      end as why
    from organization o where o.city = current_setting('app.city') and o.id = any(${ids}::uuid[]) order by o.id for update`);
  const taken = rows.filter(({ why }) => why === null);
  tx.send(sql`update organization set status = 'ended', version = version + 1, updated_at = ${call.now} where city = current_setting('app.city') and id = any(${taken.map(({ id }) => id)}::uuid[])`);
  appendHistories(tx, call, taken.map(({ id, divisionCode }) => ({ kind: 'organization', subjectId: id, divisionCode, action: 'importUndone', changes: { status: ['active', 'ended'] } })));
  addNotices(tx, call, taken.map(({ id, divisionCode }) => ({ kind: 'organization', subjectId: id, divisionCode })));
  return { taken: taken.map(({ id }) => id), kept: rows.flatMap(({ id, title, why }) => (why ? [{ id, title, why }] : [])) };
}
