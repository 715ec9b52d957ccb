import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { employ, makeTestDatabase, actorOf, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { readMail, startHttpReceiver, startMailReceiver } from '../../../../test/support/receivers.ts';
import { startWorkerOn } from '../../../../test/support/dying-worker.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { owe } from '../../duties/server/operations.ts';
import { tellOwners } from '../../duties/server/tell.ts';
import { ListMessages, type ChannelPage, type MessagePage, type OwnReach } from '../core/contract.ts';
import { deliver } from './deliver.ts';
import { channelRoutes } from './routes.ts';
import { writeMessages } from './write.ts';

const MORNING = '2026-03-02T09:00:00+08:00'; // a Monday
let now = new Date(MORNING);
let db: TestDatabase;
let mail: Awaited<ReturnType<typeof startMailReceiver>>;
let hook: Awaited<ReturnType<typeof startHttpReceiver>>;
const keeper = actorOf('administrator', '1506'), elsewhere = actorOf('administrator', PLACES.dalad), lead = actorOf('stationLead', PLACES.jiaotong);

const routeOf = (path: string) => channelRoutes.find((route) => route.path === path)!;
const ask = <A>(actor: Actor, path: string, input: object = {}): Promise<A> => performQuery(db.platform, routeOf(path), { actor, language: 'zh' }, input) as Promise<A>;
const command = (actor: Actor, path: string, input: object) => performCommand(db.platform, routeOf(path), { actor, language: 'zh' }, { requestId: newId(), ...input } as { requestId: string });
const sent = (actor: Actor, input: object = {}) => ask<MessagePage>(actor, '/api/messages', ListMessages.parse(input));
const at = (text: string) => { now = new Date(text); };
const mailChannel = () => ({ kind: 'email', version: 0, isLocal: true, host: '127.0.0.1', port: mail.port, security: 'none', from: 'sanshe@example.org', username: 'u', password: 'p' });

/** A worker who wants mail, with one duty a day late; told by the product itself, as every morning. */
async function lateWorker(email: string, more: object = {}): Promise<Actor> {
  const worker = actorOf('stationWorker', PLACES.hangkong);
  await employ(db, worker);
  await command(worker, '/api/my-reach/set', { version: 0, byEmail: true, email, language: 'zh', quietFrom: '21:00', quietUntil: '08:00', ...more });
  await db.owner.query('update account_reach set email_verified_at = now(), email_code_sealed = null where account_id = $1', [worker.accountId]);
  await db.owner.query(`delete from notice where kind = 'addressToVerify'`);
  await db.as(worker, (tx, call) => owe(tx, call, [{ kind: 'verifyNeed', subjectKind: 'need', subjectId: newId(), subjectTitle: '航空社区 · 助餐', divisionCode: PLACES.hangkong, dueOn: '2026-02-27', owner: { role: 'stationWorker', accountId: worker.accountId } }]));
  return worker;
}
const rowsOf = async (recipientId: string) => (await db.owner.query(`select id, channel_kind as kind, state, why, said, tries, body, next_at as next from message where recipient_id = $1 order by created_at, channel_kind`, [recipientId])).rows as { id: string; kind: string; state: string; why: string | null; said: string | null; tries: number; body: string; next: Date | null }[];
const mailsTo = (address: string) => mail.got.filter(({ to }) => to.includes(address));
const tell = async () => { await tellOwners(db.platform); await writeMessages(db.platform); };

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  [mail, hook] = [await startMailReceiver({ user: 'u', pass: 'p' }), await startHttpReceiver()];
  for (const actor of [keeper, lead]) await employ(db, actor);
  await command(keeper, '/api/channels/set', mailChannel());
});
afterEach(() => { at(MORNING); mail.refuse(null); hook.behave('ok'); });
afterAll(async () => { await mail.close(); await hook.close(); await db.close(); });

