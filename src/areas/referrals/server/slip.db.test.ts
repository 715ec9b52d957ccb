import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { sql } from '../../../platform/server/sql.ts';
import { hashOfCode } from './confirm-codes.ts';
import { answerReferral, markDelivered, offerReferral } from './operations.ts';
import { readSlip } from './reads.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

/** A referral whose help was given, so that its confirmation is owed; the code on its slip. */
async function delivered(): Promise<{ referralId: string; code: string }> {
  const { manager, resourceId } = await makeProvider(db), { needId } = await makeNeed(db, worker);
  const offered = await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId, consent: { basis: 'consent', givenHow: 'spoken' } }));
  if (!offered.ok) throw new Error(offered.refusal.code);
  const { referralId } = offered.value;
  await db.as(manager, (tx, call) => answerReferral(tx, call, { referralId, answer: 'accept' }));
  await db.as(manager, (tx, call) => markDelivered(tx, call, [{ referralId, deliveredOn: call.today, result: 'full' }]));
  return { referralId, code: await db.as(worker, async (tx, call) => (await readSlip(tx, call, { referralId })).code) };
}

test('a slip reaches the duties of its own referral alone, and only where the referral was found by it', async () => {
  const [first, second] = [await delivered(), await delivered()];
  const link: Actor = { ...worker, role: 'link', organizationId: null, personId: null, divisionCode: '1506', link: hashOfCode(first.code) }, seen = sql`select distinct subject_id as id from duty`;
  expect(await db.as(link, (tx) => tx.many(seen))).toEqual([]);
  expect(await db.as(link, (tx) => { tx.open('app.record', first.referralId); return tx.many(seen); })).toEqual([{ id: first.referralId }]);
  const { rows } = await db.owner.query<{ id: string }>(`select distinct subject_id as id from duty where kind = 'confirmReferral'`);
  expect(rows.map(({ id }) => id).sort()).toEqual([first.referralId, second.referralId].sort());
});
