import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import { answerReferral, offerReferral } from '../../referrals/server/operations.ts';
import { readReferral } from '../../referrals/server/reads.ts';
import { addSession, addSessions, cancelActivity, cancelSession, endActivity, holdSession, holdSessions, planActivities, planActivity, recordAttendance, recordDelivery, signUp, updateActivity } from './operations.ts';
import { readActivities, readActivity, readOn, readOwn, readSession, readSessionsOf } from './reads.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });
const foreigner = actorOf('stationWorker', PLACES.dalad);
const TODAY = '2026-03-02';
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: { code: string } };
const valueOf = <T>(result: Outcome<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal!.code);
const ACTIVITY = { divisionCode: PLACES.hangkong, name: '元宵节猜灯谜', kind: 'culture' as const, category: 'culture' as const, place: '社区活动室' };
const LIST = { sort: '-lastOn' as const, limit: 50 };

async function people(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await makeNeed(db, worker)).personId);
  return ids;
}
async function session(heldOn = TODAY, more: { startsAt?: string } = {}): Promise<{ activityId: string; sessionId: string }> {
  return db.as(worker, async (tx, call) => {
    const { activityId } = valueOf(await planActivity(tx, call, ACTIVITY));
    const { sessionId } = valueOf(await addSession(tx, call, { activityId, heldOn, ...more }));
    return { activityId, sessionId };
  });
}
const duty = (sessionId: string) => db.owner.query<{ status: string }>('select status from duty where subject_id = $1', [sessionId]).then(({ rows }) => rows.map(({ status }) => status));

