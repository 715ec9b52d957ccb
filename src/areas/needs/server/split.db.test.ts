import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { registerPeople } from '../../people/server/operations.ts';
import type { ItemCode } from '../core/items.ts';
import { recordNeeds, type RecordNeed } from './operations.ts';
import { getNeed } from './queries.ts';
import { splitNeed } from './split.ts';
import { withdrawNeed } from './commands.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
const requestId = '00000000-0000-7000-8000-00000000000a';
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const newPerson = async () => (await db.as(worker, (tx, call) => registerPeople(tx, call, [{ divisionCode: PLACES.hangkong, fullName: '王小明' }])))[0]!.personId;
const heard = async (personId: string | null, more: Partial<RecordNeed>[] = [{}]) => (await db.as(worker, (tx, call) => recordNeeds(tx, call, more.map((one) => ({
  personId, divisionCode: PLACES.hangkong, item: 'meals' as const, urgency: 2 as const, channel: 'talk' as const, heardOn: '2026-02-10', words: '想订午饭，还想有人陪着去医院', description: '午饭和陪诊', slots: ['1-am'], ...one,
})))))[0]!.needId;
const split = (needId: string, item: ItemCode, more: Partial<Parameters<typeof splitNeed>[2]> = {}, actor = worker) =>
  db.as(actor, (tx, call) => splitNeed(tx, call, { requestId, needId, version: 1, item, description: '陪着去医院', urgency: 3, kept: '午饭', ...more }));
const fileOf = (needId: string) => db.as(worker, (tx, call) => getNeed(tx, call, { needId }));

test('what is taken out of a need keeps its hearings, its wait and its wishes, and is verified by itself', async () => {
  const needId = await heard(await newPerson());
  await db.owner.query(`insert into evidence (city, id, division_code, need_id, channel, heard_on, heard_by, words) select city, gen_random_uuid(), division_code, id, 'phone', '2026-02-20', '李工', '又说起去医院的事' from need where id = $1`, [needId]);
  const done = await split(needId, 'medicalEscort');
  if (!done.ok) throw new Error(done.refusal.code);
  expect(done.value.outcome).toBe('new');
  const [first, second] = [await fileOf(needId), await fileOf(done.value.needId)];
  expect(first).toMatchObject({ description: '午饭', version: 2, splitOff: [{ id: done.value.needId, item: 'medicalEscort' }], splitFrom: null });
  expect(second).toMatchObject({ description: '陪着去医院', urgency: 3, heardOn: '2026-02-10', slots: ['1-am'], verifiedOn: null, status: 'open', splitFrom: { id: needId, item: 'meals' }, splitOff: [] });
  expect(second.heard.map(({ channel, words, heardBy }) => [channel, words, heardBy])).toEqual(first.heard.map(({ channel, words, heardBy }) => [channel, words, heardBy]));
  expect(second.heard).toHaveLength(2);
  const { rows } = await db.owner.query(`select count(*)::int as owed from duty where kind = 'verifyNeed' and status = 'open' and subject_id = $1`, [done.value.needId]);
  expect(rows).toEqual([{ owed: 1 }]);
  // a wrong split is taken back
  expect(await db.as(worker, (tx, call) => withdrawNeed(tx, call, { requestId, needId: done.value.needId, reason: '拆错了' }))).toMatchObject({ ok: true });
});

test('what the person has open already is joined, not doubled; a place may need the same twice', async () => {
  const personId = await newPerson();
  const needId = await heard(personId), other = await heard(personId, [{ item: 'medicalEscort', words: '上次也说过' }]);
  expect(await split(needId, 'medicalEscort')).toEqual({ ok: true, value: { needId: other, outcome: 'joined' } });
  expect((await fileOf(other)).heard).toHaveLength(2);
  expect(await fileOf(other)).toMatchObject({ splitFrom: null });

  const ofPlace = await heard(null);
  const twice = await split(ofPlace, 'meals');
  expect(twice).toMatchObject({ ok: true, value: { outcome: 'new' } });
});

test('the same of the same person, a closed need, a version that is no more, and another banner’s need are refused', async () => {
  const needId = await heard(await newPerson());
  expect(await split(needId, 'meals')).toEqual({ ok: false, refusal: { code: 'splitIntoItself', field: 'item' } });
  expect(await split(needId, 'medicalEscort', { version: 7 })).toMatchObject({ ok: false, refusal: { code: 'changedMeanwhile' } });
  await expect(split(needId, 'medicalEscort', {}, actorOf('stationWorker', PLACES.dalad))).rejects.toThrow(NotFound);
  await db.as(worker, (tx, call) => withdrawNeed(tx, call, { requestId, needId, reason: '不要了' }));
  expect(await split(needId, 'medicalEscort', { version: 2 })).toMatchObject({ ok: false, refusal: { code: 'needClosed' } });
});

test('of two who split the same need at once one is told who was first', async () => {
  const needId = await heard(await newPerson());
  const answers = await Promise.all([split(needId, 'medicalEscort'), split(needId, 'cleaning'), split(needId, 'medicalEscort')]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.refusal).toMatchObject({ code: 'changedMeanwhile' });
});
