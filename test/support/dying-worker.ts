import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { TestDatabase } from './database.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A process of its own that does one piece of work on a test's database, to be killed in the middle of it. `work`: a statement over `platform`, with what `imports` brings; paths from the root of the tree. */
export async function startWorkerOn(db: TestDatabase, now: Date, imports: string, work: string): Promise<{ process: ChildProcess; end(): Promise<void> }> {
  const folder = join(ROOT, 'test-results');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `worker-${process.pid}-${Date.now()}.mjs`);
  const { host, port, database } = db.platform.database.options;
  const contents = `
    import { makePlatform } from './src/apps/platform.ts';
    import { testVault } from './test/support/vault.ts';
    ${imports}
    const platform = makePlatform({ connection: ${JSON.stringify({ host, port, database })}, vault: testVault, city: ${JSON.stringify(db.platform.city)}, demonstration: false, now: () => new Date(${now.getTime()}) });
    ${work}
    await platform.database.close();`;
  await build({ stdin: { contents, resolveDir: ROOT, loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile, logLevel: 'error' });
  const child = spawn(process.execPath, [outfile], { stdio: 'inherit' });
  const exited = new Promise<void>((done) => { child.once('exit', () => done()); });
  return { process: child, end: async () => { child.kill('SIGKILL'); await exited; rmSync(outfile, { force: true }); } };
}
