import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeAccount, makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { answerDuplicate, undoAnswer } from '../../needs/server/duplicates.ts';
import { askDuplicates, moveNeed } from '../../needs/server/operations.ts';
import { heedDeclines } from './jobs.ts';
import { listLooseEnds, tieLooseEnds } from './loose-ends.ts';
import { answerReferral, offerReferral, scheduleReferral, withdrawReferral } from './operations.ts';
import { decideAboutReturned } from './returns.ts';

let db: TestDatabase;
const START = '2026-03-02T09:00:00+08:00';
let now = new Date(START);
const worker = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });
const lead = actorOf('stationLead', PLACES.jiaotong, { name: '苏日娜' });
const consent = { basis: 'consent' as const, givenHow: 'spoken' as const };
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal!.code);

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  for (const actor of [worker, lead]) await makeAccount(db, actor);
});
beforeEach(() => { now = new Date(START); });
afterAll(() => db.close());

const ends = () => db.as(worker, (tx) => listLooseEnds(tx));
const duties = (subjectId: string) => db.owner.query<{ line: string }>(`select kind || ' ' || window_key || ' ' || due_on || ' ' || status as line from duty where subject_id = $1 order by kind, window_key`, [subjectId]).then(({ rows }) => rows.map(({ line }) => line));
async function offered(needId?: string) {
  const provider = await makeProvider(db);
  const id = needId ?? (await makeNeed(db, worker)).needId;
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId: id, resourceId: provider.resourceId, consent })));
  return { ...provider, needId: id, referralId };
}
async function accepted() {
  const made = await offered();
  await db.as(made.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId: made.referralId, answer: 'accept' })));
  return made;
}
const decline = async (needId: string) => {
  const { manager, referralId } = await offered(needId);
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'decline', declineCode: 'full' })));
};

test('a visit moved and moved back, or agreed again for the same day at another hour, is still somebody’s to record', async () => {
  const { manager, referralId } = await accepted();
  const agree = (scheduledFor: string, words: string) => db.as(manager, (tx, call) => scheduleReferral(tx, call, { referralId, scheduledFor, words }));
  valueOf(await agree('2026-03-04', '上午'));
  valueOf(await agree('2026-03-04', '下午'));
  expect((await duties(referralId)).filter((line) => line.endsWith('open'))).toEqual(['deliverReferral 2026-03-04 2026-03-05 open']);
  valueOf(await agree('2026-03-06', '下午'));
  valueOf(await agree('2026-03-04', '下午'));
  expect((await duties(referralId)).filter((line) => line.startsWith('deliver'))).toEqual(['deliverReferral 2026-03-04 2026-03-05 open', 'deliverReferral 2026-03-06 2026-03-09 done']);
  expect(codeOf(await agree('2026-06-03', '下午'))).toBe('appointmentTooFar'); // a visit in years is a need put away
  expect(codeOf(await agree('2026-06-02', '下午'))).toBe('ok');
  expect(await ends()).toEqual([]);
});

test('what a worker takes back is placed again, by name; of several that came back the last offer answers all', async () => {
  const { referralId, needId } = await offered();
  await db.as(worker, async (tx, call) => valueOf(await withdrawReferral(tx, call, { referralId, reason: '老人住院了' })));
  expect((await duties(needId)).filter((line) => line.endsWith('open'))).toEqual([`rematchNeed ${referralId} 2026-03-05 open`]);
  expect(await ends()).toEqual([]);
  const { needId: large } = await makeNeed(db, worker, { quantity: 2 });
  const offer = async (units: number) => {
    const provider = await makeProvider(db);
    return { ...provider, ...(await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId: large, resourceId: provider.resourceId, consent, units })))) };
  };
  for (const { manager, referralId: id } of [await offer(1), await offer(1)]) await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId: id, answer: 'decline', declineCode: 'full' })));
  const open = async () => (await duties(large)).filter((line) => line.startsWith('rematch') && line.endsWith('open')).length;
  expect(await open()).toBe(2);
  await offer(1);
  expect(await open()).toBe(1);
  await offer(1);
  expect(await open()).toBe(0);
});

