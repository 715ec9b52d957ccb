import { expect, it } from 'vitest';
import { workbookOfPages } from '../../src/platform/server/workbook.ts';
import { choose, until, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

const shared = walks();
const { enter } = shared;

const TITLE = '老人需求走访表';
const formFile = async () => Buffer.from((await workbookOfPages('x', [
  { name: 'survey', rows: [
    ['type', 'name', 'label::中文', 'label::English', 'required', 'relevant', 'constraint', 'constraint_message::中文'], ['begin group', 'home', '家里的情况', 'At home'], ['integer', 'age', '您多大年纪', 'How old are you', 'yes', '', '. < 130', '年龄不会超过 130'],
    ['select_one live', 'live', '和谁住', 'Who lives with you', 'yes'], ['date', 'since', '从哪天起', 'Since when', '', `\${live} = 'alone'`], ['select_multiple help', 'help', '需要什么', 'What is needed', '', `\${age} >= 60`], ['end group'], ['text', 'more', '还有什么', 'Anything else'],
  ] },
  { name: 'choices', rows: [['list_name', 'name', 'label::中文', 'label::English'], ['live', 'alone', '独自', 'Alone'], ['live', 'others', '和家人', 'With family'], ['help', 'meals', '送餐', 'Meals'], ['help', 'talk', '聊天', 'Company']] },
  { name: 'settings', rows: [['form_title'], [TITLE]] },
])).bytes);

type Link = { items: { address: string; answers: number }[] };
type Responses = { total: number; items: { id: string; personName: string | null; channel: string; isByLink: boolean; needs: number }[] };

/** The question where one is. */
const asked = ({ page }: Walker): Promise<string> => page.evaluate(`document.activeElement?.closest('[data-stop]')?.querySelector('.fill-label')?.textContent ?? ''`);

it('a questionnaire is uploaded and tried, an answer is bound to a need, a sheet typed without the mouse records it, and a resident answers by link', async () => {
  const lead = await enter('station-lead');
  const { page } = lead;
  await lead.go('/surveys/new');
  await page.getByTestId('form-file').setInputFiles({ name: 'form.xlsx', mimeType: 'application/octet-stream', buffer: await formFile() });
  await page.waitForURL(/\/surveys\/[0-9a-f-]{36}/);
  const id = /surveys\/([0-9a-f-]{36})/.exec(page.url())![1]!;

  // tried: what is asked follows the answers, what is wrong stands at its question, and nothing is kept
  await page.getByText('填的内容不会保存').waitFor();
  await page.getByLabel('您多大年纪').fill('131');
  await page.getByLabel('您多大年纪').press('Enter');
  await page.getByText('年龄不会超过 130').waitFor();
  await lead.button('检查一下').click();
  await page.getByText('这一题要回答。').waitFor();
  expect(await page.getByText('从哪天起').count()).toBe(0);
  await page.getByText('独自').click();
  await page.getByText('从哪天起').waitFor();
  await lead.look('50-try');

  // bound: whoever asks for meals has that need
  await page.getByRole('tab', { name: '答案与需求' }).click();
  const question = page.locator('.surveys-bound').filter({ hasText: '需要什么' });
  await question.getByRole('button', { name: /添加/ }).click();
  await choose(lead, question.locator('.ant-select').nth(0), '送餐');
  await choose(lead, question.locator('.ant-select').nth(1), '助餐', '助餐');
  await lead.button('保存设定').click();
  await page.getByText('设定已保存').waitFor();
  await lead.look('51-bound');

  // typed: a digit chooses, Enter goes on, the draft outlives a reload, and the next sheet begins at its first field
  const people = await lead.ask<{ items: { id: string; name: string }[] }>('/api/people', { q: '王', limit: '1' }).catch(() => ({ items: [] }));
  const person = people.items[0] ?? (await lead.ask<{ items: { id: string; name: string }[] }>('/api/people', { ageGroup: 'elder', limit: '1' })).items[0]!;
  await lead.go(`/surveys/${id}/fill`);
  await choose(lead, page.locator('.surveys-head .ant-select').first(), person.name, person.name);
  await page.getByLabel('您多大年纪').focus();
  await page.keyboard.type('８5'); // as a Chinese keyboard has it
  await page.keyboard.press('Enter');
  expect(await asked(lead)).toContain('和谁住');
  await page.keyboard.press('2');
  await until('the next question', async () => (await asked(lead)).includes('需要什么'));
  await page.keyboard.press('1');
  await page.reload();
  await page.getByText('送餐').waitFor();
  expect(await page.getByRole('checkbox', { name: '送餐' }).isChecked()).toBe(true);
  await page.getByLabel('还有什么').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('第 1 份已保存。').waitFor();
  expect(await page.evaluate(`document.activeElement.closest('.surveys-head') !== null`)).toBe(true);
  expect(await page.getByLabel('您多大年纪').inputValue()).toBe('');
  await lead.look('52-next-sheet');
  await page.locator('.surveys-saved').getByRole('link', { name: '助餐' }).click();
  await page.waitForURL(/\/needs\/[0-9a-f-]{36}/);
  await page.getByText('需要什么：送餐').first().waitFor();

  // by link: a resident on a phone, in English, without an account
  await lead.go(`/surveys/${id}?tab=links`);
  await lead.button('生成链接').click();
  await page.getByLabel('用在哪里').fill('社区大厅');
  await page.locator('.ant-modal button[type=submit]').click();
  await page.getByRole('img', { name: /社区大厅/ }).waitFor();
  await lead.look('53-link');
  const { items: [link] } = await lead.ask<Link>(`/api/questionnaires/${id}/links`);
  const resident = await enter(null, { width: 390, height: 844, language: 'en-GB' });
  await resident.go(link!.address);
  await resident.page.getByRole('heading', { name: TITLE }).waitFor();
  await resident.button('Send to the community').click();
  await resident.page.getByText('This has to be answered.').first().waitFor();
  await resident.look('54-by-link');
  await resident.page.getByLabel('How old are you').fill('70');
  await resident.page.getByText('With family').click();
  await resident.button('Send to the community').click();
  await resident.page.getByRole('heading', { name: /Thank you/ }).waitFor();
  await resident.look('55-thanks');

  const { total, items } = await lead.ask<Responses>('/api/responses', { questionnaireId: id });
  expect([total, items.map(({ personName, isByLink, needs }) => [personName, isByLink, needs]).sort()]).toEqual([2, [[null, true, 0], [person.name, false, 1]].sort()]);
  await lead.go(`/responses?questionnaireId=${id}`);
  await page.getByText('扫码自填').first().waitFor();
  await lead.look('56-responses');
  await lead.go(`/responses/${items.find(({ isByLink }) => !isByLink)!.id}`);
  await page.getByText('由这份答卷记下的需求').first().waitFor();
  await lead.look('57-response');
  await lead.button('改正答卷').click();
  await page.waitForURL(/corrects=/);
  await page.getByLabel('您多大年纪').fill('58');
  await lead.button(/保存改正/).click();
  await page.waitForURL(/\/responses\/[0-9a-f-]{36}/);
  await page.getByText('改正后的答案里已经没有').waitFor();
  await lead.look('58-corrected');
}, 600_000);
