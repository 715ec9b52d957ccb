import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Grade } from '../core/grade.ts';
import type { OrganizationKind, OrganizationStatus } from '../core/organization.ts';

/** A row as it is written; phones are sealed, in hexadecimal. */
export type NewOrganization = {
  id: string; divisionCode: string; kind: OrganizationKind; name: string; namePinyin: string; nameInitials: string; uscc: string | null; filingNo: string | null;
  legacyRegistrationNo: string | null; registrationAuthority: string | null; registeredOn: string | null; supervisingUnit: string | null;
  isSocialWorkAgency: boolean; hasPartyOrg: boolean; contactName: string | null; phoneSealed: string | null; address: string | null; unitCap: number | null; monthlyBudgetFen: number | null;
};

/** What makes two entries one organisation: the credit code; without one the filing number, or the name, at the same authority. */
export type Identity = { ord: number; uscc: string | null; filingNo: string | null; divisionCode: string; name: string };

export async function findKnown(tx: Tx, identities: Identity[]): Promise<{ ord: number; id: string; divisionCode: string }[]> {
  return tx.many(sql`
    with given as (select * from ${tableOf('g', identities, { ord: 'integer', uscc: 'text', filingNo: 'text', divisionCode: 'text', name: 'text' })})
    select ord, id, o.division_code as "divisionCode" from given g join organization o on o.uscc = g.uscc
    union all
    select ord, id, o.division_code from given g join organization o on o.division_code = g."divisionCode" and o.filing_no = g."filingNo" where g.uscc is null
    union all
    select ord, id, o.division_code from given g join organization o on o.division_code = g."divisionCode" and o.name = g.name
      where g.uscc is null and g."filingNo" is null and o.status <> 'ended'`);
}

export function addOrganizations(tx: Tx, call: Call, organizations: NewOrganization[]): void {
  tx.send(sql`
    insert into organization (city, id, division_code, kind, name, name_pinyin, name_initials, uscc, filing_no, legacy_registration_no, registration_authority, registered_on,
      supervising_unit, is_social_work_agency, has_party_org, contact_name, phone_sealed, address, unit_cap, monthly_budget_fen, created_at, updated_at)
    select ${call.actor.city}, id, "divisionCode", kind, name, "namePinyin", "nameInitials", uscc, "filingNo", "legacyRegistrationNo", "registrationAuthority", "registeredOn",
      "supervisingUnit", "isSocialWorkAgency", "hasPartyOrg", "contactName", "phoneSealed", address, "unitCap", "monthlyBudgetFen", ${call.now}, ${call.now}
    from ${tableOf('g', organizations, {
      id: 'uuid', divisionCode: 'text', kind: 'text', name: 'text', namePinyin: 'text', nameInitials: 'text', uscc: 'text', filingNo: 'text',
      legacyRegistrationNo: 'text', registrationAuthority: 'text', registeredOn: 'date', supervisingUnit: 'text', isSocialWorkAgency: 'boolean',
      hasPartyOrg: 'boolean', contactName: 'text', phoneSealed: 'bytea', address: 'text', unitCap: 'integer', monthlyBudgetFen: 'bigint',
    })}`);
}

export type NewGrade = { id: string; organizationId: string; divisionCode: string; grade: number; grantedOn: string | null; validUntil: string };

/** Grades are added, never changed; the same grade to the same day again is no second one. */
export function addGrades(tx: Tx, call: Call, grades: NewGrade[]): void {
  if (grades.length === 0) return;
  tx.send(sql`
    insert into organization_grade (city, id, division_code, organization_id, grade, granted_on, valid_until)
    select ${call.actor.city}, id, "divisionCode", "organizationId", grade, "grantedOn", "validUntil"
    from ${tableOf('g', grades, { id: 'uuid', organizationId: 'uuid', divisionCode: 'text', grade: 'smallint', grantedOn: 'date', validUntil: 'date' })}
    on conflict on constraint organization_grade_once do nothing`);
}

export type StoredOrganization = Omit<NewOrganization, 'phoneSealed' | 'namePinyin' | 'nameInitials'> & { phoneSealed: Buffer | null; status: OrganizationStatus; version: number };

/** The whole record; locked where it is going to be changed. */
export async function findOrganization(tx: Tx, organizationId: string, forUpdate = false): Promise<StoredOrganization | null> {
  const found = sql`
    select id, division_code as "divisionCode", kind, name, uscc, filing_no as "filingNo", legacy_registration_no as "legacyRegistrationNo",
      registration_authority as "registrationAuthority", registered_on as "registeredOn", supervising_unit as "supervisingUnit", is_social_work_agency as "isSocialWorkAgency",
      has_party_org as "hasPartyOrg", contact_name as "contactName", phone_sealed as "phoneSealed", address, unit_cap as "unitCap", monthly_budget_fen as "monthlyBudgetFen", status, version
    from organization where id = ${organizationId}`;
  return tx.maybe(forUpdate ? sql`${found} for update` : found);
}

export async function listGradesOf(tx: Tx, organizationId: string): Promise<(Grade & { id: string })[]> {
  return tx.many(sql`select id, grade, granted_on as "grantedOn", valid_until as "validUntil" from organization_grade
    where organization_id = ${organizationId} order by valid_until desc, id desc`);
}

