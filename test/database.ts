import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../src/apps/prepare-database.ts';
import { startEmbedded } from '../src/platform/server/embedded/launcher.ts';
import { TEST_CITY, testVault, type TestServer } from './support/vault.ts';

declare module 'vitest' {
  interface ProvidedContext { server: TestServer }
}

/** One server for all database tests; a template made once, which each test file clones (test/support/database.ts). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'sanshe-test-'));
  const embedded = await startEmbedded({ dataFolder: folder, log: () => {}, durable: false });
  const owner = new pg.Client(embedded.owner);
  await owner.connect();
  await owner.query('create database template_of_tests');
  await owner.end();
  await prepareDatabase({ ...embedded.owner, database: 'template_of_tests' }, testVault, TEST_CITY);
  project.provide('server', { ...embedded.owner, database: 'sanshe' });
  return async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