test('a need that was closed and is opened again after it came back is given to whoever had handed it over, and the lead’s question with it; once', async () => {
  const { needId } = await makeNeed(db, worker);
  for (let i = 0; i < 3; i++) await decline(needId);
  await heedDeclines(db.platform);
  await db.as(worker, async (tx, call) => valueOf(await moveNeed(tx, call, { needId, action: 'closeUnmet', code: 'moved', reason: '搬走了' })));
  expect((await duties(needId)).filter((line) => line.endsWith('open'))).toEqual([]);
  now = new Date('2026-04-07T09:00:00+08:00');
  await db.as(worker, async (tx, call) => valueOf(await moveNeed(tx, call, { needId, action: 'reopen', reason: '又搬回来了' })));
  expect(await ends()).toEqual([{ what: 'needForgotten', subjectKind: 'need', subjectId: needId, divisionCode: PLACES.hangkong }]);
  expect(await tieLooseEnds(db.platform)).toBe(1);
  expect(await tieLooseEnds(db.platform)).toBe(0);
  await heedDeclines(db.platform);
  expect((await duties(needId)).filter((line) => line.endsWith('open'))).toHaveLength(1); // the minute's look does not go back so far
  await heedDeclines(db.platform, 'ever');
  await heedDeclines(db.platform, 'ever');
  const open = (await duties(needId)).filter((line) => line.endsWith('open'));
  expect(open).toEqual([expect.stringMatching(/^rematchNeed .* 2026-04-10 open$/), 'reviewReturns declined 3 2026-04-10 open']);
  expect(await ends()).toEqual([]);
  const meet = (meetsOn: string) => db.as(lead, (tx, call) => decideAboutReturned(tx, call, { needId, decision: 'meeting', meetsOn, reason: '一起商量' }));
  for (const day of ['2026-04-08', '2026-04-09', '2026-04-08']) valueOf(await meet(day));
  expect((await duties(needId)).filter((line) => line.includes('meeting'))).toEqual(['reviewReturns meeting 2026-04-08 2026-04-09 open', 'reviewReturns meeting 2026-04-09 2026-04-10 done']);
  expect(codeOf(await meet('2030-01-01'))).toBe('meetingTooFar');
});

test('an outage of a week loses no third decline', async () => {
  const { needId } = await makeNeed(db, worker);
  for (let i = 0; i < 3; i++) await decline(needId);
  now = new Date('2026-03-12T09:00:00+08:00');
  await heedDeclines(db.platform);
  expect((await duties(needId)).some((line) => line.startsWith('reviewReturns'))).toBe(false);
  await heedDeclines(db.platform, 'ever');
  expect(await duties(needId)).toContainEqual('reviewReturns declined 3 2026-03-17 open');
});

test('a need that is folded into another leaves nothing to be done about it; taken out again, it is somebody’s', async () => {
  const { needId: goneId } = await makeNeed(db, worker);
  const { needId: keptId } = await makeNeed(db, worker);
  await decline(goneId);
  await db.as(worker, (tx, call) => askDuplicates(tx, call, [{ kind: 'need', divisionCode: PLACES.hangkong, firstId: keptId, secondId: goneId, why: {}, title: '助餐' }]));
  const { rows: [question] } = await db.owner.query<{ id: string }>('select id from duplicate_question where first_id in ($1, $2) order by id desc limit 1', [keptId, goneId]);
  await db.as(worker, async (tx, call) => valueOf(await answerDuplicate(tx, call, { requestId: question!.id, questionId: question!.id, answer: 'same', keepId: keptId })));
  expect((await duties(goneId)).filter((line) => line.endsWith('open'))).toEqual([]);
  expect(await ends()).toEqual([]);
  await db.as(worker, async (tx, call) => valueOf(await undoAnswer(tx, call, { requestId: question!.id, questionId: question!.id })));
  await tieLooseEnds(db.platform);
  expect((await duties(goneId)).filter((line) => line.startsWith('rematch') && line.endsWith('open'))).toHaveLength(1);
  expect(await ends()).toEqual([]);
});

test('each way in which something could be nobody’s is found, and what an earlier version left is given to somebody, also by two jobs at once', async () => {
  const made = [];
  for (let i = 0; i < 5; i++) made.push(await accepted());
  const [bare, moved, left, held, letGo] = made as [typeof made[0], ...typeof made];
  await db.owner.query(`update duty set status = 'done' where subject_id = $1`, [bare.referralId]);
  await db.owner.query(`update duty set due_on = due_on + 1 where subject_id = $1 and status = 'open'`, [moved!.referralId]);
  await db.owner.query(`update duty set status = 'open' where subject_id = $1`, [left!.referralId]);
  await db.owner.query(`update referral set status = 'withdrawn', closed_at = now(), closed_reason = '试' where id = $1`, [held!.referralId]);
  await db.owner.query(`update duty set status = 'withdrawn' where subject_id = $1`, [held!.referralId]);
  await db.owner.query(`update need set status = 'open' where id = $1`, [letGo!.needId]);
  expect((await ends()).map(({ what, subjectId }) => [what, subjectId])).toEqual([['dutyLeft', left!.referralId], ['needHeld', held!.needId], ['needLetGo', letGo!.needId], ['noDuty', bare.referralId], ['otherDay', moved!.referralId]]);
  await Promise.all([tieLooseEnds(db.platform), tieLooseEnds(db.platform)]);
  expect((await duties(bare.referralId)).filter((line) => line.endsWith('open'))).toHaveLength(1);
  expect((await ends()).map(({ what }) => what)).not.toContain('noDuty');
  await expect(db.owner.query('update referral set due_on = null where id = $1', [bare.referralId])).rejects.toThrow('referral_under_way_has_a_day');
});

test('who works in another place is told of none of it', async () => {
  const { referralId } = await accepted();
  await db.owner.query(`update duty set status = 'done' where subject_id = $1`, [referralId]);
  expect(await db.as(actorOf('stationLead', PLACES.dalad), (tx) => listLooseEnds(tx))).toEqual([]);
  await tieLooseEnds(db.platform);
});
