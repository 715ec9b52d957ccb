import type { LocalDate } from '../../../kernel/local-date.ts';
import { readPattern } from './pattern.ts';
import { dayNumber, dayOfNumber, toBoolean, toNumber, toText, Unread, type Value } from './values.ts';

/** What an expression is worked out among: the answers, as they are seen from one question in one repetition. */
export type Among = {
  /** The answers under a name: one, or all of a repeat. */
  refer(name: string): string[];
  /** What was answered at the question itself; nothing where it is worked out. */
  self: string;
  /** What stands there from before, which `once` leaves as it is. */
  held: string;
  /** Which repetition of the nearest repeat this is, from 1. */
  position: number;
  /** The column of the choice that a filter asks about. */
  column(name: string): string;
  today: LocalDate;
  /** The moment by the wall clock, `2026-01-05T09:30:00`. */
  now: string;
  /** What a choice of a named question is called. */
  choiceName(choice: string, question: string): string;
};

type Known = { least: number; most: number; of(given: Value[], among: Among): Value };

const texts = (given: Value[]): string[] => given.flatMap((value) => (typeof value === 'object' ? value.nodes : [toText(value)]));
/** Answers that were not given are left aside: nobody's age is not the youngest. */
const numbers = (given: Value[]): number[] => texts(given).filter((text) => text !== '').map((text) => toNumber(text));
/** 20,000: four times the longest answer; sentences made of sentences of themselves would otherwise outgrow any memory. */
const LONGEST = 20_000;
function joined(parts: string[], mark: string): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    text += (i > 0 ? mark : '') + part;
    if (text.length > LONGEST) return text.slice(0, LONGEST);
  }
  return text;
}
const words = (value: Value): string[] => toText(value).split(/\s+/).filter(Boolean);
const day = (value: Value): number => (typeof value === 'object' || typeof value === 'string' ? dayNumber(toText(value)) ?? toNumber(value) : toNumber(value));
const two = (n: number): string => String(n).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']; // 1970-01-01 was a Thursday

function formatDate(value: Value, shape: string): string {
  const days = day(value);
  const on = Number.isFinite(days) ? dayOfNumber(days) : '';
  if (!on) return '';
  const whole = Math.floor(days);
  const seconds = Math.round((days - whole) * 86_400);
  const [year, month, date] = on.split('-').map(Number) as [number, number, number];
  const parts: Record<string, string> = {
    Y: String(year).padStart(4, '0'), y: two(year % 100), m: two(month), n: String(month), b: MONTHS[month - 1]!, d: two(date), e: String(date), a: WEEKDAYS[((whole % 7) + 7) % 7]!,
    H: two(Math.floor(seconds / 3600)), h: String(Math.floor(seconds / 3600)), M: two(Math.floor(seconds / 60) % 60), S: two(seconds % 60), 3: '000',
  };
  return shape.replace(/%([A-Za-z3])/g, (all, letter: string) => (Object.hasOwn(parts, letter) ? parts[letter]! : all));
}

/** XPath 1.0 §4.4: a half goes up, also below nought. With digits: as in a spreadsheet. */
function round(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits === 0) return Math.floor(value + 0.5) + 0; // nought has no sign
  const rounded = Number(`${Math.sign(value) * Math.round(Number(`${Math.abs(value)}e${digits}`))}e${-digits}`);
  return Number.isNaN(rounded) ? value : rounded;
}

/** XPath 1.0 §4.2: places from 1, rounded; what is not a number takes nothing. */
function substring(text: string, from: number, length: number): string {
  const chars = [...text];
  return chars.filter((_char, i) => i + 1 >= round(from, 0) && i + 1 < round(from, 0) + round(length, 0)).join('');
}

function translate(text: string, from: string, to: string): string {
  const [before, after] = [[...from], [...to]];
  return [...text].map((char) => { const at = before.indexOf(char); return at < 0 ? char : after[at] ?? ''; }).join('');
}

const patterns = new Map<string, (text: string) => boolean>();
function matches(text: string, source: string): boolean {
  let pattern = patterns.get(source);
  if (!pattern) {
    pattern = readPattern(source);
    if (patterns.size >= 500) patterns.clear();
    patterns.set(source, pattern);
  }
  return pattern(text);
}

const known = (least: number, most: number, of: Known['of']): Known => ({ least, most, of });
const one = (of: (text: string) => Value): Known => known(1, 1, ([a]) => of(toText(a!)));
const both = (of: (first: string, second: string) => Value): Known => known(2, 2, ([a, b]) => of(toText(a!), toText(b!)));
const split = (text: string, mark: string): [string, string] => { const at = text.indexOf(mark); return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + mark.length)]; };

