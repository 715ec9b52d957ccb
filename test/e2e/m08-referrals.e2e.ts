import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../src/kernel/local-date.ts';
import { findHelpable, issueLink, offer, pressAct, reached, send, statusOf, type Referral } from './support/partner-steps.ts';
import { until, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

const PHONE = { width: 390, height: 844 };
const shared = walks();
const { enter } = shared;
const today = () => dayOf(new Date());
const needStatus = async (walker: Walker, needId: string) => (await walker.ask<{ status: string }>(`/api/needs/${needId}`)).status;

/** One press on a slip, by whoever was helped. */
async function answerSlip(worker: Walker, resident: Walker, referralId: string, press: RegExp, thanks: RegExp): Promise<void> {
  await worker.go(`/referrals/${referralId}/slip`);
  const path = new URL(await worker.page.locator('.slip-address').innerText()).pathname;
  await resident.go(path);
  await resident.button(press).click();
  await resident.page.getByText(thanks).first().waitFor();
}

describe('referrals to those who never sign in', () => {
  it('go from link to yes, to a time that is offered and agreed, to the report; the resident is not helped, and then is', async () => {
    const worker = await enter('station-worker'), { page } = worker;
    const { need, first } = await findHelpable(worker, 2);
    const address = await issueLink(worker, first.referralId, '08-sheet');
    const partner = await enter(null, PHONE);
    await partner.go(address);
    await partner.page.getByRole('heading', { name: '社区请您帮忙' }).waitFor();
    expect(await partner.page.locator('main').innerText(), 'nobody is named before the yes').not.toContain(need.personName);
    await partner.look('08-partner-offered');
    await partner.button('可以，我们来').click();
    await partner.page.getByText(need.personName).waitFor();
    await partner.look('08-partner-accepted');
    await partner.button('提一个时间').click();
    await partner.button('发送').click();
    await partner.page.getByText('请选一天。').waitFor();
    const on = today();
    await partner.page.getByLabel('哪一天').fill(on);
    await partner.page.getByLabel('从几点').fill('23:00');
    await partner.page.getByLabel('到几点').fill('22:00');
    await partner.button('发送').click();
    await partner.page.getByText('结束要晚于开始').waitFor();
    await partner.look('08-partner-wrong-hours');
    await partner.page.getByLabel('到几点').fill('23:30');
    await partner.page.getByLabel('谁去（姓名）').fill('敖登');
    await partner.button('发送').click();
    await partner.page.getByText('社区会去问居民').waitFor();
    await partner.look('08-partner-proposed');
    expect((await statusOf(worker, first.referralId)).proposedFor).toBe(on);

    // the station has asked the resident
    await worker.go('/my-work');
    await page.getByText('商定对方提的时间').first().waitFor();
    await worker.look('08-my-work');
    await worker.go(`/referrals/${first.referralId}`);
    await worker.look('08-proposed');
    await worker.button('居民同意，就约这个时间').click();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await reached(worker, first.referralId, 'scheduled');
    await worker.go('/referrals');
    await page.getByText(/23:00–23:30/).first().waitFor();
    await worker.look('08-board');
    await worker.go('/referrals/all');
    await worker.look('08-list');

    await partner.page.reload();
    await partner.page.getByRole('heading', { name: '约好的时间' }).waitFor();
    await partner.button('服务做完了，登记一下').click();
    expect(await partner.page.getByLabel('哪一天做的').inputValue(), 'dated with the agreed day').toBe(on);
    await partner.button('全部办成').click();
    await partner.look('08-partner-report');
    await partner.button('发送').click();
    await partner.page.getByText('纸条和上面的码只给居民').waitFor();
    await partner.page.getByText(`${on} 23:00–23:30 · 敖登`).waitFor();
    await partner.button('请社区去问居民').click();
    await partner.page.getByText('已请社区去问').first().waitFor();
    await partner.look('08-partner-delivered');
    expect(await partner.page.locator('main').innerText(), 'nor after the service').not.toContain(need.personName);

    const resident = await enter(null, PHONE);
    await answerSlip(worker, resident, first.referralId, /^还没有/, /已收到/);
    await until('the need is open again', async () => (await needStatus(worker, need.id)) === 'open');
    await worker.go(`/referrals/${first.referralId}/slip`);
    await page.getByText(/^居民 .* 已经回答/).waitFor();
    await worker.look('08-slip-answered');
    await worker.go(`/needs/${need.id}`);
    await page.getByText('居民说还没有得到帮助').first().waitFor();
    await partner.page.reload();
    await partner.page.getByRole('heading', { name: '这件事已经了结' }).waitFor();
    await partner.look('08-partner-over');

    // the second provider answers on paper
    const second = (await offer(worker, need, [first.resourceId]))!;
    await worker.go(`/referrals/${second.referralId}`);
    await pressAct(worker, '录入纸质回单');
    await page.getByLabel('接单', { exact: true }).check();
    await page.getByLabel('服务做完了').check();
    await page.getByLabel(/^谁去的/).fill('斯琴');
    await page.getByLabel('全部办成').check();
    await page.getByLabel(/^哪天服务的/).fill(today());
    await worker.look('08-typing');
    await worker.button('录入').click();
    await reached(worker, second.referralId, 'delivered');
    await worker.go(`/referrals/${second.referralId}`);
    await page.getByText(/纸质回单，高晓燕录入/).first().waitFor();
    await worker.look('08-on-paper');
    await answerSlip(worker, resident, second.referralId, /^✓ 得到帮助了|得到帮助了/, /已收到/);
    await until('the need is met', async () => (await needStatus(worker, need.id)) === 'met');
  }, 600_000);

  it('speak English on a phone, say of a link that was renewed nothing but that it does not work, and fit 390 pixels', async () => {
    const worker = await enter('station-worker', { ...PHONE, language: 'en-GB' });
    const { need, first } = await findHelpable(worker, 1);
    const address = await issueLink(worker, first.referralId, '08-sheet-en');
    const partner = await enter(null, { ...PHONE, language: 'en-GB' });
    await partner.go(address);
    await partner.button('Not this time').click();
    await partner.button('Send').click();
    await partner.page.getByText('Please choose one.').waitFor();
    await partner.look('08-partner-decline-en');
    await partner.button('Back').click();
    await partner.button('Yes, we will come').click();
    await partner.page.getByText(need.personName).waitFor();
    await partner.button('Show the telephone').click();
    await partner.page.locator('a[href^="tel:"]').first().waitFor();
    await partner.look('08-partner-accepted-en');
    await worker.go(`/referrals/${first.referralId}`);
    await worker.look('08-referral-en');
    await send(worker, '/api/referrals/issue-partner-link', { referralId: first.referralId });
    await partner.page.reload();
    await partner.page.getByRole('heading', { name: 'This code does not open' }).waitFor();
    expect(await partner.page.locator('main').innerText()).not.toContain(need.personName);
    await partner.look('08-partner-gone-en');
    await partner.go('/p');
    await partner.page.getByLabel('The 9 letters and digits on the sheet').fill('K7M');
    await partner.button('Open').click();
    await partner.page.getByText('The code has 9 places').waitFor();
    await partner.page.getByLabel('The 9 letters and digits on the sheet').fill('K7M 4RX 9Q0');
    await partner.button('Open').click();
    await partner.page.getByText(/never 0, 1, I, L or O/).waitFor();
    await partner.look('08-partner-typing-en');
  }, 300_000);

  it('a provider that cannot after all says why, and the need is somebody’s to place again', async () => {
    const worker = await enter('station-worker');
    const { need, first } = await findHelpable(worker, 1);
    const address = await issueLink(worker, first.referralId, '08-sheet-cannot');
    const partner = await enter(null, PHONE);
    await partner.go(address);
    await partner.button('可以，我们来').click();
    await partner.button('去不了了，请另找人').click();
    await partner.button('发送').click();
    await partner.page.getByText('请选一个。').waitFor();
    await partner.button('名额已满').click();
    await partner.look('08-partner-cannot');
    await partner.button('发送').click();
    await partner.page.getByText('已记下：去不了了').waitFor();
    await partner.look('08-partner-cannot-done');
    expect(await needStatus(worker, need.id)).toBe('open');
    await worker.go(`/referrals/${first.referralId}`);
    await worker.page.getByText('答应后又去不了：名额已满').first().waitFor();
    await worker.look('08-cannot');
  }, 300_000);

  it('a resident wishes another time than the one offered, the worker and the provider are told, and the next one suits', async () => {
    const worker = await enter('station-worker'), resident = await enter('resident', PHONE), partner = await enter(null, PHONE);
    const own = async () => (await resident.ask<{ items: { id: string; status: string; offered: { on: string } | null }[] }>('/api/referrals/own')).items;
    const { id, offered } = (await own()).find((one) => one.offered)!;
    await resident.go('/my-help');
    await resident.look('08-own-offered');
    await resident.button('想换个时间').click();
    await resident.page.getByLabel('什么时候方便？').fill('那天去医院，别的日子下午都行');
    await resident.look('08-own-another');
    await resident.button('发给对方').click();
    await resident.page.getByText(/已告诉对方：“那天去医院/).waitFor();
    await worker.go('/my-work');
    await worker.page.getByText('居民想换个时间').first().waitFor();
    const { address } = await worker.ask<{ address: string }>(`/api/referrals/${id}/partner-sheet`);
    await partner.go(address);
    await partner.page.getByText('那天去医院，别的日子下午都行').waitFor();
    await partner.button('提一个时间').click();
    await partner.page.getByLabel('哪一天').fill(addDays(offered!.on, 1));
    await partner.page.getByLabel('从几点').fill('15:00');
    await partner.page.getByLabel('到几点').fill('16:00');
    await partner.button('发送').click();
    await partner.page.getByText('社区会去问居民').waitFor();
    await resident.page.reload();
    await resident.button('可以，就这个时间').click();
    await resident.page.getByText(/^约好了：/).first().waitFor();
    await resident.look('08-own-agreed');
    await reached(worker, id, 'scheduled');
    await partner.page.reload();
    await partner.page.getByRole('heading', { name: '约好的时间' }).waitFor();
    await partner.button('服务做完了，登记一下').click();
    await partner.page.getByText('还没到。做完了再来登记').waitFor();
    await partner.look('08-partner-too-early');
  }, 300_000);

  it('after three declines a person is named to look at the need; what is late stands on top of the board', async () => {
    const worker = await enter('station-worker');
    const { need, first } = await findHelpable(worker, 3);
    const tried = [first.resourceId];
    for (let made: { referralId: string; resourceId: string } | null = first; made; made = tried.length < 3 ? await offer(worker, need, tried) : null) {
      if (!tried.includes(made.resourceId)) tried.push(made.resourceId);
      const { version } = await worker.ask<Referral>(`/api/referrals/${made.referralId}`);
      expect((await send(worker, '/api/referrals/answer', { referralId: made.referralId, version, answer: 'decline', declineCode: 'full' })).status).toBe(200);
    }
    expect(tried).toHaveLength(3);
    const waiting = await until('the lead is named', async () => (await worker.ask<{ waiting: { ownerName: string | null; ownerRole: string } | null }>('/api/referrals/returned', { needId: need.id })).waiting, 100);
    expect(waiting).toMatchObject({ ownerRole: 'stationLead', ownerName: expect.stringMatching(/.+/) as string });
    const { columns } = await worker.ask<{ columns: { items: { isLate: boolean; dueOn: string | null }[] }[] }>('/api/referrals/board');
    for (const { items } of columns) expect(items.map(({ isLate }) => isLate)).toEqual(items.map(({ isLate }) => isLate).toSorted((a, b) => Number(b) - Number(a)));
    for (const how of [{ language: 'zh-CN' }, { ...PHONE, language: 'en-GB' }]) {
      const lead = await enter('station-lead', how);
      await lead.go(`/needs/${need.id}?tab=referrals`);
      await lead.look(`08-returned-${how.language}`);
      await lead.go('/referrals');
      await lead.look(`08-board-${how.language}`);
    }
  }, 400_000);

  it('go by clocks that their officer changes, with a day and a reason', async () => {
    const officer = await enter('city-officer'), { page } = officer;
    await officer.go('/referral-clocks');
    await officer.look('08-clocks');
    const before = await officer.ask<{ lastVersion: number; inForce: { clocks: { days: Record<string, number[]>; exceptions: unknown[] } } }>('/api/referral-clocks');
    await page.locator('.page-actions .ant-btn-primary').click();
    const dialog = page.getByRole('dialog');
    const cell = dialog.locator('.referrals-clock-line input').first();
    await cell.fill(String(before.inForce.clocks.days['answer']![0]! + 1));
    await officer.look('08-clocks-changing');
    await dialog.locator('textarea').first().fill('承接方多在乡下，要多给一天');
    await dialog.locator('button[type=submit]').click();
    await until('there is a new version', async () => (await officer.ask<{ lastVersion: number }>('/api/referral-clocks')).lastVersion === before.lastVersion + 1);
    await officer.look('08-clocks-changed');
    const phone = await enter('city-officer', { ...PHONE, language: 'en-GB' });
    await phone.go('/referral-clocks');
    await phone.page.getByRole('heading', { level: 1, name: /^Clocks of referrals/ }).waitFor();
    await phone.look('08-clocks-en');
  }, 200_000);
});
