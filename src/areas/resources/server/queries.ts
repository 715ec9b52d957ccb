import { addDays, clockOf, dayOf, type LocalDate } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { empty, join, sql, type Sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { WorkerSex } from '../../needs/core/need.ts';
import type { ProviderKind, ResourceKind, ResourceStatus } from '../core/resource.ts';
import { periodEnd, periodStart, type Capacity, type CapacityPeriod, type CapacityUnit } from '../core/units.ts';

/** A row as it is written; the phone is sealed, in hexadecimal. */
export type NewResource = {
  id: string; divisionCode: string; homeCode: string; organizationId: string | null; providerName: string; providerKind: ProviderKind; kind: ResourceKind; items: string[];
  description: string; reachCodes: string[]; reachKm: number | null; slots: string[] | null; slotWords: string | null; qualifications: string[]; languages: string[]; workerSexes: WorkerSex[];
  unitCostFen: number; weeklyCap: number | null; oneAtATime: boolean; closedDays: string[]; contactName: string | null; phoneSealed: string | null; validFrom: string | null; validUntil: string | null;
  importId: string | null; importPlace: string | null; typed: Record<string, unknown> | null;
};

export function insertResources(tx: Tx, call: Call, resources: NewResource[]): void {
  tx.send(sql`
    insert into resource (city, id, division_code, home_code, organization_id, provider_name, provider_kind, kind, items, description, reach_codes, reach_km, slots, slot_words,
      qualifications, languages, worker_sexes, unit_cost_fen, weekly_cap, one_at_a_time, closed_days, contact_name, phone_sealed, valid_from, valid_until, import_id, import_place, typed, created_at, updated_at)
    select ${call.actor.city}, id, "divisionCode", "homeCode", "organizationId", "providerName", "providerKind", kind, items, description, "reachCodes", "reachKm", slots, "slotWords",
      qualifications, languages, "workerSexes", "unitCostFen", "weeklyCap", "oneAtATime", "closedDays", "contactName", "phoneSealed", "validFrom", "validUntil", "importId", "importPlace", typed, ${call.now}, ${call.now}
    from ${tableOf('g', resources, {
      id: 'uuid', divisionCode: 'text', homeCode: 'text', organizationId: 'uuid', providerName: 'text', providerKind: 'text', kind: 'text', items: 'text[]',
      description: 'text', reachCodes: 'text[]', reachKm: 'integer', slots: 'text[]', slotWords: 'text', qualifications: 'text[]', languages: 'text[]', workerSexes: 'text[]',
      unitCostFen: 'bigint', weeklyCap: 'integer', oneAtATime: 'boolean', closedDays: 'text[]', contactName: 'text', phoneSealed: 'bytea', validFrom: 'date', validUntil: 'date', importId: 'uuid', importPlace: 'text',
      typed: 'jsonb',
    })}`);
}

export type NewCapacity = Capacity & { id: string; divisionCode: string; resourceId: string; organizationId: string | null; confirmedOn: LocalDate };

/** Capacity is stated, never changed: the newest statement counts. */
export function insertCapacities(tx: Tx, call: Call, capacities: NewCapacity[]): void {
  tx.send(sql`
    insert into capacity (city, id, division_code, resource_id, organization_id, quantity, unit, per, confirmed_on, confirmed_by, confirmed_by_name)
    select ${call.actor.city}, id, "divisionCode", "resourceId", "organizationId", quantity, unit, per, "confirmedOn", ${call.actor.accountId}::uuid, ${call.actor.name}
    from ${tableOf('g', capacities, { id: 'uuid', divisionCode: 'text', resourceId: 'uuid', organizationId: 'uuid', quantity: 'integer', unit: 'text', per: 'text', confirmedOn: 'date' })}`);
}

export type StoredResource = Omit<NewResource, 'phoneSealed'> & {
  phoneSealed: Buffer | null; status: ResourceStatus; version: number; alsoTakesId: string | null; alsoTakesUnits: number;
  capacityId: string; quantity: number | null; unit: CapacityUnit; per: CapacityPeriod; confirmedOn: LocalDate; confirmedByName: string; aliveOn: LocalDate | null; unitsUsed: number; usedThisWeek: number;
};

/** The first and last days of the running week, month and term, for `used`. */
export function periodsOn(today: LocalDate): Record<Exclude<CapacityPeriod, 'once'>, { from: LocalDate; to: LocalDate }> {
  const span = (per: Exclude<CapacityPeriod, 'once'>) => { const from = periodStart(per, today, today); return { from, to: periodEnd(per, from) }; };
  return { week: span('week'), month: span('month'), term: span('term') };
}

/**
 * The newest capacity of resource r as c, and what of it is taken as u: everything open, unless it is fixed for a later period, and what was
 * delivered in the running one. What is given once is counted since it was stated. The same of the running week, for those that take so many a week at the most.
 */
export function capacityOf(today: LocalDate): Sql {
  const { week, month, term } = periodsOn(today);
  return sql`
    join lateral (select id, quantity, unit, per, confirmed_on, confirmed_by_name, greatest(confirmed_on, r.alive_on) as sure_on,
        case per when 'week' then ${week.from}::date when 'month' then ${month.from}::date when 'term' then ${term.from}::date else confirmed_on end as period_from,
        case per when 'week' then ${week.to}::date when 'month' then ${month.to}::date when 'term' then ${term.to}::date else 'infinity'::date end as period_to
      from capacity where city = r.city and resource_id = r.id order by confirmed_on desc, id desc limit 1) c on true
    cross join lateral (select coalesce(sum(units) filter (where (is_open and (on_day is null or on_day <= c.period_to)) or (not is_open and on_day >= c.period_from)), 0)::int as used,
        coalesce(sum(units) filter (where (is_open and (on_day is null or on_day <= ${week.to}::date)) or (not is_open and on_day >= ${week.from}::date)), 0)::int as this_week
      from capacity_use where city = r.city and resource_id = r.id and (is_open or on_day >= least(c.period_from, ${week.from}::date))) u`;
}

export const resourceColumns = sql`r.id, r.division_code as "divisionCode", r.home_code as "homeCode", r.organization_id as "organizationId", r.provider_name as "providerName",
  r.provider_kind as "providerKind", r.kind, r.items, r.description, r.reach_codes as "reachCodes", r.reach_km as "reachKm", r.slots, r.slot_words as "slotWords", r.qualifications, r.languages, r.worker_sexes as "workerSexes",
  r.unit_cost_fen as "unitCostFen", r.contact_name as "contactName", r.phone_sealed as "phoneSealed", r.valid_from as "validFrom", r.valid_until as "validUntil", r.import_id as "importId",
  r.import_place as "importPlace", r.typed, r.status, r.version, r.also_takes_id as "alsoTakesId", r.also_takes_units as "alsoTakesUnits", c.id as "capacityId", c.quantity, c.unit, c.per, c.confirmed_on as "confirmedOn", c.confirmed_by_name as "confirmedByName", r.alive_on as "aliveOn", u.used as "unitsUsed", r.weekly_cap as "weeklyCap", u.this_week as "usedThisWeek", r.one_at_a_time as "oneAtATime", r.closed_days as "closedDays"`;

export async function findResource(tx: Tx, resourceId: string, today: LocalDate, forUpdate = false): Promise<StoredResource | null> {
  return tx.maybe(sql`select ${resourceColumns} from resource r ${capacityOf(today)} where r.id = ${resourceId}${forUpdate ? sql` for no key update of r` : empty}`);
}

/** What an organisation, or the holder of one resource's link, keeps: all that has not ended, in the order of its names. */
export const listKept = (tx: Tx, today: LocalDate, { organizationId, resourceId }: { organizationId: string | null; resourceId: string | null }): Promise<StoredResource[]> => tx.many(sql`
  select ${resourceColumns} from resource r ${capacityOf(today)}
  where r.city = current_setting('app.city') and ${organizationId ? sql`r.organization_id = ${organizationId}` : sql`r.id = ${resourceId}`} and r.status <> 'ended' order by r.provider_name, r.items, r.id limit 500`);

/** A resource r, of organisation o, that may be called on today. */
const callable = (today: LocalDate): Sql => sql`(r.status = 'active' and (r.valid_from is null or r.valid_from <= ${today}) and (r.valid_until is null or r.valid_until >= ${today})
  and (r.organization_id is null or o.status = 'active'))`;

/** These resources, whether or not they may be called on today. */
export async function listByIds(tx: Tx, today: LocalDate, ids: string[]): Promise<(StoredResource & { isUsable: boolean })[]> {
  return tx.many(sql`select ${resourceColumns}, coalesce(${callable(today)}, false) as "isUsable" from resource r ${capacityOf(today)}
    left join organization o on o.city = r.city and o.id = r.organization_id where r.id = any(${ids}::uuid[]) order by r.id`);
}

/** Every resource that may be called on today, whose organisation is at work, in a fixed order. */
export async function listActive(tx: Tx, today: LocalDate, item: string | null): Promise<StoredResource[]> {
  return tx.many(sql`select ${resourceColumns} from resource r ${capacityOf(today)}
    left join organization o on o.city = r.city and o.id = r.organization_id
    where ${callable(today)} ${item ? sql`and ${item} = any(r.items)` : empty} order by r.id`);
}

export async function listCapacities(tx: Tx, resourceId: string): Promise<(Capacity & { confirmedOn: LocalDate; confirmedByName: string })[]> {
  return tx.many(sql`select quantity, unit, per, confirmed_on as "confirmedOn", confirmed_by_name as "confirmedByName" from capacity
    where resource_id = ${resourceId} order by confirmed_on desc, id desc limit 60`);
}

export type ChangedFacts = Pick<StoredResource, 'alsoTakesId' | 'alsoTakesUnits'> & Omit<NewResource, 'id' | 'homeCode' | 'organizationId' | 'phoneSealed' | 'importId' | 'importPlace' | 'typed'> & { phoneSealed: Buffer | null };

export function saveResource(tx: Tx, call: Call, id: string, facts: ChangedFacts): void {
  tx.send(sql`
    update resource set division_code = ${facts.divisionCode}, provider_name = ${facts.providerName}, provider_kind = ${facts.providerKind}, kind = ${facts.kind}, items = ${facts.items},
      description = ${facts.description}, reach_codes = ${facts.reachCodes}, reach_km = ${facts.reachKm}, slots = ${facts.slots}, slot_words = ${facts.slotWords},
      qualifications = ${facts.qualifications}, languages = ${facts.languages}, worker_sexes = ${facts.workerSexes}, unit_cost_fen = ${facts.unitCostFen}, weekly_cap = ${facts.weeklyCap}, one_at_a_time = ${facts.oneAtATime}, closed_days = ${facts.closedDays}, contact_name = ${facts.contactName},
      phone_sealed = ${facts.phoneSealed}, valid_from = ${facts.validFrom}, valid_until = ${facts.validUntil}, also_takes_id = ${facts.alsoTakesId}, also_takes_units = ${facts.alsoTakesUnits}, version = version + 1, updated_at = ${call.now}
    where id = ${id}`);
  tx.send(sql`update booking set division_code = ${facts.divisionCode}, one_at_a_time = (case when upper(during) <= ${localMoment(call.now)}::timestamp then one_at_a_time else ${facts.oneAtATime} end)
    where city = ${call.actor.city} and resource_id = ${id} and released_at is null and (division_code <> ${facts.divisionCode} or one_at_a_time <> ${facts.oneAtATime})`);
  tx.send(sql`update capacity set division_code = ${facts.divisionCode} where resource_id = ${id} and division_code <> ${facts.divisionCode}`);
}

/** By China's clock, as bookings are. */
const localMoment = (now: Date): string => `${dayOf(now)} ${clockOf(now)}`;

export function saveResourceStatus(tx: Tx, call: Call, id: string, status: ResourceStatus): void {
  tx.send(sql`update resource set status = ${status}, version = version + 1, updated_at = ${call.now} where id = ${id}`);
}

/** Once a day at the most: whoever takes on the second case of a day waits for nobody. */
export const markAlive = (tx: Tx, id: string, on: LocalDate): void =>
  tx.send(sql`update resource set alive_on = ${on} where city = current_setting('app.city') and id = ${id} and (alive_on is null or alive_on < ${on})`);

/** The day before which a statement is no longer fresh, or no longer known. */
export const dayBefore = (today: LocalDate, days: number): LocalDate => addDays(today, -days);

export const conditionsOf = (conditions: Sql[]): Sql => (conditions.length > 0 ? sql`where ${join(conditions, ' and ')}` : empty);