/** The functions that forms may call: those of XPath 1.0 §4 and of the ODK XForms specification, with how many values each takes. */
export const FUNCTIONS: ReadonlyMap<string, Known> = new Map(Object.entries({
  'selected': known(2, 2, ([a, b]) => words(a!).includes(toText(b!).trim())),
  'selected-at': known(2, 2, ([a, b]) => words(a!)[toNumber(b!)] ?? ''),
  'count-selected': known(1, 1, ([a]) => words(a!).length),
  'if': known(3, 3, ([a, b, c]) => (toBoolean(a!) ? b! : c!)),
  'coalesce': known(2, 2, ([a, b]) => toText(a!) || toText(b!)),
  'once': known(1, 1, ([a], { held }) => held || toText(a!)),
  'not': known(1, 1, ([a]) => !toBoolean(a!)), 'true': known(0, 0, () => true), 'false': known(0, 0, () => false), 'boolean': known(1, 1, ([a]) => toBoolean(a!)),
  'boolean-from-string': one((text) => text === '1' || text.toLowerCase() === 'true'),
  'string': known(0, 1, ([a], { self }) => (a === undefined ? self : toText(a))),
  'concat': known(1, 1000, (given) => joined(texts(given), '')),
  'join': known(2, 1000, ([mark, ...rest]) => joined(texts(rest), toText(mark!))),
  'string-length': known(0, 1, ([a], { self }) => [...(a === undefined ? self : toText(a))].length),
  'substr': known(2, 3, ([a, from, to]) => [...toText(a!)].slice(toNumber(from!) || 0, to === undefined ? undefined : toNumber(to) || 0).join('')),
  'substring': known(2, 3, ([a, from, length]) => substring(toText(a!), toNumber(from!), length === undefined ? Infinity : toNumber(length))),
  'substring-before': both((text, mark) => split(text, mark)[0]), 'substring-after': both((text, mark) => (mark === '' ? text : split(text, mark)[1])),
  'contains': both((text, part) => text.includes(part)), 'starts-with': both((text, part) => text.startsWith(part)), 'ends-with': both((text, part) => text.endsWith(part)),
  'normalize-space': known(0, 1, ([a], { self }) => (a === undefined ? self : toText(a)).trim().replace(/\s+/g, ' ')),
  'translate': known(3, 3, ([a, from, to]) => translate(toText(a!), toText(from!), toText(to!))),
  'regex': both(matches),
  'number': known(0, 1, ([a], { self }) => toNumber(a ?? self)), 'int': known(1, 1, ([a]) => Math.trunc(toNumber(a!)) + 0),
  'round': known(1, 2, ([a, digits]) => round(toNumber(a!), digits === undefined ? 0 : Math.trunc(toNumber(digits)) || 0)),
  'floor': known(1, 1, ([a]) => Math.floor(toNumber(a!))), 'ceiling': known(1, 1, ([a]) => Math.ceil(toNumber(a!))),
  'abs': known(1, 1, ([a]) => Math.abs(toNumber(a!))), 'pow': known(2, 2, ([a, b]) => toNumber(a!) ** toNumber(b!)),
  'sum': known(1, 1, (given) => numbers(given).reduce((sum, n) => sum + n, 0)),
  'min': known(1, 1000, (given) => numbers(given).reduce((least, n) => (n < least || Number.isNaN(n) ? n : least), numbers(given)[0] ?? NaN)),
  'max': known(1, 1000, (given) => numbers(given).reduce((most, n) => (n > most || Number.isNaN(n) ? n : most), numbers(given)[0] ?? NaN)),
  'count': known(1, 1, ([a]) => (typeof a === 'object' ? a.nodes.length : 1)), 'count-non-empty': known(1, 1, (given) => texts(given).filter((text) => text !== '').length),
  'position': known(1, 1, (_given, { position }) => position),
  'today': known(0, 0, (_given, { today }) => today), 'now': known(0, 0, (_given, { now }) => now),
  'date': known(1, 1, ([a]) => { const days = day(a!); return Number.isFinite(days) ? dayOfNumber(days) : ''; }),
  'decimal-date-time': known(1, 1, ([a]) => day(a!)),
  'format-date': known(2, 2, ([a, shape]) => formatDate(a!, toText(shape!))),
  'jr:choice-name': known(2, 2, ([a, name], { choiceName }) => choiceName(toText(a!), toText(name!).replace(/^\s*\$\{\s*|\s*\}\s*$/g, ''))),
} satisfies Record<string, Known>));

export function callFunction(name: string, given: Value[], among: Among): Value {
  const found = FUNCTIONS.get(name);
  if (!found || given.length < found.least || given.length > found.most) throw new Unread(name);
  return found.of(given, among);
}
