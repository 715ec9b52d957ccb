import { commonDivision, isWithin } from '../../../kernel/division.ts';
import { listed } from '../../../kernel/listed.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { makeSay } from '../../../platform/server/say.ts';
import { idsWithTokens, tokensAsked, tokensOf } from '../../../platform/server/search-tokens.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { chosenColumns, workbookOf, type SheetColumn } from '../../../platform/server/workbook.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { AGEING_DAYS, FRESH_DAYS, freshnessOf, sureOn, unitsBelieved, type Freshness } from '../core/ageing.ts';
import type { ExportResources, ListResources, ListServing, ResourceAnswer, ResourceRow } from '../core/contract.ts';
import { messages } from '../core/messages.ts';
import { divisionsServed } from '../core/resource.ts';
import { capacityWords } from '../core/words.ts';
import { unitsLeft } from '../core/units.ts';
import { findNameOf, listTaking } from './along.ts';
import { capacityOf, conditionsOf, dayBefore, findResource, listCapacities, resourceColumns, type StoredResource } from './queries.ts';

/** A resource is found by its provider and by what it offers, in both languages. */
export const tokensOfResource = (resource: { id: string; divisionCode: string; providerName: string; items: string[] }) => ({
  kind: 'resource', subjectId: resource.id, divisionCode: resource.divisionCode,
  tokens: [...new Set([...tokensOf(resource.providerName), ...resource.items.flatMap((item) => tokensOf(ITEMS[item as ItemCode].zh))])],
});

const SORTS = { provider: 'r.provider_name', confirmedOn: 'c.sure_on::text', validUntil: `coalesce(r.valid_until, '9999-12-31')::text` } as const;

function freshnessCondition(states: Freshness[], today: string): Sql {
  const fresh = dayBefore(today, FRESH_DAYS);
  const ageing = dayBefore(today, AGEING_DAYS);
  return sql`(case when c.sure_on >= ${fresh}::date then 'fresh' when c.sure_on >= ${ageing}::date then 'ageing' else 'unknown' end) = any(${states})`;
}

function conditionsFor(call: Call, input: ListResources): Sql[] {
  const conditions: Sql[] = [];
  if (input.kind?.length) conditions.push(sql`r.kind = any(${input.kind})`);
  if (input.item?.length) conditions.push(sql`r.items && ${input.item}::text[]`);
  if (input.status?.length) conditions.push(sql`r.status = any(${input.status})`);
  if (input.providerKind?.length) conditions.push(sql`r.provider_kind = any(${input.providerKind})`);
  if (input.organizationId) conditions.push(sql`r.organization_id = ${input.organizationId}`);
  if (input.import) conditions.push(sql`r.import_id = ${input.import}`);
  if (input.freshness?.length) conditions.push(freshnessCondition(input.freshness, call.today));
  // based there, or serving it or a part of it
  if (input.division) conditions.push(sql`((r.home_code >= ${input.division} and r.home_code < ${`${input.division}:`})
    or exists (select 1 from unnest(r.reach_codes) as reach(code) where starts_with(code, ${input.division}) or starts_with(${input.division}, code)))`);
  if (input.q) {
    const tokens = tokensAsked(input.q);
    const isParty = scopeOf(call.actor).dbRole === 'sanshe_party';
    conditions.push(isParty || tokens.length === 0 ? sql`position(${input.q} in r.provider_name || r.description) > 0` : sql`r.id in (${idsWithTokens('resource', tokens)})`);
  }
  return conditions;
}

type Named = StoredResource & { homeName: string; reachNames: string[]; sortValue: string };

