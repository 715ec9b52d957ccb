import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, employ, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeApi } from '../../../apps/api.ts';
import { escalateDuties } from '../../duties/server/escalate.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { registerPeople } from '../../people/server/operations.ts';
import type { CallList, DoorList, MemberFile, RoundFile, RoundRoute, RoundSaid } from '../core/round-contract.ts';
import type { z } from 'zod';

let db: TestDatabase;
let app: FastifyInstance;
let today = '2026-03-02';
const lead = actorOf('stationLead', PLACES.jiaotong), worker = actorOf('stationWorker', PLACES.hangkong), elsewhere = actorOf('stationLead', PLACES.dalad), officer = actorOf('officer', PLACES.dongsheng);
let [leading, walking, stranger, looking]: Visitor[] = [];
const residents: string[] = [];

beforeAll(async () => {
  db = await makeTestDatabase(() => new Date(`${today}T09:00:00+08:00`));
  app = await makeApi(db.platform, { log: false, isSecure: false });
  [leading, walking, stranger, looking] = [await signedIn(db, app, lead), await signedIn(db, app, worker), await signedIn(db, app, elsewhere), await signedIn(db, app, officer)];
  // three buildings in one community, one in another; an elder in every second home, two people in the first
  const people = [PLACES.hangkong, PLACES.xincun].flatMap((divisionCode, c) => Array.from({ length: c === 0 ? 18 : 6 }, (_, i) => ({
    divisionCode, fullName: `王${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'天地人'[Math.floor(i / 10)]}${c === 0 ? '' : '新'}`, address: `阳光丽苑${c * 10 + 1 + Math.floor(i / 6)}号楼${1 + (i % 2)}单元${101 + (i % 6)}`, sex: 'female' as const, birthDate: i % 2 === 0 ? '1950-05-06' : '1990-05-06',
    phones: i % 3 === 0 ? [`1990000${c}${String(100 + i)}`] : [],
  })));
  people.push({ ...people[0]!, fullName: '王小天', birthDate: '2018-05-06', phones: [] });
  residents.push(...(await db.as(system, (tx, call) => registerPeople(tx, call, [...people, { ...people[1]!, fullName: '王无家', address: '' }]))).map(({ personId }) => personId));
});
afterAll(async () => { await app.close(); await db.close(); });

const basic = { purpose: '开春摸底', unit: 'household', divisionCode: PLACES.jiaotong, channels: ['homeInquiry', 'phone', 'talk'], fromOn: '2026-03-01', untilOn: '2026-03-20' };
const plan = async (more = {}) => (await leading!.post('/api/survey-rounds/plan', { ...basic, ...more })).json<{ roundId: string }>().roundId;
const begun = async (more = {}) => { const roundId = await plan(more); const answer = await leading!.post('/api/survey-rounds/begin', { roundId }); expect(answer.json()).toMatchObject({ status: 'running' }); return roundId; };
const code = (answer: { statusCode: number; json(): unknown }) => [answer.statusCode, (answer.json() as { code?: string }).code];
const read = async <T>(who: Visitor, path: string) => { const answer = await who.get(path); expect(answer.statusCode, answer.body).toBe(200); return answer.json<T>(); };
const file = (roundId: string, who = leading!) => read<RoundFile>(who, `/api/survey-rounds/${roundId}`);
const doors = async (roundId: string, who = leading!) => {
  const { blocks } = await read<RoundRoute>(who, `/api/survey-rounds/${roundId}/route`);
  return (await Promise.all(blocks.map(({ cell }) => read<z.infer<typeof DoorList>>(who, `/api/survey-rounds/${roundId}/doors?cell=${cell}`)))).flatMap((list) => list.doors);
};
const member = (memberId: string, who = leading!) => read<MemberFile>(who, `/api/survey-rounds/members/${memberId}`);
const attempt = (who: Visitor, memberId: string, outcome: string, more = {}) => who.post('/api/survey-rounds/attempt', { memberId, channel: 'homeInquiry', outcome, ...more });
const hear = (who: Visitor, memberId: string, personId: string, item: string, more = {}) => who.post('/api/survey-rounds/hear', { memberId, personId, item, words: '想有人送饭', urgency: 2, channel: 'homeInquiry', ...more });
const owed = async (kind: string, subjectId: string) => (await db.owner.query<{ status: string; due: string; owner: string }>(`select status, due_on::text as due, owner_account_id as owner from duty where kind = $1 and subject_id = $2 order by window_key`, [kind, subjectId])).rows;

