import fastify from 'fastify';
import { expect, test } from 'vitest';
import { refuseUnderPressure } from './pressure.ts';

test('while the process lags, questions are refused for the moment and pages are still given', async () => {
  const app = fastify();
  await refuseUnderPressure(app, { maxEventLoopDelay: 50, sampleInterval: 100 });
  app.get('/api/needs', async () => ({}));
  app.get('/needs', async () => 'the page');
  await app.ready();
  const status = async (url: string) => (await app.inject(url)).statusCode;
  expect(await status('/api/needs')).toBe(200);

  // held up for longer than allowed at every turn, until the next look at the clock sees it
  const until = Date.now() + 600;
  while (Date.now() < until) {
    const turn = Date.now() + 150;
    while (Date.now() < turn) { /* nothing else can happen */ }
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await status('/api/needs')).toBe(503);
  expect(await status('/needs')).toBe(200);
  await app.close();
});
