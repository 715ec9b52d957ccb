import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { routes } from '../../../apps/wire.ts';
import { confirmCodeOf } from './confirm-codes.ts';

let db: TestDatabase;
let app: FastifyInstance;
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
});
afterAll(async () => { await app.close(); await db.close(); });

/** A command as the server runs it for an actor: parsed, audited, answered once a requestId. */
async function post(actor: Actor, path: string, body: Record<string, unknown>) {
  const route = routes.find((row) => row.path === path && row.method === 'POST')!;
  const input = route.input.parse({ requestId: newId(), ...body }) as { requestId: string };
  return performCommand(db.platform, route, { actor, language: 'zh' }, input);
}
const bodyOf = <T>(answer: { status: number; body: unknown }): T => { if (answer.status !== 200) throw new Error(JSON.stringify(answer.body)); return answer.body as T; };

async function delivered(): Promise<{ referralId: string; needId: string; code: string }> {
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const { referralId } = bodyOf<{ referralId: string }>(await post(worker, '/api/referrals/offer', { needId, resourceId: provider.resourceId }));
  bodyOf(await post(provider.manager, '/api/referrals/answer', { referralId, answer: 'accept' }));
  bodyOf(await post(provider.manager, '/api/referrals/schedule', { referralId, scheduledFor: '2026-03-02', words: null, contactName: null }));
  bodyOf(await post(provider.manager, '/api/referrals/deliver', { referralId, heldOn: '2026-03-02', minutes: null, result: 'full' }));
  return { referralId, needId, code: confirmCodeOf(db.platform.vault, referralId, 1) };
}

test('the same requestId twice is one referral, and with other content it is refused', async () => {
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const requestId = newId();
  const first = await post(worker, '/api/referrals/offer', { requestId, needId, resourceId: provider.resourceId });
  const second = await post(worker, '/api/referrals/offer', { requestId, needId, resourceId: provider.resourceId });
  expect(second).toEqual(first);
  expect((await post(worker, '/api/referrals/offer', { requestId, needId, resourceId: provider.resourceId, units: 1 })).body).toMatchObject({ code: 'requestIdReused' });
  expect((await db.owner.query('select count(*)::int as n from referral where need_id = $1', [needId])).rows).toEqual([{ n: 1 }]);
});

test('it is told before an offer is sent whether the resident’s agreement must be given with it, as the offer then holds', async () => {
  const [one, other] = [await makeProvider(db), await makeProvider(db)];
  const { needId } = await makeNeed(db, worker, { consentTo: one.organizationId });
  const asked = (actor: Actor, resourceId: string) => performQuery(db.platform, routes.find(({ path }) => path === '/api/referrals/consent-asked')!, { actor, language: 'zh' }, { needId, resourceId });
  expect(await asked(worker, one.resourceId)).toMatchObject({ isAsked: false, recorded: { basis: 'consent', givenOn: expect.stringMatching(/^\d{4}-/) as string } });
  expect(await asked(worker, other.resourceId)).toMatchObject({ isAsked: true, recorded: null, matchedOn: expect.stringMatching(/^\d{4}-/) as string });
  await expect(asked(actorOf('stationWorker', PLACES.kangbashi), one.resourceId)).rejects.toThrow('no need');
  expect((await post(worker, '/api/referrals/offer', { needId, resourceId: other.resourceId })).body).toMatchObject({ code: 'noConsent' });
  expect((await post(worker, '/api/referrals/offer', { needId, resourceId: one.resourceId })).status).toBe(200);
});

test('a resident confirms from the slip’s address without an account; sent twice it is done once; asked again it says what was answered', async () => {
  const { needId, code } = await delivered();
  const asked = await app.inject({ url: `/api/confirm/${code.toLowerCase()}` });
  expect(asked.json()).toMatchObject({ what: '助餐', status: 'waiting', when: '2026-03-02', language: 'zh' });
  const payload = { requestId: newId(), helped: true, rating: 5 };
  const answers = [];
  for (let i = 0; i < 2; i++) answers.push(await app.inject({ method: 'POST', url: `/api/confirm/${code}`, payload, headers: { 'x-sanshe': '1' } }));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await db.owner.query('select status from need where id = $1', [needId])).rows).toEqual([{ status: 'met' }]);
  expect((await app.inject({ url: `/api/confirm/${code}`, headers: { 'accept-language': 'en' } })).json()).toMatchObject({ what: 'Meals', status: 'helped', language: 'en' });
  const again = await app.inject({ method: 'POST', url: `/api/confirm/${code}`, payload: { requestId: newId(), helped: false } });
  expect(again.statusCode).toBe(409);
  expect(again.json<{ message: string }>().message).toBe('这件转介现在是“居民已确认”，不能再“记下居民的回答”。请刷新看看最新情况。');
});

