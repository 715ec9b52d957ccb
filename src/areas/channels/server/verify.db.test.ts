import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actorOf, employ, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { readMail, startHttpReceiver, startMailReceiver } from '../../../../test/support/receivers.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { owe } from '../../duties/server/operations.ts';
import { tellOwners } from '../../duties/server/tell.ts';
import { ListMessages, type ChannelPage, type MessagePage, type OwnReach } from '../core/contract.ts';
import { deliver } from './deliver.ts';
import { channelRoutes } from './routes.ts';
import { writeMessages } from './write.ts';

const MORNING = '2026-03-02T09:00:00+08:00';
let now = new Date(MORNING);
let db: TestDatabase;
let mail: Awaited<ReturnType<typeof startMailReceiver>>;
let hook: Awaited<ReturnType<typeof startHttpReceiver>>;
const keeper = actorOf('administrator', '1506');
const routeOf = (path: string) => channelRoutes.find((route) => route.path === path)!;
const ask = <A>(actor: Actor, path: string, input: object = {}): Promise<A> => performQuery(db.platform, routeOf(path), { actor, language: 'zh' }, input) as Promise<A>;
const command = (actor: Actor, path: string, input: object = {}) => performCommand(db.platform, routeOf(path), { actor, language: 'zh' }, { requestId: newId(), ...input } as { requestId: string });
const mailsTo = (address: string) => mail.got.filter(({ to }) => to.includes(address)).map((letter) => readMail(letter).body);
const flush = async () => { await writeMessages(db.platform); await deliver(db.platform); };
const codeTo = (address: string) => /\d{6}/.exec(mailsTo(address).at(-1) ?? '')?.[0] ?? '';
const reach = (email: string, version = 0) => ({ version, byEmail: true, email, language: 'zh', quietFrom: '21:00', quietUntil: '08:00' });
async function someone(): Promise<Actor> {
  const worker = actorOf('stationWorker', PLACES.hangkong);
  await employ(db, worker);
  return worker;
}
async function late(worker: Actor, dueOn = '2026-02-27'): Promise<void> {
  await db.as(worker, (tx, call) => owe(tx, call, [{ kind: 'verifyNeed', subjectKind: 'need', subjectId: newId(), subjectTitle: '助餐', divisionCode: PLACES.hangkong, dueOn, owner: { role: 'stationWorker', accountId: worker.accountId } }]));
  await tellOwners(db.platform);
  await flush();
}

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  [mail, hook] = [await startMailReceiver({ user: 'u', pass: 'p' }), await startHttpReceiver()];
  await employ(db, keeper);
  await command(keeper, '/api/channels/set', { kind: 'email', version: 0, isLocal: true, host: '127.0.0.1', port: mail.port, security: 'none', from: 'sanshe@example.org', username: 'u', password: 'p' });
});
afterEach(() => { now = new Date(MORNING); });
afterAll(async () => { await mail.close(); await hook.close(); await db.close(); });

test('nothing but a code goes to an address before the code came back; on record the code is hidden', async () => {
  now = new Date('2026-03-02T22:00:00+08:00'); // also in hours of rest: somebody waits for it
  const me = await someone();
  expect(await command(me, '/api/my-reach/set', reach('new@example.org'))).toMatchObject({ status: 200, body: { isCodeSent: true } });
  await flush();
  now = new Date('2026-03-03T09:00:00+08:00');
  await late(me);
  expect(mailsTo('new@example.org')).toEqual([expect.stringMatching(/您的验证码是 \d{6}，/)]);
  const { items } = await ask<MessagePage>(keeper, '/api/messages', ListMessages.parse({ occasion: 'addressCheck' }));
  expect(items).toMatchObject([{ state: 'sent', body: expect.stringContaining('●●●●●●') as string }]);
  expect(JSON.stringify(items)).not.toContain(codeTo('new@example.org'));
  expect(await command(me, '/api/my-reach/verify', { code: codeTo('new@example.org') })).toMatchObject({ status: 409, body: { code: 'codeOver' } }); // half an hour is over
  expect(await command(me, '/api/my-reach/send-code')).toMatchObject({ status: 200 });
  expect(await command(me, '/api/my-reach/send-code')).toMatchObject({ status: 409, body: { code: 'codeJustSent' } });
  await flush();
  expect(await command(await someone(), '/api/my-reach/verify', { code: codeTo('new@example.org') })).toMatchObject({ status: 409, body: { code: 'nothingToVerify' } });
  expect(await command(me, '/api/my-reach/verify', { code: codeTo('new@example.org') })).toMatchObject({ status: 200, body: { isVerified: true } });
  expect(await ask<OwnReach>(me, '/api/my-reach')).toMatchObject({ isEmailVerified: true, isCodeOut: false });
  now = new Date('2026-03-04T09:00:00+08:00');
  await late(me, '2026-03-04');
  expect(mailsTo('new@example.org').at(-1)).toContain('您名下超期 1 件。\n今天到期 1 件。');
});

