import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { isWithin } from '../../../kernel/division.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Colleague, HandOn } from '../core/contract.ts';

type Found = {
  id: string; status: 'open' | 'done' | 'withdrawn'; divisionCode: string; ownerRole: Role; ownerDivision: string; ownerAccountId: string | null; ownerName: string | null; subjectKind: string; subjectId: string; mayHold: Role[] | null;
};

async function getDuty(tx: Tx, dutyId: string, forUpdate: boolean): Promise<Found> {
  const lock = forUpdate ? sql` for update of u` : sql``;
  const found = await tx.maybe<Found>(sql`
    select u.id, u.status, u.division_code as "divisionCode", u.owner_role as "ownerRole", u.owner_division as "ownerDivision", u.owner_account_id as "ownerAccountId", a.name as "ownerName",
      u.subject_kind as "subjectKind", u.subject_id as "subjectId", u.details -> 'mayHold' as "mayHold"
    from duty u left join account a on a.city = u.city and a.id = u.owner_account_id where u.id = ${dutyId}${lock}`);
  if (!found) throw new NotFound('duty', dutyId);
  return found;
}

const COLLEAGUES: Role[] = ['stationWorker', 'stationLead', 'socialWorker', 'supervisor', 'officer'];

/**
 * Those who answer for the place of a duty, nearest first; where the area that owes it says who alone may do it (`mayHold`), only those.
 * City and banner officers are no colleagues here: they see figures, not residents' records.
 */
export async function colleaguesFor(tx: Tx, call: Call, duty: Pick<Found, 'divisionCode' | 'mayHold'>): Promise<Colleague[]> {
  const roles = COLLEAGUES.filter((role) => duty.mayHold?.includes(role) ?? true);
  const rows = await tx.many<Omit<Colleague, 'isMe'>>(sql`
    select distinct on (g.account_id) g.account_id as "accountId", a.name, g.role, g.division_code as "divisionCode", coalesce(d.name, g.division_code) as "divisionName"
    from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null
    left join division d on d.city = g.city and d.code = g.division_code
    where g.role = any(${roles}) and starts_with(${duty.divisionCode}, g.division_code) and (g.role <> 'officer' or length(g.division_code) >= least(9, length(${duty.divisionCode})))
      and g.from_on <= ${call.today} and (g.until_on is null or g.until_on >= ${call.today})
    order by g.account_id, length(g.division_code) desc`);
  return rows.map((row) => ({ ...row, isMe: row.accountId === call.actor.accountId }))
    .sort((a, b) => b.divisionCode.length - a.divisionCode.length || a.name.localeCompare(b.name, 'zh') || a.accountId.localeCompare(b.accountId));
}

/** Colleagues to whom a duty can go; oneself among them, to take what is nobody's by name. */
export async function listColleagues(tx: Tx, call: Call, { dutyId }: { dutyId: string }): Promise<{ items: Colleague[]; total: number }> {
  const duty = await getDuty(tx, dutyId, false);
  const items = (await colleaguesFor(tx, call, duty)).filter(({ accountId }) => accountId !== duty.ownerAccountId);
  return { items, total: items.length };
}

/** It is mine to give: I own it, it is nobody's by name and of my role here, or I lead the place. */
export function isMineToGive(call: Call, duty: Pick<Found, 'ownerAccountId' | 'ownerDivision' | 'ownerRole'>): boolean {
  const { actor } = call;
  if (duty.ownerAccountId === actor.accountId) return true;
  if (!isWithin(duty.ownerDivision, actor.divisionCode)) return false;
  return actor.role === 'stationLead' || actor.role === 'officer' || actor.role === 'administrator' || (duty.ownerAccountId === null && duty.ownerRole === actor.role);
}

/** Gives a duty to a colleague, by name; its day stays, and who gave it with which words is kept. */
export async function handOn(tx: Tx, call: Call, input: HandOn): Promise<Result<{ dutyId: string; accountId: string; name: string }>> {
  const duty = await getDuty(tx, input.dutyId, true);
  if (duty.status !== 'open') return refuse({ code: 'dutyNotOpen' });
  if (!isMineToGive(call, duty)) return refuse({ code: 'notYourDuty' });
  if (duty.ownerAccountId === input.accountId) return refuse({ code: 'alreadyTheirs' });
  const colleague = (await colleaguesFor(tx, call, duty)).find(({ accountId }) => accountId === input.accountId);
  if (!colleague) return refuse({ code: 'notAColleague' });
  // given anew by hand, it has its days again before it rises
  const details = { cameFrom: colleague.isMe ? null : call.actor.name, note: input.note ?? null };
  tx.send(sql`update duty set owner_account_id = ${colleague.accountId}, owner_role = ${colleague.role}, owner_division = ${colleague.divisionCode},
    escalated_at = case when escalated_level > 0 then ${call.now}::timestamptz end, escalated_level = 0, risen_from = '{}', details = (details - 'heldBy') || ${JSON.stringify(details)}::jsonb
    where id = ${duty.id}`);
  appendHistory(tx, call, { kind: 'duty', subjectId: duty.id, divisionCode: duty.divisionCode, action: 'handedOn', reason: input.note ?? null, changes: { owner: [duty.ownerName, colleague.name] } });
  return ok({ dutyId: duty.id, accountId: colleague.accountId, name: colleague.name });
}
