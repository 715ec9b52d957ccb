import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { OwnReferral } from '../core/contract.ts';
import type { PartnerPage } from '../core/partner-contract.ts';
import { tieLooseEnds } from './loose-ends.ts';
import { partnerCodeOf } from './partner-links.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
let moment = new Date('2026-03-02T09:00:00+08:00');
const station = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase(() => moment);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, station);
});
afterAll(async () => { await app.close(); await db.close(); });

let from = 0;
const act = (code: string, what: string, body: object = {}) => app.inject({ method: 'POST', url: `/api/partner/${code}/${what}`, payload: { requestId: newId(), ...body }, remoteAddress: `10.3.0.${++from}`, headers: { 'x-sanshe': '1', 'accept-language': 'zh' } });
const dutiesOf = async (id: string) => (await db.owner.query<{ kind: string; owner: string | null; details: Record<string, unknown> }>(`select kind, owner_account_id as owner, details from duty where subject_id = $1 and status = 'open' order by kind`, [id])).rows;
const rowOf = async (id: string) => (await db.owner.query('select status, scheduled_for::text as "on", to_char(scheduled_from, \'HH24:MI\') as "from", contact_name as who, contact_phone_sealed is not null as "hasPhone", proposed_for as proposed from referral where id = $1', [id])).rows[0];

