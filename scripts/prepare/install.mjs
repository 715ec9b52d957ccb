import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { say, sentenceError } from './say.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const stampIn = (root) => join(root, 'node_modules', '.sanshe-installed');

/** What the installed packages depend on: the lock, the wishes, and the kind of machine. */
function wanted(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const name of ['package.json', 'package-lock.json']) if (existsSync(join(root, name))) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

/** Whether node_modules holds what package-lock.json says, by our own stamp or by what npm wrote down at the end of its work. */
export function isInstalled(root) {
  const stamp = stampIn(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted(root)) return true;
  if (!holdsTheLock(root)) return false;
  writeStamp(root);
  return true;
}

function writeStamp(root) {
  try {
    writeFileSync(stampIn(root), wanted(root));
  } catch {} // A read-only node_modules costs the comparison each time, no more.
}

function holdsTheLock(root) {
  const [lock, written] = [join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json')];
  // npm removes and writes its own file last: without it an installation was cut short.
  if (!existsSync(written) || !existsSync(lock) || !isInStep(root)) return false;
  const there = readJson(written).packages;
  return Object.entries(readJson(lock).packages).every(([path, { version, optional, os, cpu, libc }]) => {
    if (path === '') return true;
    if (there[path]) return there[path].version === version;
    // Of another system; or of one C library of the two, which npm knows and we need not.
    const isOurs = (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch)) && !libc;
    return optional === true && !(isOurs && (os || cpu));
  });
}

/** Whether the lock was made from this package.json. `npm ci` refuses otherwise. */
function isInStep(root) {
  const lock = readJson(join(root, 'package-lock.json')).packages[''] ?? {};
  const own = readJson(join(root, 'package.json'));
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return groups.every((group) => {
    const [a, b] = [own[group] ?? {}, lock[group] ?? {}];
    return Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);
  });
}

/** The npm that called us, else the one on the path. */
function npm() {
  const called = process.env.npm_execpath;
  if (called && /npm-cli\.[cm]?js$/.test(called)) return { command: process.execPath, before: [called] };
  return process.platform === 'win32' ? { command: 'npm.cmd', before: [], shell: true } : { command: 'npm', before: [] };
}

export async function install(root) {
  say('正在安装依赖包，第一次需要一两分钟……', 'Installing packages; the first time takes a minute or two …');
  const byLock = existsSync(join(root, 'package-lock.json')) && isInStep(root);
  let isDone = byLock && (await runNpm(root, ['ci']));
  if (byLock && !isDone) say('npm ci 没有完成，改用 npm install 再试……', 'npm ci did not finish; trying npm install instead …');
  // --no-save: what this machine could get must not change the lock that everyone shares.
  isDone ||= await runNpm(root, ['install', '--no-save']);
  if (!isDone) {
    throw sentenceError(
      'npm 没有装好依赖包，原因见上：请检查网络、磁盘空间和 npm config get registry，然后再运行一次。',
      'npm could not install the packages, for the reason above: check the network, the disk and npm config get registry, then run this again.');
  }
  writeStamp(root);
}

async function runNpm(root, words) {
  const { command, before, shell } = npm();
  // Building needs the development packages whatever NODE_ENV says.
  const always = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=5'];
  return (await run(command, [...before, ...words, ...always], { cwd: root, shell })) === 0;
}
