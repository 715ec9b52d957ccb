import { expect, test } from 'vitest';
import { SHADES, shadeOf, tilesOf } from './tiles.ts';

const BANNERS = ['150602', '150603', '150621', '150622', '150623', '150624', '150625', '150626', '150627'];

test('the nine banners have tiles that do not overlap', () => {
  const tiles = Object.entries(tilesOf(BANNERS)!);
  const cells = tiles.flatMap(([, { column, row, width, height }]) => Array.from({ length: width * height }, (_, i) => `${column + (i % width)},${row + Math.floor(i / width)}`));
  expect(tiles.length).toBe(9);
  expect(new Set(cells).size).toBe(cells.length);
  expect(tilesOf(['150602001'])).toBeNull();
});

test('a place is shaded by its share of the most, and nothing is nothing', () => {
  expect([0, 1, 20, 21, 59, 61, 100].map((value) => shadeOf(value, 100))).toEqual(['none', '1', '1', '2', '3', '4', '5']);
  expect(shadeOf(0, 0)).toBe('none');
  expect(SHADES.length).toBe(6);
});
