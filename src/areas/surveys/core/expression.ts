import { FUNCTIONS } from './functions.ts';

/**
 * The expressions of a form (`${age} > 60 and selected(${help}, 'meals')`): the part of XPath 1.0 that forms use, without paths through a document.
 * They are read into steps for a stack of values (operands first), so that neither reading nor working them out can overflow, however deep the brackets are.
 */
export type Sign = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod';
export type Step =
  | { do: 'value'; value: string | number } | { do: 'reference'; name: string } | { do: 'self' } | { do: 'parent' } | { do: 'column'; name: string }
  | { do: 'call'; name: string; given: number } | { do: 'minus' } | { do: 'binary'; sign: Sign };
/** Which answers and functions an expression asks for, and its steps; or the part at which it is not understood. */
export type ExpressionRead = { ok: true; references: string[]; functions: string[]; steps: Step[] } | { ok: false; at: string };

// A name holds hyphens and points, so a minus sign between two names wants spaces, as in XPath itself. It is told by what it is not, for phones whose expressions know no classes of letters.
const TOKEN = /\s*(?:(\$\{\s*[^}\s]+\s*\})|("[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’)|(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_\u00b5-\u1fff\u2c00-\uffef](?:[\w.\u00b5-\u1fff\u2c00-\uffef-]*(?::[A-Za-z_\u00b5-\u1fff\u2c00-\uffef][\w.\u00b5-\u1fff\u2c00-\uffef-]*)?))|(!=|<=|>=|\.\.|[=<>+\-*(),.]))/y;

/** XPath 1.0 §3.5: all lean to the left; a minus before a value binds closest. */
const BINDS: Record<Sign, number> = { or: 1, and: 2, '=': 3, '!=': 3, '<': 4, '<=': 4, '>': 4, '>=': 4, '+': 5, '-': 5, '*': 6, div: 6, mod: 6 };
const MINUS_BINDS = 7;

type Token = { kind: 'reference' | 'text' | 'number' | 'name' | 'sign'; text: string };
type Open = { kind: 'group' } | { kind: 'call'; name: string; given: number } | { kind: 'minus' } | { kind: 'binary'; sign: Sign };

function tokensOf(text: string): Token[] | string {
  const tokens: Token[] = [];
  const kinds = ['reference', 'text', 'number', 'name', 'sign'] as const;
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) return text.slice(at).trim();
    const place = kinds.findIndex((_kind, i) => found[i + 1] !== undefined);
    tokens.push({ kind: kinds[place]!, text: found[place + 1]! });
  }
  return tokens;
}

const isSign = (token: Token | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;
const signOf = ({ kind, text }: Token): Sign | null => ((kind === 'sign' || kind === 'name') && Object.hasOwn(BINDS, text) ? (text as Sign) : null);

/** The step of a value that stands by itself, or null. */
function valueOf({ kind, text }: Token, isFilter: boolean): Step | null {
  switch (kind) {
    case 'reference': return { do: 'reference', name: text.slice(2, -1).trim() };
    case 'text': return { do: 'value', value: text.slice(1, -1) };
    case 'number': return { do: 'value', value: Number(text) };
    case 'name': return isFilter ? { do: 'column', name: text } : null;
    case 'sign': return text === '.' ? { do: 'self' } : text === '..' ? { do: 'parent' } : null;
  }
}

/** Moves operators that bind at least as closely as `binds` from the stack to the steps. */
function close(open: Open[], steps: Step[], binds: number): void {
  for (let top = open.at(-1); top && (top.kind === 'minus' || top.kind === 'binary'); top = open.at(-1)) {
    if ((top.kind === 'minus' ? MINUS_BINDS : BINDS[top.sign]) < binds) return;
    steps.push(top.kind === 'minus' ? { do: 'minus' } : { do: 'binary', sign: top.sign });
    open.pop();
  }
}

const takes = (name: string, given: number): boolean => {
  const known = FUNCTIONS.get(name);
  return !known || (given >= known.least && given <= known.most);
};

/** Reads values and operators in turn (Dijkstra's shunting yard). `isFilter`: bare names are columns of the list of choices. */
export function readExpression(text: string, { isFilter = false } = {}): ExpressionRead {
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { ok: false, at: tokens };
  const steps: Step[] = [];
  const open: Open[] = [];
  let wantsValue = true;
  const failed = (place: number): ExpressionRead => ({ ok: false, at: tokens.slice(place).map((token) => token.text).join(' ') });
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (wantsValue) {
      if (isSign(token, '-')) { open.push({ kind: 'minus' }); continue; }
      if (isSign(token, '(')) { open.push({ kind: 'group' }); continue; }
      if (token.kind === 'name' && isSign(tokens[i + 1], '(')) {
        if (!isSign(tokens[i + 2], ')')) { open.push({ kind: 'call', name: token.text, given: 1 }); i += 1; continue; }
        if (!takes(token.text, 0)) return failed(i);
        steps.push({ do: 'call', name: token.text, given: 0 });
        i += 2;
      } else {
        const value = valueOf(token, isFilter);
        if (!value) return failed(i);
        steps.push(value);
      }
      wantsValue = false;
      continue;
    }
    const sign = signOf(token);
    if (sign) {
      close(open, steps, BINDS[sign]);
      open.push({ kind: 'binary', sign });
      wantsValue = true;
      continue;
    }
    close(open, steps, 0);
    const bracket = open.at(-1);
    if (isSign(token, ',') && bracket?.kind === 'call') { bracket.given += 1; wantsValue = true; continue; }
    if (!isSign(token, ')') || !bracket) return failed(i);
    open.pop();
    if (bracket.kind === 'call') {
      if (!takes(bracket.name, bracket.given)) return failed(i);
      steps.push({ do: 'call', name: bracket.name, given: bracket.given });
    }
  }
  close(open, steps, 0);
  if (wantsValue || open.length > 0) return { ok: false, at: text.trim().slice(-20) };
  const references = new Set(steps.flatMap((step) => (step.do === 'reference' ? [step.name] : [])));
  const functions = new Set(steps.flatMap((step) => (step.do === 'call' ? [step.name] : [])));
  return { ok: true, references: [...references], functions: [...functions], steps };
}
