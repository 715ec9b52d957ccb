import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { giveList } from '../core/design-choices.ts';
import { addRow, blankForm, changeRow, removeRow } from '../core/design.ts';
import type { BeginDraft } from '../core/draft-contract.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { templateOf } from '../core/templates.ts';
import { readBindings, saveBindings } from './binding-operations.ts';
import { beginDraft, dropDraft, listDrafts, publishDraft, readDraft, saveDraft } from './draft-operations.ts';
import { listQuestionnaires, readQuestionnaire } from './operations.ts';
import { ListQuestionnaires } from '../core/contract.ts';
import { submitResponse } from './respond.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

const street = actorOf('officer', PLACES.jiaotong);
const lead = actorOf('stationLead', PLACES.hangkong);
const second = actorOf('stationLead', PLACES.hangkong);
const worker = actorOf('stationWorker', PLACES.hangkong);
const elsewhere = actorOf('stationLead', '150621001001');

const begin = (actor: Actor, input: Omit<BeginDraft, 'requestId'>) => db.as(actor, (tx, call) => beginDraft(tx, call, { requestId: newId(), ...input }));
const begun = async (...args: Parameters<typeof begin>): Promise<string> => { const made = await begin(...args); if (!made.ok) throw new Error(made.refusal.code); return made.value.draftId; };
const save = (actor: Actor, draftId: string, revision: number, form: Questionnaire) => db.as(actor, (tx, call) => saveDraft(tx, call, { requestId: newId(), draftId, revision, form }));
const publish = (actor: Actor, draftId: string, revision: number, newestVersion: number | null = null) => db.as(actor, (tx, call) => publishDraft(tx, call, { requestId: newId(), draftId, revision, newestVersion }));
const read = (actor: Actor, draftId: string) => db.as(actor, (tx, call) => readDraft(tx, call, { draftId }));
const drafts = async (actor: Actor) => (await db.as(actor, (tx, call) => listDrafts(tx, call, {}))).items.map(({ title }) => title);

function threeQuestions(title: string): Questionnaire {
  let form = addRow(blankForm(title), null, 'integer', { name: 'age', label: { plain: '', zh: '多大年纪', en: 'Age' } }).form;
  form = giveList(addRow(form, null, 'text', { name: 'help', label: { plain: '', zh: '要什么', en: 'What is needed' } }).form, 1, 'select_one');
  return addRow(form, null, 'text', { name: 'more', relevant: `\${age} >= 60`, label: { plain: '', zh: '还有', en: 'More' } }).form;
}

test('what is made by hand is saved as one goes, published as a version, and answered; nobody else sees it before', async () => {
  const draftId = await begun(lead, { way: 'blank', title: '手工问卷' });
  expect(await save(lead, draftId, 1, threeQuestions('手工问卷'))).toEqual({ ok: true, value: { revision: 2 } });
  expect(await drafts(second)).toEqual(['手工问卷']);
  expect(await drafts(elsewhere)).toEqual([]);
  await expect(read(elsewhere, draftId)).rejects.toThrow('no questionnaireDraft');
  await expect(save(elsewhere, draftId, 2, blankForm('抢'))).rejects.toThrow('no questionnaireDraft');
  const made = await publish(lead, draftId, 2);
  if (!made.ok) throw new Error(made.refusal.code);
  expect(made.value.version).toBe(1);
  const { questionnaireId } = made.value;
  expect(await db.as(worker, (tx, call) => readQuestionnaire(tx, call, { questionnaireId }))).toMatchObject({ title: '手工问卷', questions: 3, languages: ['zh', 'en'], issues: [], fileName: '', form: threeQuestions('手工问卷') });
  const answered = await db.as(worker, (tx, call) => submitResponse(tx, call, { requestId: newId(), questionnaireId, version: 1, channel: 'talk', askedOn: call.today, answers: { age: '70', help: 'c1', more: '聊天' } }));
  expect(answered).toMatchObject({ ok: true });
  expect(await drafts(lead)).toEqual([]);
  expect(await read(lead, draftId)).toMatchObject({ ended: 'published', publishedAs: { questionnaireId, version: 1 } });
  expect(await save(lead, draftId, 2, blankForm('再改'))).toMatchObject({ refusal: { code: 'draftPublished' } });
  expect(await publish(lead, draftId, 2)).toMatchObject({ refusal: { code: 'draftPublished' } });
  expect(await db.as(lead, (tx, call) => dropDraft(tx, call, { requestId: newId(), draftId }))).toMatchObject({ refusal: { code: 'draftPublished' } });
  const { rows } = await db.owner.query(`select action from history where subject_id = any($1) order by happened_at, id`, [[draftId, questionnaireId]]);
  expect(rows.map(({ action }) => action)).toEqual(['begun', 'designed', 'published']);
});

