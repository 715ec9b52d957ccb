import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from '../src/apps/wire.ts';
import { messages } from '../src/areas/access/web/messages.ts';
import { DOOR_OPERATIONS } from '../src/areas/access/core/audit-contract.ts';
import { REVEALED } from '../src/areas/people/core/contract.ts';
import { filesUnder } from './rooms.ts';

const known = messages.zh as Record<string, string>;

/** What the log may hold by name: every command, what is written at the door, and the readings that areas record. */
function operations(): string[] {
  const written = filesUnder('.', 'src').filter((path) => path.includes('/server/') && !path.endsWith('.test.ts'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/operation: '([^']+)'/g)].map(([, name]) => name!)).filter((name) => name !== 'text'); // the type of a column of that name
  return [...new Set([...routes.filter(({ method }) => method === 'POST').map(({ path }) => path), ...DOOR_OPERATIONS, ...REVEALED.map((field) => `person.reveal.${field}`), ...written])];
}

test('every operation that the log names has its words', () => {
  expect(operations().length).toBeGreaterThan(80);
  expect(operations().filter((name) => !known[`access.op.${name}`])).toEqual([]);
});

test('every command names the record that it is about; the holder of a link names none, because the code does', () => {
  expect(routes.filter(({ method, permission, subject }) => method === 'POST' && permission !== 'link' && permission !== 'partnerLink' && !subject).map(({ path }) => path)).toEqual([]);
});

test('every kind of record that a command names has its word', () => {
  const kinds = routes.filter(({ method }) => method === 'POST').flatMap(({ subject }) => { try { return [subject?.({} as never, {} as never) ?? []].flat().map(({ kind }) => kind); } catch { return []; } });
  expect(new Set(kinds).size).toBeGreaterThan(5);
  expect([...new Set(kinds)].filter((kind) => !known[`access.subject.${kind}`])).toEqual([]);
});
