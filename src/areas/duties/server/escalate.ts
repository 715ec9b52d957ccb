import { addDays } from '../../../kernel/local-date.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { DAYS_TO_ESCALATE } from '../core/duty.ts';
import { decideOwner, type Change, type Holder, type OwnedDuty } from '../core/escalation.ts';

/** Everybody of the city who holds a role today, the longest-serving first. */
async function listHolders(tx: Tx, today: string): Promise<Holder[]> {
  return tx.many(sql`
    select g.account_id as "accountId", a.name, g.role, g.division_code as "divisionCode", g.organization_id as "organizationId"
    from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null
    where g.from_on <= ${today} and (g.until_on is null or g.until_on >= ${today}) order by g.from_on, g.id`);
}

type Candidate = OwnedDuty & { id: string; ownerName: string | null };

// One transaction a batch, so that locks are short and a crash loses little.
const BATCH = 500;

/** Open duties that may have to change hands: late long enough, since they last rose too, and not at the top; without an account, with one that holds no role any more, or asked by telephone of who can sign in by now. After `afterId`. */
async function listCandidates(tx: Tx, today: string, holders: Holder[], afterId: string): Promise<Candidate[]> {
  const late = addDays(today, -DAYS_TO_ESCALATE); // at the least: days of rest come on top
  const holderIds = [...new Set(holders.map(({ accountId }) => accountId))];
  const managed = [...new Set(holders.flatMap(({ role, organizationId }) => (role === 'organizationManager' && organizationId ? [organizationId] : [])))];
  return tx.many(sql`
    select u.id, u.division_code as "divisionCode", u.owner_role as "ownerRole", u.owner_division as "ownerDivision", u.owner_account_id as "ownerAccountId", a.name as "ownerName",
      (u.organization_id is not null or u.person_id is not null) and u.owner_role in ('organizationManager', 'volunteer', 'resident') as "isPartys", coalesce(u.organization_id::text, u.details ->> 'standsInFor') as "organizationId",
      u.due_on as "dueOn", u.status, u.escalated_level as "escalatedLevel", (u.escalated_at at time zone 'Asia/Shanghai')::date as "escalatedOn"
    from duty u left join account a on a.city = u.city and a.id = u.owner_account_id
    where u.status = 'open' and u.id > ${afterId}::uuid and ((u.due_on <= ${late}::date and coalesce((u.escalated_at at time zone 'Asia/Shanghai')::date, u.due_on) <= ${late}::date and u.owner_role <> 'administrator') or u.owner_account_id is null or not (u.owner_account_id = any(${holderIds}::uuid[]))
      or (u.details ->> 'standsInFor' = any(${managed}) and u.escalated_level = 0))
    order by u.id limit ${BATCH} for update of u skip locked`);
}

function saveChanges(tx: Tx, call: Call, changes: { duty: Candidate; change: Change }[]): void {
  const rows = changes.map(({ duty, change: { action, holder, escalatedLevel } }) => {
    const isEscalated = action === 'escalated';
    const isPartys = holder.role === 'organizationManager';
    const standsIn = !isEscalated && !isPartys && duty.isPartys; // the organisation's account is gone
    return {
      id: duty.id, accountId: holder.accountId, role: holder.role, divisionCode: isPartys ? duty.divisionCode : holder.divisionCode, level: escalatedLevel, isEscalated, risenFrom: isEscalated ? duty.ownerAccountId : null,
      organizationId: isPartys ? duty.organizationId : null, isGone: standsIn,
      gone: isPartys ? ['byTelephone', 'standsInFor'] : [],
      // to whom it goes back when its day is put off: whoever held it before it first rose
      heldBy: isEscalated ? { accountId: duty.ownerAccountId, role: duty.ownerRole, divisionCode: duty.ownerDivision } : null,
      details: { cameFrom: isEscalated ? duty.ownerName : null, ...(standsIn ? { byTelephone: true, standsInFor: duty.organizationId } : {}) },
    };
  });
  tx.send(sql`
    update duty u set owner_account_id = s."accountId", owner_role = s.role, owner_division = s."divisionCode", escalated_level = s.level,
      escalated_at = case when s."isEscalated" then ${call.now}::timestamptz else u.escalated_at end, risen_from = case when s."risenFrom" is null then u.risen_from else array_append(u.risen_from, s."risenFrom") end,
      organization_id = case when s."isGone" then null else coalesce(s."organizationId", u.organization_id) end, details = (u.details - s.gone) || s.details
        || case when s."heldBy" is null or u.details ? 'heldBy' then '{}'::jsonb else jsonb_build_object('heldBy', s."heldBy") end
    from ${tableOf('s', rows, {
      id: 'uuid', accountId: 'uuid', role: 'text', divisionCode: 'text', level: 'smallint', isEscalated: 'boolean', risenFrom: 'uuid',
      organizationId: 'uuid', isGone: 'boolean', gone: 'text[]', details: 'jsonb', heldBy: 'jsonb',
    })}
    where u.id = s.id and u.status = 'open'`);
  appendHistories(tx, call, changes.map(({ duty, change }) => ({
    kind: 'duty', subjectId: duty.id, divisionCode: duty.divisionCode, action: change.action, changes: { owner: [duty.ownerName, change.holder.name] as [unknown, unknown] },
  })));
}

/** One batch after an id; the last id looked at, or null when there is no more. */
export async function escalateBatch(tx: Tx, call: Call, afterId: string): Promise<{ lastId: string | null; changed: number }> {
  const holders = await listHolders(tx, call.today);
  const candidates = await listCandidates(tx, call.today, holders, afterId);
  const changes = candidates.flatMap((duty) => {
    const change = decideOwner(duty, holders, call.today);
    return change ? [{ duty, change }] : [];
  });
  if (changes.length > 0) saveChanges(tx, call, changes);
  return { lastId: candidates.length === BATCH ? candidates.at(-1)!.id : null, changed: changes.length };
}

/** Goes through the register once: what lies too long goes up, what has nobody gets somebody. Doing it twice changes nothing more. */
export async function escalateDuties(platform: Platform): Promise<number> {
  const actor = systemActor(platform.city);
  let changed = 0;
  let afterId: string | null = '00000000-0000-0000-0000-000000000000';
  while (afterId !== null) {
    const from: string = afterId;
    const done = await platform.database.transaction(scopeOf(actor), (tx) => escalateBatch(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault), from));
    changed += done.changed;
    afterId = done.lastId;
  }
  return changed;
}
