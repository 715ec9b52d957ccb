import { createHash } from 'node:crypto';
import { rmSync, rmdirSync, mkdirSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart, errnoOf } from './cannot-start.ts';
import { makePrivateFolder, socketFolders, type Folders } from './folders.ts';

/**
 * One process at a time owns a data folder. The owner listens on a socket there: the system closes it with the process, however that ends, so
 * nothing has to be believed about process numbers, which are used again and mean nothing across containers.
 */
export type Ownership = { sockets: string; release(): void };

export async function takeOwnership(folders: Folders): Promise<Ownership> {
  let last: unknown;
  for (const sockets of socketFolders(folders)) {
    try {
      makePrivateFolder(sockets, folders.user);
      const server = await listenAlone(addressIn(sockets, folders), folders);
      server.unref();
      return { sockets, release: () => server.close() };
    } catch (thrown) {
      if (thrown instanceof CannotStart) throw thrown;
      last = thrown; // A file system without sockets (some shared folders): the next place.
    }
  }
  throw new CannotStart('folderNotWritable', { folder: folders.data, detail: errnoOf(last) ?? 'socket' }, last);
}

function addressIn(sockets: string, { data }: Folders): string {
  if (process.platform !== 'win32') return join(sockets, 'owner.sock');
  return `\\\\.\\pipe\\sanshe-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;
}

async function listenAlone(address: string, folders: Folders): Promise<Server> {
  // 100 tries of 50 ms: longer than anyone else takes to clear a dead socket away.
  for (let tries = 0; tries < 100; tries++) {
    const server = await listen(address);
    if (server) return server;
    await refuseIfOwned(address, folders);
    await clearAway(address, folders);
  }
  throw new CannotStart('alreadyRunning', { folder: folders.data, pid: '?' });
}

/** Null when the address is taken, by a living process or by a dead one's socket. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(String(process.pid));
    });
    server.once('error', (thrown) => (errnoOf(thrown) === 'EADDRINUSE' ? resolve(null) : reject(thrown)));
    server.listen(address, () => resolve(server));
  });
}

async function refuseIfOwned(address: string, folders: Folders) {
  const pid = await askOwner(address);
  if (pid !== null) throw new CannotStart('alreadyRunning', { folder: folders.data, pid });
}

/** The owner's process number, or null when nobody listens. */
function askOwner(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(address);
    // A stopped owner (Ctrl-Z) is connected to but does not speak.
    socket.setTimeout(2000, () => (resolve('?'), socket.destroy()));
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.on('end', () => resolve(said || '?'));
    socket.on('error', () => resolve(null));
  });
}

/** Removes a dead owner's socket, one process at a time: else one could remove the socket that another has just made. */
async function clearAway(address: string, folders: Folders) {
  if (process.platform === 'win32') return void (await sleep(50));
  const clearing = `${address}.clearing`;
  try {
    mkdirSync(clearing);
  } catch {
    await sleep(50);
    if (ageOf(clearing) > 5000) rmSync(clearing, { recursive: true, force: true });
    return;
  }
  try {
    // Again, and after a pause: another may have bound the address and not yet listen on it.
    await sleep(30);
    await refuseIfOwned(address, folders);
    rmSync(address, { force: true });
  } finally {
    rmdirSync(clearing);
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
