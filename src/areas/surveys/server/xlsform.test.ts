import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { openWorkbook } from '../../imports/server/workbook-operations.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { readXlsform } from '../core/read-xlsform.ts';
import { writeXlsform, type Page } from '../core/write-xlsform.ts';

async function readBytes(bytes: Uint8Array, name = 'form.xlsx') {
  const book = await openWorkbook(bytes, name);
  return book.ok ? readXlsform(book.value, name.replace(/\.\w+$/, '')) : book;
}
async function readPages(pages: Page[]) {
  const read = await readBytes((await workbookOfPages('form.xlsx', pages)).bytes);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}
const again = async (form: Questionnaire) => (await readPages(writeXlsform(form))).form;
const survey = (...rows: string[][]): Page => ({ name: 'survey', rows });
const HEAD = ['type', 'name', 'label', 'label::English (en)', 'required', 'relevant', 'constraint', 'calculation'];

const GOOD: Page[] = [
  survey(HEAD,
    ['begin group', 'home', '住户', 'Household'], ['integer', 'age', '年龄', 'Age', 'yes', '', '. >= 0 and . < 130'], ['select_multiple help or_other', 'help', '需要什么帮助', 'Help wanted', '', `\${age} >= 60`],
    ['begin_repeat', 'child', '子女', 'Child'], ['date', 'born', '出生日期', 'Born'], ['end_repeat'], ['end group'],
    ['calculate', 'old', '', '', '', '', '', `if(\${age} > 79, 'yes', 'no')`], ['note', 'thanks', `谢谢 \${age}`, 'Thank you'], ['geopoint', 'where', '位置'], ['image', 'door', '照片'], ['text', 'word', '还有']),
  { name: 'choices', rows: [['list_name', 'name', 'label::中文', 'label::English'], ['help', 'meals', '助餐', 'Meals'], ['help', 'bath', '助浴', 'Bathing']] },
  { name: 'settings', rows: [['form_title', 'form_id', 'default_language'], ['独居老人需求', 'elders', '中文 (zh)']] },
];

test('a form of the community is read whole, in both languages, with nothing left over', async () => {
  const { form, issues } = await readPages(GOOD);
  expect(issues).toEqual([]);
  expect(form).toMatchObject({ title: '独居老人需求', formId: 'elders' });
  expect(form.items.map(({ kind, type, name, within }) => [kind, type, name, within])).toEqual([
    ['group', 'begin group', 'home', -1], ['question', 'integer', 'age', 0], ['question', 'select_multiple', 'help', 0], ['repeat', 'begin repeat', 'child', 0], ['question', 'date', 'born', 3],
    ['question', 'calculate', 'old', -1], ['question', 'note', 'thanks', -1], ['question', 'geopoint', 'where', -1], ['question', 'image', 'door', -1], ['question', 'text', 'word', -1],
  ]);
  expect(form.items[2]).toMatchObject({ list: 'help', orOther: true, relevant: `\${age} >= 60`, label: { plain: '需要什么帮助', zh: '', en: 'Help wanted' } });
  expect(form.choices[0]).toEqual({ list: 'help', name: 'meals', label: { plain: '', zh: '助餐', en: 'Meals' }, more: [] });
  expect(await again(form)).toEqual(form);
});

test('a cell longer than is kept is named, with where it was cut', async () => {
  const { form, issues } = await readPages([survey(HEAD, ['note', 'long', `${'长'.repeat(3_998)}到这里后面没有`])]);
  expect(issues).toEqual([{ sheet: 'survey', row: 2, column: 'C', code: 'textCut', what: `…${'长'.repeat(58)}到这` }]);
  expect([...form.items[0]!.label.plain]).toHaveLength(4_000);
});

test('what is not understood is named by sheet, row and column, and kept for the way back', async () => {
  const { form, issues } = await readPages([
    survey([...HEAD, 'label::Français (fr)', 'label::en'],
      ['barcode', 'code', '条码', 'Code', '', '', '', '', 'Code-barres', 'Twin'], ['text', '', '没有名字'], ['text', '2x', '怪名字'], ['text', 'a', 'A'], ['text', 'a', 'A again'], ['select_one nowhere', 'b', 'B'], ['end group'],
      ['text', 'c', 'C', '', '', `\${nobody} = 1`], ['text', 'd', 'D', '', '', '/data/a = 1'], ['text', 'e', 'E', '', '', 'pulldata(1)'], ['begin group', 'open', '没有结束']),
    { name: 'choices', rows: [['list_name', 'name', 'label'], ['x', '', 'nameless'], ['y', 'one', '1'], ['y', 'one', '1 again']] },
    { name: 'entities', rows: [['dataset'], ['trees']] },
  ]);
  expect(issues.map(({ sheet, row, column, code, what }) => [sheet, row, column, code, what])).toEqual([
    ['entities', 1, '', 'sheetUnknown', 'entities'], ['survey', 1, 'I', 'columnUnknown', 'label::Français (fr)'], ['survey', 1, 'J', 'columnTwice', 'label::en'], ['survey', 8, '', 'endWithoutBegin', 'end group'],
    ['survey', 12, '', 'notEnded', 'begin group open'], ['choices', 2, '', 'choiceIncomplete', 'x'], ['survey', 2, '', 'typeUnknown', 'barcode'], ['survey', 3, '', 'nameMissing', 'text'], ['survey', 4, '', 'nameOdd', '2x'],
    ['survey', 6, '', 'nameTwice', 'a'], ['survey', 7, '', 'listUnknown', 'nowhere'], ['survey', 9, '', 'referenceUnknown', 'nobody'], ['survey', 10, '', 'expressionUnread', '/data/a = 1'], ['survey', 11, '', 'functionUnknown', 'pulldata'],
    ['choices', 4, '', 'choiceTwice', 'y · one'],
  ]);
  expect(form.items[0]).toMatchObject({ kind: 'unread', type: 'barcode', more: [['(2) label::en', 'Twin'], ['label::Français (fr)', 'Code-barres']] });
  expect(await again(form)).toEqual(form);
});