test('of two who save at once one is told, and both keep what they made', async () => {
  const draftId = await begun(lead, { way: 'template', template: 'agenda' });
  const base = templateOf('agenda');
  const [a, b] = [{ ...base, title: '甲的' }, { ...base, title: '乙的' }];
  const both = await Promise.all([save(lead, draftId, 1, a), save(second, draftId, 1, b)]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const stays = both[0].ok ? a : b;
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'draftChanged', revision: 2 } });
  expect((await read(lead, draftId)).form).toEqual(stays);
  expect(await publish(lead, draftId, 1)).toMatchObject({ refusal: { code: 'draftChanged' } });
  const mine = await begun(second, { way: 'mine', draftId, form: both[0].ok ? b : a });
  expect((await drafts(lead)).slice().sort()).toEqual(['乙的', '甲的']);
  expect(await db.as(lead, (tx, call) => dropDraft(tx, call, { requestId: newId(), draftId: mine }))).toMatchObject({ ok: true });
  expect(await save(second, mine, 1, a)).toMatchObject({ refusal: { code: 'draftDropped' } });
  expect(await drafts(lead)).toEqual([stays.title]);
  await db.as(lead, (tx, call) => dropDraft(tx, call, { requestId: newId(), draftId }));
});

test('the next version has one draft, keeps the answers and what is a need by name, and passes over nobody’s version unseen', async () => {
  const first = await begun(lead, { way: 'blank', title: '老人' });
  await save(lead, first, 1, threeQuestions('老人'));
  const one = await publish(lead, first, 2);
  if (!one.ok) throw new Error(one.refusal.code);
  const { questionnaireId } = one.value;
  await db.as(worker, (tx, call) => submitResponse(tx, call, { requestId: newId(), questionnaireId, version: 1, channel: 'talk', askedOn: call.today, answers: { age: '70' } }));
  await db.as(lead, (tx, call) => saveBindings(tx, call, { requestId: newId(), questionnaireId, version: 1, revision: 0, bindings: [{ question: 'help', choice: 'c1', least: null, item: 'meals', urgency: 1 }, { question: 'age', choice: null, least: 80, item: 'bathing', urgency: 1 }] }));

  const [x, y] = await Promise.all([begun(lead, { way: 'next', questionnaireId }), begun(second, { way: 'next', questionnaireId })]);
  expect(x).toBe(y);
  expect(await begin(elsewhere, { way: 'next', questionnaireId }).catch((error: Error) => error.message)).toContain('no questionnaire');
  const { form, before, responses, newestVersion, fromVersion } = await read(lead, x);
  expect([responses, newestVersion, fromVersion, before]).toEqual([1, 1, 1, form]);
  await save(lead, x, 1, removeRow(form, 0).form);
  // the rule of the last question still asks for the one that is gone
  expect(await publish(lead, x, 2, 1)).toMatchObject({ refusal: { code: 'designFaulty', count: 1 } });
  await save(lead, x, 2, changeRow(removeRow(form, 0).form, 1, { relevant: '' }));

  const seen = await publish(street, x, 3, null);
  expect(seen).toMatchObject({ refusal: { code: 'versionMeanwhile', version: 1 } });
  expect(await publish(street, x, 3, 1)).toEqual({ ok: true, value: { questionnaireId, version: 2 } });
  const held = await db.as(lead, (tx, call) => readBindings(tx, call, { questionnaireId, version: 2 }));
  expect([held.bindings.map(({ question }) => question), held.dropped.map(({ question, why }) => [question, why])]).toEqual([['help'], [['age', 'questionGone']]]);
  const old = await db.as(worker, (tx, call) => readQuestionnaire(tx, call, { questionnaireId, version: 1 }));
  expect([old.form.items.length, old.responses, old.versions.map(({ version }) => version)]).toEqual([3, 1, [2, 1]]);
  expect((await read(lead, await begun(lead, { way: 'next', questionnaireId }))).form.items.map(({ name }) => name)).toEqual(['help', 'more']);
});

