import type { FastifyInstance } from 'fastify';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../test/support/walk.ts';
import { makeApi } from '../../apps/api.ts';
import { newId } from './ids.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
const workerActor = actorOf('stationLead', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, workerActor);
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => { await app.close(); await db.close(); });

/** Bytes as they are, which no client library would send. */
const sendRaw = (bytes: Buffer | string): Promise<string> => new Promise((done, fail) => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
  let heard = '';
  socket.on('data', (piece) => { heard += piece.toString(); });
  socket.on('end', () => done(heard));
  socket.on('error', fail);
});
const rawGet = (target: Buffer | string) => sendRaw(Buffer.concat([Buffer.from('GET '), Buffer.from(target), Buffer.from(' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')]));

test('what is no address, no HTTP, or too long a header is told in our shape, and nothing of it is said back', async () => {
  for (const target of ['/api/needs/%', '/api/needs/%E0%A4', '/api/confirm/%ff', `/api/needs/${'x'.repeat(300)}`, Buffer.from('/api/needs/需求'), '/api/needs/%ED%A0%80', '/%c0%ae%c0%ae/etc/passwd']) {
    const heard = await rawGet(target);
    expect(heard, String(target)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(heard).toMatch(/content-type: application\/json; charset=utf-8/i);
    const body = JSON.parse(heard.slice(heard.indexOf('{'), heard.lastIndexOf('}') + 1)) as Record<string, unknown>;
    expect(Object.keys(body).sort(), String(target)).toEqual(['code', 'message']);
    expect(heard).not.toContain('%');
  }
  expect(await sendRaw('hello there\r\n\r\n')).toContain('"code":"badAddress"');
  expect(await sendRaw(`GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ${'y'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 .*"code":"headersTooLarge"/s);
});

test('every refusal is JSON in the caller’s language, and nobody on the way keeps it', async () => {
  const answers = [
    await app.inject({ url: '/api/needs', headers: { 'accept-language': 'en' } }), await app.inject({ url: '/api/no-such' }), await worker.get('/api/needs?limit=NaN'), await worker.get(`/api/needs/${newId()}`),
    await worker.post('/api/needs/verify', { needId: newId() }, { origin: 'https://elsewhere.example' }), await worker.get('/api/needs/own'),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 404, 400, 404, 403, 403]);
  for (const { headers } of answers) expect(headers['content-type']).toBe('application/json; charset=utf-8');
  for (const { headers } of answers.filter((_, i) => i !== 1)) expect(headers['cache-control']).toBe('no-store');
  expect(answers[0]!.json()).toEqual({ code: 'notSignedIn', message: 'Please sign in first.' });
  expect(answers[3]!.json()).toEqual({ code: 'notFound', message: '没有找到，或不在您的管辖范围内。' });
});

test('a form with files is read only for those who may send it, and only up to its bound', async () => {
  const port = (app.server.address() as AddressInfo).port;
  const head = (more: string) => `POST /api/imports/upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nx-sanshe: 1\r\nConnection: close\r\n${more}\r\n\r\n`;
  const form = 'Content-Type: multipart/form-data; boundary=b';
  // nobody: answered though not a byte of the body has come
  expect(await sendRaw(head(`${form}\r\nContent-Length: 50000000`))).toMatch(/^HTTP\/1\.1 401 /);
  const cookie = `Cookie: sanshe=${worker.token}`;
  expect(await sendRaw(head(`${form}\r\n${cookie}\r\nContent-Length: 62914560`))).toMatch(/^HTTP\/1\.1 413 .*"limit":"50 MB"/s);
  const broken = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nhalf a li';
  expect(await sendRaw(`${head(`${form}\r\n${cookie}\r\nContent-Length: ${broken.length}`)}${broken}`)).toMatch(/^HTTP\/1\.1 400 .*"code":"badForm"/s);
  expect((await worker.post('/api/imports/upload', { kind: 'needs' })).json()).toMatchObject({ code: 'badForm' });
});

test('twelve files of which each is small enough are refused when they are too much together', { timeout: 60_000 }, async () => {
  const boundary = 'seam';
  const piece = (i: number) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${i}.csv"\r\n\r\n`), Buffer.alloc(9 * 1024 * 1024, 0x61), Buffer.from('\r\n')]);
  // in chunks, so that no length is said beforehand
  async function* body() { for (let i = 0; i < 6; i++) yield piece(i); yield Buffer.from(`--${boundary}--\r\n`); }
  const answer = await fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/imports/upload`, {
    method: 'POST', body: body() as never, duplex: 'half', headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie: `sanshe=${worker.token}` },
  } as RequestInit);
  expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'tooLarge' }]);
});

test('behind a proxy the tries of one address are counted, whatever it claims to be forwarded for', async () => {
  const proxied = await makeApi(db.platform, { log: false, isSecure: true });
  const statuses = new Set<number>();
  for (let i = 0; i < 32; i++) statuses.add((await proxied.inject({ url: '/api/confirm/22222222A', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': `10.0.0.${i}, 203.0.113.9` } })).statusCode);
  expect([...statuses]).toEqual([404, 429]);
  expect((await proxied.inject({ url: '/api/confirm/22222222A', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.10' } })).statusCode).toBe(404);
  await proxied.close();
});

test('behind a proxy the browser’s word for where it is counts by the name it used or by the settings, and a page of another site stays outside', async () => {
  const proxied = await makeApi({ ...db.platform, publicUrl: 'https://sanshe.example' }, { log: false, isSecure: true });
  const post = async (headers: Record<string, string>) => (await proxied.inject({ method: 'POST', url: '/api/needs/verify', remoteAddress: '127.0.0.1', cookies: { sanshe: worker.token }, payload: {}, headers: { host: '127.0.0.1:5180', ...headers } })).statusCode;
  expect(await post({ origin: 'https://sanshe.example', 'sec-fetch-site': 'same-origin' })).toBe(400); // the host rewritten: the body is what is wrong
  expect(await post({ origin: 'https://other.name', 'x-forwarded-host': 'other.name' })).toBe(400);
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'http://sanshe.example' }, { origin: 'https://sanshe.example.evil.example' }, { origin: 'null' }, { origin: 'https://sanshe.example', 'sec-fetch-site': 'same-site' }] as Record<string, string>[]) expect([headers, await post(headers)]).toEqual([headers, 403]);
  expect((await proxied.inject({ url: '/api/health' })).json()).toMatchObject({ url: 'https://sanshe.example' });
  await proxied.close();
  // without a proxy nobody's word is taken for the host
  const forged = await app.inject({ method: 'POST', url: '/api/needs/verify', cookies: { sanshe: worker.token }, payload: {}, headers: { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' } });
  expect(forged.statusCode).toBe(403);
});

test('one command sent twenty times at once has one effect and twenty equal answers', async () => {
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, workerActor, { consentTo: provider.organizationId, isVerified: false });
  for (const [path, body] of [['/api/needs/verify', { needIds: [needId] }], ['/api/referrals/offer', { needId, resourceId: provider.resourceId }]] as const) {
    const requestId = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => worker.post(path, { ...body, requestId })));
    expect(new Set(answers.map(({ statusCode }) => statusCode)), path).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body: text }) => text)).size, path).toBe(1);
    expect((await db.owner.query('select count(*)::int as n from audit where request_id = $1 and operation = $2', [requestId, path])).rows).toEqual([{ n: 1 }]);
  }
  expect((await db.owner.query('select count(*)::int as n from referral where need_id = $1', [needId])).rows).toEqual([{ n: 1 }]);
  expect((await db.owner.query(`select count(*)::int as n from history where subject_id = $1 and action = 'verified'`, [needId])).rows).toEqual([{ n: 1 }]);
  // other content under the number that is being used at this moment is refused, whichever comes first
  const requestId = newId();
  const mixed = await Promise.all([0, 1, 2, 3].map((i) => worker.post('/api/people', { requestId, divisionCode: PLACES.hangkong, fullName: i % 2 ? '白音' : '其其格' })));
  const done = mixed.filter(({ statusCode }) => statusCode === 200);
  expect(new Set(done.map(({ body }) => body)).size).toBe(1);
  for (const { statusCode, body } of mixed) if (statusCode !== 200) expect(JSON.parse(body)).toMatchObject({ code: 'requestIdReused' });
  expect(done.length).toBe(2);
});
