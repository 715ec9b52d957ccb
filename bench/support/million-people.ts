import { pinyinOf } from '../../src/platform/server/pinyin.ts';
import { tokensOf } from '../../src/platform/server/search-tokens.ts';
import { heldOutKind } from './duplicate-kinds.ts';
import { chosenNames, heldOutNames } from './duplicate-names.ts';
import { chanceOf, ESTATES, nameOf, slippedName, type Written } from './duplicate-register.ts';
import type { Scratch } from './scratch.ts';

// as many as homes; three people to a home
const NAMES = 150_000;

type Asked = { id: string; name: string; birth: string; address: string; code: string; phone: string };

/** A million residents of all communities, written past the operations, for the size alone; answers five hundred of them to ask about, by id, written by another hand. */
export async function fillMillion({ owner, platform: { vault } }: Scratch, people: number): Promise<(Written & { id: string })[]> {
  // the commonest Han name has some three hundred bearers in a million, as in the country; one in ten has a Mongolian name, each of those some fifteen hundred
  const { male, female, mongolian, looks } = heldOutNames;
  const kind = { ...heldOutKind(5), mongolian: 0.1, names: { male: male + chosenNames.male, female: female + chosenNames.female, mongolian: [...mongolian, ...chosenNames.mongolian], looks } };
  const chance = chanceOf(5), evenly = { ...chance, oftenOf: chance.of };
  await owner.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB'; set work_mem = '64MB'`);
  // drawn as often as they are borne: 王伟 comes many times
  const names = Array.from({ length: NAMES }, () => nameOf(chance, evenly, kind, chance.of(['male', 'female'] as const)));
  const distinct = [...new Set(names)];
  await load(owner, 'bench_spelling', 'name text, "full" text, initials text, tokens text[]', distinct.map((name) => ({ name, ...pinyinOf(name), tokens: tokensOf(name) })));
  await load(owner, 'bench_name', 'n int, name text', names.map((name, n) => ({ n, name })));
  await load(owner, 'bench_estate', 'n int, estate text, tokens text[]', ESTATES.map((estate, n) => ({ n, estate, tokens: tokensOf(estate, { pinyin: false }) })));
  const homes = Math.ceil(people / 3);
  await owner.query('create temporary table bench_phone (n int, sealed bytea, index bytea, tail bytea)');
  for (let from = 0; from < homes; from += 20_000) {
    const phones = Array.from({ length: Math.min(20_000, homes - from) }, (_, i) => { const phone = phoneOf(from + i); return { n: from + i, sealed: vault.seal(phone).toString('hex'), index: vault.blindIndex('phone', phone).toString('hex'), tail: vault.blindIndex('phoneTail', phone.slice(-4)).toString('hex') }; });
    await owner.query(`insert into bench_phone select n, decode(sealed, 'hex'), decode(index, 'hex'), decode(tail, 'hex') from json_to_recordset($1::json) as t(n int, sealed text, index text, tail text)`, [JSON.stringify(phones)]);
  }
  const { rows: indexes } = await owner.query<{ table: string; name: string; made: string }>(`select tablename as table, indexname as name, indexdef as made from pg_indexes where tablename in ('person', 'contact') and indexdef not like '%UNIQUE%'`);
  await owner.query(`${indexes.map(({ name }) => `drop index ${name};`).join(' ')} alter table search_token drop constraint search_token_pkey;
    create temporary table bench_place as select row_number() over (order by code) - 1 as n, code from division where level = 'community';
    create temporary table bench_home as select h as n, abs(hashint4(h)) % (select count(*) from bench_place) as place, abs(hashint4(h + 7)) % ${ESTATES.length} as estate, 1 + h % 12 as building, 1 + h / 12 % 4 as unit, (1 + h / 48 % 6) * 100 + 1 + h / 288 % 2 as room from generate_series(0, ${homes - 1}) h;
    create temporary table bench_person as select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, n / 3 as home, abs(hashint4(n + 1)) % ${NAMES} as name, date '1930-01-01' + (abs(hashint4(n + 3)) % 33000) as born from generate_series(0, ${people - 1}) n;
    analyze bench_spelling; analyze bench_name; analyze bench_estate; analyze bench_phone; analyze bench_place; analyze bench_home; analyze bench_person;
    create temporary table bench_whole as select p.n, p.id, p.born, p.home, d.code, m.name, s."full", s.initials, s.tokens, e.estate || h.building || '号楼' || h.unit || '单元' || h.room || '室' as address,
        e.tokens || array[h.building || '号', h.unit || '单', h.room || '室', h.room::text] as places
      from bench_person p join bench_home h on h.n = p.home join bench_place d on d.n = h.place join bench_estate e on e.n = h.estate join bench_name m on m.n = p.name join bench_spelling s on s.name = m.name;
    insert into person (city, id, division_code, full_name, name_pinyin, name_initials, birth_date, sex, address) select '1506', id, code, name, "full", initials, case when n % 8 > 0 then born end, case n % 3 when 0 then 'male' when 1 then 'female' else 'unknown' end, address from bench_whole;
    insert into contact (city, id, division_code, person_id, kind, phone_sealed, phone_index, tail_index) select '1506', gen_random_uuid(), w.code, w.id, 'mobile', f.sealed, f.index, f.tail from bench_whole w join bench_phone f on f.n = w.home where w.n % 10 < 7;
    insert into search_token (city, kind, token, division_code, subject_id) select '1506', 'person', t.token, w.code, w.id from bench_whole w cross join lateral (select distinct token from unnest(w.tokens || w.places) token) t;
    alter table search_token add constraint search_token_pkey primary key (city, kind, token, division_code, subject_id);
    set session_replication_role = origin;`);
  for (const { made } of indexes) await owner.query(made);
  await owner.query('vacuum (analyze)');
  const { rows } = await owner.query<Asked>(`select id, name, to_char(born, 'YYYY-MM-DD') as birth, address, code, home::text as phone from bench_whole where n in (select abs(hashint4(i)) % ${people} from generate_series(1, 500) i)`);
  return rows.map(({ id, name, birth, address, code, phone }, i) => ({ id, is: i, fullName: slippedName(chance, kind, name), sex: 'unknown', birthDate: i % 5 === 0 ? null : birth, residentId: null, divisionCode: code, address: i % 3 === 0 ? null : address, phones: i % 2 === 0 ? [phoneOf(Number(phone))] : [], contactPhone: null }));
}

const phoneOf = (home: number): string => `142${String(home).padStart(8, '0')}`;

async function load(owner: Scratch['owner'], table: string, columns: string, rows: object[]): Promise<void> {
  await owner.query(`create temporary table ${table} (${columns})`);
  for (let from = 0; from < rows.length; from += 20_000) await owner.query(`insert into ${table} select * from json_to_recordset($1::json) as t(${columns})`, [JSON.stringify(rows.slice(from, from + 20_000))]);
}
