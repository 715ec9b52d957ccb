import { join, raw, sql, type Sql } from './sql.ts';

/**
 * Columns as arrays in PostgreSQL's own binary form: measured beside one JSON text for the whole list, the server reads them in a third of the time,
 * and a key is sent once and not once a row (docs/decisions/0013).
 */

/** Types that have a form of bytes here. Of the others the text is sent and cast. */
const OID = { uuid: 2950, text: 25, date: 1082, integer: 23, smallint: 21, boolean: 16, bytea: 17, jsonb: 3802 } as const;
type Binary = keyof typeof OID;
type Cast = 'text[]' | 'timestamptz' | 'bigint' | 'time';
export type ColumnType = Binary | Cast;

const DAYS_FROM_1970_TO_2000 = 10_957;
// more than there are days of people alive
const MOST_DAYS = 60_000;
/** Before and after all days, as the server has them. */
const ENDLESS = [['-infinity', -(2 ** 31)], ['infinity', 2 ** 31 - 1]] as const;
const daysKnown = new Map<string, number>(ENDLESS);

/** Days since 2000-01-01, as the server counts them. Thrown at the one who sent it: no rule lets such a day come here. */
function daysOf(day: string): number {
  let days = daysKnown.get(day);
  if (days === undefined) {
    days = Date.parse(`${day}T00:00:00Z`) / 86_400_000 - DAYS_FROM_1970_TO_2000;
    if (!Number.isInteger(days)) throw new Error(`no day: ${day}`);
    if (daysKnown.size < MOST_DAYS) daysKnown.set(day, days);
  }
  return days;
}

const NO_DIGIT = 255;
const HEX = new Uint8Array(128).fill(NO_DIGIT);
for (let i = 0; i < 22; i++) HEX['0123456789abcdefABCDEF'.charCodeAt(i)] = i < 16 ? i : i - 6;

/** One buffer for all arrays; what is in it is copied out when an array is whole. */
class Writer {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private at = 0;

  private room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
  private int(value: number): void {
    this.at = this.bytes.writeInt32BE(value, this.at);
  }
  /** One dimension from 1 on, which may hold null. */
  head(type: Binary, length: number): void {
    this.at = 0;
    this.room(20);
    for (const value of [length === 0 ? 0 : 1, 1, OID[type]]) this.int(value);
    if (length > 0) { this.int(length); this.int(1); }
  }
  null(): void { this.room(4); this.int(-1); }
  text(value: string, version = false): void {
    this.room(5 + value.length * 3);
    const begins = this.at;
    this.at += 4;
    if (version) this.bytes[this.at++] = 1;
    this.at += this.bytes.write(value, this.at);
    this.bytes.writeInt32BE(this.at - begins - 4, begins);
  }
  data(value: Uint8Array): void {
    this.room(4 + value.length);
    this.int(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }
  hex(value: string): void {
    const length = value.length / 2;
    this.room(4 + length);
    this.int(length);
    if (this.bytes.write(value, this.at, 'hex') !== length) throw new Error('hexadecimal was wanted');
    this.at += length;
  }
  uuid(value: string): void {
    this.room(20);
    this.int(16);
    const { bytes } = this;
    for (let i = 0; i < 36; i += 2) {
      if (i === 8 || i === 13 || i === 18 || i === 23) i += 1;
      const high = HEX[value.charCodeAt(i)] ?? NO_DIGIT;
      const low = HEX[value.charCodeAt(i + 1)] ?? NO_DIGIT;
      if (high === NO_DIGIT || low === NO_DIGIT) throw new Error('an id was wanted');
      bytes[this.at++] = (high << 4) | low;
    }
  }
  whole(value: number): void { this.room(8); this.int(4); this.int(value); }
  small(value: number): void { this.room(6); this.int(2); this.at = this.bytes.writeInt16BE(value, this.at); }
  yes(value: boolean): void { this.room(5); this.int(1); this.bytes[this.at++] = value ? 1 : 0; }
  taken(): Buffer { return Buffer.from(this.bytes.subarray(0, this.at)); }
}

const writer = new Writer();

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const PUT: Record<ColumnType, (value: never) => void> = {
  uuid: (value: string) => writer.uuid(value), text: (value: string) => writer.text(value), date: (value: string) => writer.whole(daysOf(value)), integer: (value: number) => writer.whole(value),
  smallint: (value: number) => writer.small(value), boolean: (value: boolean) => writer.yes(value), bytea: (value: Uint8Array | string) => (typeof value === 'string' ? writer.hex(value) : writer.data(value)),
  jsonb: (value: unknown) => writer.text(JSON.stringify(value), true), 'text[]': (value: string[]) => writer.text(`{${value.map(quoted).join(',')}}`),
  timestamptz: (value: Date | string) => writer.text(typeof value === 'string' ? value : value.toISOString()), bigint: (value: number) => writer.text(String(value)), time: (value: string) => writer.text(value),
};

const binaryOf = (type: ColumnType): Binary => (type in OID ? (type as Binary) : 'text');

/** A list of values as one parameter of the type's array. Bytes may be given in hexadecimal. */
export function arrayOf(type: ColumnType, values: readonly unknown[]): Buffer {
  writer.head(binaryOf(type), values.length);
  const put = PUT[type] as (value: unknown) => void;
  for (const value of values) if (value === null || value === undefined) writer.null(); else put(value);
  return writer.taken();
}

/**
 * A list of plain rows as a table of a statement, by the name given: `from ${tableOf('p', people, { id: 'uuid', fullName: 'text' })}`. A column has the name of its
 * field; what a row does not have is null; the rows stand in their order. The text of the statement does not depend on the rows.
 */
export function tableOf<T extends object>(name: string, rows: readonly T[], columns: { [Field in keyof T & string]?: ColumnType }): Sql {
  const selected = Object.entries(columns as Record<string, ColumnType>).map(([field, type]) => (
    sql`unnest(${arrayOf(type, rows.map((row) => row[field as keyof T]))}::${raw(binaryOf(type))}[])${raw(type in OID ? '' : `::${type}`)} as ${raw(`"${field}"`)}`));
  return sql`(select ${join(selected, ', ')}) as ${raw(name)}`;
}
