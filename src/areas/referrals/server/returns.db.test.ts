import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeAccount, makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { escalateDuties } from '../../duties/server/escalate.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { DeclineCode } from '../core/referral.ts';
import { heedDeclines } from './jobs.ts';
import { answerReferral, confirmReferral, markDelivered, offerReferral, refuseReferral } from './operations.ts';
import { decideAboutReturned, readReturned } from './returns.ts';

let db: TestDatabase;
let now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });
const lead = actorOf('stationLead', PLACES.jiaotong, { name: '苏日娜' });
const elsewhere = actorOf('stationLead', PLACES.dalad);
const consent = { basis: 'consent' as const, givenHow: 'spoken' as const };
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal!.code);

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  for (const actor of [worker, lead, elsewhere]) await makeAccount(db, actor);
});
afterAll(() => db.close());

const offer = async (needId: string) => {
  const provider = await makeProvider(db);
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId, consent })));
  return { ...provider, referralId };
};
async function decline(needId: string, declineCode: DeclineCode, words?: string) {
  const { manager, referralId } = await offer(needId);
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'decline', declineCode, words })));
}
async function notHelped(needId: string) {
  const { manager, referralId } = await offer(needId);
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  await db.as(manager, async (tx, call) => valueOf((await markDelivered(tx, call, [{ referralId, deliveredOn: call.today, result: 'full' }]))[0]!));
  await db.as(worker, async (tx, call) => valueOf(await confirmReferral(tx, call, { referralId, helped: false, words: '人来了，事没办' })));
}
const reviews = (needId: string) => db.owner.query<{ line: string; owner: string }>(
  `select window_key || ' ' || status as line, owner_account_id as owner from duty where subject_id = $1 and kind = 'reviewReturns' order by since_on, window_key`, [needId]).then(({ rows }) => rows);
const lines = async (needId: string) => (await reviews(needId)).map(({ line }) => line);
const decide = (needId: string, decision: 'another' | 'meeting' | 'notNow', meetsOn?: string, actor = lead) =>
  db.as(actor, (tx, call) => decideAboutReturned(tx, call, { needId, decision, meetsOn, reason: '三家都排不开' }));

test('after three declines of one need the lead is named, once; a resident’s own no is told apart and not counted among them', async () => {
  const { needId } = await makeNeed(db, worker);
  await decline(needId, 'full');
  const wanted = await offer(needId);
  expect(codeOf(await db.as(wanted.manager, (tx, call) => refuseReferral(tx, call, { referralId: wanted.referralId, refusalCode: 'other' })))).toBe('refusalNeedsWords');
  await db.as(wanted.manager, async (tx, call) => valueOf(await refuseReferral(tx, call, { referralId: wanted.referralId, refusalCode: 'noStrangers', words: '说不要外人来' })));
  await decline(needId, 'outsideReach');
  await heedDeclines(db.platform);
  expect(await reviews(needId)).toEqual([]);
  await decline(needId, 'other', '楼里没有电梯');
  await heedDeclines(db.platform);
  await heedDeclines(db.platform);
  expect(await reviews(needId)).toEqual([{ line: 'declined 3 open', owner: lead.accountId }]);
  const seen = await db.as(worker, (tx, call) => readReturned(tx, call, { needId }));
  expect(seen.waiting).toEqual({ dueOn: '2026-03-05', ownerName: '苏日娜', ownerRole: 'stationLead' });
  expect(seen.items.map(({ what, declineCode, refusalCode }) => `${what} ${declineCode ?? refusalCode}`).sort()).toEqual(['declined full', 'declined other', 'declined outsideReach', 'refused noStrangers']);
  expect(seen.items.find(({ declineCode }) => declineCode === 'other')!.words).toBe('楼里没有电梯');
  const rules = await db.owner.query('select resource_id, reason_code, reason from match_rule where need_id = $1 and reason_code = $2', [needId, 'personDeclined']);
  expect(rules.rows).toEqual([{ resource_id: wanted.resourceId, reason_code: 'personDeclined', reason: '说不要外人来' }]); // nor is it proposed again
  expect((await db.as(elsewhere, (tx, call) => readReturned(tx, call, { needId }))).items).toEqual([]);
  await expect(decide(needId, 'another', undefined, elsewhere)).rejects.toBeInstanceOf(NotFound);

  valueOf(await decide(needId, 'another'));
  expect(await lines(needId)).toEqual(['declined 3 done']);
  expect(codeOf(await decide(needId, 'another'))).toBe('nothingToDecide');
  const told = await db.as(worker, (tx) => tx.many(sql`select actor_name as by, reason from history where subject_id = ${needId} and action = 'decidedAnother'`));
  expect(told).toEqual([{ by: '苏日娜', reason: '三家都排不开' }]);
  await heedDeclines(db.platform); // decided is decided
  expect(await lines(needId)).toEqual(['declined 3 done']);
});

