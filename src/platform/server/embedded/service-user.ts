import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** Whom the database runs as when we are root: PostgreSQL refuses to run as root itself. */
export type ServiceUser = { uid: number; gid: number; name: string };

const isRoot = () => process.getuid?.() === 0;

/** The number that owns what the database writes: the service user's, or our own. */
export const ownerUid = (user: ServiceUser | null) => user?.uid ?? process.getuid?.() ?? -1;

/** `{ uid, gid }` for spawn, or nothing when we are not root. */
export const asUser = (user: ServiceUser | null) => (user ? { uid: user.uid, gid: user.gid } : {});

function ask(...words: string[]): string | null {
  const [command = '', ...rest] = words;
  const answer = spawnSync(command, rest, { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : null;
}

function named(uid: number): ServiceUser | null {
  const name = ask('id', '-un', String(uid));
  const gid = name === null ? null : ask('id', '-g', name);
  return name === null || gid === null ? null : { uid, gid: Number(gid), name };
}

function byName(name: string): ServiceUser | null {
  const uid = ask('id', '-u', name);
  return uid === null ? null : named(Number(uid));
}

/** Whether `user` passes the shell test `-x`, `-r` or `-w` on every path. Asked of the system itself, which knows ACLs and mounts. */
export function passes(user: ServiceUser | null, test: '-x' | '-r' | '-w', paths: string[]): boolean {
  const script = `for p in "$@"; do test ${test} "$p" || exit 1; done`;
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { cwd: '/', stdio: 'ignore', ...asUser(user) }).status === 0;
}

/** The owner of `path`, or of its nearest existing parent. */
function ownerOf(path: string): number {
  if (existsSync(path)) return statSync(path).uid;
  return dirname(path) === path ? 0 : ownerOf(dirname(path));
}

/**
 * Null when we are not root. As root: the owner of the first of `paths` that is not root's (so that a folder made by an ordinary user stays his),
 * else `postgres`, else `nobody`.
 */
export function chooseServiceUser(paths: string[]): ServiceUser | null {
  if (!isRoot()) return null;
  for (const path of paths) {
    const uid = ownerOf(path);
    const owner = uid === 0 ? null : named(uid);
    if (owner && mayRunAs(owner)) return owner;
  }
  const found = ['postgres', 'nobody'].map(byName).find((user) => user !== null && user.uid !== 0 && mayRunAs(user));
  if (!found) throw new CannotStart('noServiceUser', { detail: 'setuid' });
  return found;
}

/** A container may forbid root to become another user, or know no such number. */
function mayRunAs(user: ServiceUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'exit 0'], { cwd: '/', ...asUser(user) }).status === 0;
}
