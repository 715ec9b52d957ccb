import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMail, startHttpReceiver, startMailReceiver, type Manner } from '../../../../test/support/receivers.ts';
import type { ChannelKind } from '../core/channel.ts';
import { admitUrl } from './address.ts';
import { channelFor } from './channel-for.ts';
import { post } from './post.ts';

let receiver: Awaited<ReturnType<typeof startHttpReceiver>>;
beforeEach(async () => { receiver = await startHttpReceiver(); });
afterEach(() => receiver.close());

const at = new Date('2026-03-02T09:00:00.123+08:00');
const message = { id: '019c0000-0000-7000-8000-000000000001', occasion: 'trial', to: '13900001111', title: '试发', body: '第一行\n第二行', at };
const robot = (kind: ChannelKind, key?: string) => channelFor({ kind, settings: { isLocal: true }, secret: { url: `${receiver.url}/hook?token=t`, ...(key ? { key } : {}) } });
const sms = (more: Record<string, string> = {}, key?: string) => channelFor({ kind: 'sms', settings: { isLocal: true, body: '{"mobile":"{{phone}}","content":"{{text}}"}', ...more }, secret: { url: receiver.url, ...(key ? { key } : {}) } });

test('the robots of WeCom, DingTalk and Feishu get text in their own form, signed as each asks', async () => {
  for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) expect(await robot(kind, kind === 'wecom' ? undefined : 'SECkey').send(message)).toMatchObject({ is: 'sent' });
  const [wecom, dingtalk, feishu] = receiver.got;
  expect(JSON.parse(wecom!.body)).toEqual({ msgtype: 'text', text: { content: '试发\n第一行\n第二行' } });
  expect(wecom!.headers).toMatchObject({ 'x-sanshe-message': message.id, 'x-sanshe-occasion': 'trial' });
  const address = new URL(dingtalk!.path, receiver.url);
  expect(address.searchParams.get('token')).toBe('t');
  expect(address.searchParams.get('sign')).toBe(createHmac('sha256', 'SECkey').update(`${at.getTime()}\nSECkey`).digest('base64'));
  expect(address.searchParams.get('timestamp')).toBe(String(at.getTime()));
  const seconds = String(Math.floor(at.getTime() / 1000));
  expect(JSON.parse(feishu!.body)).toEqual({ timestamp: seconds, sign: createHmac('sha256', `${seconds}\nSECkey`).update('').digest('base64'), msg_type: 'text', content: { text: '试发\n第一行\n第二行' } });
});

test('an SMS gateway gets its own JSON, signed, and its answer is read where the operator said', async () => {
  expect(await sms({ signatureHeader: 'X-Sign' }, 'secret').send(message)).toMatchObject({ is: 'sent' });
  expect(JSON.parse(receiver.got[0]!.body)).toEqual({ mobile: '13900001111', content: '第一行 第二行' });
  expect(receiver.got[0]!.headers['x-sign']).toBe(createHmac('sha256', 'secret').update(receiver.got[0]!.body).digest('hex'));
  receiver.behave({ answers: '{"result":{"status":"FAIL"},"msg":"余额不足"}' });
  expect(await sms({ okField: 'result.status', okValue: 'OK' }).send(message)).toEqual({ is: 'refused', why: 'refused', said: '{"result":{"status":"FAIL"},"msg":"余额不足"}' });
  receiver.behave({ answers: 'ok' });
  expect(await sms({ okField: 'code', okValue: '0' }).send(message)).toMatchObject({ is: 'refused', why: 'unclear' });
});

test('what goes wrong on the way is told apart: for now, for good, and what never arrived', async () => {
  const becomes = async (manner: Manner, kind: ChannelKind = 'wecom') => { receiver.behave(manner); const { is, ...rest } = await robot(kind).send(message); return [is, 'why' in rest ? rest.why : null]; };
  expect(await becomes('fails')).toEqual(['tryLater', 'busy']);
  expect(await becomes('hangsUp')).toEqual(['tryLater', 'noConnection']);
  expect(await becomes('redirects')).toEqual(['refused', 'redirected']);
  expect(await becomes({ answers: '{"errcode":45009,"errmsg":"api freq out of limit"}' })).toEqual(['tryLater', 'busy']);
  expect(await becomes({ answers: '{"errcode":93000,"errmsg":"invalid webhook url"}' })).toEqual(['refused', 'refused']);
  expect(await becomes({ answers: '{"code":19021,"msg":"sign match fail"}' }, 'feishu')).toEqual(['refused', 'refused']);
  expect(await becomes({ answers: '<html>welcome</html>' })).toEqual(['refused', 'unclear']);
  expect(await becomes('endless')).toEqual(['refused', 'unclear']); // and is not read to an end that never comes
  await receiver.close();
  expect(await robot('wecom').send(message)).toMatchObject({ is: 'tryLater', why: 'noConnection' });
  receiver = await startHttpReceiver();
});

