import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { doorScope } from '../../../platform/server/sessions.ts';
import { makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { hashPassword, signIn as signInAt } from './operations.ts';
import { addAccount, addGrant } from './queries.ts';
import { slotOf } from './tries.ts';

let db: TestDatabase;
let app: FastifyInstance;
let now = new Date('2026-03-02T01:00:00Z');
const accountId = newId();

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  const passwordHash = await hashPassword('correct-horse');
  await db.platform.database.transaction(doorScope('1506'), async (tx) => {
    await addAccount(tx, { id: accountId, username: 'worker', passwordHash, name: '王站员', personId: null, language: 'zh' });
    await addGrant(tx, { id: newId(), accountId, role: 'stationWorker', divisionCode: PLACES.hangkong, organizationId: null, fromOn: '2026-01-01', untilOn: null });
    await addGrant(tx, { id: newId(), accountId, role: 'stationLead', divisionCode: PLACES.jiaotong, organizationId: null, fromOn: '2026-01-02', untilOn: null });
    await addGrant(tx, { id: newId(), accountId, role: 'auditor', divisionCode: '1506', organizationId: null, fromOn: '2025-01-01', untilOn: '2025-12-31' });
  });
});
afterAll(async () => { await app.close(); await db.close(); });

const signIn = (password = 'correct-horse', headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/api/session', payload: { username: 'worker', password }, headers });
const cookieOf = (response: { cookies: { name: string; value: string }[] }) => ({ sanshe: response.cookies.find(({ name }) => name === 'sanshe')!.value });

test('a worker signs in, sees the grants that hold today, and acts under another one with a fresh token', async () => {
  const first = await signIn();
  expect(first.statusCode).toBe(200);
  expect(first.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Strict/);
  const session = first.json<{ grants: { id: string; role: string; divisionName: string }[]; actingAs: string }>();
  expect(session.grants.map(({ role, divisionName }) => `${role} ${divisionName}`)).toEqual(['stationWorker 航空社区', 'stationLead 交通街道']);

  const other = session.grants[1]!.id;
  const acted = await app.inject({ method: 'POST', url: '/api/session/act', payload: { grantId: other }, cookies: cookieOf(first) });
  expect(acted.json<{ actingAs: string }>().actingAs).toBe(other);
  expect((await app.inject({ url: '/api/session', cookies: cookieOf(first) })).statusCode).toBe(401);
  expect((await app.inject({ url: '/api/session', cookies: cookieOf(acted) })).statusCode).toBe(200);
});

test('signing in takes no token that the browser came with, and ends the session it came with', async () => {
  const planted = 'A'.repeat(43);
  const entered = await app.inject({ method: 'POST', url: '/api/session', payload: { username: 'worker', password: 'correct-horse' }, cookies: { sanshe: planted } });
  expect(cookieOf(entered).sanshe).not.toBe(planted);
  expect((await app.inject({ url: '/api/session', cookies: { sanshe: planted } })).statusCode).toBe(401);
  const again = await app.inject({ method: 'POST', url: '/api/session', payload: { username: 'worker', password: 'correct-horse' }, cookies: cookieOf(entered) });
  expect([(await app.inject({ url: '/api/session', cookies: cookieOf(entered) })).statusCode, (await app.inject({ url: '/api/session', cookies: cookieOf(again) })).statusCode]).toEqual([401, 200]);
  // a wrong password ends nobody's session
  await app.inject({ method: 'POST', url: '/api/session', payload: { username: 'worker', password: 'wrong' }, cookies: cookieOf(again) });
  expect((await app.inject({ url: '/api/session', cookies: cookieOf(again) })).statusCode).toBe(200);
  // a cookie that was signed out opens nothing, and clears itself
  const out = await app.inject({ method: 'POST', url: '/api/session/end', payload: {}, cookies: cookieOf(again) });
  expect(out.headers['set-cookie']).toMatch(/^sanshe=; Max-Age=0; Path=\//);
  for (const url of ['/api/session', '/api/session/browsers', '/api/live', '/api/my-work']) expect([url, (await app.inject({ url, cookies: cookieOf(again) })).statusCode]).toEqual([url, 401]);
});

test('what is sent to the door from another site does nothing: neither in nor out, nor another role, language or password', async () => {
  const cookies = cookieOf(await signIn());
  for (const path of ['', '/act', '/end', '/password', '/language']) {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
      const answer = await app.inject({ method: 'POST', url: `/api/session${path}`, payload: { username: 'worker', password: 'correct-horse', everywhere: true, language: 'en' }, cookies, headers });
      expect([path, answer.statusCode, answer.headers['set-cookie']]).toEqual([path, 403, undefined]);
    }
  }
  expect((await app.inject({ url: '/api/session', cookies })).statusCode).toBe(200);
});

test('signing out everywhere ends every session of the account', async () => {
  const [one, two] = [await signIn(), await signIn()];
  await app.inject({ method: 'POST', url: '/api/session/end', payload: { everywhere: true }, cookies: cookieOf(one) });
  for (const response of [one, two]) expect((await app.inject({ url: '/api/session', cookies: cookieOf(response) })).statusCode).toBe(401);
});

test('five wrong passwords lock the account for half a minute, also against the right one, and the answer tells until when', async () => {
  for (let i = 0; i < 4; i++) expect((await signIn('wrong')).statusCode).toBe(401);
  const fifth = await signIn('wrong');
  expect(fifth.statusCode).toBe(429);
  expect(fifth.json()).toMatchObject({ code: 'lockedOut', until: '2026-03-02T01:00:30.000Z' });
  expect((await signIn()).statusCode).toBe(429);
  now = new Date(now.getTime() + 31_000);
  expect((await signIn()).statusCode).toBe(200);
});

/** What a name is answered, try after try, the clock standing still: the code of each answer and until when. */
async function answersOf(username: string, password: string, times: number): Promise<string[]> {
  const said: string[] = [];
  for (let i = 0; i < times; i++) {
    said.push(await signInAt(db.platform, username, password, 'test').then((result) => (result.ok ? 'in' : result.refusal.code), (error: { until?: Date; message: string }) => (error.until ? `locked ${(error.until.getTime() - now.getTime()) / 1000} s` : error.message)));
  }
  return said;
}

test('a name that nobody has, one whose account is closed and one that exists are answered alike, try after try, and locked alike', async () => {
  const passwordHash = await hashPassword('correct-horse');
  await db.platform.database.transaction(doorScope('1506'), async (tx) => {
    for (const username of ['open-one', 'closed-one']) await addAccount(tx, { id: newId(), username, passwordHash, name: '李站员', personId: null, language: 'zh' });
  });
  await db.owner.query(`update account set disabled_at = now() where username = 'closed-one'`);
  const known = await answersOf('open-one', 'wrong', 7);
  expect(known).toEqual([...Array<string>(4).fill('wrongPassword'), 'locked 30 s', 'locked 30 s', 'locked 30 s']);
  expect(await answersOf('nobody-has-it', 'wrong', 7)).toEqual(known);
  expect(await answersOf('closed-one', 'correct-horse', 7)).toEqual(known);
  now = new Date(now.getTime() + 31_000); // the sixth wrong one waits twice as long, whoever has the name
  for (const name of ['open-one', 'nobody-has-it', 'closed-one']) expect(await answersOf(name, 'wrong', 1)).toEqual(['locked 60 s']);
  now = new Date(now.getTime() + 25 * 3_600_000); // and all is forgotten a day later
  for (const name of ['open-one', 'nobody-has-it']) expect(await answersOf(name, 'wrong', 2)).toEqual(['wrongPassword', 'wrongPassword']);
});

test('a name that nobody has takes as long as one that exists', async () => {
  const took: Record<string, number[]> = { worker: [], nobody: [] };
  await answersOf('worker', 'wrong', 1); // the decoy is made once
  for (let i = 0; i < 24; i++) {
    for (const kind of ['worker', 'nobody']) {
      now = new Date(now.getTime() + 2 * 86_400_000);
      const from = performance.now();
      await answersOf(kind === 'nobody' ? `nobody-${i}` : kind, 'wrong', 1);
      took[kind]!.push(performance.now() - from);
    }
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length / 2]!;
  const ratio = median(took['nobody']!) / median(took['worker']!);
  console.log(`unknown to known: ${ratio.toFixed(2)}`);
  expect(ratio).toBeGreaterThan(0.5); // without the decoy it would be a tenth
  expect(ratio).toBeLessThan(2);
});

test('names made up without end take no more room than there are slots, and hold no name', async () => {
  const slots = new Set(Array.from({ length: 20_000 }, (_, i) => slotOf(db.platform.vault, `made-up-${i}`).slot));
  expect(Math.min(...slots)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...slots)).toBeLessThan(65_536);
  expect(slots.size).toBeGreaterThan(16_000); // spread over all of them: 20,000 names meet in about one of seven
  await expect(db.owner.query(`insert into sign_in_try (city, slot, name_hash, tried_at) values ('1506', 65536, '\\x00', now())`)).rejects.toThrow(/check/);
  expect((await db.owner.query(`select 1 from sign_in_try t where t::text like '%nobody%'`)).rows).toEqual([]);
});

