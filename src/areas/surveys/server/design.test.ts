import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { openWorkbook } from '../../imports/server/workbook-operations.ts';
import { workOut } from '../core/answer-form.ts';
import { addChoice, choicesOf, giveList, ownList, pasteChoices, renameChoice, setChoices, takeOver } from '../core/design-choices.ts';
import { admitForm, faultsOf, newFaults, readBack } from '../core/design-faults.ts';
import { addRow, blankForm, blankItem, changeRow, changesSince, copyRow, isWellFormed, moveBefore, moveDown, moveUp, removeRow, renameRow, type Edited, type RowKind } from '../core/design.ts';
import { planOf } from '../core/form-plan.ts';
import { languagesOf, type Questionnaire } from '../core/questionnaire.ts';
import { readXlsform } from '../core/read-xlsform.ts';
import { readRule, RULE_SIGNS, signsFor, writeRule, type Condition, type SimpleRule } from '../core/simple-rule.ts';
import { TEMPLATE_KEYS } from '../core/template-keys.ts';
import { templateOf } from '../core/templates.ts';
import { writeXlsform } from '../core/write-xlsform.ts';

const words = (zh: string, en = '') => ({ plain: '', zh, en });
const names = ({ items }: Questionnaire) => items.map(({ name, within }) => (within < 0 ? name : `${items[within]!.name}/${name}`));
/** a, group g holding b and c, d. */
function small(): Questionnaire {
  let form = addRow(blankForm('小表'), null, 'text', { name: 'a' }).form;
  form = addRow(form, null, 'group', { name: 'g' }).form;
  form = addRow(form, 1, 'text', { name: 'b' }).form;
  form = addRow(form, 1, 'text', { name: 'c' }).form;
  return addRow(form, null, 'text', { name: 'd', relevant: `\${b} = '1'` }).form;
}

test('a row goes up and down past its neighbours, into groups and out of them, and comes back the same way', () => {
  const form = small();
  expect(names(form)).toEqual(['a', 'g', 'g/b', 'g/c', 'd']);
  const steps: Questionnaire[] = [];
  for (let at: number | undefined = 4, now: Edited | null = { form, at }; (now = moveUp(now.form, at!)); at = now.at) steps.push(now.form);
  expect(steps.map((step) => names(step).join(' '))).toEqual(['a g g/b g/c g/d', 'a g g/b g/d g/c', 'a g g/d g/b g/c', 'a d g g/b g/c', 'd a g g/b g/c']);
  const back: string[] = [];
  for (let now: Edited | null = { form: steps.at(-1)!, at: 0 }; (now = moveDown(now.form, now.at));) back.push(names(now.form).join(' '));
  expect(back).toEqual(['a d g g/b g/c', 'a g g/d g/b g/c', 'a g g/b g/d g/c', 'a g g/b g/c g/d', 'a g g/b g/c d']);
  expect(names(moveUp(form, 1)!.form)).toEqual(['g', 'g/b', 'g/c', 'a', 'd']);
  expect(names(moveBefore(form, 4, 2)!.form)).toEqual(['a', 'g', 'g/d', 'g/b', 'g/c']);
  expect(moveBefore(form, 1, 3)).toBeNull();
});

test('a copied group has names of its own and its rules ask for its own questions; a new name is said in the rules of the others', () => {
  const form = changeRow(small(), 3, { relevant: `\${b} = '1'`, label: words(`为何 \${b}`) });
  const { form: twice, at } = copyRow(form, 1);
  expect(names(twice)).toEqual(['a', 'g', 'g/b', 'g/c', 'g_2', 'g_2/b_2', 'g_2/c_2', 'd']);
  expect(twice.items[at + 2]).toMatchObject({ relevant: `\${b_2} = '1'`, label: words(`为何 \${b_2}`) });
  const renamed = renameRow(form, 2, '出生');
  expect([renamed.items[3]!.relevant, renamed.items[4]!.relevant]).toEqual([`\${出生} = '1'`, `\${出生} = '1'`]);
  expect(names(removeRow(form, 1).form)).toEqual(['a', 'd']);
});