export type Facts = Omit<NewOrganization, 'id' | 'divisionCode' | 'phoneSealed'> & { phoneSealed: Buffer | null };

export function saveOrganization(tx: Tx, call: Call, id: string, facts: Facts): void {
  tx.send(sql`
    update organization set kind = ${facts.kind}, name = ${facts.name}, name_pinyin = ${facts.namePinyin}, name_initials = ${facts.nameInitials}, uscc = ${facts.uscc},
      filing_no = ${facts.filingNo}, legacy_registration_no = ${facts.legacyRegistrationNo}, registration_authority = ${facts.registrationAuthority},
      registered_on = ${facts.registeredOn}, supervising_unit = ${facts.supervisingUnit}, is_social_work_agency = ${facts.isSocialWorkAgency}, has_party_org = ${facts.hasPartyOrg},
      contact_name = ${facts.contactName}, phone_sealed = ${facts.phoneSealed}, address = ${facts.address}, unit_cap = ${facts.unitCap}, monthly_budget_fen = ${facts.monthlyBudgetFen}, version = version + 1, updated_at = ${call.now}
    where id = ${id}`);
}

export function saveLimits(tx: Tx, call: Call, id: string, { unitCap, monthlyBudgetFen }: Pick<StoredOrganization, 'unitCap' | 'monthlyBudgetFen'>): void {
  tx.send(sql`update organization set unit_cap = ${unitCap}, monthly_budget_fen = ${monthlyBudgetFen}, version = version + 1, updated_at = ${call.now} where id = ${id}`);
}

export function saveStatus(tx: Tx, call: Call, id: string, status: OrganizationStatus): void {
  tx.send(sql`update organization set status = ${status}, version = version + 1, updated_at = ${call.now} where id = ${id}`);
}

/** The organisations of that very name which the actor may see, those at work first. */
export async function findByName(tx: Tx, name: string): Promise<{ organizationId: string; name: string; kind: OrganizationKind; divisionCode: string; status: OrganizationStatus }[]> {
  return tx.many(sql`select id as "organizationId", name, kind, division_code as "divisionCode", status from organization
    where name = ${name} order by status = 'active' desc, division_code, id limit 20`);
}

/** How many units an organisation carries at present, in all places: its referrals under way, without whose they are. */
export async function countCarried(tx: Tx, organizationId: string): Promise<number> {
  tx.open('app.carrier', organizationId);
  return (await tx.one<{ units: number }>(sql`
    select coalesce(sum(units), 0)::int as units from capacity_use where city = current_setting('app.city') and organization_id = ${organizationId} and is_open and not goes_along`)).units;
}

/** What counts against the month of a day: what is open and not fixed for a later month, and what was done in this one. */
const promisedIn = (today: LocalDate, organization: Sql): Sql => sql`
  select coalesce(sum(u.cost_fen), 0)::bigint from capacity_use u where u.city = current_setting('app.city') and u.organization_id = ${organization} and u.cost_fen > 0
    and case when u.is_open then u.on_day is null or u.on_day < date_trunc('month', ${today}::date) + interval '1 month' else u.on_day >= date_trunc('month', ${today}::date) end`;

/** How much money of this month's an organisation has promised or spent, in all places, without for whom. */
export async function countPromised(tx: Tx, organizationId: string, today: LocalDate): Promise<number> {
  tx.open('app.carrier', organizationId);
  return (await tx.one<{ fen: number }>(sql`select (${promisedIn(today, sql`${organizationId}::uuid`)}) as fen`)).fen;
}

/** Of these organisations those that state a cap or a budget, locked: of two people who want the last place the second counts the first one's. */
export const lockLimits = (tx: Tx, ids: string[]): Promise<{ id: string; unitCap: number | null; monthlyBudgetFen: number | null }[]> => tx.many(sql`
  select id, unit_cap as "unitCap", monthly_budget_fen as "monthlyBudgetFen" from organization
  where id = any(${ids}::uuid[]) and (unit_cap is not null or monthly_budget_fen is not null) order by id for update`);

/** All organisations at work that state a budget, with what each has promised of this month's. For the match, which sees all of them. */
export const listBudgets = (tx: Tx, today: LocalDate): Promise<{ id: string; name: string; monthlyBudgetFen: number; promisedFen: number }[]> => tx.many(sql`
  select o.id, o.name, o.monthly_budget_fen as "monthlyBudgetFen", (${promisedIn(today, sql`o.id`)}) as "promisedFen" from organization o where o.monthly_budget_fen is not null and o.status = 'active' order by o.id`);

/** All organisations at work that state a cap, with what each carries. For the match, which sees all of them. */
export const listCaps = (tx: Tx): Promise<{ id: string; unitCap: number; unitsCarried: number }[]> => tx.many(sql`
  select o.id, o.unit_cap as "unitCap", coalesce((select sum(u.units) from capacity_use u where u.city = o.city and u.organization_id = o.id and u.is_open and not u.goes_along), 0)::int as "unitsCarried"
  from organization o where o.unit_cap is not null and o.status = 'active' order by o.id`);
