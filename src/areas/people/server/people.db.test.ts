import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { getRecipients, findPeopleAlike, giveConsents, hasConsent, registerPeople, tryRegisterPeople, type RegisterPerson } from './operations.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
const elsewhere = actorOf('stationWorker', '150603001001');

beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

const person = (more: Partial<RegisterPerson> = {}): RegisterPerson => ({ divisionCode: PLACES.hangkong, fullName: '王小明', address: '航空社区3号楼201', phones: ['19900001111'], ...more });

test('a known identity number is that person, also in another spelling; a name alone never is', async () => {
  const [first, again, namesake] = await db.as(worker, (tx, call) => registerPeople(tx, call, [
    person({ residentId: '15069919900101004X' }), person({ residentId: ' １５０６９９１９９００１０１００４x', phones: ['19900002222'] }), person(),
  ]));
  expect([first!.isNew, again!.isNew, namesake!.isNew]).toEqual([true, false, true]);
  expect(again!.personId).toBe(first!.personId);
  expect(namesake!.personId).not.toBe(first!.personId);
  const recipients = await db.as(worker, (tx, call) => getRecipients(tx, call, [first!.personId]));
  expect(recipients.get(first!.personId)).toMatchObject({ fullName: '王小明', birthDate: '1990-01-01', phones: ['19900001111', '19900002222'] });
  const { rows } = await db.owner.query(`select id_sealed::text like '%1990%' as clear, (select count(*)::int from audit where subject_id = $1 and outcome = 'read') as readings from person where id = $1`, [first!.personId]);
  // fetched to be sealed into what is handed on: nobody has looked yet
  expect(rows[0]).toEqual({ clear: false, readings: 0 });
});

test('a number known in another banner is not written twice and names nobody', async () => {
  const [row] = await db.as(elsewhere, (tx, call) => tryRegisterPeople(tx, call, [person({ divisionCode: '150603001001', residentId: '15069919900101004X' })]));
  expect(row).toEqual({ personId: null, isNew: false, knownElsewhere: true });
  await expect(db.as(elsewhere, (tx, call) => registerPeople(tx, call, [person({ divisionCode: '150603001001', residentId: '15069919900101004X' })]))).rejects.toMatchObject({ constraint: 'person_once_per_resident_id' });
});

test('people of one address are one household; the same phone and a like name is a question', async () => {
  const answers = await db.as(worker, (tx, call) => registerPeople(tx, call, [person({ fullName: '其其格', phones: ['19900003333'] }), person({ fullName: '李梅', phones: ['19900003333'] })]));
  const { rows } = await db.owner.query(`select count(distinct household_id)::int as homes from person where id = any($1)`, [answers.map(({ personId }) => personId)]);
  expect(rows[0].homes).toBe(1);
  const alike = await db.as(worker, (tx, call) => findPeopleAlike(tx, call, [{ fullName: '琪琪格', phones: ['199 0000 3333'] }]));
  expect(alike.map(({ personId }) => personId)).toEqual([answers[0]!.personId]);
});

test('consent is given once, for a child by a guardian only', async () => {
  const [adult, child] = await db.as(worker, (tx, call) => registerPeople(tx, call, [person({ fullName: '成人', birthDate: '1980-01-01' }), person({ fullName: '孩子', birthDate: '2018-01-01' })]));
  const consent = { divisionCode: PLACES.hangkong, purpose: 'serviceMatching' as const, basis: 'consent' as const, givenHow: 'spoken' as const, givenOn: '2026-03-01' };
  const refused = await db.as(worker, (tx, call) => giveConsents(tx, call, [{ ...consent, personId: adult!.personId }, { ...consent, personId: child!.personId }, { ...consent, personId: adult!.personId }]));
  expect(refused).toEqual([{ index: 1, refusal: { code: 'guardianMustConsent' } }]);
  expect(await db.as(worker, (tx) => hasConsent(tx, adult!.personId, 'serviceMatching'))).toBe(true);
  expect(await db.as(worker, (tx) => hasConsent(tx, child!.personId, 'serviceMatching'))).toBe(false);
  expect((await db.owner.query('select count(*)::int as n from consent where person_id = $1', [adult!.personId])).rows[0].n).toBe(1);
});

test('a worker of another banner registers nobody here and finds nobody', async () => {
  await expect(db.as(elsewhere, (tx, call) => registerPeople(tx, call, [person()]))).rejects.toThrow('no division');
});
