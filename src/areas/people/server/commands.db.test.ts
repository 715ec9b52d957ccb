import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { DuplicatePage } from '../../needs/core/contract.ts';
import { askDuplicates } from '../../needs/server/operations.ts';

let db: TestDatabase;
let personId: string;
const worker = actorOf('stationWorker', PLACES.hangkong);
const lead = actorOf('stationLead', PLACES.hangkong);
const stranger = actorOf('stationWorker', PLACES.kangbashi);
const officer = actorOf('officer', PLACES.jiaotong);
const cityOfficer = actorOf('officer', '1506');

const send = async (actor: Actor, path: string, input: Record<string, unknown>) => {
  const route = routes.find((one) => one.path === path && one.method === 'POST')!;
  return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string });
};
const ask = async <T>(actor: Actor, path: string, input: Record<string, unknown> = {}): Promise<T> => {
  const route = routes.find((one) => one.path === path && one.method === 'GET')!;
  return performQuery(db.platform, route, { actor, language: 'zh' }, route.input.parse(input)) as Promise<T>;
};
type DuplicateList = z.infer<typeof DuplicatePage>;
type List = { total: number; items: { id: string; name: string; maskedId: string; maskedPhone: string }[]; next: string | null };

beforeAll(async () => {
  db = await makeTestDatabase();
  const made = await send(worker, '/api/people', { divisionCode: PLACES.hangkong, fullName: '王小明', residentId: '150699192806150013', phones: ['199 0000 6556'], address: '团结路18号', contactName: '王芳', contactPhone: '19900007777', contactRelation: '女儿' });
  personId = (made.body as { personId: string }).personId;
});
afterAll(async () => { await db.close(); });

test('a resident is found by name, pinyin, initials, number, phone and address, masked; and not without a question', async () => {
  for (const q of ['王小明', '小明', 'wangxiaoming', 'wxm', '150699192806150013', '199-0000-6556', '6556', '团结路']) {
    const found = await ask<List>(worker, '/api/people', { q });
    expect(found.items.map(({ id }) => id), q).toEqual([personId]);
    expect(found.items[0], q).toMatchObject({ name: '王小明', maskedId: '150699********0013', maskedPhone: '199****6556' });
    const everywhere = await ask<{ items: { kind: string; id: string }[] }>(worker, '/api/search', { q });
    expect(everywhere.items, q).toContainEqual(expect.objectContaining({ kind: 'person', id: personId }));
    for (const other of [stranger, cityOfficer]) expect((await ask<{ items: object[] }>(other, '/api/search', { q })).items, q).toEqual([]);
  }
  expect(await ask<List>(worker, '/api/people')).toEqual({ total: 0, items: [], next: null });
  expect((await ask<List>(officer, '/api/people', { q: 'wxm' })).items[0]!.name).toBe('王**');
  expect((await ask<List>(worker, '/api/people', { ageGroup: 'advancedAge' })).total).toBe(1);
  expect((await ask<List>(worker, '/api/people', { ageGroup: 'under18' })).total).toBe(0);
});

test('each refusal of the form is told', async () => {
  const codes = async (more: object) => (await send(worker, '/api/people', { divisionCode: PLACES.hangkong, fullName: '张三', ...more })).body as { code?: string };
  expect(await codes({ residentId: '150699192806150013' })).toMatchObject({ code: 'personKnown', personId });
  expect(await codes({ residentId: '150699192806150014' })).toMatchObject({ code: 'residentIdCheck' });
  expect(await codes({ fullName: '王晓明', phones: ['19900006556'] })).toMatchObject({ code: 'personAlike', personId });
  expect(await codes({ phones: ['1990'] })).toMatchObject({ code: 'phoneLength', phone: '1990' });
  await expect(send(worker, '/api/people', { divisionCode: '150603001001', fullName: '张三' })).rejects.toThrow('no division');
  expect((await send(stranger, '/api/people', { divisionCode: '150603001001', fullName: '张三', residentId: '150699192806150013' })).body).toEqual({ code: 'knownElsewhere' });
});

