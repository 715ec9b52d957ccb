import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';

export type NewDuty = {
  id: string; kind: string; subjectKind: string; subjectId: string; subjectTitle: string; divisionCode: string; windowKey: string;
  ownerRole: string; ownerDivision: string; ownerAccountId: string | null; organizationId: string | null; personId: string | null;
  sinceOn: string; dueOn: string; details: Record<string, unknown>;
};

export function addDuties(tx: Tx, call: Call, duties: NewDuty[]): void {
  tx.send(sql`
    insert into duty (city, id, division_code, kind, subject_kind, subject_id, window_key, subject_title, owner_role, owner_division, owner_account_id,
      organization_id, person_id, since_on, due_on, details)
    select ${call.actor.city}, id, "divisionCode", kind, "subjectKind", "subjectId", "windowKey", "subjectTitle", "ownerRole", "ownerDivision", "ownerAccountId",
      "organizationId", "personId", "sinceOn", "dueOn", details
    from ${tableOf('d', duties, {
      id: 'uuid', divisionCode: 'text', kind: 'text', subjectKind: 'text', subjectId: 'uuid', windowKey: 'text', subjectTitle: 'text', ownerRole: 'text',
      ownerDivision: 'text', ownerAccountId: 'uuid', organizationId: 'uuid', personId: 'uuid', sinceOn: 'date', dueOn: 'date', details: 'jsonb',
    })}
    on conflict on constraint duty_made_once do nothing`);
}

export type Settled = { kind: string; subjectId: string; windowKey: string; as: 'done' | 'withdrawn' };

export function settleDuties(tx: Tx, call: Call, duties: Settled[]): void {
  if (duties.length === 0) return;
  tx.send(sql`
    update duty d set status = s."as", settled_at = ${call.now}, settled_by = ${call.actor.accountId}
    from ${tableOf('s', duties, { kind: 'text', subjectId: 'uuid', windowKey: 'text', as: 'text' })}
    where d.city = ${call.actor.city} and d.kind = s.kind and d.subject_id = s."subjectId" and d.window_key = s."windowKey" and d.status = 'open'`);
}

export function reopenDuties(tx: Tx, call: Call, duties: (Omit<Settled, 'as'> & { dueOn: string | null; wasWithdrawn: boolean })[]): void {
  if (duties.length === 0) return;
  tx.send(sql`
    update duty d set status = 'open', settled_at = null, settled_by = null, due_on = coalesce(s."dueOn", d.due_on), since_on = case when s."dueOn" is null then d.since_on else ${call.today}::date end
    from ${tableOf('s', duties, { kind: 'text', subjectId: 'uuid', windowKey: 'text', dueOn: 'date', wasWithdrawn: 'boolean' })}
    where d.city = ${call.actor.city} and d.kind = s.kind and d.subject_id = s."subjectId" and d.window_key = s."windowKey" and (d.status = 'withdrawn' or (d.status = 'done' and not s."wasWithdrawn"))`);
}

/** What had risen goes back to whoever held it before: nothing is late any more. Of what rose before that was written down, an organisation's goes back to its manager. */
export function putOffDuties(tx: Tx, call: Call, { kind, subjectId, dueOn }: { kind: string; subjectId: string; dueOn: string }): void {
  const sooner = sql`city = ${call.actor.city} and kind = ${kind} and subject_id = ${subjectId} and status = 'open' and due_on < ${dueOn}`;
  tx.send(sql`
    with back as (
      update duty set owner_account_id = case when details ? 'heldBy' then (details #>> '{heldBy,accountId}')::uuid else risen_from[1] end, owner_role = coalesce(details #>> '{heldBy,role}', 'organizationManager'),
        owner_division = coalesce(details #>> '{heldBy,divisionCode}', division_code), escalated_level = 0, escalated_at = null, risen_from = '{}', told_on = null, told_times = 0, details = details - array['heldBy', 'cameFrom']
      where ${sooner} and escalated_level > 0 and (details ? 'heldBy' or organization_id is not null) returning id, division_code)
    insert into history (city, id, division_code, kind, subject_id, action, account_id, actor_name, actor_role, happened_at)
    select ${call.actor.city}, gen_random_uuid(), division_code, 'duty', id, 'wentBack', ${call.actor.accountId}, ${call.actor.name}, ${call.actor.role}, ${call.now} from back`);
  tx.send(sql`update duty set due_on = ${dueOn} where ${sooner}`);
}

export function withdrawDuties(tx: Tx, call: Call, subjectIds: string[]): void {
  if (subjectIds.length === 0) return;
  tx.send(sql`
    update duty set status = 'withdrawn', settled_at = ${call.now}, settled_by = ${call.actor.accountId}
    where city = ${call.actor.city} and subject_id = any(${subjectIds}::uuid[]) and status = 'open'`);
}

/** Only what is the station's changes hands here: a provider's duty stays with the provider. */
export function amendDuties(tx: Tx, call: Call, amended: { kind: string; subjectId: string; windowKey: string; accountId: string | null; details: Record<string, unknown> }[]): void {
  if (amended.length === 0) return;
  tx.send(sql`
    update duty d set details = d.details || s.details, owner_account_id = case when d.organization_id is null then coalesce(s."accountId", d.owner_account_id) else d.owner_account_id end
    from ${tableOf('s', amended, { kind: 'text', subjectId: 'uuid', windowKey: 'text', accountId: 'uuid', details: 'jsonb' })}
    where d.city = ${call.actor.city} and d.kind = s.kind and d.subject_id = s."subjectId" and d.window_key = s."windowKey" and d.status = 'open'`);
}

// what has risen from the manager is the manager's still, who comes first among those who let it lie
export const findOrganizationsOwner = (tx: Tx, subjectId: string): Promise<{ accountId: string } | null> =>
  tx.maybe(sql`
    select case when owner_role = 'organizationManager' then owner_account_id else risen_from[1] end as "accountId" from duty
    where city = current_setting('app.city') and subject_id = ${subjectId} and organization_id is not null and (owner_role = 'organizationManager' or risen_from <> '{}') order by since_on desc, id desc limit 1`);

export type Holder = { accountId: string; role: Role; divisionCode: string };

/** Who holds one of these roles for one of these places today; the longest-serving first. */
export async function findHolders(tx: Tx, roles: Role[], divisionCodes: string[], today: string): Promise<Holder[]> {
  return tx.many(sql`
    select g.account_id as "accountId", g.role, g.division_code as "divisionCode"
    from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null
    where g.role = any(${roles}) and g.division_code = any(${divisionCodes}) and g.from_on <= ${today} and (g.until_on is null or g.until_on >= ${today})
    order by g.from_on, g.id`);
}
