import { ageOn } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import { idsWithTokens, tokensAsked } from '../../../platform/server/search-tokens.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { bornBetween } from '../core/circumstances.ts';
import type { GetPerson, ListPeople, ListReadings, PersonFile, PersonRow } from '../core/contract.ts';
import { maskName, maskPhone, maskResidentId } from '../core/mask.ts';
import { readPhone } from '../core/phone.ts';
import { seesNames } from '../core/permissions.ts';
import { getPersonRecord, listCircumstances, listConsents, listContacts, listDivisionNames, listHousehold } from './person-queries.ts';
import { indexOfIdentity } from './register.ts';

/** Ids of the people who answer to what was typed: an identity number, a phone or its last four digits, a name in any spelling, an address. Null: too little to search for. */
export function idsAnswering(call: Call, typed: string): Sql | null {
  const bare = typed.replace(/[\s-]/g, '');
  if (/^\d{4}$/.test(bare)) return sql`select person_id from contact where city = current_setting('app.city') and tail_index = ${call.vault.blindIndex('phoneTail', bare)}`;
  const identity = /^[\dＸx×X０-９]{15,18}$/i.test(bare) ? indexOfIdentity(call, bare) : null;
  if (identity) return sql`select id from person where city = current_setting('app.city') and id_index = ${identity}`;
  const phone = /^[\d+()-]{7,}$/.test(bare) ? readPhone(typed) : null;
  if (phone && 'phone' in phone) return sql`select person_id from contact where city = current_setting('app.city') and phone_index = ${call.vault.blindIndex('phone', phone.phone)}`;
  const tokens = tokensAsked(typed);
  return tokens.length > 0 ? idsWithTokens('person', tokens, 'app.lo') : null;
}

/** A plan kept from one area must not serve another, for the policy's range is part of it: this transaction's queries are planned for themselves. */
export const ownPlan = (tx: Tx): void => tx.send(sql`set local plan_cache_mode = force_custom_plan`);

type Row = Omit<PersonRow, 'name' | 'age' | 'maskedId' | 'maskedPhone'> & { fullName: string; birthDate: string | null; idSealed: Buffer | null; phoneSealed: Buffer | null };

/**
 * People, masked. Never without a purpose (RULES §10.2): without a word searched for, a circumstance or an age group the list is empty,
 * and the page says so.
 */
