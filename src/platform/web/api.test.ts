import { afterEach, expect, test } from 'vitest';
import { ApiRefusal, send } from './api.ts';

const real = globalThis.fetch;
afterEach(() => { globalThis.fetch = real; });

/** What a page makes of an answer as it comes over the wire. */
async function refusalOf(status: number, body: unknown): Promise<ApiRefusal> {
  globalThis.fetch = () => Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  const refusal: unknown = await send('/api/needs/hear', {}).catch((thrown: unknown) => thrown);
  if (!(refusal instanceof ApiRefusal)) throw new Error(`no refusal: ${String(refusal)}`);
  return refusal;
}

test('each issue of bad input leads to its field, also within a field', async () => {
  const issues = [{ path: 'phone', code: 'wrong', message: '电话写法不对' }, { path: 'capacity.unit', code: 'missing', message: '请选单位' }, { path: 'entries.0.minutes', code: 'tooBig', message: '太多' }];
  const refusal = await refusalOf(400, { code: 'badInput', message: '有 3 处填写不对', issues });
  expect(refusal).toMatchObject({ status: 400, code: 'badInput', message: '有 3 处填写不对' });
  expect(refusal.issues.map(({ path }) => path)).toEqual([['phone'], ['capacity', 'unit'], ['entries', '0', 'minutes']]);
});

test('a refusal keeps what it tells besides, and has no issues', async () => {
  const refusal = await refusalOf(409, { code: 'resourceFull', message: '名额已满', left: 0 });
  expect(refusal).toMatchObject({ status: 409, code: 'resourceFull', issues: [], detail: { left: 0 }, isUncertain: false });
});

test('a proxy’s page is no answer of ours, and nobody knows what became of the command', async () => {
  expect(await refusalOf(502, '<html>')).toMatchObject({ code: 'offline', isUncertain: true });
});
