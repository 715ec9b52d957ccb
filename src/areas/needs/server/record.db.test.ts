import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { giveConsents, registerPeople } from '../../people/server/operations.ts';
import { listNeedsForMatch, moveNeed, recordNeeds, verifyNeeds, type RecordNeed } from './operations.ts';

let db: TestDatabase;
let personId: string;
const worker = actorOf('stationWorker', PLACES.hangkong);
const lead = actorOf('stationLead', PLACES.hangkong);

beforeAll(async () => {
  db = await makeTestDatabase();
  const [made] = await db.as(worker, (tx, call) => registerPeople(tx, call, [{ divisionCode: PLACES.hangkong, fullName: '王小明' }]));
  personId = made!.personId;
});
afterAll(async () => { await db.close(); });

const hearing = (more: Partial<RecordNeed> = {}): RecordNeed => ({ personId, divisionCode: PLACES.hangkong, item: 'meals', urgency: 1, channel: 'talk', heardOn: '2026-03-01', words: '想订午饭', ...more });

/** The counter says what the needs are, cell by cell. */
async function expectCountsRight(): Promise<void> {
  const { rows } = await db.owner.query(`
    select coalesce(a.k, b.k) as cell, coalesce(a.n, 0) as counted, coalesce(b.n, 0) as there from
      (select concat_ws(' ', division_code, heard_month, status, is_verified, category, item, urgency) as k, sum(amount)::int as n from need_count group by 1) a
      full join (select concat_ws(' ', left(division_code, length), date_trunc('month', heard_on)::date, status, verified_on is not null, category, item, urgency) as k, count(*)::int as n from need, unnest(array[4, 6]) as length group by 1) b on a.k = b.k
    where coalesce(a.n, 0) <> coalesce(b.n, 0)`);
  expect(rows).toEqual([]);
}

test('a need heard again is one need with two pieces of evidence, first heard earliest, as urgent as the most urgent hearing', async () => {
  const [first, again, other] = await db.as(worker, (tx, call) => recordNeeds(tx, call, [hearing(), hearing({ channel: 'phone', urgency: 3, heardOn: '2026-02-20' }), hearing({ item: 'cleaning' })]));
  expect([first!.outcome, again!.outcome, other!.outcome]).toEqual(['new', 'joined', 'new']);
  const [later] = await db.as(worker, (tx, call) => recordNeeds(tx, call, [hearing({ channel: 'questionnaire', heardOn: '2026-02-10' })]));
  expect(later).toEqual({ needId: first!.needId, outcome: 'joined' });
  const { rows } = await db.owner.query(`select urgency, heard_on::text, (select count(*)::int from evidence e where e.need_id = n.id) as heard from need n where id = $1`, [first!.needId]);
  expect(rows[0]).toEqual({ urgency: 3, heard_on: '2026-02-10', heard: 3 });
  await expectCountsRight();
});

test('two who hear the same of one person at the same moment make one need with two pieces of evidence', async () => {
  const once = () => db.as(worker, async (tx, call) => (await recordNeeds(tx, call, [hearing({ item: 'homeNursing' }), hearing({ item: 'transport' })])).map(({ outcome }) => outcome));
  const heard = await Promise.all([once(), once(), once(), once()]);
  expect(heard.flat().sort()).toEqual([...Array<string>(6).fill('joined'), 'new', 'new']);
  await expectCountsRight();
});

test('what was heard is owed a verification; verifying settles it, and twice is told', async () => {
  const [made] = await db.as(worker, (tx, call) => recordNeeds(tx, call, [hearing({ item: 'companionship' })]));
  const duty = () => db.owner.query(`select status, due_on::text from duty where kind = 'verifyNeed' and subject_id = $1`, [made!.needId]).then(({ rows }) => rows);
  expect(await duty()).toEqual([{ status: 'open', due_on: '2026-03-05' }]);
  expect(await db.as(lead, (tx, call) => verifyNeeds(tx, call, [made!.needId]))).toEqual({ verified: [made!.needId], left: [] });
  expect(await duty()).toEqual([{ status: 'done', due_on: '2026-03-05' }]);
  expect(await db.as(lead, (tx, call) => verifyNeeds(tx, call, [made!.needId]))).toEqual({ verified: [], left: [{ needId: made!.needId, code: 'verifiedAlready' }] });
  await expectCountsRight();
});

test('a need goes open, matched, in service, met, and may come back; no step is skipped', async () => {
  const [made] = await db.as(worker, (tx, call) => recordNeeds(tx, call, [hearing({ item: 'bathing' })]));
  const go = (action: 'match' | 'serve' | 'meet' | 'release' | 'reopen' | 'closeUnmet', more = {}) => db.as(worker, (tx, call) => moveNeed(tx, call, { needId: made!.needId, action, ...more }));
  expect(await go('meet')).toMatchObject({ ok: false, refusal: { code: 'wrongState', state: 'open' } });
  for (const action of ['match', 'release', 'match', 'serve', 'meet'] as const) expect((await go(action)).ok).toBe(true);
  await expectCountsRight();
  expect((await go('reopen')).ok).toBe(true);
  expect(await go('closeUnmet')).toMatchObject({ ok: false, refusal: { code: 'reasonMissing' } });
  expect((await go('closeUnmet', { code: 'noResource', reason: '全市没有助浴点' })).ok).toBe(true);
  await expectCountsRight();
});

test('the match is given open needs with consent and verification as they stand', async () => {
  await db.as(worker, (tx, call) => giveConsents(tx, call, [{ personId, divisionCode: PLACES.hangkong, purpose: 'serviceMatching', basis: 'consent', givenHow: 'spoken', givenOn: '2026-03-01' }]));
  await db.as(worker, (tx, call) => recordNeeds(tx, call, [hearing({ personId: null, item: 'environment', description: '楼前积雪' })]));
  const needs = await db.as(system, (tx) => listNeedsForMatch(tx));
  expect(needs.filter(({ item }) => item === 'meals')).toMatchObject([{ hasConsent: true, isVerified: false, communityCode: PLACES.hangkong, heardOn: '2026-02-10' }]);
  expect(needs.filter(({ item }) => item === 'environment')).toMatchObject([{ hasConsent: true, personId: null }]);
});

test('a worker of another banner verifies and moves nothing here', async () => {
  const [need] = await db.as(system, (tx) => listNeedsForMatch(tx));
  const stranger = actorOf('stationLead', PLACES.kangbashi);
  await expect(db.as(stranger, (tx, call) => verifyNeeds(tx, call, [need!.id]))).rejects.toThrow('no need');
  await expect(db.as(stranger, (tx, call) => moveNeed(tx, call, { needId: need!.id, action: 'match' }))).rejects.toThrow('no need');
});