test('a page of another site cannot post here, and bad bodies are told apart', async () => {
  expect((await signIn('correct-horse', { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
  expect((await signIn('correct-horse', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  const post = (payload: string, type = 'application/json') => app.inject({ method: 'POST', url: '/api/session', payload, headers: { 'content-type': type } });
  expect((await post('{"username":')).statusCode).toBe(400);
  expect((await post('{"username":1,"password":[]}')).json()).toMatchObject({ code: 'badInput', issues: [{ path: 'username', code: 'wrongType' }, { path: 'password', code: 'wrongType' }] });
  expect((await post('a', 'text/plain')).statusCode).toBe(415);
  expect((await post(JSON.stringify({ username: 'x'.repeat(2_000_000), password: 'y' }))).statusCode).toBe(413);
  expect((await post('['.repeat(100_000))).statusCode).toBe(400);
});

test('health needs no session and lists need one', async () => {
  expect((await app.inject({ url: '/api/health' })).json()).toEqual({ status: 'ok', version: '0.1.0', demonstration: false, url: null });
  expect((await app.inject({ url: '/api/divisions' })).statusCode).toBe(401);
  const cookies = cookieOf(await signIn());
  const found = await app.inject({ url: '/api/divisions?q=hksq&limit=5', cookies });
  expect(found.json<{ items: { name: string; path: string[] }[] }>().items[0]).toMatchObject({ name: '航空社区', path: ['鄂尔多斯市', '东胜区', '交通街道', '航空社区'] });
  expect((await app.inject({ url: '/api/openapi.json' })).json<{ openapi: string }>().openapi).toBe('3.1.0');
  expect((await app.inject({ url: '/api' })).body).toContain('/api/divisions');
});
