import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApi } from '../src/apps/api.ts';
import { addGrant } from '../src/areas/access/server/queries.ts';
import { recordNeeds } from '../src/areas/needs/server/operations.ts';
import { registerPeople } from '../src/areas/people/server/operations.ts';
import { newId } from '../src/platform/server/ids.ts';
import { doorScope } from '../src/platform/server/sessions.ts';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from './support/database.ts';
import { signedIn } from './support/http.ts';

let db: TestDatabase, app: FastifyInstance, needId: string, personId: string;
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  personId = (await db.as(system, (tx, call) => registerPeople(tx, call, [{ divisionCode: PLACES.dalad + '001001', fullName: '王远方' }])))[0]!.personId;
  needId = (await db.as(system, (tx, call) => recordNeeds(tx, call, [{ personId, divisionCode: PLACES.dalad + '001001', item: 'meals', urgency: 1, channel: 'talk', heardOn: '2026-03-01', words: '订餐' }])))[0]!.needId;
});
afterAll(async () => { await app.close(); await db.close(); });

test('what another of one’s own grants would show names that grant; nothing is read by asking, and nobody else is told', async () => {
  const worker = actorOf('stationWorker', PLACES.hangkong), stranger = actorOf('stationWorker', PLACES.hangkong);
  const [mine, theirs] = [await signedIn(db, app, worker), await signedIn(db, app, stranger)];
  const [there, over, elsewhere] = [newId(), newId(), newId()];
  await db.platform.database.transaction(doorScope('1506'), async (tx) => {
    const grant = { accountId: worker.accountId, role: 'stationLead' as const, organizationId: null, fromOn: '2025-01-01', untilOn: null };
    await addGrant(tx, { ...grant, id: there, divisionCode: PLACES.dalad });
    await addGrant(tx, { ...grant, id: over, divisionCode: PLACES.dalad, untilOn: '2025-12-31' });
    await addGrant(tx, { ...grant, id: elsewhere, divisionCode: PLACES.kangbashi });
  });
  const audited = async () => (await db.owner.query<{ n: number }>(`select count(*)::int as n from audit`)).rows[0]!.n;
  const before = await audited();
  for (const path of [`/api/needs/${needId}`, `/api/people/${personId}`]) {
    const told = await mine.get(path);
    expect([path, told.statusCode, told.json<{ seenAs?: string[] }>().seenAs]).toEqual([path, 404, [there]]);
    const none = await theirs.get(path);
    expect([path, none.statusCode, none.json<{ seenAs?: string[] }>().seenAs]).toEqual([path, 404, undefined]);
  }
  expect((await mine.get(`/api/needs/${newId()}`)).json()).not.toHaveProperty('seenAs');
  expect(await audited()).toBe(before);
});

test('a page that opens at the door asks whether there is a session, and that there is none is no fault', async () => {
  expect((await app.inject({ url: '/api/session?ifAny=true' })).statusCode).toBe(204);
  expect((await app.inject({ url: '/api/session' })).statusCode).toBe(401);
  const here = await signedIn(db, app, actorOf('stationLead', PLACES.hangkong));
  expect((await here.get('/api/session?ifAny=true')).json()).toHaveProperty('grants');
});
