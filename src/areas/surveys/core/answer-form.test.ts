import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withInitial, withoutTurn, workOut, type Fault } from './answer-form.ts';
import { planOf } from './form-plan.ts';
import type { Answers } from './form-run.ts';
import { NO_WORDS } from './item.ts';
import type { Choice, Item, Questionnaire } from './questionnaire.ts';

const ITEM: Item = {
  kind: 'question', within: -1, type: 'text', name: '', list: '', orOther: false, label: NO_WORDS, hint: NO_WORDS, required: '', requiredMessage: NO_WORDS, relevant: '', constraint: '', constraintMessage: NO_WORDS,
  calculation: '', default: '', appearance: '', readOnly: '', repeatCount: '', choiceFilter: '', more: [],
};
const item = (name: string, more: Partial<Item> = {}): Item => ({ ...ITEM, name, ...more });
const group = (name: string, more: Partial<Item> = {}): Item => item(name, { kind: 'group', type: 'begin group', ...more });
const repeat = (name: string, more: Partial<Item> = {}): Item => item(name, { kind: 'repeat', type: 'begin repeat', ...more });
const choice = (list: string, name: string, zh = '', more: [string, string][] = []): Choice => ({ list, name, label: { ...NO_WORDS, zh }, more });
const formOf = (items: Item[], choices: Choice[] = []): Questionnaire => ({ title: '走访', formId: '', formVersion: '', defaultLanguage: '', items, choices, more: [] });
const asking = { today: '2026-03-02', language: 'zh' } as const;
const work = (items: Item[], answers: Answers, choices: Choice[] = []) => workOut(planOf(formOf(items, choices)), answers, asking);
const wrong = (faults: Fault[]) => faults.map(({ key, code }) => `${key} ${code}`);
const asked = (items: Item[], answers: Answers, choices: Choice[] = []) => work(items, answers, choices).places.filter(({ part }) => part === 'row').map(({ key }) => key);

const HELP = [choice('help', 'meals', '助餐'), choice('help', 'bath', '助浴')];

test('what is asked follows the answers, a group takes its members along, and what is not asked counts as not answered', () => {
  const items = [item('age', { type: 'integer' }), group('old', { relevant: `\${age} >= 60` }), item('alone', { within: 1 }), group('inner', { within: 1, relevant: `\${alone} = 'yes'` }), item('key', { within: 3 }), item('after', { relevant: `\${key} != ''` }), item('without', { relevant: `\${key} = ''` })];
  expect(asked(items, { age: '59', 'old/alone': 'yes', 'old/inner/key': '邻居' })).toEqual(['age', 'without']);
  expect(asked(items, { age: '60', 'old/alone': 'yes', 'old/inner/key': '邻居' })).toEqual(['age', 'old', 'old/alone', 'old/inner', 'old/inner/key', 'after']);
  expect(work(items, { age: '59', 'old/alone': 'yes' }).kept).toEqual({ age: '59' });
});

test('each fault is named at its question and its repetition', () => {
  const items = [
    item('age', { type: 'integer', required: 'yes', constraint: '. < 130', constraintMessage: { ...NO_WORDS, zh: `\${age} 岁太大` } }), item('help', { type: 'select_multiple', list: 'help' }), item('one', { type: 'select_one', list: 'help' }),
    repeat('child'), item('born', { within: 3, type: 'date', required: `\${name} != ''`, constraint: '. <= today()' }), item('name', { within: 3 }), item('tel', { constraint: "regex(., '1[3-9][0-9]{9}')" }), item('where', { type: 'geopoint' }), item('photo', { type: 'image', required: 'yes' }), item('n', { type: 'note', required: 'yes' }),
  ];
  const { faults, kept } = work(items, { age: '131', help: 'meals gold', one: 'meals bath', child: '3', 'child[1]/name': '小明', 'child[2]/born': '2026-03-03', 'child[3]/born': '2026-02-30', tel: '123', where: '95 1' }, HELP);
  expect(wrong(faults)).toEqual(['age constraint', 'help choice', 'one choice', 'child[1]/born required', 'child[2]/born constraint', 'child[3]/born type', 'tel constraint', 'where type', 'photo required']);
  expect(faults[0]!.words).toBe('131 岁太大');
  expect(kept).toEqual({ child: '3', 'child[1]/name': '小明' });
  const good = work(items, { age: '０72', help: 'bath meals bath', one: 'bath', child: '0', tel: '13800138000', where: '39.6, 109.8', photo: 'aaaa-0001.jpg' }, HELP);
  expect(good.faults).toEqual([]);
  expect(good.kept).toEqual({ age: '72', help: 'bath meals', one: 'bath', child: '0', tel: '13800138000', where: '39.6 109.8', photo: 'aaaa-0001.jpg' });
  expect(wrong(work(items, { age: 'abc' }, HELP).faults)).toEqual(['age type', 'photo required']);
  expect(wrong(work(items, { age: '   ' }, HELP).faults)).toEqual(['age required', 'photo required']);
  expect(work(items, { age: '72', nobody: 'asked', 'child[99]/name': 'x' }, HELP).kept).not.toHaveProperty('nobody');
});