test('an answer that does not come is not waited for beyond the limit', async () => {
  receiver.behave('silent');
  const began = Date.now();
  await expect(post({ url: new URL(receiver.url), body: '{}', isLocal: true, timeLimitMs: 200 })).rejects.toMatchObject({ code: 'TIME_LIMIT' });
  expect(Date.now() - began).toBeLessThan(2000);
});

test('a name that means this machine is not reached unless that was said', async () => {
  const url = receiver.url.replace('127.0.0.1', 'localhost');
  expect(await channelFor({ kind: 'wecom', settings: { isLocal: false }, secret: { url } }).send(message)).toEqual({ is: 'refused', why: 'forbiddenAddress', said: '' });
  expect(receiver.got).toEqual([]);
});

test('an operator’s address is https, or http within the own network where that is said', () => {
  const codeOf = (typed: string, isLocal: boolean) => { const admitted = admitUrl(typed, isLocal); return admitted.ok ? 'ok' : admitted.refusal.code; };
  expect(codeOf('https://oapi.dingtalk.com/robot/send?access_token=x', false)).toBe('ok');
  expect(codeOf('http://oapi.dingtalk.com/robot', true)).toBe('addressNeedsHttps');
  expect([codeOf('http://10.1.2.3:8080/sms', false), codeOf('http://10.1.2.3:8080/sms', true)]).toEqual(['addressNeedsHttps', 'ok']);
  expect([codeOf('https://127.0.0.1/x', false), codeOf('http://127.0.0.1/x', true)]).toEqual(['addressForbidden', 'ok']);
  // the ways of writing a number that are meant to deceive come out as the number
  for (const typed of ['http://2130706433/', 'http://0x7f.1/', 'https://[::1]/', 'https://[::ffff:7f00:1]/']) expect([typed, codeOf(typed, false)]).toEqual([typed, 'addressForbidden']);
  for (const typed of ['https://169.254.169.254/latest', 'https://[fe80::1]/', 'https://[::ffff:a9fe:a9fe]/']) expect([typed, codeOf(typed, true)]).toEqual([typed, 'addressForbidden']);
  for (const typed of ['', 'oapi.dingtalk.com', 'file:///etc/passwd', 'ftp://x.org/']) expect([typed, codeOf(typed, true)]).toEqual([typed, 'addressNotUnderstood']);
  // a name that only begins like a number of the own network is a name
  expect([codeOf('http://10.example.org/', true), codeOf('http://127.0.0.1.example.org/', true)]).toEqual(['addressNeedsHttps', 'addressNeedsHttps']);
  expect(codeOf('https://a:b@example.org/', false)).toBe('addressWithPassword');
});

test('a mail server takes a mail with its title, text and the message’s own id; what it refuses is told apart', async () => {
  const server = await startMailReceiver({ user: 'station', pass: 'right' });
  const mail = (password: string) => channelFor({ kind: 'email', settings: { isLocal: true, host: '127.0.0.1', port: server.port, security: 'none', from: 'sanshe@example.org', username: 'station' }, secret: { password } });
  const letter = { ...message, to: 'w@example.org' };
  expect(await mail('right').send(letter)).toMatchObject({ is: 'sent' });
  const read = readMail(server.got[0]!);
  expect([server.got[0]!.from, server.got[0]!.to, read.subject, read.body.replaceAll('\r\n', '\n'), read.header('message-id'), read.header('x-sanshe-message'), read.header('auto-submitted')])
    .toEqual(['sanshe@example.org', ['w@example.org'], '试发', '第一行\n第二行', `<${message.id}@example.org>`, message.id, 'auto-generated']);
  expect(await mail('wrong').send(letter)).toMatchObject({ is: 'refused', why: 'loginRefused' });
  server.refuse('recipient', 550);
  expect(await mail('right').send(letter)).toMatchObject({ is: 'refused', why: 'addressRefused' });
  server.refuse('data', 451);
  expect(await mail('right').send(letter)).toMatchObject({ is: 'tryLater', why: 'busy' });
  await server.close();
  expect(await mail('right').send(letter)).toMatchObject({ is: 'tryLater', why: 'noConnection' });
  expect(server.got).toHaveLength(1);
});