test('a round is planned, drawn from the list of the day it begins, and walked in the order of the street', async () => {
  expect((await leading!.get(`/api/survey-rounds/frame?unit=household&divisionCode=${PLACES.jiaotong}`)).json()).toEqual({ frame: 24, homeless: 1 });
  expect((await leading!.get(`/api/survey-rounds/frame?unit=household&divisionCode=${PLACES.jiaotong}&ageGroup=elder`)).json()).toEqual({ frame: 12, homeless: 0 });
  const roundId = await plan();
  expect(await file(roundId)).toMatchObject({ status: 'planned', drawn: null, members: 0 });
  const requestId = newId();
  const twice = [await leading!.post('/api/survey-rounds/begin', { roundId, requestId }), await leading!.post('/api/survey-rounds/begin', { roundId, requestId })];
  expect(twice[1]!.json()).toEqual(twice[0]!.json());
  expect(await file(roundId)).toMatchObject({ status: 'running', members: 24, drawn: { frame: 24, members: 24, blocks: 4 }, isAllSeen: true, isKeptHere: true });
  const { blocks } = await read<RoundRoute>(leading!, `/api/survey-rounds/${roundId}/route`);
  expect(blocks.map(({ block, members }) => [block, members])).toEqual([['阳光丽苑1号楼', 6], ['阳光丽苑2号楼', 6], ['阳光丽苑3号楼', 6], ['阳光丽苑11号楼', 6]]);
  expect((await doors(roundId)).slice(0, 4).map(({ place }) => place)).toEqual(['阳光丽苑1号楼1单元101', '阳光丽苑1号楼1单元103', '阳光丽苑1号楼1单元105', '阳光丽苑1号楼2单元102']);
  expect(await owed('closeRound', roundId)).toEqual([{ status: 'open', due: '2026-03-20', owner: lead.accountId }]);
  expect(code(await leading!.post('/api/survey-rounds/begin', { roundId }))).toEqual([409, 'wrongState']);
});

test('a sample is drawn by a seed that was fixed when the round was planned, and the draw says itself', async () => {
  const roundId = await plan({ sampleSize: 10 });
  const { seed } = await file(roundId);
  await leading!.post('/api/survey-rounds/begin', { roundId });
  expect(await file(roundId)).toMatchObject({ seed, drawn: { frame: 24, members: 10 } });
  const { rows } = await db.owner.query(`select sum(stratum_frame::float / stratum_drawn) as weight, count(*)::int as members from round_member where round_id = $1`, [roundId]);
  expect(rows[0]).toEqual({ weight: expect.closeTo(24, 6), members: 10 });
  expect(code(await leading!.post('/api/survey-rounds/begin', { roundId: await plan({ sampleSize: 3 }) }))).toEqual([409, 'sampleTooSmall']);
});

test('each refusal of a plan says what to mend, and where', async () => {
  const refused = async (more: object) => { const answer = await leading!.post('/api/survey-rounds/plan', { ...basic, ...more }); return [answer.statusCode, answer.json().code, answer.json().issues?.[0]?.path]; };
  expect(await refused({ untilOn: '2026-03-01' })).toEqual([409, 'roundEndsBeforeToday', 'untilOn']);
  expect(await refused({ fromOn: '2026-04-01' })).toEqual([409, 'roundEndsEarly', 'untilOn']);
  expect(await refused({ channels: ['questionnaire'] })).toEqual([409, 'questionnaireMissing', 'questionnaireId']);
  expect((await refused({ channels: [] }))[0]).toBe(400);
  expect((await refused({ divisionCode: PLACES.dalad }))[0]).toBe(404);
  expect((await refused({ purpose: 'x'.repeat(201) }))[0]).toBe(400);
  expect((await refused({ channels: ['questionnaire'], questionnaireId: newId() }))[0]).toBe(404);
  expect(code(await leading!.post('/api/survey-rounds/begin', { roundId: await plan({ fromOn: '2026-03-05' }) }))).toEqual([409, 'roundTooEarly']);
  expect(code(await leading!.post('/api/survey-rounds/begin', { roundId: await plan({ ageGroup: 'elder', circumstances: ['dementia'] }) }))).toEqual([409, 'frameEmpty']);
  expect((await walking!.post('/api/survey-rounds/plan', basic)).statusCode).toBe(403);
});

