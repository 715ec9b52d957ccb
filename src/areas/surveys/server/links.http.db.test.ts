import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import type { LinkRow } from '../core/response-contract.ts';
import { uploadQuestionnaire } from './operations.ts';

let db: TestDatabase;
let app: Awaited<ReturnType<typeof makeApi>>;
let questionnaireId: string;
let worker: Awaited<ReturnType<typeof signedIn>>;
let moment = new Date('2026-03-02T09:00:00+08:00');
const lead = actorOf('stationLead', PLACES.hangkong);
const stranger = actorOf('stationLead', PLACES.xincun);

const upload = async (label: string, known?: string) => {
  const { bytes } = await workbookOfPages('x', [{ name: 'survey', rows: [['type', 'name', 'label::中文', 'label::English', 'required'], ['integer', 'age', label, 'Age', 'yes'], ['text', 'word', '还有', 'Else']] }, { name: 'settings', rows: [['form_title'], ['大家的意见']] }]);
  const made = await db.as(lead, (tx, call) => uploadQuestionnaire(tx, call, { requestId: newId(), questionnaireId: known }, [{ fileName: 'f.xlsx', bytes }]));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
beforeAll(async () => {
  db = await makeTestDatabase(() => moment);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, lead);
  ({ questionnaireId } = await upload('年龄'));
});
afterAll(async () => { await app.close(); await db.close(); });

type As = Awaited<ReturnType<typeof signedIn>>;
const post = (who: As | null, url: string, payload: object) => app.inject({ method: 'POST', url, payload, headers: { 'x-sanshe': '1' }, ...(who ? { cookies: { sanshe: who.token } } : {}) });
const linksOf = async (who: As) => (await who.get(`/api/questionnaires/${questionnaireId}/links`)).json().items as LinkRow[];
const make = async (who: As, more: object = {}) => {
  const made = await post(who, '/api/questionnaires/links', { requestId: newId(), questionnaireId, place: '社区大厅', expiresOn: '2026-03-31', mostAnswers: 2, ...more });
  if (made.statusCode !== 200) return made;
  return (await linksOf(who)).find(({ id }) => id === made.json().linkId)!;
};
const madeLink = async (who: As, more: object = {}) => { const link = await make(who, more); if ('statusCode' in link) throw new Error(link.body); return link; };
const open = (code: string) => app.inject({ method: 'GET', url: `/api/q/${code}` });
const answer = (code: string, more: object = {}) => post(null, `/api/q/${code}`, { requestId: newId(), version: 1, answers: { age: '70' }, ...more });

test('whoever has the link is asked in both languages, answers under the version that was open, and is nobody', async () => {
  const link = await madeLink(worker, { mostAnswers: 10 });
  expect(link).toMatchObject({ place: '社区大厅', answers: 0, state: 'open', address: `/q/${link.code}` });
  expect(link.code).toMatch(/^[2-9A-Z]{9}$/);
  const asked = await open(link.code.toLowerCase());
  expect([asked.statusCode, asked.headers['cache-control']]).toEqual([200, 'no-store']);
  expect(asked.json()).toMatchObject({ title: '大家的意见', version: 1, place: '社区大厅', today: '2026-03-02', form: { items: [{ name: 'age', label: { zh: '年龄', en: 'Age' } }, { name: 'word' }] } });
  const wrong = await answer(link.code, { answers: { word: '张三 13800138000' } });
  expect([wrong.statusCode, wrong.json().code, wrong.json().faults]).toEqual([409, 'answersWrong', [{ key: 'age', code: 'required' }]]);
  expect(JSON.stringify((await db.owner.query(`select body from command_answer where path = '/api/q/:code'`)).rows)).not.toContain('张三');
  await upload('您的年龄', questionnaireId);
  expect((await open(link.code)).json().version).toBe(2);
  expect((await answer(link.code)).json()).toEqual({ isTaken: true });
  const { rows } = await db.owner.query(`select version, channel, person_id, asked_by, asked_by_name, division_code, answers, link_id from response where link_id = $1`, [link.id]);
  expect(rows).toEqual([{ version: 1, channel: 'self', person_id: null, asked_by: null, asked_by_name: '', division_code: PLACES.hangkong, answers: { age: '70' }, link_id: link.id }]);
  expect((await worker.get(`/api/responses?questionnaireId=${questionnaireId}`)).json()).toMatchObject({ total: 1, items: [{ isByLink: true, personId: null, needs: 0 }] });
  const audit = await db.owner.query(`select subject_kind, subject_id from audit where operation = '/api/q/:code' and outcome = 'done'`);
  expect(audit.rows).toEqual([{ subject_kind: 'questionnaireLink', subject_id: link.id }]);
});

