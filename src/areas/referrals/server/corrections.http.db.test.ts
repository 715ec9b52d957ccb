import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { recordDelivery } from '../../delivery/server/operations.ts';
import { confirmCodeOf } from './confirm-codes.ts';
import { answerReferral, offerReferral } from './operations.ts';

let db: TestDatabase;
let app: FastifyInstance;
let now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  app = await makeApi(db.platform, { log: false, isSecure: false });
});
afterAll(async () => { await app.close(); await db.close(); });

let visits = 0;
/** A service that was given, and the telephone on which its slip was opened: each at an address of its own. */
async function served() {
  now = new Date('2026-03-02T09:00:00+08:00');
  const provider = await makeProvider(db);
  const { needId, personId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => { if (!result.ok) throw new Error(result.refusal.code); return result.value; };
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId })));
  await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  await db.as(provider.manager, async (tx, call) => valueOf(await recordDelivery(tx, call, { referralId, heldOn: '2026-03-02', result: 'full' })));
  const url = `/api/confirm/${confirmCodeOf(db.platform.vault, referralId, 1)}`;
  const remoteAddress = `10.2.0.${++visits}`;
  const send = (path: string, payload: Record<string, unknown>) => app.inject({ method: 'POST', url: `${url}${path}`, payload: { requestId: newId(), ...payload }, headers: { 'x-sanshe': '1' }, remoteAddress });
  return { referralId, needId, personId, answer: (payload: object) => send('', { ...payload }), correct: (payload: object) => send('/correct', { ...payload }), ask: async () => (await app.inject({ url, remoteAddress })).json<Record<string, unknown>>() };
}
const need = async (needId: string) => (await db.owner.query<{ status: string }>('select status from need where id = $1', [needId])).rows[0]!.status;
const referral = async (id: string) => (await db.owner.query('select status, helped, rating, resident_words as words, confirmed_via as via from referral where id = $1', [id])).rows[0];
const rematches = async (needId: string) => (await db.owner.query<{ status: string }>(`select status from duty where kind = 'rematchNeed' and subject_id = $1`, [needId])).rows.map(({ status }) => status);
const story = async (id: string) => (await db.owner.query<{ action: string }>(`select action from history where subject_id = $1 order by happened_at, id`, [id])).rows.map(({ action }) => action);

test('the first press counts at once; a wrong one is put right by one more, as often as it takes, and need, duty and history follow', async () => {
  const { referralId, needId, answer, correct, ask } = await served();
  expect((await answer({ helped: false })).statusCode).toBe(200);
  expect([await need(needId), await rematches(needId)]).toEqual(['open', ['open']]);
  expect(await ask()).toMatchObject({ status: 'notHelped', mayCorrect: true });
  expect((await correct({ helped: true })).statusCode).toBe(200);
  expect([await need(needId), await rematches(needId)]).toEqual(['met', ['withdrawn']]);
  expect((await correct({ rating: 4 })).statusCode).toBe(200);
  expect((await correct({ words: '饭菜热乎' })).statusCode).toBe(200);
  expect(await ask()).toMatchObject({ status: 'helped', rating: 4 });
  expect(await referral(referralId)).toEqual({ status: 'confirmed', helped: true, rating: 4, words: '饭菜热乎', via: 'link' });
  expect((await correct({ helped: false })).statusCode).toBe(200);
  expect([await need(needId), await rematches(needId), (await referral(referralId)).rating]).toEqual(['open', ['open'], null]);
  expect((await correct({ helped: false })).statusCode).toBe(200); // the same once more changes nothing
  expect((await story(referralId)).slice(-5)).toEqual(['notHelped', 'turnedHelped', 'wordAdded', 'wordAdded', 'turnedNotHelped']);
  const { rows } = await db.owner.query(`select changes, actor_role from history where subject_id = $1 and action = 'turnedHelped'`, [referralId]);
  expect(rows).toEqual([{ changes: { helped: [false, true] }, actor_role: 'link' }]);
});

test('sent twice it is done once; after an hour the answer stands; without an answer there is nothing to correct', async () => {
  const { referralId, needId, answer, correct, ask } = await served();
  expect((await correct({ helped: true })).json()).toMatchObject({ code: 'referralMoved' });
  await answer({ helped: true });
  const requestId = newId();
  for (const _ of [1, 2]) expect((await correct({ requestId, helped: false })).statusCode).toBe(200);
  expect((await story(referralId)).filter((action) => action === 'turnedNotHelped').length).toBe(1);
  now = new Date('2026-03-02T10:00:00+08:00');
  expect(await ask()).toMatchObject({ status: 'notHelped', mayCorrect: false });
  const late = await correct({ helped: true });
  expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([409, 'wordStands']);
  expect(late.json<{ message: string }>().message).toMatch(/打电话/);
  expect(await need(needId)).toBe('open');
});

test('a need that another provider has been asked about in the meantime stays with it', async () => {
  const { needId, answer, correct } = await served();
  await answer({ helped: false });
  const other = await makeProvider(db);
  await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId: other.resourceId, consent: { basis: 'consent', givenHow: 'spoken' } }));
  expect(await need(needId)).toBe('matched');
  expect((await correct({ helped: true })).statusCode).toBe(200);
  expect([await need(needId), await rematches(needId)]).toEqual(['matched', ['done']]);
});

test('a resident who is signed in corrects the own answer in the same way, and nobody else’s; nor does the station, nor the one who helped', async () => {
  const { referralId, needId, personId } = await served();
  const resident = await signedIn(db, app, actorOf('resident', PLACES.hangkong, { personId }));
  expect((await resident.post('/api/referrals/confirm', { referralId, helped: true })).statusCode).toBe(200);
  const own = (await resident.get('/api/referrals/own')).json<{ items: { mayCorrect: boolean }[] }>();
  expect(own.items.map(({ mayCorrect }) => mayCorrect)).toEqual([true]);
  expect((await resident.post('/api/referrals/correct', { referralId, helped: false, words: '还差一顿' })).statusCode).toBe(200);
  expect([await need(needId), await referral(referralId)]).toEqual(['open', { status: 'confirmed', helped: false, rating: null, words: '还差一顿', via: 'account' }]);
  const neighbour = await signedIn(db, app, actorOf('resident', PLACES.hangkong, { personId: (await makeNeed(db, worker)).personId }));
  expect((await neighbour.post('/api/referrals/correct', { referralId, helped: true })).statusCode).toBe(404);
  const station = await signedIn(db, app, worker);
  expect((await station.post('/api/referrals/correct', { referralId, helped: true })).statusCode).toBe(403);
});