test('whoever is late is told in the product and by mail, once a day, with counts and nothing else; the message stays on record with its text', async () => {
  const worker = await lateWorker('one@example.org');
  await tell();
  await deliver(db.platform);
  await tell(); // the job again, and again the next morning's is another
  await deliver(db.platform);
  expect(mailsTo('one@example.org').map((letter) => readMail(letter)).map(({ subject, body }) => [subject, body.replaceAll('\r\n', '\n')])).toEqual([['您有要办的工作', '您名下超期 1 件。\n请打开“我的工作”办理。']]);
  expect(await rowsOf(worker.accountId)).toMatchObject([{ kind: 'email', state: 'sent', tries: 1, said: expect.stringContaining('250') as string }, { kind: 'inApp', state: 'sent' }]);
  expect((await ask<OwnReach>(worker, '/api/my-reach')).items).toMatchObject([{ occasion: 'dutiesOwed', body: '您名下超期 1 件。\n请打开“我的工作”办理。' }]);
  at('2026-03-03T09:00:00+08:00');
  await tell();
  await deliver(db.platform);
  expect(mailsTo('one@example.org')).toHaveLength(2);
});

test('in hours of rest a message waits for the morning uncounted; one’s own hours count before the usual ones', async () => {
  at('2026-03-02T22:30:00+08:00');
  const [usual, owl] = [await lateWorker('usual@example.org'), await lateWorker('owl@example.org', { quietFrom: '02:00', quietUntil: '10:00' })];
  await tell();
  await deliver(db.platform);
  expect([mailsTo('usual@example.org').length, mailsTo('owl@example.org').length]).toEqual([0, 1]);
  expect((await rowsOf(usual.accountId))[0]).toMatchObject({ state: 'waiting', tries: 0, next: new Date('2026-03-03T08:00:00+08:00') });
  at('2026-03-03T07:59:00+08:00');
  await deliver(db.platform);
  expect(mailsTo('usual@example.org')).toHaveLength(0);
  at('2026-03-03T08:00:00+08:00');
  await deliver(db.platform);
  await deliver(db.platform);
  expect(mailsTo('usual@example.org')).toHaveLength(1);
  expect((await rowsOf(owl.accountId)).filter(({ kind }) => kind === 'email')).toHaveLength(1);
});

test('what waits still when the next day’s is written is superseded: nobody is told yesterday’s counts', async () => {
  mail.refuse('data', 451);
  const worker = await lateWorker('stale@example.org');
  await tell();
  await deliver(db.platform);
  expect((await rowsOf(worker.accountId))[0]).toMatchObject({ state: 'waiting', why: 'busy', tries: 1 });
  at('2026-03-03T09:00:00+08:00');
  mail.refuse(null);
  await tell();
  await deliver(db.platform);
  expect((await rowsOf(worker.accountId)).filter(({ kind }) => kind === 'email')).toMatchObject([{ state: 'dropped', why: 'superseded' }, { state: 'sent' }]);
  expect(mailsTo('stale@example.org')).toHaveLength(1);
});

test('a server that is away is tried again, later and later, and after the last time a person sees it and sends it again', async () => {
  mail.refuse('data', 451);
  const worker = await lateWorker('mended@example.org');
  await tell();
  await deliver(db.platform);
  const waiting = (await rowsOf(worker.accountId)).find(({ kind }) => kind === 'email')!;
  expect(waiting.next).toEqual(new Date('2026-03-02T09:01:00+08:00'));
  for (let tries = 1; tries < 7; tries += 1) {
    await db.owner.query(`update message set next_at = $1 where id = $2`, [now, waiting.id]);
    await deliver(db.platform);
  }
  expect((await rowsOf(worker.accountId)).find(({ id }) => id === waiting.id)).toMatchObject({ state: 'failed', why: 'busy', tries: 7, next: null, said: expect.stringContaining('451') as string });
  const failed = await sent(keeper, { state: 'failed', channel: 'email' });
  expect(failed.items).toMatchObject([{ id: waiting.id, recipientName: worker.name, addressMasked: 'm***@example.org', mayResend: true }]);
  // of another banner: not there; of the place: put back, once
  await expect(command(elsewhere, '/api/messages/resend', { messageId: waiting.id })).rejects.toThrow('no message');
  mail.refuse(null);
  expect(await command(lead, '/api/messages/resend', { messageId: waiting.id })).toMatchObject({ status: 200 });
  expect(await command(keeper, '/api/messages/resend', { messageId: waiting.id })).toMatchObject({ status: 409, body: { code: 'messageNotFailed' } });
  await deliver(db.platform);
  expect(mailsTo('mended@example.org')).toHaveLength(1);
});

