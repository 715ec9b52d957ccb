import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { registerPeople, type RegisterPerson } from '../../people/server/operations.ts';
import type { DuplicatePage } from '../core/contract.ts';
import { askDuplicates } from './operations.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
const elsewhere = actorOf('stationWorker', '150603001001');
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

type Page = z.infer<typeof DuplicatePage>;
const list = (actor: Actor, about: string) => {
  const route = routes.find((one) => one.path === '/api/duplicates' && one.method === 'GET')!;
  return performQuery(db.platform, route, { actor, language: 'zh' }, route.input.parse({ about })) as Promise<Page>;
};
/** Two people of the register, asked about; answers what the list says of them. */
async function asked(first: Partial<RegisterPerson>, second: Partial<RegisterPerson>): Promise<{ ids: string[]; look: () => Promise<Page['items'][number]> }> {
  const ids = await db.as(worker, async (tx, call) => {
    const made = (await registerPeople(tx, call, [first, second].map((person) => ({ divisionCode: PLACES.hangkong, fullName: '—', ...person })))).map(({ personId }) => personId);
    await askDuplicates(tx, call, [{ kind: 'person', divisionCode: PLACES.hangkong, firstId: made[0]!, secondId: made[1]!, why: { rule: 'samePhoneAndName' }, title: first.fullName! }]);
    return made;
  });
  return { ids, look: async () => (await list(worker, ids[0]!)).items[0]! };
}

test('a question about two people says what speaks for it and how much, as both records stand today', async () => {
  const { ids, look } = await asked({ fullName: '诺敏高娃', birthDate: '1960-05-06', phones: ['14200001111'], address: '祥和苑3号楼2单元501室' }, { fullName: '诺敏格娃', birthDate: '1960-05-06', phones: ['14200001111'], address: '祥和苑3-2-501' });
  const before = await look();
  expect(before.likeness).toMatchObject({ verdict: 'possible', against: 'relative' });
  expect(before.likeness!.evidence.map(({ fact, level }) => `${fact} ${level}`)).toEqual(['name spelling', 'birth same', 'phone same', 'home sameHome']);
  const update = routes.find((one) => one.path === '/api/people/update')!;
  await performCommand(db.platform, update, { actor: worker, language: 'zh' }, update.input.parse({ requestId: newId(), personId: ids[1], version: 1, birthDate: '1991-11-12' }) as { requestId: string });
  expect((await look()).likeness).toMatchObject({ verdict: 'unlikely', evidence: expect.arrayContaining([expect.objectContaining({ fact: 'birth', level: 'generation' })]) });
});

test('two valid numbers are two people, and nobody of another banner reads either', async () => {
  const { ids, look } = await asked({ fullName: '陈桂兰', residentId: '150699198501011239', phones: ['14200002222'] }, { fullName: '陈桂兰', residentId: '150699198501011212', phones: ['14200002222'] });
  expect((await look()).likeness).toEqual({ verdict: 'twoPeople', against: 'relative', evidence: [] });
  expect(await list(elsewhere, ids[0]!)).toMatchObject({ total: 0, items: [] });
});

test('a merge of two that were likely one can be taken apart again, and is then compared as before', async () => {
  const { look } = await asked({ fullName: '德力格尔', sex: 'male', birthDate: '1970-07-08', phones: ['14200003333'] }, { fullName: '德力格尔', sex: 'male', birthDate: '1970-07-08', phones: ['14200003334'] });
  const question = await look();
  expect(question.likeness).toMatchObject({ verdict: 'likely' });
  const send = (path: string, input: object) => { const route = routes.find((one) => one.path === path)!; return performCommand(db.platform, route, { actor: worker, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string }); };
  expect((await send('/api/duplicates/answer', { questionId: question.id, answer: 'same' })).status).toBe(200);
  expect((await send('/api/duplicates/undo', { questionId: question.id })).status).toBe(200);
  expect((await look()).likeness).toEqual(question.likeness);
});
