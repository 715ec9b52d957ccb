import { expect, test } from 'vitest';
import { secondsLocked } from './lockout.ts';

test('four wrong passwords cost nothing, the fifth half a minute, then twice as long each time up to a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 9, 10, 11, 50].map(secondsLocked)).toEqual([0, 0, 30, 60, 120, 480, 900, 900, 900]);
});
