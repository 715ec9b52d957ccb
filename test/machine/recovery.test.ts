import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRunning } from '../../src/platform/server/embedded/running.ts';
import { startProduct, type Product } from '../support/product.ts';

// The whole product as an operator runs it, killed with kill -9 in the middle of an import, of a bulk of verifications and of a match:
// first Node, then PostgreSQL. Everything that was acknowledged is there, nothing is there twice, and what was under way goes on by itself.
const ROWS = 6000;
const BULK = 400;
const COMMAND = resolve(import.meta.dirname, '../../bin/sanshe.mjs');
let folder: string;
let product: Product;
let cookie = '';

beforeEach(async () => {
  cookie = '';
  folder = mkdtempSync(join(tmpdir(), 'sanshe-recovery-'));
  product = await start();
});
afterEach(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

const start = (): Promise<Product> => startProduct({ dataFolder: folder, env: { SANSHE_EMPTY: '1', SANSHE_DATA: folder } });
const command = async (...words: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [COMMAND, ...words], { env: { ...process.env, SANSHE_DATA: folder } })).stdout;

async function call<T>(path: string, body?: Record<string, unknown> | FormData): Promise<T> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${product.url}${path}`, body === undefined ? { headers: { cookie } } : {
    method: 'POST', body: isForm ? body : JSON.stringify({ requestId: randomUUID(), ...body }), headers: { cookie, 'x-sanshe': '1', ...(isForm ? {} : { 'content-type': 'application/json' }) },
  });
  const [set] = answer.headers.getSetCookie();
  if (set) cookie = set.split(';')[0]!;
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean, seconds: number, every = 200): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isSo(answer) || Date.now() > end) return answer;
    await sleep(every);
  }
}

async function ask<T extends object>(query: string): Promise<T[]> {
  const client = new pg.Client((await findRunning(folder))!);
  await client.connect();
  try { return (await client.query<T>(query)).rows; } finally { await client.end(); }
}
const one = async (query: string): Promise<number> => (await ask<{ n: number }>(`select (${query})::int as n`))[0]!.n;

type Import = { status: string; rows: number; rowsDone: number; counts: { imported: number; merged: number; refused: number; notARow: number } };
const sumOf = ({ counts }: Import): number => counts.imported + counts.merged + counts.refused + counts.notARow;

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
function ledger(): string {
  const people = Array.from({ length: ROWS }, (_, i) =>
    `${SURNAMES[i % 20]}${SURNAMES[Math.floor(i / 20) % 20]}${SURNAMES[Math.floor(i / 400) % 20]},,139${String(i).padStart(8, '0')},航空社区,${i}号楼,助餐,中午送饭,急,入户,白音,2021-03-05`);
  return ['姓名,身份证号,联系电话,所属社区,家庭住址,需求类别,具体需求,紧急程度,采集方式,采集人,采集日期', ...people, people[7]!, '没有社区,,13900000000,,1号楼,助餐,中午送饭,急,入户,白音,2021-03-05'].join('\n');
}

async function signInAndUpload(): Promise<string> {
  const password = /^lead {2}(\S+)$/m.exec(await command('user', 'add', 'lead', 'stationLead', '150602'))![1]!;
  await call('/api/session', { username: 'lead', password });
  await call('/api/session/password', { current: password, next: 'Safe-after-the-storm-7' });
  const form = new FormData();
  for (const [name, value] of Object.entries({ requestId: randomUUID(), kind: 'needs', asOf: '2021-06-30' })) form.append(name, value);
  form.append('files', new File([ledger()], '台账.csv'));
  return (await call<{ importId: string }>('/api/imports/upload', form)).importId;
}

const gone = (child: Product['process']): Promise<unknown> => (child.exitCode === null && child.signalCode === null ? new Promise((done) => child.once('exit', done)) : Promise.resolve());

test('killed with kill -9, first Node and then PostgreSQL, it loses nothing that it acknowledged, does nothing twice, and goes on', { timeout: 400_000 }, async () => {
  const importId = await signInAndUpload();
  const look = () => call<Import>(`/api/imports/${importId}`);
  const { rows } = await look();
  expect([rows, sumOf(await look())]).toEqual([ROWS + 3, ROWS + 3]);
  await call('/api/imports/begin', { importId, statesConsent: true });
  const early = await until(look, ({ rowsDone }) => rowsDone > 1000, 60, 20);
  expect([early.status, sumOf(early)]).toEqual(['running', rows]);

  // a bulk and a match on their way as well; the bulk's answer is never heard
  const { items } = await call<{ items: { id: string }[] }>(`/api/needs?limit=${BULK}`);
  const verification = { requestId: randomUUID(), needIds: items.map(({ id }) => id) };
  const { runId } = await call<{ runId: string }>('/api/match-runs', {});
  const unheard = call('/api/needs/verify', verification).catch(() => 'unheard');
  const acknowledged = await look();
  expect(acknowledged.status).toBe('running');
  product.process.kill('SIGKILL');
  await Promise.all([gone(product.process), unheard]);

  product = await start();
  const afterNode = await look();
  expect(afterNode.rowsDone).toBeGreaterThanOrEqual(acknowledged.rowsDone);
  expect([afterNode.rows, sumOf(afterNode)]).toEqual([rows, rows]);
  expect(await one('select count(*) from need')).toBe(await one(`select count(*) from import_row where state = 'done' and outcome = 'imported' and subject_id is not null`));
  expect((await call<{ verified: string[]; left: unknown[] }>('/api/needs/verify', verification)).verified.length).toBe(BULK);

  // the database dies under a server that is at work: the server stops and says so
  process.kill(Number(readFileSync(join(folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  await gone(product.process);
  expect(product.process.exitCode).toBe(1);
  product = await start();
  expect(product.output()).toContain('recovered from its log');

  const done = await until(look, ({ status }) => status !== 'running', 240);
  expect(done).toMatchObject({ status: 'done', rows, rowsDone: rows, counts: { imported: ROWS, merged: 1, refused: 1, notARow: 1 } });
  const run = await until(() => call<{ status: string }>(`/api/match-runs/${runId}`), ({ status }) => !['queued', 'running'].includes(status), 120);
  expect(run.status).toBe('proven');

  expect((await call<{ total: number }>('/api/needs?limit=1')).total).toBe(ROWS);
  expect(await one('select count(*) from need')).toBe(ROWS);
  expect(await one('select count(*) from person')).toBe(ROWS);
  expect(await one('select count(*) from evidence')).toBe(ROWS); // the row that stands twice in the sheet is one hearing
  expect(await one('select count(*) from (select person_id from need group by 1 having count(*) > 1) as twice')).toBe(0);
  expect(await one(`select count(*) from history where kind = 'need' and action = 'verified'`)).toBe(BULK);
  expect(await one(`select count(*) from audit where operation = '/api/needs/verify' and outcome = 'done'`)).toBe(BULK); // a row of the log for each need
  expect(await command('check')).toContain('The audit chain holds');
});
