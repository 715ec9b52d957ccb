import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { registerPeople } from '../../people/server/operations.ts';
import type { LinkRow, ResponseFile, Submitted } from '../core/response-contract.ts';
import type { MemberFile, RoundAnswers, RoundFile, RoundSaid } from '../core/round-contract.ts';
import type { z } from 'zod';
import { saveBindings } from './binding-operations.ts';
import { surveyJobs } from './jobs.ts';
import { uploadQuestionnaire } from './operations.ts';

let db: TestDatabase, app: FastifyInstance, today = '2026-03-02', questionnaireId: string;
const lead = actorOf('stationLead', PLACES.hangkong), elsewhere = actorOf('stationLead', PLACES.xincun);
let [leading, stranger]: Visitor[] = [];
let residents: string[] = [];
const NAMES = ['王甲天', '王乙天', '王丙天', '王丁天', '王戊天', '王己天'];

const upload = async (rows: string[][], known?: string) => {
  const { bytes } = await workbookOfPages('x', [{ name: 'survey', rows: [['type', 'name', 'label::中文'], ...rows] }, { name: 'choices', rows: [['list_name', 'name', 'label::中文'], ['help', 'meals', '送饭'], ['help', 'bath', '助浴']] }, { name: 'settings', rows: [['form_title'], ['大家的需要']] }]);
  const made = await db.as(lead, (tx, call) => uploadQuestionnaire(tx, call, { requestId: newId(), questionnaireId: known }, [{ fileName: 'f.xlsx', bytes }]));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const HELP = ['select_multiple help', 'help', '需要什么'];
beforeAll(async () => {
  db = await makeTestDatabase(() => new Date(`${today}T09:00:00+08:00`));
  app = await makeApi(db.platform, { log: false, isSecure: false });
  [leading, stranger] = [await signedIn(db, app, lead), await signedIn(db, app, elsewhere)];
  // every home has one person, but the first, in which two live, and somebody without a house number
  const people = NAMES.map((fullName, i) => ({ divisionCode: PLACES.hangkong, fullName, address: `阳光丽苑1号楼1单元${101 + i}`, birthDate: '1950-05-06' }));
  residents = (await db.as(system, (tx, call) => registerPeople(tx, call, [...people, { ...people[0]!, fullName: '王小天' }, { ...people[0]!, fullName: '王无家', address: '' }]))).map(({ personId }) => personId);
  ({ questionnaireId } = await upload([HELP, ['text', 'word', '还有']]));
  await db.as(lead, (tx, call) => saveBindings(tx, call, { requestId: newId(), questionnaireId, version: 1, revision: 0, bindings: [{ question: 'help', choice: 'meals', least: null, item: 'meals', urgency: 2 }] }));
});
afterAll(async () => { await app.close(); await db.close(); });

const plan = { purpose: '开春摸底', unit: 'household', divisionCode: PLACES.hangkong, channels: ['homeInquiry', 'phone', 'talk', 'questionnaire'], fromOn: '2026-03-01', untilOn: '2026-03-20' };
const code = (answer: { statusCode: number; json(): unknown }) => [answer.statusCode, (answer.json() as { code?: string }).code];
const read = async <T>(path: string, who = leading!) => { const answer = await who.get(path); expect(answer.statusCode, answer.body).toBe(200); return answer.json<T>(); };
const planned = async (more = {}) => (await leading!.post('/api/survey-rounds/plan', { ...plan, questionnaireId, ...more })).json<{ roundId: string }>().roundId;
const begun = async () => { const roundId = await planned(); expect(code(await leading!.post('/api/survey-rounds/begin', { roundId }))).toEqual([200, undefined]); return roundId; };
const doorOf = async (roundId: string, personId: string) => (await db.owner.query<{ id: string }>(`select m.id from round_member m join person p on p.household_id = m.household_id where m.round_id = $1 and p.id = $2`, [roundId, personId])).rows[0]!.id;
const sheet = (more: object) => leading!.post('/api/responses', { questionnaireId, version: 1, channel: 'homeInquiry', askedOn: today, answers: { help: 'meals' }, ...more });
const taken = async (more: object) => { const answer = await sheet(more); expect(answer.statusCode, answer.body).toBe(200); return answer.json<Submitted>(); };
const linkOf = async (memberId: string): Promise<LinkRow> => { expect(code(await leading!.post('/api/survey-rounds/door-link', { memberId }))).toEqual([200, undefined]); return (await read<MemberFile>(`/api/survey-rounds/members/${memberId}`)).link!; };
const byLink = (link: string, more: object = {}) => app.inject({ method: 'POST', url: `/api/q/${link}`, payload: { requestId: newId(), version: 1, answers: { help: 'meals' }, ...more }, headers: { 'x-sanshe': '1' } });
const lastOf = async (memberId: string) => (await db.owner.query<{ id: string }>(`select id from response where round_member_id = $1 and link_id is not null`, [memberId])).rows[0]!.id;
const takeIn = (responseId: string) => surveyJobs[0]!.run(db.platform, { responseId });
const says = async (roundId: string) => (await read<z.infer<typeof RoundSaid>>(`/api/survey-rounds/${roundId}/says`)).says!;
const outcomeOf = async (memberId: string) => { const { outcome, channel } = await read<MemberFile>(`/api/survey-rounds/members/${memberId}`); return [outcome, channel]; };

test('one need heard in a discussion, at the door, on the telephone and by the link of the door is one need with four evidences', async () => {
  const roundId = await begun(), personId = residents[1]!, memberId = await doorOf(roundId, personId);
  const { discussionId } = (await leading!.post('/api/survey-rounds/discussion', { roundId, divisionCode: PLACES.hangkong, place: '活动室', heldOn: today, present: 9, moderator: '李' })).json();
  const voice = (await leading!.post('/api/survey-rounds/voice', { discussionId, item: 'meals', words: '想有人送饭', personId, agrees: true })).json<{ needId: string }>();
  expect(await outcomeOf(memberId)).toEqual([null, null]);
  const door = await taken({ memberId, personId, channel: 'homeInquiry' });
  expect(await outcomeOf(memberId)).toEqual(['heard', 'homeInquiry']);
  const call = await taken({ roundId, personId, channel: 'phone' }); // the door of the person is looked up
  const link = await linkOf(memberId);
  expect((await byLink(link.code)).statusCode).toBe(200);
  const responseId = await lastOf(memberId);
  await takeIn(responseId);
  await takeIn(responseId); // a job may be done twice
  const came = (await read<ResponseFile>(`/api/responses/${responseId}`)).came;
  expect([door.needs, call.needs, came].map(([one]) => [one!.needId, one!.outcome])).toEqual(Array(3).fill([voice.needId, 'joined']));
  const { rows } = await db.owner.query(`select channel, round_id = $2 as here, round_member_id is not null as "ofDoor" from evidence where need_id = $1 order by created_at, id`, [voice.needId, roundId]);
  expect(rows).toEqual([['talk', false], ['homeInquiry', true], ['phone', true], ['questionnaire', true]].map(([channel, ofDoor]) => ({ channel, here: true, ofDoor })));
  const { whole, apart } = await says(roundId);
  expect(whole.coverage).toMatchObject({ drawn: 6, outcomes: { heard: 1 }, channels: { homeInquiry: 1, phone: 0, questionnaire: 0 } });
  expect(whole.categories.find(({ members }) => members > 0)).toMatchObject({ members: 1, needs: 1 });
  expect(apart).toMatchObject({ voices: 1, outside: 0 });
});

test('whoever answers by the link of the door alone has been heard by questionnaire; where several live there a worker says whose the need is', async () => {
  const roundId = await begun(), [alone, several] = [await doorOf(roundId, residents[2]!), await doorOf(roundId, residents[0]!)];
  for (const memberId of [alone, several]) { const link = await linkOf(memberId); await byLink(link.code); await takeIn(await lastOf(memberId)); expect(await outcomeOf(memberId)).toEqual(['heard', 'questionnaire']); }
  const file = await read<MemberFile>(`/api/survey-rounds/members/${several}`);
  expect([file.answered[0], file.heard]).toEqual([expect.objectContaining({ isByLink: true, isOpen: true }), []]);
  expect((await read<MemberFile>(`/api/survey-rounds/members/${alone}`)).heard).toHaveLength(1);
  const responseId = file.answered[0]!.id;
  const name = (personId: string, who = leading!) => who.post('/api/survey-rounds/answerer', { responseId, personId });
  expect((await name(residents[0]!, stranger)).statusCode).toBe(404);
  expect(code(await name(residents[3]!))).toEqual([409, 'notOfThisDoor']);
  const both = await Promise.all([name(residents[0]!), name(residents[6]!)]);
  expect(both.map(code).sort()).toEqual([[200, undefined], [409, 'answererNamed']]);
  expect((await read<MemberFile>(`/api/survey-rounds/members/${several}`)).heard).toHaveLength(1);
  expect((await says(roundId)).whole.coverage).toMatchObject({ outcomes: { heard: 2 }, channels: { questionnaire: 2 } });
  expect((await read<MemberFile>(`/api/survey-rounds/members/${several}`)).contacts).toEqual([expect.objectContaining({ channel: 'questionnaire', byName: '' })]); // nobody of us was there
});

test('where several live behind a door, saying who answered by its link is a duty of whoever gave it out, once; an answer without a need asks for nobody', async () => {
  const roundId = await begun(), memberId = await doorOf(roundId, residents[0]!);
  const duties = async () => (await db.owner.query<{ status: string; owner: string; dueOn: string }>(`select status, owner_account_id as owner, due_on::text as "dueOn" from duty where kind = 'nameAnswerer' and subject_id = $1`, [memberId])).rows;
  const link = await linkOf(memberId);
  await byLink(link.code);
  const responseId = await lastOf(memberId);
  await Promise.all([takeIn(responseId), takeIn(responseId)]);
  await takeIn(responseId);
  expect(await duties()).toEqual([{ status: 'open', owner: lead.accountId, dueOn: '2026-03-05' }]);
  expect((await leading!.post('/api/survey-rounds/answerer', { responseId, personId: residents[0] })).statusCode).toBe(200);
  expect(await duties()).toMatchObject([{ status: 'done' }]);
  await takeIn(responseId);
  expect(await duties()).toMatchObject([{ status: 'done' }]);

  const other = await begun(), quiet = await doorOf(other, residents[0]!);
  await byLink((await linkOf(quiet)).code, { answers: { word: '都好' } });
  await takeIn(await lastOf(quiet));
  const file = await read<MemberFile>(`/api/survey-rounds/members/${quiet}`);
  expect([file.outcome, file.answered.map(({ isOpen }) => isOpen)]).toEqual(['heard', [false]]);
  expect((await db.owner.query(`select 1 from duty where kind = 'nameAnswerer' and subject_id = $1`, [quiet])).rows).toEqual([]);
});

test('an answer by the link that a worker corrects to no need at all asks for nobody any more', async () => {
  const roundId = await begun(), memberId = await doorOf(roundId, residents[0]!);
  await byLink((await linkOf(memberId)).code);
  const supersedes = await lastOf(memberId);
  await takeIn(supersedes);
  await taken({ channel: 'self', answers: { word: '不用了' }, supersedes });
  expect((await read<MemberFile>(`/api/survey-rounds/members/${memberId}`)).answered.map(({ isOpen }) => isOpen)).toEqual([false]);
  expect((await db.owner.query(`select status from duty where kind = 'nameAnswerer' and subject_id = $1`, [memberId])).rows).toEqual([{ status: 'withdrawn' }]);
});

test('an answer whose needs were said to be somebody’s and that is corrected asks nobody again; its new needs are the same person’s', async () => {
  const roundId = await begun(), memberId = await doorOf(roundId, residents[0]!);
  await byLink((await linkOf(memberId)).code);
  const first = await lastOf(memberId);
  await takeIn(first);
  const fileOf = () => read<MemberFile>(`/api/survey-rounds/members/${memberId}`);
  expect(code(await leading!.post('/api/survey-rounds/answerer', { responseId: first, personId: residents[6]! }))).toEqual([200, undefined]);
  const { responseId, needs } = await taken({ channel: 'self', answers: { help: 'meals', word: '要软一点' }, supersedes: first });
  expect(needs).toMatchObject([{ item: 'meals', outcome: 'kept' }]);
  expect((await fileOf()).answered).toEqual([expect.objectContaining({ id: responseId, isOpen: false })]);
  expect((await fileOf()).heard).toEqual([expect.objectContaining({ personName: '王小天' })]);
  // corrected away and back: it is still hers
  const none = await taken({ channel: 'self', answers: { word: '不用了' }, supersedes: responseId });
  expect((await fileOf()).answered.map(({ isOpen }) => isOpen)).toEqual([false]);
  await taken({ channel: 'self', answers: { help: 'meals' }, supersedes: none.responseId });
  expect((await fileOf()).answered.map(({ isOpen }) => isOpen)).toEqual([false]);
  expect(await db.owner.query(`select count(*)::int as n from duty where kind = 'nameAnswerer' and subject_id = $1 and status = 'open'`, [memberId])).toMatchObject({ rows: [{ n: 0 }] });
});

test('an answer without a need that is corrected to one asks whose it is, as if it had come so', async () => {
  const roundId = await begun(), [several, alone] = [await doorOf(roundId, residents[0]!), await doorOf(roundId, residents[4]!)];
  for (const memberId of [several, alone]) {
    await byLink((await linkOf(memberId)).code, { answers: { word: '都好' } });
    await takeIn(await lastOf(memberId));
    await takeIn((await taken({ channel: 'self', answers: { help: 'meals' }, supersedes: await lastOf(memberId) })).responseId);
  }
  expect((await db.owner.query(`select status from duty where kind = 'nameAnswerer' and subject_id = $1`, [several])).rows).toEqual([{ status: 'open' }]);
  expect((await read<MemberFile>(`/api/survey-rounds/members/${alone}`)).heard).toHaveLength(1);
});

test('the link of a door takes one answer and tells whoever has it of nobody; used, over or of a closed round it says the same', async () => {
  const roundId = await begun(), memberId = await doorOf(roundId, residents[3]!);
  const link = await linkOf(memberId);
  expect(await linkOf(memberId)).toEqual(link);
  const asked = await app.inject({ method: 'GET', url: `/api/q/${link.code}` });
  expect(asked.json()).toMatchObject({ isOfHome: true, place: '开春摸底', version: 1 });
  for (const word of ['阳光丽苑', '104', '王丁天', memberId, roundId]) expect(asked.body).not.toContain(word);
  const requestId = newId();
  const tries = await Promise.all([byLink(link.code, { requestId }), byLink(link.code, { requestId }), byLink(link.code)]);
  expect(tries.map(({ statusCode }) => statusCode)).toContain(200);
  expect((await db.owner.query(`select count(*)::int as n from response where link_id = $1`, [link.id])).rows[0].n).toBe(1);
  const other = await linkOf(await doorOf(roundId, residents[4]!)), late = await linkOf(await doorOf(roundId, residents[5]!));
  today = '2026-03-21';
  const over = await byLink(other.code);
  const opened = async ({ code }: { code: string }) => { const { statusCode, body } = await app.inject({ method: 'GET', url: `/api/q/${code}` }); return [statusCode, JSON.parse(body) as unknown]; };
  expect(await opened(other)).toEqual([200, { state: 'over', phone: null }]);
  today = '2026-03-02';
  expect((await leading!.post('/api/survey-rounds/close', { roundId, isKnown: true })).statusCode).toBe(200);
  // opened again: that it is answered, whose it was is not said
  expect(await Promise.all([link, late].map(opened))).toEqual([[200, { state: 'answered', phone: null }], [200, { state: 'over', phone: null }]]);
  const said = [over, await byLink(link.code), await byLink(late.code), await byLink('ABCDEFGHJ')].map(({ statusCode, body }) => `${statusCode} ${body}`);
  expect(new Set(said).size).toBe(1);
  expect(code(await leading!.post('/api/survey-rounds/door-link', { memberId }))).toEqual([409, 'roundNotRunning']);
  expect((await stranger!.post('/api/survey-rounds/door-link', { memberId })).statusCode).toBe(404);
});

test('an answer of somebody off the list is kept and marked; the others by a wall, at a discussion; none enters the estimate', async () => {
  const roundId = await begun();
  const { responseId } = await taken({ roundId, personId: residents[7]!, channel: 'paper' });
  expect(await read(`/api/responses?roundId=${roundId}`)).toMatchObject({ total: 1, items: [{ id: responseId, standing: 'outside', needs: 1 }] });
  await taken({ roundId, personId: residents[1]!, channel: 'talk' });
  const { linkId } = (await leading!.post('/api/questionnaires/links', { questionnaireId, roundId, place: '大厅', expiresOn: '2026-03-20', mostAnswers: 5 })).json();
  const wall = (await read<{ items: LinkRow[] }>(`/api/questionnaires/${questionnaireId}/links?roundId=${roundId}`)).items;
  expect(wall.map(({ id }) => id)).toEqual([linkId]);
  await byLink(wall[0]!.code);
  expect(await read<RoundAnswers>(`/api/survey-rounds/${roundId}/answers`)).toMatchObject({ total: 3, drawn: 0, outside: 1, talks: 1, byWall: 1 });
  const { whole, apart } = await says(roundId);
  expect([whole.coverage.outcomes.heard, apart.byWall, apart.offList]).toEqual([0, 1, 1]);
  expect((await read<{ total: number }>(`/api/responses?roundId=${roundId}`, stranger)).total).toBe(0);
});

test('the version is that of the first day; a newer one is taken up by name, answers under the old one are still taken and mapped', async () => {
  const roundId = await planned();
  const { version } = await upload([HELP, ['text', 'other', '别的']], questionnaireId);
  expect((await leading!.post('/api/survey-rounds/begin', { roundId })).statusCode).toBe(200);
  expect((await read<RoundFile>(`/api/survey-rounds/${roundId}`)).questionnaire).toMatchObject({ version, newest: version });
  const link = await linkOf(await doorOf(roundId, residents[2]!));
  await taken({ roundId, personId: residents[1]!, version, answers: { help: 'bath', other: 'x' } });
  const next = await upload([['select_one help', 'help', '需要什么'], ['text', 'last', '最后']], questionnaireId);
  expect((await app.inject({ method: 'GET', url: `/api/q/${link.code}` })).json().version).toBe(version);
  expect(code(await leading!.post('/api/survey-rounds/renew', { roundId }))).toEqual([200, undefined]);
  expect(code(await leading!.post('/api/survey-rounds/renew', { roundId }))).toEqual([409, 'questionnaireIsNewest']);
  expect((await app.inject({ method: 'GET', url: `/api/q/${link.code}` })).json().version).toBe(next.version);
  expect((await byLink(link.code, { version })).statusCode).toBe(200); // it was open before the change
  expect((await read<RoundAnswers>(`/api/survey-rounds/${roundId}/answers`)).versions).toEqual([{ version, answers: 2, kept: 0, changed: ['需要什么'], gone: ['别的'], added: ['最后'] }]);
});

test('what does not belong to the round is refused, and a plan is changed only before it begins', async () => {
  const roundId = await planned();
  const change = (more: object) => leading!.post('/api/survey-rounds/change', { roundId, ...plan, questionnaireId, ...more });
  const { seed } = await read<RoundFile>(`/api/survey-rounds/${roundId}`);
  expect(code(await change({ purpose: '改过的', channels: ['homeInquiry', 'questionnaire'], unit: 'person' }))).toEqual([200, undefined]);
  expect(await read<RoundFile>(`/api/survey-rounds/${roundId}`)).toMatchObject({ purpose: '改过的', unit: 'person', seed, status: 'planned' });
  expect(code(await change({ untilOn: '2026-02-01' }))).toEqual([409, 'roundEndsBeforeToday']);
  expect(code(await sheet({ roundId, personId: residents[1] }))).toEqual([409, 'roundNotRunning']);
  expect((await stranger!.post('/api/survey-rounds/change', { roundId, ...plan, questionnaireId })).statusCode).toBe(404);
  await leading!.post('/api/survey-rounds/begin', { roundId });
  expect(code(await change({}))).toEqual([409, 'wrongState']);
  expect(code(await sheet({ roundId, personId: residents[1], channel: 'phone' }))).toEqual([409, 'channelNotOfRound']);
  expect(code(await sheet({ roundId, personId: residents[1], askedOn: '2026-02-27' }))).toEqual([409, 'askedBeforeRound']);
  const other = await upload([HELP]);
  expect(code(await sheet({ roundId, personId: residents[1], questionnaireId: other.questionnaireId }))).toEqual([409, 'questionnaireNotOfRound']);
  expect(code(await leading!.post('/api/questionnaires/links', { questionnaireId, roundId, place: '大厅', expiresOn: '2026-03-25', mostAnswers: 5 }))).toEqual([409, 'linkBeyondRound']);
});

test('a round does not begin with a questionnaire of which no answer can be a need', async () => {
  const { questionnaireId: mute } = await upload([HELP]);
  const roundId = await planned({ questionnaireId: mute });
  const begin = () => leading!.post('/api/survey-rounds/begin', { roundId });
  expect((await begin()).json()).toMatchObject({ code: 'nothingBound' });
  await db.as(lead, (tx, call) => saveBindings(tx, call, { requestId: newId(), questionnaireId: mute, version: 1, revision: 0, bindings: [{ question: 'help', choice: 'meals', least: null, item: 'meals', urgency: 2 }] }));
  expect((await begin()).statusCode).toBe(200);
});
