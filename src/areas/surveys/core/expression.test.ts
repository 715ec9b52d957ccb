import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { readExpression } from './expression.ts';
import type { Among } from './functions.ts';
import { readPattern } from './pattern.ts';
import { toText, Unread } from './values.ts';

const ANSWERS: Record<string, string[]> = { a: ['5'], b: ['05'], name: ['张三'], help: ['meals bath'], none: [''], ages: ['7', '', '12'], no_times: [], born: ['2020-02-29'], word: ['  two   words '] };
const among: Among = { refer: (name) => ANSWERS[name] ?? [''], self: '72', held: '72', position: 3, column: (name) => ({ state: '15', name: '1506' })[name] ?? '', today: '2026-03-02', now: '2026-03-02T09:30:00', choiceName: (choice, question) => `${question}:${choice}` };
function come(text: string, isFilter = false): string {
  const read = readExpression(text, { isFilter });
  if (!read.ok) return `unread at ${read.at}`;
  const value = evaluate(read.steps, among);
  return toText(typeof value === 'boolean' ? String(value) : value);
}

// [expression, what it comes to, where it is said]
const TABLE: [string, string, string][] = [
  ['1 + 2 * 3 - 4', '3', 'XPath 1.0 §3.5'], ['(1 + 2) * 3', '9', '§3.1'], ['10 - 4 - 3', '3', '§3.5 to the left'], ['2 * -3', '-6', '§3.5'], ['- 2 + 5', '3', '§3.5'], ['--2', '2', '§3.5'], ['7 mod 3', '1', '§3.5'], ['5 mod -2', '1', '§3.5 example'], ['-5 mod 2', '-1', '§3.5 example'], ['1.5 mod .5', '0', '§3.5 example'],
  ['6 div 4', '1.5', '§3.5'], ['1 div 0', 'Infinity', '§4.4'], ['0 div 0', 'NaN', '§4.4'], ["'a' + 1", 'NaN', '§4.4'], ['pow(2, 70)', '1180591620717411303424', '§4.2 no exponent'], ['1 div 10000000', '0.0000001', '§4.2'],
  ['1 < 2 = true()', 'true', '§3.4 precedence'], ['3 > 2 > 1', 'false', '§3.4 example, to the left'], ['1 = 1 or 1 div 0 = 2 and false()', 'true', '§3.4'], ["'1' = 1", 'true', '§3.4 numbers'], ["'01' = '1'", 'false', '§3.4 texts'], ['true() = 5', 'true', '§3.4 booleans'], ["true() = ''", 'false', '§3.4'],
  [`\${a} = 5`, 'true', '§3.4'], [`\${a} = \${b}`, 'false', '§3.4 texts of both'], [`\${ages} = 12`, 'true', '§3.4 one is enough'], [`\${ages} != 12`, 'true', '§3.4 one is enough'], [`\${ages} < 8`, 'true', '§3.4'], [`\${no_times} = 1`, 'false', '§3.4 none'], [`\${none} = ''`, 'true', 'ODK'], [`\${none} > 0`, 'false', '§3.4 NaN'],
  ['. >= 18 and . < 120', 'true', 'ODK .'], ['position(..)', '3', 'ODK'], [`sum(\${ages})`, '19', 'ODK, what was not answered is left aside'], [`count(\${ages})`, '3', '§4.1'], [`count(\${no_times})`, '0', '§4.1'], [`max(\${ages})`, '12', 'ODK'], [`min(\${ages}, 3)`, '3', 'ODK'], [`min(\${no_times})`, 'NaN', 'ODK'], [`count-non-empty(\${ages})`, '2', 'ODK'],
  [`selected(\${help}, 'bath')`, 'true', 'ODK'], [`selected(\${help}, 'bat')`, 'false', 'ODK'], [`count-selected(\${help})`, '2', 'ODK'], [`selected-at(\${help}, 1)`, 'bath', 'ODK, from 0'], [`selected-at(\${help}, 9)`, '', 'ODK'], [`jr:choice-name('bath', '\${help}')`, 'help:bath', 'ODK'],
  [`if(\${a} > 4, 'yes', 'no')`, 'yes', 'ODK'], [`if(selected(\${help}, 'x'), 1, if(1 = 1, 2, 3))`, '2', 'ODK'], [`coalesce(\${none}, 'x')`, 'x', 'ODK'], [`coalesce(\${a}, 1)`, '5', 'ODK'], ["once('new')", '72', 'ODK, what stands there stays'],
  ["regex(., '[0-9]{2}')", 'true', 'ODK, the whole of it'], ["regex(., '[0-9]')", 'false', 'ODK, the whole of it'], ["regex('13800138000', '^1[3-9]\\d{9}$')", 'true', 'ODK'], ["regex('15062119900101001X', '\\d{17}[\\dXx]')", 'true', 'ODK'],
  [`concat('a', \${a}, 1 = 1)`, 'a5true', '§4.2'], [`join(',', \${ages})`, '7,,12', 'ODK'], [`string-length(\${name})`, '2', '§4.2'], ["substr('abcdef', 1, 3)", 'bc', 'ODK, from 0'], ["substr('abc', -1)", 'c', 'ODK'], ["substring('12345', 2, 3)", '234', '§4.2 example'], ["substring('12345', 1.5, 2.6)", '234', '§4.2 example'], ["substring('12345', 0 div 0, 3)", '', '§4.2 example'], ["substring('12345', 0, 3)", '12', '§4.2 example'],
  ["substring-before('1999/04/01', '/')", '1999', '§4.2 example'], ["substring-after('1999/04/01', '/')", '04/01', '§4.2 example'], ["translate('--aaa--', 'abc-', 'ABC')", 'AAA', '§4.2 example'], ["translate('bar', 'abc', 'ABC')", 'BAr', '§4.2 example'], [`normalize-space(\${word})`, 'two words', '§4.2'], ["contains('abc', 'b')", 'true', '§4.2'], ["starts-with('abc', 'b')", 'false', '§4.2'], ["ends-with('abc', 'bc')", 'true', 'ODK'],
  ['round(2.5)', '3', '§4.4'], ['round(-2.5)', '-2', '§4.4 towards the greater'], ['round(2.345, 2)', '2.35', 'ODK'], ['int(-3.7)', '-3', 'ODK'], ['floor(2.6)', '2', '§4.4'], ['ceiling(2.1)', '3', '§4.4'], ['abs(-4)', '4', 'ODK'], ['pow(2, 10)', '1024', 'ODK'], ["number(' 12.50 ')", '12.5', '§4.4'], ["number('0x10')", 'NaN', '§4.4'], ["number('1e3')", 'NaN', '§4.4'], ["boolean('false')", 'true', '§4.3'], ["boolean-from-string('false')", 'false', 'ODK'], ['not(0)', 'true', '§4.3'],
  ['today()', '2026-03-02', 'ODK'], ['now()', '2026-03-02T09:30:00', 'ODK'], [`today() - \${born}`, '2193', 'ODK, days'], [`int((today() - \${born}) div 365.25)`, '6', 'ODK'], [`\${born} < today()`, 'true', 'ODK'], ["today() >= date('2026-03-02')", 'true', 'ODK'], ['date(today() + 30)', '2026-04-01', 'ODK'], ["number('1970-01-02')", '1', 'ODK'], [`format-date(\${born}, '%d/%m/%Y %a %n.%e %b %y')`, '29/02/2020 Sat 2.29 Feb 20', 'ODK'], ["format-date('2026-01-05T09:05:07', '%H:%M:%S %h')", '09:05:07 9', 'ODK'], ["decimal-date-time('1970-01-02T12:00')", '1.5', 'ODK'], ["format-date('never', '%Y')", '', 'ODK'],
];

