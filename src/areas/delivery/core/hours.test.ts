import { expect, test } from 'vitest';
import { hoursOf } from './hours.ts';

test('hours have one decimal, half up, from minutes that are added up first', () => {
  expect([0, 2, 3, 57, 60, 90, 93, 1441].map(hoursOf)).toEqual([0, 0, 0.1, 1, 1, 1.5, 1.6, 24]);
});
