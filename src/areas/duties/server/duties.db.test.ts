import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { doorScope } from '../../../platform/server/sessions.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import type { Role } from '../../../kernel/role.ts';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { addAccount, addGrant } from '../../access/server/queries.ts';
import { ListDuties, ListMine, type DutyLine, type MyWork, type OwedRow, type PlaceWork } from '../core/contract.ts';
import { escalateDuties } from './escalate.ts';
import { owe, putOff, settle } from './operations.ts';
import { dutyRoutes } from './routes.ts';
import { tellOwners } from './tell.ts';

let db: TestDatabase;
let now = new Date('2026-03-02T09:00:00+08:00');
const people: Record<string, Actor> = {};

async function employ(key: string, role: Role, divisionCode: string, untilOn: string | null = null): Promise<void> {
  const actor = actorOf(role, divisionCode, { name: key });
  people[key] = actor;
  await db.platform.database.transaction(doorScope('1506'), async (tx) => {
    await addAccount(tx, { id: actor.accountId, username: key, passwordHash: 'x', name: key, personId: null, language: 'zh' });
    await addGrant(tx, { id: actor.grantId, accountId: actor.accountId, role, divisionCode, organizationId: null, fromOn: '2026-01-01', untilOn });
  });
}

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  await employ('worker', 'stationWorker', PLACES.hangkong);
  await employ('mate', 'stationWorker', PLACES.hangkong);
  await employ('lead', 'stationLead', PLACES.jiaotong);
  await employ('city', 'officer', '1506');
  await employ('dalad', 'stationWorker', '150621001001');
});
afterAll(async () => { await db.close(); });

const oweOne = async (dueOn: string, more: { windowKey?: string; organizationId?: string; subjectId?: string } = {}): Promise<string> => {
  const subjectId = more.subjectId ?? newId();
  await db.as(people['worker']!, (tx, call) => owe(tx, call, [{
    kind: 'verifyNeed', subjectKind: 'need', subjectId, subjectTitle: '航空社区 · 助餐', divisionCode: PLACES.hangkong, dueOn, windowKey: more.windowKey ?? '', details: { item: 'meals' },
    owner: more.organizationId ? { role: 'organizationManager', organizationId: more.organizationId } : { role: 'stationWorker' },
  }]));
  return subjectId;
};
const rowOf = async (subjectId: string) => (await db.owner.query(`select id, owner_account_id, owner_role, owner_division, escalated_level, status from duty where subject_id = $1`, [subjectId])).rows[0];
const routeOf = (path: string) => dutyRoutes.find((route) => route.path === path)!;
const work = (actor: Actor) => performQuery(db.platform, routeOf('/api/my-work'), { actor, language: 'zh' }, {}) as Promise<MyWork>;
const handOn = (actor: Actor, dutyId: string, accountId: string, requestId = newId()) =>
  performCommand(db.platform, routeOf('/api/my-work/hand-on'), { actor, language: 'zh' }, { requestId, dutyId, accountId, note: '请您跟进' } as { requestId: string });

test('my work stands in three bands with exact counts, each line with its page and its act; a neighbour banner sees none of it', async () => {
  const late = await oweOne('2026-02-27');
  await oweOne('2026-03-02');
  const week = await oweOne('2026-03-09');
  await oweOne('2026-03-20');
  const mine = await work(people['worker']!);
  expect(mine).toMatchObject({ total: 2, counts: { late: 1, today: 1, thisWeek: 1, later: 1 } });
  expect(mine.items.map(({ band }) => band)).toEqual(['late', 'today', 'thisWeek']);
  expect(mine.items[0]).toMatchObject({ subjectId: late, daysLate: 2, path: `/needs/${late}`, placeName: '航空社区', item: 'meals', isNamed: true, act: { command: '/api/needs/verify', input: { needIds: [late] } } });
  expect(await work(people['dalad']!)).toMatchObject({ total: 0, items: [] });
  await db.as(people['worker']!, async (tx, call) => settle(tx, call, { kind: 'verifyNeed', subjectId: week }));
  expect((await work(people['worker']!)).counts.thisWeek).toBe(0);
});

