import { expect, test } from 'vitest';
import { menuOf, type PageRow } from './page-row.ts';

const Icon = () => null;
const row = (path: string, permission: string, ofResidents?: true): PageRow =>
  ({ path, component: () => Promise.reject(new Error('not opened')), menu: { label: path, permission, icon: Icon, order: 1, ...(ofResidents ? { ofResidents } : {}) } });
const PAGES = [row('/needs', 'need.list', true), row('/city', 'figure.read'), row('/audit', 'audit.read')];
const pathsOf = (seesFiguresOnly: boolean) => menuOf(PAGES, { permissions: ['need.list', 'figure.read'], seesFiguresOnly }).map(({ path }) => path);

test('a menu has what the grant may do, and no list of residents’ records for officers who see figures only', () => {
  expect(pathsOf(false)).toEqual(['/needs', '/city']);
  expect(pathsOf(true)).toEqual(['/city']);
});