test('a code is tried five times, is of one address alone, and ten are sent a day', async () => {
  const me = await someone();
  await command(me, '/api/my-reach/set', reach('mine@example.org'));
  await flush();
  const code = codeTo('mine@example.org'), wrong = code === '000000' ? '000001' : '000000';
  for (let left = 4; left >= 0; left -= 1) expect(await command(me, '/api/my-reach/verify', { code: wrong })).toMatchObject({ status: 200, body: { isVerified: false, triesLeft: left } });
  expect(await command(me, '/api/my-reach/verify', { code })).toMatchObject({ status: 409, body: { code: 'codeOver' } });
  now = new Date('2026-03-02T09:05:00+08:00');
  await command(me, '/api/my-reach/send-code');
  await flush();
  // the address is changed to a stranger's while a code of the own is at hand
  await command(me, '/api/my-reach/set', reach('stranger@example.org', 1));
  expect(await command(me, '/api/my-reach/verify', { code: codeTo('mine@example.org') })).toMatchObject({ status: 409, body: { code: 'codeOver' } });
  for (let i = 3; i <= 10; i += 1) { now = new Date(now.getTime() + 120_000); expect(await command(me, '/api/my-reach/send-code')).toMatchObject({ status: 200 }); }
  now = new Date(now.getTime() + 120_000);
  expect(await command(me, '/api/my-reach/send-code')).toMatchObject({ status: 409, body: { code: 'codesUsedUp' } });
});

test('a signing key can be taken away; what is signed no longer is sent without', async () => {
  const keys = async () => (await ask<ChannelPage>(keeper, '/api/channels')).items.find(({ kind }) => kind === 'sms')!;
  const sms = { kind: 'sms', isLocal: true, url: `${hook.url}/sms`, body: '{"to":"{{phone}}","text":"{{text}}"}' };
  await command(keeper, '/api/channels/set', { ...sms, version: 0, key: 'k'.repeat(20) });
  expect(await keys()).toMatchObject({ hasKey: true, version: 1 });
  await command(keeper, '/api/channels/set', { ...sms, url: '', version: 1 });
  expect(await keys()).toMatchObject({ hasKey: true, version: 2 });
  await command(keeper, '/api/channels/set', { ...sms, url: '', version: 2, removesKey: true });
  expect(await keys()).toMatchObject({ hasKey: false, version: 3 });
  await command(keeper, '/api/channels/try', { kind: 'sms', to: '13900001111' });
  await deliver(db.platform);
  expect(hook.got.at(-1)!.headers).not.toHaveProperty('x-signature');
  const { rows } = await db.owner.query(`select changes from history where kind = 'channel' order by happened_at desc, id desc limit 1`);
  expect(JSON.stringify(rows[0])).toContain('"key"');
});

test('a secret that cannot be opened is said on the page; its messages fail with that, others leave, and typed anew they are sent again', async () => {
  await db.owner.query(`update channel set secret_sealed = decode('00ff', 'hex') where kind = 'sms'`);
  const lost = (await ask<ChannelPage>(keeper, '/api/channels')).items.find(({ kind }) => kind === 'sms')!;
  expect(lost).toMatchObject({ isSecretLost: true, hasKey: false });
  await command(keeper, '/api/channels/try', { kind: 'sms', to: '13900001111' });
  await command(keeper, '/api/channels/try', { kind: 'email', to: 'other@example.org' });
  await deliver(db.platform);
  expect(mailsTo('other@example.org')).toHaveLength(1);
  const [failed] = (await ask<MessagePage>(keeper, '/api/messages', ListMessages.parse({ state: 'failed', channel: 'sms' }))).items;
  expect(failed).toMatchObject({ why: 'secretLost', mayResend: true });
  const sms = { kind: 'sms', isLocal: true, body: '{"to":"{{phone}}","text":"{{text}}"}', version: lost.version };
  await expect(command(keeper, '/api/channels/set', sms)).rejects.toMatchObject({ issues: [{ path: 'url', code: 'fieldMissing' }] });
  await command(keeper, '/api/channels/set', { ...sms, url: `${hook.url}/sms` });
  const before = hook.got.length;
  await command(keeper, '/api/messages/resend', { messageId: failed!.id });
  await deliver(db.platform);
  expect(hook.got.length).toBe(before + 1);
});
