import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';

export type NewPerson = {
  id: string; divisionCode: string; fullName: string; namePinyin: string; nameInitials: string; otherNames: string[]; sex: string; birthDate: string | null; idType: string;
  /** The index in hexadecimal, which can be compared. */
  idSealed: Buffer | null; idIndex: string | null;
  ethnicity: string | null; preferredLanguage: string; address: string | null; householdId: string | null;
};

/** Whom the actor may see, by blind index; a merged person answers with the one it turned out to be. */
export async function findIdsByIndex(tx: Tx, indexes: string[]): Promise<{ idIndex: string; id: string }[]> {
  if (indexes.length === 0) return [];
  return tx.many(sql`
    select encode(id_index, 'hex') as "idIndex", coalesce(merged_into, id) as id from person
    where city = current_setting('app.city') and id_index = any(array(select decode(i, 'hex') from unnest(${indexes}::text[]) as i))`);
}

/** Returns the ids that were written; a number that somebody has already is left out. */
export async function addPeople(tx: Tx, call: Call, people: NewPerson[]): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await tx.many<{ id: string }>(sql`
    insert into person (id, division_code, full_name, name_pinyin, name_initials, other_names, sex, birth_date, id_type, id_sealed, id_index, ethnicity, preferred_language, address, household_id, created_at, updated_at)
    select id, "divisionCode", "fullName", "namePinyin", "nameInitials", "otherNames", sex, "birthDate", "idType", "idSealed", "idIndex", ethnicity, "preferredLanguage", address, "householdId", ${call.now}, ${call.now}
    from ${tableOf('p', people, {
      id: 'uuid', divisionCode: 'text', fullName: 'text', namePinyin: 'text', nameInitials: 'text', otherNames: 'text[]', sex: 'text', birthDate: 'date',
      idType: 'text', idSealed: 'bytea', idIndex: 'bytea', ethnicity: 'text', preferredLanguage: 'text', address: 'text', householdId: 'uuid',
    })}
    on conflict on constraint person_once_per_resident_id do nothing
    returning id`);
  return rows.map(({ id }) => id);
}

export type NewContact = {
  id: string; personId: string; divisionCode: string; kind: 'mobile' | 'landline' | 'contactPerson'; phoneSealed: Buffer; phoneIndex: Buffer; tailIndex: Buffer; contactName: string | null; relation: string | null;
};

/** A number that the person has already is not added twice. */
export function addContacts(tx: Tx, contacts: NewContact[]): void {
  if (contacts.length === 0) return;
  tx.send(sql`
    insert into contact (id, division_code, person_id, kind, phone_sealed, phone_index, tail_index, contact_name, relation)
    select c.id, p.division_code, "personId", kind, "phoneSealed", "phoneIndex", "tailIndex", "contactName", relation
    from ${tableOf('c', contacts, { id: 'uuid', personId: 'uuid', kind: 'text', phoneSealed: 'bytea', phoneIndex: 'bytea', tailIndex: 'bytea', contactName: 'text', relation: 'text' })}
    join person p on p.city = current_setting('app.city') and p.id = c."personId"
    on conflict on constraint contact_once do nothing`);
}

export async function findHouseholds(tx: Tx, homes: { divisionCode: string; address: string }[]): Promise<{ id: string; divisionCode: string; address: string }[]> {
  return tx.many(sql`
    select distinct on (h.division_code, h.address) h.id, h.division_code as "divisionCode", h.address from household h
    join ${tableOf('g', homes, { divisionCode: 'text', address: 'text' })} on h.division_code = g."divisionCode" and h.address = g.address
    where h.city = current_setting('app.city') order by h.division_code, h.address, h.created_at`);
}

export function addHouseholds(tx: Tx, homes: { id: string; divisionCode: string; address: string }[]): void {
  if (homes.length === 0) return;
  tx.send(sql`
    insert into household (id, division_code, address)
    select id, "divisionCode", address from ${tableOf('h', homes, { id: 'uuid', divisionCode: 'text', address: 'text' })}`);
}

