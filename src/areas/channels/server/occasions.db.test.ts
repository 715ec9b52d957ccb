import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actorOf, employ, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { startHttpReceiver, type Received } from '../../../../test/support/receivers.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { Result } from '../../../kernel/result.ts';
import { setServicePhone } from '../../divisions/server/operations.ts';
import { spokenReference } from '../../needs/core/reference.ts';
import { giveConsents } from '../../people/server/operations.ts';
import { setOwnMessages } from '../../people/server/own-messages.ts';
import { answerReferral, markDelivered, offerReferral, scheduleReferral } from '../../referrals/server/operations.ts';
import { ListMessages, type MessagePage, type OwnReach } from '../core/contract.ts';
import { deliver } from './deliver.ts';
import { channelRoutes } from './routes.ts';
import { writeMessages } from './write.ts';

const MORNING = '2026-03-02T09:00:00+08:00';
let now = new Date(MORNING);
let db: TestDatabase;
let gateway: Awaited<ReturnType<typeof startHttpReceiver>>;
const keeper = actorOf('administrator', '1506'), worker = actorOf('stationWorker', PLACES.hangkong), foreigner = actorOf('stationWorker', PLACES.dalad), officer = actorOf('officer', '1506');

const routeOf = (path: string) => channelRoutes.find((route) => route.path === path)!;
const command = (actor: Actor, path: string, input: object) => performCommand(db.platform, routeOf(path), { actor, language: 'zh' }, { requestId: newId(), ...input } as { requestId: string });
const seenBy = async (actor: Actor, occasion: string) => (await performQuery(db.platform, routeOf('/api/messages'), { actor, language: 'zh' }, ListMessages.parse({ occasion })) as MessagePage).items;
const valueOf = <T>(result: Result<T>): T => { if (!result.ok) throw new Error(JSON.stringify(result.refusal)); return result.value; };
const textOf = ({ body }: Received) => (JSON.parse(body) as { text: string; to: string });
const flush = async () => { const from = gateway.got.length; await writeMessages(db.platform); await deliver(db.platform); return gateway.got.slice(from).map(textOf); };
const messagesOf = async (subjectId: string) => (await db.owner.query('select state, why, occasion, is_urgent as urgent from message where subject_id = $1 order by created_at', [subjectId])).rows as { state: string; why: string | null; occasion: string; urgent: boolean }[];

/** A referral that was accepted; its resident has agreed to messages, or not. */
async function accepted(agrees: boolean): Promise<{ referralId: string; needId: string; personId: string; manager: Actor; number: string }> {
  const { resourceId, manager } = await makeProvider(db);
  const { needId, personId } = await makeNeed(db, worker);
  if (agrees) await db.as(worker, (tx, call) => giveConsents(tx, call, [{ personId, divisionCode: PLACES.hangkong, purpose: 'messages', basis: 'consent', givenHow: 'spoken', givenOn: '2026-03-02' }]));
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId, consent: { basis: 'consent', givenHow: 'spoken' } })));
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  const { rows: [need] } = await db.owner.query('select reference from need where id = $1', [needId]);
  return { referralId, needId, personId, manager, number: spokenReference((need as { reference: string }).reference) };
}
const agree = (actor: Actor, referralId: string, scheduledFor: string, hours: object = {}) => db.as(actor, async (tx, call) => valueOf(await scheduleReferral(tx, call, { referralId, scheduledFor, ...hours } as never)));

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  db.platform.publicUrl = 'https://sanshe.example.org';
  gateway = await startHttpReceiver();
  for (const actor of [keeper, worker]) await employ(db, actor);
  await db.as(actorOf('stationLead', PLACES.jiaotong), (tx, call) => setServicePhone(tx, call, { divisionCode: PLACES.jiaotong, phone: '0477-8591234' }));
  await command(keeper, '/api/channels/set', { kind: 'sms', version: 0, isLocal: true, url: `${gateway.url}/sms`, body: '{"to":"{{phone}}","text":"{{text}}"}' });
  await flush();
});
afterEach(() => { now = new Date(MORNING); });
afterAll(async () => { await gateway.close(); await db.close(); });

test('a resident who agreed to it is told the day under the need’s number, and nothing of who, what, where and by whom', async () => {
  const { referralId, manager, number } = await accepted(true);
  await agree(manager, referralId, '2026-03-05', { from: '09:30', until: '10:30' });
  const told = await flush();
  expect(told).toEqual([{ to: '13847701234', text: `您的需求 ${number} 已安排在 3月5日 周四。 时间：09:30–10:30。 有变动请拨 0477-8591234。` }]);
  for (const secret of ['张', '秀英', '航空', '号楼', '助餐', '暖阳', '其木格']) expect(told[0]!.text).not.toContain(secret);
  expect(await flush()).toEqual([]);
  expect(await seenBy(worker, 'dayAgreed')).toMatchObject([{ state: 'sent', recipientKind: 'person', recipientName: null, addressMasked: '138****1234', body: expect.stringContaining(number) as string }]);
  // officers of the city see figures and not residents; another banner sees nothing; the provider is told of its own only
  expect([await seenBy(officer, 'dayAgreed'), await seenBy(keeper, 'dayAgreed'), await seenBy(foreigner, 'dayAgreed')]).toEqual([[], [], []]);
  expect((await db.as(manager, (tx) => tx.text(`select 1 from message where recipient_kind = 'person'`, []))).rows).toEqual([]);
});