test('expressions come to what XPath 1.0 and the ODK XForms specification say', () => {
  expect(TABLE.map(([text]) => [text, come(text)])).toEqual(TABLE.map(([text, value]) => [text, value]));
  expect(come("state = '15' and name != ''", true)).toBe('true');
});

describe('what is not understood', () => {
  test.each(['1 +', '(1', '1)', 'if(1)', 'selected(1, 2, 3)', 'a', `\${a} \${b}`, '/data/a', ', 1', '1 ( 2', 'true(1)', '()', '* 2', '', 'today(', "concat('a',)"])('%s is refused where it is read', (text) => { expect(readExpression(text).ok).toBe(false); });
  test('a function nobody knows, and what stands around, are refused where they are worked out', () => {
    for (const text of ['pulldata(1)', '.. + 1', "regex('a', '(?=a)')", "regex('a', '\\1')"]) expect(() => come(text), text).toThrow(Unread);
  });
});

test('brackets, signs and calls as deep as anybody likes come to a value', () => {
  const deep = 50_000;
  expect(come(`${'('.repeat(deep)}1${')'.repeat(deep)} + 1`)).toBe('2');
  expect(come(`${'- '.repeat(deep)}1`)).toBe('1');
  expect(come(`${'not('.repeat(deep)}true()${')'.repeat(deep)}`)).toBe('true');
  expect(come(`1${' + 1'.repeat(deep)}`)).toBe(String(deep + 1));
});

test('sums and products of whole numbers come to what the machine says (3000 cases)', () => {
  const tree = fc.letrec<{ node: { text: string; value: number } }>((tie) => ({
    node: fc.oneof({ maxDepth: 6 }, fc.nat(9).map((n) => ({ text: String(n), value: n })),
      fc.tuple(tie('node'), fc.constantFrom('+', '-', '*'), tie('node')).map(([a, sign, b]) => ({ text: `(${a.text} ${sign} ${b.text})`, value: sign === '+' ? a.value + b.value : sign === '-' ? a.value - b.value : a.value * b.value })),
      tie('node').map((a) => ({ text: `-${a.text}`, value: -a.value }))),
  })).node;
  fc.assert(fc.property(tree, ({ text, value }) => { expect(Number(come(text))).toBeCloseTo(value, 6); }), { numRuns: 3000 });
});

test('patterns match as the machine’s own do where it has an end (4000 cases), and end where it has none', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '1', '(?:ab|b)', '(a|1b)');
  const pattern = fc.array(fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?')), { minLength: 1, maxLength: 5 }).map((parts) => parts.map(([one, times]) => one + times).join(''));
  let matched = 0;
  fc.assert(fc.property(fc.oneof(pattern, fc.tuple(pattern, pattern).map(([a, b]) => `${a}|^${b}$`)), fc.stringMatching(/^[ab1]{0,8}$/), (source, text) => {
    const wanted = new RegExp(`^(?:${source})$`, 'u').test(text);
    matched += wanted ? 1 : 0;
    expect(readPattern(source)(text)).toBe(wanted);
  }), { numRuns: 4000 });
  expect(matched).toBeGreaterThan(400);
  expect(readPattern('(a+)+b')('a'.repeat(5000))).toBe(false);
  expect(readPattern('(a*)*(a*)*c')('a'.repeat(2000))).toBe(false);
  for (const source of ['a{1000}{1000}', '(', ')', '[a', '*', '\\', '(?<n>a)', '(?!a)', '\\b', 'a{3,1}', '('.repeat(100), '[z-a]']) expect(() => readPattern(source), source).toThrow(Unread);
});