test('to what is sent, a link that is full, over, closed or wrong says one and the same; to who opens it, that it is over, and whom to call at its place', async () => {
  const [full, over, closed] = [await madeLink(worker, { mostAnswers: 1 }), await madeLink(worker, { expiresOn: '2026-03-02' }), await madeLink(worker)];
  expect((await answer(full.code)).statusCode).toBe(200);
  expect((await post(worker, '/api/questionnaires/links/close', { requestId: newId(), linkId: closed.id })).statusCode).toBe(200);
  expect((await post(worker, '/api/questionnaires/links/close', { requestId: newId(), linkId: closed.id })).json()).toMatchObject({ code: 'linkClosedAlready', on: '2026-03-02' });
  expect((await open(over.code)).statusCode).toBe(200); // the day itself is its last
  moment = new Date('2026-03-03T00:00:01+08:00');
  const codes = [full.code, over.code, closed.code, 'ABCDEFGHJ', 'x', '%27%20or%201=1'];
  const said = await Promise.all(codes.flatMap((code) => [answer(code), answer(code, { answers: { age: 'wrong' } })]));
  expect(new Set(said.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(said[0]!.statusCode).toBe(404);
  const opened = await Promise.all(codes.map(open));
  expect(opened.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 404, 404, 404]);
  expect(new Set(opened.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  expect(opened[0]!.json()).toEqual({ state: 'over', phone: expect.toSatisfy((phone) => phone === null || Object.keys(phone as object).join() === 'name,phone') });
  moment = new Date('2026-03-02T09:00:00+08:00');
  expect((await linksOf(worker)).find(({ id }) => id === full.id)).toMatchObject({ state: 'full', answers: 1 });
});

test('the last place goes to one of two at once; the same answers sent twice are one', async () => {
  const one = await madeLink(worker, { mostAnswers: 1 });
  expect((await Promise.all([answer(one.code), answer(one.code), answer(one.code)])).map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404]);
  const two = await madeLink(worker, { mostAnswers: 5 });
  const requestId = newId();
  const twice = await Promise.all([answer(two.code, { requestId }), answer(two.code, { requestId })]);
  expect(twice.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await linksOf(worker)).find(({ id }) => id === two.id)).toMatchObject({ answers: 1 });
  expect((await db.owner.query(`select count(*)::int as n from response where link_id = $1`, [two.id])).rows[0].n).toBe(1);
});

test('links are made and closed by those of the place, for a day and a number that make sense', async () => {
  const other = await signedIn(db, app, stranger);
  const link = await madeLink(worker);
  const refused = async (more: object) => { const made = await make(worker, more); return 'statusCode' in made ? [made.statusCode, made.json().code] : null; };
  expect(await refused({ expiresOn: '2026-03-01' })).toEqual([409, 'linkOverAlready']);
  expect(await refused({ expiresOn: '2027-03-05' })).toEqual([409, 'linkTooLong']);
  expect(await refused({ mostAnswers: 0 })).toEqual([400, 'badInput']);
  expect(await refused({ place: '  ' })).toEqual([400, 'badInput']);
  expect(await refused({ divisionCode: PLACES.xincun })).toEqual([404, 'notFound']);
  expect((await post(other, '/api/questionnaires/links/close', { requestId: newId(), linkId: link.id })).statusCode).toBe(404);
  expect((await other.get(`/api/questionnaires/${questionnaireId}/links`)).statusCode).toBe(404);
  const officer = await signedIn(db, app, actorOf('officer', PLACES.jiaotong));
  expect((await post(officer, '/api/questionnaires/links', { requestId: newId(), questionnaireId, place: 'x', expiresOn: '2026-03-31', mostAnswers: 1 })).statusCode).toBe(403);
  const requestId = newId();
  const same = [await post(worker, '/api/questionnaires/links', { requestId, questionnaireId, place: '同一个', expiresOn: '2026-03-31', mostAnswers: 1 }), await post(worker, '/api/questionnaires/links', { requestId, questionnaireId, place: '同一个', expiresOn: '2026-03-31', mostAnswers: 1 })];
  expect(same[0]!.json()).toEqual(same[1]!.json());
});

test('the holder of a link writes one answer and reads none, and no other link, questionnaire or person', async () => {
  const link = await madeLink(worker, { mostAnswers: 9 });
  const hash = (await db.owner.query<{ code_hash: string }>(`select code_hash from questionnaire_link where id = $1`, [link.id])).rows[0]!.code_hash;
  const holder = { ...actorOf('resident', PLACES.hangkong), role: 'link' as const, accountId: '00000000-0000-7000-8000-000000000001', link: hash };
  await db.platform.database.transaction(scopeOf(holder), async (tx) => {
    expect(await tx.many(sql`select id from questionnaire_link`)).toEqual([{ id: link.id }]);
    expect(await tx.many(sql`select id from questionnaire`)).toEqual([]);
    expect(await tx.many(sql`select version from questionnaire_version`)).toEqual([]);
  });
  const tried = (query: ReturnType<typeof sql>) => db.platform.database.transaction(scopeOf(holder), (tx) => tx.run(query));
  await expect(tried(sql`select answers from response`)).rejects.toThrow('permission denied');
  await expect(tried(sql`update questionnaire_link set most_answers = 99`)).rejects.toThrow('permission denied');
  expect(await tried(sql`update questionnaire_link set answers = answers where id <> ${link.id}`)).toBe(0);
  await expect(tried(sql`insert into response (city, id, division_code, questionnaire_id, version, channel, asked_by_name, asked_on, answers, link_hash, created_at)
    values ('1506', ${newId()}, ${PLACES.hangkong}, ${questionnaireId}, 1, 'self', '', '2026-03-02', '{}', 'another', now())`)).rejects.toThrow('row-level security');
});
