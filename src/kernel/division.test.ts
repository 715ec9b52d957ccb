import { expect, test } from 'vitest';
import { ancestorsOf, commonDivision, levelOf, significantDigits } from './division.ts';

test('a code tells its level and its ancestors are its prefixes', () => {
  expect(levelOf('150602001201')).toBe('community');
  expect(levelOf('15060')).toBeNull();
  expect(ancestorsOf('150602001201')).toEqual(['1506', '150602', '150602001']);
});

test('the smallest division that holds two communities is what both codes begin with', () => {
  expect(commonDivision(['150602001001', '150602001002'])).toBe('150602001');
  expect(commonDivision(['150602001001', '150602010200'])).toBe('150602');
  expect(commonDivision(['150602', '150603'])).toBe('1506');
  expect(commonDivision(['150602001001'])).toBe('150602001001');
});

test('padding of official codes is cut', () => {
  expect(['150600', '150602', '150602000000', '150602001000', '150602001201', '150600000000'].map(significantDigits))
    .toEqual(['1506', '150602', '150602', '150602001', '150602001201', '1506']);
});
