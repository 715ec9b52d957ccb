import type { Language } from '../../../kernel/messages.ts';
import { readAnswer } from './check-answer.ts';
import { canAnswer, keyOf, OTHER_CHOICE, type Node, type Plan } from './form-plan.ts';
import { ask, cellAt, given, initialOf, isExhausted, isFixed, runForm, turnsOf, type Answers, type Asking, type Run } from './form-run.ts';
import { inLanguage, NO_WORDS } from './item.ts';
import type { Choice } from './questionnaire.ts';
import { toBoolean } from './values.ts';

export const FAULT_CODES = ['required', 'constraint', 'type', 'choice', 'tooMany', 'tooMuch'] as const;
/** What is wrong with an answer, and where; `words` are the form's own for it, in the reader's language. */
export type Fault = { key: string; code: (typeof FAULT_CODES)[number]; label: string; words: string };

/**
 * One thing to show, in the order of the form: a question, a group, a repeat (`begin`), each of its repetitions (`turn`) and its end.
 * `value` is what stands there; `times` how often a repeat is answered, `mayAdd` whether whoever answers decides that.
 */
export type Place = {
  part: 'row' | 'begin' | 'turn' | 'end'; node: Node; turns: readonly number[]; key: string; label: string; hint: string; value: string; isRequired: boolean; isFixed: boolean;
  choices: Choice[]; times: number; mayAdd: boolean; mayRemove: boolean; depth: number;
};
/** What is asked of whoever has answered so far; `kept` is what would be kept of it. */
export type Worked = { places: Place[]; faults: Fault[]; kept: Record<string, string> };

const REFERENCE = /\$\{\s*([^}\s]+)\s*\}/g;

/** A sentence with the answers that it names filled in, choices by what they are called. */
export function fillIn(run: Run, node: Node, turns: readonly number[], text: string): string {
  return text.replace(REFERENCE, (_all, name: string) => {
    const place = run.plan.named.get(name)?.[0];
    if (place === undefined) return '';
    const target = run.plan.nodes[place]!;
    const [value = ''] = [ask(run, { steps: [{ do: 'reference', name }], targets: new Map([[name, place]]) }, node, turns, '')].map((found) => (found && typeof found === 'object' ? found.nodes[0] : ''));
    return target.item.list ? value.split(' ').map((one) => choiceLabel(run, target, one)).join('、') : value;
  });
}

function choiceLabel(run: Run, { item }: Node, name: string): string {
  const found = run.plan.choices.get(item.list)?.find((choice) => choice.name === name);
  return found ? inLanguage(found.label, run.asking.language) || found.name : name;
}

const OTHER: Choice = { list: '', name: OTHER_CHOICE, label: { plain: '', zh: '其他', en: 'Other' }, more: [] };

/** The choices that can be made now: what the filter of the form leaves, and “other” where the form has it. */
function choicesOf(run: Run, node: Node, turns: readonly number[]): Choice[] {
  const all = run.plan.choices.get(node.item.list) ?? [];
  const open = !node.choiceFilter ? all : all.filter((choice) => {
    const columns = new Map([...choice.more, ['name', choice.name], ['list_name', choice.list], ['label', choice.label.plain]] as [string, string][]);
    return toBoolean(ask(run, node.choiceFilter, node, turns, '', (name) => columns.get(name) ?? '') ?? true);
  });
  return node.item.orOther && !open.some(({ name }) => name === OTHER_CHOICE) ? [...open, OTHER] : open;
}

/** Why an answer cannot stand, or null. What was not answered is wrong only where it must be. */
function faultOf(run: Run, { node, turns, key, value, choices, isRequired }: Place): Fault['code'] | null {
  const { item } = node;
  if (value === '') return isRequired && (given(run, key) ?? '').trim() === '' ? 'required' : null;
  if (readAnswer(item.type, given(run, key) ?? value) === null) return 'type';
  if (item.list) {
    const names = new Set(choices.map(({ name }) => name));
    if (!(item.type === 'select_one' ? [value] : value.split(' ')).every((one) => names.has(one))) return 'choice';
  }
  return toBoolean(ask(run, node.constraint, node, turns, value) ?? true) ? null : 'constraint';
}

function placeOf(run: Run, node: Node, turns: readonly number[], part: Place['part'], depth: number): Place {
  const { item } = node;
  const cell = cellAt(run, node, turns)!;
  const isAnswerable = part === 'row' && canAnswer(item) && !isFixed(node);
  const isCounted = node.repeatCount !== null;
  const say = (words: typeof NO_WORDS): string => fillIn(run, node, turns, inLanguage(words, run.asking.language));
  return {
    part, node, turns, depth, key: part === 'turn' ? `${keyOf(node, turns)}[${turns.at(-1)}]` : keyOf(node, turns), label: say(item.label), hint: say(item.hint), value: cell.value,
    isRequired: isAnswerable && (item.required === 'yes' || (node.required !== null && toBoolean(ask(run, node.required, node, turns, cell.value) ?? false))),
    isFixed: isFixed(node), choices: isAnswerable && item.list ? choicesOf(run, node, turns) : [], times: cell.times, mayAdd: item.kind === 'repeat' && !isCounted, mayRemove: item.kind === 'repeat' && !isCounted,
  };
}