test('my work shows the first dozen of a kind and says how many there are; its list holds exactly those, page by page', async () => {
  await employ('swamped', 'stationWorker', PLACES.kangbashi);
  const { actor, subjects } = { actor: people['swamped']!, subjects: Array.from({ length: 30 }, () => newId()) };
  await db.as(actor, (tx, call) => owe(tx, call, subjects.map((subjectId, i) => ({
    kind: i < 25 ? 'verifyNeed' as const : 'rematchNeed' as const, subjectKind: 'need', subjectId, subjectTitle: '助餐', divisionCode: PLACES.kangbashi, dueOn: i < 28 ? '2026-03-05' : '2026-03-25', owner: { role: 'stationWorker' as const, accountId: actor.accountId },
  }))));
  const mine = await work(actor);
  expect(mine).toMatchObject({ counts: { late: 0, today: 0, thisWeek: 28, later: 2 }, kinds: [{ band: 'thisWeek', kind: 'verifyNeed', count: 25 }, { band: 'thisWeek', kind: 'rematchNeed', count: 3 }] });
  expect([mine.items.filter(({ kind }) => kind === 'verifyNeed').length, mine.items.filter(({ kind }) => kind === 'rematchNeed').length]).toEqual([12, 3]);
  const lines = (input: Record<string, unknown>, who = actor) => performQuery(db.platform, routeOf('/api/my-work/lines'), { actor: who, language: 'zh' }, ListMine.parse(input)) as Promise<{ total: number; items: DutyLine[]; next: string | null }>;
  const first = await lines({ band: 'thisWeek', kind: 'verifyNeed', limit: 20 });
  const second = await lines({ band: 'thisWeek', kind: 'verifyNeed', limit: 20, after: first.next! });
  expect([first.total, first.items.length, second.items.length, second.next]).toEqual([25, 20, 5, null]);
  expect(new Set([...first.items, ...second.items].map(({ subjectId }) => subjectId))).toEqual(new Set(subjects.slice(0, 25)));
  expect((await lines({ band: 'later' })).items.map(({ band }) => band)).toEqual(['later', 'later']);
  expect((await lines({})).total).toBe(30);
  expect((await lines({}, people['dalad']!)).total).toBe(0);
});

test('an organisation sees what it owes, and nothing else', async () => {
  const organizationId = newId();
  const subjectId = await oweOne('2026-03-03', { organizationId });
  const manager = actorOf('organizationManager', '150602', { organizationId });
  expect((await work(manager)).items.map((line) => line.subjectId)).toEqual([subjectId]);
  expect((await work(actorOf('organizationManager', '150602', { organizationId: newId() }))).items).toEqual([]);
});

test('a duty is handed on to a colleague of the place, by name, once, with its history; not to others, not by others', async () => {
  const subjectId = await oweOne('2026-03-04');
  const { id } = await rowOf(subjectId);
  const colleagues = await performQuery(db.platform, routeOf('/api/my-work/colleagues'), { actor: people['worker']!, language: 'zh' }, { dutyId: id }) as { items: { name: string }[] };
  expect(colleagues.items.map(({ name }) => name)).toEqual(['mate', 'lead']);
  expect(await handOn(people['worker']!, id, people['dalad']!.accountId)).toMatchObject({ status: 409, body: { code: 'notAColleague' } });
  expect(await handOn(people['mate']!, id, people['lead']!.accountId)).toMatchObject({ status: 409, body: { code: 'notYourDuty' } });
  await expect(handOn(people['dalad']!, id, people['mate']!.accountId)).rejects.toThrow('no duty');
  const requestId = newId();
  expect(await handOn(people['worker']!, id, people['mate']!.accountId, requestId)).toMatchObject({ status: 200, body: { name: 'mate' } });
  expect(await handOn(people['worker']!, id, people['mate']!.accountId, requestId)).toMatchObject({ status: 200, body: { name: 'mate' } });
  expect(await handOn(people['lead']!, id, people['mate']!.accountId)).toMatchObject({ status: 409, body: { code: 'alreadyTheirs' } });
  expect((await work(people['mate']!)).items[0]).toMatchObject({ subjectId, cameFrom: 'worker', note: '请您跟进' });
  const { rows } = await db.owner.query(`select action, changes from history where kind = 'duty' and subject_id = $1`, [id]);
  expect(rows).toEqual([{ action: 'handedOn', changes: { owner: ['worker', 'mate'] } }]);
  await db.as(people['mate']!, async (tx, call) => settle(tx, call, { kind: 'verifyNeed', subjectId }));
  expect(await handOn(people['mate']!, id, people['worker']!.accountId)).toMatchObject({ status: 409, body: { code: 'dutyNotOpen' } });
});

