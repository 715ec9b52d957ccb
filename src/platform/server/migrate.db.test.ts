import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { migrate } from './migrate.ts';

test('an owner who is no superuser changes the rows of a table that row security keeps from him, and it keeps them again afterwards', async () => {
  const name = `test_${randomBytes(6).toString('hex')}`, server = inject('server'), folder = mkdtempSync(join(tmpdir(), 'sanshe-migrations-'));
  const main = new pg.Client(server);
  await main.connect();
  await main.query(`create role ${name}`);
  await main.query(`create database ${name} owner ${name}`);
  const owner = new pg.Client({ ...server, database: name });
  await owner.connect();
  try {
    writeFileSync(join(folder, '0001_first.sql'), 'create table thing (n int); alter table thing enable row level security; alter table thing force row level security;');
    await owner.query(`set role ${name}`);
    expect(await migrate(owner, folder)).toEqual(['0001_first.sql']);
    await owner.query('reset role');
    await owner.query('insert into thing values (1), (2)');
    await owner.query(`set role ${name}`);
    expect((await owner.query('update thing set n = n + 10')).rowCount).toBe(0); // seen by nobody: there is no policy
    writeFileSync(join(folder, '0002_second.sql'), 'update thing set n = n + 10;');
    expect(await migrate(owner, folder)).toEqual(['0002_second.sql']);
    expect((await owner.query('select 1 from thing')).rowCount).toBe(0);
    await owner.query('reset role');
    expect((await owner.query('select n from thing order by n')).rows).toEqual([{ n: 11 }, { n: 12 }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await owner.end();
    await main.query(`drop database ${name} with (force)`);
    await main.query(`drop role ${name}`);
    await main.end();
  }
});
