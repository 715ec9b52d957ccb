import { expect } from 'vitest';
import type { DoorRow, RoundRoute, RoundRow } from '../../../src/areas/surveys/core/round-contract.ts';
import { workbookOfPages } from '../../../src/platform/server/workbook.ts';
import { choose, type Walker } from './walker.ts';

const formFile = async () => Buffer.from((await workbookOfPages('x', [
  { name: 'survey', rows: [['type', 'name', 'label::中文', 'label::English', 'required'], ['select_multiple help', 'help', '您需要什么', 'What do you need?', 'yes'], ['text', 'more', '还有什么想说的', 'Anything else'], ['image', 'photo', '拍一张家里要修的地方', 'A picture of what needs mending']] },
  { name: 'choices', rows: [['list_name', 'name', 'label::中文', 'label::English'], ['help', 'meals', '送饭', 'Meals brought'], ['help', 'talk', '有人聊天', 'Company'], ['help', 'none', '都不需要', 'Nothing']] },
  { name: 'settings', rows: [['form_title'], ['入冬前的需要']] },
])).bytes);

async function send<T>(walker: Walker, path: string, body: object): Promise<T> {
  const answer = await walker.context.request.post(`${walker.url}${path}`, { data: { requestId: crypto.randomUUID(), ...body }, headers: { 'x-sanshe': '1', 'accept-language': 'zh' } });
  expect(answer.status(), await answer.text()).toBe(200);
  return await answer.json() as T;
}

/** A questionnaire of two questions, in which whoever asks for meals has that need. */
export async function makeQuestionnaire(lead: Walker): Promise<string> {
  const { page } = lead;
  await lead.go('/surveys/new');
  await page.getByTestId('form-file').setInputFiles({ name: 'form.xlsx', mimeType: 'application/octet-stream', buffer: await formFile() });
  await page.waitForURL(/\/surveys\/[0-9a-f-]{36}/);
  const id = /surveys\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await send(lead, '/api/questionnaires/bind', { questionnaireId: id, version: 1, revision: 0, bindings: [{ question: 'help', choice: 'meals', least: null, item: 'meals', urgency: 2 }] });
  return id;
}

/** Plans a round of twelve homes with all four ways of hearing, changes its plan once, and begins it. */
export async function beginRoundOf(lead: Walker, purpose: string): Promise<string> {
  const { page } = lead;
  await lead.go('/rounds');
  await lead.button('拟定一轮调查').click();
  await page.getByLabel(/^目的/).fill(purpose);
  await choose(lead, page.locator('[data-field=divisionCode] input'), '航空社区', '航空');
  await choose(lead, page.locator('[data-field=ageGroup] .ant-select'), '60 岁及以上');
  await page.getByText(/现在符合条件的有 \d+ 户/).waitFor();
  await page.getByLabel('随机抽一部分').check();
  await page.getByLabel(/^抽多少/).fill('10');
  for (const way of ['座谈', '问卷']) await page.locator('[data-field=channels]').getByLabel(way, { exact: true }).check();
  await lead.look('05-needs-plan-empty');
  await page.locator('form button[type=submit]').click();
  await page.getByText(/请指定|必填|要填|要选/).first().waitFor();
  await lead.look('05-needs-plan-wrong');
  await choose(lead, page.locator('[data-field=questionnaireId] .ant-select'), '入冬前的需要');
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(/\/rounds\/[0-9a-f-]{36}/);
  await lead.look('05-needs-planned');
  await lead.button('修改计划').click();
  await page.getByLabel(/^抽多少/).fill('12');
  await lead.look('05-needs-change');
  await lead.button('保存计划').click();
  await page.getByText('12 户').first().waitFor();
  await lead.button('开始').click();
  await page.getByText('已问清 0 / 12').waitFor();
  await lead.look('05-needs-begun');
  return (await lead.ask<{ items: RoundRow[] }>('/api/survey-rounds')).items.find((one) => one.purpose === purpose)!.id;
}

/** The doors of a round, in the order of the route. */
export async function doorsOf(walker: Walker, roundId: string): Promise<string[]> {
  const { blocks } = await walker.ask<RoundRoute>(`/api/survey-rounds/${roundId}/route`);
  const doors: string[] = [];
  for (const { cell } of blocks) doors.push(...(await walker.ask<{ doors: DoorRow[] }>(`/api/survey-rounds/${roundId}/doors`, { cell: String(cell) })).doors.map(({ id }) => id));
  return doors;
}

export async function openDoor(walker: Walker, roundId: string, memberId: string): Promise<void> {
  await walker.go(`/rounds/${roundId}/doors/${memberId}?by=homeInquiry`);
  await walker.page.locator('.rounds-outcomes').first().waitFor();
}

/** A picture as a telephone takes it, larger than is sent. */
export async function takePicture({ page }: Walker): Promise<void> {
  // drawn in the browser itself, for want of a camera
  const drawn = await page.evaluate(`(() => { const canvas = document.createElement('canvas'); canvas.width = 2400; canvas.height = 1800; const pen = canvas.getContext('2d'); pen.fillStyle = '#8aa'; pen.fillRect(0, 0, 2400, 1800); pen.fillStyle = '#c52'; pen.fillRect(300, 300, 900, 700); return canvas.toDataURL('image/png').split(',')[1]; })()`) as string;
  await page.locator('.fill-photo input[type=file]').setInputFiles({ name: 'IMG_0001.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') });
  await page.locator('.fill-photo img').waitFor();
  await page.locator('.fill-photo').scrollIntoViewIfNeeded();
}
