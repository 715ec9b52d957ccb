import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestDatabase, type TestDatabase } from './support/database.ts';
import { schemaText } from './support/schema-text.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

test('db/schema.sql is what all migrations make from nothing', async () => {
  const text = await schemaText(db.owner);
  if (process.env['UPDATE']) writeFileSync('db/schema.sql', text);
  expect(readFileSync('db/schema.sql', 'utf8')).toBe(text);
});

const tables = async () => (await db.owner.query<{ name: string; secured: boolean; forced: boolean; comment: string | null }>(`
  select relname as name, relrowsecurity as secured, relforcerowsecurity as forced, obj_description(oid, 'pg_class') as comment
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`)).rows;

// what the owner alone touches: no role of the application holds any right on them
const OWNERS_ONLY = ['installation', 'migration'];

test('every table of records stands under row security, forced on its owner too, and says what it is', async () => {
  const all = await tables();
  expect(all.length).toBeGreaterThan(25);
  for (const { name, secured, forced, comment } of all) {
    if (OWNERS_ONLY.includes(name)) continue;
    expect([name, secured, forced, Boolean(comment)]).toEqual([name, true, true, true]);
  }
  const granted = await db.owner.query(`select table_name from information_schema.role_table_grants where grantee like 'sanshe\\_%' and grantee <> 'sanshe_owner' and table_name = any($1)`, [OWNERS_ONLY]);
  expect(granted.rows).toEqual([]);
});

test('the roles of the application own nothing, make nothing and cannot pass row security', async () => {
  const { rows } = await db.owner.query(`select rolname from pg_roles where rolname in ('sanshe_app', 'sanshe_party', 'sanshe_reader', 'sanshe_door', 'sanshe_keeper') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`);
  expect(rows).toEqual([]);
  const owned = await db.owner.query(`select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'sanshe\\_%' and r.rolname <> 'sanshe_owner'`);
  expect(owned.rows).toEqual([]);
  await expect(db.platform.database.transaction({ dbRole: 'sanshe_app', settings: { 'app.city': '1506' } }, (tx) => tx.text('create table mine (a int)', []))).rejects.toThrow(/permission denied/);
});

// append only: nobody of the application may change or delete what was written
const APPEND_ONLY = ['audit', 'audit_link', 'history', 'command_answer'];

test('append-only tables grant select and insert and nothing else', async () => {
  const { rows } = await db.owner.query(`select table_name, privilege_type from information_schema.role_table_grants
    where grantee in ('sanshe_app', 'sanshe_party', 'sanshe_reader', 'sanshe_door', 'sanshe_keeper') and table_name = any($1) and privilege_type not in ('SELECT', 'INSERT')`, [APPEND_ONLY]);
  expect(rows).toEqual([]);
  const deletes = await db.owner.query<{ table_name: string }>(`select distinct table_name from information_schema.role_table_grants
    where grantee like 'sanshe\\_%' and grantee <> 'sanshe_owner' and table_schema = 'public' and privilege_type in ('DELETE', 'TRUNCATE') order by 1`);
  // what comes and goes by nature: sessions, notices on their way, words of the search, digests of passwords that may come back; marks of what is to be worked out anew; and sums and holds, which are made from records and hold none
  expect(deletes.rows.map(({ table_name }) => table_name).filter((name) => !['notice', 'search_token', 'session', 'password_kept', 'capacity_use', 'figure_stale', 'figure_stale_person', 'need_count', 'person_to_compare'].includes(name))).toEqual([]);
});

test('the city stands first in every primary key, unique constraint and foreign key, so that a city can be a tenant', async () => {
  const { rows } = await db.owner.query<{ name: string; first: string }>(`
    select conrelid::regclass || '.' || conname as name, (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conrelid::regclass::text <> all($1)`, [OWNERS_ONLY]);
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter(({ first }) => first !== 'city')).toEqual([]);
});

test('no policy asks another table or a function of ours, and scopes are ranges, not prefixes', async () => {
  const { rows } = await db.owner.query<{ name: string; text: string }>(`select tablename || '.' || policyname as name, coalesce(qual, '') || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'`);
  for (const { name, text } of rows) expect([name, /select|\blike\b|~~|starts_with|exists/i.test(text)]).toEqual([name, false]);
});
