import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startProduct } from './support/product.ts';

declare module 'vitest' {
  interface ProvidedContext { /** A data folder that holds the demonstration; none where the walks go to a product that is up. */ demonstration?: string }
}

/** The demonstration, built once as a first start builds it; every file of walks begins on a copy of it. */
export async function setup(project: TestProject): Promise<() => void> {
  if (process.env.SANSHE_URL) return () => undefined;
  const dataFolder = mkdtempSync(join(tmpdir(), 'sanshe-demonstration-'));
  const product = await startProduct({ dataFolder, env: { SANSHE_EMPTY: '0' } });
  await product.stop();
  project.provide('demonstration', dataFolder);
  return () => rmSync(dataFolder, { recursive: true, force: true });
}
