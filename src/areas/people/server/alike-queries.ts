import { sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';

/** What of a person of the register is compared. The number's blind index is equal where the numbers are. */
export type AlikeRow = {
  id: string; fullName: string; otherNames: string[]; sex: 'male' | 'female' | 'unknown'; birthDate: string | null; divisionCode: string; address: string | null; numberIndex: string | null;
};

const ROW = sql`p.id, p.full_name as "fullName", p.other_names as "otherNames", p.sex, p.birth_date::text as "birthDate", p.division_code as "divisionCode", p.address, encode(p.id_index, 'hex') as "numberIndex"`;
const IS_HERE = sql`p.merged_into is null and p.taken_back_on is null`;
// the policy joins two ranges with OR, which is no index condition
const WITHIN = sql`s.city = current_setting('app.city') and s.kind = 'person' and s.division_code >= current_setting('app.lo', true) and s.division_code < current_setting('app.hi', true)`;

/** Whom one of these phones reaches, by blind index. */
export const listByPhones = (tx: Tx, phoneIndexes: Buffer[]): Promise<(AlikeRow & { phoneIndex: string })[]> => tx.many(sql`
  select ${ROW}, encode(c.phone_index, 'hex') as "phoneIndex" from contact c join person p on p.city = c.city and p.id = c.person_id
  where c.city = current_setting('app.city') and c.phone_index = any(${phoneIndexes}::bytea[]) and c.kind <> 'contactPerson' and ${IS_HERE}`);

export type Blocks = { name: string; readings: string[]; days: string[]; birthDate: string | null; divisionCode: string; words: string[]; phoneIndexes: Buffer[] };
export type Met = { rows: AlikeRow[]; sameName: number; soundAlike: number };

// Of a name that more bear, name and day of birth no longer say that two in two streets are one (alike-weights.ts); who shares a telephone or the street is met all the same.
const MOST_NAMESAKES = 1000;
// names that only sound alike are weaker, and there are more of them
const MOST_SOUNDING_ALIKE = 500;
const MOST_ROWS = 800;

/**
 * Those of the register worth comparing, by indexes alone: of the same reading, in the same street or born that day; of the same telephone; and of the same
 * community with the same first syllable, the same last two characters or the same door, as far as they may be of one day of birth.
 */
export async function listWorthComparing(tx: Tx, { name, readings, days, birthDate, divisionCode, words, phoneIndexes }: Blocks): Promise<Met> {
  const isBornNear = birthDate ? sql`(p.birth_date is null or p.birth_date = any(${days}::date[]) or abs(p.birth_date - ${birthDate}::date) < 366 or to_char(p.birth_date, 'MMDD') = to_char(${birthDate}::date, 'MMDD'))` : sql`true`;
  const street = divisionCode.slice(0, 9), [own, ...others] = readings;
  const sounding = (these: string[], more: Sql) => sql`
    select ${ROW}, p.birth_date from search_token s join person p on p.city = s.city and p.id = s.subject_id
    where ${WITHIN} and s.token = any(${these}::text[]) and p.name_pinyin = any(${these}::text[]) and ${IS_HERE} ${more}`;
  const rows = await tx.many<AlikeRow & { sameName: number; soundAlike: number }>(sql`
    with namesake as materialized (
      (${sounding(readings, sql`and s.division_code >= ${street} and s.division_code < ${`${street}:`}`)})
      union (${sounding([own!], sql`limit ${MOST_NAMESAKES}`)}) union (${sounding(others, sql`limit ${MOST_SOUNDING_ALIKE}`)})),
    met as (
      select id, "fullName", "otherNames", sex, "birthDate", "divisionCode", address, "numberIndex" from namesake where left("divisionCode", 9) = ${street} or birth_date = any(${days}::date[])
      union
      select ${ROW} from contact c join person p on p.city = c.city and p.id = c.person_id where c.city = current_setting('app.city') and c.phone_index = any(${phoneIndexes}::bytea[]) and ${IS_HERE}
      union
      select ${ROW} from search_token s join person p on p.city = s.city and p.id = s.subject_id
      where ${WITHIN} and s.token = any(${words}::text[]) and s.division_code = ${divisionCode} and ${isBornNear} and ${IS_HERE})
    select met.*, (select count(*) from namesake where "fullName" = ${name}) as "sameName", (select count(*) from namesake) as "soundAlike" from met
    order by ("fullName" = ${name}) desc, ("birthDate" = any(${days}::text[])) desc nulls last, id limit ${MOST_ROWS}`);
  return { rows, sameName: rows[0]?.sameName ?? 0, soundAlike: rows[0]?.soundAlike ?? 0 };
}

/** People as they are compared, by id; one out of the reader's sight is missing. */
export const listAlikeRows = (tx: Tx, personIds: string[]): Promise<(AlikeRow & { pinyin: string })[]> => tx.many(sql`select ${ROW}, p.name_pinyin as pinyin from person p where p.city = current_setting('app.city') and p.id = any(${personIds}::uuid[])`);

/** How many have each of these telephones as their own. */
export const countOnPhones = (tx: Tx, phoneIndexes: string[]): Promise<{ phoneIndex: string; holders: number }[]> => tx.many(sql`
  select encode(phone_index, 'hex') as "phoneIndex", count(*) as holders from contact where city = current_setting('app.city') and phone_index = any(array(select decode(i, 'hex') from unnest(${phoneIndexes}::text[]) as i)) and kind <> 'contactPerson' group by phone_index`);

/** Telephones of these people: their own and those of whom to call. */
export const listPhonesOf = (tx: Tx, personIds: string[]): Promise<{ personId: string; isOwn: boolean; phoneIndex: string; phoneSealed: Buffer }[]> => tx.many(sql`
  select person_id as "personId", kind <> 'contactPerson' as "isOwn", encode(phone_index, 'hex') as "phoneIndex", phone_sealed as "phoneSealed" from contact where city = current_setting('app.city') and person_id = any(${personIds}::uuid[])`);

/** About how many people the actor may see: what the database knows of its size, by the share of communities in reach. Exact enough to say how rare a name is. */
export async function estimateRegistered(tx: Tx): Promise<number> {
  const { registered } = await tx.one<{ registered: number }>(sql`
    select (select greatest(reltuples, 0) from pg_class where oid = 'person'::regclass)::float8 * count(*) filter (where code >= current_setting('app.lo', true) and code < current_setting('app.hi', true)) / greatest(count(*), 1) as registered
    from division where city = current_setting('app.city') and level = 'community'`);
  return registered;
}

/** How many of the register bear each of these names, and how many names that sound like it. */
export const countNamesakes = (tx: Tx, names: { name: string; pinyin: string }[]): Promise<{ name: string; sameName: number; soundAlike: number }[]> => tx.many(sql`
  select n.name, count(*) filter (where p.full_name = n.name) as "sameName", count(*) as "soundAlike" from unnest(${names.map(({ name }) => name)}::text[], ${names.map(({ pinyin }) => pinyin)}::text[]) as n(name, pinyin)
  cross join lateral (select p.full_name from search_token s join person p on p.city = s.city and p.id = s.subject_id where ${WITHIN} and s.token = n.pinyin and p.name_pinyin = n.pinyin and ${IS_HERE} limit 1000) p group by n.name`);
