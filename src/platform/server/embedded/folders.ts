import { createHash, randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { CannotStart, asCannotStart, errnoOf, sentence, type Sentence } from './cannot-start.ts';
import { chooseServiceUser, ownerUid, passes, type ServiceUser } from './service-user.ts';

/**
 * Where things stand. `data` is the folder that was named: it holds the secret and the mark of a run. `home` holds what the database user
 * must reach (files, sockets, log); it is the same folder unless that user cannot enter it.
 */
export type Folders = { data: string; home: string; cluster: string; secret: string; mark: string; log: string; user: ServiceUser | null };

/** Elsewhere, for root only: system services keep their data under /var/lib. */
const ELSEWHERE = '/var/lib/sanshe';
/** Linux takes 107 bytes in a socket's address, macOS 103. */
const LONGEST_SOCKET = 100;

/** Makes the data folder if need be, and decides who runs the database and where its files stand. */
export function findFolders(dataFolder: string, tell: (said: Sentence) => void): Folders {
  const named = resolve(dataFolder);
  try {
    const data = makeDataFolder(named);
    const note = join(data, 'database-kept-in');
    const kept = existsSync(note) ? readFileSync(note, 'utf8').trim() : null;
    const user = chooseServiceUser([join(kept ?? data, 'postgresql'), data]);
    const home = kept ?? chooseHome(data, note, user, tell);
    const cluster = join(home, 'postgresql');
    if (kept !== null && !existsSync(cluster) && existsSync(join(data, 'owner-password'))) throw new CannotStart('clusterGone', { note, folder: kept });
    checkOwner(data, cluster, user);
    return { data, home, cluster, secret: join(data, 'owner-password'), mark: join(data, 'running'), log: join(home, 'postgresql.log'), user };
  } catch (thrown) {
    throw asCannotStart(thrown, named);
  }
}

function makeDataFolder(named: string): string {
  // 711 for root: the service user passes through to its own folders, and can read nothing else.
  makeWithParents(named, process.getuid?.() === 0 ? 0o711 : 0o700);
  const data = realpathSync(named);
  if (!statSync(data).isDirectory()) throw new CannotStart('folderNotWritable', { folder: named, detail: 'ENOTDIR' });
  accessSync(data, constants.W_OK | constants.X_OK | constants.R_OK);
  return data;
}

/** One by one: mkdir's own `recursive` turns for ever under /proc, and calls a read-only file system ENOENT. */
function makeWithParents(path: string, mode: number) {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeWithParents(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EEXIST') throw thrown; // Another start made it meanwhile.
  }
}

function checkOwner(data: string, cluster: string, user: ServiceUser | null) {
  if (process.platform === 'win32' || !existsSync(cluster)) return;
  const owner = statSync(cluster).uid;
  if (owner !== ownerUid(user)) throw new CannotStart('folderOfAnother', { folder: data, owner });
}

function chooseHome(data: string, note: string, user: ServiceUser | null, tell: (said: Sentence) => void): string {
  if (user === null || passes(user, '-x', [data])) return data;
  const isFresh = readdirSync(data).length === 0 && statSync(data).uid === 0;
  if (isFresh && passes(user, '-x', [dirname(data)])) {
    chmodSync(data, 0o711);
    return data;
  }
  return keepElsewhere(data, note, user, tell);
}

/** Root under a private home (/root): the files go under /var/lib, and a note in the data folder says where. */
function keepElsewhere(data: string, note: string, user: ServiceUser, tell: (said: Sentence) => void): string {
  const start = `${basename(dirname(data))}-${basename(data)}-${fingerprint(data).slice(0, 6)}-`;
  const elsewhere = join(ELSEWHERE, start + randomBytes(3).toString('hex'));
  try {
    mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
    for (const earlier of readdirSync(ELSEWHERE)) {
      if (earlier.startsWith(start)) tell(sentence('embedded.told.earlierRemains', { folder: join(ELSEWHERE, earlier) }));
    }
    mkdirSync(elsewhere, { mode: 0o711 });
  } catch (thrown) {
    throw new CannotStart('folderUnreachable', { user: user.name, folder: data, detail: errnoOf(thrown) ?? '?' }, thrown);
  }
  if (!passes(user, '-x', [elsewhere])) throw new CannotStart('folderUnreachable', { user: user.name, folder: data, detail: elsewhere });
  writeFileSync(note, `${elsewhere}\n`);
  tell(sentence('embedded.told.keptElsewhere', { user: user.name, folder: data, elsewhere }));
  return elsewhere;
}

const fingerprint = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 16);

/** A folder that only its owner enters; `owner` is the database's user. */
export function makePrivateFolder(path: string, user: ServiceUser | null) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(path);
  if (process.platform === 'win32') return;
  if (!lstatSync(path).isDirectory() || ![ownerUid(user), process.getuid?.()].includes(uid)) throw new CannotStart('privateFolderTaken', { folder: path });
  chmodSync(path, 0o700);
  if (user) chownSync(path, user.uid, user.gid);
}

/** Where sockets may stand, best first: in the data folder, or under the temporary folder when that path is too long or takes no sockets. */
export function socketFolders({ data, home }: Folders): string[] {
  const near = join(home, 'run');
  // Not os.tmpdir() first: it follows TMPDIR, and two starts with different ones must meet at the same place.
  const temporary = [process.platform === 'win32' ? tmpdir() : '/tmp', tmpdir()].map((folder) => join(folder, `sanshe-${fingerprint(data)}`));
  return [near, ...new Set(temporary)].filter((folder) => Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= LONGEST_SOCKET);
}
