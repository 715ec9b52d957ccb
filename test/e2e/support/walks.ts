import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { openBrowser, startProduct, type Product } from '../../support/product.ts';
import { signInAs, walker, type Walker } from './walker.ts';

/** What the walks of one file share: the product with its demonstration, and a browser, both ended with everybody who came in. */
export type Walks = { product: Product; browser: Browser; /** Somebody at a browser of his own, signed in, or at the door. */ enter(person: string | null, how?: Parameters<typeof walker>[2]): Promise<Walker> };

export function walks(): Walks {
  const open: Walker[] = [];
  const shared = {
    async enter(person, how = {}) {
      const here = await walker(shared.browser, shared.product, how);
      open.push(here);
      if (person) await signInAs(here, person);
      return here;
    },
  } as Walks;
  beforeAll(async () => {
    // SANSHE_URL names a product that is up already, for whoever is at work on the walk itself
    shared.product = process.env.SANSHE_URL ? { url: process.env.SANSHE_URL, stop: async () => undefined } as Product : await startProduct({ env: { SANSHE_EMPTY: '0' }, copyOf: inject('demonstration') });
    shared.browser = await openBrowser();
  }, 900_000);
  afterAll(async () => {
    for (const here of open) await here.close();
    await shared.browser?.close();
    await shared.product?.stop();
  }, 60_000);
  return shared;
}
