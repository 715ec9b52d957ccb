import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { AREAS, filesUnder, look } from './rooms.ts';

const ROOT = resolve(import.meta.dirname, '..');

test('every import stays within what its room may use, and no file has outgrown its size', () => {
  const { imports, files, faults } = look(ROOT);
  console.log(`read ${imports} imports in ${files} files`);
  expect(imports).toBeGreaterThan(200);
  expect(faults).toEqual([]);
});

const PLANTED: [path: string, text: string, why: RegExp][] = [
  ['src/kernel/planted.ts', `import { z } from 'zod';`, /kernel imports only itself/],
  ['src/solver/planted.ts', `import { ok } from '../kernel/result.ts';`, /solver imports only itself/],
  ['src/areas/needs/core/planted.ts', `import { readFile } from 'node:fs';`, /no package but zod/],
  ['src/areas/needs/core/planted.ts', `export type { Tx } from '../../../platform/server/tx.ts';`, /platform/],
  ['src/areas/needs/core/planted.ts', `export const now = () => Date.now();`, /clock/],
  ['src/areas/needs/server/planted.ts', `import '../../people/server/queries.ts';`, /only core and operations/],
  ['src/areas/people/server/planted.ts', `import '../../needs/core/need.ts';`, /does not come before/],
  ['src/areas/needs/web/planted.tsx', `const page = () => import('../server/operations.ts');`, /own part and its core/],
  ['src/areas/needs/web/planted.tsx', `import pg from 'pg';`, /no server package/],
  ['src/platform/server/planted.ts', `import '../../areas/needs/core/need.ts';`, /kernel and its own side/],
  ['src/areas/nowhere/core/planted.ts', `export {};`, /no place in the order/],
  ['src/helpers/planted.ts', `export {};`, /no room/],
  ['src/areas/needs/core/planted.ts', 'export {};\n'.repeat(301), /more than 300/],
];

test.each(PLANTED)('a planted fault is found: %s', (path, text, why) => {
  const { faults } = look(ROOT, { [path]: text });
  expect(faults.filter((fault) => fault.startsWith(path)).join('\n')).toMatch(why);
});

test('the order of areas names each once', () => {
  expect(new Set(AREAS).size).toBe(AREAS.length);
});

test('links in the papers lead somewhere', () => {
  const papers = ['README.md', 'README.zh-CN.md', 'CHANGELOG.md', ...filesUnder(ROOT, 'docs'), ...filesUnder(ROOT, 'src')].filter((path) => path.endsWith('.md') && existsSync(join(ROOT, path)));
  let links = 0;
  const dead: string[] = [];
  for (const paper of papers) {
    const prose = readFileSync(join(ROOT, paper), 'utf8').replace(/```[\s\S]*?```/g, '');
    for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|mailto:|#)/.test(target!)) continue;
      links += 1;
      if (!existsSync(join(ROOT, dirname(paper), target!.split('#')[0]!))) dead.push(`${paper} → ${target}`);
    }
  }
  console.log(`followed ${links} links in ${papers.length} papers`);
  expect(dead).toEqual([]);
});
