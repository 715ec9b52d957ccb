import type { LocalDate } from '../../../../kernel/local-date.ts';
import { idsWithTokens, tokensAsked } from '../../../../platform/server/search-tokens.ts';
import { empty, join, sql, type Sql } from '../../../../platform/server/sql.ts';
import type { Tx } from '../../../../platform/server/tx.ts';
import type { DirectoryRow } from '../../core/hsds.ts';
import { capacityOf, conditionsOf } from '../queries.ts';

export type Wanted = { id?: string; organizationIds?: string[]; search?: string | undefined; items?: string[]; modifiedAfter?: string | undefined; isParty?: boolean };

/** What one person offers by himself is no entry of a directory: it is asked for through a referral. */
const LISTED = sql`r.provider_kind <> 'individual'`;

function conditionsFor({ id, organizationIds, search, items, modifiedAfter, isParty }: Wanted): Sql {
  const conditions = [LISTED], tokens = search ? tokensAsked(search) : [];
  if (id) conditions.push(sql`r.id = ${id}`);
  if (organizationIds) conditions.push(sql`r.organization_id = any(${organizationIds}::uuid[])`);
  if (items) conditions.push(sql`r.items && ${items}::text[]`);
  if (modifiedAfter) conditions.push(sql`r.updated_at >= ${modifiedAfter}::timestamptz`);
  // an organisation's own role reads no words of the register; it has few resources
  if (search) conditions.push(isParty || tokens.length === 0 ? sql`position(${search} in r.provider_name || r.description) > 0` : sql`r.id in (${idsWithTokens('resource', tokens)})`);
  return conditionsOf(conditions);
}

const nameOf = (code: Sql): Sql => sql`coalesce((select d.name from division d where d.city = r.city and d.code = ${code}), ${code})`;

export async function listDirectory(tx: Tx, today: LocalDate, wanted: Wanted, place: { offset: number; limit: number } | null = null): Promise<DirectoryRow[]> {
  return tx.many(sql`
    select r.id, r.organization_id as "organizationId", o.name as "organizationName", o.kind as "organizationKind", r.provider_name as "providerName", r.items, r.description, r.status, r.home_code as "homeCode",
      array(select ${nameOf(sql`left(r.home_code, length)`)} from unnest(array[4, 6, 9, 12]) as length where length <= char_length(r.home_code)) as "homePath",
      coalesce((select jsonb_agg(jsonb_build_object('code', reach.code, 'name', ${nameOf(sql`reach.code`)}) order by place) from unnest(r.reach_codes) with ordinality as reach(code, place)), '[]') as reach,
      r.reach_km as "reachKm", r.slots, r.slot_words as "slotWords", r.qualifications, r.languages, r.unit_cost_fen as "unitCostFen", r.valid_from as "validFrom", r.valid_until as "validUntil",
      to_char(r.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "updatedAt", r.weekly_cap as "weeklyCap", c.id as "capacityId", c.quantity, c.unit, c.per, c.confirmed_on as "confirmedOn", r.alive_on as "aliveOn", u.used as "unitsUsed", u.this_week as "usedThisWeek"
    from resource r ${capacityOf(today)} left join organization o on o.city = r.city and o.id = r.organization_id ${conditionsFor(wanted)}
    order by r.id ${place ? sql`limit ${place.limit} offset ${place.offset}` : empty}`);
}

export const countDirectory = async (tx: Tx, wanted: Wanted): Promise<number> => (await tx.one<{ total: number }>(sql`select count(*)::int as total from resource r ${conditionsFor(wanted)}`)).total;

export type OrganizationRow = { id: string; name: string; kind: string; uscc: string | null };

export async function listOrganizationsTold(tx: Tx, { id, search }: { id?: string; search?: string | undefined }, place: { offset: number; limit: number }): Promise<{ total: number; rows: OrganizationRow[] }> {
  const conditions = [sql`o.status <> 'ended'`, ...(id ? [sql`o.id = ${id}`] : []), ...(search ? [sql`position(${search} in o.name) > 0`] : [])];
  const where = sql`where ${join(conditions, ' and ')}`;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from organization o ${where}`),
    tx.many<OrganizationRow>(sql`select o.id, o.name, o.kind, o.uscc from organization o ${where} order by o.id limit ${place.limit} offset ${place.offset}`),
  ]);
  return { total, rows };
}
