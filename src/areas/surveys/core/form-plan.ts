import { readExpression, type Step } from './expression.ts';
import { isAsked, NO_WORDS } from './item.ts';
import type { Choice, Item, Questionnaire } from './questionnaire.ts';

/** An expression ready to be worked out, with the place of what each name in it stands for. Null: there is none, or it was not understood, and then it rules nothing. */
export type Rule = { steps: readonly Step[]; targets: ReadonlyMap<string, number> } | null;

/** A row of the form with its rules. Places are those in `nodes`. */
export type Node = {
  item: Item; place: number; within: number; /** One past the last row that stands in it. */ end: number;
  /** Its name with those of its groups; between two parts goes the number of a repetition. */ parts: string[];
  /** The repeats it stands in, the outermost first. */ repeats: number[];
  relevant: Rule; required: Rule; constraint: Rule; calculation: Rule; repeatCount: Rule; choiceFilter: Rule; initial: Rule;
};
export type Plan = { form: Questionnaire; nodes: Node[]; choices: ReadonlyMap<string, Choice[]>; /** Every row after what it asks for. */ order: number[]; /** Rows that ask for themselves, straight or round about: what they come to hangs on where one begins. */ ring: number[]; named: ReadonlyMap<string, number[]> };

const OTHER = { plain: '', zh: '其他，请说明', en: 'Other, please say' };
/** The choice that “or other” adds, and the question behind it, as pyxform names them. */
export const OTHER_CHOICE = 'other';
const EMPTY: Omit<Item, 'within' | 'name'> = {
  kind: 'question', type: 'text', list: '', orOther: false, label: OTHER, hint: NO_WORDS, required: '', requiredMessage: NO_WORDS, relevant: '', constraint: '', constraintMessage: NO_WORDS,
  calculation: '', default: '', appearance: '', readOnly: '', repeatCount: '', choiceFilter: '', more: [],
};

/** The rows, with the question that “or other” brings set behind its own. */
function rowsOf(items: readonly Item[]): Item[] {
  const moved = new Map<number, number>();
  const rows: Item[] = [];
  items.forEach((item, i) => {
    moved.set(i, rows.length);
    const within = item.within < 0 ? -1 : moved.get(item.within) ?? -1;
    rows.push({ ...item, within });
    if (item.kind === 'question' && item.orOther) rows.push({ ...EMPTY, within, name: `${item.name}_other`, relevant: `selected(\${${item.name}}, '${OTHER_CHOICE}')` });
  });
  return rows;
}

function groupByList(choices: readonly Choice[]): Map<string, Choice[]> {
  const lists = new Map<string, Choice[]>();
  for (const choice of choices) { const list = lists.get(choice.list); if (list) list.push(choice); else lists.set(choice.list, [choice]); }
  return lists;
}

