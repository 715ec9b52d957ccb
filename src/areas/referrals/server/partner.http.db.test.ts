import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { ReferralAnswer } from '../core/contract.ts';
import type { PartnerPage, PartnerSheet } from '../core/partner-contract.ts';
import { confirmCodeOf } from './confirm-codes.ts';
import { partnerCodeOf } from './partner-links.ts';
import { heedDeclines } from './jobs.ts';
import { tieLooseEnds } from './loose-ends.ts';

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
/** Each caller from an address of its own: tries are counted by it. */
const caller = () => `10.2.${Math.floor(++from / 250)}.${from % 250 + 1}`;
const look = (code: string, language = 'zh') => app.inject({ url: `/api/partner/${code}`, remoteAddress: caller(), headers: { 'accept-language': language } });
const act = (code: string, what: string, body: object = {}) => app.inject({ method: 'POST', url: `/api/partner/${code}/${what}`, payload: { requestId: newId(), ...body }, remoteAddress: caller(), headers: { 'x-sanshe': '1', 'accept-language': 'zh' } });
const page = async (code: string) => (await look(code)).json<PartnerPage>();
const post = async <T>(url: string, body: Record<string, unknown>): Promise<T> => {
  const answer = await worker.post(url, body);
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  return answer.json<T>();
};
const fileOf = async (referralId: string) => (await worker.get(`/api/referrals/${referralId}`)).json<ReferralAnswer>();
const dutiesOf = async (referralId: string) => (await db.owner.query<{ kind: string; owner: string | null; due: string; details: Record<string, unknown> }>(`select kind, owner_account_id as owner, due_on::text as due, details from duty where subject_id = $1 and status = 'open' order by kind`, [referralId])).rows;
const saidOf = async (referralId: string) => (await db.owner.query<{ action: string; by: string; role: string }>('select action, actor_name as by, actor_role as role from history where subject_id = $1 order by happened_at, id', [referralId])).rows;

