import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { visit, type Product, type Visitor } from '../../support/product.ts';

const AXE = readFileSync(resolve(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One person at one window: goes, presses, writes, looks closely at what is shown, and may ask the API as the same person. */
export type Walker = Visitor & {
  url: string;
  go(path: string): Promise<void>;
  button(name: string | RegExp): Locator;
  /** Waits until the page is at rest, keeps a picture, and holds the page to what every page must keep. */
  look(name: string): Promise<void>;
  ask<T>(path: string, input?: Record<string, string>): Promise<T>;
};

type Violation = { id: string; impact: string | null; nodes: { target: unknown[]; failureSummary?: string }[] };

/** What axe finds on the page as it stands. A phone's head and foot are laid in the page meanwhile: what is scrolled half under them is no smaller for it. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const laid = await page.addStyleTag({ content: '.is-phone .header, .tabs { position: static !important; }' });
  const found = await page.evaluate((rules) => (globalThis as unknown as { axe: { run(where: unknown, how: unknown): Promise<{ violations: Violation[] }> } }).axe
    .run((globalThis as unknown as { document: unknown }).document, { runOnly: rules }).then(({ violations }) => violations), RULES);
  await laid.evaluate((style) => { (style as unknown as { remove(): void }).remove(); });
  return found.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`);
}

/** Nothing is being loaded or faded in: what one sees stays. */
async function atRest(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  await expect.poll(() => page.locator('.loading, .ant-btn-loading').count(), { timeout: 60_000 }).toBe(0);
  await page.waitForTimeout(300);
}

export async function walker(browser: Browser, product: Product, how: { width?: number; height?: number; language?: string } = {}): Promise<Walker> {
  const visitor = await visit(browser, product.url, how);
  const { page, context } = visitor;
  page.setDefaultTimeout(60_000);
  onTestFailed(() => visitor.shoot(`failed-${new Date().toISOString().slice(11, 19).replaceAll(':', '')}-${how.width ?? 'desk'}`).catch(() => undefined));
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('response', (response) => { if (response.status() >= 500) broken.push(`${response.status()} ${response.url()}`); });
  return {
    ...visitor, url: product.url,
    go: async (path) => { await page.goto(product.url + path); },
    button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }),
    look: async (name) => {
      await atRest(page);
      await visitor.shoot(name);
      const text = await page.locator('body').innerText();
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as number;
      expect.soft({
        at: name, missingWords: text.match(/⟦[^⟧]+⟧/g) ?? [], axe: await violationsOf(page), broken, elsewhere: visitor.elsewhere, isTooWide: wide > 0,
      }).toEqual({ at: name, missingWords: [], axe: [], broken: [], elsewhere: [], isTooWide: false });
    },
    ask: async <T>(path: string, input: Record<string, string> = {}) => {
      const answer = await context.request.get(`${product.url}${path}`, { params: input, headers: { 'accept-language': 'zh' } });
      expect(answer.status(), `${path} ${JSON.stringify(input)}: ${answer.ok() ? '' : await answer.text()}`).toBe(200);
      return await answer.json() as T;
    },
  };
}

/** One press on the card of a person of the demonstration. */
export async function signInAs({ page, go }: Walker, person: string): Promise<void> {
  await go('/sign-in');
  await page.locator(`[data-person="${person}"]`).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
}

/** Chooses in a list that opens: by what is typed, where it can be searched. */
export async function choose({ page }: Walker, field: Locator, option: string | RegExp, typed?: string): Promise<void> {
  const open = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';
  await until('the list before is closed', async () => (await page.locator(open).count()) === 0);
  // where there is little room a list opens over its own field while the button is still down: the click is then not told as done, but the list is there
  await field.click({ timeout: 10_000 }).catch(async (fault: unknown) => { if ((await page.locator(open).count()) === 0) throw fault; });
  if (typed !== undefined) await page.keyboard.type(typed);
  await page.locator(`${open} .ant-select-item-option`).filter({ hasText: option }).first().click();
}

/** Writes a day over whatever stands in the field, and goes on to the next. */
export async function fillDay({ page }: Walker, field: Locator, day: string): Promise<void> {
  await field.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(day);
  await page.keyboard.press('Tab');
  expect(await field.inputValue(), 'shown in full once it is left').toMatch(new RegExp(`^${day} \\S+$`));
}

/** Opens the calendar beside a field and picks by keys the day that so many arrows lead to. */
export async function pickDay({ page, look }: Walker, field: Locator, { arrow, times, shot }: { arrow: 'ArrowLeft' | 'ArrowRight'; times: number; shot: string }): Promise<string> {
  await field.locator('xpath=..').getByRole('button').click();
  const calendar = page.locator('.day-calendar');
  await calendar.locator('.day-grid button:focus').waitFor();
  await look(shot);
  for (let i = 0; i < times; i++) await page.keyboard.press(arrow);
  await page.keyboard.press('Enter');
  await calendar.waitFor({ state: 'detached' });
  return (await field.inputValue()).slice(0, 10);
}

/** Tries again until it holds: for what the server does in its own time. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((done) => { setTimeout(done, 500); });
  }
}

export const sample = (name: string): string => join(import.meta.dirname, '../../samples', name);
