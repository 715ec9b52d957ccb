import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { maskPhone, maskResidentId } from '../../people/core/mask.ts';
import type { Compared, Evidence } from '../core/contract.ts';

/** One record as it is compared: each value with what stands for it in the comparison, for shown are only the last digits of a telephone. */
type Value = { shown: string; is: string };
export type Likeness = { id: string; title: string; path: string; facts: Map<Evidence, Value[]> };

const plain = (...values: (string | null)[]): Value[] => values.flatMap((value) => (value ? [{ shown: value, is: value.replace(/\s/g, '').toLowerCase() }] : []));
const masked = (call: Call, sealed: (string | null)[], mask: (value: string) => string): Value[] => sealed.flatMap((hex) => {
  if (!hex) return [];
  const value = call.vault.open(Buffer.from(hex, 'hex'));
  return [{ shown: mask(value), is: value }];
});

type Person = { id: string; fullName: string; sex: string; birthDate: string | null; address: string | null; place: string; phones: string[]; number: string | null; items: string[] };
async function people(tx: Tx, call: Call, ids: string[]): Promise<Likeness[]> {
  const rows = await tx.many<Person>(sql`
    select p.id, p.full_name as "fullName", p.sex, p.birth_date::text as "birthDate", p.address, coalesce(d.name, '') as place, encode(p.id_sealed, 'hex') as number,
      array(select encode(c.phone_sealed, 'hex') from contact c where c.city = p.city and c.person_id = p.id order by c.created_at, c.id) as phones,
      array(select distinct n.item from need n where n.city = p.city and n.person_id = p.id and n.status <> 'merged') as items
    from person p left join division d on d.city = p.city and d.code = p.division_code where p.city = current_setting('app.city') and p.id = any(${ids}::uuid[])`);
  return rows.map((row) => ({ id: row.id, title: row.fullName, path: `/people/${row.id}`, facts: new Map<Evidence, Value[]>([
    ['name', plain(row.fullName)], ['phone', masked(call, row.phones, maskPhone)], ['residentId', masked(call, [row.number], maskResidentId)], ['birthDate', plain(row.birthDate)],
    ['sex', row.sex === 'unknown' ? [] : plain(row.sex)], ['place', plain(row.place)], ['address', plain(row.address)], ['item', plain(...row.items)],
  ]) }));
}

type Need = { id: string; fullName: string | null; item: string; description: string; heardOn: string; place: string };
async function needs(tx: Tx, _call: Call, ids: string[]): Promise<Likeness[]> {
  const rows = await tx.many<Need>(sql`
    select n.id, p.full_name as "fullName", n.item, n.description, n.heard_on::text as "heardOn", coalesce(d.name, '') as place
    from need n left join person p on p.city = n.city and p.id = n.person_id left join division d on d.city = n.city and d.code = n.division_code where n.city = current_setting('app.city') and n.id = any(${ids}::uuid[])`);
  return rows.map((row) => ({ id: row.id, title: row.fullName ?? row.place, path: `/needs/${row.id}`, facts: new Map<Evidence, Value[]>([
    ['name', plain(row.fullName)], ['item', plain(row.item)], ['words', plain(row.description)], ['heardOn', plain(row.heardOn)], ['place', plain(row.place)],
  ]) }));
}

type Resource = { id: string; provider: string; items: string[]; phone: string | null; contactName: string | null; slotWords: string | null; place: string };
async function resources(tx: Tx, call: Call, ids: string[]): Promise<Likeness[]> {
  const rows = await tx.many<Resource>(sql`
    select r.id, r.provider_name as provider, r.items, encode(r.phone_sealed, 'hex') as phone, r.contact_name as "contactName", r.slot_words as "slotWords", coalesce(d.name, '') as place
    from resource r left join division d on d.city = r.city and d.code = r.home_code where r.city = current_setting('app.city') and r.id = any(${ids}::uuid[])`);
  return rows.map((row) => ({ id: row.id, title: row.provider, path: `/resources/${row.id}`, facts: new Map<Evidence, Value[]>([
    ['name', plain(row.provider)], ['item', plain(...row.items)], ['phone', masked(call, [row.phone], maskPhone)], ['contact', plain(row.contactName)], ['place', plain(row.place)], ['times', plain(row.slotWords)],
  ]) }));
}

type Organization = { id: string; name: string; uscc: string | null; phone: string | null; contactName: string | null; address: string | null; place: string };
async function organizations(tx: Tx, call: Call, ids: string[]): Promise<Likeness[]> {
  const rows = await tx.many<Organization>(sql`
    select o.id, o.name, o.uscc, encode(o.phone_sealed, 'hex') as phone, o.contact_name as "contactName", o.address, coalesce(d.name, '') as place
    from organization o left join division d on d.city = o.city and d.code = o.division_code where o.city = current_setting('app.city') and o.id = any(${ids}::uuid[])`);
  return rows.map((row) => ({ id: row.id, title: row.name, path: `/organizations/${row.id}`, facts: new Map<Evidence, Value[]>([
    ['name', plain(row.name)], ['creditCode', plain(row.uscc)], ['phone', masked(call, [row.phone], maskPhone)], ['contact', plain(row.contactName)], ['place', plain(row.place)], ['address', plain(row.address)],
  ]) }));
}

const LOADERS = { person: people, need: needs, resource: resources, organization: organizations };

/** The records that questions of one kind are about, by id; one out of the reader's sight is missing. */
export async function recordsOf(tx: Tx, call: Call, kind: keyof typeof LOADERS, ids: string[]): Promise<Map<string, Likeness>> {
  return new Map(ids.length === 0 ? [] : (await LOADERS[kind](tx, call, ids)).map((record) => [record.id, record]));
}

/** What is known of either, line by line, and whether the two agree in it: in one value at least. */
export function compare(first: Likeness | undefined, second: Likeness | undefined): Compared[] {
  const keys = [...new Set([...(first?.facts.keys() ?? []), ...(second?.facts.keys() ?? [])])];
  return keys.flatMap((fact) => {
    const [one, other] = [first?.facts.get(fact) ?? [], second?.facts.get(fact) ?? []];
    if (one.length + other.length === 0) return [];
    const agrees = one.length === 0 || other.length === 0 ? 'unknown' as const : one.some(({ is }) => other.some((value) => value.is === is)) ? 'yes' as const : 'no' as const;
    return [{ fact, first: one.map(({ shown }) => shown), second: other.map(({ shown }) => shown), agrees }];
  });
}
