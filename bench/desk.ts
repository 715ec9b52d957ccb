import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser, startProduct } from '../test/support/product.ts';
import { ms, quantile, type Measured } from './support/scratch.ts';

/** As `ask.ts` has it: what Chromium's tools long called “Regular 3G”, and a processor of some years ago. */
const REGULAR_3G = { offline: false, downloadThroughput: 750 * 1000 / 8, uploadThroughput: 250 * 1000 / 8, latency: 100 };
const SLOWER = 4;
const LOADS = 7;

type Load = { shown: number; bytes: number; requests: number };

/** One browser that has nothing of ours but, perhaps, a session: from the address until what is waited for stands and the page has a moment to answer. */
async function loadOnce(browser: Browser, address: string, waitedFor: string, cookies: Awaited<ReturnType<BrowserContext['cookies']>>): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' });
  await context.addCookies(cookies);
  const page = await context.newPage(), wire = await context.newCDPSession(page);
  let bytes = 0, requests = 0, atThatMoment: Omit<Load, 'shown'> | undefined;
  await wire.send('Network.enable');
  wire.on('Network.requestWillBeSent', () => { requests += 1; });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await wire.send('Network.emulateNetworkConditions', REGULAR_3G);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(`new MutationObserver((_all, watch) => {
    if (!document.querySelector(${JSON.stringify(waitedFor)})) return;
    watch.disconnect();
    setTimeout(() => { window.usableAt = performance.now(); });
  }).observe(document, { childList: true, subtree: true });`);
  await page.goto(address, { waitUntil: 'commit' });
  let shown: number | undefined;
  // the page's policy evaluates nothing, so it is asked again and again from outside
  for (const end = Date.now() + 60_000; shown === undefined && Date.now() < end;) {
    await page.waitForTimeout(100);
    shown = await page.evaluate('window.usableAt') as number | undefined;
    atThatMoment = { bytes, requests };
  }
  if (shown === undefined) throw new Error(`${address} never stood`);
  await context.close();
  return { shown, ...atThatMoment! };
}

const kb = (loads: Load[]) => Math.round(Math.max(...loads.map(({ bytes }) => bytes)) / 1024);

/** The desk's first visits on a slow line and a slow machine: the door, and my work for somebody who is signed in. SANSHE_URL names a product that is up with its demonstration. */
export async function run(): Promise<Measured[]> {
  const running = process.env.SANSHE_URL;
  const product = running ? null : await startProduct({ env: { SANSHE_EMPTY: '0' } });
  const url = running ?? product!.url;
  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    await context.request.post(`${url}/api/session`, { data: { username: 'station-lead', password: 'sanshe-demo' }, headers: { origin: url } });
    const cookies = await context.cookies();
    const rows: Measured[] = [];
    for (const [what, path, waitedFor, held] of [['the door: until the name can be typed', '/sign-in', '#username', []], ['my work, signed in: until its first button stands', '/my-work', '#main .ant-btn', cookies]] as const) {
      const loads: Load[] = [];
      for (let i = 0; i < LOADS; i++) loads.push(await loadOnce(browser, `${url}${path}`, waitedFor, [...held]));
      const times = loads.map(({ shown }) => shown);
      rows.push({
        what: `${what}; 3G (750 kbit/s, 100 ms), a processor ${SLOWER} times slower, ${LOADS} first visits of ${kb(loads)} KB in ${Math.max(...loads.map(({ requests }) => requests))} requests`,
        measured: `p50 ${ms(quantile(times, 0.5))}, worst ${ms(Math.max(...times))}`, isMet: null,
      });
    }
    return rows;
  } finally {
    await browser.close();
    await product?.stop();
  }
}
