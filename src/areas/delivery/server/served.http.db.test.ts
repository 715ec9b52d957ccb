import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { recordNeeds, verifyNeeds } from '../../needs/server/operations.ts';
import { registerPeople } from '../../people/server/operations.ts';
import type { ReferralAnswer, ServedPerson } from '../../referrals/core/contract.ts';
import type { SessionAnswer } from '../core/contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
const station = actorOf('stationWorker', PLACES.hangkong);
const TODAY = '2026-03-02';

beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, station);
});
afterAll(async () => { await app.close(); await db.close(); });

const post = async <T>(visitor: Visitor, url: string, body: Record<string, unknown>): Promise<T> => {
  const answer = await visitor.post(url, body);
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  return answer.json<T>();
};

/** A need told in words that name the resident, offered to a provider whose manager is signed in. */
async function offered(fullName: string) {
  const { resourceId, manager: actor } = await makeProvider(db);
  const { needId, personId } = await db.as(station, async (tx, call) => {
    const [person] = await registerPeople(tx, call, [{ divisionCode: PLACES.hangkong, fullName, birthDate: '1944-05-06', phones: ['13847701234'], address: '航空社区 7 号楼 301' }]);
    const personId = person!.personId!;
    const [need] = await recordNeeds(tx, call, [{
      personId, divisionCode: PLACES.hangkong, item: 'meals', urgency: 3, quantity: 1, channel: 'homeInquiry', heardOn: call.today, wishedTime: '工作日中午',
      description: `${fullName}一人在家，要每天一顿软饭，电话 13847701234`,
    }]);
    await verifyNeeds(tx, call, [need!.needId]);
    return { needId: need!.needId, personId };
  });
  const manager = await signedIn(db, app, actor, true);
  const { referralId } = await post<{ referralId: string }>(worker, '/api/referrals/offer', { needId, resourceId, consent: { basis: 'consent', givenHow: 'spoken' } });
  return { manager, referralId, personId, organizationId: actor.organizationId! };
}

test('before the yes the receiver reads what is wanted, how soon, when and where, and not whose it is', async () => {
  const { manager, referralId } = await offered('李桂兰');
  const answer = await manager.get(`/api/referrals/${referralId}`);
  expect(answer.json<ReferralAnswer>()).toMatchObject({ urgency: 3, needWords: '（居民）一人在家，要每天一顿软饭，电话 （号码）', wishedTime: '工作日中午', communityName: '航空社区', recipientName: null });
  expect(answer.body + (await manager.get('/api/referrals')).body + (await manager.get('/api/referrals/board')).body).not.toMatch(/李桂兰|1384770|号楼/);
});

/** A session of the organisation's own, on a day that has come. */
async function session(manager: Visitor): Promise<string> {
  const { activityId } = await post<{ activityId: string }>(manager, '/api/activities/plan', { divisionCode: PLACES.dongsheng, name: '老年餐桌', kind: 'service', category: 'elderCare' });
  return (await post<{ sessionId: string }>(manager, '/api/sessions/add', { activityId, heldOn: TODAY })).sessionId;
}
const served = async (manager: Visitor) => (await manager.get('/api/referrals/served-people')).json<{ items: ServedPerson[] }>().items.map(({ name }) => name);

test('after the yes its manager adds them by name to a session, with their age group; nobody before, nobody else’s, and nobody of whom nothing came', async () => {
  const mine = await offered('王玉梅');
  const theirs = await offered('赵淑珍');
  await post(theirs.manager, '/api/referrals/answer', { referralId: theirs.referralId, answer: 'accept' });
  const sessionId = await session(mine.manager);
  const hold = (personId: string) => mine.manager.post('/api/sessions/hold', { sessionId, entries: [{ personId }] });
  expect(await served(mine.manager)).toEqual([]);
  expect((await hold(mine.personId)).statusCode).toBe(404);
  await post(mine.manager, '/api/referrals/answer', { referralId: mine.referralId, answer: 'accept' });
  expect(await served(mine.manager)).toEqual(['王玉梅']);
  expect((await mine.manager.get('/api/referrals/served-people?q=%E8%B5%B5')).json()).toMatchObject({ total: 0, items: [] });
  expect((await hold(theirs.personId)).statusCode).toBe(404);
  expect((await hold(mine.personId)).statusCode).toBe(200);
  const read = (visitor: Visitor) => visitor.get(`/api/sessions/${sessionId}`).then((answer) => answer.json<SessionAnswer>());
  expect(await read(mine.manager)).toMatchObject({ persons: 1, personTimes: 1, attendance: [{ personId: mine.personId, name: '王玉梅', presence: 'present', ageGroup: 'elder' }] });
  await post(mine.manager, '/api/referrals/fail', { referralId: mine.referralId, reason: '本人搬走了' });
  expect(await served(mine.manager)).toEqual([]);
  expect((await read(mine.manager)).attendance[0]!.name).toBeNull();
  expect((await worker.get('/api/referrals/served-people')).statusCode).toBe(403);
});
