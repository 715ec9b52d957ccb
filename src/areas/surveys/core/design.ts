import { NO_WORDS } from './item.ts';
import { shapeOf } from './map-versions.ts';
import type { Item, Questionnaire, QuestionType } from './questionnaire.ts';

// How a form is changed by hand. Each edit answers a new form and says where the row now stands; nothing is changed in place, so that undo is the form before.

/** What can be added to a form. */
export type RowKind = QuestionType | 'group' | 'repeat';
export type Edited = { form: Questionnaire; /** The place of the row that was edited; -1 where none is left. */ at: number };

/** A row with the number of groups it stands in: so rows can be moved without their places being counted anew. */
type Row = { item: Item; depth: number };

const BLANK: Omit<Item, 'kind' | 'type'> = {
  within: -1, name: '', list: '', orOther: false, label: NO_WORDS, hint: NO_WORDS, required: '', requiredMessage: NO_WORDS, relevant: '', constraint: '', constraintMessage: NO_WORDS,
  calculation: '', default: '', appearance: '', readOnly: '', repeatCount: '', choiceFilter: '', more: [],
};

export const blankForm = (title: string): Questionnaire => ({ title, formId: '', formVersion: '', defaultLanguage: '', items: [], choices: [], more: [] });

export const blankItem = (kind: RowKind, more: Partial<Item> = {}): Item => (
  kind === 'group' || kind === 'repeat' ? { ...BLANK, kind, type: `begin ${kind}`, ...more } : { ...BLANK, kind: 'question', type: kind, ...more });

export const holdsRows = ({ kind }: Item): boolean => kind === 'group' || kind === 'repeat';

/** How many groups each row stands in. */
export function depthsOf(items: readonly Item[]): number[] {
  const depths: number[] = [];
  for (const { within } of items) depths.push(within < 0 ? 0 : depths[within]! + 1);
  return depths;
}

function rowsOf(items: readonly Item[]): Row[] {
  const depths = depthsOf(items);
  return items.map((item, i) => ({ item, depth: depths[i]! }));
}

function itemsOf(rows: readonly Row[]): Item[] {
  const open: number[] = [];
  return rows.map(({ item, depth }, i) => {
    const within = depth === 0 ? -1 : open[depth - 1]!;
    open[depth] = i;
    return item.within === within ? item : { ...item, within };
  });
}

const withRows = (form: Questionnaire, rows: readonly Row[], at: number): Edited => ({ form: { ...form, items: itemsOf(rows) }, at });

function endIn(rows: readonly Row[], at: number): number {
  let end = at + 1;
  while (end < rows.length && rows[end]!.depth > rows[at]!.depth) end += 1;
  return end;
}

/** One past the last row that stands in this one. */
export const endOf = (form: Questionnaire, at: number): number => endIn(rowsOf(form.items), at);

/** Whether every row stands in a group that is still open there: what comes from outside may say anything. */
export function isWellFormed(items: readonly Item[]): boolean {
  const open: number[] = [];
  return items.every((item, at) => {
    while (open.length > 0 && open.at(-1) !== item.within) open.pop();
    const isRight = item.within === (open.at(-1) ?? -1);
    if (holdsRows(item)) open.push(at);
    return isRight;
  });
}

const namesOf = (items: readonly Item[]): Set<string> => new Set(items.map(({ name }) => name));

/** A name that no row has: the one wished for, or with the next number behind it. */
export function freeName(taken: ReadonlySet<string>, wished: string): string {
  if (!taken.has(wished)) return wished;
  for (let n = 2; ; n++) if (!taken.has(`${wished}_${n}`)) return `${wished}_${n}`;
}

/** The name of a new row, from its place among the others: q7 for the seventh. */
function nextName(items: readonly Item[]): string {
  const taken = namesOf(items);
  for (let n = items.length + 1; ; n++) if (!taken.has(`q${n}`)) return `q${n}`;
}

/** Puts a new row behind another: into a group as its last, else right after. Without a place, at the end of the form. */
export function addRow(form: Questionnaire, behind: number | null, kind: RowKind, more: Partial<Item> = {}): Edited {
  const item = blankItem(kind, { name: nextName(form.items), ...more });
  return putRows(form, behind, [{ item, depth: 0 }]);
}

/** The same with a block of rows, the outermost at depth 0. */
export function putRows(form: Questionnaire, behind: number | null, block: readonly { item: Item; depth: number }[]): Edited {
  const rows = rowsOf(form.items);
  const here = behind === null ? undefined : rows[behind];
  const at = here ? endIn(rows, behind!) : rows.length;
  const depth = here ? here.depth + (holdsRows(here.item) ? 1 : 0) : 0;
  return withRows(form, [...rows.slice(0, at), ...block.map((row) => ({ item: row.item, depth: row.depth + depth })), ...rows.slice(at)], at);
}

/** Takes a row away with all that stands in it. */
export function removeRow(form: Questionnaire, at: number): Edited {
  const rows = rowsOf(form.items);
  return withRows(form, [...rows.slice(0, at), ...rows.slice(endIn(rows, at))], Math.min(at, form.items.length - (endIn(rows, at) - at) - 1));
}

/** Sets a row down elsewhere with all that stands in it; `to` counts the places of the rows that are left. */
function setDown(form: Questionnaire, rows: readonly Row[], at: number, to: number, deeper: number): Edited {
  const end = endIn(rows, at);
  const block = rows.slice(at, end).map(({ item, depth }) => ({ item, depth: depth + deeper }));
  const rest = [...rows.slice(0, at), ...rows.slice(end)];
  return withRows(form, [...rest.slice(0, to), ...block, ...rest.slice(to)], to);
}