test('two workers of the job at once send each message once', async () => {
  const workers = await Promise.all(Array.from({ length: 25 }, (_, i) => lateWorker(`both${i}@example.org`)));
  await tellOwners(db.platform);
  await Promise.all([writeMessages(db.platform), writeMessages(db.platform)]);
  await Promise.all([deliver(db.platform), deliver(db.platform), deliver(db.platform)]);
  expect(workers.map((_, i) => mailsTo(`both${i}@example.org`).length)).toEqual(workers.map(() => 1));
});

test('who is killed (kill -9) between sending and recording leaves the message held; it goes out again under the same id, and is recorded', async () => {
  await command(keeper, '/api/channels/set', { kind: 'wecom', version: 0, isLocal: true, url: `${hook.url}/robot` });
  const worker = await lateWorker('killed@example.org');
  const began = hook.got.length;
  await tell();
  // the other side has it and has not answered yet
  hook.behave('silent');
  const dying = await startWorkerOn(db, now, `import { deliver } from './src/areas/channels/server/deliver.ts';`, 'await deliver(platform);');
  await expect.poll(() => hook.got.length - began, { timeout: 20_000 }).toBe(1);
  await dying.end();
  const [held] = (await db.owner.query(`select id, state from message where channel_kind = 'wecom' and occasion = 'placeOwes' order by created_at desc limit 1`)).rows as { id: string; state: string }[];
  expect([held!.state, hook.got.length - began]).toEqual(['sending', 1]);
  hook.behave('ok');
  await deliver(db.platform); // still held: nobody else takes it
  expect(hook.got.length - began).toBe(1);
  at('2026-03-02T09:05:01+08:00');
  await deliver(db.platform);
  const got = hook.got.slice(began);
  expect([got.length, new Set(got.map(({ headers }) => headers['x-sanshe-message'])).size]).toEqual([2, 1]);
  expect(JSON.parse(got[1]!.body)).toMatchObject({ msgtype: 'text', text: { content: expect.stringMatching(/^今天要办的工作\n鄂尔多斯市\n超期 \d+ 件。\n请/) as string } });
  expect((await db.owner.query(`select state from message where id = $1`, [held!.id])).rows).toEqual([{ state: 'sent' }]);
  // and the mail that left in the same run is told once, whatever the killing left of its record
  expect(new Set(mailsTo('killed@example.org').map((letter) => readMail(letter).header('message-id'))).size).toBe(1);
  expect((await rowsOf(worker.accountId)).map(({ kind, state }) => [kind, state])).toEqual([['email', 'sent'], ['inApp', 'sent']]);
  await command(keeper, '/api/channels/switch', { kind: 'wecom', isOn: false });
});

test('an address that can no longer be opened keeps no other message from leaving', async () => {
  const [broken, whole] = [await lateWorker('broken@example.org'), await lateWorker('whole@example.org')];
  await db.owner.query(`update account_reach set email_sealed = '\\x0102' where account_id = $1`, [broken.accountId]);
  await tell();
  await deliver(db.platform);
  expect((await rowsOf(broken.accountId)).find(({ kind }) => kind === 'email')).toMatchObject({ state: 'dropped', why: 'noAddress' });
  expect((await rowsOf(whole.accountId)).find(({ kind }) => kind === 'email')).toMatchObject({ state: 'sent' });
});

test('a channel is set up once, its secrets are never shown again, and a password is not handed to another server', async () => {
  const shown = async () => (await ask<ChannelPage>(keeper, '/api/channels')).items.find(({ kind }) => kind === 'email')!;
  const before = await shown();
  expect(before).toMatchObject({ hasPassword: true, settings: { host: '127.0.0.1', username: 'u' } });
  expect(JSON.stringify(await ask(keeper, '/api/channels'))).not.toMatch(/"p"|sealed|\/robot/i);
  const { rows } = await db.owner.query(`select encode(secret_sealed, 'escape') as sealed, settings::text from channel`);
  expect(JSON.stringify(rows)).not.toContain('/robot');
  const { password: _password, ...unchanged } = mailChannel();
  expect(await command(keeper, '/api/channels/set', { ...unchanged, version: before.version - 1 })).toMatchObject({ status: 409, body: { code: 'channelChanged' } });
  expect(await command(keeper, '/api/channels/set', { ...unchanged, version: before.version })).toMatchObject({ status: 200 });
  expect((await shown()).hasPassword).toBe(true);
  await expect(command(keeper, '/api/channels/set', { ...unchanged, host: '10.0.0.9', version: before.version + 1 })).rejects.toMatchObject({ issues: [{ path: 'password', code: 'fieldMissing' }] });
  await expect(command(keeper, '/api/channels/set', { kind: 'dingtalk', version: 0, url: 'http://oapi.dingtalk.com/x' })).rejects.toMatchObject({ issues: [{ path: 'url', code: 'addressNeedsHttps' }] });
  expect((await ask<ChannelPage>(elsewhere, '/api/channels')).items).toEqual([]);
  await expect(command(lead, '/api/channels/set', { kind: 'wecom', version: 0, url: 'https://example.org/' })).rejects.toThrow('not permitted: channel.keep');
});

