import type { Call } from '../../../platform/server/call.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { makeSay } from '../../../platform/server/say.ts';
import { idsWithTokens, tokensAsked } from '../../../platform/server/search-tokens.ts';
import { empty, join, raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { chosenColumns, workbookOf, type SheetColumn } from '../../../platform/server/workbook.ts';
import { maskPhone } from '../../people/core/mask.ts';
import type { ExportOrganizations, ListOrganizations, OrganizationAnswer, OrganizationRow } from '../core/contract.ts';
import { checkCreditCode, tidyCreditCode } from '../core/credit-code.ts';
import { countsOn } from '../core/grade.ts';
import { messages } from '../core/messages.ts';
import { countCarried, countPromised, findOrganization, listGradesOf } from './queries.ts';
import { isWithin } from '../../../kernel/division.ts';

type Row = Omit<OrganizationRow, 'phone'> & { phoneSealed: Buffer | null; sortValue: string };

/** What a column sorts by; ids part equals. Absent days stand last going up. */
const SORTS = { name: 'o.name_pinyin', registeredOn: `coalesce(o.registered_on, '9999-12-31')::text`, gradeUntil: `coalesce(g.valid_until, '9999-12-31')::text` } as const;

/** The grade that counts today (core/grade.ts says which), beside each organisation. */
const gradeToday = (call: Call): Sql => sql`
  left join lateral (select grade, valid_until from organization_grade where city = o.city and organization_id = o.id and valid_until >= ${call.today}::date
    and (granted_on is null or granted_on <= ${call.today}::date) order by granted_on desc nulls last, valid_until desc, grade desc limit 1) g on true`;

function conditionsFor(call: Call, input: ListOrganizations): Sql[] {
  const conditions: Sql[] = [];
  if (input.kind?.length) conditions.push(sql`o.kind = any(${input.kind})`);
  if (input.status?.length) conditions.push(sql`o.status = any(${input.status})`);
  if (input.gradeAtLeast) conditions.push(sql`g.grade >= ${input.gradeAtLeast}`);
  if (input.socialWork) conditions.push(sql`o.is_social_work_agency = ${input.socialWork === 'yes'}`);
  if (input.party) conditions.push(sql`o.has_party_org = ${input.party === 'yes'}`);
  if (input.capped) conditions.push(input.capped === 'yes' ? sql`o.unit_cap is not null` : sql`o.unit_cap is null`);
  if (input.budgeted) conditions.push(input.budgeted === 'yes' ? sql`o.monthly_budget_fen is not null` : sql`o.monthly_budget_fen is null`);
  if (input.division) conditions.push(sql`o.division_code >= ${input.division} and o.division_code < ${`${input.division}:`}`);
  if (input.q) {
    const uscc = tidyCreditCode(input.q);
    const tokens = tokensAsked(input.q);
    const isParty = scopeOf(call.actor).dbRole === 'sanshe_party';
    conditions.push(uscc.length === 18 ? sql`o.uscc = ${uscc}`
      : isParty || tokens.length === 0 ? sql`position(${input.q} in o.name) > 0` : sql`o.id in (${idsWithTokens('organization', tokens)})`);
  }
  return conditions;
}

const whereOf = (conditions: Sql[]): Sql => (conditions.length > 0 ? sql`where ${join(conditions, ' and ')}` : empty);

async function rowsOf(tx: Tx, call: Call, input: ListOrganizations, limit: number): Promise<Row[]> {
  const isDown = input.sort.startsWith('-');
  const sorted = raw(SORTS[input.sort.replace('-', '') as keyof typeof SORTS]);
  const cursor = decodeCursor(input.after);
  const conditions = conditionsFor(call, input);
  if (cursor) conditions.push(sql`(${sorted}, o.id) ${raw(isDown ? '<' : '>')} (${String(cursor.value)}, ${cursor.id}::uuid)`);
  return tx.many<Row>(sql`
    select o.id, o.name, o.kind, o.status, o.division_code as "divisionCode", coalesce(d.name, o.division_code) as "divisionName", o.uscc, o.filing_no as "filingNo",
      o.registration_authority as "registrationAuthority", o.registered_on as "registeredOn", o.is_social_work_agency as "isSocialWorkAgency", o.has_party_org as "hasPartyOrg",
      g.grade, g.valid_until as "gradeUntil", o.contact_name as "contactName", o.phone_sealed as "phoneSealed", ${sorted} as "sortValue"
    from organization o ${gradeToday(call)} left join division d on d.city = o.city and d.code = o.division_code
    ${whereOf(conditions)} order by ${sorted} ${raw(isDown ? 'desc' : 'asc')}, o.id ${raw(isDown ? 'desc' : 'asc')} limit ${limit}`);
}

const shown = (call: Call, { phoneSealed, sortValue: _sorted, ...row }: Row): OrganizationRow => ({ ...row, phone: phoneSealed ? maskPhone(call.vault.open(phoneSealed)) : null });

/** Organisations that the actor may see, a page at a time; `total` is exact. */
export async function listOrganizations(tx: Tx, call: Call, input: ListOrganizations): Promise<{ total: number; items: OrganizationRow[]; next: string | null }> {
  const [counted, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from organization o ${gradeToday(call)} ${whereOf(conditionsFor(call, input))}`),
    rowsOf(tx, call, input, input.limit + 1),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { total: counted.total, items: page.map((row) => shown(call, row)), next: rows.length > input.limit && last ? encodeCursor({ value: last.sortValue, id: last.id }) : null };
}

// 50,000: the same bound as the page's own export
const MOST_ROWS = 50_000;
const say = makeSay([messages]);

/** Exactly what is seen: the same filters, order and columns. Phones stay masked. */
export async function exportOrganizations(tx: Tx, call: Call, input: ReturnType<typeof ExportOrganizations.parse>): Promise<FileAnswer> {
  const words = (key: string) => say(call.language, `organizations.${key}`);
  const yesNo = (value: boolean) => words(value ? 'yes' : 'no');
  const columns: SheetColumn<OrganizationRow>[] = [
    { key: 'name', label: words('field.name'), width: 34, value: (row) => row.name },
    { key: 'kind', label: words('field.kind'), value: (row) => words(`kind.${row.kind}`) },
    { key: 'status', label: words('field.status'), value: (row) => words(`status.${row.status}`) },
    { key: 'uscc', label: words('field.uscc'), width: 24, value: (row) => row.uscc },
    { key: 'filingNo', label: words('field.filingNo'), value: (row) => row.filingNo },
    { key: 'division', label: words('field.division'), value: (row) => row.divisionName },
    { key: 'registrationAuthority', label: words('field.registrationAuthority'), width: 24, value: (row) => row.registrationAuthority },
    { key: 'registeredOn', label: words('field.registeredOn'), value: (row) => row.registeredOn },
    { key: 'grade', label: words('field.grade'), value: (row) => (row.grade ? `${row.grade}A` : null) },
    { key: 'gradeUntil', label: words('field.gradeUntil'), value: (row) => row.gradeUntil },
    { key: 'isSocialWorkAgency', label: words('field.isSocialWorkAgency'), value: (row) => yesNo(row.isSocialWorkAgency) },
    { key: 'hasPartyOrg', label: words('field.hasPartyOrg'), value: (row) => yesNo(row.hasPartyOrg) },
    { key: 'contactName', label: words('field.contactName'), value: (row) => row.contactName },
    { key: 'phone', label: words('field.phone'), value: (row) => row.phone },
  ];
  const { after: _after, ...everything } = input;
  const rows = (await rowsOf(tx, call, everything as ListOrganizations, MOST_ROWS)).map((row) => shown(call, row));
  return workbookOf(`${words('title')}-${call.today}.xlsx`, words('title'), chosenColumns(columns, input.columns), rows);
}

/** One organisation with its grades; its phone masked. */
export async function readOrganization(tx: Tx, call: Call, organizationId: string): Promise<OrganizationAnswer> {
  const [found, grades] = await Promise.all([findOrganization(tx, organizationId), listGradesOf(tx, organizationId)]);
  if (!found) throw new NotFound('organization', organizationId);
  const place = await tx.maybe<{ name: string }>(sql`select name from division where code = ${found.divisionCode}`);
  const counting = grades.filter((grade) => countsOn(grade, call.today)).sort((a, b) => (b.grantedOn ?? '').localeCompare(a.grantedOn ?? '') || b.validUntil.localeCompare(a.validUntil) || b.grade - a.grade)[0];
  const [unitsCarried, promisedFen] = await Promise.all([countCarried(tx, found.id), countPromised(tx, found.id, call.today)]), { phoneSealed, ...facts } = found;
  const checked = found.uscc ? checkCreditCode(found.uscc) : null;
  return {
    ...facts, unitsCarried, promisedFen, divisionName: place?.name ?? found.divisionCode, grade: counting?.grade ?? null, gradeUntil: counting?.validUntil ?? null,
    phone: phoneSealed ? maskPhone(call.vault.open(phoneSealed)) : null, grades: grades.map((grade) => ({ ...grade, counts: grade.id === counting?.id })),
    warnings: checked?.ok ? checked.value.warnings : [], isOwn: isWithin(found.divisionCode, call.actor.divisionCode) && scopeOf(call.actor).dbRole === 'sanshe_app',
  };
}