/** A need offered to a provider where nobody can sign in, and the code of the link that the worker issued. */
async function offered(options: Parameters<typeof makeProvider>[1] = {}): Promise<{ referralId: string; needId: string; personId: string; code: string; resourceId: string; organizationId: string }> {
  const provider = await makeProvider(db, { hasManager: false, ...options });
  const { needId, personId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const { referralId } = await post<{ referralId: string }>('/api/referrals/offer', { needId, resourceId: provider.resourceId });
  await post('/api/referrals/issue-partner-link', { referralId });
  const { code } = (await worker.get(`/api/referrals/${referralId}/partner-sheet`)).json<PartnerSheet>();
  return { referralId, needId, personId, code, ...provider };
}

test('a provider without an account goes through a whole referral by its link: yes, a day offered and agreed, the service, and the resident is asked', async () => {
  const { referralId, needId, personId, code } = await offered();
  expect(await page(code)).toMatchObject({ status: 'offered', asked: { what: '助餐', who: null, mayAsk: false } });
  expect(JSON.stringify(await page(code))).not.toMatch(/张秀英|号楼|1384/);
  expect((await act(code, 'visit', { scheduledFor: '2026-03-04' })).json()).toMatchObject({ code: 'referralMoved' });
  expect((await act(code, 'answer', { answer: 'accept' })).json()).toEqual({ status: 'accepted' });
  const told = await page(code);
  expect(told.asked!.who).toMatchObject({ name: expect.stringContaining('张秀英') as string, address: expect.stringContaining('号楼') as string, hasPhone: true });
  expect(JSON.stringify(told)).not.toMatch(/1384/);
  expect((await act(code, 'phone')).json()).toEqual({ value: '13847701234' });
  expect((await act(code, 'visit', { scheduledFor: '2026-03-04', from: '09:00', until: '10:00', contactName: '斯琴' })).json()).toEqual({ status: 'accepted' });
  expect((await dutiesOf(referralId)).map(({ kind, owner, due }) => [kind, owner, due])).toEqual([['agreeVisit', station.accountId, '2026-03-03'], ['scheduleReferral', station.accountId, '2026-03-09']]);
  expect(await fileOf(referralId)).toMatchObject({ status: 'accepted', scheduledFor: null, proposedFor: '2026-03-04', proposedFrom: '09:00', proposedName: '斯琴' });
  await post('/api/referrals/turn-visit-down', { referralId, reason: '那天上午要去医院' });
  expect(await page(code)).toMatchObject({ status: 'accepted', asked: { proposed: null, answer: '那天上午要去医院' } });
  expect((await act(code, 'visit', { scheduledFor: '2026-03-05', from: '14:00', until: '15:00', contactName: '斯琴' })).statusCode).toBe(200);
  await post('/api/referrals/schedule', { referralId, scheduledFor: '2026-03-05', from: '14:00', until: '15:00', contactName: '斯琴' });
  expect((await dutiesOf(referralId)).map(({ kind, details }) => [kind, details['visit']])).toEqual([['deliverReferral', { on: '2026-03-05', from: '14:00', until: '15:00' }]]);
  expect(await page(code)).toMatchObject({ status: 'scheduled', asked: { agreed: { on: '2026-03-05', from: '14:00', until: '15:00', who: '斯琴' }, proposed: null } });
  moment = new Date('2026-03-05T16:00:00+08:00');
  expect((await act(code, 'report', { heldOn: '2026-03-05', startsAt: '14:00', endsAt: '15:10', result: 'full', visitorName: '敖登', units: 2 })).json()).toMatchObject({ code: 'moreThanAsked', units: 1 });
  expect((await act(code, 'report', { heldOn: '2026-03-05', startsAt: '14:00', endsAt: '15:10', result: 'full', visitorName: '敖登', units: 1 })).json()).toEqual({ status: 'delivered' });
  // after the service the link tells nobody's name, and the code of the slip is no one's but the resident's
  const after = await look(code);
  expect(after.json<PartnerPage>()).toMatchObject({ status: 'delivered', asked: { who: null, mayAsk: true } });
  expect(after.body).not.toContain(confirmCodeOf(db.platform.vault, referralId, 1));
  expect(after.json<PartnerPage>().asked!.reported).toEqual({ on: '2026-03-05', from: '14:00', until: '15:10', who: '敖登', units: 1, result: 'full', words: null });
  expect(await fileOf(referralId)).toMatchObject({ scheduledFor: '2026-03-05', scheduledFrom: '14:00', scheduledUntil: '15:00', deliveredFrom: '14:00', deliveredUntil: '15:10' });
  expect((await act(code, 'phone')).json()).toMatchObject({ code: 'whereaboutsOver' });
  expect((await act(code, 'ask')).statusCode).toBe(200);
  expect((await act(code, 'ask')).json()).toMatchObject({ code: 'askedAlready' });
  expect(await dutiesOf(referralId)).toMatchObject([{ kind: 'confirmReferral', owner: station.accountId, details: { askedToAsk: expect.stringContaining('暖阳') as string } }]);
  const { rows: attended } = await db.owner.query('select a.person_id, a.minutes, s.starts_at::text as "from" from attendance a join activity_session s on s.id = a.session_id where s.referral_id = $1', [referralId]);
  expect(attended).toEqual([{ person_id: personId, minutes: 70, from: '14:00:00' }]);
  const byLink = (await saidOf(referralId)).filter(({ role }) => role === 'partnerLink');
  expect(byLink.map(({ action }) => action)).toEqual(['accepted', 'visitProposed', 'visitProposed', 'delivered', 'confirmationAsked']);
  expect(new Set(byLink.map(({ by }) => by.replace(/\d+/, '')))).toEqual(new Set(['暖阳社会工作服务中心']));
  // who looked: with the yes, when the page was opened, and for the telephone
  const { rows: looked } = await db.owner.query(`select operation, count(*)::int as n from audit where subject_kind = 'person' and subject_id = $1 and actor_role = 'partnerLink' and outcome = 'read' group by 1 order by 1`, [personId]);
  expect(looked).toEqual([{ operation: 'referral.byPartnerLink', n: expect.any(Number) as number }, { operation: 'referral.handOver', n: 1 }, { operation: 'referral.revealPhone', n: 1 }]);
  await post('/api/referrals/confirm', { referralId, helped: true });
  expect((await db.owner.query('select status from need where id = $1', [needId])).rows).toEqual([{ status: 'met' }]);
  expect(await page(code)).toMatchObject({ status: 'over', asked: null });
  expect(await tieLooseEnds(db.platform)).toBe(0);
  moment = new Date('2026-03-02T09:00:00+08:00');
});

test('a link that was renewed, taken back, has run out or never was says one and the same; of what is over it tells nothing; another’s opens nothing of this', async () => {
  const { referralId, code } = await offered();
  const other = await offered();
  const never = (await look('22222222A')).body;
  await post('/api/referrals/issue-partner-link', { referralId });
  const renewed = partnerCodeOf(db.platform.vault, referralId, 2);
  expect([(await look(code)).body, (await act(code, 'answer', { answer: 'accept' })).statusCode]).toEqual([never, 404]);
  expect((await look(renewed)).statusCode).toBe(200);
  await post('/api/referrals/revoke-partner-link', { referralId });
  expect((await look(renewed)).body).toBe(never);
  expect((await worker.post('/api/referrals/revoke-partner-link', { referralId })).json()).toMatchObject({ code: 'noLinkToTakeBack' });
  expect((await worker.get(`/api/referrals/${referralId}/partner-sheet`)).statusCode).toBe(404);
  moment = new Date('2026-04-02T00:00:01+08:00');
  expect((await look(other.code)).body).toBe(never);
  expect((await act(other.code, 'answer', { answer: 'accept' })).statusCode).toBe(404);
  moment = new Date('2026-03-02T09:00:00+08:00');
  expect((await act(other.code, 'answer', { answer: 'decline', declineCode: 'other' })).json()).toMatchObject({ code: 'declineNeedsWords' });
  expect((await act(other.code, 'answer', { answer: 'decline' })).statusCode).toBe(400);
  expect((await act(other.code, 'answer', { answer: 'decline', declineCode: 'full' })).json()).toEqual({ status: 'declined' });
  expect(await page(other.code)).toEqual({ status: 'over', community: expect.anything() as object, asked: null });
  expect((await act(other.code, 'answer', { answer: 'accept' })).json()).toMatchObject({ code: 'referralMoved' });
});

test('a provider that cannot after all says why: the need is open again and somebody’s to place, hours are free, and it counts with the declines', async () => {
  const { referralId, needId, resourceId, code } = await offered({ oneAtATime: true });
  expect((await act(code, 'fail', { declineCode: 'full' })).json()).toMatchObject({ code: 'referralMoved' });
  await act(code, 'answer', { answer: 'accept' });
  await act(code, 'visit', { scheduledFor: '2026-03-04', from: '09:00', until: '10:00', isAgreed: true });
  expect([(await act(code, 'fail')).statusCode, (await act(code, 'fail', { reason: ' ' })).statusCode, (await act(code, 'fail', { declineCode: 'bored' })).statusCode]).toEqual([400, 400, 400]);
  expect((await act(code, 'fail', { declineCode: 'other' })).json()).toMatchObject({ code: 'declineNeedsWords' });
  const version = (await fileOf(referralId)).version;
  const both = await Promise.all([1, 2].map(() => act(code, 'fail', { declineCode: 'outsideReach', reason: '车坏了，去不了乡下', version })));
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  expect(await page(code)).toMatchObject({ status: 'over', asked: null });
  expect(await fileOf(referralId)).toMatchObject({ status: 'failed', answeredAt: expect.any(String) as string, declineCode: 'outsideReach', closedReason: '车坏了，去不了乡下' });
  expect((await db.owner.query('select status from need where id = $1', [needId])).rows).toEqual([{ status: 'open' }]);
  expect((await db.owner.query('select 1 from booking where referral_id = $1 and released_at is null', [referralId])).rowCount).toBe(0);
  expect(await dutiesOf(referralId)).toEqual([]);
  expect(await dutiesOf(needId)).toMatchObject([{ kind: 'rematchNeed', owner: station.accountId, details: { why: 'failed' } }]);
  expect((await worker.get(`/api/referrals/returned?needId=${needId}`)).json()).toMatchObject({ items: [{ referralId, what: 'declined', isAfterYes: true, declineCode: 'outsideReach', words: '车坏了，去不了乡下' }] });
  // not proposed to the same again, as after a decline
  await heedDeclines(db.platform);
  expect((await db.owner.query('select reason_code as code from match_rule where need_id = $1 and resource_id = $2', [needId, resourceId])).rows).toEqual([{ code: 'tooFar' }]);
  // a reason of the list is enough by itself
  const plain = await offered();
  await act(plain.code, 'answer', { answer: 'accept' });
  expect((await act(plain.code, 'fail', { declineCode: 'full', reason: null })).json()).toEqual({ status: 'failed' });
  // what failed in words alone is no provider's no
  const other = await offered();
  await act(other.code, 'answer', { answer: 'accept' });
  await act(other.code, 'fail', { reason: '敲门无人' });
  expect((await worker.get(`/api/referrals/returned?needId=${other.needId}`)).json()).toMatchObject({ items: [] });
});

test('neither code opens the other’s door: the provider cannot answer for the resident, nor the resident for the provider', async () => {
  const { referralId, code } = await offered();
  await act(code, 'answer', { answer: 'accept' });
  await act(code, 'report', { heldOn: '2026-03-02', result: 'partly' });
  const slip = confirmCodeOf(db.platform.vault, referralId, 1);
  expect((await app.inject({ url: `/api/confirm/${code}`, remoteAddress: caller() })).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url: `/api/confirm/${code}`, payload: { requestId: newId(), helped: true }, remoteAddress: caller() })).statusCode).toBe(404);
  expect([(await look(slip)).statusCode, (await act(slip, 'ask')).statusCode]).toEqual([404, 404]);
  // nobody was named as the visitor: the resource's contact did not come
  const asked = (await app.inject({ url: `/api/confirm/${slip}`, remoteAddress: caller() })).json<{ who: string; personToCall: { name: string } }>();
  expect([asked.who, asked.personToCall.name]).toEqual([expect.stringMatching(/^暖阳社会工作服务中心\d+$/), '其木格']);
});

