import { expect } from 'vitest';
import { choose, type Walker } from './walker.ts';

/** The administrator opens an account; what is to be handed over is read off the page. */
export async function openAccount({ page, go, button, look, ...rest }: Walker, account: { name: string; username: string; role: string; place: string }, shot: string): Promise<{ username: string; password: string }> {
  const here = { page, go, button, look, ...rest };
  await go('/accounts/new');
  await page.getByLabel('姓名', { exact: false }).first().fill(account.name);
  await page.getByLabel('用户名').first().fill(account.username);
  await choose(here, page.getByLabel(/^身份/).first(), account.role);
  await choose(here, page.getByLabel(/^管辖范围/).first(), account.place, account.place);
  await look(`${shot}-filled`);
  await button(/开通账号/).click();
  await page.locator('[data-secret]').waitFor();
  await look(`${shot}-handed-over`);
  const [username, password] = await page.locator('.access-secret').allInnerTexts();
  await button('查看这个账号').click();
  await page.getByRole('heading', { level: 1, name: account.name }).waitFor();
  await look(`${shot}-account`);
  return { username: username!, password: password! };
}

/** Its owner signs in with it, sets a password of their own, and is where the role starts. */
export async function firstSignIn({ page, go, button, look }: Walker, { username, password }: { username: string; password: string }, own: string, home: string, shot: string): Promise<void> {
  await go('/sign-in');
  await page.fill('#username', username);
  await page.fill('#password', password);
  await button('登录').click();
  await page.waitForURL(/\/first-password/);
  await page.getByLabel(/^交给您的密码/).fill(password);
  await page.getByLabel(/^新密码/).fill('1234567890');
  await button(/设定并进入/).click();
  await page.locator('.field-problem').waitFor();
  await look(`${shot}-too-easy`);
  await page.getByLabel(/^新密码/).fill(own);
  await button(/设定并进入/).click();
  await page.waitForURL((address) => address.pathname === home);
  await go('/me');
  await page.getByText('这个浏览器').waitFor();
  await look(`${shot}-me`);
}

/** The auditor finds it all in the log, and has the chain verified. */
export async function audit({ page, go, button, look }: Walker, account: { name: string }, shot: string): Promise<void> {
  await go('/audit');
  await page.getByRole('link', { name: `账号 · ${account.name}` }).first().waitFor();
  await button('现在核验').click();
  await expect.poll(() => page.getByText('核验完好').count(), { timeout: 120_000 }).toBeGreaterThan(0);
  await look(shot);
}