export type NewConsent = { id: string; divisionCode: string; personId: string; purpose: string; receiverOrganizationId: string | null; basis: string; givenHow: string; givenOn: string; language: 'zh' | 'en' | null };

/** What is agreed to already, for the same purpose and receiver, is not written again. */
export function addConsents(tx: Tx, call: Call, consents: NewConsent[]): void {
  if (consents.length === 0) return;
  tx.send(sql`
    insert into consent (id, division_code, person_id, purpose, receiver_organization_id, basis, given_how, given_on, language, recorded_by)
    select distinct on ("personId", purpose, "receiverOrganizationId") id, "divisionCode", "personId", purpose, "receiverOrganizationId", basis, "givenHow", "givenOn", language, ${call.actor.accountId}::uuid
    from ${tableOf('c', consents, { id: 'uuid', divisionCode: 'text', personId: 'uuid', purpose: 'text', receiverOrganizationId: 'uuid', basis: 'text', givenHow: 'text', givenOn: 'date', language: 'text' })}
    where not exists (select 1 from consent k where k.city = current_setting('app.city') and k.person_id = c."personId" and k.purpose = c.purpose
      and k.receiver_organization_id is not distinct from c."receiverOrganizationId" and k.withdrawn_on is null)`);
}

/** Ends a consent. That to messages ends wherever it stands: two files that became one may have brought two. */
export function endConsent(tx: Tx, { id, personId }: { id: string; personId: string }, withdrawnOn: string): void {
  tx.send(sql`
    update consent set withdrawn_on = greatest(${withdrawnOn}::date, given_on)
    where city = current_setting('app.city') and withdrawn_on is null and (id = ${id} or (person_id = ${personId} and purpose = 'messages' and (select purpose from consent where city = current_setting('app.city') and id = ${id}) = 'messages'))`);
}

export function addCircumstanceRow(tx: Tx, row: { id: string; divisionCode: string; personId: string; kind: string; level: string | null; evidence: string | null; sinceOn: string; reviewDue: string | null }): void {
  tx.send(sql`insert into circumstance (id, division_code, person_id, kind, level, evidence, since_on, review_due)
    values (${row.id}, ${row.divisionCode}, ${row.personId}, ${row.kind}, ${row.level}, ${row.evidence}, ${row.sinceOn}, ${row.reviewDue})`);
}

export function endCircumstanceRow(tx: Tx, circumstanceId: string, endedOn: string): void {
  tx.send(sql`update circumstance set ended_on = ${endedOn} where city = current_setting('app.city') and id = ${circumstanceId} and ended_on is null`);
}

/** Writes the columns named; the others stay. The version goes up by one. */
export function savePerson(tx: Tx, call: Call, personId: string, person: {
  divisionCode: string; fullName: string; namePinyin: string; nameInitials: string; otherNames: string[]; sex: string; birthDate: string | null; idType: string; idSealed: Buffer | null; idIndex: Buffer | null;
  ethnicity: string | null; preferredLanguage: string; address: string | null; householdId: string | null; diedOn: string | null;
}): void {
  tx.send(sql`
    update person set division_code = ${person.divisionCode}, full_name = ${person.fullName}, name_pinyin = ${person.namePinyin}, name_initials = ${person.nameInitials}, other_names = ${person.otherNames}, sex = ${person.sex},
      birth_date = ${person.birthDate}, id_type = ${person.idType}, id_sealed = ${person.idSealed}, id_index = ${person.idIndex}, ethnicity = ${person.ethnicity}, preferred_language = ${person.preferredLanguage},
      address = ${person.address}, household_id = ${person.householdId}, died_on = ${person.diedOn}, version = version + 1, updated_at = ${call.now}
    where city = current_setting('app.city') and id = ${personId}`);
}
