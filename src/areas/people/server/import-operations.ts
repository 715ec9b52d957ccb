import type { Call } from '../../../platform/server/call.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { indexOfIdentity } from './register.ts';
import { findIdsByIndex } from './write-queries.ts';

/** Who of the people that the actor sees has these identity numbers; for the numbers that nobody has, null. In the order given. */
export async function findPeopleByNumber(tx: Tx, call: Call, residentIds: string[]): Promise<(string | null)[]> {
  const indexes = residentIds.map((residentId) => indexOfIdentity(call, residentId)?.toString('hex') ?? null);
  const known = new Map((await findIdsByIndex(tx, [...new Set(indexes.flatMap((index) => index ?? []))])).map(({ idIndex, id }) => [idIndex, id]));
  return indexes.map((index) => (index ? known.get(index) ?? null : null));
}

/** Which of these people have an identity number, and which agreed to be matched with services. */
export async function describePeople(tx: Tx, personIds: string[]): Promise<Map<string, { isNumbered: boolean; hasConsent: boolean; isTakenBack: boolean; divisionCode: string }>> {
  const rows = await tx.many<{ id: string; isNumbered: boolean; hasConsent: boolean; isTakenBack: boolean; divisionCode: string }>(sql`
    select p.id, p.id_index is not null as "isNumbered", p.taken_back_on is not null as "isTakenBack", p.division_code as "divisionCode",
      exists (select 1 from consent c where c.city = p.city and c.person_id = p.id and c.purpose = 'serviceMatching' and c.withdrawn_on is null) as "hasConsent"
    from person p where p.city = current_setting('app.city') and p.id = any(${personIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** People whom a taken-back import had brought are registered again: they are here again. */
export function bringBack(tx: Tx, call: Call, people: { id: string; divisionCode: string }[]): void {
  if (people.length === 0) return;
  tx.send(sql`update person set taken_back_on = null, version = version + 1, updated_at = ${call.now} where city = current_setting('app.city') and id = any(${people.map(({ id }) => id)}::uuid[])`);
  appendHistories(tx, call, people.map(({ id, divisionCode }) => ({ kind: 'person', subjectId: id, divisionCode, action: 'registered' })));
}

export type TakenBack = { taken: string[]; kept: { id: string; title: string; why: string }[] };

/**
 * Takes back people whom an import brought, unless somebody has done anything for them since or another need stands. Nothing is deleted:
 * the record is marked, its consent from the ledger ends, and lists leave it out.
 */
export async function takeBackPeople(tx: Tx, call: Call, personIds: string[]): Promise<TakenBack> {
  const rows = await tx.many<{ id: string; title: string; divisionCode: string; why: string | null }>(sql`
    select p.id, p.full_name as title, p.division_code as "divisionCode", case
        when p.merged_into is not null then 'merged'
        when exists (select 1 from need n where n.city = p.city and n.person_id = p.id and n.status <> 'withdrawn') then 'hasNeeds'
        when exists (select 1 from attendance a where a.city = p.city and a.person_id = p.id) then 'hasAttended'
        when exists (select 1 from circumstance k where k.city = p.city and k.person_id = p.id) then 'changedSince'
        when exists (select 1 from history h where h.city = p.city and h.kind = 'person' and h.subject_id = p.id and h.action not in ('registered', 'consentGiven', 'consentWithdrawn', 'importUndone')) then 'changedSince'
      end as why
    from person p where p.city = current_setting('app.city') and p.id = any(${personIds}::uuid[]) and p.taken_back_on is null order by p.id for update`);
  const taken = rows.filter(({ why }) => why === null);
  if (taken.length > 0) {
    const ids = taken.map(({ id }) => id);
    tx.send(sql`update person set taken_back_on = ${call.today}, version = version + 1, updated_at = ${call.now} where city = current_setting('app.city') and id = any(${ids}::uuid[])`);
    appendHistories(tx, call, taken.map(({ id, divisionCode }) => ({ kind: 'person', subjectId: id, divisionCode, action: 'importUndone' })));
    addNotices(tx, call, taken.map(({ id, divisionCode }) => ({ kind: 'person', subjectId: id, divisionCode })));
  }
  return { taken: taken.map(({ id }) => id), kept: rows.flatMap(({ id, title, why }) => (why ? [{ id, title, why }] : [])) };
}

/** Ends the consents that a ledger brought: who was never asked otherwise is asked again before anything is matched. */
export async function endLedgerConsents(tx: Tx, call: Call, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  const ended = await tx.many<{ personId: string; divisionCode: string }>(sql`
    update consent set withdrawn_on = greatest(${call.today}::date, given_on) where city = current_setting('app.city') and person_id = any(${personIds}::uuid[]) and purpose = 'serviceMatching'
      and given_how = 'importedLedger' and withdrawn_on is null returning person_id as "personId", division_code as "divisionCode"`);
  appendHistories(tx, call, ended.map(({ personId, divisionCode }) => ({ kind: 'person', subjectId: personId, divisionCode, action: 'consentWithdrawn', changes: { purpose: ['serviceMatching', null] } })));
  addNotices(tx, call, ended.map(({ personId, divisionCode }) => ({ kind: 'consent', subjectId: personId, divisionCode })));
}
