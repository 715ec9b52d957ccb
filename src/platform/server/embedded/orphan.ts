import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import type { Folders } from './folders.ts';
import { pidFile, stopPostmaster } from './server-process.ts';

/**
 * Stops the server that a run before this one left behind; the process number, or null if there was none.
 * Called only by the owner of the data folder. A postmaster.pid that names some other program is a dead server's, and is removed:
 * PostgreSQL would take that program for a server and refuse to start.
 */
export async function stopOrphan(folders: Folders): Promise<number | null> {
  const pid = Number(pidFile(folders.cluster)[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  if (!isServerOf(pid, folders.cluster)) {
    rmSync(join(folders.cluster, 'postmaster.pid'), { force: true });
    return null;
  }
  const parent = parentOf(pid);
  if (parent !== null && parent > 1 && parent === markedPid(folders)) throw new CannotStart('alreadyRunning', { folder: folders.data, pid: parent });
  const hasExited = () => !isServerOf(pid, folders.cluster);
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {} // Gone between the look and the signal.
  };
  if (!(await stopPostmaster({ kill, hasExited }))) throw new CannotStart('orphanRemains', { folder: folders.data, pid });
  return pid;
}

/** Our own mark of a run that has not ended in order holds its process number. */
export function markedPid({ mark }: Folders): number | null {
  return existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : null;
}

/** Whether `pid` is a living postgres on just this cluster: numbers are used again, above all after the machine was restarted. */
function isServerOf(pid: number, cluster: string): boolean {
  const words = commandOf(pid);
  return words !== null && /postgres/.test(words) && words.includes(cluster);
}

function commandOf(pid: number): string | null {
  if (process.platform !== 'linux') return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout || null;
  try {
    // A zombie's command line is empty.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || null;
  } catch {
    return null;
  }
}

function parentOf(pid: number): number | null {
  if (process.platform !== 'linux') return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout) || null;
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) || null;
  } catch {
    return null;
  }
}
