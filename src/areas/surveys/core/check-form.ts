import { readExpression, type Step } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { readPattern } from './pattern.ts';
import type { Choice, Issue, Item } from './questionnaire.ts';
import { Unread } from './values.ts';

/** Something read, with the row it stands in. */
export type Placed<T> = { row: number; value: T };

export const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const EXPRESSIONS = ['required', 'relevant', 'constraint', 'calculation', 'readOnly', 'repeatCount', 'choiceFilter'] as const;

/** Why a question cannot be asked, or null. */
function whyUnread(item: Item, lists: ReadonlySet<string>, taken: Set<string>): Pick<Issue, 'code' | 'what'> | null {
  if (item.kind === 'group' || item.kind === 'repeat') return null; // a group asks nothing, so it may go without a name
  if (item.kind === 'unread') return item.more.some(([header]) => header === 'disabled') ? null : item.type ? { code: 'typeUnknown', what: item.type } : { code: 'typeMissing', what: item.name || item.label.plain };
  if (!item.name && item.type !== 'note') return { code: 'nameMissing', what: item.type };
  if (item.name && !NAME.test(item.name)) return { code: 'nameOdd', what: item.name };
  if ((item.type === 'select_one' || item.type === 'select_multiple') && !lists.has(item.list)) return { code: 'listUnknown', what: item.list };
  const key = `${item.within}/${item.name}`;
  if (item.name && taken.has(key)) return { code: 'nameTwice', what: item.name };
  taken.add(key);
  return null;
}

/** Looks at the rows beside each other: names, lists, and what expressions ask for. A question that cannot be asked is marked unread, and stays. */
export function checkForm(items: Placed<Item>[], choices: Placed<Choice>[], sheets: { survey: string; choices: string }, choiceColumns: ReadonlySet<string>): { items: Item[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const lists = new Set(choices.map(({ value }) => value.list));
  const taken = new Set<string>();
  const names = new Set(items.map(({ value }) => value.name));
  const checked = items.map(({ row, value }): Item => {
    const why = whyUnread(value, lists, taken);
    if (why) issues.push({ sheet: sheets.survey, row, column: '', ...why });
    if (value.kind !== 'unread') issues.push(...faultsOfExpressions(value, names, choiceColumns).map((fault) => ({ sheet: sheets.survey, row, column: '', ...fault })));
    return why && value.kind === 'question' ? { ...value, kind: 'unread', type: [value.type, value.list, value.orOther ? 'or_other' : ''].filter(Boolean).join(' '), list: '', orOther: false } : value;
  });
  const filtered = new Set(checked.filter(({ choiceFilter }) => choiceFilter).map(({ list }) => list));
  const seen = new Set<string>();
  for (const { row, value } of choices) {
    const key = JSON.stringify([value.list, value.name]);
    // where a filter chooses between them, one name may stand in a list more than once
    if (seen.has(key) && !filtered.has(value.list)) issues.push({ sheet: sheets.choices, row, column: '', code: 'choiceTwice', what: `${value.list} · ${value.name}` });
    seen.add(key);
  }
  return { items: checked, issues };
}

/** The step after a text that is written out is the call that it is the last value of. */
const isPatternAt = (steps: readonly Step[], place: number): boolean => { const call = steps[place + 1]; return call?.do === 'call' && call.name === 'regex'; };

function isPattern(source: string): boolean {
  try { readPattern(source); return true; } catch (error) { if (error instanceof Unread) return false; throw error; }
}

function faultsOfExpressions(item: Item, names: ReadonlySet<string>, choiceColumns: ReadonlySet<string>): Pick<Issue, 'code' | 'what'>[] {
  const faults: Pick<Issue, 'code' | 'what'>[] = [];
  for (const field of EXPRESSIONS) {
    const text = item[field];
    if (!text || ((field === 'required' || field === 'readOnly') && text === 'yes')) continue;
    const read = readExpression(text, { isFilter: field === 'choiceFilter' });
    if (!read.ok) { faults.push({ code: 'expressionUnread', what: text }); continue; }
    for (const name of read.references) if (!names.has(name)) faults.push({ code: 'referenceUnknown', what: name });
    for (const name of read.functions) if (!FUNCTIONS.has(name)) faults.push({ code: 'functionUnknown', what: name });
    const pattern = read.steps.find((step, i): step is { do: 'value'; value: string } => step.do === 'value' && typeof step.value === 'string' && isPatternAt(read.steps, i) && !isPattern(step.value));
    if (pattern) faults.push({ code: 'expressionUnread', what: pattern.value });
    if (field === 'choiceFilter' && choiceColumns.size === 0) faults.push({ code: 'expressionUnread', what: text });
  }
  // ${name} within a sentence is filled in with the answer
  for (const words of [item.label, item.hint, item.constraintMessage, item.requiredMessage]) {
    for (const text of Object.values(words)) for (const [, name] of text.matchAll(/\$\{\s*([^}\s]+)\s*\}/g)) if (!names.has(name!)) faults.push({ code: 'referenceUnknown', what: name! });
  }
  return faults;
}
