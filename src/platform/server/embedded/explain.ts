import { CannotStart } from './cannot-start.ts';
import type { Folders } from './folders.ts';

/** What PostgreSQL says when it cannot go on (its messages are in English: LC_ALL=C), and what that means to the operator. */
export function explain(said: string, folders: Pick<Folders, 'data' | 'home' | 'cluster' | 'log'>): CannotStart {
  const detail = lastComplaint(said);
  const library = /loading shared libraries: ([^:]+)/.exec(said)?.[1];
  if (/No space left on device|Disk quota exceeded/.test(said)) return new CannotStart('diskFull', { folder: folders.home, free: 0, needed: 250 });
  if (/could not look up effective user ID/.test(said)) return new CannotStart('userWithoutName', { user: process.getuid?.() ?? '?' });
  if (library || /user with administrative permissions/.test(said)) return new CannotStart('engineDoesNotRun', { detail: library ?? detail });
  if (/shared memory segment|map anonymous shared memory|Cannot allocate memory|out of memory/.test(said)) return new CannotStart('noMemory', { detail });
  if (/valid checkpoint record|PANIC: |incorrect checksum in control file|global\/pg_control|required file|missing or corrupt/.test(said)) {
    return new CannotStart('damaged', { folder: folders.cluster, detail });
  }
  if (/Permission denied|Read-only file system/.test(said)) return new CannotStart('folderNotWritable', { folder: folders.data, detail });
  return new CannotStart('failed', { detail, file: folders.log });
}

/** The last FATAL, PANIC or error line, without its time and process number. */
export function lastComplaint(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:|could not/.test(line)) ?? lines.at(-1) ?? '…';
  return complaint.replace(/^.*?(FATAL|PANIC|error): +/, '').trim().slice(0, 300);
}

/** The last server's children may need a moment to notice that it is gone; PostgreSQL refuses to start until they have. */
export const isStillClosing = (said: string) => /pre-existing shared memory block|lock file "[^"]*" already exists/.test(said);
