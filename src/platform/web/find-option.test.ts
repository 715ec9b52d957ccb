import { expect, test } from 'vitest';
import { pinyinOf } from '../server/pinyin.ts';
import { ITEMS } from '../../areas/needs/core/items.ts';
import { findOption, initialsOf } from './find-option.ts';

test('a choice is found by a part of its name or by its pinyin initials, as places are', () => {
  const found = (typed: string, label: string) => findOption(typed, { label });
  expect([found('餐', '助餐'), found('zc', '助餐'), found('ZC', '助餐'), found('jjz', '居家照护'), found('meal', 'Meals')]).toEqual([true, true, true, true, true]);
  expect([found('zb', '助餐'), found('浴', '助餐'), findOption('zc')]).toEqual([false, false, false]);
  expect(found(' ', '助餐')).toBe(true);
});

test('every item has the initials by which the server would find it', () => {
  const names = Object.values(ITEMS).map(({ zh }) => zh);
  expect(names.map(initialsOf)).toEqual(names.map((name) => pinyinOf(name).initials));
});
