import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand } from '../../../platform/server/perform.ts';
import type { AlikePerson } from '../core/contract.ts';
import { findCandidates, findPeopleAlike, type AskedAbout } from './alike.ts';
import { registerPeople, type RegisterPerson } from './operations.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
const street = actorOf('socialWorker', PLACES.jiaotong);
const elsewhere = actorOf('stationWorker', '150603001001');

beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

type Body = { code?: string; personId?: string; name?: string; alike?: AlikePerson[]; field?: string };
const register = async (actor: Actor, input: Record<string, unknown>, requestId = newId()) => {
  const route = routes.find((one) => one.path === '/api/people' && one.method === 'POST')!;
  const { status, body } = await performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId, divisionCode: PLACES.hangkong, ...input }) as { requestId: string });
  return { status, body: body as Body };
};
const known = async (actor: Actor, people: Partial<RegisterPerson>[]): Promise<string[]> =>
  (await db.as(actor, (tx, call) => registerPeople(tx, call, people.map((person) => ({ divisionCode: actor.divisionCode.padEnd(12, '0'), fullName: '—', ...person }))))).map(({ personId }) => personId);
const candidates = (actor: Actor, asked: Partial<AskedAbout> & { fullName: string }) => db.as(actor, (tx, call) => findCandidates(tx, call, { divisionCode: PLACES.hangkong, ...asked }));

test('who may be the same is shown before anything is saved, with each piece of evidence; who has looked saves all the same', async () => {
  const [id] = await known(worker, [{ fullName: '娜仁高娃', sex: 'female', birthDate: '1956-03-04', address: '祥和苑3号楼2单元501室', phones: ['14200001111'] }]);
  const asked = { fullName: '那仁格娃', sex: 'female', birthDate: '1956-04-03', address: '祥和苑3-2-501', phones: ['14200001112'] };
  const { status, body } = await register(worker, asked);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'personAlike', personId: id, name: '娜仁高娃', alike: [{ personId: id, name: '娜仁高娃', asked: '那仁格娃', verdict: 'possible' }] });
  expect(body.alike![0]!.evidence.map(({ fact, level }) => `${fact} ${level}`)).toEqual(['name spelling', 'birth swapped', 'sex same', 'phone oneDigit', 'home sameHome']);
  for (const { weight } of body.alike![0]!.evidence) expect(Number.isFinite(weight)).toBe(true);
  expect((await register(worker, { ...asked, isAnother: true })).status).toBe(200);
});

test('a person is found by telephone, by reading in the street, by door and surname in the community; a stranger by none', async () => {
  const [son, mother, door, far] = await known(worker, [
    { fullName: '白晓东', birthDate: '1980-05-06', phones: ['14200002222'] }, { fullName: '白秀兰', birthDate: '1950-01-02', phones: ['14200002222'], contactPhone: '14200003333' },
    { fullName: '贺满仓', birthDate: '1961-11-12', address: '铁西平房三排15号' }, { fullName: '诺敏', birthDate: '1999-09-09' },
  ]);
  const ids = async (asked: Partial<AskedAbout> & { fullName: string }) => (await candidates(worker, asked)).map(({ personId }) => personId);
  expect(await ids({ fullName: '白小东', phones: ['142 0000 2222'] })).toEqual([son]);
  expect(await ids({ fullName: '白秀兰', contactPhone: '14200002222' })).toEqual([mother]);
  expect(await ids({ fullName: '赫满昌', address: '铁西平房3排15号', birthDate: '1961-11-12' })).toEqual([door]);
  expect(await ids({ fullName: '诺敏', birthDate: '1999-09-09' })).toEqual([far]);
  expect(await ids({ fullName: '钱多多', birthDate: '1999-09-09', phones: ['14200009999'] })).toEqual([]);
  // the family shares the telephone, and that makes nobody one
  expect(await ids({ fullName: '白桂英', birthDate: '1983-02-01', phones: ['14200002222'] })).toEqual([]);
});