test('three sessions with A,B,C; A,B; A,D,A are 7 person-times of 4 people, in the list, on the page and session by session', async () => {
  const [a, b, c, d] = await people(4) as [string, string, string, string];
  const { activityId, sessionId } = await session('2026-02-28');
  const [two, three] = await db.as(worker, async (tx, call) => (await addSessions(tx, call, [{ activityId, heldOn: '2026-03-01' }, { activityId, heldOn: TODAY }])).map((result) => valueOf(result).sessionId));
  const entries = (ids: string[]) => ids.map((personId) => ({ personId, minutes: 60 }));
  await db.as(worker, async (tx, call) => {
    const results = await holdSessions(tx, call, [{ sessionId, entries: entries([a, b, c]) }, { sessionId: two!, entries: entries([a, b]) }, { sessionId: three!, entries: entries([a, d, a]) }]);
    expect(results.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
  });
  const activity = await db.as(worker, (tx, call) => readActivity(tx, call, { activityId }));
  expect(activity).toMatchObject({ persons: 4, personTimes: 7, heldSessions: 3, status: 'running', lastOn: TODAY });
  expect(activity.sessions.map(({ personTimes }) => personTimes)).toEqual([2, 2, 3]);
  expect((await db.as(worker, (tx, call) => readActivities(tx, call, LIST))).items.find(({ id }) => id === activityId)).toMatchObject({ persons: 4, personTimes: 7 });
  // whoever may not see who came sees how many came, and no names
  const officer = actorOf('officer', '1506');
  expect(await db.as(officer, (tx, call) => readSession(tx, call, { sessionId }))).toMatchObject({ persons: 3, personTimes: 3, minutes: 180, attendance: [] });
  expect(await db.as(officer, (tx, call) => readActivity(tx, call, { activityId }))).toMatchObject({ persons: 4, personTimes: 7 });
  expect((await db.as(officer, (tx, call) => readActivities(tx, call, LIST))).items.find(({ id }) => id === activityId)).toMatchObject({ persons: 4, personTimes: 7 });
  expect(await duty(sessionId)).toEqual(['done']);
  const history = await db.as(worker, (tx) => tx.many<{ action: string }>(sql`select action from history where subject_id = ${activityId} order by happened_at, id`));
  expect(history.map(({ action }) => action)).toEqual(['planned', 'sessionAdded', 'sessionAdded', 'sessionAdded', 'sessionHeld', 'sessionHeld', 'sessionHeld']);
});

test('heads add to person-times only; volunteers are apart; the same hold twice is refused, a correction is kept with what it changed', async () => {
  const [a, b, v] = await people(3) as [string, string, string];
  const { activityId, sessionId } = await session();
  await db.as(worker, async (tx, call) => valueOf(await holdSession(tx, call, { sessionId, unregisteredPersons: 20, entries: [{ personId: a }, { personId: v, part: 'volunteer' }] })));
  expect(await db.as(worker, (tx, call) => readSession(tx, call, { sessionId }))).toMatchObject({ persons: 1, personTimes: 21, volunteers: 1, status: 'held' });
  expect(codeOf(await db.as(worker, (tx, call) => holdSession(tx, call, { sessionId, unregisteredPersons: 0, entries: [] })))).toBe('sessionMoved');
  const { version } = await db.as(worker, (tx, call) => readSession(tx, call, { sessionId }));
  await db.as(worker, async (tx, call) => valueOf(await recordAttendance(tx, call, { sessionId, version, unregisteredPersons: 18, entries: [{ personId: a, presence: 'absent' }, { personId: b }] })));
  expect(await db.as(worker, (tx, call) => readSession(tx, call, { sessionId }))).toMatchObject({ persons: 1, personTimes: 19 });
  expect(codeOf(await db.as(worker, (tx, call) => recordAttendance(tx, call, { sessionId, version, entries: [] })))).toBe('activityChanged');
  const [last] = await db.as(worker, (tx) => tx.many<{ action: string; changes: unknown }>(sql`select action, changes from history where subject_id = ${activityId} order by happened_at desc, id desc limit 1`));
  expect(last).toMatchObject({ action: 'attendanceCorrected', changes: { personTimes: [21, 19] } });
});

test('what is still to come is not held; what did not take place counts nothing', async () => {
  const [a] = await people(1) as [string];
  const future = await session('2026-03-05');
  expect(codeOf(await db.as(worker, (tx, call) => holdSession(tx, call, { sessionId: future.sessionId, unregisteredPersons: 0, entries: [] })))).toBe('heldInTheFuture');
  await db.as(worker, async (tx, call) => valueOf(await cancelSession(tx, call, { sessionId: future.sessionId, reason: '下雪' })));
  expect(await duty(future.sessionId)).toEqual(['withdrawn']);
  const past = await session();
  await db.as(worker, async (tx, call) => valueOf(await holdSession(tx, call, { sessionId: past.sessionId, unregisteredPersons: 9, entries: [{ personId: a }] })));
  await db.as(worker, async (tx, call) => valueOf(await cancelSession(tx, call, { sessionId: past.sessionId, reason: '记错了' })));
  expect(await db.as(worker, (tx, call) => readActivity(tx, call, { activityId: past.activityId }))).toMatchObject({ persons: 0, personTimes: 0, heldSessions: 0 });
  const { rows } = await db.owner.query(`select presence from attendance where session_id = $1`, [past.sessionId]);
  expect(rows).toEqual([{ presence: 'enrolled' }]);
  expect(codeOf(await db.as(worker, (tx, call) => cancelSession(tx, call, { sessionId: past.sessionId, reason: '再来' })))).toBe('sessionMoved');
});

test('an activity that is called off takes its coming sessions with it, and then nothing is added', async () => {
  const { activityId, sessionId } = await session('2026-03-08');
  await db.as(worker, async (tx, call) => valueOf(await cancelActivity(tx, call, { activityId, reason: '场地占用' })));
  expect((await db.as(worker, (tx, call) => readSession(tx, call, { sessionId })))).toMatchObject({ status: 'cancelled', cancelReason: '场地占用' });
  expect(codeOf(await db.as(worker, (tx, call) => addSession(tx, call, { activityId, heldOn: TODAY })))).toBe('activityMoved');
  expect(codeOf(await db.as(worker, (tx, call) => endActivity(tx, call, { activityId })))).toBe('activityMoved');
});

test('the second of two who change an activity is told who was first', async () => {
  const { activityId } = await session();
  const { version } = await db.as(worker, (tx, call) => readActivity(tx, call, { activityId }));
  await db.as(worker, async (tx, call) => valueOf(await updateActivity(tx, call, { activityId, version, place: '小广场' })));
  expect(await db.as(worker, (tx, call) => updateActivity(tx, call, { activityId, version, place: '大礼堂' }))).toMatchObject({ ok: false, refusal: { code: 'activityChanged', by: '高晓燕' } });
});

test('another banner and another organisation see no activity and no attendance, and find nothing', async () => {
  const { activityId, sessionId } = await session();
  const otherManager = (await makeProvider(db)).manager;
  for (const actor of [foreigner, otherManager]) {
    await expect(db.as(actor, (tx, call) => readActivity(tx, call, { activityId }))).rejects.toThrow(NotFound);
    await expect(db.as(actor, (tx, call) => holdSession(tx, call, { sessionId, unregisteredPersons: 1, entries: [] }))).rejects.toThrow(NotFound);
    expect((await db.as(actor, (tx) => tx.many(sql`select id from attendance`))).length).toBe(0);
  }
  expect(codeOf(await db.as(foreigner, (tx, call) => planActivity(tx, call, ACTIVITY)))).toBe('activityElsewhere');
  const stranger = (await makeNeed(db, actorOf('stationWorker', PLACES.xincun), { place: PLACES.xincun })).personId;
  await expect(db.as(worker, (tx, call) => holdSession(tx, call, { sessionId, unregisteredPersons: 0, entries: [{ personId: stranger }] }))).rejects.toThrow(NotFound);
});

test('an organisation plans and holds its own activity, counts heads, and puts no resident on a list whom it does not know', async () => {
  const { manager } = await makeProvider(db);
  const [a] = await people(1) as [string];
  const { activityId, sessionId } = await db.as(manager, async (tx, call) => {
    const { activityId } = valueOf(await planActivity(tx, call, ACTIVITY));
    return { activityId, ...valueOf(await addSession(tx, call, { activityId, heldOn: TODAY })) };
  });
  await expect(db.as(manager, (tx, call) => holdSession(tx, call, { sessionId, unregisteredPersons: 0, entries: [{ personId: a }] }))).rejects.toThrow(NotFound);
  await db.as(manager, async (tx, call) => valueOf(await holdSession(tx, call, { sessionId, unregisteredPersons: 30, entries: [] })));
  expect(await db.as(manager, (tx, call) => readActivity(tx, call, { activityId }))).toMatchObject({ persons: 0, personTimes: 30 });
});

test('what has begun today is no longer offered, and whoever comes too late to sign up is told so', async () => {
  const [personId] = await people(1) as [string];
  const volunteer = actorOf('volunteer', PLACES.hangkong, { personId });
  const { sessionId } = await session('2026-03-06', { startsAt: '09:30' });
  const at = async (moment: string) => {
    const now = new Date(`2026-03-06T${moment}:00+08:00`);
    return [(await db.as(volunteer, (tx, call) => readOn(tx, call, {}), now)).items.some((row) => row.sessionId === sessionId), codeOf(await db.as(volunteer, (tx, call) => signUp(tx, call, { sessionId, comes: true }), now))];
  };
  expect([await at('09:29'), await at('09:30'), await at('17:00')]).toEqual([[true, 'ok'], [false, 'sessionPast'], [false, 'sessionPast']]);
});

test('a volunteer sees what is on, signs up, is put on duty and finds the hours', async () => {
  const [personId] = await people(1) as [string];
  const volunteer = actorOf('volunteer', PLACES.hangkong, { personId });
  const { sessionId } = await session('2026-03-06');
  expect((await db.as(volunteer, (tx, call) => readOn(tx, call, {}))).items.map((row) => row.sessionId)).toContain(sessionId);
  await db.as(volunteer, async (tx, call) => valueOf(await signUp(tx, call, { sessionId, comes: true })));
  expect((await db.as(volunteer, (tx, call) => readOn(tx, call, {}))).items.find((row) => row.sessionId === sessionId)?.own).toBe('enrolled');
  const later = new Date('2026-03-06T20:00:00+08:00');
  await db.as(worker, async (tx, call) => valueOf(await holdSession(tx, call, { sessionId, unregisteredPersons: 0, entries: [{ personId, part: 'volunteer', minutes: 120 }] })), later);
  expect(await db.as(worker, (tx, call) => readSession(tx, call, { sessionId }))).toMatchObject({ persons: 0, volunteers: 1 });
  expect((await db.as(volunteer, (tx, call) => readOwn(tx, call))).items[0]).toMatchObject({ part: 'volunteer', presence: 'present', minutes: 120 });
  expect(codeOf(await db.as(volunteer, (tx, call) => signUp(tx, call, { sessionId, comes: true }), later))).toBe('sessionPast');
});

test('recording the service of a referral makes the session, the attendance with its age group, and the referral’s step, all or none', async () => {
  const provider = await makeProvider(db);
  const { needId, personId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId })));
  expect(codeOf(await db.as(worker, (tx, call) => recordDelivery(tx, call, { referralId, heldOn: TODAY, result: 'full' })))).toBe('referralMoved');
  await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  const { sessionId } = await db.as(provider.manager, async (tx, call) => valueOf(await recordDelivery(tx, call, { referralId, heldOn: TODAY, startsAt: '09:00', endsAt: '10:30', result: 'full' })));
  const { rows } = await db.owner.query('select session_id, person_id, part, presence, minutes, age_group, held_on::text from attendance where person_id = $1', [personId]);
  expect(rows).toEqual([{ session_id: sessionId, person_id: personId, part: 'beneficiary', presence: 'present', minutes: 90, age_group: 'elder', held_on: TODAY }]);
  expect(await db.as(worker, (tx, call) => readReferral(tx, call, { referralId }))).toMatchObject({ status: 'delivered', deliveredOn: TODAY, hasCode: true });
  expect(codeOf(await db.as(worker, (tx, call) => cancelSession(tx, call, { sessionId, reason: '不对' })))).toBe('referralsOwnSession');
  expect(codeOf(await db.as(worker, (tx, call) => recordDelivery(tx, call, { referralId, heldOn: TODAY, result: 'full' })))).toBe('referralMoved');
});