test('who has not agreed is not written to, and who takes it back is not written to any more', async () => {
  const silent = await accepted(false);
  await agree(silent.manager, silent.referralId, '2026-03-05');
  expect(await flush()).toEqual([]);
  expect(await messagesOf(silent.referralId)).toEqual([]);
  const changed = await accepted(true);
  await agree(changed.manager, changed.referralId, '2026-03-05');
  await writeMessages(db.platform);
  await db.owner.query(`update consent set withdrawn_on = '2026-03-02' where person_id = $1 and purpose = 'messages'`, [changed.personId]);
  expect(await flush()).toEqual([]);
  expect(await messagesOf(changed.referralId)).toMatchObject([{ state: 'dropped', why: 'noConsent' }]);
});

test('a resident who agreed on a page in English is written to in English, and off is off, also for what waits', async () => {
  const { referralId, personId, manager, number } = await accepted(false);
  const me = actorOf('resident', PLACES.hangkong, { personId });
  const set = (isWanted: boolean) => db.as(me, async (tx, call) => valueOf(await setOwnMessages(tx, call, { isWanted, language: 'en' })));
  await set(true);
  await agree(manager, referralId, '2026-03-05');
  expect((await flush()).map(({ text }) => text)).toEqual([`Your need ${number} has been arranged for Thursday, 5 March. To change it, please call 0477-8591234.`]);
  now = new Date('2026-03-02T10:00:00+08:00');
  await agree(manager, referralId, '2026-03-06');
  await writeMessages(db.platform);
  await set(false);
  expect(await flush()).toEqual([]);
  expect((await messagesOf(referralId)).at(-1)).toMatchObject({ state: 'dropped', why: 'noConsent' });
});

test('a day moved twice in the night is told once in the morning, as it then is; a day agreed for today is told at once', async () => {
  now = new Date('2026-03-02T22:00:00+08:00');
  const { referralId, manager, number } = await accepted(true);
  await agree(manager, referralId, '2026-03-05');
  expect(await flush()).toEqual([]);
  now = new Date('2026-03-02T22:30:00+08:00');
  await agree(manager, referralId, '2026-03-06');
  expect(await flush()).toEqual([]);
  now = new Date('2026-03-03T08:00:00+08:00');
  expect((await flush()).map(({ text }) => text)).toEqual([`您的需求 ${number} 已安排在 3月6日 周五。 有变动请拨 0477-8591234。`]);
  expect(await messagesOf(referralId)).toMatchObject([{ state: 'dropped', why: 'superseded' }, { state: 'sent' }]);
  // back to the day before: told again, since it is another agreement
  now = new Date('2026-03-03T09:00:00+08:00');
  await agree(manager, referralId, '2026-03-05');
  expect(await flush()).toHaveLength(1);
  now = new Date('2026-03-03T06:30:00+08:00');
  const early = await accepted(true);
  await agree(early.manager, early.referralId, '2026-03-03');
  expect(await flush()).toHaveLength(1);
});

test('after the service the resident is asked, with the number and where to follow it', async () => {
  const { referralId, number } = await accepted(true);
  await db.as(worker, async (tx, call) => valueOf((await markDelivered(tx, call, [{ referralId, deliveredOn: '2026-03-02', result: 'full' }]))[0]!));
  expect((await flush()).map(({ text }) => text)).toEqual([`您的需求 ${number} 已办理，想听您说一句：有没有帮到您？ 查看进展：https://sanshe.example.org/follow 也可拨 0477-8591234。`]);
});

test('an organisation to which several are offered is told once, of all it has to answer, and sees no other’s', async () => {
  const one = await makeProvider(db, { quantity: 10 }), other = await makeProvider(db);
  for (let i = 0; i < 3; i++) {
    const { needId } = await makeNeed(db, worker);
    await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: one.resourceId, consent: { basis: 'consent', givenHow: 'spoken' } })));
  }
  await flush();
  const toldTo = async (actor: Actor) => (await performQuery(db.platform, routeOf('/api/my-reach'), { actor, language: 'zh' }, {}) as OwnReach).items;
  const told = await toldTo(one.manager);
  expect(told).toMatchObject([{ occasion: 'referralOffered', body: expect.stringMatching(/^有 3 件转介等您答复。\n最早的请在 \d+月\d+日 周. 前答复。\nhttps:\/\/sanshe\.example\.org\/referrals$/) as string }]);
  expect(await toldTo(other.manager)).toEqual([]);
});