test('hours that are taken are refused to the holder of a link with when else; two links cannot have the same, and nothing is told of whom it is for', async () => {
  const one = await offered({ oneAtATime: true });
  const { needId } = await makeNeed(db, station, { consentTo: one.organizationId });
  const { referralId } = await post<{ referralId: string }>('/api/referrals/offer', { needId, resourceId: one.resourceId });
  await post('/api/referrals/issue-partner-link', { referralId });
  const two = partnerCodeOf(db.platform.vault, referralId, 1);
  for (const code of [one.code, two]) await act(code, 'answer', { answer: 'accept' });
  expect((await page(one.code)).asked!.needsHours).toBe(true);
  expect((await act(one.code, 'visit', { scheduledFor: '2026-03-04', isAgreed: true })).json()).toMatchObject({ code: 'hoursMissing', issues: [{ path: 'from' }] });
  const hours = { scheduledFor: '2026-03-04', from: '09:00', until: '10:00', isAgreed: true };
  const both = await Promise.all([one.code, two].map((code) => act(code, 'visit', hours)));
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const refused = both.find(({ statusCode }) => statusCode === 409)!;
  expect(refused.json()).toMatchObject({ code: 'bookedAlready', message: expect.stringContaining('这一天还空着：08:00–09:00') as string });
  const loser = both[0] === refused ? one.code : two;
  expect((await act(loser, 'visit', { ...hours, isAgreed: false })).json()).toMatchObject({ code: 'bookedAlready' });
  const day = await app.inject({ url: `/api/partner/${loser}/day?on=2026-03-04`, remoteAddress: caller() });
  expect(day.json()).toMatchObject({ resources: [{ taken: [{ from: '09:00', until: '10:00', isOwn: false }] }] });
  expect((await act(loser, 'visit', { ...hours, from: '10:00', until: '11:00' })).json()).toEqual({ status: 'scheduled' });
});