const remind = (actor: Actor, subjectId: string) =>
  performCommand(db.platform, routeOf('/api/my-work/remind'), { actor, language: 'zh' }, { requestId: newId(), subjectKind: 'need', subjectIds: [subjectId] } as { requestId: string });

test('what rose and is handed down again is the new owner’s alone, with its days before it rises anew', async () => {
  const subjectId = await oweOne('2026-03-02');
  const start = now;
  now = new Date('2026-03-05T09:00:00+08:00');
  await escalateDuties(db.platform);
  const { id } = await rowOf(subjectId);
  expect(await handOn(people['lead']!, id, people['mate']!.accountId)).toMatchObject({ status: 200 });
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['mate']!.accountId, escalated_level: 0 });
  expect((await work(people['worker']!)).items.find((line) => line.subjectId === subjectId)).toBeUndefined();
  expect((await work(people['mate']!)).items.find((line) => line.subjectId === subjectId)).toMatchObject({ cameFrom: 'lead', hasRisen: false });
  now = new Date('2026-03-09T09:00:00+08:00');
  await escalateDuties(db.platform);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['mate']!.accountId });
  now = new Date('2026-03-10T09:00:00+08:00');
  await escalateDuties(db.platform);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['lead']!.accountId, escalated_level: 1 });
  await db.as(people['lead']!, async (tx, call) => settle(tx, call, { kind: 'verifyNeed', subjectId }));
  now = start;
});

test('what rose goes back to whoever held it when its day is put off, once, and has its days before it rises anew', async () => {
  const subjectId = await oweOne('2026-03-02'), start = now;
  const at = (day: string) => { now = new Date(`${day}T09:00:00+08:00`); };
  const delay = (dueOn: string) => db.as(people['worker']!, async (tx, call) => putOff(tx, call, { kind: 'verifyNeed', subjectId, dueOn }));
  for (const day of ['2026-03-05', '2026-03-10']) { at(day); await escalateDuties(db.platform); }
  const { id } = await rowOf(subjectId);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['city']!.accountId, escalated_level: 2 });
  // a day that is no later changes nothing
  await delay('2026-03-02');
  expect(await rowOf(subjectId)).toMatchObject({ escalated_level: 2 });
  await delay('2026-03-11');
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['worker']!.accountId, owner_role: 'stationWorker', owner_division: PLACES.hangkong, escalated_level: 0, status: 'open' });
  expect((await work(people['worker']!)).items.find((line) => line.subjectId === subjectId)).toMatchObject({ hasRisen: false, risenTo: null, cameFrom: null });
  for (const name of ['lead', 'city']) expect((await work(people[name]!)).items.find((line) => line.subjectId === subjectId)).toBeUndefined();
  // handed to a colleague, a second delay leaves it there
  expect(await handOn(people['worker']!, id, people['mate']!.accountId)).toMatchObject({ status: 200 });
  await delay('2026-03-24');
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['mate']!.accountId });
  expect((await db.owner.query(`select action from history where kind = 'duty' and subject_id = $1 order by happened_at, action`, [id])).rows.map(({ action }) => action as string)).toEqual(['escalated', 'escalated', 'handedOn', 'wentBack']);
  at('2026-03-26');
  await escalateDuties(db.platform);
  expect(await rowOf(subjectId)).toMatchObject({ escalated_level: 0 });
  at('2026-03-27');
  await escalateDuties(db.platform);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['lead']!.accountId, escalated_level: 1 });
  await delay('2026-04-10');
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['mate']!.accountId, escalated_level: 0 });
  await db.as(people['mate']!, async (tx, call) => settle(tx, call, { kind: 'verifyNeed', subjectId }));
  now = start;
});