/** A provider with a link has said yes and offers a time; the resident is signed in. */
async function offeredTime(options: Parameters<typeof makeProvider>[1] = {}, hours: object = { from: '09:00', until: '10:00' }) {
  const provider = await makeProvider(db, { hasManager: false, ...options });
  const { needId, personId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const post = async (url: string, body: Record<string, unknown>) => { const answer = await worker.post(url, body); expect([url, answer.statusCode, answer.body]).toEqual([url, 200, expect.anything()]); return answer.json<{ referralId: string }>(); };
  const { referralId } = await post('/api/referrals/offer', { needId, resourceId: provider.resourceId });
  await post('/api/referrals/issue-partner-link', { referralId });
  const code = partnerCodeOf(db.platform.vault, referralId, 1);
  await act(code, 'answer', { answer: 'accept' });
  const offer = (on: string) => act(code, 'visit', { scheduledFor: on, ...hours, contactName: '斯琴', contactPhone: '13947700001', words: '先打电话' });
  expect((await offer('2026-03-04')).statusCode).toBe(200);
  const resident = await signedIn(db, app, { ...actorOf('resident', PLACES.hangkong), personId });
  const own = async () => (await resident.get('/api/referrals/own')).json<{ items: OwnReferral[] }>().items.find(({ id }) => id === referralId)!;
  return { referralId, needId, code, resident, own, offer, ...provider };
}

test('the resident says yes to the offered time: it is the appointment with its hours, the worker is told by the next duty, and the provider sees it', async () => {
  const { referralId, needId, code, resident, own } = await offeredTime({ oneAtATime: true });
  const shown = await own();
  expect(shown).toMatchObject({ status: 'accepted', offered: { on: '2026-03-04', from: '09:00', until: '10:00', who: '斯琴', words: '先打电话' } });
  const both = await Promise.all([1, 2].map(() => resident.post('/api/referrals/agree-own-visit', { referralId, version: shown.version })));
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  expect(await rowOf(referralId)).toEqual({ status: 'scheduled', on: '2026-03-04', from: '09:00', who: '斯琴', hasPhone: true, proposed: null });
  expect(await dutiesOf(referralId)).toMatchObject([{ kind: 'deliverReferral', owner: station.accountId, details: { visit: { on: '2026-03-04', from: '09:00', until: '10:00' } } }]);
  expect((await db.owner.query('select 1 from booking where referral_id = $1 and released_at is null', [referralId])).rowCount).toBe(1);
  expect((await db.owner.query('select status from need where id = $1', [needId])).rows).toEqual([{ status: 'inService' }]);
  expect((await app.inject({ url: `/api/partner/${code}`, remoteAddress: '10.3.9.1' })).json<PartnerPage>()).toMatchObject({ status: 'scheduled', asked: { agreed: { on: '2026-03-04', from: '09:00' }, proposed: null } });
  expect(await own()).toMatchObject({ offered: null, personToCall: { name: '斯琴', phone: '13947700001' } });
  expect((await db.owner.query(`select actor_role as role from history where subject_id = $1 and action = 'scheduled'`, [referralId])).rows).toEqual([{ role: 'resident' }]);
  expect((await resident.post('/api/referrals/agree-own-visit', { referralId })).json()).toMatchObject({ code: 'nothingProposed' });
  expect(await tieLooseEnds(db.platform)).toBe(0);
});

test('another time, please: the provider reads the words, the worker’s line says so until another time is offered', async () => {
  const { referralId, code, resident, own, offer } = await offeredTime();
  expect((await resident.post('/api/referrals/ask-another-time', { referralId, words: ' ' })).statusCode).toBe(400);
  expect((await resident.post('/api/referrals/ask-another-time', { referralId, words: '那天去医院，周五上午都行' })).statusCode).toBe(200);
  expect(await dutiesOf(referralId)).toMatchObject([{ kind: 'scheduleReferral', owner: station.accountId, details: { asksAnother: true } }]);
  const line = (await worker.get('/api/my-work')).json<{ late: unknown[]; today: unknown[]; week: unknown[] }>();
  expect(JSON.stringify(line)).toContain('"asksAnother":true');
  expect((await app.inject({ url: `/api/partner/${code}`, remoteAddress: '10.3.9.2' })).json<PartnerPage>()).toMatchObject({ status: 'accepted', asked: { proposed: null, answer: '那天去医院，周五上午都行' } });
  expect(await own()).toMatchObject({ offered: null, anotherAsked: '那天去医院，周五上午都行' });
  expect((await resident.post('/api/referrals/ask-another-time', { referralId, words: '再换一个' })).json()).toMatchObject({ code: 'nothingProposed' });
  const before = await own();
  await offer('2026-03-06');
  expect((await dutiesOf(referralId)).map(({ kind, details }) => [kind, details['asksAnother'] ?? false])).toEqual([['agreeVisit', false], ['scheduleReferral', false]]);
  // what was on the page before this offer is not agreed to by an old page
  expect((await resident.post('/api/referrals/agree-own-visit', { referralId, version: before.version })).json()).toMatchObject({ code: 'changedMeanwhile' });
  expect((await resident.post('/api/referrals/agree-own-visit', { referralId, version: (await own()).version })).statusCode).toBe(200);
});

test('only one’s own, only what is offered and still to come, and no hours that somebody else has got meanwhile', async () => {
  const one = await offeredTime({ oneAtATime: true });
  const other = await offeredTime();
  for (const path of ['/api/referrals/agree-own-visit', '/api/referrals/ask-another-time']) {
    expect((await other.resident.post(path, { referralId: one.referralId, words: '不去了吧' })).statusCode).toBe(404);
    expect((await worker.post(path, { referralId: one.referralId, words: '不去了吧' })).statusCode).toBe(403);
  }
  expect((await one.resident.post('/api/referrals/schedule', { referralId: one.referralId, scheduledFor: '2026-03-09' })).statusCode).toBe(403);
  expect(await rowOf(one.referralId)).toMatchObject({ status: 'accepted', on: null });
  // the hours went to another referral of the same helper
  const { needId } = await makeNeed(db, station, { consentTo: one.organizationId });
  const { referralId } = (await worker.post('/api/referrals/offer', { needId, resourceId: one.resourceId })).json<{ referralId: string }>();
  await worker.post('/api/referrals/answer', { referralId, answer: 'accept' });
  expect((await worker.post('/api/referrals/schedule', { referralId, scheduledFor: '2026-03-04', from: '09:30', until: '10:30' })).statusCode).toBe(200);
  const taken = (await one.resident.post('/api/referrals/agree-own-visit', { referralId: one.referralId })).json<{ code: string }>();
  expect(taken).toMatchObject({ code: 'bookedAlready' });
  expect(JSON.stringify(taken)).not.toMatch(/张秀英/);
  expect((await one.own()).offered).not.toBeNull();
  moment = new Date('2026-03-05T09:00:00+08:00');
  expect(await one.own()).toMatchObject({ offered: null });
  expect((await other.resident.post('/api/referrals/agree-own-visit', { referralId: other.referralId })).json()).toMatchObject({ code: 'appointmentInThePast' });
  moment = new Date('2026-03-02T09:00:00+08:00');
});

test('with a provider whose manager has an account, the next step is that manager’s', async () => {
  const provider = await makeProvider(db);
  const { needId, personId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const { referralId } = (await worker.post('/api/referrals/offer', { needId, resourceId: provider.resourceId })).json<{ referralId: string }>();
  await worker.post('/api/referrals/issue-partner-link', { referralId });
  const code = partnerCodeOf(db.platform.vault, referralId, 1);
  await act(code, 'answer', { answer: 'accept' });
  await act(code, 'visit', { scheduledFor: '2026-03-04' });
  const resident = await signedIn(db, app, { ...actorOf('resident', PLACES.hangkong), personId });
  expect((await resident.post('/api/referrals/agree-own-visit', { referralId })).statusCode).toBe(200);
  expect(await dutiesOf(referralId)).toMatchObject([{ kind: 'deliverReferral', owner: provider.manager.accountId }]);
});
