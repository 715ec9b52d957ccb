import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import type { ServedHours } from '../core/contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
const station = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, station);
});
afterAll(async () => { await app.close(); await db.close(); });

const post = async <T>(url: string, body: Record<string, unknown>): Promise<T> => {
  const answer = await worker.post(url, body);
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  return answer.json<T>();
};

test('a volunteer’s hours are the sum of the sessions shown: held, on duty, present; persons, times and hours are never one for another', async () => {
  const [{ personId }, { personId: other }] = [await makeNeed(db, station), await makeNeed(db, station)];
  const { activityId } = await post<{ activityId: string }>('/api/activities/plan', { divisionCode: PLACES.hangkong, name: '清雪', kind: 'volunteering', category: 'elderCare' });
  const held = async (heldOn: string, entry: Record<string, unknown>) => {
    const { sessionId } = await post<{ sessionId: string }>('/api/sessions/add', { activityId, heldOn });
    await post('/api/sessions/hold', { sessionId, unregisteredPersons: 7, entries: [{ personId, ...entry }, { personId: other, part: 'volunteer', minutes: 600 }] });
    return sessionId;
  };
  await held('2026-02-01', { part: 'volunteer', minutes: 95 });
  await held('2026-02-08', { part: 'volunteer', minutes: 60 });
  await held('2026-02-15', { part: 'volunteer' });
  await held('2026-02-20', { part: 'volunteer', presence: 'absent' });
  await held('2026-02-21', { part: 'beneficiary', minutes: 45 });
  const revoked = await held('2026-02-22', { part: 'volunteer', minutes: 300 });
  await post('/api/sessions/cancel', { sessionId: revoked, reason: '其实没有办' });
  const volunteer = await signedIn(db, app, actorOf('volunteer', PLACES.hangkong, { personId }));
  const served = (await volunteer.get('/api/attendance/served')).json<ServedHours>();
  expect(served).toMatchObject({ minutes: 155, sessions: 3, untimed: 1, total: 3 });
  expect(served.items.map(({ heldOn, minutes }) => [heldOn, minutes])).toEqual([['2026-02-15', null], ['2026-02-08', 60], ['2026-02-01', 95]]);
  expect(served.items.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)).toBe(served.minutes);
  const newcomer = await signedIn(db, app, actorOf('volunteer', PLACES.hangkong, { personId: (await makeNeed(db, station)).personId }));
  expect((await newcomer.get('/api/attendance/served')).json()).toEqual({ minutes: 0, sessions: 0, untimed: 0, total: 0, next: null, items: [] });
  expect((await worker.get('/api/attendance/served')).statusCode).toBe(403);
});