/** One step up: past the row before, into the group before as its last, or out of its group. Null where it stands first. */
export function moveUp(form: Questionnaire, at: number): Edited | null {
  const rows = rowsOf(form.items);
  const here = rows[at];
  const before = rows[at - 1];
  if (!here || !before) return null;
  if (before.depth < here.depth) return setDown(form, rows, at, at - 1, -1);
  const sibling = rows.findLastIndex((row, i) => i < at && row.depth === here.depth);
  return holdsRows(rows[sibling]!.item) ? setDown(form, rows, at, at, 1) : setDown(form, rows, at, sibling, 0);
}

/** One step down: past the next row, into the next group as its first, or out of its group. Null where it stands last. */
export function moveDown(form: Questionnaire, at: number): Edited | null {
  const rows = rowsOf(form.items);
  const here = rows[at];
  if (!here) return null;
  const next = rows[endIn(rows, at)];
  if (!next || next.depth < here.depth) return here.depth > 0 ? setDown(form, rows, at, at, -1) : null;
  return setDown(form, rows, at, at + 1, holdsRows(next.item) ? 1 : 0);
}

/** Before another row and in its group: for who drags. Null into itself. */
export function moveBefore(form: Questionnaire, at: number, before: number): Edited | null {
  const rows = rowsOf(form.items);
  const end = endIn(rows, at);
  if (before >= at && before < end) return null;
  return setDown(form, rows, at, before > at ? before - (end - at) : before, rows[before]!.depth - rows[at]!.depth);
}

/** Behind another row and in its group, or the first in it where that is one: for who drags. Null into itself. */
export function moveBehind(form: Questionnaire, at: number, behind: number): Edited | null {
  const rows = rowsOf(form.items);
  const end = endIn(rows, at);
  if (behind >= at && behind < end) return null;
  const there = rows[behind]!;
  return setDown(form, rows, at, behind > at ? behind + 1 - (end - at) : behind + 1, there.depth + (holdsRows(there.item) ? 1 : 0) - rows[at]!.depth);
}

/** The columns of a row that hold rules. */
export const EXPRESSIONS = ['required', 'relevant', 'constraint', 'calculation', 'default', 'readOnly', 'repeatCount', 'choiceFilter'] as const;
const SENTENCES = ['label', 'hint', 'requiredMessage', 'constraintMessage'] as const;
const REFERENCE = /\$\{\s*([^}\s]+)\s*\}/g;

/** What a row asks for by name, in its rules. */
export const askedBy = (item: Item): string[] => EXPRESSIONS.flatMap((field) => [...item[field].matchAll(REFERENCE)].map(([, name]) => name!));

/** A row that asks for others under their new names. */
export function pointAnew(item: Item, names: ReadonlyMap<string, string>): Item {
  const anew = (text: string): string => text.replace(REFERENCE, (all, name: string) => { const now = names.get(name); return now === undefined ? all : `\${${now}}`; });
  const changed = { ...item };
  for (const field of EXPRESSIONS) changed[field] = anew(item[field]);
  for (const field of SENTENCES) changed[field] = { plain: anew(item[field].plain), zh: anew(item[field].zh), en: anew(item[field].en) };
  return changed;
}

/** Gives a block names that are still free, and lets its rows ask for each other under them. */
export function nameAnew(block: readonly Item[], taken: ReadonlySet<string>): Item[] {
  const all = new Set(taken);
  const names = new Map<string, string>();
  const fresh = block.map(({ name }) => { const now = name && freeName(all, name); if (now) { all.add(now); names.set(name, now); } return now; });
  return block.map((item, i) => pointAnew({ ...item, name: fresh[i]! }, names));
}

/** The same once more, right behind, under names of its own. Its choices are those of the first. */
export function copyRow(form: Questionnaire, at: number): Edited {
  const rows = rowsOf(form.items);
  const end = endIn(rows, at);
  const block = nameAnew(form.items.slice(at, end), namesOf(form.items)).map((item, i) => ({ item, depth: rows[at + i]!.depth }));
  return withRows(form, [...rows.slice(0, end), ...block, ...rows.slice(end)], end);
}

export const changeRow = (form: Questionnaire, at: number, more: Partial<Item>): Questionnaire => ({ ...form, items: form.items.map((item, i) => (i === at ? { ...item, ...more } : item)) });

/** Another name, which the rules and sentences of the others then say too; where several rows share the old one, nobody can tell which was meant, and they stay. */
export function renameRow(form: Questionnaire, at: number, name: string): Questionnaire {
  const before = form.items[at]!.name;
  const renamed = changeRow(form, at, { name });
  if (before === '' || name === '' || form.items.filter((item) => item.name === before).length > 1) return renamed;
  const names = new Map([[before, name]]);
  return { ...renamed, items: renamed.items.map((item) => pointAnew(item, names)) };
}

/** By name; `otherKind`: of another type, or with other choices. */
export type Changes = { added: string[]; gone: string[]; otherKind: string[] };

/** What of the answers given before has no place in the changed form: answers go by the names of the questions. */
export function changesSince(before: Questionnaire, after: Questionnaire): Changes {
  const [was, is] = [before, after].map((form) => new Map(form.items.filter(({ kind, type }) => kind === 'question' && type !== 'note').map((item) => [item.name, shapeOf(item, form)]))) as [Map<string, string>, Map<string, string>];
  return { added: [...is.keys()].filter((name) => !was.has(name)), gone: [...was.keys()].filter((name) => !is.has(name)), otherKind: [...is].filter(([name, shape]) => was.has(name) && was.get(name) !== shape).map(([name]) => name) };
}