test('formulas are worked out from what they ask for, wherever that stands; what goes in a ring stays still', () => {
  const items = [item('total', { type: 'calculate', calculation: `\${double} + 1` }), item('double', { type: 'calculate', calculation: `\${n} * 2` }), item('n', { type: 'integer' }), item('shown', { readOnly: 'yes', calculation: `concat('共', \${total})` }), item('fixed', { readOnly: 'yes', default: '鄂尔多斯' }), item('r1', { type: 'calculate', calculation: `\${r2} + 1` }), item('r2', { type: 'calculate', calculation: `\${r1} + 1` })];
  expect(work(items, { n: '4', total: '99', fixed: '别处' }).kept).toMatchObject({ double: '8', total: '9', n: '4', shown: '共9', fixed: '鄂尔多斯' });
  expect(work(items, {}).kept).toEqual({ shown: '共', fixed: '鄂尔多斯' });
});

test('a repeat is answered as often as is asked or counted; sums go over all of it, a name inside means the same repetition', () => {
  const members = [item('n', { type: 'integer' }), repeat('child', { repeatCount: `\${n}` }), item('age', { within: 1, type: 'integer' }), item('school', { within: 1, relevant: `\${age} > 6` }), item('nth', { within: 1, type: 'calculate', calculation: 'position(..)' }),
    repeat('toy', { within: 1 }), item('cost', { within: 5, type: 'integer' }), item('spent', { within: 1, type: 'calculate', calculation: `sum(\${cost})` }), item('all', { type: 'calculate', calculation: `sum(\${cost})` }), item('oldest', { type: 'calculate', calculation: `max(\${age})` }), item('how_many', { type: 'calculate', calculation: `count(\${child})` })];
  const { kept, places, faults } = work(members, { n: '2', 'child[1]/age': '5', 'child[2]/age': '9', 'child[1]/toy': '2', 'child[1]/toy[1]/cost': '3', 'child[1]/toy[2]/cost': '4', 'child[2]/toy[1]/cost': '10' });
  expect(kept).toMatchObject({ 'child[1]/nth': '1', 'child[2]/nth': '2', 'child[1]/spent': '7', 'child[2]/spent': '10', all: '17', oldest: '9', how_many: '2' });
  expect(places.filter(({ key }) => key.endsWith('/school')).map(({ key }) => key)).toEqual(['child[2]/school']);
  expect(places.filter(({ node }) => node.item.name === 'child').map(({ part, key, mayAdd }) => [part, key, mayAdd])).toEqual([['begin', 'child', false], ['turn', 'child[1]', false], ['turn', 'child[2]', false], ['end', 'child', false]]);
  expect(faults).toEqual([]);
  expect(wrong(work(members, { n: '101' }).faults)).toEqual(['child tooMany']);
  expect(withoutTurn({ child: '3', 'child[1]/age': '1', 'child[2]/age': '2', 'child[3]/age': '3', 'child[3]/toy[2]/cost': '9', n: '3' }, 'child', 2, 3)).toEqual({ child: '2', 'child[1]/age': '1', 'child[2]/age': '3', 'child[2]/toy[2]/cost': '9', n: '3' });
});

test('choices are filtered by answers before them, “other” brings its own question, and sentences are filled in', () => {
  const places = [choice('place', '1506', '鄂尔多斯', [['state', '15']]), choice('place', '1101', '北京', [['state', '11']])];
  const items = [item('state'), item('city', { type: 'select_one', list: 'place', choiceFilter: `state = \${state}`, orOther: true }), item('say', { type: 'note', label: { ...NO_WORDS, zh: `您住在\${city}` } })];
  const { places: shown, faults } = work(items, { state: '15', city: '1506' }, places);
  expect(shown[1]!.choices.map(({ name }) => name)).toEqual(['1506', 'other']);
  expect(shown[2]!.label).toBe('您住在鄂尔多斯');
  expect(faults).toEqual([]);
  expect(wrong(work(items, { state: '11', city: '1506' }, places).faults)).toEqual(['city choice']);
  expect(work(items, { city: 'other', city_other: '呼和浩特' }, places).kept).toEqual({ city: 'other', city_other: '呼和浩特' });
});

test('what stands there before anybody answers is put there once, and what was emptied stays empty', () => {
  const items = [item('on', { type: 'date', default: 'today()' }), item('who', { default: '本人' }), repeat('child'), item('lives', { within: 2, default: 'yes' })];
  const plan = planOf(formOf(items));
  expect(withInitial(plan, {}, asking)).toEqual({ on: '2026-03-02', who: '本人', 'child[1]/lives': 'yes' });
  expect(withInitial(plan, { who: '', child: '2' }, asking)).toEqual({ on: '2026-03-02', who: '', child: '2', 'child[1]/lives': 'yes', 'child[2]/lives': 'yes' });
});

