import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import type { FigureAnswer, FigureRecord } from '../core/contract.ts';
import { DIVISION_ROLES } from '../../../kernel/role.ts';
import { FIGURE_CODES } from '../core/figures.ts';
import type { RecordCard } from '../core/record-contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
let neighbour: Visitor;
const station = actorOf('stationWorker', PLACES.hangkong);
let referralId: string;
const DAY = '2026-03-02'; // the day of the test's clock
const HEADS = 7;

beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, station);
  neighbour = await signedIn(db, app, actorOf('stationWorker', PLACES.dalad));
  referralId = await serve();
  await gather();
});
afterAll(async () => { await app.close(); await db.close(); });

type Answer = { statusCode: number; body: string; json<T>(): T };
function bodyOf<T>(answer: Answer): T {
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<T>();
}

/** One elder is helped, and confirms it: an attendance that comes from a referral. */
async function serve(): Promise<string> {
  const provider = await makeProvider(db, { hasManager: false });
  const { needId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const { referralId: id } = bodyOf<{ referralId: string }>(await worker.post('/api/referrals/offer', { needId, resourceId: provider.resourceId }));
  bodyOf(await worker.post('/api/referrals/answer', { referralId: id, answer: 'accept' }));
  bodyOf(await worker.post('/api/referrals/deliver', { referralId: id, heldOn: DAY, result: 'full' }));
  bodyOf(await worker.post('/api/referrals/confirm', { referralId: id, helped: true }));
  return id;
}

/** An afternoon with two people on the list, and heads that signed nothing. */
async function gather(): Promise<void> {
  const { activityId } = bodyOf<{ activityId: string }>(await worker.post('/api/activities/plan', { divisionCode: PLACES.hangkong, name: '做饺子', kind: 'culture', category: 'culture' }));
  const { sessionId } = bodyOf<{ sessionId: string }>(await worker.post('/api/sessions/add', { activityId, heldOn: DAY }));
  const people = [await makeNeed(db, station), await makeNeed(db, station)];
  bodyOf(await worker.post('/api/sessions/hold', { sessionId, unregisteredPersons: HEADS, entries: people.map(({ personId }) => ({ personId, presence: 'present' })) }));
}

const figuresOf = async (query: string): Promise<FigureAnswer[]> => bodyOf<{ figures: FigureAnswer[] }>(await worker.get(`/api/figures?${query}`)).figures;
type Page = { total: number; records: FigureRecord[]; next: string | null };

/** To the end, `limit` at a time. */
async function recordsOf(code: string, query: string, limit: number): Promise<{ total: number; pages: number; records: FigureRecord[] }> {
  const records: FigureRecord[] = [];
  for (let pages = 1, after = ''; ; pages++) {
    const page = bodyOf<Page>(await worker.get(`/api/figures/${code}/records?${query}&limit=${limit}${after && `&after=${encodeURIComponent(after)}`}`));
    records.push(...page.records);
    if (!page.next) return { total: page.total, pages, records };
    after = page.next;
  }
}

test('every figure over HTTP is the total of its records, and paging to the end gives exactly as many, none twice', async () => {
  const query = `division=${PLACES.hangkong}&from=${DAY}&to=${DAY}`;
  const figures = await figuresOf(query);
  expect(figures.map(({ code }) => code).sort()).toEqual([...FIGURE_CODES].sort());
  for (const { code, value } of figures) {
    const { total, pages, records } = await recordsOf(code, query, 2);
    expect({ code, total, listed: records.length, distinct: new Set(records.map(({ id }) => id)).size }).toEqual({ code, total: value, listed: value, distinct: value });
    expect(pages).toBeGreaterThanOrEqual(Math.ceil(value / 2));
  }
  expect(Object.fromEntries(figures.map(({ code, value }) => [code, value]))).toMatchObject({ F4: 3, F8: 3 + HEADS, F6: 1, sessionsHeld: 2, needsMet: 1, referralsConfirmed: 1 });
});

test('an attendance of a referral opens that referral, one of an activity its session; heads open the session too', async () => {
  const { records } = await recordsOf('F8', `from=${DAY}&to=${DAY}`, 1000);
  const kinds = records.map(({ subject }) => subject?.kind).sort();
  expect(kinds).toEqual(['referral', ...Array<string>(2 + HEADS).fill('session')]);
  expect(records.filter(({ subject }) => subject?.kind === 'referral')).toMatchObject([{ subject: { id: referralId }, title: '助餐' }]);
  const elders = await recordsOf('F4', `from=${DAY}&to=${DAY}`, 1000);
  expect(elders.records.some(({ subject }) => subject?.id === referralId)).toBe(true);
});

test('an officer of the city opens what is open to him, and is led to nobody’s file', async () => {
  const officer = await signedIn(db, app, actorOf('officer', '1506'));
  const { records } = bodyOf<Page>(await officer.get(`/api/figures/F8/records?from=${DAY}&to=${DAY}&limit=1000`));
  const subjects = records.flatMap(({ subject }) => subject ?? []);
  expect(new Set(subjects.map(({ kind }) => kind))).toEqual(new Set(['session']));
  for (const { id } of subjects) expect((await officer.get(`/api/sessions/${id}`)).statusCode).toBe(200);
  const reached = bodyOf<Page>(await officer.get(`/api/figures/personsReached/records?from=${DAY}&to=${DAY}`));
  expect(reached.records.length).toBeGreaterThan(0);
  expect(reached.records.every(({ subject, name }) => subject === null && name === null)).toBe(true);
});

const PAGES = { session: '/api/sessions/', referral: '/api/referrals/', need: '/api/needs/', organization: '/api/organizations/', person: '/api/people/' } as const;
const VIEWERS = [...DIVISION_ROLES.map((role) => actorOf(role, '1506')), actorOf('officer', PLACES.dongsheng), actorOf('officer', PLACES.hangkong), actorOf('stationWorker', PLACES.hangkong)];

test('every row of every figure opens, for every role that sees the figure: to its own page, or to what it is without the resident', async () => {
  const where = `division=${PLACES.hangkong}&from=${DAY}&to=${DAY}`;
  await db.owner.query(`set app.city = '1506'`);
  await db.owner.query(`insert into participation (id, division_code, station_name, since_on) values (gen_random_uuid(), $1, '航空社区三社联动工作站', '2020-01-01')`, [PLACES.hangkong]);
  await db.owner.query(`update attendance set part = 'volunteer' where id = (select max(a.id::text)::uuid from attendance a join activity_session s on s.id = a.session_id where s.activity_id is not null)`);
  const opened = new Map<string, number>();
  for (const actor of VIEWERS) {
    const viewer = await signedIn(db, app, actor);
    for (const code of FIGURE_CODES) {
      const { records } = bodyOf<Page>(await viewer.get(`/api/figures/${code}/records?${where}&limit=100`));
      for (const { id, on, subject } of records) {
        const what = `${actor.role} of ${actor.divisionCode}, ${code}, ${id}`;
        if (subject) expect((await viewer.get(`${PAGES[subject.kind]}${subject.id}`)).statusCode, what).toBe(200);
        const answer = await viewer.get(`/api/figures/${code}/records/${encodeURIComponent(id)}?${where}${on ? `&on=${on}` : ''}`);
        const card = bodyOf<RecordCard>(answer);
        expect({ what, id: card.record.id, subject: card.record.subject }).toEqual({ what, id, subject });
        expect(card.session ?? card.need ?? card.community ?? card.appearances[0] ?? subject, what).toBeTruthy();
        if (!card.record.name) expect(answer.body, what).not.toMatch(/张秀英|138\d{8}|号楼/);
        opened.set(code, (opened.get(code) ?? 0) + 1);
      }
    }
  }
  expect([...opened.keys()]).toEqual(expect.arrayContaining(['F1', 'F4', 'F6', 'F7', 'F8', 'personsReached', 'sessionsHeld', 'needsHeard', 'needsMet', 'referralsConfirmed']));
});

test('what a record is: the way of a need from its hearing to the resident’s word, and how many came to an afternoon', async () => {
  const officer = await signedIn(db, app, actorOf('officer', '1506'));
  const cardOf = async (code: string, id: string) => bodyOf<RecordCard>(await officer.get(`/api/figures/${code}/records/${encodeURIComponent(id)}?from=${DAY}&to=${DAY}`));
  const met = bodyOf<Page>(await officer.get(`/api/figures/needsMet/records?from=${DAY}&to=${DAY}`)).records[0]!;
  expect(await cardOf('needsMet', met.id)).toMatchObject({
    record: { subject: null, name: null, title: '助餐' }, need: { status: 'met', heardOn: DAY, closedOn: DAY },
    referrals: [{ status: 'confirmed', helped: true, offeredOn: DAY, answeredOn: DAY, deliveredOn: DAY, confirmedOn: DAY, organization: { name: expect.stringContaining('暖阳') } }],
  });
  const afternoon = bodyOf<Page>(await officer.get(`/api/figures/F6/records?from=${DAY}&to=${DAY}`)).records[0]!;
  expect(await cardOf('F6', afternoon.id)).toMatchObject({ session: { activityName: '做饺子', elders: 1, volunteers: 1, unregistered: HEADS } });
  expect((await neighbour.get(`/api/figures/F6/records/${afternoon.id}?division=${PLACES.hangkong}&from=${DAY}&to=${DAY}`)).statusCode).toBe(404);
  expect((await officer.get(`/api/figures/F5/records/${afternoon.id}?from=${DAY}&to=${DAY}`)).statusCode).toBe(404);
});

test('the rows for lists are the same records, in the reader’s language', async () => {
  const where = `from=${DAY}&to=${DAY}&limit=1000`;
  const { records } = bodyOf<Page>(await worker.get(`/api/figures/F8/records?${where}`, { 'accept-language': 'en' }));
  expect(bodyOf<{ items: FigureRecord[] }>(await worker.get(`/api/figures/F8/rows?${where}`, { 'accept-language': 'en' })).items).toEqual(records);
  expect(records.some(({ title }) => title === 'Meals')).toBe(true);
});

test('a place of another banner is not there, for its own people as for others', async () => {
  for (const path of [`/api/figures?division=${PLACES.hangkong}`, `/api/figures/F8/records?division=${PLACES.hangkong}`, `/api/figures/F8/rows?division=${PLACES.hangkong}`, `/api/figures/by-division?code=F8&division=${PLACES.hangkong}`, `/api/figures/by-month?division=${PLACES.hangkong}`, '/api/figures/F8/records?division=110105', '/api/figures/F99/records']) {
    expect((await neighbour.get(path)).statusCode, path).toBe(404);
  }
  const { figures } = bodyOf<{ figures: FigureAnswer[] }>(await neighbour.get(`/api/figures?from=${DAY}&to=${DAY}&codes=F8,needsMet`));
  expect(figures.map(({ value }) => value)).toEqual([0, 0]);
});

test.each(['from=2026-02-30', 'to=2026-13-01', 'from=yesterday', 'from=2026-03-02&to=2026-03-01', 'division=15x', 'limit=0', 'limit=1001', 'after=made-up'])('“%s” is bad input, with the place of the mistake', async (query) => {
  const answer = await worker.get(`/api/figures/F8/records?${query}`);
  expect(answer.statusCode, answer.body).toBe(400);
  expect(answer.json<{ code: string; issues: { path: string }[] }>()).toMatchObject({ code: 'badInput', issues: [{ path: expect.stringMatching(/^(from|to|division|limit|after)$/) }] });
});

test('days that make no sense are refused for the figures too, and nobody sees any without a session', async () => {
  for (const query of ['from=2026-02-30', 'from=2026-03-02&to=2026-03-01', 'codes=F8,F99']) expect((await worker.get(`/api/figures?${query}`)).statusCode, query).toBe(400);
  for (const path of ['/api/figures', '/api/figures/F8/records']) expect((await app.inject({ url: path })).statusCode).toBe(401);
});