test('a service is not recorded for a day to come, nor before the agreed day unless whoever records it says so; and nobody’s result is chosen for them', async () => {
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const { referralId } = bodyOf<{ referralId: string }>(await post(worker, '/api/referrals/offer', { needId, resourceId: provider.resourceId }));
  bodyOf(await post(provider.manager, '/api/referrals/answer', { referralId, answer: 'accept' }));
  bodyOf(await post(provider.manager, '/api/referrals/schedule', { referralId, scheduledFor: '2026-03-05' }));
  const deliver = (more: Record<string, unknown>) => post(provider.manager, '/api/referrals/deliver', { referralId, result: 'full', ...more });
  expect((await deliver({ heldOn: '2026-03-05', isEarlier: true })).body).toMatchObject({ code: 'deliveredInTheFuture', on: '2026-03-05' });
  expect((await deliver({ heldOn: '2026-03-02' })).body).toMatchObject({ code: 'deliveredBeforeAgreed', on: '2026-03-02', agreedFor: '2026-03-05' });
  await expect(deliver({ heldOn: '2026-03-02', isEarlier: true, result: undefined })).rejects.toThrow('result');
  expect(bodyOf(await deliver({ heldOn: '2026-03-02', isEarlier: true }))).toMatchObject({ status: 'delivered' });
});

test('a slip made anew makes the old one worthless and holds for thirty days from then; the resident answers by the new one, once', async () => {
  const { referralId, needId, code } = await delivered();
  const slipOf = async (actor: Actor) => performQuery(db.platform, routes.find(({ path }) => path === '/api/referrals/:referralId/slip')!, { actor, language: 'zh' }, { referralId }) as Promise<{ code: string; until: string }>;
  expect((await slipOf(worker)).code).toBe(code);
  const standing = bodyOf<{ version: number; status: string }>(await post(worker, '/api/referrals/renew-slip', { referralId }));
  const renewed = await slipOf(worker);
  expect([standing.status, renewed.code === code, renewed.code, renewed.until]).toEqual(['delivered', false, confirmCodeOf(db.platform.vault, referralId, 2), '2026-04-01T16:00:00.000Z']);
  for (const url of [`/api/confirm/${code}`, `/api/confirm/${code.toLowerCase()}`]) expect((await app.inject({ url, remoteAddress: '10.1.1.7' })).statusCode).toBe(404);
  const say = (by: string) => app.inject({ method: 'POST', url: `/api/confirm/${by}`, payload: { requestId: newId(), helped: true }, remoteAddress: '10.1.1.7' });
  expect((await say(code)).statusCode).toBe(404);
  expect((await say(renewed.code)).statusCode).toBe(200);
  expect((await db.owner.query('select status from need where id = $1', [needId])).rows).toEqual([{ status: 'met' }]);
  // after the answer there is no slip, and nothing to make anew
  expect((await post(worker, '/api/referrals/renew-slip', { referralId })).body).toMatchObject({ code: 'noSlip', status: 'confirmed' });
  await expect(slipOf(worker)).rejects.toThrow('no slip');
  expect((await db.owner.query(`select count(*)::int as n from history where subject_id = $1 and action = 'slipRenewed'`, [referralId])).rows).toEqual([{ n: 1 }]);
});

test('who may not hand out slips may not make them anew, and of two at once the second is told', async () => {
  const { referralId } = await delivered();
  const { version, organizationId } = (await db.owner.query<{ version: number; organizationId: string }>('select version, organization_id as "organizationId" from referral where id = $1', [referralId])).rows[0]!;
  await expect(post(actorOf('organizationManager', PLACES.dongsheng, { organizationId }), '/api/referrals/renew-slip', { referralId })).rejects.toThrow('not permitted');
  await expect(post(actorOf('stationWorker', PLACES.dalad), '/api/referrals/renew-slip', { referralId })).rejects.toThrow('no referral');
  const answers = await Promise.all([1, 2].map(() => post(worker, '/api/referrals/renew-slip', { referralId, version })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'changedMeanwhile', by: worker.name });
});

test('neither the answers kept under requestIds nor any other table holds the code, only its digest', async () => {
  const { code } = await delivered();
  const { rows } = await db.owner.query<{ table_name: string }>(`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
  await db.owner.query('set app.city = \'1506\'');
  for (const { table_name } of rows) {
    const found = await db.owner.query(`select 1 from "${table_name}" t where t::text ilike $1 limit 1`, [`%${code}%`]);
    expect([table_name, found.rowCount]).toEqual([table_name, 0]);
  }
});

test('wrong codes are 404 and soon 429; bad bodies are 400', async () => {
  expect((await app.inject({ method: 'POST', url: '/api/confirm/22222222A', payload: { requestId: newId(), helped: 'perhaps' } })).statusCode).toBe(400);
  const statuses = [];
  for (let i = 0; i < 34; i++) statuses.push((await app.inject({ url: '/api/confirm/22222222A', remoteAddress: '10.1.1.1' })).statusCode);
  expect(new Set(statuses.slice(0, 30))).toEqual(new Set([404]));
  expect(statuses.slice(30)).toEqual([429, 429, 429, 429]);
});
