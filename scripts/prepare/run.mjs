import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from '../build.mjs';
import { findBrowser, hasChineseFont, provideBrowser } from './browser.mjs';
import { endInOrder } from './child.mjs';
import { isBuilt } from './fingerprint.mjs';
import { install, isInstalled } from './install.mjs';
import { takeLock } from './lock.mjs';
import { say } from './say.mjs';

const root = resolve(import.meta.dirname, '../..');
const SOURCES = { server: 'src/apps/sanshe.ts', web: 'vite.config.ts' };

/** The steps in order: what is wanted by `wish`, whether it is done, and how it is done. */
const steps = [
  { wish: 'build', isDone: () => isInstalled(root), do: () => install(root) },
  ...Object.keys(SOURCES).map((part) => ({ wish: 'build', isDone: () => isBuilt(root, part) || !existsSync(join(root, SOURCES[part])), do: () => buildAloud(part) })),
  { wish: 'browser', isDone: () => findBrowser() !== null && hasChineseFont(), do: provideBrowser },
];

/** Does what is missing of `wishes` ('build', 'browser'), one process at a time. */
export async function prepare(wishes) {
  const open = () => steps.filter((step) => wishes.includes(step.wish) && !step.isDone());
  if (open().length === 0) return;
  let release = () => {};
  endInOrder(() => release());
  release = await takeLock(join(root, 'dist', '.preparing'));
  try {
    // Asked again, and one by one: another may have done it while we waited, and installing may undo what was built.
    for (const step of steps) if (wishes.includes(step.wish) && !step.isDone()) await step.do();
  } finally {
    release();
  }
}

async function buildAloud(part) {
  const startedAt = Date.now();
  say(part === 'server' ? '正在构建服务端……' : '正在构建网页……', part === 'server' ? 'Building the server …' : 'Building the pages …');
  await build(root, part);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`完成，用时 ${seconds} 秒。`, `Done in ${seconds} s.`);
}
