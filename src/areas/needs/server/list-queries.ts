import { isWithin } from '../../../kernel/division.ts';
import type { Call } from '../../../platform/server/call.ts';
import { idsWithTokens, tokensAsked } from '../../../platform/server/search-tokens.ts';
import { wholeMonths } from '../core/months.ts';
import { empty, join, sql, type Sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { nameSeenBy } from '../../people/core/permissions.ts';
import { peopleAnswering } from '../../people/server/operations.ts';
import type { ListNeeds, NeedFilters, NeedRow } from '../core/contract.ts';
import { NEED_STATUSES, waitingDays } from '../core/need.ts';
import { readReference } from '../core/reference.ts';
import { priorityOf } from '../core/priority.ts';

/**
 * Lists over a million needs, under row security (measured in docs/benchmarks.md). The planner cannot know how many rows the policy's range lets
 * through, so the shape of the query says how to walk: by community where the area is narrow, by the filter's own index where it is wide. Either way
 * each branch is read in the order of the list and stops after a page. The exact total comes from the counter.
 */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Cursor = { urgency: number; heardOn: string; id: string };
const readCursor = (after: string | undefined): Cursor | null => {
  const [urgency, heardOn, id] = after?.split('_') ?? [];
  return urgency && heardOn && id ? { urgency: Number(urgency), heardOn, id } : null;
};

/** The smaller of the area acted for and the place filtered by; null if they have nothing in common. */
function areaOf(call: Call, division: string | undefined): string | null {
  const own = call.actor.divisionCode;
  if (!division || isWithin(own, division)) return own;
  return isWithin(division, own) ? division : null;
}

/** Each of these needs by a look-up of its own: joined freely, the planner reads every need of the range instead, which `offset 0` forbids. */
const lookedUp = (ids: Sql, by: Sql, where: Sql) => sql`select h.* from (select distinct id from (${ids}) a(id)) f cross join lateral (select n.id, n.heard_on, n.urgency from need n where ${by} = f.id and ${where} offset 0) h`;

/** The need of that number, the needs of the people who answer to a word, and needs of places by their own words; null: too little to search for. */
function needsOfWord(call: Call, q: string, where: Sql): Sql | null {
  const people = peopleAnswering(call, q);
  const tokens = tokensAsked(q);
  const reference = readReference(q);
  const parts = [...(reference ? [lookedUp(sql`select id from need where city = current_setting('app.city') and reference = ${reference}`, sql`n.id`, where)] : []), ...(people ? [lookedUp(people, sql`n.person_id`, where)] : []), ...(tokens.length > 0 ? [lookedUp(idsWithTokens('need', tokens, 'app.lo'), sql`n.id`, where)] : [])];
  return parts.length > 0 ? join(parts, ' union all ') : null;
}

/** Filters, and of an import how much it brought: needs in all, the last day on which one was heard. */
type Asked = NeedFilters & { brought?: { needs: number; until: string | null } };

/** So many needs are looked up one by one. Of a larger import one comes upon the needs of a page sooner by walking over all of the area. */
const FEW = 2000;
const isLarge = ({ brought }: Asked): boolean => brought !== undefined && brought.needs > FEW;
const broughtBy = (importId: string) => sql`e.city = current_setting('app.city') and e.import_id = ${importId} and e.struck_on is null`;
/** `offset 0` lets the planner ask of each need as it comes; else it gathers all of the import first. */
const isBroughtBy = (importId: string) => sql`exists (select 1 from evidence e where ${broughtBy(importId)} and e.need_id = n.id offset 0)`;

const measureImport = async (tx: Tx, importId: string): Promise<NonNullable<Asked['brought']>> =>
  tx.one(sql`select count(distinct e.need_id)::int as needs, max(e.heard_on) as until from evidence e where ${broughtBy(importId)}`);

/** Where one starts from a few needs and not from a place: those of a word, or those that an import brought. Null where neither is asked for. */
function chosenBy(call: Call, area: string, filters: Asked, most = FEW): Sql | null {
  if (filters.q) return needsOfWord(call, filters.q, join(conditionsOf(call, area, filters), ' and '));
  const { import: importId, ...others } = filters;
  if (!importId || filters.brought!.needs > most) return null;
  return lookedUp(sql`select e.need_id from evidence e where ${broughtBy(importId)}`, sql`n.id`, join(conditionsOf(call, area, others), ' and '));
}

function conditionsOf(call: Call, area: string, filters: Asked): Sql[] {
  const conditions: Sql[] = [sql`n.city = current_setting('app.city')`];
  if (area !== call.actor.divisionCode) conditions.push(sql`n.division_code >= ${area} and n.division_code < ${`${area}:`}`);
  if (filters.status) conditions.push(sql`n.status = any(${filters.status})`);
  else conditions.push(sql`n.status <> 'merged'`);
  if (filters.category) conditions.push(sql`n.category = any(${filters.category})`);
  if (filters.item) conditions.push(sql`n.item = any(${filters.item})`);
  if (filters.urgency) conditions.push(sql`n.urgency = any(${filters.urgency.map(Number)}::smallint[])`);
  if (filters.verified) conditions.push(filters.verified === 'yes' ? sql`n.verified_on is not null` : sql`n.verified_on is null`);
  if (filters.heardFrom) conditions.push(sql`n.heard_on >= ${filters.heardFrom}`);
  if (filters.heardTo) conditions.push(sql`n.heard_on <= ${filters.heardTo}`);
  if (filters.personId) conditions.push(sql`n.person_id = ${filters.personId}`);
  if (filters.import) conditions.push(isBroughtBy(filters.import));
  if (isLarge(filters)) conditions.push(sql`n.heard_on <= ${filters.brought!.until}`);
  return conditions;
}

/** The rows of one page, as ids in the order of the list. `wide`: the plan must not sort what an index has in order. */
function pageOf(call: Call, area: string, filters: Asked, cursor: Cursor | null, limit: number): { query: Sql; isWide: boolean } {
  const conditions = conditionsOf(call, area, filters);
  const isUpwards = filters.sort === 'heardOn';
  const byUrgency = filters.sort === '-urgency';
  const order = isUpwards ? sql`heard_on, id` : byUrgency ? sql`urgency desc, heard_on desc, id desc` : sql`heard_on desc, id desc`;
  const beyond = !cursor ? empty : isUpwards ? sql`and (n.heard_on, n.id) > (${cursor.heardOn}, ${cursor.id}::uuid)`
    : byUrgency ? sql`and (n.urgency, n.heard_on, n.id) < (${cursor.urgency}::smallint, ${cursor.heardOn}::date, ${cursor.id}::uuid)` : sql`and (n.heard_on, n.id) < (${cursor.heardOn}, ${cursor.id}::uuid)`;
  const where = join(conditions, ' and ');
  const plain = sql`select n.id, n.heard_on, n.urgency from need n where ${where} ${beyond} order by ${order} limit ${limit}`;
  const chosen = chosenBy(call, area, filters);
  if (chosen) return { query: sql`select n.id, n.heard_on, n.urgency from (${chosen}) n where true ${beyond} order by ${order} limit ${limit}`, isWide: false };
  if (filters.personId || (byUrgency && area.length >= 9)) return { query: plain, isWide: false };
  if (area.length === 12) return { query: sql`select n.id, n.heard_on, n.urgency from need n where n.division_code = ${area} and ${where} ${beyond} order by ${order} limit ${limit}`, isWide: false };
  if (area.length >= 9) {
    return { isWide: false, query: sql`
      select b.* from division d cross join lateral (select n.id, n.heard_on, n.urgency from need n where n.division_code = d.code and ${where} ${beyond} order by ${order} limit ${limit}) b
      where d.city = current_setting('app.city') and d.level = 'community' and d.code >= ${area} and d.code < ${`${area}:`} order by ${order} limit ${limit}` };
  }
  return { query: branchesOf(filters, cursor, where, order, limit) ?? plain, isWide: true };
}

/** One branch for each value of the most selective filter × status (× urgency, if sorted by it): each is one stretch of an index, in order. */
function branchesOf(filters: Asked, cursor: Cursor | null, where: Sql, order: Sql, limit: number): Sql | null {
  const byUrgency = filters.sort === '-urgency';
  const isUpwards = filters.sort === 'heardOn';
  const urgencies = filters.urgency?.map(Number) ?? [3, 2, 1];
  const [column, values] = filters.item ? [sql`n.item`, filters.item] : filters.category ? [sql`n.category`, filters.category] : filters.urgency || byUrgency ? [sql`n.urgency::text`, null] : [null, null];
  const isUrgencyDriven = column !== null && values === null;
  if (!filters.status && !column) return null;
  const statuses = filters.status ?? NEED_STATUSES.filter((status) => status !== 'merged');
  const open = isUpwards ? { day: '-infinity', id: FIRST_ID } : { day: 'infinity', id: LAST_ID };
  const branches = (values ?? ['']).flatMap((value) => statuses.flatMap((status) => (byUrgency || isUrgencyDriven ? urgencies : [0])
    .filter((urgency) => !byUrgency || !cursor || urgency <= cursor.urgency)
    .map((urgency) => ({ value, status, urgency, ...(cursor && (!byUrgency || urgency === cursor.urgency) ? { day: cursor.heardOn, id: cursor.id } : open) }))));
  const same = join([sql`n.status = b.status`, ...(values && column ? [sql`${column} = b.value`] : []), ...(byUrgency || isUrgencyDriven ? [sql`n.urgency = b.urgency`] : [])], ' and ');
  return sql`
    select f.* from ${tableOf('b', branches, { value: 'text', status: 'text', urgency: 'smallint', day: 'date', id: 'uuid' })}
    cross join lateral (select n.id, n.heard_on, n.urgency from need n where ${same} and ${where} and (n.heard_on, n.id) ${isUpwards ? sql`>` : sql`<`} (b.day, b.id)
      order by n.heard_on ${isUpwards ? empty : sql`desc`}, n.id ${isUpwards ? empty : sql`desc`} limit ${limit}) f
    order by ${order} limit ${limit}`;
}

/** The exact number: from the counter where the filters are its own (core/tally.ts), counted as they lie in a community, from an index alone where days are asked for. */
/** Nothing is asked but that they are of this import: then its hearings are counted, without the needs that were folded into others. */
const isOfImportAlone = (call: Call, area: string, { import: _, brought: __, sort: ___, ...others }: Asked): boolean => area === call.actor.divisionCode && Object.values(others).every((value) => value === undefined);

function totalOf(call: Call, area: string, filters: Asked): Sql {
  if (isLarge(filters) && isOfImportAlone(call, area, filters)) return sql`select ${filters.brought!.needs} - count(*) as total from need n where n.city = current_setting('app.city') and n.status = 'merged' and ${isBroughtBy(filters.import!)}`;
  const where = join(conditionsOf(call, area, filters), ' and ');
  const place = area.length === 12 ? sql`and n.division_code = ${area}` : empty;
  const chosen = chosenBy(call, area, filters, Infinity);
  if (chosen) return sql`select count(*) as total from (${chosen}) n`;
  if (filters.personId) return sql`select count(*) as total from need n where ${where} ${place}`;
  if (area.length >= 9) return sql`select count(*) as total from need n where ${where} ${place}`;
  const { months, days } = wholeMonths(filters.heardFrom ?? null, filters.heardTo ?? null);
  const cells: Sql[] = [sql`c.city = current_setting('app.city')`, sql`c.division_code = ${area}`, filters.status ? sql`c.status = any(${filters.status})` : sql`c.status <> 'merged'`];
  if (months?.from) cells.push(sql`c.heard_month >= ${months.from}`);
  if (months?.to) cells.push(sql`c.heard_month <= ${months.to}`);
  if (filters.category) cells.push(sql`c.category = any(${filters.category})`);
  if (filters.item) cells.push(sql`c.item = any(${filters.item})`);
  if (filters.urgency) cells.push(sql`c.urgency = any(${filters.urgency.map(Number)}::smallint[])`);
  if (filters.verified) cells.push(sql`c.is_verified = ${filters.verified === 'yes'}`);
  const counted = months ? sql`(select coalesce(sum(c.amount), 0) from need_count c where ${join(cells, ' and ')})` : sql`0`;
  // day by day, because only an equality makes the planner take the index that holds all that is asked
  const lying = days.length > 0 ? sql`(select coalesce(sum(b.amount), 0) from unnest(${days}::date[]) as g(day) cross join lateral (select count(*) as amount from need n where n.heard_on = g.day and ${where}) b)` : sql`0`;
  return sql`select (${counted} + ${lying})::bigint as total`;
}

type Row = Omit<NeedRow, 'waitingDays' | 'points' | 'personName'> & { fullName: string | null; closedOn: string | null };

/** The columns of a list row; joined after the page is known, so for its rows only. */
export const rowsOf = (ids: Sql): Sql => sql`
  select n.id, n.person_id as "personId", p.full_name as "fullName", n.item, n.category, n.description, n.urgency, n.quantity, n.status, n.division_code as "divisionCode", d.name as "divisionName", n.heard_on as "heardOn",
    n.closed_on as "closedOn", n.verified_on is not null as "isVerified", (select count(*) from evidence e where e.city = n.city and e.need_id = n.id and e.struck_on is null) as evidences
  from (${ids}) page join need n on n.city = current_setting('app.city') and n.id = page.id join division d on d.city = n.city and d.code = n.division_code left join person p on p.city = n.city and p.id = n.person_id`;

export function toRow(call: Call, { fullName, closedOn, ...row }: Row): NeedRow {
  const waiting = waitingDays({ heardOn: row.heardOn, closedOn }, call.today);
  return { ...row, personName: fullName && nameSeenBy(call.actor.role, fullName), waitingDays: waiting, points: priorityOf(row.urgency, waiting).points };
}

/** One page of needs and the exact number of all that the filters leave. */
export async function listNeeds(tx: Tx, call: Call, { after, limit, ...given }: ListNeeds): Promise<{ total: number; items: NeedRow[]; next: string | null }> {
  const filters: Asked = given.import ? { ...given, brought: await measureImport(tx, given.import) } : given;
  const area = areaOf(call, filters.division);
  if (!area || (filters.q && !needsOfWord(call, filters.q, empty))) return { total: 0, items: [], next: null };
  const { query, isWide } = pageOf(call, area, filters, readCursor(after), limit + 1);
  // A plan kept from one area must not serve another: the policy's range is part of it. And in a wide area an index's order is worth more than the
  // planner thinks, who would rather fetch and sort every row: measured 1.2 s against 8 ms.
  const hint = tx.text(`set local plan_cache_mode = force_custom_plan${isWide ? '; set local enable_sort = off' : ''}`, []);
  const total = tx.one<{ total: number }>(totalOf(call, area, filters));
  const order = filters.sort === 'heardOn' ? sql`page.heard_on, page.id` : filters.sort === '-urgency' ? sql`page.urgency desc, page.heard_on desc, page.id desc` : sql`page.heard_on desc, page.id desc`;
  const rows = tx.many<Row>(sql`${rowsOf(query)} order by ${order}`);
  const [counted, found] = await Promise.all([total, rows, hint]);
  const items = found.slice(0, limit).map((row) => toRow(call, row));
  const last = items.at(-1);
  return { total: counted.total, items, next: found.length > limit && last ? `${last.urgency}_${last.heardOn}_${last.id}` : null };
}
