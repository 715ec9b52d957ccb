import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestDatabase, system, type TestDatabase } from '../../../test/support/database.ts';
import { makeApi } from '../../apps/api.ts';
import { problemOf } from './http-errors.ts';
import { makeSay } from './say.ts';
import { messages } from './messages.ts';
import { sql } from './sql.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const cut = () => db.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);

test('a connection that breaks in the middle of work fails that work with "busy" and nothing else', async () => {
  const say = makeSay([messages]);
  // while it waits between two queries, and while a query runs
  for (const inBetween of [async () => {}, async (tx: Parameters<Parameters<typeof db.as<void>>[1]>[0]) => { tx.send(sql`select pg_sleep(5)`); }]) {
    const failure: unknown = await db.as(system, async (tx) => {
      await tx.one(sql`select 1 as one`);
      await inBetween(tx);
      await cut();
      await new Promise((done) => setTimeout(done, 100));
      await tx.one(sql`select 2 as two`);
    }).then(() => 'went well', (error: unknown) => error);
    expect(problemOf(failure, 'en', say)).toMatchObject({ status: 503, body: { code: 'busy', message: 'The system is busy; please try again shortly.' } });
    expect(await db.as(system, (tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
  }
});

test('of several statements in one packet the failure that began it is told, whichever is awaited first', async () => {
  const slowly = async (work: Promise<unknown>) => { await work; await Promise.resolve(); return work; };
  const failure: unknown = await db.as(system, (tx) => Promise.all([slowly(slowly(tx.one(sql`select 1 / 0 as none`))), tx.one(sql`select 1 as one`)])).then(() => 'went well', (error: unknown) => error);
  expect(failure).toMatchObject({ code: '22012' });
});

test('two that wait for each other: one goes on, the other is told to try again', async () => {
  await db.owner.query('create table tug (id int primary key, n int default 0); insert into tug values (1), (2); grant select, update on tug to sanshe_app');
  const pull = (first: number, second: number) => db.as(system, async (tx) => {
    await tx.run(sql`update tug set n = n + 1 where id = ${first}`);
    await new Promise((done) => setTimeout(done, 200));
    await tx.run(sql`update tug set n = n + 1 where id = ${second}`);
  });
  const ends = await Promise.allSettled([pull(1, 2), pull(2, 1)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { reason } = ends.find((end) => end.status === 'rejected') as PromiseRejectedResult;
  expect(problemOf(reason, 'zh', makeSay([messages]))).toMatchObject({ status: 503, body: { code: 'busy' } });
});

test('who listens hears again after the database was away, and the server still answers', async () => {
  const heard: string[] = [];
  const stop = await db.platform.database.listen('test_channel', (payload) => heard.push(payload));
  const app = await makeApi(db.platform, { log: false, isSecure: false });
  await cut();
  for (let i = 0; i < 60 && !heard.includes('again'); i++) {
    await db.owner.query(`notify test_channel, 'again'`);
    await new Promise((done) => setTimeout(done, 100));
  }
  expect(heard).toContain('again');
  expect((await app.inject({ url: '/api/divisions', cookies: { sanshe: 'x'.repeat(43) } })).statusCode).toBe(401);
  await stop();
  await app.close();
});