async function rowsOf(tx: Tx, call: Call, input: ListResources, limit: number): Promise<Named[]> {
  const isDown = input.sort.startsWith('-');
  const sorted = raw(SORTS[input.sort.replace('-', '') as keyof typeof SORTS]);
  const cursor = decodeCursor(input.after);
  const conditions = conditionsFor(call, input);
  if (cursor) conditions.push(sql`(${sorted}, r.id) ${raw(isDown ? '<' : '>')} (${String(cursor.value)}, ${cursor.id}::uuid)`);
  return tx.many<Named>(sql`
    select ${resourceColumns}, ${sorted} as "sortValue", coalesce((select name from division d where d.city = r.city and d.code = r.home_code), r.home_code) as "homeName",
      array(select coalesce(d.name, reach.code) from unnest(r.reach_codes) with ordinality as reach(code, place) left join division d on d.city = r.city and d.code = reach.code order by place) as "reachNames"
    from resource r ${capacityOf(call.today)} ${conditionsOf(conditions)}
    order by ${sorted} ${raw(isDown ? 'desc' : 'asc')}, r.id ${raw(isDown ? 'desc' : 'asc')} limit ${limit}`);
}

function toRow(call: Call, row: Named): ResourceRow {
  const capacity = { quantity: row.quantity, unit: row.unit, per: row.per, confirmedOn: row.confirmedOn, confirmedByName: row.confirmedByName };
  const freshness = freshnessOf(sureOn(row), call.today), total = unitsBelieved(freshness, capacity, row.items, row.unitCostFen);
  return {
    id: row.id, providerName: row.providerName, providerKind: row.providerKind, organizationId: row.organizationId, kind: row.kind, items: row.items, description: row.description, status: row.status,
    homeCode: row.homeCode, homeName: row.homeName, divisionCode: row.divisionCode, reachNames: row.reachNames, reachKm: row.reachKm, slotWords: row.slotWords, languages: row.languages,
    validUntil: row.validUntil, capacity, freshness, aliveOn: row.aliveOn, unitsTotal: total, unitsUsed: row.unitsUsed, unitsLeft: unitsLeft(total, row.unitsUsed, { cap: row.weeklyCap, used: row.usedThisWeek }),
  };
}

