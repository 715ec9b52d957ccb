import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../test/support/database.ts';
import { newId } from './ids.ts';
import { addNotices, takeNotices } from './notices.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(undefined, { awaited: new Set(['taken', 'other', 'raced', 'kept']) }); });
afterAll(() => db.close());

const worker = actorOf('stationWorker', PLACES.hangkong);
const note = (amount: number, kind: string) => db.as(worker, async (tx, call) => {
  const notices = Array.from({ length: amount }, () => ({ kind, subjectId: newId(), divisionCode: PLACES.hangkong }));
  addNotices(tx, call, notices);
  return notices.map(({ subjectId }) => subjectId);
});
const left = async (kind: string): Promise<number> => (await db.owner.query<{ n: number }>('select count(*)::int as n from notice where kind = $1', [kind])).rows[0]!.n;

test('a job takes notices of its kind, oldest first, as many as it asks for; what it fails to do stays', async () => {
  const [ids] = [await note(5, 'taken'), await note(1, 'other')];
  expect((await db.as(system, (tx) => takeNotices(tx, 'taken', 3))).map(({ subjectId }) => subjectId).sort()).toEqual(ids.slice(0, 3).sort());
  await expect(db.as(system, async (tx) => { await takeNotices(tx, 'taken', 3); throw new Error('the power went'); })).rejects.toThrow('the power went');
  expect([await left('taken'), await left('other')]).toEqual([2, 1]);
  expect(await db.as(system, (tx) => takeNotices(tx, 'taken', 3))).toHaveLength(2);
});

test('of a kind that no job takes no row is kept', async () => {
  await note(2, 'unheard');
  expect(await left('unheard')).toBe(0);
});

test('of jobs that take at once each notice reaches exactly one', async () => {
  const ids = await note(40, 'raced');
  const taken = await Promise.all(Array.from({ length: 6 }, () => db.as(system, (tx) => takeNotices(tx, 'raced', 40))));
  expect(taken.flat().map(({ subjectId }) => subjectId).sort()).toEqual([...ids].sort());
  expect(await left('raced')).toBe(0);
});

test('workers and parties may neither read nor take notices', async () => {
  await note(2, 'kept');
  expect(await db.as(worker, (tx) => takeNotices(tx, 'kept', 2))).toEqual([]);
  await expect(db.as(actorOf('resident', PLACES.hangkong), (tx) => takeNotices(tx, 'kept', 2))).rejects.toMatchObject({ code: '42501' });
  expect(await left('kept')).toBe(2);
});
