import { expect } from 'vitest';
import { until, type Walker } from './walker.ts';

export type Need = { id: string; item: string; divisionCode: string; personName: string; urgency: number };
type Resource = { id: string; providerName: string };
export type Referral = { id: string; status: string; version: number; recipientName: string | null; proposedFor: string | null; organizationId: string | null; hasManager: boolean };

const CONSENT = { basis: 'consent', givenHow: 'spoken' };

/** What the same person sends without the page, for what the walk has gone through elsewhere. */
export async function send<T>(walker: Walker, path: string, body: Record<string, unknown>): Promise<{ status: number; body: T }> {
  const answer = await walker.context.request.post(`${walker.url}${path}`, { data: { requestId: crypto.randomUUID(), ...body }, headers: { 'x-sanshe': '1', 'accept-language': 'zh' } });
  return { status: answer.status(), body: await answer.json() as T };
}

/** An open need with some that could help; each resource that the need was not offered to yet is tried until one can. */
export async function offer(worker: Walker, { id: needId, item, divisionCode }: Need, without: string[] = []): Promise<{ referralId: string; resourceId: string; provider: string } | null> {
  const { items } = await worker.ask<{ items: Resource[] }>('/api/resources/serving', { item, community: divisionCode });
  for (const resource of items.filter(({ id }) => !without.includes(id))) {
    const made = await send<{ referralId: string }>(worker, '/api/referrals/offer', { needId, resourceId: resource.id, units: 1, consent: CONSENT });
    if (made.status === 200) return { referralId: made.body.referralId, resourceId: resource.id, provider: resource.providerName };
  }
  return null;
}

/** A verified open need that at least so many can be offered one after another. */
export async function findHelpable(worker: Walker, times: number): Promise<{ need: Need; first: { referralId: string; resourceId: string; provider: string } }> {
  const { items } = await worker.ask<{ items: Need[] }>('/api/needs', { status: 'open', verified: 'yes', limit: '200' });
  for (const need of items.filter(({ personName }) => personName)) {
    const { items: able } = await worker.ask<{ items: Resource[] }>('/api/resources/serving', { item: need.item, community: need.divisionCode });
    if (able.length < times + 2) continue; // some of them will be full
    const first = await offer(worker, need);
    if (first) return { need, first };
  }
  throw new Error('no need here that somebody could help with');
}

/** One of the acts of a referral's page: beside the first, or behind "more". */
export async function pressAct({ page }: Walker, name: string | RegExp): Promise<void> {
  const acts = page.locator('.page-actions'); // a phone has another "more" at its foot
  const seen = acts.getByRole('button', { name }), more = acts.getByRole('button', { name: /^(更多|More)$/ });
  await seen.or(more).first().waitFor();
  if (await seen.count() > 0) return seen.click();
  await more.click();
  await page.getByRole('menuitem', { name }).click();
}

/** The worker hands out the link: its address, from the sheet as it is printed. */
export async function issueLink(worker: Walker, referralId: string, shot: string): Promise<string> {
  const { page, go, look } = worker;
  await go(`/referrals/${referralId}`);
  await pressAct(worker, /^给对方链接或回单|^Give a link/);
  await page.waitForURL(/\/partner$/);
  const address = new URL(await page.locator('.slip-address').innerText());
  expect(address.pathname).toMatch(/^\/p\/[0-9A-Z]{9}$/);
  await look(shot);
  return address.pathname;
}

export const statusOf = async (walker: Walker, referralId: string): Promise<Referral> => walker.ask<Referral>(`/api/referrals/${referralId}`);
export const reached = (walker: Walker, referralId: string, status: string) => until(`the referral is ${status}`, async () => (await statusOf(walker, referralId)).status === status);
