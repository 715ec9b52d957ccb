import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ALWAYS = ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'scripts/prepare/fingerprint.mjs'];
const PARTS = {
  server: { inputs: [...ALWAYS, 'tsconfig.server.json', 'src'], leavesOut: /\/web\/|\.web\.tsx$/ },
  web: { inputs: [...ALWAYS, 'tsconfig.web.json', 'vite.config.ts', 'index.html', 'public', 'src'], leavesOut: /\/server\// },
};

/** A hash of everything that the built `part` ('server' or 'web') is made from: contents, since a clone or a copy changes every date. */
export function fingerprint(root, part) {
  const { inputs, leavesOut } = PARTS[part];
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const path of inputs.flatMap((input) => filesUnder(root, input))) {
    if (leavesOut.test(path) || /\.(test|e2e)\.tsx?$/.test(path)) continue;
    hash.update(`\0${path}\0`).update(contentOf(root, path));
  }
  return hash.digest('hex');
}

/** Most files are part of both; each is read once. */
const contents = new Map();

function contentOf(root, path) {
  if (!contents.has(path)) contents.set(path, createHash('sha256').update(readFileSync(join(root, path))).digest());
  return contents.get(path);
}

function filesUnder(root, path) {
  const at = join(root, path);
  if (!existsSync(at)) return [];
  if (!statSync(at).isDirectory()) return [path];
  return readdirSync(at).toSorted().flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** Beside the part, not in it: the pages are served as they stand. */
export const stampOf = (root, part) => join(root, 'dist', `.${part}-built-from`);

export function isBuilt(root, part) {
  const stamp = stampOf(root, part);
  return existsSync(stamp) && existsSync(join(root, 'dist', part)) && readFileSync(stamp, 'utf8') === fingerprint(root, part);
}
