import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeAccount, makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { escalateDuties } from '../../duties/server/escalate.ts';
import { offerReferral } from './operations.ts';
import { readBoard } from './reads.ts';

let db: TestDatabase;
let now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  await makeAccount(db, worker);
});
afterAll(() => db.close());

test('what is late stands on top of its column with whoever has it now, and with the next when it has risen; the provider is told nobody’s name', async () => {
  const { resourceId, manager } = await makeProvider(db);
  const offer = async (day: string) => {
    now = new Date(`${day}T09:00:00+08:00`);
    const { needId } = await makeNeed(db, worker);
    const result = await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId, consent: { basis: 'consent', givenHow: 'spoken' } }));
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value.referralId;
  };
  const early = await offer('2026-03-02'), recent = await offer('2026-03-04');
  const offered = async (actor = worker) => (await db.as(actor, (tx, call) => readBoard(tx, call, {}))).columns.find(({ column }) => column === 'offered')!;
  now = new Date('2026-03-06T09:00:00+08:00'); // a day after the three working days of the first
  const { late, items } = await offered();
  expect([late, items.map(({ id, isLate, waitsFor }) => [id, isLate, waitsFor])]).toEqual([1, [[early, true, manager.name], [recent, false, null]]]);
  expect((await offered(manager)).items.map(({ waitsFor }) => waitsFor)).toEqual([null, null]);
  now = new Date('2026-03-10T09:00:00+08:00'); // three more
  await escalateDuties(db.platform);
  expect((await offered()).items[0]).toMatchObject({ id: early, waitsFor: '高晓燕' });
});
