import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeAccount, makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { DEFAULT_CLOCKS, type ClockTable } from '../core/clock.ts';
import type { ClockPage } from '../core/clock-contract.ts';
import type { ReferralAnswer } from '../core/contract.ts';
import { answerReferral, offerReferral } from './operations.ts';

let db: TestDatabase;
let app: FastifyInstance;
let now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong);
const consent = { basis: 'consent' as const, givenHow: 'spoken' as const };
let city: Visitor, banner: Visitor, other: Visitor, street: Visitor, station: Visitor;

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  [city, banner, other, street, station] = [
    await signedIn(db, app, actorOf('administrator', '1506', { name: '市民政' })), await signedIn(db, app, actorOf('officer', PLACES.dongsheng, { name: '乌兰' })),
    await signedIn(db, app, actorOf('officer', PLACES.dalad)), await signedIn(db, app, actorOf('officer', PLACES.jiaotong)), await signedIn(db, app, actorOf('stationWorker', PLACES.hangkong)),
  ];
  await makeAccount(db, worker);
});
afterAll(async () => { await app.close(); await db.close(); });

const quick: ClockTable = { ...DEFAULT_CLOCKS, days: { ...DEFAULT_CLOCKS.days, answer: [2, 2, 1] }, exceptions: [{ category: 'elderCare', step: 'schedule', days: [4, 3, 1] }] };
const change = (who: Visitor, input: object) => who.post('/api/referral-clocks/change', { requestId: newId(), why: '冬天老人等不起', ...input });
const seenBy = async (who: Visitor, division?: string) => (await who.get(`/api/referral-clocks${division ? `?division=${division}` : ''}`)).json<ClockPage>();
async function offered() {
  const { resourceId, manager } = await makeProvider(db);
  const { needId } = await makeNeed(db, worker);
  const result = await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId, consent }));
  if (!result.ok) throw new Error(result.refusal.code);
  return { ...result.value, manager };
}

test('nobody has changed it: everybody reads the published table, and a referral goes by it and says so', async () => {
  for (const who of [city, banner, station]) expect(await seenBy(who)).toMatchObject({ inForce: { placeName: '鄂尔多斯市', version: 1, fromOn: null, clocks: DEFAULT_CLOCKS }, versions: [] });
  const { referralId, dueOn } = await offered();
  expect(dueOn).toBe('2026-03-05');
  expect((await station.get(`/api/referrals/${referralId}`)).json<ReferralAnswer>().clock).toEqual({ placeCode: '1506', placeName: '鄂尔多斯市', version: 1, days: { answer: 3, schedule: 5, report: 1, confirm: 5, rematch: 3 } });
});

test('a banner’s officer sets its own from a day on; what is under way keeps its clock, what is new has the new one, with its rule on the duty', async () => {
  const before = await offered();
  expect((await change(banner, { version: 0, fromOn: '2026-03-04', clocks: quick })).json()).toMatchObject({ divisionCode: PLACES.dongsheng, version: 1 });
  expect((await seenBy(banner))).toMatchObject({ inForce: { divisionCode: '1506', version: 1 }, isOwn: false, lastVersion: 1, mayChange: true });
  now = new Date('2026-03-04T09:00:00+08:00');
  expect(await seenBy(station)).toMatchObject({ inForce: { placeName: '东胜区', version: 1, why: '冬天老人等不起', madeBy: '乌兰' }, isOwn: true, mayChange: false });
  expect((await seenBy(other)).others).toEqual([]);
  expect((await other.get(`/api/referral-clocks?division=${PLACES.dongsheng}`)).statusCode).toBe(404);
  expect((await seenBy(city)).others).toEqual([{ code: PLACES.dongsheng, name: '东胜区', version: 1 }]);
  await db.as(before.manager, (tx, call) => answerReferral(tx, call, { referralId: before.referralId, answer: 'accept' }));
  const after = await offered();
  expect(after.dueOn).toBe('2026-03-06');
  await db.as(after.manager, (tx, call) => answerReferral(tx, call, { referralId: after.referralId, answer: 'accept' }));
  const { rows } = await db.owner.query(`select due_on::text as due, details -> 'rule' as rule from duty where subject_id in ($1, $2) and kind = 'scheduleReferral' order by due_on`, [before.referralId, after.referralId]);
  expect(rows).toEqual([{ due: '2026-03-09', rule: { days: 3, place: '东胜区', version: 1 } }, { due: '2026-03-11', rule: { days: 5, place: '鄂尔多斯市', version: 1 } }]);
});

