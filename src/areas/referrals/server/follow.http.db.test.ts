import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { sql } from '../../../platform/server/sql.ts';
import { listNeeds } from '../../needs/server/list-queries.ts';
import { lastLetterOf, readReference } from '../../needs/core/reference.ts';
import { answerReferral, confirmReferral, markDelivered, offerReferral } from './operations.ts';
import { readSlip } from './reads.ts';

let db: TestDatabase;
let app: Awaited<ReturnType<typeof makeApi>>;
let now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong);
const consent = { basis: 'consent' as const, givenHow: 'spoken' as const };

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  app = await makeApi(db.platform, { log: false, isSecure: false });
});
afterAll(async () => { await app.close(); await db.close(); });

const referenceOf = async (needId: string) => (await db.owner.query<{ reference: string }>('select reference from need where id = $1', [needId])).rows[0]!.reference;
let asked = 0;
// each from an address of its own: what is tried here is the count under a number, not the one of an address
const ask = async (reference: string, digits: string) => {
  const answer = await app.inject({ method: 'POST', url: '/api/follow', headers: { 'x-sanshe': '1', 'accept-language': 'zh' }, payload: { reference, digits }, remoteAddress: `10.0.${asked++ >> 8}.${asked & 255}` });
  return { status: answer.statusCode, body: answer.json() as Record<string, string> };
};
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};
const TAIL = '1234'; // of 13847701234, as makeNeed gives it

test('by the number and four digits a resident without an account sees where the need stands, through all five steps, and nothing else', async () => {
  const { needId } = await makeNeed(db, worker, { isVerified: false });
  const reference = await referenceOf(needId);
  expect(readReference(reference)).toBe(reference); // what the database makes, the rule reads
  const standing = async () => (await ask(`${reference.slice(0, 5).toLowerCase()} - ${reference.slice(5)}`, TAIL)).body;
  expect(await standing()).toEqual({ standing: 'heard', what: '老年人关爱', phone: null });
  await db.owner.query(`update need set verified_on = '2026-03-02' where id = $1`, [needId]);
  expect(await standing()).toEqual({ standing: 'verified', what: '老年人关爱', phone: null });
  const provider = await makeProvider(db);
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId, consent })));
  expect(await standing()).toEqual({ standing: 'verified', what: '老年人关爱', phone: null });
  await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  expect(await standing()).toEqual({ standing: 'arranged', what: '老年人关爱', phone: null });
  await db.as(provider.manager, async (tx, call) => valueOf((await markDelivered(tx, call, [{ referralId, deliveredOn: call.today, result: 'full' }]))[0]!));
  expect(await standing()).toEqual({ standing: 'visited', what: '老年人关爱', phone: null });
  expect((await db.as(worker, (tx, call) => readSlip(tx, call, { referralId }))).reference).toBe(reference);
  await db.as(worker, async (tx, call) => valueOf(await confirmReferral(tx, call, { referralId, helped: true })));
  expect(await standing()).toEqual({ standing: 'done', what: '老年人关爱', phone: null });
});

test('a wrong number, wrong digits and what is no number are answered alike, and after five of them alike refused for a while; right is forgotten', async () => {
  const { needId } = await makeNeed(db, worker);
  const reference = await referenceOf(needId);
  const nobodys = `${'2'.repeat(9)}${lastLetterOf('2'.repeat(9))}`;
  const answers = [];
  for (const [number, digits] of [[reference, '9999'], [nobodys, TAIL], ['K7M4RX9QDX', TAIL]] as const) {
    const tries = [];
    for (let i = 0; i < 7; i++) tries.push(await ask(number, digits));
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 429, 429]);
    answers.push(tries.map(({ body }) => body));
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect((await ask(reference, TAIL)).status).toBe(429); // right, but locked: or tries would be free
  now = new Date(now.getTime() + 31_000);
  expect((await ask(reference, TAIL)).body).toEqual({ standing: 'verified', what: '老年人关爱', phone: null });
  for (let i = 0; i < 4; i++) expect((await ask(reference, '0000')).status).toBe(404); // counted from the start again
  expect((await ask(reference, 'abcd')).status).toBe(400);
});

test('a need without a telephone is followed by nobody, another’s digits do not open it; of a need that is the same as another the other is told', async () => {
  const [one, other] = [await makeNeed(db, worker), await makeNeed(db, worker, { item: 'bathing' })];
  const alone = await referenceOf(one.needId);
  await db.owner.query('delete from contact where person_id = $1', [one.personId]);
  expect((await ask(alone, TAIL)).status).toBe(404);
  await db.owner.query(`update need set status = 'merged', merged_into = $2 where id = $1`, [other.needId, one.needId]);
  expect((await ask(await referenceOf(other.needId), TAIL)).body).toEqual({ standing: 'verified', what: '老年人关爱', phone: null });
});

test('who is told a number on the telephone finds its need by it, within the own place', async () => {
  const { needId } = await makeNeed(db, worker);
  const q = (await referenceOf(needId)).toLowerCase();
  const found = (actor: typeof worker) => db.as(actor, async (tx, call) => (await listNeeds(tx, call, { q, limit: 50 })).items.map(({ id }) => id));
  expect(await found(worker)).toEqual([needId]);
  expect(await found(actorOf('stationWorker', PLACES.dalad))).toEqual([]);
});

test('a number lets through in the database this one need, nobody’s telephone and nothing to write', async () => {
  const { needId } = await makeNeed(db, worker);
  const reference = await referenceOf(needId);
  const scope = scopeOf({ ...worker, role: 'link', link: reference });
  await db.platform.database.transaction(scope, async (tx) => {
    expect(await tx.many(sql`select id from need`)).toEqual([{ id: needId }]);
    expect(await tx.many(sql`select id from contact`)).toEqual([]);
    expect(await tx.many(sql`select id from person`)).toEqual([]);
    expect(await tx.many(sql`select id from referral`)).toEqual([]);
    expect(await tx.run(sql`update need set status = 'withdrawn' where id = ${needId}`)).toBe(0);
  });
});
