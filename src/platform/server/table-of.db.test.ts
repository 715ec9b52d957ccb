import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestDatabase, system, type TestDatabase } from '../../../test/support/database.ts';
import { sql } from './sql.ts';
import { arrayOf, tableOf, type ColumnType } from './table-of.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const UUIDS = ['00000000-0000-0000-0000-000000000000', '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
const TEXTS = ['', '王小明', 'ᠮᠣᠩᠭᠣᠯ', '𠮷野家', `it's "so"\\{a,b}`, 'a\n\t b', 'null', 'x'.repeat(70_000)];
/** Every type with values at its edges; as the server writes them as text. */
const CASES: [ColumnType, unknown[], (value: never) => string][] = [
  ['uuid', UUIDS, (value: string) => value], ['text', TEXTS, (value: string) => value],
  ['date', ['-infinity', 'infinity', '1800-01-01', '1999-12-31', '2000-01-01', '2000-02-29', '2026-11-23', '2199-12-31'], (value: string) => value],
  ['integer', [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)], String], ['smallint', [0, 7, -32_768, 32_767], String], ['boolean', [true, false], String],
  ['bigint', [0, 2 ** 53 - 1, -(2 ** 53 - 1)], String], ['time', ['08:30:00', '23:59:59'], (value: string) => value],
  ['bytea', [new Uint8Array([0, 255, 1]), new Uint8Array(0)], (value: Uint8Array) => `\\x${Buffer.from(value).toString('hex')}`],
];

it.each(CASES)('%s: what is sent is what is read, and null is null', async (type, values, textOf) => {
  const rows = [...values, null, undefined].map((value) => ({ value }));
  const read = await db.as(system, (tx) => tx.many<{ value: string | null }>(sql`select value::text as value from ${tableOf('t', rows, { value: type })}`));
  expect(read.map(({ value }) => value)).toEqual([...values.map((value) => textOf(value as never)), null, null]);
});

it('lists, JSON and moments come through as they are', async () => {
  const rows = [
    { list: TEXTS.slice(0, 7), json: { a: [1, null, '“王”'], b: { c: true } }, at: new Date('2026-11-23T08:30:00.123Z') }, { list: [], json: [], at: '2026-11-23T08:30:00Z' }, { list: null, json: 'only text', at: null },
  ];
  const read = await db.as(system, (tx) => tx.many(sql`select * from ${tableOf('t', rows, { list: 'text[]', json: 'jsonb', at: 'timestamptz' })}`));
  expect(read).toEqual([rows[0], { ...rows[1], at: '2026-11-23T08:30:00.000Z' }, rows[2]].map((row) => ({ ...row, at: row!.at instanceof Date ? row!.at.toISOString() : row!.at })));
});

it('keeps the order and the pairs of ten thousand rows, and of none', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({ at: i, name: i % 3 ? `名${i % 7}` : null, bytes: Buffer.from([i % 256]).toString('hex') }));
  const columns = { at: 'integer', name: 'text', bytes: 'bytea' } as const;
  const read = await db.as(system, (tx) => tx.many<{ at: number; name: string | null; bytes: Buffer }>(sql`select * from ${tableOf('t', rows, columns)}`));
  expect(read.map((row) => ({ ...row, bytes: row.bytes.toString('hex') }))).toEqual(rows);
  expect(await db.as(system, (tx) => tx.many(sql`select * from ${tableOf('t', [] as typeof rows, columns)}`))).toEqual([]);
});

it('what is none of its type is thrown here, before anything is sent', () => {
  for (const [type, value] of [['uuid', 'no id'], ['uuid', `${UUIDS[1]!.slice(0, 35)}g`], ['uuid', ''], ['date', '2026-02-30x'], ['date', 'soon'], ['smallint', 40_000], ['integer', 2 ** 31], ['text', 5], ['bytea', 'abcx']] as const) {
    expect(() => arrayOf(type, [value]), `${type} ${value}`).toThrow(/wanted|no day|out of range|must be of type/);
  }
});
