import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { registerPeople } from '../../people/server/operations.ts';
import type { Binding } from '../core/bindings.ts';
import { ListResponses, type SubmitResponse } from '../core/response-contract.ts';
import { readBindings, saveBindings } from './binding-operations.ts';
import { uploadQuestionnaire } from './operations.ts';
import { listResponses, readResponse, submitResponse } from './respond.ts';

let db: TestDatabase;
let personId: string;
let questionnaireId: string;
const lead = actorOf('stationLead', PLACES.hangkong);
const worker = actorOf('stationWorker', PLACES.hangkong);
const stranger = actorOf('stationWorker', PLACES.xincun);
const city = actorOf('officer', PLACES.dongsheng);

const HEAD = ['type', 'name', 'label::中文', 'label::English', 'required', 'relevant', 'constraint', 'constraint_message::中文'];
const FORM = [['integer', 'age', '年龄', 'Age', 'yes', '', '. < 130', '年龄不能超过 130'], ['select_multiple help', 'help', '需要什么帮助', 'Help wanted', '', `\${age} >= 60`], ['begin repeat', 'child', '子女', 'Child'], ['text', 'name', '姓名', 'Name'], ['end repeat']];
const CHOICES = [['list_name', 'name', 'label::中文'], ['help', 'meals', '助餐'], ['help', 'bath', '助浴']];
const upload = async (actor: Actor, rows: string[][], choices: string[][], known?: string) => {
  const { bytes } = await workbookOfPages('x', [{ name: 'survey', rows: [HEAD, ...rows] }, { name: 'choices', rows: choices }, { name: 'settings', rows: [['form_title'], ['老人需求']] }]);
  const made = await db.as(actor, (tx, call) => uploadQuestionnaire(tx, call, { requestId: newId(), questionnaireId: known }, [{ fileName: 'f.xlsx', bytes }]));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
beforeAll(async () => {
  db = await makeTestDatabase();
  [personId] = (await db.as(worker, (tx, call) => registerPeople(tx, call, [{ divisionCode: PLACES.hangkong, fullName: '王桂兰' }]))).map((one) => one.personId) as [string];
  ({ questionnaireId } = await upload(lead, FORM, CHOICES));
});
afterAll(async () => { await db.close(); });

const sheet = (more: Partial<SubmitResponse> = {}): SubmitResponse => ({ requestId: newId(), questionnaireId, version: 1, channel: 'paper', askedOn: '2026-02-27', personId, answers: { age: '72', help: 'meals' }, ...more });
const submit = (actor: Actor, more: Partial<SubmitResponse> = {}) => db.as(actor, (tx, call) => submitResponse(tx, call, sheet(more)));
const sure = async (more: Partial<SubmitResponse> = {}) => { const made = await submit(worker, more); if (!made.ok) throw new Error(JSON.stringify(made.refusal)); return made.value; };
const list = (actor: Actor, more = {}) => db.as(actor, (tx, call) => listResponses(tx, call, ListResponses.parse({ questionnaireId, ...more })));
const bindTo = async (version: number, bindings: Binding[], actor = lead, revision?: number) => db.as(actor, async (tx, call) => saveBindings(tx, call, { requestId: newId(), questionnaireId, version, revision: revision ?? (await readBindings(tx, call, { questionnaireId, version })).revision, bindings }));
const MEALS: Binding = { question: 'help', choice: 'meals', least: null, item: 'meals', urgency: 2 };
const OLD: Binding = { question: 'age', choice: null, least: 80, item: 'companionship', urgency: 3 };

test('a sheet is taken under the version that was asked, and is seen where residents’ records are seen', async () => {
  const { responseId, needs } = await sure({ answers: { age: '０72', help: 'meals', child: '2', 'child[2]/name': '小红', nobody: 'asks this' } });
  expect(needs).toEqual([]);
  const file = await db.as(worker, (tx, call) => readResponse(tx, call, { responseId }));
  expect(file).toMatchObject({ version: 1, channel: 'paper', personName: '王桂兰', divisionCode: PLACES.hangkong, askedOn: '2026-02-27', askedByName: '测试stationWorker', answers: { age: '72', help: 'meals', child: '2', 'child[2]/name': '小红' }, came: [] });
  expect(file.answers).not.toHaveProperty('nobody');
  expect((await list(worker)).total).toBe(1);
  for (const actor of [stranger, city]) {
    expect((await list(actor)).items).toEqual([]);
    await expect(db.as(actor, (tx, call) => readResponse(tx, call, { responseId }))).rejects.toThrow('no response');
  }
  await expect(db.as(worker, (tx) => tx.run(sql`update response set answers = '{}'`))).rejects.toThrow('permission denied');
  await expect(db.as(worker, (tx) => tx.run(sql`delete from response`))).rejects.toThrow('permission denied');
});

test('what is wrong is named at its question, and nothing of what was answered is kept with the refusal', async () => {
  const refusal = async (more: Partial<SubmitResponse>) => { const made = await submit(worker, more); return made.ok ? null : made.refusal; };
  expect(await refusal({ answers: { age: '131', help: 'gold' } })).toEqual({ code: 'answersWrong', count: 2, first: '年龄', faults: [{ key: 'age', code: 'constraint' }, { key: 'help', code: 'choice' }] });
  expect(await refusal({ answers: { help: 'meals' } })).toMatchObject({ faults: [{ key: 'age', code: 'required' }] });
  expect(await refusal({ answers: {}, askedOn: '2026-03-03' })).toEqual({ code: 'askedInFuture', today: '2026-03-02' });
  const { questionnaireId: free } = await upload(lead, [['text', 'word', '还有', 'Else']], CHOICES);
  expect(await refusal({ questionnaireId: free, answers: { word: '  ' } })).toEqual({ code: 'nothingAnswered' });
});

test('nobody answers for a place or a person that is not theirs, nor under a version or questionnaire that is not there', async () => {
  await expect(submit(stranger)).rejects.toThrow('no '); // neither the questionnaire of the neighbours nor their residents
  await expect(submit(worker, { personId: null, divisionCode: PLACES.xincun })).rejects.toThrow('no division');
  await expect(submit(worker, { personId: newId() })).rejects.toThrow('no person');
  await expect(submit(worker, { version: 9 })).rejects.toThrow('no questionnaire');
  await expect(submit(worker, { questionnaireId: newId() })).rejects.toThrow('no questionnaire');
  expect((await sure({ personId: null })).needs).toEqual([]);
});

test('answers that are bound become needs with what was asked and said; the same need again is one more hearing', async () => {
  expect(await bindTo(1, [MEALS, OLD, { ...MEALS, choice: 'bath', item: 'bathing', urgency: 1 }])).toMatchObject({ ok: true });
  const { needs, responseId } = await sure({ answers: { age: '85', help: 'meals bath' }, askedBy: '李社工' });
  expect(needs.map(({ item, outcome }) => [item, outcome]).sort()).toEqual([['bathing', 'new'], ['companionship', 'new'], ['meals', 'new']]);
  const { rows } = await db.owner.query(`select n.item, n.urgency, e.channel, e.heard_on::text, e.heard_by, e.words from need n join evidence e on e.need_id = n.id where n.person_id = $1 order by n.item`, [personId]);
  expect(rows).toEqual([
    { item: 'bathing', urgency: 1, channel: 'questionnaire', heard_on: '2026-02-27', heard_by: '李社工', words: '需要什么帮助：助浴' }, { item: 'companionship', urgency: 3, channel: 'questionnaire', heard_on: '2026-02-27', heard_by: '李社工', words: '年龄：85' },
    { item: 'meals', urgency: 2, channel: 'questionnaire', heard_on: '2026-02-27', heard_by: '李社工', words: '需要什么帮助：助餐' },
  ]);
  const again = await sure({ answers: { age: '79', help: 'meals' }, channel: 'phone' });
  expect(again.needs).toMatchObject([{ item: 'meals', outcome: 'joined' }]);
  expect((await db.as(worker, (tx, call) => readResponse(tx, call, { responseId }))).came.map(({ item, isStill }) => [item, isStill]).sort()).toEqual([['bathing', true], ['companionship', true], ['meals', true]]);
  expect((await sure({ personId: null, answers: { age: '85', help: 'meals' } })).needs).toEqual([]);
});

test('a correction takes the place of the earlier one, hears nothing twice, and only one correction can be the next', async () => {
  const [other] = await db.as(worker, (tx, call) => registerPeople(tx, call, [{ divisionCode: PLACES.hangkong, fullName: '赵德福' }]));
  const first = await sure({ personId: other!.personId, answers: { age: '85', help: 'meals' } });
  const before = (await list(worker)).total;
  const corrected = await sure({ personId: other!.personId, supersedes: first.responseId, answers: { age: '58' } });
  expect(corrected.needs).toEqual([]);
  expect((await list(worker)).total).toBe(before);
  const file = await db.as(worker, (tx, call) => readResponse(tx, call, { responseId: corrected.responseId }));
  expect(file).toMatchObject({ correctionOf: first.responseId, correctedBy: null });
  expect(file.came.map(({ item, isStill }) => [item, isStill]).sort()).toEqual([['companionship', false], ['meals', false]]);
  expect((await db.as(worker, (tx, call) => readResponse(tx, call, { responseId: first.responseId }))).correctedBy).toBe(corrected.responseId);
  expect(await submit(worker, { personId: other!.personId, supersedes: first.responseId })).toMatchObject({ ok: false, refusal: { code: 'correctedAlready' } });

  const second = await sure({ personId: other!.personId, answers: { age: '85', help: 'meals' } });
  const kept = await sure({ personId: other!.personId, supersedes: second.responseId, answers: { age: '86', help: 'meals' } });
  expect(kept.needs.map(({ outcome }) => outcome)).toEqual(['kept', 'kept']);
  const { rows } = await db.owner.query(`select count(*)::int as n from evidence e join need n on n.id = e.need_id where n.person_id = $1`, [other!.personId]);
  expect(rows[0].n).toBe(4); // two needs, heard by two sheets; the corrections were no hearings
  await expect(submit(stranger, { supersedes: second.responseId })).rejects.toThrow('no ');
});

test('bindings go over to the next version where the question is still there, and what could not be carried is named', async () => {
  await bindTo(1, [MEALS, OLD, { ...MEALS, choice: 'bath', item: 'bathing', urgency: 1 }]);
  const { version } = await upload(lead, [['begin group', 'g', '组', 'Group'], ['select_one help', 'help', '最需要哪样', 'Most wanted'], ['end group'], ['text', 'age', '年龄', 'Age']], [CHOICES[0]!, CHOICES[1]!], questionnaireId);
  expect(await db.as(worker, (tx, call) => readBindings(tx, call, { questionnaireId, version }))).toMatchObject({
    revision: 1, bindings: [{ ...MEALS, question: 'g/help' }],
    dropped: [{ question: 'age', why: 'typeChanged', label: '年龄', item: 'companionship' }, { question: 'help', choice: 'bath', why: 'choiceGone', label: '需要什么帮助', choiceLabel: '助浴' }],
  });
  // a sheet of the first version is still taken as one of the first
  expect((await sure({ answers: { age: '90', help: 'bath' } })).needs.map(({ item }) => item).sort()).toEqual(['bathing', 'companionship']);
  expect(await bindTo(version, [OLD])).toMatchObject({ ok: false, refusal: { code: 'bindingOdd' } });
  expect(await bindTo(1, [MEALS, MEALS])).toMatchObject({ ok: false, refusal: { code: 'bindingTwice' } });
  expect(await bindTo(1, [MEALS], lead, 0)).toMatchObject({ ok: false, refusal: { code: 'bindingsChanged' } });
  await expect(bindTo(1, [MEALS], actorOf('stationLead', PLACES.xincun))).rejects.toThrow('no questionnaire');
});

test('through the door: the same sheet twice is one, two corrections at once are one and a refusal, and faults come in the reader’s language', async () => {
  const app = await makeApi(db.platform, { log: false, isSecure: false });
  const typist = await signedIn(db, app, worker);
  const send = (body: SubmitResponse, language = 'zh') => app.inject({ method: 'POST', url: '/api/responses', payload: body, cookies: { sanshe: typist.token }, headers: { 'x-sanshe': '1', 'accept-language': language } });
  const one = sheet({ answers: { age: '66' } });
  const before = (await list(worker)).total;
  const [a, b] = await Promise.all([send(one), send(one)]);
  expect([a.statusCode, b.json()]).toEqual([200, a.json()]);
  expect((await list(worker)).total).toBe(before + 1);
  const corrections = await Promise.all([send(sheet({ supersedes: a.json().responseId })), send(sheet({ supersedes: a.json().responseId }))]);
  expect(corrections.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const wrong = await send(sheet({ answers: { age: 'old' } }), 'en');
  expect([wrong.statusCode, wrong.json().message, wrong.json().faults]).toEqual([409, expect.stringContaining('“Age”'), [{ key: 'age', code: 'type' }]]);
  expect((await send(sheet({ answers: Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`a${i}`, 'x'])) }))).statusCode).toBe(400);
  expect((await send({ ...sheet(), answers: { age: 5 } } as never)).statusCode).toBe(400);
  const officer = await signedIn(db, app, city);
  expect((await app.inject({ method: 'POST', url: '/api/responses', payload: sheet(), cookies: { sanshe: officer.token }, headers: { 'x-sanshe': '1' } })).statusCode).toBe(403);
  await app.close();
});

test('two who say at once which answers are needs: one has said it, the other is told', async () => {
  const { revision } = await db.as(lead, (tx, call) => readBindings(tx, call, { questionnaireId, version: 1 }));
  const both = await Promise.allSettled([bindTo(1, [MEALS], lead, revision), bindTo(1, [OLD], lead, revision)]);
  const said = both.map((one) => (one.status === 'rejected' ? (one.reason as { constraint?: string }).constraint : one.value.ok ? 'said' : one.value.refusal.code));
  expect(said).toContain('said');
  expect(['bindingsChanged', 'questionnaire_bindings_pkey']).toContain(said.find((one) => one !== 'said'));
});
