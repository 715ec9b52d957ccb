import { addDays, daysBetween, isLocalDate, type LocalDate } from '../../../kernel/local-date.ts';
import type { Sign } from './expression.ts';

/** A value of XPath 1.0; `nodes` are the answers that a reference finds, more than one across a repeat. A day is its text, and counts as its number where one is wanted. */
export type Value = string | number | boolean | { nodes: string[] };

/** What cannot be worked out: a function nobody knows, a pattern that is not understood. Whoever asks decides what then holds. */
export class Unread extends Error {}

const EPOCH = '1970-01-01' as LocalDate;
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const NUMBER = /^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$/;

/** Days since 1970-01-01, with the part of the day that has gone; null for what is no day. */
export function dayNumber(text: string): number | null {
  const found = MOMENT.exec(text);
  if (!found || !isLocalDate(found[1]!)) return null;
  const [, day, hour = '0', minute = '0', second = '0'] = found;
  return daysBetween(EPOCH, day as LocalDate) + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) / 86_400;
}

/** Beyond these the calendar of four-figure years ends. */
const [FIRST_DAY, LAST_DAY] = [dayNumber('0001-01-01') ?? -719_162, 2_932_896];
export const dayOfNumber = (days: number): string => (days >= FIRST_DAY && days <= LAST_DAY ? addDays(EPOCH, Math.floor(days)) : '');

/** XPath 1.0 §4.2: no exponent, no minus before nought. */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = String(value === 0 ? 0 : value);
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '');
}

export function toText(value: Value): string {
  if (typeof value === 'object') return value.nodes[0] ?? '';
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

/** As JavaRosa does: a day is the number of days since 1970. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toText(value);
  return NUMBER.test(text) ? Number(text) : dayNumber(text) ?? NaN;
}

/** As JavaRosa does, and unlike XPath: an answer that is there but empty is false. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return toText(value) !== '';
}

function isEqual(a: Exclude<Value, object>, b: Exclude<Value, object>): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return toBoolean(a) === toBoolean(b);
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b);
  return a === b;
}

function isSo(sign: Sign, a: Exclude<Value, object>, b: Exclude<Value, object>): boolean {
  switch (sign) {
    case '=': return isEqual(a, b);
    case '!=': return !isEqual(a, b);
    case '<': return toNumber(a) < toNumber(b);
    case '<=': return toNumber(a) <= toNumber(b);
    case '>': return toNumber(a) > toNumber(b);
    case '>=': return toNumber(a) >= toNumber(b);
    case 'or': case 'and': case '+': case '-': case '*': case 'div': case 'mod': return false;
  }
}

/** XPath 1.0 §3.4: of several answers it is enough that one holds; beside true or false they count as one. */
function compare(sign: Sign, a: Value, b: Value): boolean {
  const beside = (value: Value, other: Value): Exclude<Value, object>[] => (typeof value !== 'object' ? [value] : typeof other === 'boolean' ? [toBoolean(value)] : value.nodes);
  // two sets of the longest repeats would be ten thousand pairs, so equal texts are looked up
  if (typeof a === 'object' && typeof b === 'object' && sign === '=') { const there = new Set(a.nodes); return b.nodes.some((one) => there.has(one)); }
  return beside(a, b).some((one) => beside(b, a).some((other) => isSo(sign, one, other)));
}

export function combine(sign: Sign, a: Value, b: Value): Value {
  switch (sign) {
    case 'or': return toBoolean(a) || toBoolean(b);
    case 'and': return toBoolean(a) && toBoolean(b);
    case '+': return toNumber(a) + toNumber(b);
    case '-': return toNumber(a) - toNumber(b);
    case '*': return toNumber(a) * toNumber(b);
    case 'div': return toNumber(a) / toNumber(b);
    case 'mod': return toNumber(a) % toNumber(b);
    case '=': case '!=': case '<': case '<=': case '>': case '>=': return compare(sign, a, b);
  }
}
