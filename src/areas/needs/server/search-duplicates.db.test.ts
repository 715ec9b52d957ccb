import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, employ, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { startWorkerOn } from '../../../../test/support/dying-worker.ts';
import { TEST_CITY } from '../../../../test/support/vault.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { registerPeople, type RegisterPerson } from '../../people/server/operations.ts';
import { askDuplicates } from './ask-duplicates.ts';
import { searchDuplicates } from './search-duplicates.ts';

const DAY = '2026-03-02T15:00:00+08:00', NIGHT = '2026-03-03T01:00:00+08:00';
let now = new Date(DAY);
let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong), lead = actorOf('stationLead', PLACES.jiaotong), elsewhere = actorOf('stationWorker', PLACES.dalad);

type Item = { id: string; kind: string; rule: string; first: { id: string }; second: { id: string } };
type Page = { items: Item[]; above: { person: { id: string }; askedAt: string }[] };
const page = async (actor: Actor): Promise<Page> => {
  const route = routes.find((one) => one.path === '/api/duplicates' && one.method === 'GET')!;
  return (await performQuery(db.platform, route, { actor, language: 'zh' }, route.input.parse({ limit: 100 }))) as Page;
};
const open = async (actor: Actor): Promise<Item[]> => (await page(actor)).items;
const command = (actor: Actor, path: string, input: object) => { const route = routes.find((one) => one.path === path && one.method === 'POST')!; return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string }); };
/** Registered as an import does, which asks nothing here. */
const register = (people: Partial<RegisterPerson>[]): Promise<string[]> => db.as(actorOf('stationLead', '150602'), async (tx, call) => (await registerPeople(tx, call, people.map((person) => ({ divisionCode: PLACES.hangkong, fullName: '—', ...person })))).map(({ personId }) => personId));
const rows = async () => Number((await db.owner.query(`select count(*) as n from duplicate_question where kind = 'person'`)).rows[0].n);
const pair = (items: Item[]) => items.map(({ first, second }) => [first.id, second.id].sort());

beforeAll(async () => { db = await makeTestDatabase(() => now); });
afterAll(async () => { await db.close(); });

test('who came in by day is compared at night; the pair is in the station’s list once, from whichever side it is met', async () => {
  const ids = await register([{ fullName: '诺敏高娃', birthDate: '1960-05-06', address: '祥和苑3号楼2单元501室' }, { fullName: '诺敏格娃', birthDate: '1960-05-06', address: '祥和苑3-2-501' }, { fullName: '王伟', birthDate: '1971-01-02' }]);
  now = new Date(NIGHT);
  expect(await searchDuplicates(db.platform)).toBe(3);
  expect(pair(await open(worker))).toEqual([[ids[0], ids[1]].sort()]);
  expect(await open(worker)).toMatchObject([{ kind: 'person', rule: 'nightly' }]);
  expect(await open(elsewhere)).toEqual([]);
  expect(await searchDuplicates(db.platform)).toBe(0);
  expect((await db.owner.query(`select count(*)::integer as n from duty where kind = 'answerDuplicate'`)).rows).toEqual([{ n: 1 }]);
});

test('told apart they are not asked about again, though one of the two changes or is joined to a third file; only once more speaks for one person', async () => {
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
  const ofSecond = async () => (await open(worker)).filter((item) => [item.first.id, item.second.id].includes(second));
  expect(await ofSecond()).toEqual([]);
  // one telephone for both is something that nobody knew when they were told apart
  for (const personId of [second, third!]) await command(worker, '/api/people/update', { personId, version: 1, addPhone: '13947700001' });
  expect(await searchDuplicates(db.platform)).toBe(2);
  expect(await ofSecond()).toMatchObject([{ rule: 'newEvidence' }]);
  const [again] = await ofSecond();
  await command(worker, '/api/duplicates/answer', { questionId: again!.id, answer: 'different' });
  await db.owner.query('insert into person_to_compare (city, person_id) values ($1, $2)', [TEST_CITY, second]);
  expect(await searchDuplicates(db.platform)).toBe(1);
  expect(await ofSecond()).toEqual([]);
});

