import { expect, test } from 'vitest';
import { tokensAsked, tokensOf } from './search-tokens.ts';

/** Does a text answer to what was typed? All that is asked must be among its tokens. */
const answers = (text: string, typed: string, options?: { pinyin?: boolean }) => {
  const asked = tokensAsked(typed);
  const has = new Set(tokensOf(text, options));
  return asked.length > 0 && asked.every((token) => has.has(token));
};

test('a name answers whole, in part, in pinyin, by its initials and their beginnings', () => {
  for (const typed of ['王小明', '小明', '王小', 'wangxiaoming', 'Wang Xiao', 'wang', 'wxm', 'WX']) expect(answers('王小明', typed), typed).toBe(true);
  for (const typed of ['王', 'w', '明小', 'xm', 'li']) expect(answers('王小明', typed), typed).toBe(false);
  for (const typed of ['乌云', '其其格', 'wyqqg', 'wuyun']) expect(answers('乌云其其格', typed), typed).toBe(true);
});

test('an address answers by its characters and its numbers', () => {
  for (const typed of ['团结路', '团结路18号', '18号 团结路']) expect(answers('团结路18号3栋', typed, { pinyin: false }), typed).toBe(true);
  for (const typed of ['12号楼', '12号楼3单元', '3单元', '阳光小区 3单元']) expect(answers('阳光小区12号楼3单元', typed, { pinyin: false }), typed).toBe(true);
  for (const typed of ['2号楼', '1单元', '号楼', '单元']) expect(answers('阳光小区12号楼3单元', typed, { pinyin: false }), typed).toBe(false);
  expect(answers('团结路18号3栋', 'tjl', { pinyin: false })).toBe(false);
});

test('Mongolian script is found by its words', () => {
  expect(answers('ᠰᠠᠢᠨ ᠪᠠᠢᠨ᠎ᠠ', 'ᠰᠠᠢᠨ')).toBe(true);
});