test('what lies too long goes up to a named person step by step, twice run is once gone up, and whoever leaves leaves nothing behind', async () => {
  const subjectId = await oweOne('2026-03-02');
  const start = now;
  const at = (day: string) => { now = new Date(`${day}T09:00:00+08:00`); };
  at('2026-03-05');
  await escalateDuties(db.platform);
  expect(await escalateDuties(db.platform)).toBe(0);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['lead']!.accountId, owner_role: 'stationLead', escalated_level: 1, status: 'open' });
  expect((await work(people['lead']!)).items.find((line) => line.subjectId === subjectId)).toMatchObject({ escalatedLevel: 1, cameFrom: 'worker', hasRisen: true, risenTo: null });
  // it stays in sight of whoever let it lie, who can still do it and is the one to be reminded
  const left = (await work(people['worker']!)).items.find((line) => line.subjectId === subjectId);
  expect(left).toMatchObject({ band: 'late', risenTo: { name: 'lead', role: 'stationLead', on: '2026-03-05' }, hasRisen: false, act: { command: '/api/needs/verify' } });
  expect((await work(people['mate']!)).items.find((line) => line.subjectId === subjectId)).toBeUndefined();
  expect(await remind(people['worker']!, subjectId)).toMatchObject({ status: 409, body: { code: 'yourOwnDuty' } });
  expect(await remind(people['lead']!, subjectId)).toMatchObject({ status: 200, body: { reminded: 1 } });
  at('2026-03-10');
  await escalateDuties(db.platform);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['city']!.accountId, escalated_level: 2 });
  for (const name of ['worker', 'lead']) expect((await work(people[name]!)).items.find((line) => line.subjectId === subjectId)!.risenTo).toMatchObject({ name: 'city' });
  expect((await work(people['city']!)).items.find((line) => line.subjectId === subjectId)).toMatchObject({ hasRisen: true, isWithinReach: false });
  at('2026-04-08');
  await escalateDuties(db.platform);
  expect(await rowOf(subjectId)).toMatchObject({ owner_account_id: people['city']!.accountId, escalated_level: 2, status: 'open' });
  const { rows } = await db.owner.query(`select count(*)::int as lost from duty where status = 'open' and due_on < '2026-04-08' and owner_account_id is null and owner_role <> 'organizationManager'`);
  expect(rows).toEqual([{ lost: 0 }]);
  now = start;
});