/** What was answered, choices by what they are called. */
export const choiceWords = ({ node: { item }, value, choices }: Place, language: Language): string =>
  (item.list ? value.split(' ').map((name) => { const found = choices.find((choice) => choice.name === name); return found ? inLanguage(found.label, language) || found.name : name; }).join('、') : value);

/** Everything that is asked, in order. A list of what is still to be gone through stands in for calls within calls, so no depth of repeats can overflow it. */
function placesOf(run: Run): Place[] {
  const { nodes } = run.plan;
  const places: Place[] = [];
  const ahead: ({ from: number; to: number; turns: number[]; depth: number } | Place)[] = [{ from: 0, to: nodes.length, turns: [], depth: 0 }];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if ('node' in next) { places.push(next); continue; }
    const { from, to, turns, depth } = next;
    if (from >= to) continue;
    const node = nodes[from]!;
    const cell = cellAt(run, node, turns);
    ahead.push({ from: cell?.isRelevant && node.item.kind !== 'repeat' ? from + 1 : node.end, to, turns, depth });
    if (!cell?.isRelevant) continue;
    const deep = depthOf(run, node);
    if (node.item.kind !== 'repeat') { places.push(placeOf(run, node, turns, 'row', deep)); continue; }
    places.push(placeOf(run, node, turns, 'begin', deep));
    ahead.push(placeOf(run, node, turns, 'end', deep));
    for (let turn = cell.times; turn >= 1; turn--) {
      ahead.push({ from: from + 1, to: node.end, turns: [...turns, turn], depth: deep + 1 });
      ahead.push({ ...placeOf(run, node, turns, 'begin', deep), part: 'turn', turns: [...turns, turn], key: `${keyOf(node, turns)}[${turn}]` });
    }
  }
  return places;
}

/** How many groups a row stands in; the margin of a page holds four. */
function depthOf({ plan }: Run, node: Node): number {
  let depth = 0;
  for (let at = node.within; at >= 0 && depth < 4; at = plan.nodes[at]!.within) depth += 1;
  return depth;
}

/** What is asked, what is wrong, and what would be kept, of the answers so far. The page and the server ask the same. */
export function workOut(plan: Plan, answers: Answers, asking: Asking): Worked {
  const run = runForm(plan, answers, asking);
  const places = placesOf(run);
  const faults: Fault[] = [];
  const kept: Record<string, string> = {};
  const fault = (place: Place, code: Fault['code']): void => {
    const { item } = place.node;
    const words = code === 'constraint' ? item.constraintMessage : code === 'required' ? item.requiredMessage : NO_WORDS;
    faults.push({ key: place.key, code, label: place.label || item.name, words: fillIn(run, place.node, place.turns, inLanguage(words, asking.language)) });
  };
  for (const place of places) {
    if (place.part === 'begin') {
      kept[place.key] = String(place.times);
      if (cellAt(run, place.node, place.turns)?.isCut) fault(place, 'tooMany');
    }
    if (place.part !== 'row' || place.node.item.kind !== 'question') continue;
    const code = canAnswer(place.node.item) && !place.isFixed ? faultOf(run, place) : null;
    if (code) fault(place, code);
    else if (place.value !== '' && place.node.item.type !== 'note') kept[place.key] = place.value;
  }
  if (isExhausted(run)) faults.push({ key: '', code: 'tooMuch', label: plan.form.title, words: '' });
  return { places, faults, kept };
}

/** The answers with what a question starts with, where nobody has answered it yet. */
export function withInitial(plan: Plan, answers: Answers, asking: Asking): Answers {
  const run = runForm(plan, answers, asking);
  const initial: Record<string, string> = {};
  for (const node of plan.nodes) {
    if (!canAnswer(node.item) || isFixed(node) || node.item.default === '' || node.item.type === 'image') continue;
    for (const turns of turnsOf(run, node)) {
      const key = keyOf(node, turns);
      if (given(run, key) === undefined) { const value = initialOf(run, node, turns); if (value !== '') initial[key] = value; }
    }
  }
  return { ...initial, ...answers };
}

/** One repetition taken away; those after it move up. */
export function withoutTurn(answers: Answers, repeatKey: string, turn: number, times: number): Record<string, string> {
  const rest: Record<string, string> = {};
  const start = `${repeatKey}[`;
  for (const [key, value] of Object.entries(answers)) {
    if (!key.startsWith(start)) { rest[key] = value; continue; }
    const end = key.indexOf(']', start.length);
    const of = Number(key.slice(start.length, end));
    if (of !== turn) rest[`${start}${of > turn ? of - 1 : of}${key.slice(end)}`] = value;
  }
  return { ...rest, [repeatKey]: String(Math.max(0, times - 1)) };
}
