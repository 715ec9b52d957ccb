import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { ListQuestionnaires } from '../core/contract.ts';
import { downloadQuestionnaire, listQuestionnaires, readQuestionnaire, uploadQuestionnaire } from './operations.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

const street = actorOf('officer', PLACES.jiaotong);
const lead = actorOf('stationLead', PLACES.hangkong);
const worker = actorOf('stationWorker', PLACES.hangkong);
const elsewhere = actorOf('stationWorker', '150621001001');

const fileOf = async (title: string, ...rows: string[][]) => ({ fileName: `${title}.xlsx`, bytes: (await workbookOfPages('x', [{ name: 'survey', rows: [['type', 'name', 'label::中文', 'label::English'], ...rows] }, { name: 'settings', rows: [['form_title'], [title]] }])).bytes });
const upload = async (actor: Actor, file: { fileName: string; bytes: Uint8Array }, questionnaireId?: string) => db.as(actor, (tx, call) => uploadQuestionnaire(tx, call, { requestId: newId(), questionnaireId }, [file]));
const sure = async (...args: Parameters<typeof upload>) => { const made = await upload(...args); if (!made.ok) throw new Error(made.refusal.code); return made.value; };
const titles = async (actor: Actor, more = {}) => (await db.as(actor, (tx, call) => listQuestionnaires(tx, call, ListQuestionnaires.parse(more)))).items.map(({ title }) => title);

test('a questionnaire of the street is read below it and nowhere else; a new version stands beside the old', async () => {
  const { questionnaireId } = await sure(street, await fileOf('老人需求', ['integer', 'age', '年龄', 'Age'], ['barcode', 'code', '条码', 'Code']));
  expect(await titles(worker)).toEqual(['老人需求']);
  expect(await titles(elsewhere)).toEqual([]);
  await expect(db.as(elsewhere, (tx, call) => readQuestionnaire(tx, call, { questionnaireId }))).rejects.toThrow('no questionnaire');
  expect(await db.as(worker, (tx, call) => readQuestionnaire(tx, call, { questionnaireId }))).toMatchObject({ version: 1, shown: 1, questions: 1, isKeptHere: false, languages: ['zh', 'en'], issues: [{ sheet: 'survey', row: 3, code: 'typeUnknown', what: 'barcode' }] });
  expect(await upload(lead, await fileOf('改'), questionnaireId)).toMatchObject({ ok: false, refusal: { code: 'questionnaireKeptElsewhere' } });

  const [a, b] = await Promise.all([fileOf('老人需求（二）', ['text', 'word', '还有什么', 'What else']), fileOf('老人需求（三）', ['text', 'word', '还有', 'Else'])]);
  const versions = await Promise.all([sure(street, a, questionnaireId), sure(street, b, questionnaireId)]);
  expect(versions.map(({ version }) => version).sort()).toEqual([2, 3]);
  expect((await db.as(worker, (tx, call) => readQuestionnaire(tx, call, { questionnaireId, version: 1 }))).form.items[0]).toMatchObject({ name: 'age' });
  expect((await db.as(worker, (tx, call) => readQuestionnaire(tx, call, { questionnaireId }))).versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  const { rows } = await db.owner.query(`select action from history where subject_id = $1 order by happened_at, id`, [questionnaireId]);
  expect(rows.map(({ action }) => action)).toEqual(['made', 'newVersion', 'newVersion']);
  await expect(db.as(street, (tx) => tx.run(sql`update questionnaire_version set questions = 0`))).rejects.toThrow('permission denied');
});

test('the download is a form that comes in again as the same', async () => {
  const { questionnaireId } = await sure(lead, await fileOf('走访/问卷', ['begin group', 'g', '组', 'Group'], ['date', 'on', '日期', 'Day'], ['end group', '', '', '']));
  const file = await db.as(worker, (tx, call) => downloadQuestionnaire(tx, call, { questionnaireId }));
  expect(file.fileName).toBe('走访 问卷-v1.xlsx');
  const again = await sure(lead, { fileName: file.fileName, bytes: file.bytes });
  const forms = await Promise.all([questionnaireId, again.questionnaireId].map(async (id) => (await db.as(lead, (tx, call) => readQuestionnaire(tx, call, { questionnaireId: id }))).form));
  expect(forms[1]).toEqual(forms[0]);
});

test('a list goes on where it stopped, and a name is found', async () => {
  for (const n of [1, 2, 3]) await sure(lead, await fileOf(`翻页${n}`, ['text', 'a', '甲', 'A']));
  const first = await db.as(lead, (tx, call) => listQuestionnaires(tx, call, ListQuestionnaires.parse({ q: '翻页', limit: 2 })));
  expect(first).toMatchObject({ total: 3, next: expect.any(String) });
  const second = await db.as(lead, (tx, call) => listQuestionnaires(tx, call, ListQuestionnaires.parse({ q: '翻页', limit: 2, after: first.next })));
  expect([...first.items, ...second.items].map(({ title }) => title).sort()).toEqual(['翻页1', '翻页2', '翻页3']);
  expect(second.next).toBeNull();
});

test('through the door: what is no form is refused with a sentence, a worker reads and does not upload, the same upload twice is one', async () => {
  const app = await makeApi(db.platform, { log: false, isSecure: false });
  const maker = await signedIn(db, app, lead);
  const send = async (token: string, bytes: Uint8Array, requestId: string) => {
    const boundary = 'form';
    const payload = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="requestId"\r\n\r\n${requestId}\r\n--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="f.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return app.inject({ method: 'POST', url: '/api/questionnaires/upload', payload, cookies: { sanshe: token }, headers: { 'x-sanshe': '1', 'content-type': `multipart/form-data; boundary=${boundary}` } });
  };
  const ledger = (await workbookOfPages('x', [{ name: '台账', rows: [['姓名'], ['张三']] }])).bytes;
  const refused = await send(maker.token, ledger, newId());
  expect([refused.statusCode, refused.json().code, refused.json().message]).toEqual([409, 'noSurveySheet', expect.stringContaining('survey')]);
  const broken = await send(maker.token, Buffer.from('PK damaged'), newId());
  expect([broken.statusCode, broken.json().message]).toEqual([409, expect.stringContaining('读不出来')]);
  const { bytes } = await fileOf('两次', ['text', 'a', '甲', 'A']);
  const requestId = newId();
  const [once, twice] = [await send(maker.token, bytes, requestId), await send(maker.token, bytes, requestId)];
  expect(twice.json()).toEqual(once.json());
  expect(await titles(lead, { q: '两次' })).toEqual(['两次']);
  const reader = await signedIn(db, app, worker);
  expect((await send(reader.token, bytes, newId())).statusCode).toBe(403);
  const { questionnaireId } = once.json();
  expect((await reader.get(`/api/questionnaires/${questionnaireId}`)).json()).toMatchObject({ title: '两次', form: { items: [{ name: 'a' }] } });
  expect((await reader.get(`/api/questionnaires/${questionnaireId}/xlsform`)).statusCode).toBe(200);
  await app.close();
});
