import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/prepare/browser.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

export type Product = { url: string; dataFolder: string; output(): string; stop(): Promise<void>; process: ChildProcess };

const freePort = (): Promise<number> => new Promise((done) => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1', () => { const { port } = probe.address() as AddressInfo; probe.close(() => done(port)); });
});

/** Starts the product as an operator does, on a data folder of its own or on a copy of one that no server is using, and waits until it greets with its address. */
export async function startProduct(more: { env?: Record<string, string>; dataFolder?: string; copyOf?: string } = {}): Promise<Product> {
  const dataFolder = more.dataFolder ?? mkdtempSync(join(tmpdir(), 'sanshe-e2e-'));
  // with owners and modes, which the database insists on
  if (more.copyOf) execFileSync('cp', ['-a', `${more.copyOf}/.`, dataFolder]);
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'bin/sanshe.mjs'), 'start'], {
    cwd: ROOT, env: { ...process.env, SANSHE_DATA: dataFolder, PORT: String(port), ...more.env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => { output += piece.toString(); });
  const url = `http://127.0.0.1:${port}`;
  await new Promise<void>((done, fail) => {
    const look = setInterval(() => { if (output.includes(url)) { clearInterval(look); done(); } }, 100);
    child.once('exit', (code) => { clearInterval(look); fail(new Error(`the product ended with ${code}:\n${output}`)); });
  });
  return {
    url, dataFolder, process: child, output: () => output,
    async stop() {
      if (child.exitCode === null) { child.kill('SIGINT'); await new Promise((done) => child.once('exit', done)); }
      if (!more.dataFolder) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The system's Chromium, silent towards the outside. */
export async function openBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (!found) throw new Error('no Chromium on this machine: npm test installs one where it can, or CHROMIUM_PATH names it');
  return chromium.launch({
    executablePath: found, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

export type Visitor = { page: Page; context: BrowserContext; elsewhere: string[]; shoot(name: string): Promise<void>; close(): Promise<void> };

const PICTURES = join(ROOT, 'test-results');

/** A browser window of one person. Every request to another origin is noted in `elsewhere`; `shoot` keeps a picture in test-results. */
export async function visit(browser: Browser, url: string, { width = 1280, height = 860, language = 'zh-CN' } = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height }, locale: language });
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => { if (!request.url().startsWith(url) && !request.url().startsWith('data:') && !request.url().startsWith('blob:')) elsewhere.push(request.url()); });
  mkdirSync(PICTURES, { recursive: true });
  return {
    page, context, elsewhere,
    shoot: async (name) => { await page.screenshot({ path: join(PICTURES, `${name}.png`) }); },
    close: () => context.close(),
  };
}