test('an officer looks over places: what each owes by whomever, what nobody there holds the post for, each number opening its list; residents’ records stay closed', async () => {
  const places = (actor: Actor) => performQuery(db.platform, routeOf('/api/my-work/places'), { actor, language: 'zh' }, {}) as Promise<{ items: PlaceWork[] }>;
  const list = (actor: Actor, input: Record<string, unknown>) => performQuery(db.platform, routeOf('/api/duties'), { actor, language: 'zh' }, ListDuties.parse(input)) as Promise<{ total: number; items: OwedRow[]; next: string | null }>;
  const before = (await places(people['city']!)).items.find(({ code }) => code === '150621');
  expect(before).toBeUndefined();
  await db.as(people['dalad']!, (tx, call) => owe(tx, call, [
    { kind: 'verifyNeed', subjectKind: 'need', subjectId: newId(), subjectTitle: '助餐', divisionCode: '150621001001', dueOn: '2026-02-27', owner: { role: 'stationLead' } },
    { kind: 'confirmCapacity', subjectKind: 'resource', subjectId: newId(), subjectTitle: '某协会', divisionCode: '150621001001', dueOn: '2026-03-02', owner: { role: 'stationWorker' } },
  ]));
  await escalateDuties(db.platform); // nobody leads there: it falls to the city
  const { items } = await places(people['city']!);
  expect(items.find(({ code }) => code === '150621')).toMatchObject({ late: 1, today: 1, thisWeek: 0, gaps: 1 });
  const gaps = await list(people['city']!, { division: '150621', gap: 'true' });
  expect(gaps).toMatchObject({ total: 1, items: [{ kind: 'verifyNeed', isGap: true, isLate: true, path: null }] });
  expect((await list(people['city']!, { division: '150621', band: 'today' })).items).toMatchObject([{ kind: 'confirmCapacity', isGap: false, ownerName: 'dalad', path: expect.stringContaining('/resources/') as string }]);
  // what is nobody's at its place is no work of the officer's own
  expect((await work(people['city']!)).items.map(({ subjectId }) => subjectId)).not.toContain(gaps.items[0]!.subjectId);
  const paged = await list(people['city']!, { division: '150602', limit: 1 });
  expect(paged.total).toBeGreaterThan(1);
  expect((await list(people['city']!, { division: '150602', limit: 200, after: paged.next! })).items.length).toBe(paged.total - 1);
  const neighbour = actorOf('officer', '150622001');
  expect([(await places(neighbour)).items, (await list(neighbour, { division: '150621' })).total]).toEqual([[], 0]);
});

test('whoever owns a duty is shown by the role they hold, whatever post the duty was given to', async () => {
  await employ('social', 'socialWorker', '150623');
  await db.as(people['social']!, (tx, call) => owe(tx, call, [
    { kind: 'confirmReferral', subjectKind: 'referral', subjectId: newId(), subjectTitle: '助餐', divisionCode: '150623001001', dueOn: '2026-03-02', owner: { role: 'stationWorker', accountId: people['social']!.accountId } },
  ]));
  const listed = await performQuery(db.platform, routeOf('/api/duties'), { actor: people['city']!, language: 'zh' }, ListDuties.parse({ division: '150623' })) as { items: OwedRow[] };
  expect(listed.items).toMatchObject([{ ownerName: 'social', ownerRole: 'socialWorker' }]);
});

test('whoever has something due is told once a day, by however many jobs at once, and whoever may remind sees how often', async () => {
  now = new Date('2026-03-02T09:00:00+08:00');
  const subjectId = await oweOne('2026-03-02');
  const told = async () => (await db.owner.query(`select told_on::text as on, told_times as times from duty where subject_id = $1`, [subjectId])).rows[0] as { on: string | null; times: number };
  await Promise.all([tellOwners(db.platform), tellOwners(db.platform), tellOwners(db.platform)]);
  expect(await told()).toEqual({ on: '2026-03-02', times: 1 });
  now = new Date('2026-03-07T09:00:00+08:00'); // a Saturday
  expect(await tellOwners(db.platform)).toBe(0);
  now = new Date('2026-03-03T09:00:00+08:00');
  await tellOwners(db.platform);
  const asked = await performQuery(db.platform, routeOf('/api/my-work/open-duty'), { actor: people['lead']!, language: 'zh' }, { subjectKind: 'need', subjectId }) as { duty: { told: unknown } };
  expect(asked.duty.told).toEqual({ on: '2026-03-03', count: 2 });
  await db.as(people['worker']!, async (tx, call) => settle(tx, call, { kind: 'verifyNeed', subjectId }));
  now = new Date('2026-03-04T09:00:00+08:00');
  await tellOwners(db.platform);
  expect(await told()).toEqual({ on: '2026-03-03', times: 2 });
  now = new Date('2026-03-02T09:00:00+08:00');
});