export async function listPeople(tx: Tx, call: Call, input: ListPeople): Promise<{ total: number; items: PersonRow[]; next: string | null }> {
  const asked = input.q ? idsAnswering(call, input.q) : null;
  if ((input.q && !asked) || (!asked && !input.circumstance && !input.ageGroup)) return { total: 0, items: [], next: null };
  const conditions: Sql[] = [sql`p.city = current_setting('app.city')`, sql`p.merged_into is null`, sql`p.taken_back_on is null`];
  if (asked) conditions.push(sql`p.id in (${asked})`);
  if (input.division) conditions.push(sql`p.division_code >= ${input.division} and p.division_code < ${`${input.division}:`}`);
  if (input.circumstance) conditions.push(sql`p.id in (select person_id from circumstance where city = current_setting('app.city') and kind = any(${input.circumstance}) and ended_on is null)`);
  if (input.ageGroup) {
    const [after, upTo] = bornBetween(input.ageGroup, call.today);
    conditions.push(sql`p.birth_date > ${after} and p.birth_date <= ${upTo}`);
  }
  const where = join(conditions, ' and ');
  const [place, id] = input.after?.split('_') ?? [];
  const beyond = place && id ? sql`and (p.division_code, p.id) > (${place}, ${id}::uuid)` : sql``;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from person p where ${where}`),
    tx.many<Row>(sql`
      select p.id, p.full_name as "fullName", p.sex, p.birth_date as "birthDate", p.id_sealed as "idSealed", p.division_code as "divisionCode", d.name as "divisionName", p.address,
        (select phone_sealed from contact c where c.city = p.city and c.person_id = p.id order by (c.kind = 'contactPerson'), c.created_at limit 1) as "phoneSealed",
        array(select kind from circumstance k where k.city = p.city and k.person_id = p.id and k.ended_on is null order by kind) as circumstances,
        (select count(*) from need n where n.city = p.city and n.person_id = p.id and n.status in ('open', 'matched', 'inService')) as "openNeeds",
        exists (select 1 from consent s where s.city = p.city and s.person_id = p.id and s.purpose = 'serviceMatching' and s.withdrawn_on is null) as "hasConsent"
      from person p join division d on d.city = p.city and d.code = p.division_code
      where ${where} ${beyond} order by p.division_code, p.id limit ${input.limit + 1}`),
  ]);
  const items = rows.slice(0, input.limit).map(({ fullName, birthDate, idSealed, phoneSealed, ...row }) => ({
    ...row, address: seesNames(call.actor.role) ? row.address : null, name: seesNames(call.actor.role) ? fullName : maskName(fullName), age: birthDate ? ageOn(birthDate, call.today) : null,
    maskedId: idSealed ? maskResidentId(call.vault.open(idSealed)) : null, maskedPhone: phoneSealed ? maskPhone(call.vault.open(phoneSealed)) : null,
  }));
  const last = items.at(-1);
  return { total, items, next: rows.length > input.limit && last ? `${last.divisionCode}_${last.id}` : null };
}

/** A person's file. That it was opened is written down, for the person to see. */
export async function getPersonFile(tx: Tx, call: Call, { personId }: GetPerson): Promise<PersonFile> {
  const person = await getPersonRecord(tx, personId);
  const codes = [4, 6, 9, 12].map((length) => person.divisionCode.slice(0, length));
  const [contacts, consents, circumstances, household, names] = await Promise.all([
    listContacts(tx, personId), listConsents(tx, personId), listCircumstances(tx, personId), person.householdId ? listHousehold(tx, person.householdId, personId) : [], listDivisionNames(tx, codes),
  ]);
  auditRead(tx, call, { kind: 'person', subjectId: personId, divisionCode: person.divisionCode, purpose: 'openFile', operation: 'person.read' });
  const shown = (name: string) => (seesNames(call.actor.role) ? name : maskName(name));
  const ageOf = (born: string | null) => (born ? ageOn(born, person.diedOn ?? call.today) : null);
  return {
    id: person.id, version: person.version, name: shown(person.fullName), otherNames: person.otherNames.map(shown), sex: person.sex, birthDate: seesNames(call.actor.role) ? person.birthDate : null, age: ageOf(person.birthDate),
    idType: person.idType, maskedId: person.idSealed ? maskResidentId(call.vault.open(person.idSealed)) : null, ethnicity: person.ethnicity, preferredLanguage: person.preferredLanguage, address: seesNames(call.actor.role) ? person.address : null,
    divisionCode: person.divisionCode, divisionName: names.get(person.divisionCode) ?? person.divisionCode, divisionPath: codes.map((code) => names.get(code) ?? code), diedOn: person.diedOn, mergedInto: person.mergedInto,
    contacts: contacts.map(({ phoneSealed, contactName, ...contact }) => ({ ...contact, masked: maskPhone(call.vault.open(phoneSealed)), contactName: contactName && shown(contactName) })),
    consents, circumstances, household: household.map(({ fullName, birthDate, ...member }) => ({ ...member, name: shown(fullName), age: ageOf(birthDate) })),
  };
}

type Reading = { id: string; at: string; actorName: string; actorRole: string; actorPlace: string | null; operation: string; purpose: string | null };

/** Who looked at a file, for whom they acted, when and why. The resident sees the rows of their own (row security lets no others through). */
export async function listReadings(tx: Tx, _call: Call, { personId, after, limit }: ListReadings): Promise<{ total: number; next: string | null; items: Reading[] }> {
  const about = sql`city = current_setting('app.city') and subject_kind = 'person' and subject_id = ${personId} and outcome = 'read'`;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from audit where ${about}`),
    tx.many<Reading>(sql`
      select id, happened_at as at, actor_name as "actorName", actor_role as "actorRole", actor_place as "actorPlace", operation, purpose from audit
      where ${about} ${after ? sql`and id < ${after}::uuid` : sql``} order by id desc limit ${limit + 1}`),
  ]);
  const items = rows.slice(0, limit);
  return { total, items, next: rows.length > limit ? items.at(-1)!.id : null };
}
