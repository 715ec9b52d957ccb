import { Unread } from './values.ts';

/**
 * Regular expressions without going back: all ways through the pattern are walked at once (Thompson, 1968), so that a pattern of a form, which anybody's
 * answer is held against, takes time by the length of the answer and no more. Understood are characters, classes, groups, alternatives and counts; not looking around, nor what was matched before.
 */
type Test = (char: string) => boolean;
/** `split` goes on at both, the others at the next; `end` accepts. */
type State = { kind: 'char'; test: Test } | { kind: 'split'; to: [number, number] } | { kind: 'go'; to: number } | { kind: 'edge'; at: 'start' | 'end' } | { kind: 'end' };
type Node = { kind: 'char'; test: Test } | { kind: 'edge'; at: 'start' | 'end' } | { kind: 'all'; of: Node[] } | { kind: 'any'; of: Node[] } | { kind: 'times'; of: Node; least: number; most: number };

// 2,000: a telephone number or an identity number needs some dozens; a count of counts would be millions
const MOST_STATES = 2000;
const MOST_DEPTH = 50;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

type Reader = { chars: string[]; at: number };
const next = ({ chars, at }: Reader): string | undefined => chars[at];
function take(reader: Reader, char: string): boolean {
  if (next(reader) !== char) return false;
  reader.at += 1;
  return true;
}

/** What one character must be, asked of the machine's own expressions: of a single character they are as quick as any. */
function oneOf(source: string): Test {
  let known: RegExp;
  try { known = new RegExp(`^${source}$`, 'u'); } catch { throw new Unread(source); }
  return (char) => known.test(char);
}

function readEscape(reader: Reader): Node {
  const char = next(reader);
  reader.at += 1;
  if (char === undefined) throw new Unread('\\');
  if (/[dDwWsS]/.test(char)) return { kind: 'char', test: oneOf(`\\${char}`) };
  if (/[pP]/.test(char) && next(reader) === '{') {
    const end = reader.chars.indexOf('}', reader.at);
    if (end < 0) throw new Unread('\\p{');
    const source = `\\${char}${reader.chars.slice(reader.at, end + 1).join('')}`;
    reader.at = end + 1;
    return { kind: 'char', test: oneOf(source) };
  }
  if (/[A-Za-z0-9]/.test(char) && !Object.hasOwn(ESCAPES, char)) throw new Unread(`\\${char}`);
  const wanted = ESCAPES[char] ?? char;
  return { kind: 'char', test: (one) => one === wanted };
}

function readClass(reader: Reader): Node {
  let source = '[';
  if (take(reader, '^')) source += '^';
  for (let isFirst = true; ; isFirst = false) {
    const char = next(reader);
    if (char === undefined) throw new Unread('[');
    reader.at += 1;
    if (char === ']' && !isFirst) break;
    if (char === '\\') {
      const escaped = next(reader) ?? '';
      reader.at += 1;
      // in the strict way of reading, only what means something may be escaped
      source += /[dDwWsSpPnrt\\\]^-]/.test(escaped) ? `\\${escaped}` : /[[(){}|/.*+?$]/.test(escaped) ? `\\${escaped}` : escaped;
    } else source += /[[\]]/.test(char) ? `\\${char}` : char;
  }
  return { kind: 'char', test: oneOf(`${source}]`) };
}

function readAtom(reader: Reader, depth: number): Node {
  const char = next(reader)!;
  reader.at += 1;
  switch (char) {
    case '\\': return readEscape(reader);
    case '[': return readClass(reader);
    case '.': return { kind: 'char', test: (one) => one !== '\n' && one !== '\r' };
    case '^': return { kind: 'edge', at: 'start' };
    case '$': return { kind: 'edge', at: 'end' };
    case '*': case '+': case '?': throw new Unread(char);
    case '(': {
      if (take(reader, '?') && !take(reader, ':')) throw new Unread('(?');
      const inner = readAny(reader, depth + 1);
      if (!take(reader, ')')) throw new Unread('(');
      return inner;
    }
    default: return { kind: 'char', test: (one) => one === char };
  }
}