test('a second "not helped" names the lead, whatever was declined; a meeting brings it back the working day after; not now closes it with the reason for the resident', async () => {
  const { needId } = await makeNeed(db, worker);
  await notHelped(needId);
  await heedDeclines(db.platform);
  expect(await reviews(needId)).toEqual([]);
  await notHelped(needId);
  await heedDeclines(db.platform);
  expect(await reviews(needId)).toEqual([{ line: 'notHelped 2 open', owner: lead.accountId }]);

  expect(codeOf(await decide(needId, 'meeting'))).toBe('meetingNeedsDay');
  valueOf(await decide(needId, 'meeting', '2026-03-06'));
  expect(await lines(needId)).toEqual(['meeting 2026-03-06 open', 'notHelped 2 done']);
  const { rows } = await db.owner.query(`select due_on::text as due from duty where subject_id = $1 and window_key = 'meeting 2026-03-06'`, [needId]);
  expect(rows).toEqual([{ due: '2026-03-09' }]); // Monday after the Friday
  valueOf(await decide(needId, 'meeting', '2026-03-06')); // said again for the same day, it is still owed
  expect(await lines(needId)).toEqual(['meeting 2026-03-06 open', 'notHelped 2 done']);

  const another = await offer(needId);
  expect(codeOf(await decide(needId, 'notNow'))).toBe('needAtWork');
  await db.as(another.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId: another.referralId, answer: 'decline', declineCode: 'full' })));
  valueOf(await decide(needId, 'notNow'));
  const closed = await db.owner.query('select status, close_code, close_reason from need where id = $1', [needId]);
  expect(closed.rows).toEqual([{ status: 'unmetWithReason', close_code: 'noResource', close_reason: '三家都排不开' }]);
  const open = await db.owner.query(`select kind from duty where (subject_id = $1 or details ->> 'needId' = $1::text) and status = 'open'`, [needId]);
  expect(open.rows).toEqual([]);
});

test('nothing is closed by silence: a year passes over every open step, and all of it is still somebody’s', async () => {
  const { needId } = await makeNeed(db, worker);
  const { manager, referralId } = await offer(needId);
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  await db.as(manager, async (tx, call) => valueOf((await markDelivered(tx, call, [{ referralId, deliveredOn: call.today, result: 'full' }]))[0]!));
  const tired = (await makeNeed(db, worker)).needId;
  for (let i = 0; i < 3; i++) await decline(tired, 'full');
  const asked = (await makeNeed(db, worker)).needId;
  const unanswered = (await offer(asked)).referralId;
  await heedDeclines(db.platform);
  const standing = async () => (await db.owner.query(
    `select (select string_agg(status, ' ' order by id) from referral where id in ($1, $2)) as referrals, (select string_agg(status, ' ' order by id) from need where id in ($3, $4, $5)) as needs,
      (select count(*) from duty where status = 'open' and subject_id in ($1, $2, $4))::integer as owed, (select count(*) from duty where status = 'open' and owner_account_id is null and organization_id is null)::integer as nobodys`, [referralId, unanswered, needId, tired, asked])).rows[0];
  const before = await standing();
  for (let week = 1; week <= 53; week++) {
    now = new Date(Date.parse('2026-03-02T09:00:00+08:00') + week * 7 * 86_400_000);
    await heedDeclines(db.platform);
    await escalateDuties(db.platform);
  }
  expect(await standing()).toEqual(before);
  expect(before).toMatchObject({ nobodys: 0 });
  now = new Date('2026-03-02T09:00:00+08:00');
});
