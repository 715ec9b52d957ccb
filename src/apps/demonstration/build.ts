import type { Platform } from '../../platform/server/perform.ts';
import { makeAccounts } from './make-accounts.ts';

/** Builds the demonstration city through the operations, from a seed. `say` tells how far it is, in both languages. */
export async function buildDemonstration(platform: Platform, say: (zh: string, en: string) => void): Promise<void> {
  const began = Date.now();
  await makeAccounts(platform, { organizationId: null, personIds: {} });
  const seconds = Math.round((Date.now() - began) / 1000);
  say(`示范城市已建好，用时 ${seconds} 秒。`, `The demonstration city is built, in ${seconds} seconds.`);
}