test('whatever is compared marks its person in the same transaction: a telephone that an import, a form or a merge adds, a name, a file that is back', async () => {
  await searchDuplicates(db.platform);
  const marked = async () => (await db.owner.query<{ id: string }>('select distinct person_id as id from person_to_compare order by 1')).rows.map(({ id }) => id);
  const number = '150699196005064519';
  const [known, other, none] = await register([{ fullName: '苏伦', residentId: number }, { fullName: '宝音图', phones: ['13947700002'] }, { fullName: '云登' }]);
  expect(await marked()).toEqual([known, other, none].sort());
  const after = async (act: () => Promise<unknown>) => { await searchDuplicates(db.platform); expect(await marked()).toEqual([]); await act(); return marked(); };
  // the same number again: an import adds its telephone and writes no other field
  expect(await after(() => register([{ fullName: '苏伦', residentId: number, phones: ['13947700003'] }]))).toEqual([known]);
  expect(await after(() => register([{ fullName: '苏伦', residentId: number, phones: ['13947700003'] }]))).toEqual([]);
  expect(await after(() => command(worker, '/api/people/update', { personId: none!, version: 1, otherNames: ['云丹'] }))).toEqual([none]);
  expect(await after(() => command(worker, '/api/people/update', { personId: none!, version: 2, preferredLanguage: 'mn' }))).toEqual([]);
  let questionId = '';
  await db.as(worker, async (tx, call) => { [questionId] = await askDuplicates(tx, call, [{ kind: 'person', divisionCode: PLACES.hangkong, firstId: known!, secondId: other!, why: { rule: 'samePhoneAndName' }, title: '苏伦' }]) as [string]; });
  expect(await after(() => command(worker, '/api/duplicates/answer', { questionId, answer: 'same', keepId: known }))).toEqual([known, other].sort());
  expect(await after(() => command(worker, '/api/duplicates/undo', { questionId }))).toEqual(expect.arrayContaining([other]));
  // what is rolled back has changed nothing
  await expect(db.as(worker, async (tx, call) => { await registerPeople(tx, call, [{ divisionCode: PLACES.hangkong, fullName: '无' }]); throw new Error('no'); })).rejects.toThrow('no');
  expect(await after(async () => undefined)).toEqual([]);
});

test('a telephone that an import adds to somebody known long since is compared that night', async () => {
  const number = '150699195503046327';
  const [old] = await register([{ fullName: '乌兰其其格', residentId: number, address: '天骄路5号' }]);
  const [twin] = await register([{ fullName: '乌兰琪琪格', phones: ['13947700004'], divisionCode: PLACES.xincun }]);
  await searchDuplicates(db.platform);
  const asked = async () => pair((await open(lead))).filter((ids) => ids.includes(old!) && ids.includes(twin!)).length;
  expect(await asked()).toBe(0);
  await register([{ fullName: '乌兰其其格', residentId: number, phones: ['13947700004'] }]);
  await searchDuplicates(db.platform);
  expect(await asked()).toBe(1);
});

