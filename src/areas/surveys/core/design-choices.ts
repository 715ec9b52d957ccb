import { askedBy, changeRow, EXPRESSIONS, depthsOf, endOf, freeName, holdsRows, nameAnew, putRows, type Edited } from './design.ts';
import { readExpression } from './expression.ts';
import { NO_WORDS } from './item.ts';
import type { Choice, Item, Questionnaire } from './questionnaire.ts';

// Lists of choices, and what is taken over from other forms with them.

export const choicesOf = (form: Questionnaire, list: string): Choice[] => form.choices.filter((choice) => choice.list === list);

/** The lists of a form in order, with how many questions use each. */
export function listsOf({ items, choices }: Questionnaire): { list: string; choices: number; questions: number }[] {
  const lists = new Set([...choices.map(({ list }) => list), ...items.map(({ list }) => list)]);
  lists.delete('');
  return [...lists].map((list) => ({ list, choices: choices.filter((choice) => choice.list === list).length, questions: items.filter((item) => item.list === list).length }));
}

/** Writes a list anew. It stays where it stood among the others. */
export function setChoices(form: Questionnaire, list: string, choices: Choice[]): Questionnaire {
  const first = form.choices.findIndex((choice) => choice.list === list);
  const others = form.choices.filter((choice) => choice.list !== list);
  const at = first < 0 ? others.length : form.choices.slice(0, first).filter((choice) => choice.list !== list).length;
  return { ...form, choices: [...others.slice(0, at), ...choices, ...others.slice(at)] };
}

const takenLists = (form: Questionnaire): Set<string> => new Set(listsOf(form).map(({ list }) => list));

/** A new list for a question, with two choices to begin with. */
export function giveList(form: Questionnaire, at: number, type: Item['type']): Questionnaire {
  let n = 1;
  const taken = takenLists(form);
  while (taken.has(`list${n}`)) n += 1;
  const list = `list${n}`;
  return setChoices(changeRow(form, at, { type, list }), list, [1, 2].map((i) => ({ list, name: `c${i}`, label: NO_WORDS, more: [] })));
}

/** The list of a question as one of its own, where others use it too. */
export function ownList(form: Questionnaire, at: number): Questionnaire {
  const { list } = form.items[at]!;
  const own = freeName(takenLists(form), list);
  return setChoices(changeRow(form, at, { list: own }), own, choicesOf(form, list).map((choice) => ({ ...choice, list: own })));
}

