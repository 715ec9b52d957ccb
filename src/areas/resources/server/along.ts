import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { divisionCovering } from '../core/resource.ts';
import type { StoredResource } from './queries.ts';

type Taken = { id: string; providerName: string; divisionCode: string; homeCode: string; organizationId: string | null; alsoTakesId: string | null };

const findTaken = (tx: Tx, id: string): Promise<Taken | null> => tx.maybe(sql`
  select id, provider_name as "providerName", division_code as "divisionCode", home_code as "homeCode", organization_id as "organizationId", also_takes_id as "alsoTakesId"
  from resource where id = ${id} and status <> 'ended'`);

/** The resources that take this one along, as far as the actor sees them. */
export const listTaking = (tx: Tx, resourceId: string): Promise<{ resourceId: string; providerName: string; divisionCode: string; units: number }[]> => tx.many(sql`
  select id as "resourceId", provider_name as "providerName", division_code as "divisionCode", also_takes_units as units from resource
  where city = current_setting('app.city') and also_takes_id = ${resourceId} order by provider_name, id`);

/**
 * What this resource could take along: of the same organisation or based at or serving the same place, and in sight of everybody who sees this one,
 * for whoever refers to it counts what is left of both.
 */
export const listToTakeAlong = (tx: Tx, resourceId: string): Promise<{ resourceId: string; providerName: string; homeName: string }[]> => tx.many(sql`
  select v.id as "resourceId", v.provider_name as "providerName", coalesce(d.name, v.home_code) as "homeName"
  from resource r join resource v on v.city = r.city and v.id <> r.id and v.status <> 'ended' and v.also_takes_id is null
    and (v.organization_id = r.organization_id or v.division_code = r.division_code or v.home_code = r.home_code) and starts_with(r.division_code, v.division_code)
  left join division d on d.city = v.city and d.code = v.home_code
  where r.id = ${resourceId} and not exists (select 1 from resource t where t.city = r.city and t.also_takes_id = r.id) order by v.provider_name, v.id limit 200`);

export const findNameOf = async (tx: Tx, id: string | null): Promise<string | null> => (id === null ? null : (await findTaken(tx, id))?.providerName ?? null);

/** Whether a resource may be as it is about to be saved: what it takes along, and what takes it along. */
export async function decideAlong(tx: Tx, before: StoredResource, after: StoredResource): Promise<Result<true>> {
  const divisionCode = divisionCovering(after), hasMoved = divisionCode !== before.divisionCode;
  if (hasMoved && (await listTaking(tx, before.id)).some((taking) => !isWithin(taking.divisionCode, divisionCode))) return refuse({ code: 'takenFromFarther' });
  const { alsoTakesId } = after;
  if (alsoTakesId === null || (alsoTakesId === before.alsoTakesId && !hasMoved)) return ok(true);
  if (alsoTakesId === before.id) return refuse({ code: 'takesItself' });
  const taken = await findTaken(tx, alsoTakesId);
  if (!taken) return refuse({ code: 'takenNotFound' });
  if (taken.alsoTakesId !== null || (await listTaking(tx, before.id)).length > 0) return refuse({ code: 'takesInChain' });
  const belongs = (taken.organizationId !== null && taken.organizationId === after.organizationId) || taken.divisionCode === divisionCode || taken.homeCode === after.homeCode;
  return belongs && isWithin(divisionCode, taken.divisionCode) ? ok(true) : refuse({ code: 'takenElsewhere', name: taken.providerName });
}
