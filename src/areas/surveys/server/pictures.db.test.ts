import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { MOST_BYTES_OF_LINK } from '../core/pictures.ts';
import type { LinkRow, ResponseFile, Submitted } from '../core/response-contract.ts';
import { uploadQuestionnaire } from './operations.ts';

let db: TestDatabase, app: FastifyInstance, questionnaireId: string, link: LinkRow;
let [worker, stranger]: Visitor[] = [];
const lead = actorOf('stationLead', PLACES.hangkong), elsewhere = actorOf('stationLead', PLACES.xincun);

beforeAll(async () => {
  db = await makeTestDatabase(() => new Date('2026-03-02T09:00:00+08:00'));
  app = await makeApi(db.platform, { log: false, isSecure: false });
  [worker, stranger] = [await signedIn(db, app, lead), await signedIn(db, app, elsewhere)];
  const { bytes } = await workbookOfPages('x', [{ name: 'survey', rows: [['type', 'name', 'label::中文'], ['text', 'word', '说说'], ['begin repeat', 'room', '每间'], ['image', 'photo', '拍一张'], ['end repeat']] }, { name: 'settings', rows: [['form_title'], ['家里的样子']] }]);
  const made = await db.as(lead, (tx, call) => uploadQuestionnaire(tx, call, { requestId: newId() }, [{ fileName: 'f.xlsx', bytes }]));
  if (!made.ok) throw new Error(made.refusal.code);
  ({ questionnaireId } = made.value);
  await worker!.post('/api/questionnaires/links', { questionnaireId, place: '大厅', expiresOn: '2026-03-20', mostAnswers: 20 });
  link = (await worker!.get(`/api/questionnaires/${questionnaireId}/links`)).json<{ items: LinkRow[] }>().items[0]!;
});
afterAll(async () => { await app.close(); await db.close(); });

const HEAD = [0xff, 0xd8, 0xff, 0xe1, 0, 10, ...'GPS39.61'.split('').map((letter) => letter.charCodeAt(0))], SCAN = [0xff, 0xda, 0, 4, 1, 2];
const jpeg = (size = 100): string => Buffer.concat([Buffer.from([...HEAD, ...SCAN]), Buffer.alloc(size, 7)]).toString('base64');
const name = (i: number) => `picture-${i}.jpg`;
const rooms = (count: number) => Object.fromEntries([['room', String(count)], ...Array.from({ length: count }, (_, i) => [`room[${i + 1}]/photo`, name(i)])]);
const shots = (count: number, size = 100) => Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), jpeg(size)]));
const send = (more: object) => worker!.post('/api/responses', { questionnaireId, version: 1, channel: 'homeInquiry', askedOn: '2026-03-02', ...more });
const byLink = (more: object) => app.inject({ method: 'POST', url: `/api/q/${link.code}`, payload: { requestId: newId(), version: 1, ...more }, headers: { 'x-sanshe': '1' } });
type Told = { code?: string; issues?: { path: string }[] };
const told = (answer: { statusCode: number; json(): unknown }) => { const { code, issues } = answer.json() as Told; return [answer.statusCode, code, issues?.[0]?.path]; };
const picture = (responseId: string, which: string, who = worker!) => who.get(`/api/responses/${responseId}/pictures/${which}`);

