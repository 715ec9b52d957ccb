import { expect, test } from 'vitest';
import { workOut } from './answer-form.ts';
import { bind, carryBindings, listBindable, needsOf, questionOf, type Binding } from './bindings.ts';
import { planOf } from './form-plan.ts';
import { NO_WORDS } from './item.ts';
import type { Choice, Item } from './questionnaire.ts';

const ITEM: Item = {
  kind: 'question', within: -1, type: 'text', name: '', list: '', orOther: false, label: NO_WORDS, hint: NO_WORDS, required: '', requiredMessage: NO_WORDS, relevant: '', constraint: '', constraintMessage: NO_WORDS,
  calculation: '', default: '', appearance: '', readOnly: '', repeatCount: '', choiceFilter: '', more: [],
};
const item = (name: string, zh: string, more: Partial<Item> = {}): Item => ({ ...ITEM, name, label: { ...NO_WORDS, zh }, ...more });
const choice = (name: string, zh: string): Choice => ({ list: 'help', name, label: { ...NO_WORDS, zh }, more: [] });
const formOf = (items: Item[], choices: Choice[]) => planOf({ title: '走访', formId: '', formVersion: '', defaultLanguage: '', items, choices, more: [] });
const ITEMS = [item('falls', '去年摔过几次', { type: 'integer' }), item('help', '需要什么', { type: 'select_multiple', list: 'help', orOther: true }), item('member', '家人', { kind: 'repeat', type: 'begin repeat' }), item('care', '谁照料', { within: 2, type: 'select_one', list: 'help' }), item('word', '还有')];
const plan = formOf(ITEMS, [choice('meals', '送餐'), choice('bath', '洗澡')]);
const answered = (answers: Record<string, string>) => workOut(plan, answers, { today: '2026-03-02', language: 'zh' });
const line = (question: string, of: Partial<Binding>): Binding => ({ question, choice: null, least: null, item: 'meals', urgency: 1, ...of });

test('several numbers from which on are a rule of urgency: the highest that is reached counts, and the need is told once', () => {
  const rule = [line('falls', { least: 1, item: 'homeAdaptation' }), line('falls', { least: 3, item: 'homeAdaptation', urgency: 3 })];
  expect([0, 1, 2, 3, 9].map((falls) => needsOf(answered({ falls: String(falls) }), rule).map(({ urgency }) => urgency))).toEqual([[], [1], [1], [3], [3]]);
  expect(needsOf(answered({ falls: '9' }), rule)).toEqual([{ item: 'homeAdaptation', urgency: 3, words: '去年摔过几次：9' }]);
  expect(needsOf(answered({}), rule)).toEqual([]);
});

test('answers of all repetitions count, in the words of question and choice; two answers of one need are one need with both', () => {
  const rule = [line('help', { choice: 'meals' }), line('member/care', { choice: 'meals', urgency: 2 }), line('help', { choice: 'other', item: 'elderCareOther' })];
  expect(needsOf(answered({ help: 'meals other', help_other: '剪发', member: '2', 'member[1]/care': 'bath', 'member[2]/care': 'meals' }), rule)).toEqual([
    { item: 'meals', urgency: 2, words: '需要什么：送餐\n谁照料：送餐' }, { item: 'elderCareOther', urgency: 1, words: '需要什么：其他' },
  ]);
});

test('what is wrong or not asked is no need', () => {
  expect(needsOf(answered({ falls: 'many', help: 'gold meals' }), [line('falls', { least: 0 }), line('help', { choice: 'meals' })])).toEqual([]);
});

test('only choices and numbers are bound, each as it is asked', () => {
  expect(listBindable(plan).map(questionOf)).toEqual(['falls', 'help', 'member/care']);
  for (const odd of [line('word', { choice: 'x' }), line('nobody', { least: 1 }), line('falls', { choice: 'meals' }), line('help', { least: 1 }), line('help', { choice: 'gold' }), line('falls', {})]) expect(bind(plan, [odd])).toMatchObject({ ok: false, refusal: { code: 'bindingOdd' } });
  expect(bind(plan, [line('help', { choice: 'other' }), line('falls', { least: 2 })]).ok).toBe(true);
});

test('carried over to the same form all bindings stay; a name that stands there twice is not guessed at', () => {
  const all = [line('falls', { least: 1 }), line('help', { choice: 'bath' }), line('member/care', { choice: 'meals' })];
  expect(carryBindings(plan, plan, all)).toEqual({ carried: all, dropped: [] });
  const twice = formOf([item('a', '', { kind: 'group', type: 'begin group' }), item('falls', '', { within: 0, type: 'integer' }), item('b', '', { kind: 'group', type: 'begin group' }), item('falls', '', { within: 2, type: 'integer' })], []);
  expect(carryBindings(plan, twice, [all[0]!])).toMatchObject({ carried: [], dropped: [{ question: 'falls', why: 'questionGone', label: '去年摔过几次' }] });
});