test('at a door one sees who lives there, notes what became of it, and hears needs that name the round', async () => {
  const roundId = await begun();
  const [first, second] = await doors(roundId);
  const home = await member(first!.id);
  expect(home.people.map(({ name, age }) => [name, age])).toEqual([['王甲天', 75], ['王小天', 7]]);
  expect(home.people[0]!.phones).toMatchObject([{ masked: '199****0100' }]);
  expect([home.before, home.next]).toEqual([null, second!.id]);
  expect((await db.owner.query(`select count(*)::int as n from audit where operation = 'person.atDoor' and subject_id = $1`, [home.people[0]!.id])).rows[0]).toEqual({ n: 1 });

  const requestId = newId();
  const [once, again] = [await hear(leading!, first!.id, home.people[0]!.id, 'meals', { requestId, consents: true }), await hear(leading!, first!.id, home.people[0]!.id, 'meals', { requestId, consents: true })];
  expect(again.json()).toEqual(once.json());
  expect(once.json()).toMatchObject({ outcome: 'new' });
  const { needId } = once.json<{ needId: string }>();
  expect(await member(first!.id)).toMatchObject({ outcome: 'heard', attempts: 1, heard: [{ needId, item: 'meals', personName: '王甲天', words: '想有人送饭' }] });
  expect(await read(leading!, `/api/needs/${needId}`)).toMatchObject({ hasConsent: true, heard: [{ channel: 'homeInquiry', heardOn: today, round: { id: roundId, purpose: '开春摸底' } }] });
  // the same again is one need with two hearings
  expect((await hear(leading!, first!.id, home.people[0]!.id, 'meals')).json()).toMatchObject({ needId, outcome: 'joined' });
  expect((await member(first!.id)).attempts).toBe(1);

  expect(code(await attempt(leading!, first!.id, 'nobodyHome'))).toEqual([409, 'needsHeardHere']);
  expect(code(await hear(leading!, second!.id, home.people[0]!.id, 'meals'))).toEqual([409, 'notOfThisDoor']);
  expect(code(await hear(leading!, first!.id, home.people[1]!.id, 'homeworkHelp', { consents: true }))).toEqual([409, 'guardianMustConsent']);
  expect((await hear(leading!, first!.id, home.people[1]!.id, 'homeworkHelp', { guardianConsents: true })).statusCode).toBe(200);
  expect((await hear(leading!, first!.id, home.people[0]!.id, 'meals', { words: 'x'.repeat(1001) })).statusCode).toBe(400);
});

test('whoever promises to come back finds it in their work on that day, and it is done with the next attempt', async () => {
  const roundId = await begun();
  const [first] = await doors(roundId, walking!);
  expect(code(await attempt(walking!, first!.id, 'again'))).toEqual([409, 'whenAgain']);
  expect(code(await attempt(walking!, first!.id, 'again', { againOn: '2026-03-01' }))).toEqual([409, 'againInPast']);
  expect(code(await attempt(walking!, first!.id, 'again', { againOn: '2026-03-21' }))).toEqual([409, 'againAfterRound']);
  expect(code(await attempt(walking!, first!.id, 'wrongNumber'))).toEqual([409, 'outcomeOfAnotherChannel']);
  expect((await attempt(walking!, first!.id, 'again', { againOn: '2026-03-04', againPart: 'evening' })).json()).toMatchObject({ attempts: 1 });
  expect(await owed('tryAgain', first!.id)).toEqual([{ status: 'open', due: '2026-03-04', owner: worker.accountId }]);
  today = '2026-03-04';
  const work = (await walking!.get('/api/my-work')).json<{ items: { kind: string; band: string; path: string; about: unknown }[] }>().items.filter(({ kind }) => kind === 'tryAgain');
  expect(work).toMatchObject([{ band: 'today', about: { name: expect.stringMatching(/.+/) as string }, path: `/rounds/${roundId}/doors/${first!.id}?by=homeInquiry` }]);
  expect((await attempt(walking!, first!.id, 'again', { againOn: '2026-03-06' })).statusCode).toBe(200);
  expect((await owed('tryAgain', first!.id)).map(({ status }) => status)).toEqual(['done', 'open']);
  expect((await attempt(walking!, first!.id, 'heard')).json()).toMatchObject({ attempts: 3 });
  expect((await owed('tryAgain', first!.id)).map(({ status }) => status)).toEqual(['done', 'done']);
  expect((await member(first!.id)).contacts.map(({ outcome }) => outcome)).toEqual(['heard', 'again', 'again']);
  today = '2026-03-02';
});