test('what comes from above is copied and not changed; a superior who publishes leaves the questionnaire where it was made', async () => {
  const above = await begun(street, { way: 'template', template: 'aloneVisit' });
  const made = await publish(street, above, 1);
  if (!made.ok) throw new Error(made.refusal.code);
  expect(await begin(lead, { way: 'next', questionnaireId: made.value.questionnaireId })).toMatchObject({ refusal: { code: 'questionnaireKeptElsewhere' } });
  const copy = await begun(lead, { way: 'copy', questionnaireId: made.value.questionnaireId, title: '我们的探访' });
  expect((await read(lead, copy)).form).toEqual({ ...templateOf('aloneVisit'), title: '我们的探访' });
  expect(await drafts(street)).toContain('我们的探访');
  const published = await publish(street, copy, 1);
  if (!published.ok) throw new Error(published.refusal.code);
  expect(await db.as(lead, (tx, call) => readQuestionnaire(tx, call, { questionnaireId: published.value.questionnaireId }))).toMatchObject({ divisionCode: PLACES.hangkong, isKeptHere: true });
  expect((await db.as(worker, (tx, call) => listQuestionnaires(tx, call, ListQuestionnaires.parse({ q: '我们' })))).total).toBe(1);
  expect(await begin(lead, { way: 'template' })).toMatchObject({ refusal: { code: 'chooseTemplate' } });
  expect(await begin(lead, { way: 'copy' })).toMatchObject({ refusal: { code: 'chooseQuestionnaire' } });
  await expect(db.as(lead, (tx) => tx.run(sql`delete from questionnaire_draft`))).rejects.toThrow('permission denied');
  await expect(db.as(lead, (tx) => tx.run(sql`update questionnaire_draft set division_code = '150602'`))).rejects.toThrow('permission denied');
});

test('through the door: a worker makes none, what is no form is turned away, an unfinished form is kept, the same request twice is one', async () => {
  const app = await makeApi(db.platform, { log: false, isSecure: false });
  const [maker, reader] = [await signedIn(db, app, lead), await signedIn(db, app, worker)];
  const ask = { requestId: newId(), way: 'blank', title: '门口' };
  expect((await reader.post('/api/questionnaire-drafts/begin', ask)).statusCode).toBe(403);
  expect((await reader.get('/api/questionnaire-drafts')).statusCode).toBe(403);
  const [once, twice] = [await maker.post('/api/questionnaire-drafts/begin', ask), await maker.post('/api/questionnaire-drafts/begin', ask)];
  expect([once.statusCode, twice.json()]).toEqual([200, once.json()]);
  const { draftId } = once.json();
  const sent = async (form: unknown, revision = 1) => (await maker.post('/api/questionnaire-drafts/save', { requestId: newId(), draftId, revision, form })).statusCode;
  const good = threeQuestions('门口');
  expect(await sent({ ...good, items: good.items.map((item) => ({ ...item, within: 2 })) })).toBe(400);
  expect(await sent({ ...good, items: [{ ...good.items[0], kind: 'spell' }] })).toBe(400);
  expect(await sent({ ...good, title: '长'.repeat(201) })).toBe(400);
  expect(await sent({ ...good, items: [{ ...good.items[0], label: { plain: '', zh: '长'.repeat(4001), en: '' } }] })).toBe(400);
  expect(await sent({ ...good, title: '', items: [{ ...good.items[0], name: '', relevant: '1 +', label: { plain: '', zh: 'a\u0000b\ud800', en: '' } }] })).toBe(200);
  const held = (await maker.get(`/api/questionnaire-drafts/${draftId}`)).json();
  expect([held.revision, held.form.title, held.form.items[0].label.zh]).toEqual([2, '', 'ab']);
  const refused = await maker.post('/api/questionnaire-drafts/save', { requestId: newId(), draftId, revision: 1, form: good });
  // a page saves every few seconds: the log says once an hour who was at it, and every refusal
  const told = async () => (await db.owner.query<{ outcome: string }>(`select outcome from audit where operation = '/api/questionnaire-drafts/save' and subject_id = $1 order by happened_at, id`, [draftId])).rows.map(({ outcome }) => outcome);
  expect([await sent({ ...good, title: '' }, 2), await sent({ ...good, title: '' }, 3)]).toEqual([200, 200]);
  expect(await told()).toEqual(['done', 'refused: draftChanged']);
  const colleague = await signedIn(db, app, second);
  expect((await colleague.post('/api/questionnaire-drafts/save', { requestId: newId(), draftId, revision: 4, form: { ...good, title: '' } })).statusCode).toBe(200);
  expect(await told()).toEqual(['done', 'refused: draftChanged', 'done']);
  expect([refused.statusCode, refused.json().code, refused.json().message]).toEqual([409, 'draftChanged', expect.stringContaining(lead.name)]);
  const faulty = await maker.post('/api/questionnaire-drafts/publish', { requestId: newId(), draftId, revision: 5, newestVersion: null });
  expect([faulty.statusCode, faulty.json().code]).toEqual([409, 'titleMissing']);
  await app.close();
});