test('another banner’s people are nobody’s suggestion, and the street’s worker sees both communities', async () => {
  await known(elsewhere, [{ divisionCode: '150603001001', fullName: '德力格尔', birthDate: '1970-07-08', phones: ['14200004444'] }]);
  const asked = { fullName: '德力格尔', birthDate: '1970-07-08', phones: ['14200004444'] };
  expect(await candidates(worker, asked)).toEqual([]);
  expect((await register(worker, asked)).status).toBe(200);
  expect(await candidates(street, { ...asked, divisionCode: PLACES.xincun })).toMatchObject([{ fullName: '德力格尔', comparison: { verdict: 'likely' } }]);
});

test('an old number of 15 digits is the number of 18; one digit miscopied names whose it is, if the name is alike', async () => {
  const [id] = await known(worker, [{ fullName: '陈桂兰', residentId: '150699198501011239' }]);
  expect((await register(worker, { fullName: '陈桂兰', residentId: '150699850101123' })).body).toMatchObject({ code: 'personKnown', personId: id });
  expect((await register(worker, { fullName: '陈贵兰', residentId: '150699198501011289' })).body).toMatchObject({ code: 'numberMeant', field: 'residentId', personId: id, name: '陈桂兰' });
  expect((await register(worker, { fullName: '陈贵兰', residentId: '150699198510011239' })).body).toMatchObject({ code: 'numberMeant', personId: id });
  expect((await register(worker, { fullName: '马六', residentId: '150699198501011289' })).body).toMatchObject({ code: 'residentIdCheck' });
  expect((await register(elsewhere, { divisionCode: '150603001001', fullName: '陈桂兰', residentId: '150699198501011289' })).body).toMatchObject({ code: 'residentIdCheck' });
  // two valid numbers are two people
  expect((await register(worker, { fullName: '陈桂兰', residentId: '150699198501011212' })).status).toBe(200);
});

test('the same requestId twice answers the same; of two at once of one number one is registered', async () => {
  await known(worker, [{ fullName: '额尔敦', birthDate: '1966-06-06', phones: ['14200005555'] }]);
  const requestId = newId(), asked = { fullName: '额日敦', birthDate: '1966-06-06', phones: ['14200005555'] };
  const [first, second] = [await register(worker, asked, requestId), await register(worker, asked, requestId)];
  expect(second).toEqual(first);
  expect(first.body).toMatchObject({ code: 'personAlike', name: '额尔敦' });
  const both = await Promise.all([1, 2].map(() => register(worker, { fullName: '阿拉坦', residentId: '150699197001010032' })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
  expect((await db.owner.query(`select count(*)::int as n from person where full_name = '阿拉坦'`)).rows[0].n).toBe(1);
});

test('any name can be asked about: in letters, in Mongolian script, with dots, of fifty characters, with what looks like SQL', async () => {
  for (const fullName of ['Tuya', 'ᠲᠣᠶᠠ', '阿拉腾·乌拉', '其'.repeat(50), '·', "';--", '𠀀文', '王', '12', '%_\\']) expect(Array.isArray(await candidates(worker, { fullName, birthDate: '2000-02-29', address: `${'9'.repeat(150)}号`, phones: ['14200006666'] })), fullName).toBe(true);
});

test('an import asks by telephone: a name of one sound is a question, others at the same telephone are none, nor is a grandson of the same name', async () => {
  const [id] = await known(worker, [{ fullName: '苏布德', birthDate: '1950-01-02', phones: ['14200007777'] }]);
  const found = await db.as(worker, (tx, call) => findPeopleAlike(tx, call, [
    { fullName: '苏布得', phones: ['14200007777'] }, { fullName: '其木格', phones: ['14200007777'] }, { fullName: '苏布德', phones: ['14200007777'], birthDate: '1985-05-05', sex: 'male' }, { fullName: '苏布德', phones: [] }, { fullName: '苏布德', phones: ['no phone'] },
  ]));
  expect(found.map(({ index, personId }) => [index, personId])).toEqual([[0, id]]);
});
