import { readExpression, type Sign, type Step } from './expression.ts';

// Rules that can be said in a sentence: “asked if [question] [is] [answer]”, joined by and, or by or. They are written as the expression that the engine reads, and read back from it.

export const RULE_SIGNS = ['is', 'isNot', 'has', 'hasNot', 'more', 'atLeast', 'less', 'atMost', 'contains', 'answered', 'unanswered'] as const;
export type RuleSign = (typeof RULE_SIGNS)[number];

/** `question` is a name, or `.` for the answer to the question itself; `value` a number, a day (2026-01-05, or `today`), a choice or a text. */
export type Condition = { question: string; sign: RuleSign; value: string };
export type SimpleRule = { joint: 'and' | 'or'; conditions: Condition[] };

/** Which signs make sense for a kind of question. */
export function signsFor(type: string): RuleSign[] {
  switch (type) {
    case 'integer': case 'decimal': case 'date': return ['is', 'isNot', 'more', 'atLeast', 'less', 'atMost', 'answered', 'unanswered'];
    case 'select_one': return ['is', 'isNot', 'answered', 'unanswered'];
    case 'select_multiple': return ['has', 'hasNot', 'answered', 'unanswered'];
    case 'text': return ['is', 'isNot', 'contains', 'answered', 'unanswered'];
    default: return ['is', 'isNot', 'more', 'atLeast', 'less', 'atMost', 'contains', 'answered', 'unanswered'];
  }
}

const BINARY: Partial<Record<RuleSign, Sign>> = { is: '=', isNot: '!=', more: '>', atLeast: '>=', less: '<', atMost: '<=' };
const OF_SIGN = new Map(Object.entries(BINARY).map(([sign, written]) => [written as string, sign as RuleSign]));

/** No quote can be written within itself: the one that the text has not. */
function quoted(text: string): string {
  const pair = (['\'\'', '""', '“”'] as const).find(([, end]) => !text.includes(end!));
  return pair ? pair[0]! + text + pair[1]! : `'${text.replaceAll('\'', '’')}'`;
}

function writeValue(value: string, type: string): string {
  if (type === 'date') return value === 'today' ? 'today()' : `date(${quoted(value)})`;
  return (type === 'integer' || type === 'decimal' || type === 'calculate') && /^-?\d+(?:\.\d+)?$/.test(value) ? value : quoted(value);
}

function writeCondition({ question, sign, value }: Condition, typeOf: (question: string) => string): string {
  const subject = question === '.' ? '.' : `\${${question}}`;
  const written = writeValue(value, typeOf(question));
  switch (sign) {
    case 'has': return `selected(${subject}, ${written})`;
    case 'hasNot': return `not(selected(${subject}, ${written}))`;
    case 'contains': return `contains(${subject}, ${written})`;
    case 'answered': return `${subject} != ''`;
    case 'unanswered': return `${subject} = ''`;
    case 'is': case 'isNot': case 'more': case 'atLeast': case 'less': case 'atMost': return `${subject} ${BINARY[sign]} ${written}`;
  }
}

/** The rule as an expression. A condition that is not finished yet is left out. */
export const writeRule = ({ joint, conditions }: SimpleRule, typeOf: (question: string) => string): string =>
  conditions.filter(({ question, sign, value }) => question !== '' && (value !== '' || sign === 'answered' || sign === 'unanswered')).map((condition) => writeCondition(condition, typeOf)).join(` ${joint} `);

type Part = { is: 'subject'; name: string } | { is: 'value'; value: string } | { is: 'rule'; joint: 'and' | 'or' | null; conditions: Condition[] };

const single = (question: string, sign: RuleSign, value: string): Part => ({ is: 'rule', joint: null, conditions: [{ question, sign, value }] });

function call(name: string, given: (Part | undefined)[]): Part | null {
  const [first, second] = given;
  if (name === 'today' && given.length === 0) return { is: 'value', value: 'today' };
  if (name === 'date' && first?.is === 'value') return first;
  if (name === 'not' && first?.is === 'rule' && first.conditions.length === 1 && first.conditions[0]!.sign === 'has') return single(first.conditions[0]!.question, 'hasNot', first.conditions[0]!.value);
  if ((name === 'selected' || name === 'contains') && first?.is === 'subject' && second?.is === 'value' && second.value !== '') return single(first.name, name === 'selected' ? 'has' : 'contains', second.value);
  return null;
}

function join(sign: Sign, left: Part | undefined, right: Part | undefined): Part | null {
  if (left?.is === 'rule' && right?.is === 'rule' && (sign === 'and' || sign === 'or')) {
    if ([left, right].some(({ joint }) => joint !== null && joint !== sign)) return null;
    return { is: 'rule', joint: sign, conditions: [...left.conditions, ...right.conditions] };
  }
  const said = OF_SIGN.get(sign);
  if (!said || left?.is !== 'subject' || right?.is !== 'value') return null;
  if (right.value !== '') return single(left.name, said, right.value);
  return said === 'is' ? single(left.name, 'unanswered', '') : said === 'isNot' ? single(left.name, 'answered', '') : null;
}

function next(stack: Part[], step: Step): Part | null {
  switch (step.do) {
    case 'reference': return { is: 'subject', name: step.name };
    case 'self': return { is: 'subject', name: '.' };
    case 'value': return { is: 'value', value: String(step.value) };
    case 'minus': { const of = stack.pop(); return of?.is === 'value' && /^\d/.test(of.value) ? { is: 'value', value: `-${of.value}` } : null; }
    case 'call': return call(step.name, step.given === 0 ? [] : stack.splice(-step.given));
    case 'binary': { const right = stack.pop(); return join(step.sign, stack.pop(), right); }
    case 'parent': case 'column': return null;
  }
}

/** What an expression says, if it is no more than a sentence can say; else null, and it is shown as it is written. Nothing written says nothing. */
export function readRule(text: string): SimpleRule | null {
  if (text.trim() === '') return { joint: 'and', conditions: [] };
  const read = readExpression(text);
  if (!read.ok) return null;
  const stack: Part[] = [];
  for (const step of read.steps) {
    const part = next(stack, step);
    if (!part) return null;
    stack.push(part);
  }
  const [rule] = stack;
  return stack.length === 1 && rule?.is === 'rule' ? { joint: rule.joint ?? 'and', conditions: rule.conditions } : null;
}