test('a trial goes through the outbox, also in hours of rest, and says what the other side answered', async () => {
  at('2026-03-02T23:30:00+08:00');
  await expect(command(keeper, '/api/channels/try', { kind: 'email', to: 'nobody' })).rejects.toMatchObject({ issues: [{ path: 'to', code: 'notAnEmail' }] });
  expect(await command(keeper, '/api/channels/try', { kind: 'feishu', to: '' })).toMatchObject({ status: 409, body: { code: 'channelMissing' } });
  expect(await command(keeper, '/api/channels/try', { kind: 'email', to: 'trial@example.org' })).toMatchObject({ status: 200 });
  mail.refuse('recipient', 550);
  await deliver(db.platform);
  const trial = async () => (await ask<ChannelPage>(keeper, '/api/channels')).items.find(({ kind }) => kind === 'email')!.lastTrial;
  expect(await trial()).toMatchObject({ state: 'failed', why: 'addressRefused', said: expect.stringContaining('550') as string, addressMasked: 't***@example.org' });
  mail.refuse(null);
  await command(keeper, '/api/channels/try', { kind: 'email', to: 'trial@example.org' });
  await deliver(db.platform);
  expect(await trial()).toMatchObject({ state: 'sent' });
  expect(mailsTo('trial@example.org')).toHaveLength(1);
});

test('what was sent is seen in one’s own place and page by page; how one is told is one’s own alone', async () => {
  const first = await sent(keeper, { limit: 5 });
  const second = await sent(keeper, { limit: 5, after: first.next! });
  expect(first.total).toBeGreaterThan(10);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(10);
  expect((await sent(elsewhere)).total).toBe(0);
  const mate = actorOf('stationWorker', PLACES.hangkong);
  // what colleagues were told of their own work is the lead's to see, and not the next desk's
  expect((await sent(lead, { occasion: 'dutiesOwed' })).total).toBeGreaterThan(10);
  expect((await sent(mate, { occasion: 'dutiesOwed' })).total).toBe(0);
  const [theirs] = (await sent(lead, { occasion: 'dutiesOwed' })).items;
  await expect(ask(mate, '/api/messages/:messageId', { messageId: theirs!.id })).rejects.toThrow('no message');
  await expect(command(mate, '/api/messages/resend', { messageId: theirs!.id })).rejects.toThrow('no message');
  expect(await ask<OwnReach>(mate, '/api/my-reach')).toMatchObject({ version: 0, email: null, byEmail: false, quietFrom: '21:00', offered: { email: true, sms: false }, items: [] });
  expect((await db.as(mate, (tx) => tx.text('select 1 from account_reach', []))).rows).toEqual([]);
  expect((await db.as(system, (tx) => tx.text('select 1 from account_reach', []))).rows.length).toBeGreaterThan(1);
  await employ(db, mate);
  await expect(command(mate, '/api/my-reach/set', { version: 0, byEmail: true, language: 'en', quietFrom: '21:00', quietUntil: '08:00' })).rejects.toMatchObject({ issues: [{ path: 'email' }] });
  expect(await command(mate, '/api/my-reach/set', { version: 0, bySms: true, phone: '139 0000 1111', language: 'en', quietFrom: '21:00', quietUntil: '08:00' })).toMatchObject({ status: 200 });
  expect(await command(mate, '/api/my-reach/set', { version: 0, language: 'en', quietFrom: '21:00', quietUntil: '08:00' })).toMatchObject({ status: 409, body: { code: 'reachChanged' } });
  expect(await ask<OwnReach>(mate, '/api/my-reach')).toMatchObject({ version: 1, phone: '13900001111', language: 'en' });
});
