import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { hashOf } from '../../../platform/server/sessions.ts';

let db: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  await db.owner.query(`set app.city = '1506'`);
});
afterAll(async () => { await app.close(); await db.close(); });

/** Nobody has pressed anything for so many minutes. */
const leave = (visitor: Visitor, minutes: number) => db.owner.query(`update session set seen_at = now() - make_interval(mins => $2) where token_hash = $1`, [hashOf(visitor.token), minutes]);
const idleOf = async (visitor: Visitor): Promise<number> =>
  (await db.owner.query<{ minutes: number }>(`select round(extract(epoch from now() - seen_at) / 60)::integer as minutes from session where token_hash = $1`, [hashOf(visitor.token)])).rows[0]!.minutes;
const status = async (visitor: Visitor, path: string) => (await visitor.get(path)).statusCode;

test('a session that lies idle ends after a quarter of an hour, an administrator’s after five minutes', async () => {
  const worker = await signedIn(db, app, actorOf('stationWorker', PLACES.hangkong));
  const administrator = await signedIn(db, app, actorOf('administrator', '1506'));
  expect([(await worker.get('/api/session')).json<{ idleMinutes: number }>().idleMinutes, (await administrator.get('/api/session')).json<{ idleMinutes: number }>().idleMinutes]).toEqual([15, 5]);
  for (const visitor of [worker, administrator]) await leave(visitor, 4);
  expect([await status(worker, '/api/needs'), await status(administrator, '/api/accounts')]).toEqual([200, 200]);
  for (const visitor of [worker, administrator]) await leave(visitor, 6);
  expect([await status(worker, '/api/needs'), await status(administrator, '/api/accounts')]).toEqual([200, 401]);
  await leave(worker, 16);
  expect([await status(worker, '/api/needs'), await status(worker, '/api/session'), await status(worker, '/api/live'), (await worker.post('/api/needs/verify', { needIds: [newId()] })).statusCode]).toEqual([401, 401, 401, 401]);
});

test('what a page asks by itself keeps no session alive; a press in the page and a command do', async () => {
  const worker = await signedIn(db, app, actorOf('stationWorker', PLACES.hangkong));
  const made = await worker.post('/api/people', { divisionCode: PLACES.hangkong, fullName: '王小明', phones: [] });
  const { personId } = made.json<{ personId: string }>();
  await leave(worker, 10);
  for (const path of ['/api/session', '/api/needs', '/api/my-work', `/api/people/${personId}`]) expect([path, await status(worker, path)]).toEqual([path, 200]); // the last writes to the log
  expect(await idleOf(worker)).toBe(10);
  expect((await worker.post('/api/session/active')).statusCode).toBe(200);
  expect(await idleOf(worker)).toBe(0);
  await leave(worker, 10);
  expect((await worker.post('/api/people', { divisionCode: PLACES.hangkong, fullName: '李小红', phones: [] })).statusCode).toBe(200);
  expect(await idleOf(worker)).toBe(0);
  await leave(worker, 16);
  expect((await worker.post('/api/session/active')).statusCode).toBe(401); // what has ended is not woken by a press
});

test('the signed-in browsers are those that still let somebody in, the newest sign-in first, with one’s own marked', async () => {
  const actor = actorOf('stationWorker', PLACES.hangkong);
  const [first, lost, last] = [await signedIn(db, app, actor), await signedIn(db, app, actor, true), await signedIn(db, app, actor, true)];
  const browsers = async () => (await first.get('/api/session/browsers')).json<{ items: { isThis: boolean }[] }>().items.map(({ isThis }) => isThis);
  expect(await browsers()).toEqual([false, false, true]);
  await leave(lost, 16);
  expect(await browsers()).toEqual([false, true]);
  await db.owner.query(`update session set expires_at = now() where token_hash = $1`, [hashOf(last.token)]);
  expect(await browsers()).toEqual([true]);
});

test('how a command is typed on the machine is told to those to whom a page offers one, and to nobody else', async () => {
  const elsewhere = await makeApi({ ...db.platform, commandLine: 'SANSHE_DATA=/srv/city npx sanshe' }, { log: false, isSecure: false });
  const told = async (role: 'stationLead' | 'volunteer') => (await (await signedIn(db, elsewhere, actorOf(role, PLACES.hangkong))).get('/api/session')).json<{ commandLine: string | null }>().commandLine;
  expect([await told('stationLead'), await told('volunteer')]).toEqual(['SANSHE_DATA=/srv/city npx sanshe', null]);
  await elsewhere.close();
});