test('of two editors the second is told; a number in the timeline is masked', async () => {
  expect((await send(worker, '/api/people/update', { personId, version: 1, address: '团结路20号' })).status).toBe(200);
  expect(await send(lead, '/api/people/update', { personId, version: 1, fullName: '王晓明' })).toMatchObject({ status: 409, body: { code: 'changedMeanwhile', by: worker.name, fields: ['address'] } });
  expect((await send(lead, '/api/people/update', { personId, version: 2, residentId: '150699198501011239' })).status).toBe(200);
  await expect(send(stranger, '/api/people/update', { personId, version: 3, address: '别处' })).rejects.toThrow('no person');
  const { items } = await ask<{ items: { action: string; changes: Record<string, { from: unknown; to: unknown }> | null }[] }>(worker, '/api/history', { kind: 'person', subjectId: personId });
  expect(items.map(({ action }) => action)).toEqual(['updated', 'updated', 'registered']);
  expect(items[0]!.changes!['residentId']).toEqual({ from: '150699********0013', to: '150699********1239' });
  expect(JSON.stringify(items)).not.toContain('150699198501011239');
  // the words of the address before find nobody any more, those of the new one do
  expect((await ask<List>(worker, '/api/people', { q: '18号' })).total).toBe(0);
  expect((await ask<List>(worker, '/api/people', { q: '20号' })).total).toBe(1);
  expect((await ask<List>(worker, '/api/people', { q: '团结路' })).total).toBe(1);
});

test('a masked value is shown for a purpose; the person sees who looked, when and why', async () => {
  const reveal = (actor: Actor, field: string) => send(actor, '/api/people/reveal', { personId, field, purpose: 'callResident' });
  expect((await reveal(worker, 'phone')).body).toEqual({ value: '19900006556' });
  expect((await reveal(worker, 'contactPhone')).body).toEqual({ value: '19900007777' });
  expect((await reveal(lead, 'residentId')).body).toEqual({ value: '150699198501011239' });
  await expect(reveal(officer, 'phone')).rejects.toThrow('not permitted');
  await expect(reveal(stranger, 'phone')).rejects.toThrow('no person');
  await ask(lead, '/api/people/:personId', { personId });
  const resident = actorOf('resident', PLACES.hangkong, { personId });
  const own = await ask<{ total: number; items: { actorName: string; operation: string; purpose: string }[] }>(resident, '/api/people/:personId/readings', { personId });
  expect(own.items.map(({ operation }) => operation)).toEqual(['person.read', 'person.reveal.residentId', 'person.reveal.contactPhone', 'person.reveal.phone']);
  expect(own.items[3]).toMatchObject({ actorName: worker.name, purpose: 'callResident' });
  expect((await ask<{ total: number }>(actorOf('resident', PLACES.hangkong, { personId: newId() }), '/api/people/:personId/readings', { personId })).total).toBe(0);
});

test('the file is whole for its workers, 404 for others, and its reading is written', async () => {
  const file = await ask<{ name: string; contacts: object[]; consents: object[] }>(worker, '/api/people/:personId', { personId });
  expect(file).toMatchObject({ name: '王小明', contacts: [{ masked: '199****6556' }, { masked: '199****7777', contactName: '王芳', relation: '女儿' }] });
  for (const actor of [stranger, cityOfficer]) await expect(ask(actor, '/api/people/:personId', { personId })).rejects.toThrow('no person');
});

test('a resident withdraws an own consent in one step; twice is told', async () => {
  const resident = actorOf('resident', PLACES.hangkong, { personId });
  expect((await send(worker, '/api/people/consents', { personId, purpose: 'photo', basis: 'consent', givenHow: 'signed', givenOn: '2026-03-01' })).status).toBe(200);
  const { consents } = await ask<{ consents: { id: string }[] }>(worker, '/api/people/:personId', { personId });
  expect((await send(resident, '/api/people/consents/withdraw', { consentId: consents[0]!.id })).status).toBe(200);
  expect((await send(resident, '/api/people/consents/withdraw', { consentId: consents[0]!.id })).body).toMatchObject({ code: 'consentWithdrawnAlready', on: '2026-03-02' });
  await expect(send(stranger, '/api/people/consents/withdraw', { consentId: consents[0]!.id })).rejects.toThrow('no consent');
  expect((await send(resident, '/api/people/consents', { personId, purpose: 'serviceMatching', basis: 'consent', givenHow: 'online', givenOn: '2026-03-02' })).status).toBe(200);
});

test('a circumstance has its evidence, its review is owed, and it ends once', async () => {
  expect((await send(worker, '/api/people/circumstances', { personId, kind: 'livingAlone', sinceOn: '2026-01-01', reviewDue: '2026-06-01' })).status).toBe(200);
  expect(await send(worker, '/api/people/circumstances', { personId, kind: 'dibao', sinceOn: '2026-04-01' })).toMatchObject({ body: { code: 'sinceInFuture' } });
  expect(await send(worker, '/api/people/circumstances', { personId, kind: 'dibao', sinceOn: '2026-01-02', reviewDue: '2026-01-01' })).toMatchObject({ body: { code: 'reviewBeforeSince' } });
  expect((await ask<List>(worker, '/api/people', { circumstance: 'livingAlone,dementia' })).total).toBe(1);
  const { circumstances } = await ask<{ circumstances: { id: string }[] }>(worker, '/api/people/:personId', { personId });
  const end = (endedOn: string) => send(worker, '/api/people/circumstances/end', { circumstanceId: circumstances[0]!.id, endedOn });
  expect(await end('2025-12-01')).toMatchObject({ body: { code: 'endsBeforeSince' } });
  expect((await end('2026-03-01')).status).toBe(200);
  expect(await end('2026-03-01')).toMatchObject({ body: { code: 'circumstanceEnded' } });
  expect((await db.owner.query(`select status from duty where kind = 'reviewCircumstance' and subject_id = $1`, [personId])).rows).toEqual([{ status: 'done' }]);
});