test('a pair is asked where both are seen: of two streets at the banner’s hub, of two banners at the city’s; below it one learns that somebody above has to look, and nothing else', async () => {
  const hub = actorOf('stationWorker', PLACES.dongsheng), city = actorOf('stationLead', '1506'), farWorker = actorOf('stationWorker', '150602002001'), banner = actorOf('stationLead', PLACES.dalad);
  for (const actor of [hub, city]) await employ(db, actor);
  const one = { birthDate: '1955-03-04', phones: ['13847709991'] };
  const street = await register([{ ...one, fullName: '敖登其其格' }, { ...one, fullName: '敖登其其格', divisionCode: PLACES.xincun }]);
  const other = { fullName: '额尔敦', birthDate: '1950-11-04', phones: ['13847709992'] };
  const far = await register([other, { ...other, divisionCode: '150602002001' }]);
  const third = await db.as(banner, async (tx, call) => (await registerPeople(tx, call, [{ divisionCode: '150621100001', fullName: '额尔敦', birthDate: '1950-11-04', phones: ['13847709992'] }]))[0]!.personId);
  await searchDuplicates(db.platform);
  const has = (items: Item[], ids: string[]) => pair(items).some((two) => two.join() === [...ids].sort().join());
  expect(has(await open(lead), street)).toBe(true);
  expect([has(await open(worker), far), has(await open(farWorker), far), has(await open(lead), far), has(await open(hub), far), has(await open(city), far)]).toEqual([false, false, false, true, true]);
  expect([has(await open(hub), [far[0]!, third]), has(await open(city), [far[0]!, third]), has(await open(banner), [far[0]!, third])]).toEqual([false, true, false]);
  const above = async (actor: Actor) => (await page(actor)).above.map(({ person: { id }, askedAt }) => [id, askedAt]);
  expect(await above(worker)).toEqual(expect.arrayContaining([[street[0], '交通街道'], [far[0], '东胜区'], [far[0], '鄂尔多斯市']]));
  expect(await above(farWorker)).toEqual(expect.arrayContaining([[far[1], '东胜区'], [far[1], '鄂尔多斯市']]));
  expect(await above(banner)).toEqual([[third, '鄂尔多斯市'], [third, '鄂尔多斯市']]);
  expect(await above(city)).toEqual([]);
  expect(JSON.stringify(await page(worker))).not.toContain(far[1]);
  expect(JSON.stringify(await page(farWorker))).not.toContain(far[0]);
  const held = await db.owner.query(`select d.owner_account_id as by from duty d join duplicate_question q on q.id = d.subject_id where $1 in (q.first_id, q.second_id) and $2 in (q.first_id, q.second_id)`, far);
  expect(held.rows).toEqual([{ by: hub.accountId }]);
  // answered above, those below need not wait for it any more
  const question = (await open(hub)).find(({ first, second }) => far.includes(first.id) && far.includes(second.id))!;
  await expect(command(farWorker, '/api/duplicates/answer', { questionId: question.id, answer: 'different' })).rejects.toThrow('no duplicateQuestion');
  await command(hub, '/api/duplicates/answer', { questionId: question.id, answer: 'same', keepId: far[1] });
  expect((await above(worker)).filter(([id]) => id === far[0])).toEqual([[far[0], '鄂尔多斯市']]);
  // the telephone is seen where the one who stayed is seen; whatever else was asked about the other is asked about this one
  expect((await db.owner.query('select distinct division_code as at from contact where person_id = $1', [far[1]])).rows).toEqual([{ at: '150602002001' }]);
  await searchDuplicates(db.platform);
  expect([has(await open(city), [far[0]!, third]), has(await open(city), [far[1]!, third])]).toEqual([false, true]);
  await command(hub, '/api/duplicates/undo', { questionId: question.id });
  await searchDuplicates(db.platform);
  expect([has(await open(hub), far), has(await open(city), [far[0]!, third])]).toEqual([true, true]);
});