test('lists are pasted line by line, shared until a question wants its own, and come along from another form', () => {
  let form = giveList(addRow(blankForm('x'), null, 'text').form, 0, 'select_one');
  form = pasteChoices(form, 'list1', '独自\tAlone\n和家人 | With family\n\n独自\tAlone\nWith friends');
  expect(choicesOf(form, 'list1').map(({ name, label }) => [name, label.zh, label.en])).toEqual([['c3', '独自', 'Alone'], ['c4', '和家人', 'With family'], ['c5', '', 'With friends']]);
  form = ownList(copyRow(form, 0).form, 1);
  expect(form.items.map(({ list }) => list)).toEqual(['list1', 'list1_2']);
  form = addChoice(form, 'list1_2');
  expect([choicesOf(form, 'list1').length, choicesOf(form, 'list1_2').length]).toEqual([3, 4]);
  const source = templateOf('homeNeeds');
  const at = source.items.findIndex(({ name }) => name === 'urgency');
  const taken = takeOver(form, null, source, [at]);
  expect(taken.lost).toEqual(['urgency']);
  expect(taken.form.items[taken.at]).toMatchObject({ name: 'urgency', relevant: '', list: 'urgency' });
  const whole = takeOver(taken.form, null, source, [source.items.findIndex(({ name }) => name === 'wanted'), at]);
  expect(whole.lost).toEqual([]);
  expect(whole.form.items.slice(whole.at).map(({ name, relevant }) => [name, relevant])).toEqual([['wanted', ''], ['needs', ''], ['urgency_2', `not(selected(\${needs}, 'none'))`], ['need_words', `not(selected(\${needs}, 'none'))`]]);
  expect(choicesOf(whole.form, 'urgency')).toHaveLength(3);
});

test('every template can be asked as it stands, in both languages, and comes back from its XLSForm', () => {
  for (const key of TEMPLATE_KEYS) {
    const form = templateOf(key);
    expect([key, faultsOf(form), languagesOf(form)]).toEqual([key, [], ['zh', 'en']]);
    expect(form.items.filter(({ label }) => !label.zh || !label.en)).toEqual([]);
    expect(readBack(form)).toMatchObject({ ok: true, value: { form, issues: [] } });
    expect(workOut(planOf(form), {}, { today: '2026-01-05', language: 'zh' }).places.length).toBeGreaterThan(2);
    expect(form.items.filter(({ relevant, constraint }) => [relevant, constraint].some((text) => text && readRule(text) === null)).map(({ name, constraint }) => [name, constraint])).toEqual(
      { homeNeeds: [['elders', `. >= 0 and . <= \${members}`], ['children', `. >= 0 and . <= \${members}`]], agenda: [['title', 'string-length(.) <= 60']] }[key as string] ?? []);
  }
});

test('what is wrong is named at its row, behind the ends of groups too, and what an uploaded form held already does not stand in the way', () => {
  const form = setChoices(changeRow(addRow(small(), null, 'select_one', { name: 'e', list: 'none' }).form, 4, { relevant: `\${nobody} = 1` }), 'l', ['x', 'x'].map((name) => ({ list: 'l', name, label: words('甲'), more: [] })));
  expect(faultsOf(form).map(({ code, at }) => [code, at])).toEqual([['referenceUnknown', 4], ['listUnknown', 5], ['choiceTwice', -1]]);
  expect(newFaults(changeRow(form, 0, { constraint: '1 +' }), form)).toEqual([{ code: 'expressionUnread', what: '1 +', at: 0 }]);
  expect(admitForm(form, null)).toMatchObject({ ok: false, refusal: { code: 'designFaulty', count: 3 } });
  expect(admitForm(form, form)).toMatchObject({ ok: true });
  expect(admitForm({ ...small(), title: ' ' }, null)).toMatchObject({ refusal: { code: 'titleMissing' } });
  expect(admitForm(blankForm('空'), null)).toMatchObject({ refusal: { code: 'noQuestions' } });
});

test('what a change does to answers given before is said by name', () => {
  const form = small();
  expect(changesSince(form, changeRow(renameRow(removeRow(form, 0).form, 1, 'bb'), 2, { type: 'integer' }))).toEqual({ added: ['bb'], gone: ['a', 'b'], otherKind: ['c'] });
  const chosen = setChoices(addRow(form, null, 'select_one', { name: 'e', list: 'l' }).form, 'l', ['x', 'y'].map((name) => ({ list: 'l', name, label: words('甲'), more: [] })));
  expect(changesSince(chosen, setChoices(chosen, 'l', chosen.choices.slice(1)))).toEqual({ added: [], gone: [], otherKind: ['e'] });
});

