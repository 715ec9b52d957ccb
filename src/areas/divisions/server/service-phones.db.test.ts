import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeApi } from '../../../apps/api.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { findServicePhone } from './operations.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const lead = actorOf('stationLead', PLACES.dongsheng);
const set = (actor: Actor, divisionCode: string, phone: string, requestId = newId()) => {
  const route = routes.find(({ path }) => path === '/api/service-phones/set')!;
  return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId, divisionCode, phone }) as { requestId: string });
};
const known = (actor: Actor, place: string) => db.as(actor, (tx) => findServicePhone(tx, place));

test('a place without a telephone gives that of the nearest above it, also to who holds a slip', async () => {
  expect(await known(lead, PLACES.hangkong)).toBeNull();
  expect((await set(lead, PLACES.dongsheng, '0477 8591234')).body).toMatchObject({ divisionCode: PLACES.dongsheng, phone: '0477-8591234' });
  for (const actor of [lead, actorOf('resident', PLACES.hangkong), actorOf('organizationManager', PLACES.kangbashi)]) {
    expect(await known(actor, PLACES.hangkong)).toEqual({ phone: '0477-8591234', placeCode: PLACES.dongsheng, placeName: '东胜区' });
  }
  expect((await set(lead, PLACES.hangkong, '13900001234')).status).toBe(200);
  expect((await known(lead, PLACES.hangkong))?.phone).toBe('13900001234');
  expect((await set(lead, PLACES.hangkong, '')).body).toMatchObject({ divisionCode: PLACES.hangkong, phone: null });
  expect((await known(lead, PLACES.hangkong))?.placeCode).toBe(PLACES.dongsheng);
  expect(await known(lead, PLACES.kangbashi)).toBeNull();
});

test('whoever holds a slip that does not open is told whom to call, the widest place first', async () => {
  await set(lead, PLACES.hangkong, '13900001234');
  await set(lead, PLACES.dongsheng, '0477-8591234');
  const app = await makeApi(db.platform, { log: false, isSecure: false });
  const answer = await app.inject({ url: '/api/confirm-phones' });
  expect([answer.statusCode, answer.json()]).toEqual([200, { items: [{ name: '东胜区', phone: '0477-8591234' }, { name: '航空社区', phone: '13900001234' }], total: 2 }]);
  await app.close();
});

test('what is no telephone is refused, and other places’ are not one’s own to give', async () => {
  expect(await set(lead, PLACES.hangkong, '8591')).toMatchObject({ status: 409, body: { code: 'notAPhone', typed: '8591' } });
  await expect(set(lead, PLACES.kangbashi, '12345')).rejects.toThrow('no division');
  await expect(set(lead, '150602999', '12345')).rejects.toThrow('no division');
  await expect(set(actorOf('stationWorker', PLACES.hangkong), PLACES.hangkong, '12345')).rejects.toThrow('not permitted');
  const requestId = newId();
  for (let i = 0; i < 2; i++) expect((await set(lead, PLACES.hangkong, '12345', requestId)).body).toMatchObject({ phone: '12345' });
});

test('the list has one’s own place first and no place of others', async () => {
  const route = routes.find(({ path }) => path === '/api/service-phones')!;
  const list = async (actor: Actor) => (await performQuery(db.platform, route, { actor, language: 'zh' }, {}) as { items: { code: string; phone: string | null; reaches: { phone: string } | null }[] }).items;
  expect(await list(lead)).toMatchObject([{ code: PLACES.dongsheng, phone: '0477-8591234' }, { code: PLACES.hangkong, phone: '12345' }]);
  expect(await list(actorOf('stationLead', PLACES.kangbashi))).toMatchObject([{ code: PLACES.kangbashi, phone: null, reaches: null }]);
});
