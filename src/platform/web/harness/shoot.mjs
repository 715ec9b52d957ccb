import { chromium } from 'playwright-core';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { serve } from './serve.mjs';

// Pictures of every example page at every width, theme and language, with axe on each, the keys tried, and a watch on other origins and on the policy.
// node src/platform/web/harness/shoot.mjs [folder for the pictures] [only pages whose name fits this pattern]
const root = path.resolve(import.meta.dirname, '../../../..');
const [out = path.join(root, 'test-results/web'), only = ''] = process.argv.slice(2);
const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
mkdirSync(out, { recursive: true });

const settle = (page) => page.waitForTimeout(350);
const PAGES = [
  { name: 'sign-in', path: '/sign-in', isOut: true },
  { name: 'locked', path: '/sign-in', isOut: true, act: async (page) => { await page.fill('#username', 'x'); await page.fill('#password', 'locked'); await page.keyboard.press('Enter'); await page.waitForSelector('.access-locked'); } },
  { name: 'list', path: '/needs' },
  { name: 'list-keys', path: '/city?status=open,late', wide: true, act: async (page) => { await page.waitForSelector('[data-row="3"]'); for (const key of ['j', 'j', 'x', 'j', 'x', 'j']) await page.keyboard.press(key); } },
  { name: 'list-columns', path: '/needs?columns=title,status,place,heardOn,note', wide: true, act: async (page) => { await page.locator('.list-tools button').first().click(); await settle(page); } },
  { name: 'list-empty', path: '/organizations' }, { name: 'list-none', path: '/needs?q=没有' }, { name: 'list-broken', path: '/people' },
  { name: 'record', path: '/needs/need-2' },
  { name: 'masked', path: '/needs/need-2', act: async (page) => { await page.locator('.masked .text-button').first().click(); await settle(page); } },
  { name: 'dialog', path: '/needs/need-2', act: async (page) => { await page.locator('.page-actions button').nth(1).click(); await page.locator('.ant-modal button[type=submit]').click(); await settle(page); } },
  { name: 'form', path: '/needs/new', act: async (page) => { await page.locator('.form-foot button').first().click(); await settle(page); } },
  { name: 'not-found', path: '/nowhere' },
  { name: 'search', path: '/needs', act: async (page) => { await page.waitForSelector('.count'); await page.locator('#search').pressSequentially('wxl'); await page.waitForSelector('.search-found [role=option]'); } },
  { name: 'keys', path: '/needs', wide: true, act: async (page) => { await page.waitForSelector('.count'); await page.keyboard.press('?'); await settle(page); } },
  { name: 'acting', path: '/needs', act: async (page) => { await page.waitForSelector('.count'); await page.locator('.acting').click(); await settle(page); } },
  { name: 'filters-phone', path: '/needs', narrow: true, act: async (page) => { await page.locator('.filters button').last().click(); await page.waitForTimeout(500); } },
  { name: 'more-phone', path: '/needs', narrow: true, act: async (page) => { await page.locator('.tabs > button').click(); await page.waitForTimeout(500); } },
];
const CONFIRM = [
  { name: 'confirm', path: '/c/abc' }, { name: 'confirm-gone', path: '/c/gone' }, { name: 'confirm-answered', path: '/c/answered' },
  { name: 'confirm-rating', path: '/c/abc', act: async (page) => { await page.locator('.big.good').click(); await page.locator('.rating').nth(1).click(); } },
  { name: 'confirm-notyet', path: '/c/abc', act: async (page) => page.locator('.big.plain').click() },
  { name: 'confirm-done', path: '/c/abc', act: async (page) => { await page.locator('.big.good').click(); await page.locator('.big.good').click(); await page.waitForSelector('.call'); } },
  { name: 'confirm-unsent', path: '/c/abc', act: async (page) => { await page.locator('.big.good').click(); await page.route('**/api/**', (route) => route.abort()); await page.locator('.big.good').click(); await page.waitForTimeout(200); } },
];

let faults = 0;
const fault = (text) => { faults++; console.log(text); };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

async function shootAll(server, pages, widths, languages) {
  // Each width, theme and language is seen, in few pairs; ALL=1 takes every one of the twelve.
  const seen = (width, theme, language) => process.env.ALL || languages.length === 1 || (theme === 'light') === (language === 'zh');
  for (const width of widths) for (const theme of ['light', 'dark']) for (const language of languages) {
    if (!seen(width, theme, language)) continue;
    const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : width === 1280 ? 800 : 1080 }, colorScheme: theme, reducedMotion: 'reduce', serviceWorkers: 'block' });
    await context.addInitScript((chosen) => localStorage.setItem('sanshe.preferences', JSON.stringify({ language: chosen })), language);
    for (const shot of pages.filter(({ name }) => new RegExp(only).test(name))) {
      if ((shot.wide && width === 390) || (shot.narrow && width !== 390)) continue;
      const label = `${shot.name}-${width}-${theme}-${language}`;
      const page = await context.newPage();
      page.on('console', (line) => line.type() === 'error' && !/Failed to load resource/.test(line.text()) && fault(`${label}: ${line.text()}`));
      page.on('pageerror', (error) => fault(`${label}: ${error.message}`));
      page.on('request', (request) => !request.url().startsWith(server.address) && !/^(data|blob):/.test(request.url()) && fault(`${label}: asks ${request.url()}`));
      server.state.in = !shot.isOut;
      try {
        await page.goto(server.address + shot.path, { waitUntil: 'load' });
        await page.waitForSelector('h1, .state');
        await settle(page);
        await shot.act?.(page);
        await settle(page);
        await page.screenshot({ path: path.join(out, `${label}.png`) });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        for (const found of violations) fault(`${label}: axe ${found.id} (${found.impact}) ${found.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) fault(`${label}: ${wide} pixels too wide`);
        const missing = await page.evaluate(() => document.body.innerText.match(/⟦[^⟧]+⟧/g));
        if (missing) fault(`${label}: no words for ${missing.join(' ')}`);
      } catch (error) {
        fault(`${label}: ${error.message.split('\n')[0]}`);
        await page.screenshot({ path: path.join(out, `${label}.png`) }).catch(() => {});
      }
      await page.close();
    }
    await context.close();
  }
}

const example = await serve(path.join(root, 'dist/harness'));
await shootAll(example, PAGES, [390, 1280, 1920], ['zh', 'en']);
example.stop();
const product = await serve(path.join(root, 'dist/web'));
await shootAll(product, CONFIRM, [390, 1280], ['zh']);
product.stop();
await browser.close();
console.log(`${faults} faults; pictures in ${out}`);
process.exit(faults > 0 ? 1 : 0);