const nextChoice = (taken: Set<string>, from: number): string => {
  let n = from;
  while (taken.has(`c${n}`)) n += 1;
  taken.add(`c${n}`);
  return `c${n}`;
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Another value for one of a list's choices: the rules that compare an answer with it, and the answers that stand there at first, say it then too. */
export function renameChoice(form: Questionnaire, list: string, at: number, name: string): Questionnaire {
  const held = choicesOf(form, list);
  const before = held[at]!.name;
  const renamed = setChoices(form, list, held.map((choice, i) => (i === at ? { ...choice, name } : choice)));
  // where two choices share the value, nobody can tell which was meant
  if (before === '' || name === '' || held.filter((choice) => choice.name === before).length > 1) return renamed;
  const askers = form.items.filter((item) => item.list === list);
  const value = `(["'“‘]?)${escaped(before)}(["'”’]?)(?![\\w.\\-\\u00b5-\\uffef])`;
  const said = (own: string): RegExp => new RegExp(`((?:${[...askers.map((item) => `\\$\\{\\s*${escaped(item.name)}\\s*\\}`), ...(own === list ? ['(?<![\\w.])\\.(?![\\w.])'] : [])].join('|')})\\s*(?:!?=|,)\\s*)${value}`, 'g');
  return {
    ...renamed, items: renamed.items.map((item) => {
      const rule = said(item.list);
      const changed = { ...item };
      for (const field of EXPRESSIONS) changed[field] = item[field].replace(rule, (_all, asked: string, open: string, close: string) => `${asked}${open || '\''}${name}${close || '\''}`);
      if (item.list === list && item.default.trim() === before) changed.default = name;
      return changed;
    }),
  };
}

/** Values that a row's rules compare an answer with although its question has no such choice: the choice was taken away. */
export function choicesMissed(form: Questionnaire, item: Item): string[] {
  const known = (list: string, orOther: boolean): Set<string> => new Set(['', ...(orOther ? ['other'] : []), ...choicesOf(form, list).map(({ name }) => name)]);
  const missed = new Set<string>();
  for (const field of EXPRESSIONS) {
    if (field === 'choiceFilter' || !item[field]) continue;
    const read = readExpression(item[field]);
    if (!read.ok) continue;
    read.steps.forEach((step, i) => {
      if (!(step.do === 'binary' ? step.sign === '=' || step.sign === '!=' : step.do === 'call' && step.name === 'selected')) return;
      const pair = read.steps.slice(Math.max(0, i - 2), i);
      const value = pair.find((one) => one.do === 'value'), asked = pair.find((one) => one.do === 'reference' || one.do === 'self');
      if (!value || !asked) return;
      const question = asked.do === 'reference' ? form.items.find(({ name }) => name === asked.name) : item;
      if (question?.list && choicesOf(form, question.list).length > 0 && !known(question.list, question.orOther).has(String(value.value))) missed.add(String(value.value));
    });
  }
  return [...missed];
}

/** One choice more, at the end. */
export function addChoice(form: Questionnaire, list: string): Questionnaire {
  const held = choicesOf(form, list);
  return setChoices(form, list, [...held, { list, name: nextChoice(new Set(held.map(({ name }) => name)), held.length + 1), label: NO_WORDS, more: [] }]);
}

/** Lines as they are pasted: one choice each, Chinese and English parted by a tab, | or ｜. What stands there already is not added a second time. */
export function pasteChoices(form: Questionnaire, list: string, text: string): Questionnaire {
  const held = choicesOf(form, list);
  const taken = new Set(held.map(({ name }) => name));
  const said = new Set(held.flatMap(({ label }) => [label.zh, label.en, label.plain]).filter(Boolean));
  const fresh: Choice[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [first = '', second = ''] = line.split(/\t|\||｜/).map((part) => part.trim());
    const [zh, en] = second || /\p{Script=Han}/u.test(first) ? [first, second] : ['', first];
    if (!first || said.has(first)) continue;
    said.add(first);
    fresh.push({ list, name: nextChoice(taken, held.length + fresh.length + 1), label: { plain: '', zh, en }, more: [] });
  }
  // the two empty lines that a new list begins with make room
  const isEmpty = held.every(({ label }) => !label.zh && !label.en && !label.plain);
  return fresh.length === 0 ? form : setChoices(form, list, [...(isEmpty ? [] : held), ...fresh]);
}

const sameChoices = (a: readonly Choice[], b: readonly Choice[]): boolean => JSON.stringify(a.map(({ name, label, more }) => [name, label, more])) === JSON.stringify(b.map(({ name, label, more }) => [name, label, more]));

/** Takes questions over from another form, groups with all that stands in them, each with its choices. A rule that asks for a question that was not taken along has no meaning here and is left out; `lost` names whose. */
export function takeOver(form: Questionnaire, behind: number | null, source: Questionnaire, places: readonly number[]): Edited & { lost: string[] } {
  const depths = depthsOf(source.items);
  const picked: { item: Item; depth: number }[] = [];
  let from = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place < from) continue; // its group came along already
    from = holdsRows(source.items[place]!) ? endOf(source, place) : place + 1;
    for (let at = place; at < from; at++) picked.push({ item: source.items[at]!, depth: depths[at]! - depths[place]! });
  }
  const along = new Set(picked.map(({ item }) => item.name));
  const lost: string[] = [];
  const plain = picked.map(({ item }) => {
    if (askedBy(item).every((name) => along.has(name))) return item;
    lost.push(item.name);
    const holds = (text: string): string => ([...text.matchAll(/\$\{\s*([^}\s]+)\s*\}/g)].every(([, name]) => along.has(name!)) ? text : '');
    return { ...item, required: holds(item.required), relevant: holds(item.relevant), constraint: holds(item.constraint), calculation: holds(item.calculation), default: holds(item.default), readOnly: holds(item.readOnly), repeatCount: holds(item.repeatCount), choiceFilter: holds(item.choiceFilter) };
  });
  let now = form;
  const lists = new Map<string, string>();
  for (const list of new Set(plain.map((item) => item.list))) {
    if (!list) continue;
    const [held, brought] = [choicesOf(now, list), choicesOf(source, list)];
    const name = held.length === 0 || sameChoices(held, brought) ? list : freeName(takenLists(now), list);
    lists.set(list, name);
    if (name !== list || held.length === 0) now = setChoices(now, name, brought.map((choice) => ({ ...choice, list: name })));
  }
  const named = nameAnew(plain, new Set(form.items.map(({ name }) => name)));
  return { ...putRows(now, behind, named.map((item, i) => ({ item: item.list ? { ...item, list: lists.get(item.list)! } : item, depth: picked[i]!.depth }))), lost };
}
