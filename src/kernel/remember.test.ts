import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('a text is read once, a long one each time, and beyond its room it forgets and reads again', () => {
  const read: string[] = [];
  const length = remember((text) => { read.push(text); return text.length; }, { most: 2, longest: 3 });
  expect(['a', 'a', 'long', 'long', 'bb', 'a'].map(length)).toEqual([1, 1, 4, 4, 2, 1]);
  expect(read).toEqual(['a', 'long', 'long', 'bb']);
  expect([length('ccc'), length('a')]).toEqual([3, 1]);
  expect(read.slice(4)).toEqual(['ccc', 'a']);
});
