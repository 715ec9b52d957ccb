import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { everydayName, isServiceArea, kindOf } from './kind.ts';

const rows = readFileSync('db/divisions/1506.csv', 'utf8').trim().split('\n').slice(1).map((line) => line.split(',') as [string, string, string, string, string]);
const count = (kind: string) => rows.filter((row) => row[2] === kind).length;

test('Ordos has 9 banners and districts, 77 streets, towns, townships and sumu, 11 zones apart, 1,011 communities, gacha and villages (RULES §2.3)', () => {
  expect([count('district'), count('banner')]).toEqual([2, 7]);
  expect([count('subdistrict'), count('town'), count('township'), count('sumu')]).toEqual([26, 43, 2, 6]);
  expect(count('developmentZone')).toBe(11);
  expect(rows.filter((row) => row[1] === 'community').length).toBe(1011);
});

test('kinds and everyday names in the file are what the rules make of code and official name', () => {
  for (const [code, , kind, name, official] of rows) {
    expect([code, kindOf(code, official === name ? name : everydayName(official))]).toEqual([code, kind]);
    expect(everydayName(official)).toBe(name);
  }
  expect(isServiceArea('developmentZone')).toBe(true);
});