test('each no is told where it can be mended; sent twice it is done once; of two at once one is told; nobody sets another’s', async () => {
  const code = async (who: Visitor, input: object) => { const answer = await change(who, input); return answer.statusCode === 200 ? 'ok' : answer.json<{ code: string }>().code; };
  expect(await code(street, { version: 0, fromOn: '2026-03-10', clocks: quick })).toBe('clockNotHere');
  expect(await code(station, { version: 0, fromOn: '2026-03-10', clocks: quick })).toBe('notPermitted');
  expect(await code(banner, { version: 0, fromOn: '2026-03-10', clocks: quick })).toBe('clockChangedMeanwhile');
  expect(await code(banner, { version: 1, fromOn: '2026-03-01', clocks: null })).toBe('clockInThePast');
  expect(await code(banner, { version: 1, fromOn: '2026-03-10', clocks: quick })).toBe('clockSame');
  expect(await code(city, { version: 1, fromOn: '2026-03-10', clocks: { ...quick, days: { ...quick.days, confirm: [1, 2, 3] } } })).toBe('clockUrgentSlower');
  for (const wrong of [0, 31, 1.5, 'viele', null]) expect(await code(city, { version: 1, fromOn: '2026-03-10', clocks: { ...quick, days: { ...quick.days, confirm: [wrong, 1, 1] } } })).toBe('badInput');
  expect(await code(city, { version: 1, fromOn: '2026-03-10', clocks: { ...quick, exceptions: Array.from({ length: 5000 }, () => quick.exceptions[0]) } })).toBe('badInput');
  const requestId = newId();
  const twice = [await change(city, { requestId, version: 1, fromOn: '2026-03-20', clocks: quick }), await change(city, { requestId, version: 1, fromOn: '2026-03-20', clocks: quick })];
  expect(twice.map((answer) => answer.json<{ version: number }>().version)).toEqual([2, 2]);
  expect(await code(city, { version: 2, fromOn: '2026-03-19', clocks: DEFAULT_CLOCKS })).toBe('clockBeforePlanned');
  const race = await Promise.all([code(other, { version: 0, fromOn: '2026-03-10', clocks: quick }), code(other, { version: 0, fromOn: '2026-03-11', clocks: quick })]);
  expect(race.sort()).toEqual(['clockChangedMeanwhile', 'ok']);
  expect(await code(banner, { version: 1, fromOn: '2026-03-05', clocks: null })).toBe('ok');
  now = new Date('2026-03-05T09:00:00+08:00');
  expect(await seenBy(banner)).toMatchObject({ inForce: { divisionCode: '1506', version: 1 }, isOwn: false, lastVersion: 2 });
  expect((await db.owner.query(`select division_code || ' ' || version as made from referral_clock order by 1`)).rows.map(({ made }) => made as string)).toEqual(['1506 2', '150602 1', '150602 2', '150621 1']);
  // row security says so too: an officer of one banner cannot write the table of another
  await expect(db.platform.database.transaction({ dbRole: 'sanshe_app', settings: { 'app.city': '1506', 'app.own_lo': '150621', 'app.own_hi': '150621:' } }, (tx) =>
    tx.text(`insert into referral_clock (id, division_code, version, from_on, why, made_by, made_name, made_at) values (gen_random_uuid(), '150602', 9, now(), 'x', gen_random_uuid(), 'x', now())`, []))).rejects.toThrow(/row-level security/);
});
