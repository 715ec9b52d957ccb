import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makePlatform } from '../../src/apps/platform.ts';
import { prepareDatabase } from '../../src/apps/prepare-database.ts';
import { startEmbedded } from '../../src/platform/server/embedded/launcher.ts';
import type { Platform } from '../../src/platform/server/perform.ts';
import { makeVault } from '../../src/platform/server/vault.ts';

export type Scratch = { platform: Platform; owner: pg.Client; close(): Promise<void> };

/** A row of the table that `npm run bench` prints. */
export type Measured = { what: string; measured: string; wanted?: string; isMet: boolean | null };

/** A new embedded server with an empty, prepared database of Ordos, gone when closed. As durable as in service. */
export async function makeScratch(now?: () => Date): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'sanshe-bench-'));
  const embedded = await startEmbedded({ dataFolder: folder, log: () => {} });
  const vault = makeVault(Buffer.alloc(32, 9));
  await prepareDatabase(embedded.owner, vault, '1506');
  const platform = makePlatform({ connection: embedded.owner, vault, city: '1506', demonstration: false, ...(now ? { now } : {}) });
  const owner = new pg.Client(embedded.owner);
  await owner.connect();
  await owner.query(`set app.city = '1506'`);
  return {
    platform, owner,
    async close() {
      await platform.database.close();
      await owner.end();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The q-th part of sorted numbers: 0.5 the median, 0.95 what nineteen of twenty stay below. */
export const quantile = (numbers: number[], q: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
};
export const ms = (number: number): string => `${number.toFixed(number < 10 ? 1 : 0)} ms`;