test('the duty is of whoever issued the link where nobody of the provider has an account, and the manager’s where somebody has', async () => {
  const colleague = actorOf('stationWorker', PLACES.hangkong);
  const second = await signedIn(db, app, colleague);
  const { referralId } = await offered();
  expect((await dutiesOf(referralId))[0]).toMatchObject({ owner: station.accountId, details: { byLink: true, byTelephone: false } });
  expect((await second.post('/api/referrals/issue-partner-link', { referralId })).statusCode).toBe(200);
  expect((await dutiesOf(referralId))[0]).toMatchObject({ kind: 'answerReferral', owner: colleague.accountId });
  const code = partnerCodeOf(db.platform.vault, referralId, 2);
  await act(code, 'answer', { answer: 'accept' });
  expect((await dutiesOf(referralId))[0]).toMatchObject({ kind: 'scheduleReferral', owner: colleague.accountId, details: { byLink: true } });
  const managed = await makeProvider(db);
  const { needId } = await makeNeed(db, station, { consentTo: managed.organizationId });
  const made = await post<{ referralId: string }>('/api/referrals/offer', { needId, resourceId: managed.resourceId });
  await post('/api/referrals/issue-partner-link', { referralId: made.referralId });
  await act(partnerCodeOf(db.platform.vault, made.referralId, 1), 'answer', { answer: 'accept' });
  expect(await dutiesOf(made.referralId)).toMatchObject([{ kind: 'scheduleReferral', owner: managed.manager.accountId }]);
});