/** `{2}`, `{2,}`, `{2,4}`; what only looks like it is taken for characters, as elsewhere. */
function readBraces(reader: Reader): [number, number] | null {
  const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(reader.chars.slice(reader.at, reader.at + 12).join(''));
  if (!found) return null;
  reader.at += found[0].length;
  const least = Number(found[1]);
  return [least, found[2] === undefined ? least : found[3] ? Number(found[3]) : Infinity];
}

function readCounted(reader: Reader, depth: number): Node {
  let node = readAtom(reader, depth);
  for (;;) {
    const counts: [number, number] | null = take(reader, '*') ? [0, Infinity] : take(reader, '+') ? [1, Infinity] : take(reader, '?') ? [0, 1] : next(reader) === '{' ? readBraces(reader) : null;
    if (!counts) return node;
    if (counts[1] < counts[0] || node.kind === 'edge') throw new Unread('{');
    take(reader, '?'); // as few as possible or as many: whether it matches is the same
    node = { kind: 'times', of: node, least: counts[0], most: counts[1] };
  }
}

function readAny(reader: Reader, depth: number): Node {
  if (depth > MOST_DEPTH) throw new Unread('(');
  const ways: Node[] = [];
  do {
    const parts: Node[] = [];
    while (next(reader) !== undefined && next(reader) !== '|' && next(reader) !== ')') parts.push(readCounted(reader, depth));
    ways.push({ kind: 'all', of: parts });
  } while (take(reader, '|'));
  return ways.length === 1 ? ways[0]! : { kind: 'any', of: ways };
}

function lay(node: Node, states: State[]): void {
  const add = (state: State): number => {
    if (states.length >= MOST_STATES) throw new Unread('{');
    return states.push(state) - 1;
  };
  switch (node.kind) {
    case 'char': case 'edge': add(node); return;
    case 'all': for (const part of node.of) lay(part, states); return;
    case 'any': {
      const ends: { to: number }[] = [];
      node.of.forEach((way, i) => {
        const split = i < node.of.length - 1 ? { kind: 'split' as const, to: [states.length + 1, -1] as [number, number] } : null;
        if (split) add(split);
        lay(way, states);
        if (!split) return;
        const end = { kind: 'go' as const, to: -1 };
        add(end);
        ends.push(end);
        split.to[1] = states.length;
      });
      for (const end of ends) end.to = states.length;
      return;
    }
    case 'times': {
      for (let i = 0; i < node.least; i++) lay(node.of, states);
      const optional: [number, number][] = [];
      const skip = (): void => { const to: [number, number] = [states.length + 1, -1]; add({ kind: 'split', to }); optional.push(to); };
      if (node.most === Infinity) { const from = states.length; skip(); lay(node.of, states); add({ kind: 'go', to: from }); }
      else for (let i = node.least; i < node.most; i++) { skip(); lay(node.of, states); }
      for (const to of optional) to[1] = states.length;
    }
  }
}

/** A pattern as a question to a text: does the whole of it match (as ODK has it)? Throws `Unread` for what is not understood. */
export function readPattern(source: string): (text: string) => boolean {
  const reader: Reader = { chars: [...source], at: 0 };
  const node = readAny(reader, 0);
  if (next(reader) !== undefined) throw new Unread(next(reader));
  const states: State[] = [];
  lay(node, states);
  states.push({ kind: 'end' });
  return (text) => runs(states, [...text]);
}

/** Where one is after every character: all states that can be reached. */
function runs(states: State[], chars: string[]): boolean {
  const reach = (starts: number[], at: number): number[] => {
    const seen = new Set<number>();
    const waiting = [...starts];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      const state = states[one]!;
      if (state.kind === 'go') waiting.push(state.to);
      if (state.kind === 'split') waiting.push(...state.to);
      if (state.kind === 'edge' && (state.at === 'start' ? at === 0 : at === chars.length)) waiting.push(one + 1);
    }
    return [...seen];
  };
  let here = reach([0], 0);
  for (const [i, char] of chars.entries()) {
    here = reach(here.filter((one) => { const state = states[one]!; return state.kind === 'char' && state.test(char); }).map((one) => one + 1), i + 1);
    if (here.length === 0) return false;
  }
  return here.some((one) => states[one]!.kind === 'end');
}