test('rows that stand in no group, or in one that is over, are no form', () => {
  const [group, row] = [blankItem('group', { name: 'g' }), blankItem('text', { name: 'a' })];
  expect(isWellFormed([group, { ...row, within: 0 }, row, group])).toBe(true);
  for (const items of [[{ ...row, within: 0 }], [row, { ...row, within: 0 }], [group, row, { ...row, within: 0 }], [group, { ...row, within: 5 }], [{ ...group, within: 0 }]]) expect(isWellFormed(items)).toBe(false);
});

test('a rule is written as the engine reads it, and read back as it was said (2,000)', () => {
  const typeOf = (question: string) => ({ n: 'integer', d: 'date', one: 'select_one', many: 'select_multiple', t: 'text', '.': 'decimal' })[question]!;
  const condition = fc.constantFrom('n', 'd', 'one', 'many', 't', '.').chain((question) => fc.record({ question: fc.constant(question), sign: fc.constantFrom(...signsFor(typeOf(question))), value: fc.constant('' as string) }))
    .chain((said): fc.Arbitrary<Condition> => (said.sign === 'answered' || said.sign === 'unanswered' ? fc.constant(said) : fc.record({
      question: fc.constant(said.question), sign: fc.constant(said.sign),
      value: said.question === 'n' || said.question === '.' ? fc.integer({ min: -99, max: 999 }).map(String) : said.question === 'd' ? fc.constantFrom('today', '2026-01-05') : fc.constantFrom('c1', '独自', 'it\'s', '说“好”', 'a "b"', 'and', '0'),
    })));
  const rule = fc.record({ joint: fc.constantFrom('and', 'or'), conditions: fc.array(condition, { minLength: 1, maxLength: 5 }) }) as fc.Arbitrary<SimpleRule>;
  fc.assert(fc.property(rule, (said) => {
    const read = readRule(writeRule(said, typeOf));
    expect(read).toEqual({ joint: said.conditions.length === 1 ? 'and' : said.joint, conditions: said.conditions });
  }), { numRuns: 2000 });
  for (const text of [`\${a} = 1 and \${b} = 2 or \${c} = 3`, `\${a} > \${b}`, `1 = \${a}`, `not(\${a} = 1)`, `\${a} + 1 = 2`, 'true()', '1 +']) expect([text, readRule(text)]).toEqual([text, null]);
  expect(readRule(`selected(\${a}, "x") and .>=18`)).toEqual({ joint: 'and', conditions: [{ question: 'a', sign: 'has', value: 'x' }, { question: '.', sign: 'atLeast', value: '18' }] });
  expect(RULE_SIGNS).toHaveLength(11);
});

