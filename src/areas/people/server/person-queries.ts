import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ConsentPurpose } from '../core/consent.ts';
import type { IdType } from '../core/identity-number.ts';

export type PersonRecord = {
  id: string; divisionCode: string; fullName: string; namePinyin: string; nameInitials: string; otherNames: string[]; sex: 'male' | 'female' | 'unknown'; birthDate: string | null; idType: IdType;
  idSealed: Buffer | null; idIndex: Buffer | null; ethnicity: string | null; preferredLanguage: 'zh' | 'mn' | 'any'; address: string | null; householdId: string | null;
  mergedInto: string | null; diedOn: string | null; version: number;
};

const PERSON = sql`id, division_code as "divisionCode", full_name as "fullName", name_pinyin as "namePinyin", name_initials as "nameInitials", other_names as "otherNames", sex, birth_date as "birthDate", id_type as "idType",
  id_sealed as "idSealed", id_index as "idIndex", ethnicity, preferred_language as "preferredLanguage", address, household_id as "householdId", merged_into as "mergedInto", died_on as "diedOn", version`;

export const findPerson = (tx: Tx, personId: string): Promise<PersonRecord | null> =>
  tx.maybe<PersonRecord>(sql`select ${PERSON} from person where city = current_setting('app.city') and id = ${personId}`);

export async function getPersonRecord(tx: Tx, personId: string): Promise<PersonRecord> {
  const person = await findPerson(tx, personId);
  if (!person) throw new NotFound('person', personId);
  return person;
}

/** Locks the row, so that of two editors the second sees the first one's version. */
export async function getPersonForUpdate(tx: Tx, personId: string): Promise<PersonRecord> {
  const person = await tx.maybe<PersonRecord>(sql`select ${PERSON} from person where city = current_setting('app.city') and id = ${personId} for update`);
  if (!person) throw new NotFound('person', personId);
  return person;
}

export type ContactRecord = { id: string; kind: 'mobile' | 'landline' | 'contactPerson'; phoneSealed: Buffer; contactName: string | null; relation: string | null };

export const listContacts = (tx: Tx, personId: string): Promise<ContactRecord[]> => tx.many(sql`
  select id, kind, phone_sealed as "phoneSealed", contact_name as "contactName", relation from contact where city = current_setting('app.city') and person_id = ${personId} order by (kind = 'contactPerson'), created_at, id`);

/** What whoever brings a service must know, many people at once; phones sealed, in hexadecimal. */
export const listRecipients = (tx: Tx, personIds: string[]): Promise<{ id: string; divisionCode: string; fullName: string; birthDate: string | null; address: string | null; phonesSealed: string[] }[]> => tx.many(sql`
  select p.id, p.division_code as "divisionCode", p.full_name as "fullName", p.birth_date as "birthDate", p.address,
    array(select encode(c.phone_sealed, 'hex') from contact c where c.city = p.city and c.person_id = p.id order by (c.kind = 'contactPerson'), c.created_at, c.id) as "phonesSealed"
  from person p where p.city = current_setting('app.city') and p.id = any(${personIds}::uuid[])`);

export type ConsentRecord = {
  id: string; personId: string; divisionCode: string; purpose: ConsentPurpose; receiverOrganizationId: string | null; receiverName: string | null;
  basis: 'consent' | 'guardianConsent' | 'statutoryDuty'; givenHow: 'spoken' | 'signed' | 'online' | 'importedLedger'; givenOn: string; withdrawnOn: string | null;
};

export const listConsents = (tx: Tx, personId: string): Promise<ConsentRecord[]> => tx.many(sql`
  select c.id, c.person_id as "personId", c.division_code as "divisionCode", purpose, receiver_organization_id as "receiverOrganizationId", o.name as "receiverName", basis, given_how as "givenHow", given_on as "givenOn", withdrawn_on as "withdrawnOn"
  from consent c left join organization o on o.city = c.city and o.id = c.receiver_organization_id
  where c.city = current_setting('app.city') and c.person_id = ${personId} order by (withdrawn_on is not null), given_on desc, c.id`);

export const findConsent = (tx: Tx, consentId: string): Promise<Pick<ConsentRecord, 'id' | 'personId' | 'divisionCode' | 'purpose' | 'withdrawnOn'> | null> => tx.maybe(sql`
  select id, person_id as "personId", division_code as "divisionCode", purpose, withdrawn_on as "withdrawnOn" from consent where city = current_setting('app.city') and id = ${consentId}`);

/** Is there a consent for this purpose that holds? A referral's is for one receiver; a statutory duty needs none. */
export async function hasConsent(tx: Tx, personId: string, purpose: ConsentRecord['purpose'], receiverOrganizationId?: string | null): Promise<boolean> {
  const { has } = await tx.one<{ has: boolean }>(sql`
    select exists (select 1 from consent where city = current_setting('app.city') and person_id = ${personId} and purpose = ${purpose} and withdrawn_on is null
      and (${receiverOrganizationId ?? null}::uuid is null or receiver_organization_id = ${receiverOrganizationId ?? null}::uuid or basis = 'statutoryDuty')) as has`);
  return has;
}

export const listBirthDates = (tx: Tx, personIds: string[]): Promise<{ id: string; birthDate: string | null; divisionCode: string; hasMobile: boolean }[]> => tx.many(sql`
  select id, birth_date as "birthDate", division_code as "divisionCode", exists (select 1 from contact c where c.city = person.city and c.person_id = person.id and c.kind = 'mobile') as "hasMobile" from person where city = current_setting('app.city') and id = any(${personIds}::uuid[])`);

export const listCircumstances = (tx: Tx, personId: string): Promise<{ id: string; kind: string; level: string | null; evidence: string | null; sinceOn: string; reviewDue: string | null; endedOn: string | null }[]> => tx.many(sql`
  select id, kind, level, evidence, since_on as "sinceOn", review_due as "reviewDue", ended_on as "endedOn" from circumstance
  where city = current_setting('app.city') and person_id = ${personId} order by (ended_on is not null), since_on desc, id`);

export const findCircumstance = (tx: Tx, circumstanceId: string): Promise<{ id: string; personId: string; divisionCode: string; kind: string; sinceOn: string; endedOn: string | null } | null> => tx.maybe(sql`
  select id, person_id as "personId", division_code as "divisionCode", kind, since_on as "sinceOn", ended_on as "endedOn" from circumstance where city = current_setting('app.city') and id = ${circumstanceId}`);

export const listHousehold = (tx: Tx, householdId: string, besides: string): Promise<{ id: string; fullName: string; sex: 'male' | 'female' | 'unknown'; birthDate: string | null }[]> => tx.many(sql`
  select id, full_name as "fullName", sex, birth_date as "birthDate" from person
  where city = current_setting('app.city') and household_id = ${householdId} and id <> ${besides} and merged_into is null order by birth_date nulls last, id limit 20`);

export async function listDivisionNames(tx: Tx, codes: string[]): Promise<Map<string, string>> {
  const rows = await tx.many<{ code: string; name: string }>(sql`select code, name from division where city = current_setting('app.city') and code = any(${codes}::text[])`);
  return new Map(rows.map(({ code, name }) => [code, name]));
}
