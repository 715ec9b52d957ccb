import { ancestorsOf, isWithin } from '../../../kernel/division.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { PlaceWithPhone, ServicePhone, SetServicePhone } from '../core/contract.ts';
import { servicePhone } from '../core/service-phone.ts';
import { findDivisionName } from './queries.ts';

const nearestOf = (phones: Map<string, ServicePhone>, code: string): ServicePhone | null =>
  [code, ...ancestorsOf(code).reverse()].map((place) => phones.get(place)).find((known) => known !== undefined) ?? null;

const phonesOf = async (tx: Tx, codes: string[]): Promise<Map<string, ServicePhone>> => new Map((await tx.many<ServicePhone>(sql`
  select s.phone, s.division_code as "placeCode", d.name as "placeName" from service_phone s join division d on d.city = s.city and d.code = s.division_code
  where s.city = current_setting('app.city') and s.phone is not null and s.division_code = any(${codes})`)).map((known) => [known.placeCode, known]));

/** Whom a resident of that place can call. */
export async function findServicePhone(tx: Tx, divisionCode: string): Promise<ServicePhone | null> {
  return nearestOf(await phonesOf(tx, [divisionCode, ...ancestorsOf(divisionCode)]), divisionCode);
}

/** One's own place, and below it the communities of the linkage and whichever else has a telephone. */
export async function listServicePhones(tx: Tx, call: Call): Promise<{ items: PlaceWithPhone[]; total: number }> {
  const own = call.actor.divisionCode;
  const places = await tx.many<{ code: string; name: string; above: string }>(sql`
    select d.code, d.name, coalesce(a.name, '') as above from division d left join division a on a.city = d.city and a.code = case length(d.code) when 12 then left(d.code, 9) when 9 then left(d.code, 6) when 6 then left(d.code, 4) end
    where d.city = current_setting('app.city') and d.code >= ${own} and d.code < ${`${own}:`} and d.valid_to is null and (d.code = ${own}
      or exists (select 1 from participation p where p.city = d.city and p.division_code = d.code and p.until_on is null)
      or exists (select 1 from service_phone s where s.city = d.city and s.division_code = d.code and s.phone is not null)) order by d.code`);
  const phones = await phonesOf(tx, [...new Set(places.flatMap(({ code }) => [code, ...ancestorsOf(code)]))]);
  return { items: places.map((place) => ({ ...place, phone: phones.get(place.code)?.phone ?? null, reaches: nearestOf(phones, place.code) })), total: places.length };
}

// More than these nobody reads through on a telephone: the city, its banners, then streets and communities.
const MOST_PUBLIC = 12;

/** The telephones that places give their residents, for whoever holds a slip that does not open. */
export async function listPublicPhones(tx: Tx): Promise<{ items: { name: string; phone: string }[]; total: number }> {
  const items = await tx.many<{ name: string; phone: string }>(sql`
    select d.name, s.phone from service_phone s join division d on d.city = s.city and d.code = s.division_code
    where s.city = current_setting('app.city') and s.phone is not null order by length(s.division_code), s.division_code limit ${MOST_PUBLIC}`);
  return { items, total: items.length };
}

/** Gives a place its telephone, another one, or none. */
export async function setServicePhone(tx: Tx, call: Call, { divisionCode, phone }: Omit<SetServicePhone, 'requestId'>): Promise<Result<{ servicePhoneId: string; divisionCode: string; phone: string | null }, { code: 'notAPhone'; typed: string }>> {
  const own = call.actor.role === 'system' ? call.actor.city : call.actor.divisionCode;
  if (!isWithin(divisionCode, own) || !await findDivisionName(tx, divisionCode)) throw new NotFound('division', divisionCode);
  const read = servicePhone(phone);
  if (!read.ok) return read;
  const { id } = await tx.one<{ id: string }>(sql`
    insert into service_phone (city, id, division_code, phone, set_by, set_at) values (${call.actor.city}, ${newId()}, ${divisionCode}, ${read.value}, ${call.actor.accountId}, ${call.now})
    on conflict (city, division_code) do update set phone = excluded.phone, set_by = excluded.set_by, set_at = excluded.set_at returning id`);
  return ok({ servicePhoneId: id, divisionCode, phone: read.value });
}
