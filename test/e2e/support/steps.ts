import { expect } from 'vitest';
import { choose, fillDay, sample, until, type Walker } from './walker.ts';

export type Counts = { imported: number; merged: number; refused: number; notARow: number };
type Import = { status: string; counts: Counts; rows: number; rowsDone: number };
export type NeedAnswer = { id: string; personId: string; personName: string; item: string; status: string; description: string; divisionCode: string; isVerified: boolean };
type Figure = { code: string; value: number };

export const FIGURES = ['F4', 'F8', 'needsMet'] as const;

/** Figures of a place on one day. */
export async function figuresOf(walker: Walker, division: string, on: string): Promise<Record<string, number>> {
  const { figures } = await walker.ask<{ figures: Figure[] }>('/api/figures', { division, from: on, to: on, codes: FIGURES.join(',') });
  return Object.fromEntries(figures.map(({ code, value }) => [code, value]));
}

const numbersOf = async (walker: Walker, within: string) => (await walker.page.locator(within).allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));

/** The wizard from file to result. What it counts must add up on the page, and be what the API says. */
export async function importSample(walker: Walker, { kind, file, asOf, shot }: { kind: 'needs' | 'resources'; file: string; asOf: string; shot: string }): Promise<Counts> {
  const { page, go, button, look, ask } = walker;
  await go(`/imports/new?kind=${kind}`);
  await page.getByTestId('files').setInputFiles(sample(file));
  await page.getByText(file).waitFor();
  await fillDay(walker, page.getByLabel('截止日期'), asOf);
  await look(`${shot}-file`);
  await button('读一读').click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/, { timeout: 180_000 });
  await button(/^下一步/).waitFor({ timeout: 120_000 });
  await look(`${shot}-understood`);
  await button(/^下一步/).click();
  await page.getByRole('button', { name: /^开始导入/ }).waitFor();
  await look(`${shot}-plan`);
  if (kind === 'needs') await page.getByRole('checkbox').check();
  await button(/^开始导入/).click();
  const path = `/api${new URL(page.url()).pathname}`;
  const made = await until('the import is done', async () => { const now = await ask<Import>(path); return now.status === 'done' && now; }, 240);
  await page.getByText('导入完成。').waitFor();
  await look(`${shot}-result`);
  const { imported, merged, refused, notARow } = made.counts;
  expect(imported + merged + refused + notARow, 'every row is counted once').toBe(made.rows);
  expect(await numbersOf(walker, '.sum b')).toEqual([imported, merged, refused, notARow, made.rows]);
  return made.counts;
}

/** Finds the need of a person in the list, as one who looks for a name does, and opens it. */
export async function findNeed(walker: Walker, name: string, shot: string): Promise<string> {
  const { page, go, look } = walker;
  await go('/needs');
  await page.getByRole('searchbox').first().fill(name);
  await page.locator('main').getByText(name, { exact: true }).first().waitFor();
  await look(shot);
  const { items } = await walker.ask<{ items: NeedAnswer[] }>('/api/needs', { q: name, status: 'open' });
  expect(items.map(({ personName }) => personName), `open needs of ${name}`).toEqual([name]);
  await page.locator('main').getByText(name, { exact: true }).first().click();
  await page.waitForURL(/\/needs\/[0-9a-f-]{36}/);
  expect(page.url()).toContain(items[0]!.id);
  return items[0]!.id;
}

export type NewResource = { provider: string; item: string; home: string };

/** Puts a resource of a registered organisation on the list through the form. */
export async function addResource(walker: Walker, { provider, item, home }: NewResource, shot: string): Promise<string> {
  const { page, go, button, look } = walker;
  const field = (label: string | RegExp) => page.getByLabel(label);
  await go('/resources/new');
  await choose(walker, field(/^提供方类型/), '社会组织');
  await choose(walker, field(/^名录里的组织/), provider, provider);
  await choose(walker, field(/^资源类型/), '人员');
  await choose(walker, field(/^服务项目/), item, item);
  await page.keyboard.press('Escape');
  await field('数量').fill('40');
  await choose(walker, field(/^所在地/), home, home);
  await look(shot);
  await button(/^登记资源/).click();
  await page.waitForURL(/\/resources\/[0-9a-f-]{36}/);
  await look(`${shot}-added`);
  return page.url().split('/').pop()!;
}

/** Runs the match over the division acted for and waits for its proof. */
export async function runMatch(walker: Walker, shot: string): Promise<void> {
  const { page, go, button, look, ask } = walker;
  const latest = async () => (await ask<{ run: { id: string } | null }>('/api/match-runs/latest')).run?.id;
  const known = await latest();
  await go('/match');
  await button(/^(运行对接|重新对接)$/).first().click();
  await until('the match is proven', async () => (await latest()) !== known, 240);
  await page.getByText(/能参加对接的 .* 项需求/).waitFor();
  await look(shot);
}

/** Accepts the proposal for a person's need, noting the consent that the referral asks for; answers the referral. */
export async function acceptProposal(walker: Walker, { name, item, needId, provider }: { name: string; item: string; needId: string; provider: string }, shot: string): Promise<string> {
  const { page, go, button, look, ask } = walker;
  await go(`/match?item=${item}`);
  await page.locator('.matching-line').filter({ hasText: name }).filter({ hasText: provider }).click();
  const chosen = page.locator('.matching-decision');
  await chosen.getByText(name).first().waitFor();
  await chosen.getByText(provider).first().waitFor();
  await chosen.locator(`a[href$="/needs/${needId}"]`).waitFor();
  expect((await chosen.locator('.matching-pair-why').innerText()).length, 'why, in a sentence').toBeGreaterThan(10);
  await look(shot);
  await chosen.getByRole('button', { name: /^接受/ }).click();
  await page.getByLabel('本人口头同意').check();
  await look(`${shot}-consent`);
  await button(/^记下同意并接受/).click();
  await page.getByText('居民同意转介吗').waitFor({ state: 'detached' }).catch(() => undefined);
  const { items } = await until('the referral is offered', async () => { const found = await ask<{ items: { id: string }[] }>('/api/referrals', { need: needId }); return found.items.length > 0 && found; });
  return items[0]!.id;
}