test('a picture is kept with its answers, without where it was taken, for those who see the answers', async () => {
  const sent = await send({ answers: { word: '好', ...rooms(2) }, pictures: shots(2) });
  expect(sent.statusCode, sent.body).toBe(200);
  const { responseId } = sent.json<Submitted>();
  expect((await worker!.get(`/api/responses/${responseId}`)).json<ResponseFile>().answers).toMatchObject({ 'room[2]/photo': name(1) });
  const shown = await picture(responseId, name(1));
  expect([shown.statusCode, shown.headers['content-type'], shown.rawPayload.includes('GPS')]).toEqual([200, 'image/jpeg', false]);
  expect((await picture(responseId, name(1), stranger)).statusCode).toBe(404);
  expect((await picture(responseId, 'picture-9.jpg')).statusCode).toBe(404);
  expect((await app.inject({ method: 'GET', url: `/api/responses/${responseId}/pictures/${name(1)}` })).statusCode).toBe(401);
  // a correction keeps what was right, and each goes with its own answers
  const corrected = (await send({ answers: { word: '很好', ...rooms(1) }, supersedes: responseId })).json<Submitted>();
  expect((await picture(corrected.responseId, name(0))).statusCode).toBe(200);
  expect((await picture(corrected.responseId, name(1))).statusCode).toBe(404);
  await db.owner.query(`delete from history where subject_id = $1`, [corrected.responseId]);
  await db.owner.query(`delete from response where id = $1`, [corrected.responseId]);
  expect((await db.owner.query(`select 1 from response_picture where response_id = $1`, [corrected.responseId])).rows).toEqual([]);
});

test('what is no picture, too large, too many, not asked for or not there is refused at its question, and nothing is kept', async () => {
  const before = (await db.owner.query(`select count(*)::int as n from response`)).rows[0].n;
  const one = { answers: rooms(1) };
  expect(told(await send({ ...one, pictures: { [name(0)]: Buffer.from('<svg onload="x">').toString('base64') } }))).toEqual([409, 'pictureUnreadable', 'answers.room[1]/photo']);
  expect(told(await send({ ...one, pictures: { [name(0)]: jpeg(1024 * 1024 + 1) } }))).toEqual([409, 'pictureTooLarge', 'answers.room[1]/photo']);
  expect(told(await send({ answers: rooms(6), pictures: shots(6) }))).toEqual([409, 'tooManyPictures', 'answers.room[6]/photo']);
  expect(told(await send({ answers: { word: name(0) }, pictures: shots(1) }))).toEqual([409, 'pictureOfNoQuestion', 'answers.word']);
  expect(told(await send({ answers: { word: '好' }, pictures: shots(1) })).slice(0, 2)).toEqual([409, 'pictureOfNoQuestion']);
  expect(told(await send(one))).toEqual([409, 'pictureMissing', 'answers.room[1]/photo']);
  expect(told(await send({ answers: { room: '1', 'room[1]/photo': '../../x.jpg' } })).slice(0, 2)).toEqual([409, 'answersWrong']);
  expect((await app.inject({ method: 'POST', url: '/api/responses', payload: { requestId: newId(), pictures: shots(5, 900_000) }, headers: { 'x-sanshe': '1' } })).statusCode).toBe(401);
  expect((await db.owner.query(`select count(*)::int as n from response`)).rows[0].n).toBe(before);
});

test('by a link three go with one answer, within what the link may take in all; whoever holds it reads none', async () => {
  expect(told(await byLink({ answers: rooms(4), pictures: shots(4) }))).toEqual([409, 'tooManyPictures', 'answers.room[4]/photo']);
  expect((await byLink({ answers: rooms(3), pictures: shots(3, 900_000) })).statusCode).toBe(200);
  const { rows: [kept] } = await db.owner.query(`select id, (select count(*)::int from response_picture p where p.response_id = r.id) as pictures from response r where link_id = $1`, [link.id]);
  expect(kept.pictures).toBe(3);
  expect((await app.inject({ method: 'GET', url: `/api/responses/${kept.id}/pictures/${name(0)}` })).statusCode).toBe(401);
  await db.owner.query(`update questionnaire_link set picture_bytes = $2 where id = $1`, [link.id, MOST_BYTES_OF_LINK - 50]);
  expect(told(await byLink({ answers: rooms(1), pictures: shots(1) })).slice(0, 2)).toEqual([409, 'linkPicturesFull']);
  expect((await byLink({ answers: { word: '好' } })).statusCode).toBe(200);
});
