import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sentence, type Sentence } from './cannot-start.ts';
import { serverEnvironment } from './cluster.ts';
import { program, type Engine } from './engine.ts';
import { explain, isStillClosing } from './explain.ts';
import type { Folders } from './folders.ts';
import { asUser } from './service-user.ts';

export type Postmaster = { pid: number; hasExited(): boolean; onExit(then: () => void): void; kill(signal: NodeJS.Signals): void };

/** 5 MB: years of the few lines a sound server writes. The file before it is kept too. */
const LOG_LIMIT = 5_000_000;

/** Starts PostgreSQL and waits until it takes connections, however long its recovery needs. */
export async function startPostmaster(engine: Engine, folders: Folders, tell: (said: Sentence) => void): Promise<Postmaster> {
  turnLog(folders);
  for (let tries = 0; ; tries++) {
    const from = statSync(folders.log).size;
    const postmaster = launch(engine, folders);
    if (await becomesReady(postmaster, folders, tell)) return postmaster;
    const said = readFileSync(folders.log, 'utf8').slice(from);
    // 60 tries of half a second: a long query of the last server may be slow to notice.
    if (tries >= 60 || !isStillClosing(said)) throw explain(said, folders);
    await sleep(500);
  }
}

function turnLog({ log, user }: Folders) {
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) renameSync(log, `${log}.1`);
  closeSync(openSync(log, 'a', 0o600));
  if (user) chownSync(log, user.uid, user.gid);
}

function launch(engine: Engine, folders: Folders): Postmaster {
  const log = openSync(folders.log, 'a');
  // Detached: Ctrl-C goes to the whole group of the terminal, and the server must outlive the requests that are being finished.
  const child = spawn(program(engine, 'postgres'), ['-D', folders.cluster], {
    cwd: folders.home, detached: true, stdio: ['ignore', log, log], env: serverEnvironment(), windowsHide: true, ...asUser(folders.user),
  });
  closeSync(log);
  child.unref();
  return watch(child, engine, folders);
}

function watch(child: ChildProcess, engine: Engine, folders: Folders): Postmaster {
  let exited = false;
  child.once('error', () => (exited = true));
  child.once('exit', () => (exited = true));
  const kill = (signal: NodeJS.Signals) => {
    if (exited) return;
    // Windows has no signals between processes; pg_ctl has its own way.
    if (process.platform === 'win32') spawnSync(program(engine, 'pg_ctl'), ['stop', '-W', '-m', signal === 'SIGINT' ? 'fast' : 'immediate', '-D', folders.cluster]);
    else child.kill(signal);
  };
  return { pid: child.pid ?? -1, hasExited: () => exited, onExit: (then) => void child.once('exit', then), kill };
}

/** False when it ended instead. postmaster.pid tells: its first line is the process, its eighth the state. */
async function becomesReady(postmaster: Postmaster, folders: Folders, tell: (said: Sentence) => void): Promise<boolean> {
  const startedAt = Date.now();
  for (let toldAt = startedAt; !postmaster.hasExited(); await sleep(20)) {
    const lines = pidFile(folders.cluster);
    if (lines[0] === String(postmaster.pid) && lines[7]?.trim() === 'ready') return true;
    if (Date.now() - toldAt < 10_000) continue;
    toldAt = Date.now();
    tell(sentence('embedded.told.stillRecovering', { seconds: Math.round((toldAt - startedAt) / 1000) }));
  }
  return false;
}

export function pidFile(cluster: string): string[] {
  const path = join(cluster, 'postmaster.pid');
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Fast shutdown; a server that takes longer than a minute is cut off and recovers at the next start. */
export async function stopPostmaster({ kill, hasExited }: Pick<Postmaster, 'kill' | 'hasExited'>): Promise<boolean> {
  for (const [signal, seconds] of [['SIGINT', 60], ['SIGQUIT', 10], ['SIGKILL', 5]] as const) {
    kill(signal);
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(20)) {
      if (hasExited()) return true;
    }
  }
  return hasExited();
}

/**
 * A small shell that holds our end of a pipe: when this process is gone, even by kill -9, the pipe closes and the server is shut down in order.
 * It ignores the terminal's signals, since it must be there after them.
 */
export function leaveWatchman(postmaster: Postmaster, folders: Folders): { pid: number; dismiss(): void } {
  if (process.platform === 'win32') return { pid: -1, dismiss: () => {} };
  const script = 'trap "" INT TERM HUP QUIT; cat >/dev/null; kill -INT "$0" 2>/dev/null';
  const shell = spawn('/bin/sh', ['-c', script, String(postmaster.pid)], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'], ...asUser(folders.user) });
  shell.unref();
  shell.on('error', () => {});
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  // -pid: the shell and its cat are a group of their own.
  const dismiss = () => {
    try {
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
    } catch {} // Already gone.
  };
  postmaster.onExit(dismiss);
  return { pid: shell.pid ?? -1, dismiss };
}
