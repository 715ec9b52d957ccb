import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesUnder } from '../../../../test/rooms.ts';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProposal, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { REVEALED } from '../../people/core/contract.ts';
import { messages } from '../../people/web/messages.ts';
import { partnerCodeOf } from './partner-links.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' }));
});
afterAll(async () => { await app.close(); await db.close(); });

/** Readings of records that are no resident's file: a helper's telephone, rows of a sheet that belong to nobody yet. */
const OF_NOBODY = ['organization.phone', 'resource.phone', 'import.row', 'import.refused', 'referral.partnerSheet'];

/** Readings on another walk than a referral's: `surveys/server/rounds.db.test.ts` makes it. */
const AT_A_ROUND = { operation: 'person.atDoor', purpose: 'surveyRound' };

/** Every reading that the code can record of a resident, found in the code. */
function readingsKnown(): string[] {
  const written = filesUnder('.', 'src').filter((path) => path.includes('/server/') && !path.endsWith('.test.ts')).flatMap((path) => readFileSync(path, 'utf8').split('\n'))
    .flatMap((line) => [...line.matchAll(/purpose[^}]*operation: '([^']+)'/g)].map(([, name]) => name!));
  return [...new Set([...written, ...REVEALED.map((field) => `person.reveal.${field}`)])].filter((name) => !OF_NOBODY.includes(name)).sort();
}

type Reading = { actorName: string; actorRole: string; actorPlace: string | null; operation: string; purpose: string | null };
const post = async (by: Visitor, path: string, body: Record<string, unknown>) => {
  const answer = await by.post(path, body);
  expect([path, answer.statusCode, answer.statusCode === 200 || answer.body]).toEqual([path, 200, true]);
  return answer.json<Record<string, string>>();
};
const residents = new Map<string, Visitor>();
async function readingsOf(personId: string): Promise<Reading[]> {
  const resident = residents.get(personId) ?? await signedIn(db, app, actorOf('resident', PLACES.hangkong, { personId }));
  residents.set(personId, resident);
  return (await resident.get(`/api/people/${personId}/readings`)).json<{ items: Reading[] }>().items;
}

test('a resident’s list of who looked holds every kind of reading that the code records, in words, with who it was and for whom', async () => {
  const provider = await makeProvider(db, { name: '暖阳社会工作服务中心' });
  const manager = await signedIn(db, app, { ...provider.manager, name: '其木格' }, true);
  const { personId, needId } = await makeNeed(db, actorOf('stationWorker', PLACES.hangkong), { consentTo: provider.organizationId });
  await db.owner.query(`set app.city = '1506'`);
  const sealed = db.platform.vault.seal('13847701234');
  await db.owner.query(`update person set id_sealed = $2, id_index = $2 where id = $1`, [personId, db.platform.vault.seal('15060219440506122X')]);
  const { rows: [contact] } = await db.owner.query<{ id: string }>(`update contact set phone_sealed = $2 where person_id = $1 returning id`, [personId, sealed]);
  const { referralId } = await post(worker, '/api/referrals/offer', { needId, resourceId: provider.resourceId });
  expect(await readingsOf(personId), 'what is sealed into an offer nobody has seen').toEqual([]);

  await post(manager, '/api/referrals/answer', { referralId, answer: 'accept' });
  for (let i = 0; i < 3; i++) await manager.get(`/api/referrals/${referralId}`); // a page that asks anew by itself
  await post(worker, '/api/referrals/issue-partner-link', { referralId });
  for (let i = 0; i < 3; i++) expect((await app.inject({ url: `/api/partner/${partnerCodeOf(db.platform.vault, referralId!, 1)}` })).statusCode).toBe(200);
  await post(manager, '/api/referrals/reveal-phone', { referralId, purpose: 'callResident' });
  await post(manager, '/api/referrals/deliver', { referralId, heldOn: '2026-03-02', result: 'full' });
  expect((await worker.get(`/api/referrals/${referralId}/slip`)).statusCode).toBe(200);
  expect((await worker.get(`/api/people/${personId}`)).statusCode).toBe(200);
  for (const field of REVEALED) {
    if (field === 'contactPhone') await db.owner.query(`update contact set kind = 'contactPerson' where id = $1`, [contact!.id]);
    await post(worker, '/api/people/reveal', { personId, field, purpose: 'callResident', contactId: contact!.id });
  }

  const readings = await readingsOf(personId);
  expect([...new Set(readings.map(({ operation }) => operation))].sort()).toEqual(readingsKnown().filter((operation) => operation !== AT_A_ROUND.operation));
  for (const once of ['referral.read', 'referral.byPartnerLink']) expect(readings.filter(({ operation }) => operation === once)).toHaveLength(1);
  expect(messages.zh).toMatchObject({ [`people.reading.${AT_A_ROUND.operation}`]: expect.any(String) as string, [`people.reveal.${AT_A_ROUND.purpose}`]: expect.any(String) as string });
  for (const reading of readings) {
    const isManager = reading.actorRole === 'organizationManager';
    if (reading.actorRole === 'partnerLink') expect([reading.actorName, reading.operation]).toEqual(['暖阳社会工作服务中心', 'referral.byPartnerLink']);
    else expect(reading).toMatchObject(isManager ? { actorPlace: '暖阳社会工作服务中心' } : { actorName: '高晓燕', actorRole: 'stationWorker', actorPlace: '航空社区' });
    for (const words of [messages.zh, messages.en] as Record<string, string>[]) {
      expect([reading.operation, words[`people.reading.${reading.operation}`]]).toEqual([reading.operation, expect.any(String)]);
      expect([reading.purpose, words[`people.reveal.${reading.purpose}`]]).toEqual([reading.purpose, expect.any(String)]);
    }
  }
});

test('accepting a proposal hands nothing out, so nobody has read anything', async () => {
  const { organizationId, resourceId } = await makeProvider(db);
  const station = actorOf('stationWorker', PLACES.hangkong);
  const { personId, needId } = await makeNeed(db, station, { consentTo: organizationId });
  const { proposalId } = await makeProposal(db, station, needId, resourceId);
  await post(worker, '/api/referrals/accept-proposal', { proposalId });
  expect(await readingsOf(personId)).toEqual([]);
});