test('who may not issue links cannot; of two at once the second is told; a service that is over needs none; the code is kept nowhere', async () => {
  const { referralId, code } = await offered();
  const { version } = await fileOf(referralId);
  const elsewhere = await signedIn(db, app, actorOf('stationWorker', PLACES.dalad)), officer = await signedIn(db, app, actorOf('officer', PLACES.jiaotong));
  expect([(await elsewhere.post('/api/referrals/issue-partner-link', { referralId })).statusCode, (await officer.post('/api/referrals/issue-partner-link', { referralId })).statusCode, (await officer.get(`/api/referrals/${referralId}/partner-sheet`)).statusCode]).toEqual([404, 403, 403]);
  const twice = await Promise.all([1, 2].map(() => worker.post('/api/referrals/issue-partner-link', { referralId, version })));
  expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const now = partnerCodeOf(db.platform.vault, referralId, 2);
  const requestId = newId();
  const same = await Promise.all([1, 2].map(() => act(now, 'answer', { requestId, answer: 'accept' })));
  expect(same.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await act(now, 'answer', { answer: 'accept' })).json()).toMatchObject({ code: 'referralMoved' });
  expect((await act(now, 'report', { heldOn: '2026-03-03', result: 'full' })).json()).toMatchObject({ code: 'deliveredInTheFuture' });
  expect((await act(now, 'fail', { reason: '敲门无人' })).json()).toEqual({ status: 'failed' });
  expect((await worker.post('/api/referrals/issue-partner-link', { referralId })).json()).toMatchObject({ code: 'noPartnerLink' });
  const { rows } = await db.owner.query<{ table_name: string }>(`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
  await db.owner.query(`set app.city = '1506'`);
  for (const secret of [code, now]) for (const { table_name } of rows) expect([table_name, (await db.owner.query(`select 1 from "${table_name}" t where t::text ilike $1 limit 1`, [`%${secret}%`])).rowCount]).toEqual([table_name, 0]);
  const tries = [];
  for (let i = 0; i < 32; i++) tries.push((await app.inject({ url: '/api/partner/22222222A', remoteAddress: '10.9.9.9' })).statusCode);
  expect(tries.slice(29)).toEqual([404, 429, 429]);
});

test('what came back on paper is typed in one form, in the provider’s name and by the worker’s hand; all of it or nothing', async () => {
  const { referralId } = await offered();
  const sheet = (body: object) => worker.post('/api/referrals/type-sheet', { referralId, cameOn: '2026-03-02', ...body });
  expect([(await sheet({})).json<{ code: string }>().code, (await sheet({ answer: 'accept', cameOn: '2026-03-03' })).json<{ code: string }>().code]).toEqual(['sheetEmpty', 'sheetInTheFuture']);
  expect((await sheet({ answer: 'accept', what: 'report', heldOn: '2026-03-09', result: 'full' })).json()).toMatchObject({ code: 'deliveredInTheFuture' });
  expect((await fileOf(referralId)).status).toBe('offered');
  const wrong = await sheet({ answer: 'accept', what: 'report', startsAt: '10:00', endsAt: '09:00' });
  expect([wrong.statusCode, wrong.json<{ issues: { path: string }[] }>().issues.map(({ path }) => String(path))]).toEqual([400, ['heldOn', 'result', 'endsAt']]);
  expect((await sheet({ answer: 'accept', what: 'visit', scheduledFor: '2026-03-04', from: '09:00', until: '10:00' })).json()).toEqual({ referralId, status: 'accepted' });
  expect(await fileOf(referralId)).toMatchObject({ proposedFor: '2026-03-04', proposedBy: expect.stringMatching(new RegExp(`纸质回单，${station.name}录入`)) as string });
  expect((await sheet({ what: 'report', heldOn: '2026-03-02', startsAt: '08:00', endsAt: '08:30', result: 'partly', visitorName: '斯琴', reportWords: '只送了一份' })).json()).toEqual({ referralId, status: 'delivered' });
  expect(await fileOf(referralId)).toMatchObject({ visitorName: '斯琴', proposedFor: null, result: 'partly' });
  expect((await dutiesOf(referralId)).map(({ kind }) => kind)).toEqual(['confirmReferral']);
  expect((await saidOf(referralId)).filter(({ by }) => /纸质回单/.test(by)).map(({ action, role }) => `${action} ${role}`)).toEqual(['accepted stationWorker', 'visitProposed stationWorker', 'delivered stationWorker']);
  const declined = await offered();
  expect((await worker.post('/api/referrals/type-sheet', { referralId: declined.referralId, cameOn: '2026-03-02', answer: 'decline', declineCode: 'outsideReach', what: 'report' })).json()).toEqual({ referralId: declined.referralId, status: 'declined' });
});
