import { expect, it } from 'vitest';
import { choose } from './support/walker.ts';
import { walks } from './support/walks.ts';

const { enter } = walks();

it('a questionnaire is made by hand: a rule said in a sentence, tried, kept without a line, told of a colleague, published and answered', async () => {
  const lead = await enter('station-lead');
  const { page, context } = lead;
  const saved = page.locator('.design-saved.is-saved');
  await lead.go('/surveys/new');
  await page.getByRole('heading', { name: '从模板开始' }).waitFor();
  await lead.look('59-new-questionnaire');
  await page.getByLabel('问卷名称').fill('独居走访');
  await lead.button('开始编').click();
  await page.waitForURL(/\/surveys\/drafts\//);

  // three questions, the last shown by a rule
  const add = async (kind: string, label: string) => {
    await page.locator(`[data-kind=${kind}]`).click();
    await page.getByRole('textbox', { name: '题目 · 中文' }).fill(label);
  };
  await add('integer', '您多大年纪');
  await add('select_one', '和谁住');
  await page.getByLabel('选项 1 · 中文').fill('独自');
  await page.getByLabel('选项 2 · 中文').fill('和家人');
  await add('text', '从哪天起独自住');
  const rule = page.getByRole('group', { name: /^什么时候显示/ });
  await rule.getByRole('button', { name: '+ 加一个条件' }).click();
  await choose(lead, rule.locator('.ant-select').nth(0), '和谁住');
  await choose(lead, rule.locator('.ant-select').nth(2), '独自');

  // tried beside it
  const phone = page.locator('.design-phone');
  await phone.getByText('和家人').waitFor();
  expect(await phone.getByText('从哪天起独自住').count()).toBe(0);
  await phone.getByText('独自', { exact: true }).click();
  await phone.getByText('从哪天起独自住').waitFor();
  await lead.look('60-designer');

  // the rule follows a choice that is given another value, and names one that is taken away
  const rows = page.locator('.design-rows');
  await rows.getByRole('button', { name: /和谁住/ }).click();
  await page.getByLabel('选项 1 · 存放的值').fill('alone');
  await page.getByLabel('选项 1 · 存放的值').press('Enter');
  await rows.getByRole('button', { name: /从哪天起独自住/ }).click();
  await rule.getByText('独自', { exact: true }).waitFor();
  await rows.getByRole('button', { name: /和谁住/ }).click();
  await lead.button('去掉选项 1').click();
  await page.locator('.design-mend').getByText('“alone”已经没有了').waitFor();
  await lead.look('61-choice-gone');
  await lead.button('撤销').click();
  await page.locator('.design-mend').waitFor({ state: 'detached' });
  await saved.waitFor();

  // without a line nothing is lost: it is sent when the line is back
  await context.setOffline(true);
  await page.getByLabel('问卷名称').fill('独居老人走访');
  await page.getByText('连不上').waitFor();
  await context.setOffline(false);
  await saved.waitFor();
  await page.reload();
  await saved.waitFor();
  expect(await page.getByLabel('问卷名称').inputValue()).toBe('独居老人走访');

  // a colleague saves meanwhile: nothing is written over, whoever comes second decides
  const colleague = await enter('station-lead');
  await colleague.go(new URL(page.url()).pathname);
  await colleague.page.locator('.design-saved.is-saved').waitFor();
  await context.setOffline(true);
  await page.getByLabel('问卷名称').fill('我写的名称');
  await page.getByText('连不上').waitFor();
  await colleague.page.getByLabel('问卷名称').fill('独居老人走访表');
  await colleague.page.getByLabel('问卷名称').press('Tab');
  await expect.poll(async () => (await colleague.ask<{ items: { title: string }[] }>('/api/questionnaire-drafts')).items[0]?.title, { timeout: 30_000 }).toBe('独居老人走访表');
  await context.setOffline(false);
  await page.getByRole('alert').filter({ hasText: '别人' }).or(page.locator('#design-conflict')).first().waitFor();
  expect(await page.getByLabel('问卷名称').inputValue()).toBe('我写的名称');
  await lead.look('62-colleague-saved');
  await page.locator('section[aria-labelledby=design-conflict] button').first().click();
  await expect.poll(() => page.getByLabel('问卷名称').inputValue()).toBe('独居老人走访表');

  // published, and answered
  await lead.button('发布').click();
  await page.locator('.ant-modal').getByText('发布为第 1 版').first().waitFor();
  await lead.look('63-publish');
  await page.locator('.ant-modal button[type=submit]').click();
  await page.waitForURL(/\/surveys\/[0-9a-f-]{36}$/);
  const id = /surveys\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await page.getByText('在网页上编成').waitFor();
  await lead.look('64-made-here');
  await lead.go(`/surveys/${id}/fill`);
  await page.getByLabel('您多大年纪').fill('80');
  await page.getByText('独自', { exact: true }).click();
  await page.getByLabel('从哪天起独自住').fill('去年冬天');
  await page.keyboard.press('Control+Enter');
  await page.getByText('第 1 份已保存。').waitFor();
  expect(await lead.ask('/api/responses', { questionnaireId: id })).toMatchObject({ total: 1 });

  // and changed from its page: the next version is a draft, which its page names
  await lead.go(`/surveys/${id}`);
  await lead.button('改这份问卷').click();
  await page.waitForURL(/\/surveys\/drafts\//);
  await page.getByRole('heading', { name: '编第 2 版' }).waitFor();
  await lead.go(`/surveys/${id}`);
  await page.getByRole('link', { name: '打开草稿' }).waitFor();
  await lead.look('65-open-draft');
}, 600_000);

it('on a phone a template is made one’s own and published', async () => {
  const lead = await enter('station-lead', { width: 390, height: 844, language: 'en-GB' });
  const { page } = lead;
  await lead.go('/surveys/new');
  await page.getByRole('button', { name: /^Visit to an elder living alone/ }).waitFor();
  await lead.look('66-new-phone');
  await page.getByRole('button', { name: /^Visit to an elder living alone/ }).click();
  await page.waitForURL(/\/surveys\/drafts\//);
  await page.locator('.design-row').first().waitFor();
  await lead.look('67-designer-phone');
  await page.locator('.design-row button').filter({ hasText: 'One choice' }).first().click();
  const label = page.getByRole('textbox', { name: 'Question · English' });
  await label.fill('Did you see her today?');
  await label.press('Tab');
  await lead.look('68-question-phone');
  await lead.button('On a phone').click();
  await page.locator('.design-phone').getByText('Did you see her today?').waitFor();
  await lead.look('69-preview-phone');
  await page.locator('.design-saved.is-saved').waitFor();
  await lead.button('Publish').click();
  await page.locator('.ant-modal button[type=submit]').click();
  await page.waitForURL(/\/surveys\/[0-9a-f-]{36}$/);
  await page.locator('.surveys-phone').getByText('Did you see her today?').waitFor();
  await lead.look('70-made-phone');
}, 600_000);

it('a copy is made, its questions moved by mouse and keyboard, and a change of what was answered is published beside the version that was', async () => {
  const lead = await enter('station-lead', { width: 1024, height: 1500 });
  const { page } = lead;
  const rows = page.locator('.design-row-label');
  const saved = page.locator('.design-saved.is-saved');
  const publish = async (version: number) => {
    await saved.waitFor();
    await lead.button('发布').click();
    await page.locator('.ant-modal').getByText(`发布为第 ${version} 版`).first().waitFor();
  };
  const confirm = async () => {
    await page.locator('.ant-modal button[type=submit]').click();
    await page.waitForURL(/\/surveys\/[0-9a-f-]{36}$/);
    return /surveys\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  };
  await lead.go('/surveys/new');
  await page.locator('[data-template=agenda]').click();
  await page.waitForURL(/\/surveys\/drafts\//);
  await publish(1);
  const first = await confirm();

  // the fourth way to begin
  await lead.go('/surveys/new');
  const copy = page.locator('section[aria-labelledby=way-copy]');
  await lead.look('71-copy');
  await choose(lead, copy.locator('.ant-select'), '社区协商议题征集');
  await copy.getByLabel('新问卷的名称').fill('我们小区的议题');
  await copy.getByRole('button').last().click();
  await page.waitForURL(/\/surveys\/drafts\//);
  await expect.poll(() => page.getByLabel('问卷名称').inputValue()).toBe('我们小区的议题');
  const before = await rows.allInnerTexts();

  // dragged onto the upper half of another it stands before it, onto the lower half behind it: so also to the very end
  const drag = async (from: number, to: number, isLow: boolean) => {
    const target = page.locator('.design-row').nth(to);
    const { height } = (await target.boundingBox())!;
    await page.locator('.design-row').nth(from).dragTo(target, { targetPosition: { x: 40, y: isLow ? height - 4 : 4 } });
  };
  await drag(2, 0, false);
  await expect.poll(() => rows.allInnerTexts()).toEqual([before[2], before[0], before[1], ...before.slice(3)]);
  await drag(0, before.length - 1, true);
  await expect.poll(() => rows.allInnerTexts()).toEqual([before[0], before[1], ...before.slice(3), before[2]]);
  await lead.button('撤销').click();
  await lead.button('撤销').click();
  await expect.poll(() => rows.allInnerTexts()).toEqual(before);
  await lead.button('重做').click();
  await expect.poll(async () => (await rows.allInnerTexts())[0]).toBe(before[2]);
  await lead.button('撤销').click();

  // by keyboard, and the row keeps the focus
  await page.locator('[data-row="0"] button').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await rows.allInnerTexts()).slice(0, 2)).toEqual([before[1], before[0]]);
  await expect.poll(() => page.evaluate('document.activeElement.closest("[data-row]")?.dataset.row')).toBe('1');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => rows.allInnerTexts()).toEqual(before);
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText('已经在最前面').first().waitFor();
  await lead.look('72-copy-moved');
  await publish(1);
  const second = await confirm();
  expect(second).not.toBe(first);

  // answered, then changed: publishing says what becomes of the answers, in the words of the questions
  const { form } = await lead.ask<{ form: { items: { name: string; type: string; label: { zh: string } }[] } }>(`/api/questionnaires/${second}`);
  const sent = await lead.context.request.post(`${lead.url}/api/responses`, { data: { requestId: crypto.randomUUID(), questionnaireId: second, version: 1, channel: 'paper', askedOn: '2026-01-05', answers: { who: 'resident', topic: 'parking', title: '充电桩', story: '不够用', range: 'estate', join: 'yes' } }, headers: { 'x-sanshe': '1', 'accept-language': 'zh' } });
  expect(sent.status(), await sent.text()).toBe(200);
  await lead.go(`/surveys/${second}`);
  await lead.button('改这份问卷').click();
  await page.waitForURL(/\/surveys\/drafts\//);
  const gone = form.items.at(-1)!;
  await page.locator('.design-row button').last().click();
  await page.getByRole('button', { name: /^删除/ }).click();
  await page.locator('.design-add-open').click();
  await page.locator('[data-kind=integer]').click();
  await page.getByRole('textbox', { name: '题目 · 中文' }).fill('几户一起提');
  await publish(2);
  const told = page.locator('.ant-modal');
  await told.getByText(`新版不再问：${gone.label.zh}`).waitFor();
  await told.getByText(/几户一起提/).waitFor();
  await told.getByText('已有 1 份答卷').waitFor();
  await lead.look('73-publish-answered');
  expect(await confirm()).toBe(second);
  const answers = await lead.ask<{ total: number; items: { version: number }[] }>('/api/responses', { questionnaireId: second });
  expect(answers).toMatchObject({ total: 1, items: [{ version: 1 }] });
}, 600_000);