test('who was joined to another is asked about as that other; a merge is not taken back under a later one', async () => {
  const [a, b, c] = await register(['甲', '乙', '丙'].map((last) => ({ fullName: `贺${last}`, phones: [`1394770001${last.charCodeAt(0) % 10}`] })));
  const ask = (firstId: string, secondId: string) => db.as(worker, async (tx, call) => (await askDuplicates(tx, call, [{ kind: 'person', divisionCode: PLACES.hangkong, firstId, secondId, why: { rule: 'samePhoneAndName' }, title: '贺' }]))[0]!);
  const [ab, bc] = [await ask(a!, b!), await ask(b!, c!)];
  const about = async (id: string) => (await open(worker)).filter(({ first, second }) => [first.id, second.id].includes(id));
  expect((await command(worker, '/api/duplicates/answer', { questionId: ab, answer: 'same', keepId: a })).status).toBe(200);
  expect(await about(b!)).toEqual([]);
  const [ac] = await about(c!);
  expect(ac).toMatchObject({ rule: 'joined' });
  expect(await command(worker, '/api/duplicates/answer', { questionId: bc, answer: 'same' })).toMatchObject({ status: 409, body: { code: 'answeredAlready' } });
  await command(worker, '/api/duplicates/answer', { questionId: ac!.id, answer: 'same', keepId: c });
  expect(await command(worker, '/api/duplicates/undo', { questionId: ab })).toMatchObject({ status: 409, body: { code: 'undoLaterFirst' } });
  expect((await command(worker, '/api/duplicates/undo', { questionId: ac!.id })).status).toBe(200);
  expect((await command(worker, '/api/duplicates/undo', { questionId: ab })).status).toBe(200);
  expect((await open(worker)).map(({ id }) => id)).toEqual(expect.arrayContaining([ab, bc]));
  expect((await about(c!)).map(({ id }) => id)).toEqual([bc]);
  // two at once, each joining the one in the middle to another file: one goes in
  const both = await Promise.all([[ab, a], [bc, c]].map(([questionId, keepId]) => command(worker, '/api/duplicates/answer', { questionId, answer: 'same', keepId })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('what is asked about somebody whom an import takes back is dropped, and asked again when that one is back', async () => {
  const ids = await register([{ fullName: '特木尔巴根', birthDate: '1948-09-09', phones: ['13947700005'] }, { fullName: '特木尔巴根', birthDate: '1948-09-09', phones: ['13947700005'] }]);
  const status = async () => (await db.owner.query<{ of: string }>(`select q.status || ' ' || d.status as of from duplicate_question q join duty d on d.subject_id = q.id where first_id = any($1::uuid[]) and second_id = any($1::uuid[])`, [ids])).rows.map(({ of }) => of);
  const seen: string[][] = [];
  for (const day of ['2026-03-01', null]) {
    await searchDuplicates(db.platform);
    seen.push(await status());
    await db.owner.query('update person set taken_back_on = $1 where id = $2', [day, ids[0]]);
    await searchDuplicates(db.platform);
    seen.push(await status());
  }
  expect(seen).toEqual([['open open'], ['dropped withdrawn'], ['dropped withdrawn'], ['open open']]);
});

test('two jobs at once and one killed (kill -9) in the middle ask each pair once, and nobody is left out', async () => {
  now = new Date('2026-03-08T10:00:00+08:00');
  const before = await rows(), surnames = '赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何';
  const made = Array.from({ length: 150 }, (_, i) => ({ fullName: `${surnames[i % 20]}${'甲乙丙丁戊己庚辛'[Math.floor(i / 20)]}${surnames[(i * 7) % 20]}`, birthDate: `19${40 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}`, phones: [`1390100${String(1000 + i)}`] }));
  const [ones, others] = [await register(made), await register(made)];
  now = new Date('2026-03-09T01:00:00+08:00');
  await db.owner.query(`create function pg_temp_slow() returns trigger language plpgsql as 'begin perform pg_sleep(3600); return old; end'`);
  await db.owner.query('create trigger slow before delete on person_to_compare for each row execute function pg_temp_slow()');
  const dying = await startWorkerOn(db, now, `import { searchDuplicates } from './src/areas/needs/server/search-duplicates.ts';`, 'await searchDuplicates(platform);');
  await expect.poll(async () => (await db.owner.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`)).rows.length, { timeout: 30_000 }).toBe(1);
  expect(await searchDuplicates(db.platform)).toBe(0); // somebody is at it
  await dying.end();
  await db.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`);
  await db.owner.query('drop trigger slow on person_to_compare');
  expect(await rows()).toBe(before);
  await expect.poll(async () => (await Promise.all([searchDuplicates(db.platform), searchDuplicates(db.platform)])).reduce((sum, n) => sum + n, 0), { timeout: 60_000 }).toBe(0);
  // each with its twin, however many of the made-up are alike besides
  const asked = new Set(((await db.owner.query('select first_id || second_id::text as pair from duplicate_question')).rows as { pair: string }[]).map(({ pair: text }) => text));
  expect(ones.filter((id, i) => !asked.has([id, others[i]!].sort().join('')))).toEqual([]);
}, 120_000);
