import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { escalateDuties } from '../../duties/server/escalate.ts';
import type { MyWork, OpenDuty } from '../../duties/core/contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let now: Date;
let worker: Visitor;
let officer: Visitor;
let colleague: Visitor;
const station = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });
const on = (day: string) => { now = new Date(`${day}T09:00:00+08:00`); };

beforeAll(async () => {
  on('2026-03-02'); // a Monday
  db = await makeTestDatabase(() => now);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, station);
  officer = await signedIn(db, app, actorOf('officer', PLACES.jiaotong, { name: '贺志强' }));
  colleague = await signedIn(db, app, actorOf('stationLead', PLACES.jiaotong));
});
afterAll(async () => { await app.close(); await db.close(); });

/** A referral offered on Monday to a provider with or without an account: its answer is due on Thursday the 5th. */
async function offered(hasManager: boolean): Promise<{ referralId: string; manager: Visitor | null }> {
  on('2026-03-02');
  const provider = await makeProvider(db, { hasManager });
  const { needId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const answer = await worker.post('/api/referrals/offer', { needId, resourceId: provider.resourceId });
  return { referralId: answer.json<{ referralId: string }>().referralId, manager: hasManager ? await signedIn(db, app, provider.manager, true) : null };
}
const remind = (visitor: Visitor, subjectIds: string[], more: Record<string, unknown> = {}) => visitor.post('/api/my-work/remind', { subjectKind: 'referral', subjectIds, ...more });
const codeOf = (answer: { statusCode: number; json: <T>() => T }) => [answer.statusCode, answer.json<{ code?: string }>().code];
const lineOf = async (visitor: Visitor, referralId: string) => (await visitor.get('/api/my-work')).json<MyWork>().items.find(({ subjectId }) => subjectId === referralId);

test('a street’s officer reminds the owner of what is late, once a working day; the owner finds it in my work with its day, and the referral tells of it', async () => {
  const { referralId } = await offered(false);
  expect(codeOf(await remind(officer, [referralId]))).toEqual([409, 'notLateYet']);
  on('2026-03-06');
  const asked = await officer.get(`/api/my-work/open-duty?subjectKind=referral&subjectId=${referralId}`);
  expect(asked.json<{ duty: OpenDuty }>().duty).toMatchObject({ kind: 'answerReferral', daysLate: 1, ownerName: '高晓燕', reminded: null, refusal: null });
  const requestId = newId();
  for (const _ of [1, 2]) expect((await remind(officer, [referralId], { requestId, note: '老人等着吃饭' })).json()).toEqual({ reminded: 1, left: [] });
  expect(await lineOf(worker, referralId)).toMatchObject({ dueOn: '2026-03-05', isNamed: true, reminded: { on: '2026-03-06', by: '贺志强', count: 1, note: '老人等着吃饭' } });
  expect(codeOf(await remind(colleague, [referralId]))).toEqual([409, 'remindedAlready']);
  on('2026-03-08');
  expect(codeOf(await remind(officer, [referralId]))).toEqual([409, 'remindedAlready']);
  on('2026-03-09');
  expect((await remind(officer, [referralId])).statusCode).toBe(200);
  expect((await lineOf(worker, referralId))!.reminded).toMatchObject({ on: '2026-03-09', count: 2, note: null });
  const told = (await officer.get(`/api/history?kind=referral&subjectId=${referralId}`)).json<{ items: { action: string; actorName: string; reason: string | null }[] }>();
  expect(told.items.filter(({ action }) => action === 'reminded').map(({ actorName, reason }) => [actorName, reason])).toEqual([['贺志强', null], ['贺志强', '老人等着吃饭']]);
});

test('what waits for an organisation is found in its own my work; it reminds nobody, nor does one remind oneself or a neighbour', async () => {
  const { referralId, manager } = await offered(true);
  on('2026-03-06');
  expect((await remind(worker, [referralId])).statusCode).toBe(200);
  expect((await lineOf(manager!, referralId))!.reminded).toMatchObject({ by: '高晓燕', count: 1 });
  expect((await remind(manager!, [referralId])).statusCode).toBe(403);
  const { referralId: own } = await offered(false);
  on('2026-03-06');
  expect(codeOf(await remind(worker, [own]))).toEqual([409, 'yourOwnDuty']);
  const neighbour = await signedIn(db, app, actorOf('officer', PLACES.dalad));
  expect(codeOf(await remind(neighbour, [own]))).toEqual([409, 'noDutyHere']);
});

test('the worker is told to telephone while nobody at the provider has an account; once somebody has, the answer is theirs to give', async () => {
  const { referralId } = await offered(false);
  const line = await lineOf(worker, referralId);
  expect(line).toMatchObject({ kind: 'answerReferral', isNamed: true });
  expect(line!.byTelephone).toMatch(/^暖阳/);
  const { rows: [{ organization_id: organizationId }] } = await db.owner.query('select organization_id from referral where id = $1', [referralId]);
  const manager = await signedIn(db, app, actorOf('organizationManager', PLACES.dongsheng, { organizationId, name: '其木格' }));
  await escalateDuties(db.platform);
  expect(await lineOf(worker, referralId)).toBeUndefined();
  expect(await lineOf(manager, referralId)).toMatchObject({ kind: 'answerReferral', isNamed: true, isMyOrganizations: true, byTelephone: null });
  await db.owner.query('update account set disabled_at = now() where id = (select owner_account_id from duty where subject_id = $1)', [referralId]);
  await escalateDuties(db.platform);
  expect((await lineOf(worker, referralId))!.byTelephone).toMatch(/^暖阳/);
});

test('a need to verify is told with whose it is and what was said to those who work with residents; an officer of the street is not told the name, one of the city neither', async () => {
  on('2026-03-02');
  const lead = await signedIn(db, app, actorOf('stationLead', PLACES.hangkong, { name: '苏日娜' }));
  const { needId } = await makeNeed(db, station, { isVerified: false });
  await db.owner.query(`update need set description = '想吃口热饭' where id = $1`, [needId]);
  expect(await lineOf(lead, needId)).toMatchObject({ about: { name: expect.stringContaining('张秀英') as string, words: '想吃口热饭' } });
  const risenTo = (actor: string) => db.owner.query(`update duty set owner_account_id = (select id from account where name = $1 limit 1), escalated_level = 1 where subject_id = $2`, [actor, needId]);
  await risenTo('贺志强');
  expect(await lineOf(officer, needId)).toMatchObject({ about: { name: null, words: '想吃口热饭' }, isWithinReach: true });
  const city = await signedIn(db, app, actorOf('officer', '1506', { name: '乌兰图雅' }));
  await risenTo('乌兰图雅');
  expect(await lineOf(city, needId)).toMatchObject({ about: null, isWithinReach: false });
});

test('a line about a referral says for whom to the station, and to the organisation from its yes on; to an officer of the street never', async () => {
  const { referralId, manager } = await offered(true);
  on('2026-03-06');
  const watched = (await worker.get('/api/my-work')).json<MyWork>().watched.find(({ subjectId }) => subjectId === referralId);
  expect(watched).toMatchObject({ about: { name: expect.stringContaining('张秀英') as string, words: null } });
  expect((await lineOf(manager!, referralId))!.about).toBeNull();
  expect((await manager!.post('/api/referrals/answer', { referralId, answer: 'accept' })).statusCode).toBe(200);
  expect(await lineOf(manager!, referralId)).toMatchObject({ kind: 'scheduleReferral', about: { name: expect.stringContaining('张秀英') as string } });
  await db.owner.query(`update duty set owner_account_id = (select id from account where name = '贺志强' limit 1) where subject_id = $1`, [referralId]);
  expect((await lineOf(officer, referralId))!.about).toBeNull();
});

test('several from the list at once: those that may be, and the others with their reasons', async () => {
  const [late, done] = [await offered(false), await offered(false)];
  on('2026-03-06');
  await worker.post('/api/referrals/withdraw', { referralId: done.referralId, reason: '另有安排' });
  expect((await remind(officer, [late.referralId, done.referralId])).json()).toEqual({ reminded: 1, left: [{ subjectId: done.referralId, code: 'noDutyHere' }] });
});

test('what one has arranged and others leave lying stands in my work beside what is one’s own, and is not counted with it; an empty page says what is late with others', async () => {
  on('2026-03-02');
  const arranger = await signedIn(db, app, actorOf('socialWorker', PLACES.jiaotong, { name: '郝敏' }));
  const bystander = await signedIn(db, app, actorOf('socialWorker', PLACES.jiaotong));
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const { referralId } = (await arranger.post('/api/referrals/offer', { needId, resourceId: provider.resourceId })).json<{ referralId: string }>();
  const workOf = async (visitor: Visitor) => (await visitor.get('/api/my-work')).json<MyWork>();
  expect(await workOf(arranger)).toMatchObject({ total: 0, watched: [] });
  on('2026-03-06');
  expect(await workOf(arranger)).toMatchObject({ total: 0, items: [], watched: [{ subjectId: referralId, kind: 'answerReferral', daysLate: 1, ownerName: provider.manager.name, isNamed: false }] });
  const [before, officers] = [await workOf(bystander), (await officer.get('/api/referrals?overdue=true')).json<{ total: number }>()];
  expect(before).toMatchObject({ total: 0, items: [], watched: [], lateElsewhere: officers.total });
  expect(before.lateElsewhere).toBeGreaterThan(0);
  expect((await workOf(await signedIn(db, app, actorOf('officer', '1506')))).lateElsewhere).toBe(0); // who sees no referral is sent to none
  await remind(arranger, [referralId]);
  expect((await workOf(arranger)).watched[0]!.reminded).toMatchObject({ on: '2026-03-06', by: '郝敏' });
});