test('a form made by any edits goes out as XLSForm and comes in as the same form (300 forms of up to 40 edits)', async () => {
  const KINDS: RowKind[] = ['text', 'integer', 'decimal', 'date', 'select_one', 'select_multiple', 'note', 'calculate', 'geopoint', 'image', 'group', 'repeat'];
  const edit = fc.record({ what: fc.nat(11), at: fc.nat(60), to: fc.nat(60), kind: fc.constantFrom(...KINDS), text: fc.constantFrom('多大年纪', 'How old', 'a < b & "c"', '第一行\n第二行', '=1+1', `\${q1} 岁`, '名 字', '𠮷', 'yes', 'true', '0012', '2026-01-05') });
  const KEYS = ['homeNeeds', 'aloneVisit', 'satisfaction', 'agenda'] as const;
  const apply = (form: Questionnaire, { what, at: wish, to: aim, kind, text }: { what: number; at: number; to: number; kind: RowKind; text: string }): Questionnaire => {
    const n = form.items.length;
    if (n === 0 || what <= 2) { const added = addRow(form, n === 0 ? null : wish % n, kind, { label: words(text, 'x') }); return kind === 'select_one' || kind === 'select_multiple' ? giveList(added.form, added.at, kind) : added.form; }
    const [at, to] = [wish % n, aim % n];
    const item = form.items[at]!;
    switch (what) {
      case 3: return moveUp(form, at)?.form ?? form;
      case 4: return moveDown(form, at)?.form ?? form;
      case 5: return moveBefore(form, at, to)?.form ?? form;
      case 6: return n > 40 ? form : copyRow(form, at).form;
      case 7: return n > 3 ? removeRow(form, at).form : form;
      case 8: return changeRow(form, at, { label: words(text), hint: words('', text), required: 'yes', relevant: form.items[to]!.name ? `\${${form.items[to]!.name}} != ''` : '' });
      case 9: return item.list ? pasteChoices(form, item.list, `${text}\t1\n乙|Two`) : changeRow(form, at, { constraint: '. != \'x\'', constraintMessage: words(text, text), default: text });
      case 10: return renameRow(form, at, `n${at}_${aim}`);
      default: { const source = templateOf(KEYS[to % 4]!); return n > 60 ? form : takeOver(form, at, source, [wish % source.items.length]).form; }
    }
  };
  let [rows, whole] = [0, 0];
  await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 20, maxLength: 40, size: 'max' }), async (edits) => {
    const form = edits.reduce(apply, blankForm('随手编的问卷'));
    expect(isWellFormed(form.items)).toBe(true);
    rows += form.items.length;
    if (form.items.length === 0) return;
    const book = await openWorkbook((await workbookOfPages('form.xlsx', writeXlsform(form))).bytes, 'form.xlsx');
    const read = book.ok ? readXlsform(book.value, 'form') : book;
    if (!read.ok) throw new Error(read.refusal.code);
    const back = readBack(form);
    expect(back.ok && back.value).toEqual(read.value);
    // a row that cannot be asked comes back as such; where nothing is wrong, the form comes back whole
    if (read.value.issues.length === 0) { whole += 1; expect(read.value.form).toEqual(form); }
    expect(read.value.form.items.map(({ name, within, label }) => [name, within, label])).toEqual(form.items.map(({ name, within, label }) => [name, within, label]));
  }), { numRuns: 300 });
  console.log(`${rows} rows went out and came in; ${whole} forms had nothing wrong`);
  expect(rows).toBeGreaterThan(2000);
  expect(whole).toBeGreaterThan(30);
}, 120_000);

test('a choice that is given another value takes the rules that ask for it along; one that is taken away is named at them', () => {
  let form = giveList(addRow(blankForm('表'), null, 'text', { name: 'live', label: words('和谁住') }).form, 0, 'select_one');
  form = setChoices(form, 'list1', choicesOf(form, 'list1').map((choice, i) => ({ ...choice, label: words(`第${i + 1}个`) })));
  form = addRow(form, null, 'text', { name: 'since', label: words('从何时'), relevant: `\${live} = 'c1' and selected(\${ live }, "c1") or \${live} != 'c10' or \${other} = 'c1'` }).form;
  form = addRow(form, null, 'text', { name: 'other', label: words('别的'), constraint: `. != 'c1'` }).form;
  form = changeRow(form, 0, { constraint: `. = 'c1' or . = 'c2'`, default: 'c1' });
  const renamed = renameChoice(form, 'list1', 0, 'alone');
  expect(renamed.items.map(({ relevant, constraint, default: first }) => [relevant, constraint, first])).toEqual([
    ['', `. = 'alone' or . = 'c2'`, 'alone'], [`\${live} = 'alone' and selected(\${ live }, "alone") or \${live} != 'c10' or \${other} = 'c1'`, '', ''], ['', `. != 'c1'`, ''],
  ]);
  expect(faultsOf(renamed)).toEqual([{ code: 'choiceGone', what: 'c10', at: 1 }]);
  const gone = setChoices(renamed, 'list1', choicesOf(renamed, 'list1').slice(1));
  expect(faultsOf(gone).map(({ code, what, at }) => `${code} ${what} ${at}`)).toEqual(['choiceGone alone 0', 'choiceGone alone 1', 'choiceGone c10 1']);
  expect(newFaults(gone, gone)).toEqual([]);
  expect(admitForm(gone, null)).toMatchObject({ refusal: { code: 'designFaulty', count: 3 } });
  // numbers as values, written without quotes in a form that came from a file
  const numbers = renameChoice(setChoices(changeRow(form, 1, { relevant: `\${live} = 1 or \${live} = 12` }), 'list1', [{ list: 'list1', name: '1', label: words('一'), more: [] }]), 'list1', 0, 'one');
  expect(numbers.items[1]!.relevant).toBe(`\${live} = 'one' or \${live} = 12`);
});
