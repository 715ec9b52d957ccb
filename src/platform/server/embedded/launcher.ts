import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { CannotStart, asCannotStart, sentence, type Sentence } from './cannot-start.ts';
import { OWNER, checkRoom, ensureCluster, wasShutDown } from './cluster.ts';
import { prepareEngine } from './engine.ts';
import { lastComplaint } from './explain.ts';
import { findFolders, type Folders } from './folders.ts';
import { markedPid, stopOrphan } from './orphan.ts';
import { takeOwnership, type Ownership } from './ownership.ts';
import { leaveWatchman, startPostmaster, stopPostmaster, type Postmaster } from './server-process.ts';
import { writeSettings, type Listening } from './settings.ts';

const DATABASE = 'sanshe';

export type StartEmbedded = {
  dataFolder: string;
  /** Takes what the operator may want to read while starting. */
  log: (said: Sentence) => void;
  /** Called once when the server ends without having been told to; the next start recovers. */
  onDied?: (said: Sentence) => void;
  /** False only for tests: nothing is then forced to the disk. */
  durable?: boolean;
};

export type Embedded = {
  /** Of the role that owns the tables, to the database `sanshe`. */
  ownerUrl: string;
  owner: { host: string; port: number; user: string; password: string; database: string };
  /** What an earlier run's end made necessary, or null when it ended in order. */
  recovered: Sentence | null;
  processes: { postmaster: number; watchman: number };
  stop(): Promise<void>;
};

/** Starts the embedded PostgreSQL on a data folder, making it if it is new. Throws `CannotStart` when this machine is in the way. */
export async function startEmbedded({ dataFolder, log, onDied, durable = true }: StartEmbedded): Promise<Embedded> {
  const folders = findFolders(dataFolder, log);
  const ownership = await takeOwnership(folders);
  try {
    return await startOwned(folders, ownership, { log, onDied, durable });
  } catch (thrown) {
    ownership.release();
    throw asCannotStart(thrown, folders.data);
  }
}

type Wishes = { log: (said: Sentence) => void; onDied: StartEmbedded['onDied']; durable: boolean };

async function startOwned(folders: Folders, ownership: Ownership, { log, onDied, durable }: Wishes): Promise<Embedded> {
  checkRoom(folders);
  const engine = prepareEngine(folders.home, folders.user);
  const password = await ensureCluster(engine, folders, log);
  const recovered = await settleLastRun(folders);
  const listening: Listening = process.platform === 'win32' ? { host: '127.0.0.1', port: await freePort() } : { host: ownership.sockets, port: 5432 };
  writeSettings(folders, listening, durable);
  writeFileSync(folders.mark, String(process.pid), { mode: 0o600 });
  const postmaster = await startPostmaster(engine, folders, log);
  const ending = endWithUs(postmaster, folders, ownership, onDied);
  const owner = { ...listening, user: OWNER, password, database: DATABASE };
  try {
    await ensureDatabase(owner, folders);
  } catch (thrown) {
    await ending.stop();
    throw thrown;
  }
  return { owner, ownerUrl: urlOf(owner), recovered, processes: { postmaster: postmaster.pid, watchman: ending.watchman }, stop: ending.stop };
}

/** Stops what the last run left, and says how that run ended; null when it ended in order. */
async function settleLastRun(folders: Folders): Promise<Sentence | null> {
  const wasCutOff = markedPid(folders) !== null;
  const orphan = await stopOrphan(folders);
  // No mark: the last run told its server to stop, and we met it still closing.
  if (orphan !== null && wasCutOff) return sentence('embedded.recovered.orphan');
  if (!wasShutDown(folders.cluster)) return sentence('embedded.recovered.crash');
  return wasCutOff ? sentence('embedded.recovered.abrupt') : null;
}

/** Ties the server's life to ours: stopped on request, told to stop when this process exits, watched for when it is killed. */
function endWithUs(postmaster: Postmaster, folders: Folders, ownership: Ownership, onDied: StartEmbedded['onDied']) {
  const watchman = leaveWatchman(postmaster, folders);
  const atExit = () => {
    postmaster.kill('SIGINT');
    rmSync(folders.mark, { force: true });
  };
  process.once('exit', atExit);
  let stopped: Promise<void> | undefined;
  const end = async () => {
    const inOrder = await stopPostmaster(postmaster);
    watchman.dismiss();
    process.off('exit', atExit);
    if (inOrder) rmSync(folders.mark, { force: true });
    ownership.release();
  };
  postmaster.onExit(() => {
    if (stopped) return;
    const detail = lastComplaint(readFileSync(folders.log, 'utf8').slice(-4000));
    onDied?.(sentence('embedded.died', { detail, file: folders.log }));
  });
  return { watchman: watchman.pid, stop: () => (stopped ??= end()) };
}

/** Signs in, which proves the secret, and makes the database at the first start. */
async function ensureDatabase(owner: Embedded['owner'], folders: Folders) {
  const client = new Client({ ...owner, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } catch (thrown) {
    const isRefused = thrown instanceof Error && 'code' in thrown && thrown.code === '28P01';
    throw isRefused ? new CannotStart('secretWrong', { file: folders.secret, folder: folders.data }, thrown) : thrown;
  } finally {
    await client.end().catch(() => {});
  }
}

function urlOf({ host, port, user, password, database }: Embedded['owner']): string {
  if (process.platform === 'win32') return `postgres://${user}:${password}@${host}:${port}/${database}`;
  return `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