test('a workbook that is no form is refused with a reason', async () => {
  const refusal = async (pages: Page[]) => { const read = await readBytes((await workbookOfPages('x.xlsx', pages)).bytes); return read.ok ? null : read.refusal.code; };
  expect(await refusal([{ name: '台账', rows: [['姓名'], ['张三']] }])).toBe('noSurveySheet');
  expect(await refusal([survey(['name', 'label'], ['a', 'A'])])).toBe('noTypeColumn');
  expect(await refusal([survey(HEAD)])).toBe('noQuestions');
  expect(await refusal([survey(HEAD, ...Array.from({ length: 3001 }, (_, i) => ['text', `q${i}`]))])).toBe('formTooLong');
  expect((await readBytes(new Uint8Array([1, 2, 3]))).ok).toBe(false);
});

test('groups as deep as anybody likes are read, and written again', async () => {
  const depth = 1000;
  const { form } = await readPages([survey(HEAD, ...Array.from({ length: depth }, (_, i) => ['begin group', `g${i}`]), ['text', 'a', 'A', '', '', `${'('.repeat(1500)}1${')'.repeat(1500)}`])]);
  expect(form.items[depth]!.within).toBe(depth - 1);
  expect(await again(form)).toEqual(form);
});

test('random forms come back as they went out (200), and damaged ones are read or refused (600), never thrown', async () => {
  const cell = fc.constantFrom('text', 'begin group', 'end group', 'begin repeat', 'end_repeat', 'select_one l', 'select_multiple l or_other', 'a', 'b', `\${a}`, `selected(\${a}, 'x')`, '1 +', 'yes', 'no', '', '', '张三', 'l', '__proto__', 'constructor', 'include', 'disabled');
  const header = fc.constantFrom('name', 'label', 'label::English', 'label:English (en)', 'label::中文', 'hint', 'relevant', 'required', 'choice_filter', 'bind::constraint', 'media::image', 'disabled', '__proto__', 'constructor', '(2) label', 'label::fr', 'x', 'x');
  const page = (name: string, first: string[]) => fc.record({ headers: fc.array(header, { maxLength: 6 }), rows: fc.array(fc.array(cell, { maxLength: 9 }), { minLength: 1, maxLength: 12 }) }).map(({ headers, rows }): Page => ({ name, rows: [[...first, ...headers], ...rows] }));
  let [same, refused] = [0, 0];
  await fc.assert(fc.asyncProperty(page('survey', ['type', 'name']), page('choices', ['list_name', 'name']), page('settings', ['form_title']), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (a, b, c, hits) => {
    const { bytes } = await workbookOfPages('x.xlsx', [a, b, c]);
    const read = await readBytes(bytes);
    if (read.ok) { same += 1; expect(await again(read.value.form)).toEqual(read.value.form); } else refused += 1;
    for (const [at, byte] of hits.slice(0, 3)) { const broken = bytes.slice(); broken[at % broken.length] = byte; expect(await readBytes(broken)).toHaveProperty('ok'); }
  }), { numRuns: 200 });
  console.log(`${same} random forms came back the same, ${refused} held nothing to ask`);
  expect(same).toBeGreaterThan(100);
});

// Forms of others stand outside this repository; where a folder of them is named, each is tried.
const FOLDER = process.env['XLSFORM_EXAMPLES'] ?? '';
describe.skipIf(!existsSync(FOLDER))('the public example forms', () => {
  test('each is read, or refused with a reason, and comes back the same', async () => {
    const counts = { files: 0, read: 0, refused: 0, whole: 0, issues: 0, asked: 0 };
    for (const name of readdirSync(FOLDER).filter((one) => /\.xlsx?$/.test(one))) {
      counts.files += 1;
      const read = await readBytes(new Uint8Array(readFileSync(join(FOLDER, name))), name);
      if (!read.ok) { counts.refused += 1; console.log(`${name}: ${read.refusal.code}`); continue; }
      const { form, issues } = read.value;
      counts.read += 1;
      counts.whole += issues.length === 0 ? 1 : 0;
      counts.issues += issues.length;
      counts.asked += form.items.filter(({ kind }) => kind === 'question').length;
      console.log(`${name}: ${form.items.length} rows, ${issues.map(({ sheet, row, column, code, what }) => `${sheet}!${column}${row} ${code} “${what.slice(0, 40)}”`).join('; ') || 'all understood'}`);
      expect(await again(form), name).toEqual(form);
    }
    console.log(JSON.stringify(counts));
    expect(counts.read + counts.refused).toBe(counts.files);
  });
});
