import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { scopeOf } from '../src/platform/server/actor.ts';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from './support/database.ts';
import { testVault } from './support/vault.ts';

let db: TestDatabase;
let tables: string[];
beforeAll(async () => {
  db = await makeTestDatabase();
  tables = (await db.owner.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and relname not in ('migration', 'installation') order by 1`)).rows.map(({ name }) => name);
});
afterAll(() => db.close());

const ROLES = ['sanshe_app', 'sanshe_party', 'sanshe_reader', 'sanshe_door', 'sanshe_keeper'];

/** One row in every table, made by the owner with triggers and checks of keys aside: what matters is who can see it. */
async function fillEveryTable(): Promise<void> {
  await db.owner.query(`set session_replication_role = replica`);
  for (const table of tables) {
    const { rows: columns } = await db.owner.query<{ name: string; type: string; nullable: string; default: string | null; check: string | null }>(`
      select column_name as name, udt_name as type, is_nullable as nullable, column_default as default,
        (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = format('public.%I', table_name)::regclass and k.contype = 'c' and pg_get_constraintdef(k.oid) ~ ('\\m' || column_name || ' = ANY') limit 1) as check
      from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`, [table]);
    await db.owner.query(`select set_config('app.city', '1506', false)`);
    const checks = (await db.owner.query<{ name: string }>(`select conname as name from pg_constraint where conrelid = format('public.%I', $1::text)::regclass and contype = 'c'`, [table])).rows;
    for (const { name } of checks) await db.owner.query(`alter table ${table} drop constraint "${name}"`);
    const wanted = columns.filter(({ nullable, default: byDefault, name }) => nullable === 'NO' && (byDefault === null || name === 'city'));
    const value = ({ name, type }: { name: string; type: string }) => {
      if (name === 'city') return `'1506'`;
      if (name === 'division_code' || name === 'code' || name === 'home_code' || name === 'owner_division') return `'${PLACES.hangkong}'`;
      const byType: Record<string, string> = { uuid: 'gen_random_uuid()', text: `'x'`, int2: '1', int4: '1', int8: '1', date: `'2026-01-01'`, timestamptz: 'now()', bytea: `'\\x00'`, jsonb: `'{}'`, _text: `'{x}'`, bool: 'true', float4: '1', time: `'10:00'`, numeric: '1', tsrange: `'[2026-01-01 09:00,2026-01-01 10:00)'` };
      const made = byType[type];
      if (!made) throw new Error(`${table}.${name} is of type ${type}, which this test cannot make`);
      return made;
    };
    await db.owner.query(`insert into ${table} (${wanted.map(({ name }) => `"${name}"`).join(', ')}) values (${wanted.map(value).join(', ')}) on conflict do nothing`);
  }
  await db.owner.query(`set session_replication_role = origin`);
}

test('a used connection without an actor sees nothing in any table, under any role of the application', async () => {
  await fillEveryTable();
  const server = inject('server');
  const client = new pg.Client({ ...server, database: db.platform.database.options.database, user: 'sanshe_app', password: testVault.derive('database app role') });
  await client.connect();
  // used: a worker's transaction has been on this very connection
  const scope = scopeOf(actorOf('stationWorker', PLACES.hangkong));
  await client.query(`begin; set local role sanshe_app; ${Object.entries(scope.settings).map(([name, value]) => `set local ${name} = '${value}'`).join('; ')}`);
  expect((await client.query('select 1 from need')).rows.length).toBe(1);
  await client.query('commit');
  let asked = 0;
  for (const role of ROLES) {
    await client.query(`set role ${role}`);
    for (const table of tables) {
      const seen = await client.query(`select 1 from ${table}`).then(({ rows }) => rows.length, (error: { code: string }) => (error.code === '42501' ? 0 : Promise.reject(error)));
      expect([role, table, seen]).toEqual([role, table, 0]);
      asked += 1;
    }
  }
  console.log(`asked ${asked} times: ${ROLES.length} roles × ${tables.length} tables`);
  await client.end();
});

test('an actor of another banner sees no row of a record, whichever the table', async () => {
  const own: string[] = [];
  for (const role of ['stationWorker', 'stationLead', 'socialWorker', 'officer', 'auditor', 'administrator', 'finance', 'organizationManager', 'volunteer', 'resident'] as const) {
    for (const table of tables) {
      const look = (division: string) => db.as(actorOf(role, division), async (tx) => (await tx.text(`select 1 from ${table}`, [])).rows.length)
        .catch((error: { code: string }) => (error.code === '42501' ? 0 : Promise.reject(error)));
      if (['division', 'account', 'service_phone'].includes(table)) continue; // the same for everyone who signed in: places, whom one calls there, and colleagues' names
      expect([role, table, await look(PLACES.dalad)]).toEqual([role, table, 0]);
      if (await look(PLACES.dongsheng) > 0) own.push(`${role} ${table}`);
    }
  }
  // the same question finds what is one's own, or the test would prove nothing
  expect(own).toEqual(expect.arrayContaining(['stationWorker need', 'stationLead person', 'stationWorker organization', 'officer match_run', 'auditor audit']));
  expect(own.filter((line) => /^(auditor|administrator|finance) (person|need|contact|referral)$/.test(line))).toEqual([]);
});

test('officers of city and banner see figures, not residents’ files', async () => {
  for (const division of ['1506', PLACES.dongsheng]) {
    for (const table of ['person', 'need', 'contact', 'consent', 'referral', 'attendance', 'proposal']) {
      expect([table, await db.as(actorOf('officer', division), async (tx) => (await tx.text(`select 1 from ${table}`, [])).rows.length)]).toEqual([table, 0]);
    }
  }
  expect(await db.as(actorOf('officer', PLACES.jiaotong), async (tx) => (await tx.text('select 1 from need', [])).rows.length)).toBe(1);
});