test('names that a form may not have harm nobody: twins, nameless groups, and names of the machine’s own', () => {
  const items = [group('g'), item('a', { within: 0 }), group('g'), item('a', { within: 2 }), group(''), item('a', { within: 4 }), item('__proto__'), item('constructor', { calculation: `\${toString} + 1`, type: 'calculate' }), item('toString')];
  const keys = work(items, {}).places.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(work(items, { '#6': 'x', toString: '4' }).kept).toEqual({ '#6': 'x', constructor: '5', toString: '4' });
});

test('deep, long and greedy forms are worked out, or cut off and named, and nobody’s machine stands still', () => {
  const depth = 1000;
  const deep = Array.from({ length: depth }, (_, i) => repeat(`r${i}`, { within: i - 1 }));
  expect(work([...deep, item('a', { within: depth - 1 })], {}).places.at(-1)!.key).toBe('r0');
  const chain = Array.from({ length: 3000 }, (_, i) => item(`c${i}`, { type: 'calculate', calculation: i === 2999 ? '1' : `\${c${i + 1}} + 1` }));
  expect(work(chain, {}).kept['c0']).toBe('3000');
  const doubling = Array.from({ length: 100 }, (_, i) => item(`d${i}`, { type: 'calculate', calculation: i === 0 ? "'文字'" : `concat(\${d${i - 1}}, \${d${i - 1}})` }));
  expect(work(doubling, {}).kept['d99']!.length).toBe(5000);
  const nested = [repeat('a'), repeat('b', { within: 0 }), repeat('c', { within: 1 }), item('x', { within: 2 })];
  const many: Record<string, string> = { a: '100' };
  for (let i = 1; i <= 100; i++) { many[`a[${i}]/b`] = '100'; for (let j = 1; j <= 100; j++) many[`a[${i}]/b[${j}]/c`] = '100'; }
  const cut = work(nested, many);
  expect(cut.faults.every(({ code }) => code === 'tooMany')).toBe(true);
  expect(cut.places.length).toBeLessThan(60_000);
  const greedy = [repeat('a'), item('x', { within: 0 }), repeat('b'), ...Array.from({ length: 60 }, (_, i) => item(`s${i}`, { within: 2, type: 'calculate', calculation: Array.from({ length: 40 }, () => `sum(\${x})`).join(' + ') }))];
  expect(wrong(work(greedy, { a: '100', b: '100' }).faults)).toContain(' tooMuch');
});

test('random forms under random answers: never thrown, and what is kept is kept again as it is (2000 cases)', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'r');
  const expression = fc.constantFrom('', '', '', `\${a} > 1`, `\${b} = 'x' or selected(\${c}, 'meals')`, `sum(\${d}) > 2`, `count(\${r}) > 1`, `\${a} + \${d}`, ". != 'no'", 'position(..)', `once(\${a})`, "regex(., '[a-z]+')", 'today()', 'pulldata(1)', '1 +');
  const row = fc.record({ kind: fc.constantFrom('question', 'question', 'question', 'group', 'repeat', 'unread'), type: fc.constantFrom('text', 'integer', 'decimal', 'date', 'select_one', 'select_multiple', 'calculate', 'note', 'geopoint'), name, up: fc.nat(3), relevant: expression, constraint: expression, calculation: expression, required: fc.constantFrom('', 'yes', `\${a} = 1`), readOnly: fc.constantFrom('', '', 'yes'), default: fc.constantFrom('', '1', 'today()'), repeatCount: fc.constantFrom('', `\${a}`, '3') });
  const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'r', 'r/a', 'r[1]/a', 'r[2]/b', 'r[1]/d', 'a[1]/b', 'g/a'), fc.constantFrom('', '1', '2', '3', 'x', 'meals', 'meals bath', '2026-01-01', '-', '1e9', '９'));
  let [clean, faulty] = [0, 0];
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), answers, (rows, typed) => {
    const items: Item[] = [];
    rows.forEach(({ up, ...one }, i) => {
      const parents = items.flatMap(({ kind }, place) => (kind === 'group' || kind === 'repeat' ? [place] : []));
      const last = parents.at(-1);
      // rows of a group stand together, as the reader of forms leaves them
      const within = up === 0 && last !== undefined && (last === i - 1 || items[i - 1]!.within === last) ? last : -1;
      items.push(item(one.name, { ...one, kind: one.kind as Item['kind'], within, list: one.type.startsWith('select') ? 'help' : '', calculation: one.type === 'calculate' ? one.calculation || '1' : '', readOnly: one.type === 'calculate' ? '' : one.readOnly }));
    });
    const plan = planOf(formOf(items, HELP));
    const first = workOut(plan, typed, asking);
    if (first.faults.length > 0 || plan.ring.length > 0) { faulty += 1; return; }
    clean += 1;
    expect(workOut(plan, first.kept, asking)).toMatchObject({ kept: first.kept, faults: [] });
  }), { numRuns: 2000 });
  console.log(`${clean} forms were answered without a fault, ${faulty} with faults or in rings`);
  expect(Math.min(clean, faulty)).toBeGreaterThan(200);
});
