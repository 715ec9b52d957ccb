import { expect, test } from 'vitest';
import { pinyinOf } from '../server/pinyin.ts';
import { ITEM_SOUNDS } from '../../areas/needs/core/item-sounds.ts';
import { type ItemCode, ITEMS } from '../../areas/needs/core/items.ts';
import { findOption, initialsOf } from './find-option.ts';

test('a choice is found by a part of its name or by its pinyin initials, as places are', () => {
  const found = (typed: string, label: string) => findOption(typed, { label });
  expect([found('餐', '助餐'), found('zc', '助餐'), found('ZC', '助餐'), found('jjz', '居家照护'), found('meal', 'Meals')]).toEqual([true, true, true, true, true]);
  expect([found('zb', '助餐'), found('浴', '助餐'), findOption('zc')]).toEqual([false, false, false]);
  expect(found(' ', '助餐')).toBe(true);
});

test('an item is found by its pinyin in full, and is read as the server reads it', () => {
  for (const [item, { zh }] of Object.entries(ITEMS)) expect(ITEM_SOUNDS[item as ItemCode]).toBe(pinyinOf(zh).full);
  const bathing = { label: '助浴', sound: ITEM_SOUNDS.bathing };
  expect(['zhuyu', 'zhu yu', 'Zhu', 'zhucan'].map((typed) => findOption(typed, bathing))).toEqual([true, true, true, false]);
});

test('every item has the initials by which the server would find it', () => {
  const names = Object.values(ITEMS).map(({ zh }) => zh);
  expect(names.map(initialsOf)).toEqual(names.map((name) => pinyinOf(name).initials));
});