/** Resources that the actor may see, a page at a time; `total` is exact. */
export async function listResources(tx: Tx, call: Call, input: ListResources): Promise<{ total: number; items: ResourceRow[]; next: string | null }> {
  const [counted, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from resource r ${capacityOf(call.today)} ${conditionsOf(conditionsFor(call, input))}`),
    rowsOf(tx, call, input, input.limit + 1),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { total: counted.total, items: page.map((row) => toRow(call, row)), next: rows.length > input.limit && last ? encodeCursor({ value: last.sortValue, id: last.id }) : null };
}

/** As many as a choice can show; whoever is further away is found by name. */
const MOST_SERVING = 50;

/** Who serves a community with an item today, by the rule by which an offer is admitted; the nearest first, those with something left before those without. */
export async function listServing(tx: Tx, call: Call, { community, item, q }: ListServing): Promise<{ items: ResourceRow[] }> {
  const rows = await rowsOf(tx, call, { q, item: [item], status: ['active'], sort: 'provider', limit: MOST_ROWS }, MOST_ROWS);
  const isUsable = (row: Named) => (row.validFrom ?? call.today) <= call.today && (row.validUntil ?? call.today) >= call.today;
  const near = (row: Named) => commonDivision([community, row.homeCode]).length;
  const serving = rows.filter((row) => isUsable(row) && divisionsServed(row).some((code) => isWithin(community, code)));
  const shown = serving.map((row) => ({ near: near(row), row: toRow(call, row) }));
  const isFull = ({ row }: { row: ResourceRow }) => Number(row.unitsTotal !== null && row.unitsLeft <= 0);
  return { items: shown.sort((a, b) => b.near - a.near || isFull(a) - isFull(b)).slice(0, MOST_SERVING).map(({ row }) => row) };
}

// 50,000: the same bound as the page's own export
const MOST_ROWS = 50_000;
const say = makeSay([messages]);

/** Exactly what is seen: the same filters, order and columns. */
export async function exportResources(tx: Tx, call: Call, input: ReturnType<typeof ExportResources.parse>): Promise<FileAnswer> {
  const words = (key: string, details?: Record<string, unknown>) => say(call.language, `resources.${key}`, details);
  const columns: SheetColumn<ResourceRow>[] = [
    { key: 'provider', label: words('field.provider'), width: 30, value: (row) => row.providerName },
    { key: 'providerKind', label: words('field.providerKind'), value: (row) => words(`providerKind.${row.providerKind}`) },
    { key: 'kind', label: words('field.kind'), value: (row) => words(`kind.${row.kind}`) },
    { key: 'items', label: words('field.items'), width: 30, value: (row) => listed(call.language, row.items.map((item) => ITEMS[item as ItemCode][call.language])) },
    { key: 'status', label: words('field.status'), value: (row) => words(`status.${row.status}`) },
    { key: 'capacity', label: words('field.capacity'), value: (row) => capacityWords(row.capacity, (key, details) => words(key, details)) },
    { key: 'unitsLeft', label: words('field.unitsLeft'), value: (row) => row.unitsLeft },
    { key: 'freshness', label: words('field.freshness'), value: (row) => words(`freshness.${row.freshness}`) },
    { key: 'confirmedOn', label: words('field.confirmedOn'), value: (row) => row.capacity.confirmedOn },
    { key: 'home', label: words('field.home'), value: (row) => row.homeName },
    { key: 'reach', label: words('field.reach'), width: 30, value: (row) => (row.reachKm ? words('km', { km: row.reachKm }) : listed(call.language, row.reachNames)) },
    { key: 'slotWords', label: words('field.slotWords'), value: (row) => row.slotWords },
    { key: 'languages', label: words('field.languages'), value: (row) => listed(call.language, row.languages.map((code) => words(`language.${code}`))) },
    { key: 'validUntil', label: words('field.validUntil'), value: (row) => row.validUntil },
    { key: 'description', label: words('field.description'), width: 40, value: (row) => row.description },
  ];
  const { after: _after, ...everything } = input;
  const rows = (await rowsOf(tx, call, everything as ListResources, MOST_ROWS)).map((row) => toRow(call, row));
  return workbookOf(`${words('title')}-${call.today}.xlsx`, words('title'), chosenColumns(columns, input.columns), rows);
}

/** One resource with every statement of its capacity; its phone masked. */
export async function readResource(tx: Tx, call: Call, resourceId: string): Promise<ResourceAnswer> {
  const [found, capacities, taking] = await Promise.all([findResource(tx, resourceId, call.today), listCapacities(tx, resourceId), listTaking(tx, resourceId)]);
  if (!found) throw new NotFound('resource', resourceId);
  const places = await tx.many<{ code: string; name: string }>(sql`select code, name from division where code = any(${[found.homeCode, ...found.reachCodes]})`);
  const nameOf = (code: string) => places.find((place) => place.code === code)?.name ?? code;
  const row = toRow(call, { ...found, homeName: nameOf(found.homeCode), reachNames: found.reachCodes.map(nameOf), sortValue: '' });
  return {
    ...row, reachCodes: found.reachCodes, slots: found.slots, qualifications: found.qualifications, workerSexes: found.workerSexes, unitCostFen: found.unitCostFen, weeklyCap: found.weeklyCap, usedThisWeek: found.usedThisWeek, contactName: found.contactName,
    phone: found.phoneSealed ? maskPhone(call.vault.open(found.phoneSealed)) : null, validFrom: found.validFrom, version: found.version, oneAtATime: found.oneAtATime, closedDays: found.closedDays, importId: found.importId, importPlace: found.importPlace,
    typed: found.typed, capacities, alsoTakesId: found.alsoTakesId, alsoTakesUnits: found.alsoTakesUnits, alsoTakesName: await findNameOf(tx, found.alsoTakesId), takenBy: taking.map(({ divisionCode: _, ...one }) => one),
    isKeptHere: isWithin(found.homeCode, call.actor.divisionCode) || (call.actor.organizationId !== null && call.actor.organizationId === found.organizationId),
  };
}