test('two that are one are merged by a person, with their needs, and taken apart again', async () => {
  const hear = async (id: string, item: string) => ((await send(worker, '/api/needs/hear', { personId: id, item, urgency: 1, channel: 'talk', heardOn: '2026-03-01' })).body as { needId: string }).needId;
  const other = ((await send(worker, '/api/people', { divisionCode: PLACES.hangkong, fullName: '王晓明', phones: ['19900006556'], isAnother: true })).body as { personId: string }).personId;
  const [own, twin, moved] = [await hear(personId, 'meals'), await hear(other, 'meals'), await hear(other, 'cleaning')];
  await db.as(worker, (tx, call) => askDuplicates(tx, call, [0, 1].map((i) => ({ kind: 'person' as const, divisionCode: PLACES.hangkong, firstId: i ? other : personId, secondId: i ? personId : other, why: { rule: 'samePhoneAndName' }, title: '王**' }))));
  const list = await ask<DuplicateList>(worker, '/api/duplicates');
  expect(list.total).toBe(1);
  const questionId = list.items[0]!.id;
  const evidence = new Map(list.items[0]!.compared.map((line) => [line.fact, line]));
  expect(list.items[0]!.rule).toBe('samePhoneAndName');
  expect(evidence.get('phone')).toMatchObject({ agrees: 'yes', first: expect.arrayContaining(['199****6556']), second: expect.arrayContaining(['199****6556']) });
  expect([evidence.get('address')?.agrees, evidence.get('item')?.agrees]).toEqual(['unknown', 'yes']);
  expect(JSON.stringify(list)).not.toContain('19900006556');
  expect((await ask<DuplicateList>(stranger, '/api/duplicates')).total).toBe(0);
  const owed = async () => (await db.owner.query(`select status from duty where kind = 'answerDuplicate' and subject_id = $1`, [questionId])).rows;
  expect((await send(worker, '/api/duplicates/answer', { questionId, answer: 'different' })).status).toBe(200);
  expect(await owed()).toEqual([{ status: 'done' }]);
  expect((await send(worker, '/api/duplicates/undo', { questionId })).body).toEqual({ questionId, status: 'open' });
  expect(await owed()).toEqual([{ status: 'open' }]);
  expect(await send(worker, '/api/duplicates/answer', { questionId, answer: 'same', keepId: newId() })).toMatchObject({ body: { code: 'keepOneOfTwo' } });
  await expect(send(stranger, '/api/duplicates/answer', { questionId, answer: 'same' })).rejects.toThrow('no duplicateQuestion');
  expect((await send(worker, '/api/duplicates/answer', { questionId, answer: 'same', keepId: personId })).status).toBe(200);
  const state = async () => (await db.owner.query(`select id, status, person_id, merged_into from need where id = any($1)`, [[own, twin, moved]])).rows.reduce((all, row) => ({ ...all, [row.id]: row }), {} as Record<string, { status: string; person_id: string; merged_into: string | null }>);
  expect((await state())[twin]).toMatchObject({ status: 'merged', merged_into: own });
  expect((await state())[moved]).toMatchObject({ status: 'open', person_id: personId });
  expect(await send(worker, '/api/duplicates/answer', { questionId, answer: 'different' })).toMatchObject({ body: { code: 'answeredAlready' } });
  expect((await send(worker, '/api/duplicates/undo', { questionId })).status).toBe(200);
  expect((await state())[twin]).toMatchObject({ status: 'open', person_id: other, merged_into: null });
  expect((await state())[moved]).toMatchObject({ status: 'open', person_id: other });
  expect(await send(worker, '/api/duplicates/undo', { questionId })).toMatchObject({ body: { code: 'nothingToUndo' } });
  expect((await db.owner.query(`select (select sum(amount)::int from need_count where status = 'open' and length(division_code) = 4) as counted, (select count(*)::int from need where status = 'open') as there`)).rows).toEqual([{ counted: 3, there: 3 }]);
});