test('from a need and from its referral one comes to the service and what it counts; another banner and another organisation come to none', async () => {
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId })));
  await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  const { sessionId } = await db.as(provider.manager, async (tx, call) => valueOf(await recordDelivery(tx, call, { referralId, heldOn: TODAY, result: 'full' })));
  const other = await makeProvider(db);
  for (const of of [{ need: needId }, { referral: referralId }]) {
    for (const actor of [worker, provider.manager]) expect(await db.as(actor, (tx, call) => readSessionsOf(tx, call, of))).toMatchObject({ total: 1, items: [{ id: sessionId, referralId, status: 'held', personTimes: 1 }], next: null });
    for (const actor of [foreigner, other.manager]) expect(await db.as(actor, (tx, call) => readSessionsOf(tx, call, of))).toEqual({ total: 0, items: [], next: null });
  }
});

test('two thousand attendances at once are one statement, and the list stays right', async () => {
  const ids = await people(20);
  const planned = await db.as(worker, async (tx, call) => {
    const activities = (await planActivities(tx, call, Array.from({ length: 10 }, (_, i) => ({ ...ACTIVITY, name: `书法课 ${i}` })))).map((result) => valueOf(result).activityId);
    return (await addSessions(tx, call, activities.flatMap((activityId) => Array.from({ length: 10 }, (_, i) => ({ activityId, heldOn: `2026-02-${String(i + 10)}` }))))).map((result) => valueOf(result).sessionId);
  });
  const began = Date.now();
  await db.as(worker, async (tx, call) => {
    const results = await holdSessions(tx, call, planned.map((sessionId) => ({ sessionId, entries: ids.map((personId) => ({ personId })) })));
    expect(results.every(({ ok }) => ok)).toBe(true);
  });
  console.log(`2,000 attendances in ${Date.now() - began} ms`);
  const { rows } = await db.owner.query(`select count(*)::int as n from attendance where presence = 'present' and session_id = any($1)`, [planned]);
  expect(rows[0]).toEqual({ n: 2000 });
});