/** Where rows stand: names of groups go before, and what has no name that an answer could stand under is called by its place. */
function placeRows(rows: readonly Item[]): Node[] {
  const taken = new Set<string>();
  const nodes: Node[] = [];
  rows.forEach((item, place) => {
    const parent = item.within < 0 ? null : nodes[item.within]!;
    const before = parent === null ? [''] : parent.item.kind === 'repeat' ? [...parent.parts, '/'] : [...parent.parts.slice(0, -1), `${parent.parts.at(-1)!}/`];
    const withName = (name: string): string[] => [...before.slice(0, -1), before.at(-1)! + name];
    const isNameable = item.name !== '' && item.name !== '__proto__' && !/[/[\]#\s]/.test(item.name) && !taken.has(withName(item.name).join('[]'));
    const parts = withName(isNameable ? item.name : `#${place}`);
    taken.add(parts.join('[]'));
    const repeats = parent === null ? [] : parent.item.kind === 'repeat' ? [...parent.repeats, parent.place] : parent.repeats;
    nodes.push({ item, place, within: item.within, end: place + 1, parts, repeats, relevant: null, required: null, constraint: null, calculation: null, repeatCount: null, choiceFilter: null, initial: null });
  });
  for (const node of [...nodes].reverse()) if (node.within >= 0) nodes[node.within]!.end = Math.max(nodes[node.within]!.end, node.end);
  return nodes;
}

/** Of several rows with one name, the one that shares the most groups with whoever asks. */
function nearest(nodes: readonly Node[], from: Node, places: readonly number[]): number {
  if (places.length === 1) return places[0]!;
  const around = new Map<number, number>();
  for (let at = from.place, far = 0; at >= 0; at = nodes[at]!.within, far++) around.set(at, far);
  const distance = (place: number): number => { let at = place; while (at >= 0 && !around.has(at)) at = nodes[at]!.within; return around.get(at) ?? Infinity; };
  return places.reduce((best, place) => (distance(place) < distance(best) ? place : best));
}

/** Every row after those that it asks for (Kahn, 1962). Rows that ask for each other in a ring come last, as they stand. */
function inOrder(nodes: readonly Node[]): Pick<Plan, 'order' | 'ring'> {
  const asks = nodes.map(({ within, relevant, calculation, repeatCount }) => new Set([...(within >= 0 ? [within] : []), ...[relevant, calculation, repeatCount].flatMap((rule) => [...(rule?.targets.values() ?? [])])]));
  const waitsFor = asks.map((targets, place) => new Set([...targets].filter((target) => target !== place)));
  const askedBy = nodes.map((): number[] => []);
  waitsFor.forEach((targets, place) => { for (const target of targets) askedBy[target]!.push(place); });
  const open = waitsFor.map((targets) => targets.size);
  const order = open.flatMap((count, place) => (count === 0 ? [place] : []));
  for (let i = 0; i < order.length; i++) for (const place of askedBy[order[i]!]!) { open[place]! -= 1; if (open[place] === 0) order.push(place); }
  const left = open.flatMap((count, place) => (count > 0 ? [place] : []));
  return { order: [...order, ...left], ring: [...left, ...order.filter((place) => asks[place]!.has(place))] };
}

const DYNAMIC = /\$\{|\(/;

/** A form made ready to be answered. It may be kept: answers are not part of it. */
export function planOf(form: Questionnaire): Plan {
  const nodes = placeRows(rowsOf(form.items));
  const named = new Map<string, number[]>();
  for (const { item: { name }, place } of nodes) if (name) { const places = named.get(name); if (places) places.push(place); else named.set(name, [place]); }
  const ruleOf = (node: Node, text: string, isFilter = false): Rule => {
    if (!text) return null;
    const read = readExpression(text, { isFilter });
    if (!read.ok) return null;
    const targets = new Map<string, number>();
    for (const name of read.references) { const places = named.get(name); if (!places) return null; targets.set(name, nearest(nodes, node, places)); }
    return { steps: read.steps, targets };
  };
  for (const node of nodes) {
    const { item } = node;
    if (item.kind === 'unread') continue;
    node.relevant = ruleOf(node, item.relevant);
    node.required = item.required === 'yes' ? null : ruleOf(node, item.required);
    node.constraint = ruleOf(node, item.constraint);
    node.calculation = ruleOf(node, item.calculation);
    node.repeatCount = item.kind === 'repeat' ? ruleOf(node, item.repeatCount) : null;
    node.choiceFilter = ruleOf(node, item.choiceFilter, true);
    node.initial = DYNAMIC.test(item.default) ? ruleOf(node, item.default) : null;
  }
  return { form, nodes, choices: groupByList(form.choices), ...inOrder(nodes), named };
}

/** Whether a person can answer this row. */
export const canAnswer = (item: Item): boolean => item.kind === 'question' && isAsked(item);

/** Under which name an answer stands: `home/child[2]/born`. */
export const keyOf = ({ parts }: Pick<Node, 'parts'>, turns: readonly number[]): string => parts.map((part, i) => (i < parts.length - 1 ? `${part}[${turns[i] ?? 1}]` : part)).join('');
