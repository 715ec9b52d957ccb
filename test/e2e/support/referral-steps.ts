import { expect } from 'vitest';
import { addDays } from '../../../src/kernel/local-date.ts';
import { fillDay, pickDay, until, type Walker } from './walker.ts';

type Referral = { status: string; recipientName: string | null; providerName: string; dueOn: string | null };
const statusOf = async (walker: Walker, referralId: string): Promise<Referral> => walker.ask<Referral>(`/api/referrals/${referralId}`);

const reached = (walker: Walker, referralId: string, status: string) =>
  until(`the referral is ${status}`, async () => (await statusOf(walker, referralId)).status === status);

/** The receiver finds the offer on the board, sees nobody's name before the yes, and says yes. */
export async function acceptReferral(walker: Walker, referralId: string, name: string, shot: string): Promise<void> {
  const { page, go, button, look } = walker;
  await go('/referrals');
  await page.locator(`a[href$="/referrals/${referralId}"]`).first().waitFor();
  await look(`${shot}-board`);
  await page.locator(`a[href$="/referrals/${referralId}"]`).first().click();
  await button('接单').waitFor();
  expect(await page.locator('main').innerText(), 'nobody is named before the yes').not.toContain(name);
  await look(`${shot}-offered`);
  await button('接单').click();
  await page.getByRole('dialog').getByRole('button', { name: /^接单/ }).click();
  await reached(walker, referralId, 'accepted');
  await page.getByText(name).first().waitFor();
  await look(`${shot}-accepted`);
}

/** A day is agreed, who comes and whom to call. */
export async function scheduleReferral(walker: Walker, referralId: string, on: string, shot: string): Promise<void> {
  const { page, button, look } = walker;
  await button('约定时间').click();
  const dialog = page.getByRole('dialog');
  // first looked up in the calendar, then written as the resident said it
  const day = dialog.getByLabel(/^约定在哪天/);
  expect(await pickDay(walker, day, { arrow: 'ArrowRight', times: 3, shot: `${shot}-calendar` })).toBe(addDays(on, 3));
  await fillDay(walker, day, on);
  await dialog.getByLabel(/^几点开始/).fill('9点');
  await dialog.getByLabel(/^几点结束/).fill('10:30');
  await dialog.getByLabel(/^还约了什么/).fill('先打电话');
  await dialog.getByLabel(/^上门的人/).fill('王春梅');
  await dialog.getByLabel(/^联系电话/).fill('0477-8330001');
  await look(`${shot}-scheduling`);
  await dialog.getByRole('button', { name: /^约定时间/ }).click();
  await reached(walker, referralId, 'scheduled');
  await look(`${shot}-scheduled`);
}

/** The service is recorded: with it go the session and the attendance. */
export async function deliverReferral(walker: Walker, referralId: string, shot: string): Promise<void> {
  const { page, button, look } = walker;
  await button('记录服务').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^全部办成/).check();
  await dialog.getByLabel(/^用了多少分钟/).fill('45');
  await dialog.getByLabel(/^做了什么/).fill('上门陪老人说话，看了降压药，约好每周三打电话。');
  await look(`${shot}-delivering`);
  await dialog.getByRole('button', { name: /^记录服务/ }).click();
  await reached(walker, referralId, 'delivered');
  await look(`${shot}-delivered`);
}

/** The address on the slip that the resident is given. */
export async function openSlip(walker: Walker, referralId: string, shot: string): Promise<string> {
  const { page, go, button, look } = walker;
  await go(`/referrals/${referralId}`);
  await button('打印确认纸条').click();
  await page.waitForURL(/\/slip$/);
  const address = new URL(await page.locator('.slip-address').innerText());
  expect(address.pathname).toMatch(/^\/c\/[0-9A-Za-z-]{6,}$/);
  await look(shot);
  return address.pathname;
}

/** On a phone, without an account: one big answer. */
export async function confirmOnPhone(walker: Walker, path: string, provider: string, shot: string): Promise<void> {
  const { page, go, button, look } = walker;
  await go(path);
  await page.getByText('这件事办得怎么样').waitFor();
  await page.getByText(provider).waitFor();
  await look(`${shot}-asked`);
  for (const big of await page.locator('.big').all()) expect((await big.boundingBox())!.height, 'as large as a thumb').toBeGreaterThanOrEqual(60);
  await button(/^还没有/).click();
  await page.getByText('已收到').waitFor();
  // pressed the wrong one: one tap puts it right
  await button(/改成“得到帮助了”/).click();
  await page.getByText('您得到帮助了').waitFor();
  await button(/很满意/).click();
  await page.getByRole('status').getByText('已收到').waitFor();
  await page.getByRole('textbox').fill('有人来看我，心里踏实。');
  await look(`${shot}-telling`);
  await button('发送这句话').click();
  await page.getByRole('status').getByText('已收到').waitFor();
  await look(`${shot}-thanks`);
  await page.reload();
  await page.getByText('您已经回答过了').waitFor();
}
