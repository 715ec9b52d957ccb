import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

// The example pages used as a person uses them, mostly by keyboard. Build them first (vite.config.mjs here), then: node src/platform/web/harness/walk.mjs
const server = await serve(path.resolve(import.meta.dirname, '../../../../dist/harness'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
let passed = 0;

async function tried(sentence, act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', locale: 'zh-CN' });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.setDefaultTimeout(20_000);
  server.state.in = true;
  await act({
    page, open: async (address) => { await page.goto(server.address + address); await page.waitForSelector('h1'); },
    at: () => new URL(page.url()).pathname + new URL(page.url()).search, rest: (ms = 400) => page.waitForTimeout(ms),
  });
  assert.deepEqual(faults, [], sentence);
  await context.close();
  console.log(`✓ ${sentence}`);
  passed++;
}

await tried('sort and pins stand in the address', async ({ page, open, at, rest }) => {
  await open('/needs');
  await page.locator('.list-tools button').first().click();
  await page.locator('.column-choice li button').nth(1).click();
  await page.locator('h1').click();
  await page.locator('.sort-button').first().click();
  await rest();
  assert.equal(at(), '/needs?pin=title,status&sort=heardOn');
});

await tried('a long list draws only what is seen, and its address leads back to the place', async ({ page, open, at, rest }) => {
  await open('/needs');
  await page.waitForSelector('.body-row');
  for (let i = 0; i < 8; i++) {
    await page.evaluate(() => { const box = document.querySelector('.table-box'); box.scrollTop = box.scrollHeight; });
    await rest(300);
  }
  await rest(900);
  assert.match(at(), /after=\d+/);
  assert.ok((await page.locator('.body-row').count()) < 60);
  await page.reload();
  await page.locator('.list-note button').click();
  await rest(600);
  assert.equal(at(), '/needs');
});

await tried('a list is worked by keyboard: down, select, open, back, and on to another page', async ({ page, open, at, rest }) => {
  await open('/needs');
  await page.waitForSelector('.body-row');
  for (const key of ['j', 'j', 'x']) await page.keyboard.press(key);
  await rest();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.row), '1');
  assert.equal(await page.locator('.body-row.is-selected').count(), 1);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.record');
  assert.equal(at(), '/needs/need-1');
  assert.match(await page.title(), /三社$/);
  await page.goBack();
  await page.waitForSelector('.body-row');
  for (const key of ['g', 'w']) await page.keyboard.press(key);
  await rest();
  assert.equal(at(), '/my-work');
});

await tried('what is selected is exported, with the columns as seen', async ({ page, open }) => {
  await open('/needs?columns=title,heardOn');
  await page.locator('.body-row .ant-checkbox-input').first().click();
  await page.locator('.list-tools button').last().click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('CSV 文件').click()]);
  assert.equal(readFileSync(await file.path(), 'utf8'), '\uFEFF需求,提出日期\r\n独居老人午餐送餐,2026-01-01 周四\r\n');
});

await tried('a form leads to the first mistake, and forgets one that was mended', async ({ page, open, rest }) => {
  await open('/needs/new');
  await page.locator('.form .ant-btn-primary').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.problem');
  const first = page.locator('.form input').first();
  assert.equal(await first.evaluate((input) => input === document.activeElement), true);
  const told = await page.locator('.problem li').count();
  await page.keyboard.type('送餐');
  await rest();
  assert.equal(await page.locator('.problem li').count(), told - 1);
  await page.keyboard.press('Control+Enter');
  await rest();
  assert.equal(await page.evaluate(() => document.activeElement.closest('.field')?.classList.contains('is-wrong')), true);
});

await tried('nothing typed is lost by leaving or by another language', async ({ page, open, at, rest }) => {
  await open('/needs/new');
  await page.locator('.form input').first().fill('草稿一');
  await page.locator('.menu a').first().click();
  await page.locator('.ant-modal-footer button').first().click();
  await rest();
  assert.equal(at(), '/my-work');
  await open('/needs/new');
  await page.waitForSelector('.form-draft');
  await page.locator('.language span:not(.is-now)').click();
  await rest();
  assert.equal(await page.locator('h1').innerText(), 'Note a need');
  assert.equal(await page.locator('.form input').first().inputValue(), '草稿一');
});

await tried('what is masked is shown for a purpose', async ({ page, open, rest }) => {
  await open('/needs/need-2');
  await page.locator('.masked .text-button').first().click();
  await page.locator('.ant-modal .ant-select').click();
  await rest();
  await page.keyboard.press('Enter');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await rest(600);
  assert.equal(await page.locator('.masked-value').first().innerText(), '13848225521');
});

await tried('without a session one signs in and comes to the page that was asked for', async ({ page, open, at }) => {
  server.state.in = false;
  await open('/needs?status=open');
  await page.waitForSelector('#username');
  await page.locator('[data-person=station-worker]').click();
  await page.waitForSelector('.count');
  assert.equal(at(), '/needs?status=open');
  await page.locator('.acting').click();
  await page.getByText('退出', { exact: true }).click();
  await page.waitForSelector('#username');
});

await browser.close();
server.stop();
console.log(`${passed} passed`);
