import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { levelOf, significantDigits } from '../../../kernel/division.ts';
import type { Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { everydayName, isServiceArea, kindOf } from '../core/kind.ts';

export type ImportedDivisions = { city: string; added: number; changed: number; ended: number };

/**
 * Takes a list of divisions (csv with columns code and name, or official_name; codes padded or not) as the state from a day on.
 * What is missing in it is not deleted: it ends on that day. Run as the owner, by `sanshe import divisions` and at the first start.
 */
export async function importDivisions(owner: pg.Client, text: string, source: string, from: string): Promise<ImportedDivisions> {
  const rows = (parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<string, string>[])
    .map((row) => {
      const code = significantDigits(row['code'] ?? '');
      const officialName = row['official_name'] ?? row['name'] ?? '';
      const level = levelOf(code);
      if (!level || !officialName) throw new Error(`not a division: ${JSON.stringify(row)}`);
      const name = row['name'] && row['official_name'] ? row['name'] : everydayName(officialName);
      const { full, initials } = pinyinOf(name);
      const kind = kindOf(code, name);
      return { code, level, kind, name, official_name: officialName, name_pinyin: full, name_initials: initials, is_service_area: isServiceArea(kind) };
    });
  const cities = new Set(rows.map(({ code }) => code.slice(0, 4)));
  if (cities.size !== 1) throw new Error(`one city at a time, but the list has ${cities.size}: ${[...cities].join(', ')}`);
  const [city] = cities as Set<string> & Iterable<string>;

  await owner.query('begin');
  try {
    await owner.query(`select set_config('app.city', $1, true)`, [city]);
    const { rows: [result] } = await owner.query<{ added: number; changed: number }>(`
      with given as (select * from json_to_recordset($2::json) as g(code text, level text, kind text, name text, official_name text, name_pinyin text, name_initials text, is_service_area boolean)),
      kept as (
        insert into division (city, code, level, kind, name, official_name, name_pinyin, name_initials, is_service_area, valid_from, source)
        select $1, code, level, kind, name, official_name, name_pinyin, name_initials, is_service_area, $3::date, $4 from given
        on conflict (city, code) do update set name = excluded.name, official_name = excluded.official_name, kind = excluded.kind,
          name_pinyin = excluded.name_pinyin, name_initials = excluded.name_initials, valid_to = null, source = excluded.source
        where division.official_name <> excluded.official_name or division.valid_to is not null
        returning (xmax = 0) as is_new)
      select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed from kept`,
      [city, JSON.stringify(rows), from, source]);
    const ended = await owner.query(
      `update division set valid_to = $3::date where city = $1 and valid_to is null and code <> all($2::text[])`, [city, rows.map(({ code }) => code), from]);
    await owner.query('commit');
    return { city: city!, added: result!.added, changed: result!.changed, ended: ended.rowCount ?? 0 };
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

export type TakesPart = { divisionCode: string; stationName: string; sinceOn: string };

/** Communities that begin to take part in the linkage, each with its workstation. Figure F1 counts them. */
export async function takePart(tx: Tx, call: Call, communities: TakesPart[]): Promise<void> {
  await tx.run(sql`
    insert into participation (city, id, division_code, station_name, since_on)
    select ${call.actor.city}, id, "divisionCode", "stationName", "sinceOn"
    from ${tableOf('p', communities.map((community) => ({ ...community, id: newId() })), { id: 'uuid', divisionCode: 'text', stationName: 'text', sinceOn: 'date' })}`);
}

export { findServicePhone, setServicePhone } from './service-phones.ts';
export { listAllDivisions, findDivisionName } from './queries.ts';
