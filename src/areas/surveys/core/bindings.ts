import { z } from 'zod';
import { ITEM_CODES, type ItemCode } from '../../needs/core/items.ts';
import { refuse, ok, type Result } from '../../../kernel/result.ts';
import type { Worked } from './answer-form.ts';
import { canAnswer, keyOf, OTHER_CHOICE, type Node, type Plan } from './form-plan.ts';
import { inLanguage } from './item.ts';

/**
 * An answer that is a need: the choice that was made, or a number not below `least`. `question` is the name under which answers stand, without the numbers
 * of repetitions (`home/help`). Several for one question are a rule of urgency: whoever answers more is heard as more urgent.
 */
export const Binding = z.object({
  question: z.string().min(1).max(300), choice: z.string().min(1).max(200).nullable(), least: z.number().min(-1e9).max(1e9).nullable(), item: z.enum(ITEM_CODES), urgency: z.union([z.literal(1), z.literal(2), z.literal(3)]),
});
export type Binding = z.infer<typeof Binding>;

export const DROP_REASONS = ['questionGone', 'typeChanged', 'choiceGone'] as const;
/** A binding that the next version has no place for, in the words of the version before. */
export const Dropped = Binding.extend({ why: z.enum(DROP_REASONS), label: z.string(), choiceLabel: z.string() });
export type Dropped = z.infer<typeof Dropped>;

const BY_CHOICE = ['select_one', 'select_multiple'];
const BY_NUMBER = ['integer', 'decimal'];

/** The name of a question's answers, whichever repetition they are of. */
export const questionOf = (node: Node): string => withoutTurns(keyOf(node, []));
const withoutTurns = (key: string): string => key.replace(/\[\d+\]/g, '');

/** The questions whose answers can be needs. */
export const listBindable = (plan: Plan): Node[] => plan.nodes.filter(({ item }) => canAnswer(item) && [...BY_CHOICE, ...BY_NUMBER].includes(item.type));
export const choicesOfQuestion = (plan: Plan, { item }: Node): { name: string; label: string }[] => [
  ...(plan.choices.get(item.list) ?? []).map(({ name, label }) => ({ name, label: inLanguage(label, 'zh') || name })), ...(item.orOther ? [{ name: OTHER_CHOICE, label: '其他' }] : []),
];

function whyDropped(plan: Plan, node: Node | undefined, { choice, least }: Binding): Dropped['why'] | null {
  if (!node) return 'questionGone';
  if (BY_NUMBER.includes(node.item.type)) return least === null || choice !== null ? 'typeChanged' : null;
  if (!BY_CHOICE.includes(node.item.type) || choice === null || least !== null) return 'typeChanged';
  return choicesOfQuestion(plan, node).some(({ name }) => name === choice) ? null : 'choiceGone';
}

/** Takes bindings where each fits its question, and none stands there twice. */
export function bind(plan: Plan, bindings: Binding[]): Result<Binding[], { code: 'bindingOdd' | 'bindingTwice'; question: string }> {
  const nodes = new Map(listBindable(plan).map((node) => [questionOf(node), node]));
  const seen = new Set<string>();
  for (const binding of bindings) {
    const node = nodes.get(binding.question);
    const question = node ? inLanguage(node.item.label, 'zh') || node.item.name : binding.question;
    if (whyDropped(plan, node, binding)) return refuse({ code: 'bindingOdd', question });
    const key = JSON.stringify([binding.question, binding.choice, binding.least, binding.item]);
    if (seen.has(key)) return refuse({ code: 'bindingTwice', question });
    seen.add(key);
  }
  return ok(bindings);
}

/** What of the bindings of one version holds in the next: the question under the same name, in the same place or, if there is but one, in another. */
export function carryBindings(before: Plan, after: Plan, bindings: Binding[]): { carried: Binding[]; dropped: Dropped[] } {
  const [old, fresh] = [before, after].map((plan) => new Map(plan.nodes.map((node) => [questionOf(node), node]))) as [Map<string, Node>, Map<string, Node>];
  const carried: Binding[] = [];
  const dropped: Dropped[] = [];
  for (const binding of bindings) {
    const was = old.get(binding.question);
    const named = was ? after.nodes.filter(({ item }) => item.kind === 'question' && item.name === was.item.name) : [];
    const node = fresh.get(binding.question) ?? (named.length === 1 ? named[0] : undefined);
    const why = whyDropped(after, node && canAnswer(node.item) ? node : undefined, binding);
    if (!why) { carried.push({ ...binding, question: questionOf(node!) }); continue; }
    const choice = was && binding.choice !== null ? choicesOfQuestion(before, was).find(({ name }) => name === binding.choice) : undefined;
    dropped.push({ ...binding, why, label: was ? inLanguage(was.item.label, 'zh') || was.item.name : binding.question, choiceLabel: choice?.label ?? binding.choice ?? '' });
  }
  return { carried, dropped };
}

/** A need that answers give, in the words of question and answer. */
export type Heard = { item: ItemCode; urgency: 1 | 2 | 3; words: string };

const isSo = ({ choice, least }: Binding, type: string, value: string): boolean =>
  (choice !== null ? (type === 'select_one' ? value === choice : value.split(' ').includes(choice)) : least !== null && Number(value) >= least);

/** The needs in what was answered: one for each item, as urgent as the most urgent of its answers. */
export function needsOf({ places, kept }: Worked, bindings: readonly Binding[]): Heard[] {
  const heard = new Map<ItemCode, { urgency: 1 | 2 | 3; words: Set<string> }>();
  for (const { part, key, label, value, node: { item }, choices } of places) {
    if (part !== 'row' || kept[key] === undefined) continue;
    const question = withoutTurns(key);
    for (const binding of bindings) {
      if (binding.question !== question || !isSo(binding, item.type, value)) continue;
      const said = binding.choice === null ? value : inLanguage(choices.find(({ name }) => name === binding.choice)?.label ?? { plain: binding.choice, zh: '', en: '' }, 'zh') || binding.choice;
      const known = heard.get(binding.item);
      const words = `${label || item.name}：${said}`;
      if (!known) heard.set(binding.item, { urgency: binding.urgency, words: new Set([words]) });
      else { known.urgency = Math.max(known.urgency, binding.urgency) as 1 | 2 | 3; known.words.add(words); }
    }
  }
  return [...heard].map(([item, { urgency, words }]) => ({ item, urgency, words: [...words].join('\n').slice(0, 2000) }));
}
