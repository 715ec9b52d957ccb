import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart, sentence, type Sentence } from './cannot-start.ts';
import { program, type Engine } from './engine.ts';
import type { Folders } from './folders.ts';
import { explain } from './explain.ts';
import { asUser } from './service-user.ts';

export const OWNER = 'sanshe_owner';

/** A new cluster takes 40 MB, its first logs 80 MB more, and it may need its own copy of the engine, 60 MB. */
const ROOM_FOR_NEW_MB = 250;
/** Less than this, and PostgreSQL cannot write the log that ends its start. */
const ROOM_TO_START_MB = 32;

/** Makes the cluster if there is none, whole or not at all, and answers its owner's password. */
export async function ensureCluster(engine: Engine, folders: Folders, tell: (said: Sentence) => void): Promise<string> {
  const written = `${folders.secret}.new`;
  const halfMade = readdirSync(folders.home).filter((name) => name.startsWith('postgresql.making'));
  if (halfMade.length > 0 && !existsSync(folders.cluster)) tell(sentence('embedded.told.halfMade'));
  for (const name of halfMade) rmSync(join(folders.home, name), { recursive: true, force: true, maxRetries: 5 });
  if (existsSync(folders.cluster)) {
    if (!existsSync(folders.secret) && existsSync(written)) renameSync(written, folders.secret);
    return readCluster(engine, folders);
  }
  const password = randomBytes(24).toString('base64url');
  const making = join(folders.home, `postgresql.making-${randomBytes(3).toString('hex')}`);
  try {
    await initialize(engine, folders, making, password);
    // The secret is on the disk before the cluster has its name, and takes its own name after it: a cut between the two is mended above.
    writeDurably(written, `${password}\n`);
    renameSync(making, folders.cluster);
    renameSync(written, folders.secret);
  } catch (thrown) {
    rmSync(making, { recursive: true, force: true });
    rmSync(written, { force: true });
    throw thrown;
  }
  return password;
}

function readCluster(engine: Engine, { data, cluster, secret }: Folders): string {
  const found = existsSync(join(cluster, 'PG_VERSION')) ? readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim() : '?';
  const expected = engine.version.split('.')[0] ?? '';
  if (found !== expected) throw new CannotStart('otherVersion', { folder: cluster, found, expected });
  if (!existsSync(secret)) throw new CannotStart('secretMissing', { folder: data, file: secret });
  return readFileSync(secret, 'utf8').trim();
}

/** Refuses a disk on which the start could only fail. */
export function checkRoom({ home: folder, cluster }: Folders) {
  const needed = existsSync(cluster) ? ROOM_TO_START_MB : ROOM_FOR_NEW_MB;
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free < needed) throw new CannotStart('diskFull', { folder, free, needed });
}

function writeDurably(path: string, text: string) {
  const file = openSync(path, 'w', 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
}

async function initialize(engine: Engine, folders: Folders, making: string, password: string) {
  const passwordFile = `${making}.pw`;
  const own = (path: string) => folders.user && chownSync(path, folders.user.uid, folders.user.gid);
  mkdirSync(making, { mode: 0o700 });
  own(making);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    own(passwordFile);
    // C.UTF-8 of the builtin provider: the same order on every machine and after every upgrade. Chinese order is asked for where it is
    // shown, as the collation "zh-x-icu".
    const words = ['-D', making, '-U', OWNER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums', '--text-search-config=simple', '--no-instructions'];
    await runToEnd(program(engine, 'initdb'), words, folders);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runToEnd(command: string, words: string[], folders: Folders): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: folders.home, stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment(), windowsHide: true, ...asUser(folders.user) });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', (thrown) => reject(new CannotStart('engineDoesNotRun', { detail: thrown.message }, thrown)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(explain(said, folders))));
  });
}

/** Nothing of our own environment reaches the server: neither PG… settings nor secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TZDIR } = process.env;
  return { PATH, SystemRoot, TEMP, TZDIR, LC_ALL: 'C' };
}

/** Whether the last server on this cluster ended in order; pg_control keeps its state as the 32-bit number at byte 16, and 1 is "shut down". */
export function wasShutDown(cluster: string): boolean {
  const file = openSync(join(cluster, 'global', 'pg_control'), 'r');
  try {
    const state = Buffer.alloc(4);
    readSync(file, state, 0, 4, 16);
    return state.readInt32LE(0) === 1;
  } finally {
    closeSync(file);
  }
}