test('calls are listed with the promised ones first, attempts are counted, and wrong numbers are called no more', async () => {
  const roundId = await begun();
  const calls = (view = 'due', more = '') => read<z.infer<typeof CallList>>(leading!, `/api/survey-rounds/${roundId}/calls?view=${view}${more}`);
  const all = await calls();
  expect(all.total).toBe(8);
  expect(all.items.every(({ hasPhone }) => hasPhone)).toBe(true);
  const pages = await calls('due', '&limit=5');
  const rest = await calls('due', `&limit=5&after=${pages.next}`);
  expect([...pages.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
  const [a, b, c] = all.items;
  const byPhone = { channel: 'phone' };
  await attempt(leading!, a!.id, 'noAnswer', byPhone);
  await attempt(leading!, b!.id, 'wrongNumber', byPhone);
  await attempt(leading!, c!.id, 'again', { ...byPhone, againOn: today, againPart: 'evening' });
  const after = await calls();
  expect([after.total, after.items[0]!.id, after.items.at(-1)!.id, after.items.at(-1)!.attempts]).toEqual([7, c!.id, a!.id, 1]);
  expect(code(await attempt(leading!, a!.id, 'nobodyHome', byPhone))).toEqual([409, 'outcomeOfAnotherChannel']);
  expect((await calls('due', '&after=nonsense')).total).toBe(7);
  const onFoot = await begun({ channels: ['homeInquiry'] });
  const [door] = await doors(onFoot);
  expect(code(await attempt(leading!, door!.id, 'noAnswer', byPhone))).toEqual([409, 'channelNotOfRound']);
});

test('of a discussion each voice is heard: of the person who agrees, else once of the place, however many say it', async () => {
  const roundId = await begun();
  const hold = (more = {}) => walking!.post('/api/survey-rounds/discussion', { roundId, divisionCode: PLACES.hangkong, place: '社区活动室', heldOn: today, present: 23, moderator: '高晓燕', ...more });
  expect(code(await hold({ heldOn: '2026-03-03' }))).toEqual([409, 'heldInFuture']);
  expect(code(await hold({ heldOn: '2026-02-27' }))).toEqual([409, 'heldBeforeRound']);
  expect((await hold({ divisionCode: PLACES.xincun })).statusCode).toBe(404);
  expect((await hold({ present: 0 })).statusCode).toBe(400);
  const { discussionId } = (await hold()).json<{ discussionId: string }>();
  const voice = (more: object) => walking!.post('/api/survey-rounds/voice', { discussionId, item: 'environment', words: '楼下垃圾没人清', ...more });
  // two at once for one item of the place
  const both = (await Promise.all([voice({}), voice({ words: '夏天味道大' })])).map((answer) => answer.json<{ needId: string; outcome: string }>());
  expect(new Set(both.map(({ needId }) => needId)).size).toBe(1);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['joined', 'new']);
  expect(code(await voice({ personId: residents[0] }))).toEqual([409, 'notAgreed']);
  expect((await voice({ personId: residents[0], agrees: true, item: 'companionship' })).json()).toMatchObject({ outcome: 'new' });
  const { discussions } = await read<{ discussions: { present: number; voices: { words: string; personName: string | null }[] }[] }>(walking!, `/api/survey-rounds/${roundId}/discussions`);
  expect(discussions).toMatchObject([{ present: 23, voices: [{ personName: null }, { personName: null }, { personName: '王甲天' }] }]);
  const { says } = await read<z.infer<typeof RoundSaid>>(leading!, `/api/survey-rounds/${roundId}/says`);
  expect(says!.apart).toMatchObject({ discussions: 1, present: 23, voices: 3, outside: 0 });
  expect(says!.whole.categories.find(({ category }) => category === 'governance')).toMatchObject({ members: 0, estimate: null });
  const quiet = await begun({ channels: ['phone'] });
  expect(code(await hold({ roundId: quiet }))).toEqual([409, 'channelNotOfRound']);
  const elsewhereHeld = await leading!.post('/api/survey-rounds/discussion', { roundId: await begun({ divisionCode: PLACES.xincun, channels: ['talk'] }), divisionCode: PLACES.hangkong, place: '活动室', heldOn: today, present: 3, moderator: '高晓燕' });
  expect(code(elsewhereHeld)).toEqual([409, 'placeOutsideRound']);
});

test('a round is closed knowingly, says its figures, and nothing is noted in it any more', async () => {
  const roundId = await begun();
  const all = await doors(roundId);
  for (const [i, door] of all.entries()) {
    if (i % 4 === 3) await attempt(leading!, door.id, i % 8 === 3 ? 'refused' : 'nobodyHome');
    else if (i === 1) await attempt(leading!, door.id, 'again', { againOn: '2026-03-05' });
    else if (i === 2) continue;
    else if (i % 2 === 0) { const { people } = await member(door.id); expect((await hear(leading!, door.id, people[0]!.id, 'hairdressing')).statusCode).toBe(200); }
    else await attempt(leading!, door.id, 'heard');
  }
  const close = (more = {}) => leading!.post('/api/survey-rounds/close', { roundId, ...more });
  const refused = await close();
  expect([refused.statusCode, refused.json().code, refused.json().waiting, refused.json().again, refused.json().issues[0].path]).toEqual([409, 'undoneLeft', 1, 1, 'isKnown']);
  const before = await read<z.infer<typeof RoundSaid>>(leading!, `/api/survey-rounds/${roundId}/says`);
  expect(before.isFinal).toBe(false);
  expect((await read<z.infer<typeof RoundSaid>>(looking!, `/api/survey-rounds/${roundId}/says`)).says).toBeNull();
  expect((await close({ isKnown: true })).json()).toMatchObject({ status: 'closed' });
  const after = await read<z.infer<typeof RoundSaid>>(leading!, `/api/survey-rounds/${roundId}/says`);
  expect(after).toEqual({ ...before, isFinal: true });
  const { whole, parts } = after.says!;
  expect(whole.coverage).toMatchObject({ frame: 24, drawn: 24, untried: 1, outcomes: { heard: 16, again: 1, refused: 3, nobodyHome: 3 } });
  expect(parts.map(({ coverage }) => coverage.frame)).toEqual([18, 6]);
  const elder = whole.categories.find(({ category }) => category === 'elderCare')!;
  expect(elder).toMatchObject({ members: 11, needs: 11 });
  expect(elder.estimate!.low).toBeLessThan(elder.estimate!.share);
  expect(elder.estimate!.share).toBeLessThan(elder.estimate!.high);
  // the officer of the banner sees no doors, and of the result nothing of a few
  expect(await file(roundId, looking!)).toMatchObject({ members: 0, drawn: { members: 24 } });
  const seen = await read<z.infer<typeof RoundSaid>>(looking!, `/api/survey-rounds/${roundId}/says`);
  expect([seen.says!.parts, seen.says!.whole.categories.map(({ category }) => category)]).toEqual([[], ['elderCare']]);
  expect((await looking!.get(`/api/survey-rounds/${roundId}/route`)).statusCode).toBe(403);
  expect((await owed('closeRound', roundId)).map(({ status }) => status)).toEqual(['done']);
  expect((await owed('tryAgain', all[1]!.id)).map(({ status }) => status)).toEqual(['withdrawn']);
  expect(code(await attempt(leading!, all[2]!.id, 'heard'))).toEqual([409, 'roundNotRunning']);
  expect(code(await leading!.post('/api/survey-rounds/extend', { roundId, untilOn: '2026-04-01' }))).toEqual([409, 'wrongState']);
});

test('a running round past its last day rises; its day can be moved, there and back', async () => {
  await employ(db, actorOf('officer', PLACES.jiaotong));
  const roundId = await begun({ untilOn: '2026-03-06' });
  const extend = (untilOn: string) => leading!.post('/api/survey-rounds/extend', { roundId, untilOn });
  expect(code(await extend('2026-03-01'))).toEqual([409, 'roundEndsBeforeToday']);
  await extend('2026-03-10');
  expect((await owed('closeRound', roundId)).map(({ status, due }) => [status, due])).toEqual([['withdrawn', '2026-03-06'], ['open', '2026-03-10']]);
  await extend('2026-03-06');
  expect((await owed('closeRound', roundId)).map(({ status, due }) => [status, due])).toEqual([['open', '2026-03-06'], ['withdrawn', '2026-03-10']]);
  today = '2026-03-16';
  await escalateDuties(db.platform);
  expect((await db.owner.query(`select escalated_level from duty where kind = 'closeRound' and subject_id = $1 and status = 'open'`, [roundId])).rows).toEqual([{ escalated_level: 1 }]);
  today = '2026-03-02';
  const dropped = await plan();
  expect((await leading!.post('/api/survey-rounds/drop', { roundId: dropped })).json()).toMatchObject({ status: 'dropped' });
  expect(code(await leading!.post('/api/survey-rounds/begin', { roundId: dropped }))).toEqual([409, 'wrongState']);
});

test('a community’s worker walks its own part of the street’s round; nobody of another banner knows of it', async () => {
  const roundId = await begun();
  expect(await file(roundId, walking!)).toMatchObject({ members: 18, isAllSeen: false, isKeptHere: false });
  expect(await doors(roundId, walking!)).toHaveLength(18);
  const other = (await doors(roundId)).at(-1)!;
  expect((await attempt(walking!, other.id, 'heard')).statusCode).toBe(404);
  expect((await walking!.get(`/api/survey-rounds/members/${other.id}`)).statusCode).toBe(404);
  expect((await read<z.infer<typeof RoundSaid>>(walking!, `/api/survey-rounds/${roundId}/says`)).says).toBeNull();
  for (const path of ['', '/route', '/doors?cell=0', '/calls', '/discussions', '/says']) expect((await stranger!.get(`/api/survey-rounds/${roundId}${path}`)).statusCode, path).toBe(404);
  expect((await stranger!.get('/api/survey-rounds')).json()).toMatchObject({ total: 0 });
  for (const path of ['begin', 'close', 'drop']) expect((await stranger!.post(`/api/survey-rounds/${path}`, { roundId })).statusCode, path).toBe(404);
  expect((await attempt(stranger!, other.id, 'heard')).statusCode).toBe(404);
  const below = await signedIn(db, app, actorOf('stationLead', PLACES.hangkong));
  expect(code(await below.post('/api/survey-rounds/close', { roundId, isKnown: true }))).toEqual([409, 'roundNotHere']);
  await expect(db.as(worker, (tx) => tx.run(sql`update survey_round set status = 'dropped' where id = ${roundId}`))).resolves.toBe(0);
  await expect(db.as(worker, (tx) => tx.run(sql`delete from round_contact`))).rejects.toThrow('permission denied');
});

test('of two who begin one round at once one draws it; two at one door note two attempts; who closes waits for who hears', async () => {
  const roundId = await plan();
  const begins = await Promise.all([leading!.post('/api/survey-rounds/begin', { roundId }), leading!.post('/api/survey-rounds/begin', { roundId })]);
  expect(begins.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  expect((await file(roundId)).members).toBe(24);
  const [door, second] = await doors(roundId);
  await Promise.all([attempt(leading!, door!.id, 'nobodyHome'), attempt(walking!, door!.id, 'nobodyHome')]);
  expect((await member(door!.id)).attempts).toBe(2);
  const { people } = await member(second!.id);
  const [heard, closed] = await Promise.all([hear(walking!, second!.id, people[0]!.id, 'bathing'), leading!.post('/api/survey-rounds/close', { roundId, isKnown: true })]);
  expect(closed.statusCode).toBe(200);
  const { says } = await read<z.infer<typeof RoundSaid>>(leading!, `/api/survey-rounds/${roundId}/says`);
  // either it was heard before the figures were fixed and is in them, or it was refused
  expect(says!.whole.coverage.outcomes.heard).toBe(heard.statusCode === 200 ? 1 : 0);
});

test('a round of people asks each by name, along the route', async () => {
  const roundId = await begun({ unit: 'person', ageGroup: 'elder', divisionCode: PLACES.xincun });
  const all = await doors(roundId);
  expect(all.map(({ name }) => name)).toEqual(['王甲天新', '王丙天新', '王戊天新']);
  expect((await member(all[0]!.id)).people.map(({ name }) => name)).toEqual(['王甲天新']);
});
