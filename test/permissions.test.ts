import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { permissions, permits, routes } from '../src/apps/wire.ts';
import { ROLES } from '../src/kernel/role.ts';
import { filesUnder } from './rooms.ts';

/** role × route as a table a person can review: each change of rights is a line of the diff. */
function matrix(): string {
  const rows = [...routes].sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))
    .map((route) => [`${route.method} ${route.path}`, route.permission, ROLES.filter((role) => permits(role, route.permission)).join(' ') || (route.permission === 'link' || route.permission === 'partnerLink' ? '(holder of the link)' : '(nobody)')]);
  const width = (i: number) => Math.max(...rows.map((row) => row[i]!.length));
  const lines = rows.map(([route, permission, roles]) => `${route!.padEnd(width(0))}  ${permission!.padEnd(width(1))}  ${roles}`);
  return `# Written by: UPDATE=1 npx vitest run --project rules test/permissions.test.ts\n# route, permission, the roles that hold it\n${lines.join('\n')}\n`;
}

test('test/permissions.txt says who may call what', () => {
  const text = matrix();
  if (process.env['UPDATE']) writeFileSync('test/permissions.txt', text);
  expect(readFileSync('test/permissions.txt', 'utf8')).toBe(text);
});

test('every route names a permission that an area declares, and every permission is used by a route or a page', () => {
  for (const route of routes) expect(() => permits('officer', route.permission)).not.toThrow();
  const used = new Set(routes.map(({ permission }) => permission));
  const pages = filesUnder('.', 'src/areas').filter((path) => path.includes('/web/')).map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(Object.keys(permissions).filter((permission) => !used.has(permission) && !pages.includes(`'${permission}'`))).toEqual([]);
});

test('no two routes share a method and a path', () => {
  const names = routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
});
