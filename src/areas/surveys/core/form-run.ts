import type { Language } from '../../../kernel/messages.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { LONGEST_ANSWER, readAnswer } from './check-answer.ts';
import { evaluate } from './evaluate.ts';
import { keyOf, type Node, type Plan, type Rule } from './form-plan.ts';
import type { Among } from './functions.ts';
import { inLanguage } from './item.ts';
import { toBoolean, toNumber, toText, Unread, type Value } from './values.ts';

/** Answers by the name under which they stand (`home/child[2]/born`), as text; under the name of a repeat, how many times it is answered. */
export type Answers = Readonly<Record<string, string>>;
export type Asking = { today: LocalDate; now?: string; language: Language };

/** What holds of one row in one repetition: whether it is asked, what stands there, and of a repeat how often. */
export type Cell = { isRelevant: boolean; value: string; times: number; isCut: boolean };

/** 100 children in one household, 20,000 rows to fill in, three million values to look at: beyond them somebody has mistyped, and nobody's machine is to stand still for it. */
export const MOST_TIMES = 100;
const MOST_PLACES = 20_000;
const MOST_WORK = 3_000_000;

export type Run = { plan: Plan; answers: Answers; asking: Asking; cells: Map<string, Cell>[]; /** The repetitions of a repeat, by its place. */ turns: Map<number, number[][]>; work: number; places: number };

const at = (turns: readonly number[]): string => turns.join('.');
export const cellAt = (run: Run, node: Node, turns: readonly number[]): Cell | undefined => run.cells[node.place]!.get(at(turns.slice(0, node.repeats.length)));
/** In which repetitions a row stands. */
export const turnsOf = (run: Run, node: Node): number[][] => (node.repeats.length === 0 ? [[]] : run.turns.get(node.repeats.at(-1)!) ?? []);
export const given = (run: Run, key: string): string | undefined => (Object.hasOwn(run.answers, key) ? run.answers[key] : undefined);

/** The answers under a name as seen from a row: in the same repetition where both stand in one, else all; what is not asked counts as not answered. */
function refer(run: Run, target: Node, from: Node, turns: readonly number[]): string[] {
  const around = target.item.kind === 'repeat' ? [...target.repeats, target.place] : target.repeats;
  let shared = 0;
  while (shared < target.repeats.length && target.repeats[shared] === from.repeats[shared]) shared += 1;
  // in a ring, what is worked out only later is not known yet
  const valueAt = (place: readonly number[]): string => { const cell = cellAt(run, target, place); return cell ? (cell.isRelevant ? cell.value : '') : isFixed(target) ? '' : given(run, keyOf(target, place)) ?? ''; };
  if (shared === around.length) return [valueAt(turns)];
  const all = run.turns.get(around.at(-1)!) ?? [];
  run.work += all.length;
  return all.filter((place) => place.slice(0, shared).every((turn, i) => turn === turns[i]) && cellAt(run, target, place)?.isRelevant !== false).map(valueAt);
}

/** What a choice of the list that a question offers is called. */
function choiceName(run: Run, from: Node, choice: string, question: string): string {
  const place = run.plan.named.get(question)?.[0] ?? from.place;
  const found = run.plan.choices.get(run.plan.nodes[place]!.item.list)?.find(({ name }) => name === choice);
  return found ? inLanguage(found.label, run.asking.language) || found.name : choice;
}

/** What a rule comes to, or null where there is none or it cannot be worked out. */
export function ask(run: Run, rule: Rule, node: Node, turns: readonly number[], self: string, columns: (name: string) => string = () => ''): Value | null {
  if (!rule || run.work > MOST_WORK) return null;
  run.work += rule.steps.length;
  const among: Among = {
    self: isFixed(node) ? '' : self, held: self, today: run.asking.today, now: run.asking.now ?? `${run.asking.today}T00:00:00`, position: turns.at(-1) ?? 1, column: columns,
    refer: (name) => refer(run, run.plan.nodes[rule.targets.get(name)!]!, node, turns), choiceName: (choice, question) => choiceName(run, node, choice, question),
  };
  try { return evaluate(rule.steps, among); } catch (error) { if (error instanceof Unread) return null; throw error; }
}

/** A number that cannot be told is no answer. */
const worked = (value: Value | null): string => { const text = value === null ? '' : toText(value); return text === 'NaN' ? '' : text.slice(0, LONGEST_ANSWER); };

export const isFixed = ({ item, calculation }: Node): boolean => item.type === 'calculate' || (item.readOnly === 'yes' && (calculation !== null || item.default !== ''));

/** What stands at a question: its formula, what was answered, or what is there before anybody answers. */
function valueOf(run: Run, node: Node, turns: readonly number[]): string {
  const { item } = node;
  if (item.kind !== 'question' || item.type === 'note') return '';
  const typed = given(run, keyOf(node, turns));
  const held = typed === undefined ? '' : (readAnswer(item.type, typed) ?? typed.slice(0, LONGEST_ANSWER));
  if (node.calculation && (isFixed(node) || typed === undefined)) return worked(ask(run, node.calculation, node, turns, held));
  if (isFixed(node)) return initialOf(run, node, turns);
  return held;
}

/** What a question starts with. */
export const initialOf = (run: Run, node: Node, turns: readonly number[]): string => (node.initial ? worked(ask(run, node.initial, node, turns, '')) : readAnswer(node.item.type, node.item.default) ?? node.item.default);

/** How often a repeat is answered: by its own count, else as often as was asked for, else once. */
function timesOf(run: Run, node: Node, turns: readonly number[]): { times: number; isCut: boolean } {
  const asked = node.repeatCount ? toNumber(ask(run, node.repeatCount, node, turns, '') ?? 0) : Number(given(run, keyOf(node, turns)) ?? 1);
  const wanted = Number.isFinite(asked) ? Math.max(0, Math.floor(asked)) : 0;
  const size = Math.max(1, node.end - node.place - 1);
  const times = Math.min(wanted, MOST_TIMES, Math.max(0, Math.floor((MOST_PLACES - run.places) / size)));
  run.places += times * size;
  return { times, isCut: times < wanted };
}

/** Works out, row after row in the order in which they ask for each other, what is asked and what stands there. */
export function runForm(plan: Plan, answers: Answers, asking: Asking): Run {
  const run: Run = { plan, answers, asking, cells: plan.nodes.map(() => new Map<string, Cell>()), turns: new Map(), work: 0, places: plan.nodes.length };
  for (const place of plan.order) {
    const node = plan.nodes[place]!;
    const inner: number[][] = [];
    for (const turns of turnsOf(run, node)) {
      const parent = node.within < 0 ? undefined : cellAt(run, plan.nodes[node.within]!, turns);
      const isRelevant = (parent?.isRelevant ?? true) && toBoolean(ask(run, node.relevant, node, turns, '') ?? true);
      const { times, isCut } = node.item.kind === 'repeat' && isRelevant ? timesOf(run, node, turns) : { times: 0, isCut: false };
      for (let turn = 1; turn <= times; turn++) inner.push([...turns, turn]);
      run.cells[place]!.set(at(turns), { isRelevant, value: valueOf(run, node, turns), times, isCut });
    }
    if (node.item.kind === 'repeat') run.turns.set(place, inner);
  }
  return run;
}

export const isExhausted = (run: Run): boolean => run.work > MOST_WORK;
