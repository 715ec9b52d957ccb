/**
 * The expressions of a form (`${age} > 60 and selected(${help}, 'meals')`): the part of XPath 1.0 that forms use, without paths through a document.
 * Reading one says whether it is understood, and which answers and functions it asks for.
 */
export type ExpressionRead = { ok: true; references: string[]; functions: string[] } | { ok: false; at: string };

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'selected', 'selected-at', 'count-selected', 'if', 'coalesce', 'not', 'true', 'false', 'concat', 'string-length', 'substr', 'contains', 'starts-with', 'ends-with', 'regex', 'string', 'number', 'int', 'round', 'boolean',
  'today', 'now', 'date', 'format-date', 'decimal-date-time', 'abs', 'min', 'max', 'sum', 'count', 'pow', 'jr:choice-name', 'position', 'once', 'normalize-space', 'translate', 'boolean-from-string',
]);

// a name holds hyphens and points, so a minus sign between two names wants spaces, as in XPath itself
const TOKEN = /\s*(?:(\$\{\s*[^}\s]+\s*\})|("[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’)|(\d+(?:\.\d+)?|\.\d+)|([\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?)|(!=|<=|>=|[=<>+\-*(),.]))/uy;
const BINARY = new Set(['or', 'and', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', 'div', 'mod']);

type Token = { kind: 'reference' | 'text' | 'number' | 'name' | 'sign'; text: string };

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

/**
 * Reads values and operators in turn, with a stack for the open brackets: no depth of brackets can overflow it.
 * `isFilter`: bare names are columns of the list of choices.
 */
export function readExpression(text: string, { isFilter = false } = {}): ExpressionRead {
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { ok: false, at: tokens };
  const references = new Set<string>();
  const functions = new Set<string>();
  const brackets: ('call' | 'group')[] = [];
  let wantsValue = true;
  const failed = (place: number): ExpressionRead => ({ ok: false, at: tokens.slice(place).map((token) => token.text).join(' ') });
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (wantsValue) {
      if (token.text === '-' && token.kind === 'sign') continue;
      if (token.text === '(' && token.kind === 'sign') { brackets.push('group'); continue; }
      if (token.kind === 'sign' && token.text !== '.') return failed(i);
      if (token.kind === 'reference') references.add(token.text.slice(2, -1).trim());
      if (token.kind === 'name') {
        if (tokens[i + 1]?.text === '(') {
          functions.add(token.text);
          if (tokens[i + 2]?.text === ')' && tokens[i + 2]?.kind === 'sign') i += 2;
          else { brackets.push('call'); i += 1; continue; }
        } else if (!isFilter) return failed(i);
      }
      wantsValue = false;
    } else if (token.text === ')' && token.kind === 'sign') {
      if (!brackets.pop()) return failed(i);
    } else if (token.text === ',' && token.kind === 'sign') {
      if (brackets.at(-1) !== 'call') return failed(i);
      wantsValue = true;
    } else if ((token.kind === 'sign' || token.kind === 'name') && BINARY.has(token.text)) wantsValue = true;
    else return failed(i);
  }
  return wantsValue || brackets.length > 0 ? { ok: false, at: text.trim().slice(-20) } : { ok: true, references: [...references], functions: [...functions] };
}
