import { describe, expect, it } from 'vitest';
import { CannotStart, asCannotStart, sentence } from './cannot-start.ts';
import { explain, isStillClosing, lastComplaint } from './explain.ts';
import { messages } from './messages.ts';
import { postgresqlConf } from './settings.ts';

const folders = { data: '/d', home: '/d', cluster: '/d/postgresql', log: '/d/postgresql.log' };

describe('what PostgreSQL says when it cannot start', () => {
  it.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'diskFull'],
    ['initdb: error: could not look up effective user ID 1234: user does not exist', 'userWithoutName'],
    ['postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared object file', 'engineDoesNotRun'],
    ['2026-01-01 [7] FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'noMemory'],
    ['2026-01-01 [7] PANIC:  could not locate a valid checkpoint record at 0/1', 'damaged'],
    ['initdb: error: could not access directory "/d": Permission denied', 'folderNotWritable'],
    ['FATAL:  unrecognized configuration parameter "nonsense"', 'failed'],
  ])('%s is told as %s', (said, code) => expect(explain(said, folders).code).toBe(code));

  it('is shortened to its last complaint', () => {
    expect(lastComplaint('LOG:  starting\n2026 [3] FATAL:  no room\n2026 [3] LOG:  database system is shut down\n')).toBe('no room');
  });

  it('is waited for, not reported, while the last server is still closing', () => {
    expect(isStillClosing('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true);
    expect(isStillClosing('FATAL:  no room')).toBe(false);
  });
});

describe('sentences', () => {
  it('name the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted().filter((name, at, all) => name !== all[at - 1]);
    for (const [key, zh] of Object.entries(messages.zh)) expect(places(zh), key).toEqual(places(Object.entries(messages.en).find(([other]) => other === key)?.[1] ?? ''));
  });

  it('are filled', () => {
    expect(sentence('embedded.cannot.portTaken', { port: 8080 }).zh).toContain('端口 8080 已被占用');
    expect(new CannotStart('otherVersion', { folder: '/d', found: 17, expected: 18 }).sentenceEn).toBe(
      'The database in /d is of PostgreSQL 17, and the embedded one is 18: back it up with its own version and restore into a new folder.');
  });

  it('are said of file errors, and other faults are left as they are', () => {
    expect(asCannotStart(Object.assign(new Error('x'), { code: 'EROFS' }), '/d')).toMatchObject({ code: 'folderNotWritable' });
    expect(asCannotStart(Object.assign(new Error('x'), { code: 'ENOSPC' }), '/d')).toMatchObject({ code: 'diskFull' });
    const fault = new TypeError('a bug');
    expect(asCannotStart(fault, '/d')).toBe(fault);
  });
});

describe('the settings of the embedded server', () => {
  const listening = { host: "/it's/run", port: 5432 };
  it('keep to 512 MB of shared buffers on a large machine and to what a small one has', () => {
    expect(postgresqlConf(listening, { memoryMb: 65536, cores: 32, sharedMemoryMb: 4096 }, true)).toContain('shared_buffers = 512MB');
    const small = postgresqlConf(listening, { memoryMb: 1024, cores: 1, sharedMemoryMb: 64 }, true);
    expect(small).toContain('shared_buffers = 128MB');
    expect(small).toContain('dynamic_shared_memory_type = mmap');
    expect(small).toContain('fsync = on');
  });

  it('quote a path', () => expect(postgresqlConf(listening, { memoryMb: 4096, cores: 2, sharedMemoryMb: 999 }, true)).toContain("'/it''s/run'"));
});
