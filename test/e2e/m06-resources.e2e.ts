import Excel from 'exceljs';
import { expect, it } from 'vitest';
import { choose, until, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

const shared = walks();
const { enter } = shared;

const PROVIDER = `晨光送餐队 ${new Date().toISOString().slice(11, 19)}`;
type Resource = { id: string; version: number; freshness: string; capacity: { quantity: number | null }; closedDays: string[]; status: string; phone: string | null };
type Link = { link: { code: string; address: string } | null };
type Service = { name: string; capacities: { maximum: number }[] };

it('an organisation is registered, its resource entered from its page, kept by its owner on a phone by a link that is then taken back, and told to other programmes', async () => {
  const worker = await enter('station-worker');
  const { page, go, button, look, ask } = worker;
  const field = (label: string | RegExp) => page.getByLabel(label);
  await go('/organizations/new');
  await field(/^名称/).fill(PROVIDER);
  await choose(worker, field(/^类型/), '社区社会组织');
  await button(/^登记组织|^登记$/).last().click();
  await page.waitForURL(/\/organizations\/[0-9a-f-]{36}/);
  const organizationId = /organizations\/([0-9a-f-]{36})/.exec(page.url())![1]!;

  // from its page, and without being asked for it again
  await page.getByRole('tab', { name: '资源' }).click();
  await page.getByText('这家组织还没有登记资源').waitFor();
  await look('60-organization');
  await button('登记资源').click();
  await page.waitForURL(/\/resources\/new/);
  await page.locator('.ant-select').filter({ hasText: PROVIDER }).waitFor();
  expect(await field(/^提供方$/).count(), 'the name is not asked for a second time').toBe(0);
  await choose(worker, field(/^资源类型/), '人员');
  await choose(worker, field(/^服务项目/), '助餐', '助餐');
  await page.keyboard.press('Escape');
  await field('数量').fill('10');
  // every other week: the day it begins on says the weekday
  await choose(worker, page.locator('.resources-closed-row .ant-select').first(), '每隔一周');
  await field('从哪一天起').fill('2026-03-03');
  await field('从哪一天起').press('Tab');
  await page.locator('.resources-closed-row').first().getByRole('button', { name: '加上' }).click();
  await page.getByText('从 2026-03-03 起每隔一周的周二').first().waitFor();
  await page.mouse.move(0, 0); // the button’s word goes with the mouse
  await look('61-register');
  await button(/^登记资源/).click();
  await page.waitForURL(/\/resources\/[0-9a-f-]{36}/);
  const resourceId = /resources\/([0-9a-f-]{36})/.exec(page.url())![1]!, resource = () => ask<Resource>(`/api/resources/${resourceId}`);
  await page.getByText('今天确认').first().waitFor();
  await page.locator('.resources-ages summary').click();
  await page.getByText('每过 30 天，把握减半').waitFor();
  await look('62-resource');
  await page.getByRole('tab', { name: '日历' }).click();
  await look('63-week');

  // a link for whoever has no account
  await go(`/organizations/${organizationId}?tab=resources`);
  await button('生成链接').click();
  await field(/^给谁/).fill('王会长');
  await page.getByRole('dialog').getByRole('button', { name: '生成链接' }).click();
  await page.getByText('还没有用过').waitFor();
  await look('64-link');
  await button('打印').click();
  await page.locator('.resources-sheet').waitFor();
  await look('65-sheet');
  const { link } = await ask<Link>('/api/resources/owner-link', { organizationId });

  const owner = await enter(null, { width: 390, height: 844 });
  const phone = owner.page, tap = (name: string | RegExp) => phone.getByRole('button', { name }).click();
  await owner.go(link!.address);
  await phone.getByText('这些还对吗').waitFor();
  await owner.look('66-keep');
  await tap('✓ 仍然如此');
  await phone.getByText('✓ 已收到').waitFor();
  expect(await phone.getByRole('button', { name: '✓ 仍然如此' }).count(), 'what was just said is not asked again').toBe(0);
  await tap('有变化');
  await phone.getByLabel(/^现在能提供多少/).fill('七');
  await tap('保存');
  await phone.getByText('请填 0 或更大的整数').waitFor();
  await phone.getByLabel(/^现在能提供多少/).fill('5');
  await phone.getByLabel('每周、隔周或节假日').selectOption({ label: '法定节假日' });
  await phone.locator('.keep-row').first().getByRole('button').click();
  await phone.getByLabel('每周、隔周或节假日').selectOption({ label: '每隔一周…' });
  await phone.getByLabel('从哪天起（选不开放的那天）').fill('2027-03-03');
  await phone.locator('.keep-row').first().getByRole('button').click();
  await phone.getByText('从 2027-03-03 起每隔一周的周三').waitFor();
  await phone.getByLabel(/^电话/).fill('13900001234');
  await owner.look('67-keep-change');
  await tap('保存');
  await phone.getByText('每周 5 人次').waitFor();
  await phone.getByText('✓ 已保存。能提供多少，也算今天确认过了。').waitFor();
  await owner.look('67-keep-saved');
  await phone.getByText('139****1234').waitFor();
  await tap('不再提供');
  await tap('确定，不再提供');
  await phone.getByText('已停用').waitFor();
  await owner.look('68-keep-stopped');
  expect(await resource()).toMatchObject({ status: 'paused', capacity: { quantity: 5 }, phone: '139****1234' });
  await tap('重新提供');
  await until('it is offered again', async () => (await resource()).status === 'active');
  await tap('English');
  await phone.getByText('5 person-times a week').waitFor();
  await owner.look('69-keep-en');

  await go(`/resources/${resourceId}`);
  await page.getByText('王会长（凭更新链接）').first().waitFor();
  await page.locator('.timeline-who').filter({ hasText: '王会长（凭更新链接）' }).first().waitFor();
  await look('70-kept');
  const told = await ask<Service>(`/api/hsds/services/${resourceId}`);
  expect(told.capacities.map(({ maximum }) => maximum)).toEqual([5]);

  await go(`/organizations/${organizationId}?tab=resources`);
  await button('停用链接').click();
  await page.getByRole('dialog').getByRole('button', { name: '停用链接' }).click();
  await until('the link is taken back', async () => (await ask<Link>('/api/resources/owner-link', { organizationId })).link === null);
  await phone.getByRole('button', { name: 'No longer offered' }).click();
  await phone.getByRole('button', { name: 'Yes, stop it' }).click();
  await phone.getByText('This link has been taken back').first().waitFor();
  await owner.look('71-keep-revoked');
  await owner.go('/k/AAAAAAAAA');
  await phone.getByText('No such link was found').or(phone.getByText('没有找到这个链接')).waitFor();
  await owner.look('72-keep-unknown');
});

/** What an owner does in a program of its own: one cell of a row of the table, the first below the header being 0. */
async function changedWorkbook({ page, url }: Walker, path: string, row: number, cells: Record<string, string | number>) {
  const answer = await page.context().request.get(url + path), book = new Excel.Workbook();
  expect(answer.status(), path).toBe(200);
  await book.xlsx.load(await answer.body() as never);
  for (const [column, value] of Object.entries(cells)) book.worksheets[0]!.getCell(`${column}${row + 3}`).value = value;
  return { name: '资源表.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await book.xlsx.writeBuffer() as ArrayBuffer) };
}

it('an organisation’s manager changes its resources in a workbook, looks at each change, and takes them over; on the phone an owner does so by its link', async () => {
  const manager = await enter('organization-manager'), { page, go, button, look, ask } = manager;
  await go('/resources?view=all');
  await button('资源表').click();
  await page.getByRole('link', { name: '下载资源表（xlsx）' }).waitFor();
  await look('75-workbook');
  await page.getByTestId('workbook').setInputFiles(await changedWorkbook(manager, '/api/resources/own-workbook', 0, { E: '很多', F: '法定节假日\n每周日', H: '2027年12月31日' }));
  await page.getByRole('heading', { name: '有 1 项要改' }).waitFor();
  await page.getByText('请写 0 或更大的整数').or(page.getByText('请写多少元')).waitFor();
  await look('76-workbook-seen');
  await button('采用 1 项改动').click();
  await page.getByRole('heading', { name: '已采用 1 项改动' }).waitFor();
  await look('77-workbook-taken');
  const { items } = await ask<{ items: { id: string; validUntil: string | null; providerName: string }[] }>('/api/resources', { limit: '200' });
  const [kept] = items.filter(({ validUntil }) => validUntil === '2027-12-31');
  expect((await ask<Resource>(`/api/resources/${kept!.id}`)).closedDays).toEqual(['holidays', 'RRULE:FREQ=WEEKLY;BYDAY=SU']);
  // an older workbook: what the page has corrected since is told beside its row, and stands unless the workbook's is chosen
  const older = await changedWorkbook(manager, '/api/resources/own-workbook', 0, { E: 6 }), { version } = await ask<Resource>(`/api/resources/${kept!.id}`);
  const corrected = await page.context().request.post(`${manager.url}/api/resources/change-own`, { headers: { 'x-sanshe': '1' }, data: { requestId: crypto.randomUUID(), resourceId: kept!.id, version, validUntil: '2028-01-31' } });
  expect(corrected.status(), await corrected.text()).toBe(200);
  for (const [width, shot] of [[1280, '77-workbook-older'], [390, '77-workbook-older-390']] as const) {
    await page.setViewportSize({ width, height: 860 });
    await go('/resources/workbook');
    await page.getByTestId('workbook').setInputFiles(older);
    await page.getByText('在页面上改过').waitFor();
    expect(await page.getByLabel('保留页面上的：2028-01-31').isChecked()).toBe(true);
    await look(shot);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await button('采用 1 项改动').click();
  await page.getByRole('heading', { name: '已采用 1 项改动' }).waitFor();
  expect(await ask(`/api/resources/${kept!.id}`)).toMatchObject({ validUntil: '2028-01-31', capacity: { quantity: 6 } });
  await go(`/resources/${kept!.id}?tab=week`);
  await page.getByRole('tab', { name: '日历' }).click();
  await look('78-week');

  const phone = await enter('organization-manager', { width: 390, height: 844, language: 'en-GB' });
  await phone.go('/resources/workbook');
  await phone.page.getByTestId('workbook').setInputFiles(await changedWorkbook(phone, '/api/resources/own-workbook', 0, { E: 3, G: '139****0000' }));
  await phone.page.getByRole('heading', { name: '1 resource would change' }).waitFor();
  await phone.look('79-workbook-en');
  await phone.button('Take over 1 change').click();
  await phone.page.getByRole('heading', { name: '1 resource changed' }).waitFor();
  await phone.go(`/resources/${kept!.id}`);
  await phone.page.getByRole('tab', { name: 'Calendar' }).click();
  await phone.look('80-week-en');

  const worker = await enter('station-worker'), { items: own } = await worker.ask<{ items: { id: string; organizationId: string | null }[] }>('/api/resources', { status: 'active', limit: '200' });
  for (const { id } of own.slice(0, 40)) {
    const { isKeptHere } = await worker.ask<{ isKeptHere: boolean }>(`/api/resources/${id}`);
    if (!isKeptHere) continue;
    const made = await worker.page.context().request.post(`${worker.url}/api/resources/owner-link/make`, { headers: { 'x-sanshe': '1' }, data: { requestId: crypto.randomUUID(), resourceId: id, givenTo: '李大姐', expiresOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10) } });
    expect(made.status(), await made.text()).toBe(200);
    const { link } = await worker.ask<Link>('/api/resources/owner-link', { resourceId: id }), owner = await enter(null, { width: 390, height: 844 });
    await owner.go(link!.address);
    await owner.page.getByText('传回改好的表格').waitFor();
    await owner.page.getByLabel('传回改好的表格').setInputFiles(await changedWorkbook(owner, `/api/keep/${link!.code}/workbook`, 0, { H: '2027-11-30', I: '也许' }));
    await owner.page.getByText('这些会改').waitFor();
    await owner.look('81-keep-workbook');
    await owner.page.getByRole('button', { name: '确认', exact: true }).click();
    await owner.page.getByText('✓ 已收到 1 项').waitFor();
    await owner.page.getByText('有效期至 2027-11-30').waitFor();
    await owner.look('82-keep-workbook-taken');
    return;
  }
  throw new Error('no resource is kept at the station');
});

it('in English and on a phone the list tells what nobody has confirmed for long', async () => {
  const worker = await enter('station-worker', { width: 390, height: 844, language: 'en-GB' });
  await worker.go('/resources?view=long');
  await worker.page.getByRole('heading', { name: 'Resources' }).waitFor();
  await worker.look('73-long-en');
  const { items } = await worker.ask<{ items: { id: string }[] }>('/api/resources', { status: 'active', limit: '1' });
  await worker.go(`/resources/${items[0]!.id}`);
  await worker.page.locator('.resources-ages summary').click();
  await worker.look('74-resource-en');
});

/** The referrals of a service for which a day is still to be agreed, as the station sees them. */
async function toAgree({ ask }: Walker, provider: string): Promise<string[]> {
  const { items } = await ask<{ items: { id: string; providerName: string }[] }>('/api/referrals', { status: 'accepted', limit: '200' });
  return items.filter(({ providerName }) => providerName === provider).map(({ id }) => id);
}

for (const [thing, from, to, clash] of [['助浴车', '13:00', '14:30', '14:00'], ['多功能活动室', '9:00', '11:00', '10:30']] as const) {
  it(`two people promise the same hours of ${thing}: the second is told at the field for what they are taken and what is free, and takes that`, async () => {
    const manager = await enter('organization-manager'), worker = await enter('station-worker', { width: 390, height: 844, language: 'en-GB' });
    const [one, two] = await toAgree(worker, thing), on = new Date(Date.now() + (2 * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
    const fields = async ({ page, go }: Walker, referralId: string, names: [button: string, day: RegExp, from: RegExp, until: RegExp]) => {
      await go(`/referrals/${referralId}`);
      await page.getByRole('button', { name: names[0], exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(names[1]).fill(on);
      await page.keyboard.press('Tab');
      return { dialog, from: dialog.getByLabel(names[2]), until: dialog.getByLabel(names[3]), send: () => dialog.getByRole('button', { name: names[0], exact: true }).click() };
    };
    // both have the day before them while nobody has promised it
    const [first, second] = [await fields(manager, one!, ['约定时间', /^约定在哪天/, /^几点开始/, /^几点结束/]), await fields(worker, two!, ['Agree a day', /^On which day/, /^From/, /^Until/])];
    await first.from.fill(from);
    await first.until.fill(to);
    await manager.look(`83-hours-${from}`);
    await first.send();
    await agreed(manager, one!);
    await second.from.fill(clash);
    await second.until.fill('15:30');
    await second.send();
    await second.dialog.locator('.field-problem').getByText(new RegExp(`“${thing}” is taken on .* \\(.+ in .+\\)\\. Still free that day: `)).waitFor();
    await worker.look(`84-hours-taken-${from}`);
    await second.dialog.locator('.referrals-free-one').last().click();
    await second.send();
    await agreed(worker, two!);
    await worker.look(`85-hours-else-${from}`);
  });
}
const agreed = (walker: Walker, referralId: string) => until('the day is agreed', async () => (await walker.ask<{ status: string }>(`/api/referrals/${referralId}`)).status === 'scheduled');
