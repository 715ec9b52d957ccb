import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CannotStart } from './cannot-start.ts';
import { startEmbedded, type Embedded } from './launcher.ts';
import { chooseServiceUser, passes } from './service-user.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534, name: 'nobody' };
const workshop = resolve('dist', `launcher-test-${process.pid}`);
const script = join(workshop, 'parent.mjs');
let folder: string;
const running: Embedded[] = [];
const children: ChildProcess[] = [];

/** A Node process that starts the server, says its process numbers in one JSON line and stays. */
const PARENT = `
import { startEmbedded } from '${resolve('src/platform/server/embedded/launcher.ts')}';
try {
  const { processes, recovered, stop } = await startEmbedded({ dataFolder: process.argv[2], log: () => {} });
  process.on('SIGTERM', () => stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ ...processes, recovered }));
  setInterval(() => {}, 1000);
} catch (thrown) {
  console.log(JSON.stringify({ code: thrown.code, message: thrown.message }));
}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanshe-launcher-'));
  chmodSync(folder, 0o755);
  await build({ stdin: { contents: PARENT, resolveDir: resolve('.') }, bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: script, logLevel: 'error' });
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => {
  rmSync(workshop, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function start(name: string, onDied?: (said: string) => void): Promise<Embedded> {
  const server = await startEmbedded({ dataFolder: join(folder, name), log: () => {}, onDied: (said) => onDied?.(said.en) });
  running.push(server);
  return server;
}

type Said = { postmaster?: number; watchman?: number; recovered?: { en: string } | null; code?: string };

function startElsewhere(dataFolder: string, user: { uid?: number; gid?: number } = {}): Promise<{ child: ChildProcess; said: Said }> {
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/', env: { PATH: process.env.PATH, HOME: '/nonexistent' }, ...user });
  children.push(child);
  return new Promise((done, fail) => {
    child.stdout?.once('data', (line: Buffer) => done({ child, said: JSON.parse(line.toString()) }));
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the parent ended with ${code}`)));
  });
}

