import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { startWorkerOn } from '../../../../test/support/dying-worker.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { registerPeople, type RegisterPerson } from '../../people/server/operations.ts';
import { searchDuplicates } from './search-duplicates.ts';

const DAY = '2026-03-02T15:00:00+08:00', NIGHT = '2026-03-03T01:00:00+08:00';
let now = new Date(DAY);
let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong), lead = actorOf('stationLead', PLACES.jiaotong), elsewhere = actorOf('stationWorker', PLACES.dalad);

type Item = { id: string; kind: string; rule: string; first: { id: string }; second: { id: string } };
const open = async (actor: Actor): Promise<Item[]> => {
  const route = routes.find((one) => one.path === '/api/duplicates' && one.method === 'GET')!;
  return ((await performQuery(db.platform, route, { actor, language: 'zh' }, route.input.parse({ limit: 100 }))) as { items: Item[] }).items;
};
const command = (actor: Actor, path: string, input: object) => { const route = routes.find((one) => one.path === path && one.method === 'POST')!; return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string }); };
/** Registered as an import does, which asks nothing here. */
const register = (people: Partial<RegisterPerson>[]): Promise<string[]> => db.as(actorOf('stationLead', '150602'), async (tx, call) => (await registerPeople(tx, call, people.map((person) => ({ divisionCode: PLACES.hangkong, fullName: '—', ...person })))).map(({ personId }) => personId));
const rows = async () => Number((await db.owner.query(`select count(*) as n from duplicate_question where kind = 'person'`)).rows[0].n);
const pair = (items: Item[]) => items.map(({ first, second }) => [first.id, second.id].sort());

beforeAll(async () => { db = await makeTestDatabase(() => now); });
afterAll(async () => { await db.close(); });

test('who came in by day is compared at night; the pair is in the station’s list once, from whichever side it is met', async () => {
  const ids = await register([{ fullName: '诺敏高娃', birthDate: '1960-05-06', address: '祥和苑3号楼2单元501室' }, { fullName: '诺敏格娃', birthDate: '1960-05-06', address: '祥和苑3-2-501' }, { fullName: '王伟', birthDate: '1971-01-02' }]);
  now = new Date(DAY);
  expect(await searchDuplicates(db.platform)).toBe(0); // within the hour it is left to settle
  now = new Date(NIGHT);
  expect(await searchDuplicates(db.platform)).toBe(3);
  expect(pair(await open(worker))).toEqual([[ids[0], ids[1]].sort()]);
  expect(await open(worker)).toMatchObject([{ kind: 'person', rule: 'nightly' }]);
  expect(await open(elsewhere)).toEqual([]);
  expect(await searchDuplicates(db.platform)).toBe(0);
  expect((await db.owner.query(`select count(*)::integer as n from duty where kind = 'answerDuplicate'`)).rows).toEqual([{ n: 1 }]);
});

test('answered "two people" it is never asked again, though one of the two changes, or is joined to a third file', async () => {
  const [question] = await open(worker);
  const [first, second] = [question!.first.id, question!.second.id];
  await command(worker, '/api/duplicates/answer', { questionId: question!.id, answer: 'different' });
  await command(worker, '/api/people/update', { personId: first, version: 1, address: '祥和苑3号楼2单元502室' });
  now = new Date('2026-03-04T01:00:00+08:00');
  expect(await searchDuplicates(db.platform)).toBe(1);
  expect(await open(worker)).toEqual([]);
  // a third file turns out to be the first: it stays, the first goes into it, and is no more the second than before
  const [third] = await register([{ fullName: '诺敏高娃', birthDate: '1960-05-06', address: '祥和苑3号楼2单元502室' }]);
  await db.owner.query('update person set merged_into = $1 where id = $2', [third, first]);
  now = new Date('2026-03-05T01:00:00+08:00');
  expect(await searchDuplicates(db.platform)).toBe(1);
  expect((await open(worker)).filter((item) => [item.first.id, item.second.id].includes(second))).toEqual([]);
});

test('two of one street are for whoever sees both; of two streets nobody does, and nothing is asked', async () => {
  now = new Date('2026-03-06T10:00:00+08:00');
  const one = { birthDate: '1955-03-04', phones: ['13847709991'] };
  const street = await register([{ ...one, fullName: '敖登其其格' }, { ...one, fullName: '敖登其其格', divisionCode: PLACES.xincun }]);
  const far = await register([{ fullName: '额尔敦', birthDate: '1950-11-04', phones: ['13847709992'] }, { fullName: '额尔敦', birthDate: '1950-11-04', phones: ['13847709992'], divisionCode: '150602002001' }]);
  const before = (await open(worker)).length;
  now = new Date('2026-03-07T01:00:00+08:00');
  await searchDuplicates(db.platform);
  expect(pair(await open(lead))).toContainEqual([...street].sort());
  expect((await db.owner.query('select 1 from duplicate_question where first_id = any($1::uuid[])', [far])).rows).toEqual([]);
  expect((await open(worker)).length).toBe(before);
});

test('two jobs at once and one killed (kill -9) in the middle ask each pair once, and nobody is left out', async () => {
  now = new Date('2026-03-08T10:00:00+08:00');
  const before = await rows(), surnames = '赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何';
  const made = Array.from({ length: 150 }, (_, i) => ({ fullName: `${surnames[i % 20]}${'甲乙丙丁戊己庚辛'[Math.floor(i / 20)]}${surnames[(i * 7) % 20]}`, birthDate: `19${40 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}`, phones: [`1390100${String(1000 + i)}`] }));
  const [ones, others] = [await register(made), await register(made)];
  now = new Date('2026-03-09T01:00:00+08:00');
  await db.owner.query(`create function pg_temp_slow() returns trigger language plpgsql as 'begin perform pg_sleep(3600); return new; end'`);
  await db.owner.query('create trigger slow before update on alike_search for each row execute function pg_temp_slow()');
  const dying = await startWorkerOn(db, now, `import { searchDuplicates } from './src/areas/needs/server/search-duplicates.ts';`, 'await searchDuplicates(platform);');
  await expect.poll(async () => (await db.owner.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`)).rows.length, { timeout: 30_000 }).toBe(1);
  expect(await searchDuplicates(db.platform)).toBe(0); // somebody is at it
  await dying.end();
  await db.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`);
  await db.owner.query('drop trigger slow on alike_search');
  expect(await rows()).toBe(before);
  await expect.poll(async () => (await Promise.all([searchDuplicates(db.platform), searchDuplicates(db.platform)])).reduce((sum, n) => sum + n, 0), { timeout: 60_000 }).toBe(0);
  // each with its twin, however many of the made-up are alike besides
  const asked = new Set(((await db.owner.query('select first_id || second_id::text as pair from duplicate_question')).rows as { pair: string }[]).map(({ pair: text }) => text));
  expect(ones.filter((id, i) => !asked.has([id, others[i]!].sort().join('')))).toEqual([]);
}, 120_000);
