import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Division, ListDivisions } from '../core/contract.ts';

type Row = Omit<Division, 'path'>;

/** Ancestors' names for each code, city first, in one query. */
async function withPaths(tx: Tx, rows: Row[]): Promise<Division[]> {
  const codes = [...new Set(rows.flatMap(({ code }) => [4, 6, 9, 12].filter((length) => length <= code.length).map((length) => code.slice(0, length))))];
  if (codes.length === 0) return [];
  const names = new Map((await tx.many<{ code: string; name: string }>(sql`select code, name from division where code = any(${codes})`)).map(({ code, name }) => [code, name]));
  return rows.map((row) => ({ ...row, path: [4, 6, 9, 12].filter((length) => length <= row.code.length).map((length) => names.get(row.code.slice(0, length)) ?? '') }));
}

export async function listDivisions(tx: Tx, { under, q, level, limit }: ListDivisions): Promise<{ items: Division[]; total: number }> {
  const conditions: Sql[] = [sql`valid_to is null`];
  if (under && q) conditions.push(sql`code >= ${under} and code < ${`${under}:`}`);
  else if (under && level) conditions.push(sql`code >= ${under} and code < ${`${under}:`}`);
  else if (under) conditions.push(sql`code > ${under} and code < ${`${under}:`} and length(code) = ${({ 4: 6, 6: 9, 9: 12 } as Record<number, number>)[under.length] ?? 12}`);
  if (level) conditions.push(sql`level = ${level}`);
  if (q) {
    const latin = q.toLowerCase().replace(/[^a-z0-9]/g, '');
    conditions.push(latin === q.toLowerCase().replace(/\s/g, '')
      ? sql`(name_pinyin like ${`${latin}%`} or name_initials like ${`${latin}%`} or code like ${`${latin}%`})`
      : sql`(name like ${`%${q.replace(/[%_\\]/g, '')}%`} or official_name like ${`%${q.replace(/[%_\\]/g, '')}%`})`);
  }
  const rows = await tx.many<Row & { total: number }>(sql`
    select code, name, level, kind, is_service_area as "isServiceArea", count(*) over () as total
    from division where ${join(conditions, ' and ')} order by length(code), code limit ${limit}`);
  return { items: await withPaths(tx, rows.map(({ total: _, ...row }) => row)), total: rows[0]?.total ?? 0 };
}

/** All current divisions of the city, for those who resolve places in bulk (imports, matching). */
export async function listAllDivisions(tx: Tx): Promise<{ code: string; level: string; kind: string; name: string; officialName: string }[]> {
  return tx.many(sql`select code, level, kind, name, official_name as "officialName" from division where valid_to is null order by code`);
}

export async function findDivisionName(tx: Tx, code: string): Promise<string | null> {
  return (await tx.maybe<{ name: string }>(sql`select name from division where code = ${code}`))?.name ?? null;
}
