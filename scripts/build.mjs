// node scripts/build.mjs [server] [web]: builds the parts named, or both, whether or not they have changed.
// The stamp of a part goes before it is built and comes back after: a build cut short is done again.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './prepare/child.mjs';
import { fingerprint, stampOf } from './prepare/fingerprint.mjs';
import { say, sentenceError } from './prepare/say.mjs';

/** How each part is built into dist/<part>; false when there is nothing yet to build it from. */
const BUILDERS = { server: buildServer, web: buildWeb };

export async function build(root, part) {
  // Before, not after: what is saved while we build must be built again.
  const madeFrom = fingerprint(root, part);
  rmSync(stampOf(root, part), { force: true });
  if (!(await BUILDERS[part](root))) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampOf(root, part), madeFrom);
}

async function buildServer(root) {
  const command = join(root, 'src/apps/sanshe.ts');
  if (!existsSync(command)) {
    say('还没有 src/apps/sanshe.ts，跳过服务端的构建。', 'There is no src/apps/sanshe.ts yet; the server is not built.');
    return false;
  }
  const esbuild = await import('esbuild');
  const workers = workersUnder(join(root, 'src')).map((path) => [basename(path, '.ts'), path]);
  const entryPoints = { sanshe: command };
  for (const [name, path] of workers) {
    if (entryPoints[name]) throw sentenceError(`两个工作线程同名：${entryPoints[name]} 与 ${path}。`, `Two worker threads have one name: ${entryPoints[name]} and ${path}.`);
    entryPoints[name] = path;
  }
  // Beside and renamed: a command that starts meanwhile finds the old build or the new one, whole.
  const [done, making, old] = ['server', 'server.making', 'server.old'].map((name) => join(root, 'dist', name));
  for (const folder of [making, old]) rmSync(folder, { recursive: true, force: true });
  await esbuild.build({
    entryPoints, outdir: making, absWorkingDir: root, bundle: true, splitting: true, chunkNames: 'parts/[name]-[hash]', platform: 'node', target: 'node20', format: 'esm',
    packages: 'external', sourcemap: true, keepNames: true, logLevel: 'warning',
  });
  if (existsSync(done)) renameSync(done, old);
  renameSync(making, done);
  rmSync(old, { recursive: true, force: true });
  return true;
}

/** Files `….worker.ts` in a folder named server: each is the start of a thread, and so a program of its own. */
function workersUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.worker.ts') && basename(entry.parentPath) === 'server')
    .map((entry) => join(entry.parentPath, entry.name));
}

async function buildWeb(root) {
  if (!existsSync(join(root, 'vite.config.ts'))) {
    say('还没有 vite.config.ts，跳过网页的构建。', 'There is no vite.config.ts yet; the pages are not built.');
    return false;
  }
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const code = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root });
  if (code !== 0) throw sentenceError('网页没有构建成功，原因见上。', 'The pages could not be built, for the reason above.');
  return true;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(import.meta.dirname, '..');
  const parts = process.argv.slice(2);
  for (const part of parts.length > 0 ? parts : Object.keys(BUILDERS)) await build(root, part);
}
