import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepHeapSmall } from './heap.mjs';
import { run } from './prepare/child.mjs';
import { sentenceError } from './prepare/say.mjs';

const root = resolve(import.meta.dirname, '..');
const built = join(root, 'dist/server/sanshe.js');

/** Runs the built command, building it first where it has never been built. */
export async function runCommand(words) {
  const isMissing = !existsSync(built);
  if (isMissing && (await run(process.execPath, [join(root, 'scripts/prepare.mjs'), 'build'], { cwd: root })) !== 0) return void (process.exitCode = 1);
  if (!existsSync(built)) throw sentenceError('三社还没有构建好：请在项目目录运行 npm start 或 node scripts/prepare.mjs build，看它说什么。', 'Sanshe has not been built: run npm start or node scripts/prepare.mjs build in its folder, and see what it says.');
  keepHeapSmall();
  // Faults are logged by the line of the source, not of the bundle.
  process.setSourceMapsEnabled(true);
  const { main } = await import(pathToFileURL(built).href);
  const code = await main?.(words);
  if (typeof code === 'number') process.exitCode = code;
}
