import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const areas = join(import.meta.dirname, '..', 'src', 'areas');

test('no two pages of the menu are reached by the same key', () => {
  const keys = readdirSync(areas).flatMap((area) => {
    try { return [...readFileSync(join(areas, area, 'web', 'pages.ts'), 'utf8').matchAll(/path: '([^']+)'.*\bkey: '(.)'/g)].map(([, path, key]) => ({ path, key })); } catch { return []; }
  });
  expect(keys.length).toBeGreaterThan(12);
  expect(keys.filter(({ key }, i) => keys.findIndex((other) => other.key === key) !== i)).toEqual([]);
});
