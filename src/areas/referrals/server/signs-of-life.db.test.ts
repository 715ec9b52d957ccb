import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { addDays } from '../../../kernel/local-date.ts';
import { listResourcesForMatch } from '../../resources/server/operations.ts';
import { answerReferral, markDelivered, offerReferral } from './operations.ts';
import { getResourcesForOffer } from './queries.ts';

let db: TestDatabase;
let today = '2026-03-02';
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => { db = await makeTestDatabase(() => new Date(`${today}T09:00:00+08:00`)); });
afterAll(() => db.close());

const offered = async (resourceId: string) => {
  const { needId } = await makeNeed(db, worker);
  const offer = await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId, consent: { basis: 'consent', givenHow: 'spoken' } }));
  if (!offer.ok) throw new Error(offer.refusal.code);
  return offer.value.referralId;
};
const asMatched = async (resourceId: string) => (await db.as(worker, (tx) => listResourcesForMatch(tx, today))).find(({ id }) => id === resourceId)!;

test('a yes, and a service, keep a resource fresh for the match without a word of its owner; a decline says nothing of it', async () => {
  const { resourceId, manager } = await makeProvider(db), said = today;
  today = addDays(said, 100);
  const units = (await asMatched(resourceId)).unitsLeft;
  expect([units, (await asMatched(resourceId)).freshness]).toEqual([1, 'unknown']);
  await db.as(manager, async (tx, call) => answerReferral(tx, call, { referralId: await offered(resourceId), answer: 'decline', declineCode: 'full' }));
  expect((await asMatched(resourceId)).freshness).toBe('unknown');
  const referralId = await offered(resourceId);
  await db.as(manager, (tx, call) => answerReferral(tx, call, { referralId, answer: 'accept' }));
  expect(await asMatched(resourceId)).toMatchObject({ freshness: 'fresh', capacitySureOn: today });
  today = addDays(today, 40);
  // it was there five days ago, whenever that is written down; the worker notes it for them
  await db.as(worker, (tx, call) => markDelivered(tx, call, [{ referralId, deliveredOn: addDays(today, -5), result: 'full' }]));
  expect(await asMatched(resourceId)).toMatchObject({ freshness: 'fresh', capacitySureOn: addDays(today, -5) });
  const { rows } = await db.owner.query<{ statements: number }>('select count(*)::int as statements from capacity where resource_id = $1', [resourceId]);
  expect(rows).toEqual([{ statements: 1 }]);
});

test('under the lock of an offer others may still write what names the resource: whoever books its hours waits for nobody', async () => {
  const { resourceId } = await makeProvider(db);
  await db.as(worker, async (tx) => {
    await getResourcesForOffer(tx, [resourceId], today);
    // what a foreign key asks for; `nowait` makes a wait an error
    expect((await db.owner.query('select 1 from resource where id = $1 for key share nowait', [resourceId])).rows).toHaveLength(1);
    await expect(db.owner.query('select 1 from resource where id = $1 for no key update nowait', [resourceId])).rejects.toMatchObject({ code: '55P03' });
  });
});