async function ask(server: Embedded, query: string): Promise<unknown> {
  const client = new Client(server.owner);
  await client.connect();
  try {
    const { rows } = await client.query({ text: query, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    if (!existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/cmdline`).length === 0) return true;
    await sleep(20);
  }
  return false;
}

const refusalOf = (name: string) => start(name).then(() => 'started', (thrown) => (thrown instanceof CannotStart ? thrown.code : thrown));

describe.runIf(process.platform === 'linux')('the embedded database', { timeout: 120_000 }, () => {
  it('is made at the first start: UTF-8, checksums, scram, no TCP, Chinese in its order', async () => {
    const server = await start('fresh');
    expect(server.recovered).toBeNull();
    for (const [query, answer] of [
      ['show server_encoding', 'UTF8'], ['show data_checksums', 'on'], ['show fsync', 'on'], ['show listen_addresses', ''],
      ['select current_user::text', 'sanshe_owner'], ['select current_database()::text', 'sanshe'],
      [`select string_agg(n, '' order by n collate "zh-x-icu") from unnest(array['赵', '阿', '包']) n`, '阿包赵'],
      [`select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256'`, 0],
    ]) expect(await ask(server, String(query)), String(query)).toBe(answer);
    const byUrl = new Client(server.ownerUrl);
    await byUrl.connect();
    await byUrl.end();
  });

  it('is up again within five seconds, and keeps what was written', async () => {
    const first = await start('again');
    await ask(first, 'create table kept as select 42 as n');
    await first.stop();
    const startedAt = Date.now();
    const second = await start('again');
    expect(Date.now() - startedAt).toBeLessThan(5000);
    expect(second.recovered).toBeNull();
    expect(await ask(second, 'select n from kept')).toBe(42);
  });

  it('keeps its password in one file that only its owner reads', async () => {
    const server = await start('secret');
    const data = join(folder, 'secret');
    expect(statSync(join(data, 'owner-password')).mode & 0o777).toBe(0o600);
    const holders = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(server.owner.password))
      .map((entry) => entry.name);
    expect(holders).toEqual(['owner-password']);
    expect(statSync(server.owner.host).mode & 0o077).toBe(0);
  });

  it('recovers after kill -9 of the server, tells its parent of the death, and the acknowledged write is there', async () => {
    let died = '';
    const server = await start('server-killed', (said) => (died = said));
    await ask(server, 'create table kept as select 7 as n');
    process.kill(server.processes.postmaster, 'SIGKILL');
    for (let tries = 0; tries < 250 && died === ''; tries++) await sleep(20);
    expect(died).toContain('stopped unexpectedly');
    await server.stop();
    const next = await start('server-killed');
    expect(next.recovered?.en).toContain('recovered from its log');
    expect(await ask(next, 'select n from kept')).toBe(7);
  });

  it('shuts down in order when its parent is killed with kill -9, and says so at the next start', async () => {
    const data = join(folder, 'parent-killed');
    const { child, said } = await startElsewhere(data);
    child.kill('SIGKILL');
    expect(await isGone(said.postmaster ?? 0)).toBe(true);
    expect((await start('parent-killed')).recovered?.en).toContain('closed itself in order');
  });

  it('is stopped and started anew when parent and watchman were killed and the server went on', async () => {
    const data = join(folder, 'orphan');
    const { child, said } = await startElsewhere(data);
    process.kill(-(said.watchman ?? 0), 'SIGKILL');
    child.kill('SIGKILL');
    await sleep(300);
    expect(existsSync(`/proc/${said.postmaster}`)).toBe(true);
    const next = await start('orphan');
    expect(next.recovered?.en).toContain('shut down in order and started again');
    expect(next.processes.postmaster).not.toBe(said.postmaster);
  });

  it('recovers when parent, watchman and server were all killed', async () => {
    const { child, said } = await startElsewhere(join(folder, 'all-killed'));
    process.kill(-(said.watchman ?? 0), 'SIGKILL');
    child.kill('SIGKILL');
    process.kill(said.postmaster ?? 0, 'SIGKILL');
    expect((await start('all-killed')).recovered?.en).toContain('recovered from its log');
  });

  it('stops with a parent that is asked to end', async () => {
    const { child, said } = await startElsewhere(join(folder, 'asked'));
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await isGone(said.postmaster ?? 0)).toBe(true);
    expect((await start('asked')).recovered).toBeNull();
  });

  it('is refused to a second process on the same folder, however close the two', async () => {
    const data = join(folder, 'two');
    const both = await Promise.all([startElsewhere(data), startElsewhere(data)]);
    expect(both.map(({ said }) => said.code ?? 'started').toSorted()).toEqual(['alreadyRunning', 'started']);
    expect(await refusalOf('two')).toBe('alreadyRunning');
  });

  it('is made anew when making it was cut short', async () => {
    const data = join(folder, 'half');
    const child = spawn(process.execPath, [script, data], { stdio: 'ignore', cwd: '/' });
    while (!existsSync(data) || !readdirSync(data).some((name) => name.startsWith('postgresql.making'))) await sleep(5);
    await sleep(200);
    child.kill('SIGKILL');
    const server = await start('half');
    expect(await ask(server, 'select 1')).toBe(1);
    expect(readdirSync(data).filter((name) => name.includes('making') || name.endsWith('.new'))).toEqual([]);
  });

  it('takes a postmaster.pid that names some other program for what it is', async () => {
    const first = await start('reused');
    await first.stop();
    const file = join(folder, 'reused', 'postgresql', 'postmaster.pid');
    writeFileSync(file, `${process.ppid}\n${join(folder, 'reused', 'postgresql')}\n`);
    expect(await ask(await start('reused'), 'select 1')).toBe(1);
  });

  it('works at a path too long for a socket', async () => {
    const server = await start(join('l'.repeat(120), '很长的目录'));
    expect(Buffer.byteLength(server.owner.host)).toBeLessThan(90);
    expect(statSync(server.owner.host).mode & 0o777).toBe(0o700);
    await server.stop();
    rmSync(server.owner.host, { recursive: true });
  });

  it('refuses in a sentence: another version, a lost or foreign secret, a file in the way', async () => {
    const first = await start('odd');
    await first.stop();
    const data = join(folder, 'odd');
    const version = join(data, 'postgresql', 'PG_VERSION');
    writeFileSync(version, '17\n');
    expect(await refusalOf('odd')).toBe('otherVersion');
    writeFileSync(version, '18\n');
    copyFileSync(join(data, 'owner-password'), join(data, 'aside'));
    writeFileSync(join(data, 'owner-password'), 'foreign\n');
    expect(await refusalOf('odd')).toBe('secretWrong');
    rmSync(join(data, 'owner-password'));
    expect(await refusalOf('odd')).toBe('secretMissing');
    writeFileSync(join(folder, 'file'), '');
    expect(await refusalOf('file')).toBe('folderNotWritable');
  });

  it.runIf(isRoot)('started by root, is run by an ordinary user and can be entered by no other', async () => {
    const server = await start('as-root');
    const { uid } = statSync(`/proc/${server.processes.postmaster}`);
    expect(uid).not.toBe(0);
    expect(uid).toBe(chooseServiceUser([])?.uid);
    expect(statSync(join(folder, 'as-root', 'owner-password')).uid).toBe(0);
  });

  it.runIf(isRoot)('started by root under a private home, keeps its files elsewhere and finds them again', async () => {
    const home = join(folder, 'private');
    mkdirSync(home, { mode: 0o700 });
    const first = await start('private/data');
    await ask(first, 'create table kept as select 1 as n');
    await first.stop();
    const elsewhere = readFileSync(join(home, 'data', 'database-kept-in'), 'utf8').trim();
    try {
      const second = await start('private/data');
      expect(await ask(second, 'select n from kept')).toBe(1);
      await second.stop();
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
    expect(await refusalOf('private/data')).toBe('clusterGone');
  });

  it.runIf(isRoot && passes(nobody, '-r', [resolve('package.json')]))('is started by an ordinary user, and later by root as that user', async () => {
    const theirs = join(folder, 'theirs');
    mkdirSync(theirs, { recursive: true });
    chownSync(theirs, nobody.uid, nobody.gid);
    const { child, said } = await startElsewhere(join(theirs, 'data'), nobody);
    expect(said.recovered).toBeNull();
    expect(statSync(`/proc/${said.postmaster}`).uid).toBe(nobody.uid);
    child.kill('SIGTERM');
    await isGone(said.postmaster ?? 0);
    await isGone(child.pid ?? 0);
    const server = await start('theirs/data');
    expect(server.recovered).toBeNull();
    expect(statSync(`/proc/${server.processes.postmaster}`).uid).toBe(nobody.uid);
    expect((await startElsewhere(join(folder, 'not-theirs'), nobody)).said.code).toBe('folderNotWritable');
  });
});
