import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { OwnMessages } from '../core/contract.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);

const send = async (actor: Actor, path: string, input: Record<string, unknown>, language: 'zh' | 'en' = 'zh') => {
  const route = routes.find((one) => one.path === path && one.method === 'POST')!;
  return performCommand(db.platform, route, { actor, language }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string });
};
const own = (actor: Actor) => performQuery(db.platform, routes.find((one) => one.path === '/api/people/own-messages')!, { actor, language: 'zh' }, {}) as Promise<OwnMessages>;
async function resident(more: object): Promise<Actor> {
  const made = await send(worker, '/api/people', { divisionCode: PLACES.hangkong, ...more });
  return actorOf('resident', PLACES.hangkong, { personId: (made.body as { personId: string }).personId });
}
const held = async (personId: string | null) => (await db.owner.query('select purpose, basis, given_how as how, language, withdrawn_on is null as holds from consent where person_id = $1 order by given_on, id', [personId])).rows as object[];

beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

test('a resident agrees to SMS and to nothing else, in the language of the page, changes it, and takes it back; twice changes nothing', async () => {
  const me = await resident({ fullName: '乌云高娃', phones: ['13847700001'] });
  expect(await own(me)).toEqual({ personId: me.personId, maskedPhone: '138****0001', isWanted: false, since: null, language: 'zh', isGuardianAsked: false });
  for (let i = 0; i < 2; i += 1) expect(await send(me, '/api/people/own-messages/set', { isWanted: true, language: 'en' })).toMatchObject({ status: 200 });
  expect(await held(me.personId)).toEqual([{ purpose: 'messages', basis: 'consent', how: 'online', language: 'en', holds: true }]);
  expect(await own(me)).toMatchObject({ isWanted: true, since: '2026-03-02', language: 'en' });
  await send(me, '/api/people/own-messages/set', { isWanted: true, language: 'zh' });
  expect(await own(me)).toMatchObject({ isWanted: true, language: 'zh' });
  for (let i = 0; i < 2; i += 1) expect(await send(me, '/api/people/own-messages/set', { isWanted: false, language: 'zh' })).toMatchObject({ status: 200 });
  expect(await own(me)).toMatchObject({ isWanted: false, since: null });
  const { rows } = await db.owner.query('select action from history where subject_id = $1 order by happened_at, id', [me.personId]);
  expect(rows.map(({ action }: { action: string }) => action)).toEqual(['registered', 'consentGiven', 'messageLanguageChosen', 'consentWithdrawn']);
});

test('taking it back ends every consent to messages: a file that was joined to another may have brought a second', async () => {
  const me = await resident({ fullName: '其木格', phones: ['13847700002'] });
  await send(worker, '/api/people/consents', { personId: me.personId, purpose: 'photo', basis: 'consent', givenHow: 'signed', givenOn: '2026-03-01' });
  await send(me, '/api/people/own-messages/set', { isWanted: true, language: 'zh' });
  await db.owner.query(`insert into consent (city, id, division_code, person_id, purpose, basis, given_how, given_on, recorded_by) values ('1506', $1, $2, $3, 'messages', 'consent', 'spoken', '2026-01-05', $1)`, [newId(), PLACES.hangkong, me.personId]);
  await send(me, '/api/people/own-messages/set', { isWanted: false, language: 'zh' });
  expect(await held(me.personId)).toMatchObject([{ purpose: 'messages', holds: false }, { purpose: 'photo', holds: true }, { purpose: 'messages', holds: false }]);
});

test('without a mobile number, under 14, or without a file it is told why; a worker is asked the same', async () => {
  const [landline, child, nobody] = [await resident({ fullName: '高娃', phones: ['0477-8590001'] }), await resident({ fullName: '小高', birthDate: '2016-05-01', phones: ['13847700003'] }), actorOf('resident', PLACES.hangkong)];
  expect(await send(landline, '/api/people/own-messages/set', { isWanted: true, language: 'zh' })).toMatchObject({ status: 409, body: { code: 'noMobileForMessages' } });
  expect(await send(worker, '/api/people/consents', { personId: landline.personId, purpose: 'messages', basis: 'consent', givenHow: 'spoken', givenOn: '2026-03-01' })).toMatchObject({ status: 409, body: { code: 'noMobileForMessages' } });
  expect(await own(child)).toMatchObject({ isGuardianAsked: true });
  expect(await send(child, '/api/people/own-messages/set', { isWanted: true, language: 'zh' })).toMatchObject({ status: 409, body: { code: 'guardianMustConsent' } });
  expect(await own(nobody)).toMatchObject({ personId: null });
  expect(await send(nobody, '/api/people/own-messages/set', { isWanted: true, language: 'zh' })).toMatchObject({ status: 409, body: { code: 'noPersonOfAccount' } });
  await expect(send(worker, '/api/people/own-messages/set', { isWanted: true, language: 'zh' })).rejects.toThrow('not permitted');
});

test('heard with a need it is a consent of its own: not ticked, nobody is written to; of a child the guardian’s', async () => {
  const hear = async (more: object) => {
    const { body } = await send(worker, '/api/needs/hear', { who: 'new', divisionCode: PLACES.hangkong, item: 'meals', urgency: 1, channel: 'talk', heardOn: '2026-03-02', isAnother: true, ...more });
    const { needId, code } = body as { needId?: string; code?: string };
    return code ?? held((await db.owner.query<{ id: string }>('select person_id as id from need where id = $1', [needId])).rows[0]!.id);
  };
  expect(await hear({ newPerson: { fullName: '赵一', phones: ['13847700011'] }, consents: true })).toMatchObject([{ purpose: 'serviceMatching' }]);
  expect(await hear({ newPerson: { fullName: '赵二', phones: ['13847700012'] }, messages: true })).toMatchObject([{ purpose: 'messages', basis: 'consent', how: 'spoken', language: null }]);
  expect(await hear({ newPerson: { fullName: '赵三' }, messages: true })).toBe('noMobileForMessages');
  expect(await hear({ newPerson: { fullName: '赵小', birthDate: '2016-05-01', phones: ['13847700013'] }, messages: true })).toBe('guardianMustConsent');
  expect(await hear({ newPerson: { fullName: '赵小', birthDate: '2016-05-01', phones: ['13847700013'] }, guardianMessages: true })).toMatchObject([{ purpose: 'messages', basis: 'guardianConsent' }]);
});
