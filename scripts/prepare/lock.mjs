import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say, sentenceError } from './say.mjs';

/** The holder touches its file every second; one not touched for this long belongs to nobody. */
const STALE_AFTER_MS = 15_000;

/** Waits until no other preparation of this tree is under way, and answers how to end ours. */
export async function takeLock(path) {
  const ours = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  for (let hasSaid = false; !tryTake(path, ours); await sleep(200)) {
    clearStale(path);
    if (!hasSaid) say('另一个进程正在准备，等它完成……', 'Another preparation is under way; waiting for it …');
    hasSaid = true;
  }
  const beat = setInterval(() => touch(path), 1000);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (read(path) === ours) rmSync(path, { force: true });
  };
}

function tryTake(path, ours) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, ours, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown.code === 'EEXIST') return false;
    throw sentenceError(
      `不能写入 ${dirname(path)}（${thrown.code}）：请改正它的权限，或在可写的位置重新克隆。`,
      `${dirname(path)} cannot be written (${thrown.code}): mend its permissions, or clone into a place that can.`);
  }
}

function clearStale(path) {
  const judged = read(path);
  if (judged === null || !isStale(path, judged)) return;
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    // Another may have cleared the dead one's and taken its own between our look and our step: that one goes back.
    if (read(aside) === judged) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch {} // Somebody else was faster.
}

function isStale(path, held) {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_AFTER_MS) return true;
    const { pid, host } = JSON.parse(held);
    return host === hostname() && !isAlive(pid);
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown.code === 'EPERM';
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {} // Taken away: the end of ours will notice.
}
