import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offeredWords } from './offered-words.ts';

const whose = { fullName: '张秀英', address: '航空社区 3 号楼 301' };

test('before the yes the words tell what is wanted, and neither name, address nor numbers', () => {
  expect(offeredWords('张秀英腿脚不便，每天 1 顿午饭，送到航空社区 3 号楼 301，电话 138 4770 1234', whose)).toBe('（居民）腿脚不便，每天 1 顿午饭，送到（住址），电话 （号码）');
  expect(offeredWords('身份证 15060219440506123X；儿子 0477-8321456', whose)).toBe('身份证 （号码）；儿子 （号码）');
  expect(offeredWords('2026-03-05 上午 9 点，300 元以内', { fullName: '李', address: null })).toBe('2026-03-05 上午 9 点，300 元以内');
  expect(offeredWords('2026-03-05 13847701234', null)).toBe('2026-03-05 （号码）');
  expect([offeredWords('  ', whose), offeredWords('照明坏了', null)]).toEqual([null, '照明坏了']);
});

const RUNS = 500;
test(`whatever the words, the name is not in them (${RUNS} cases)`, () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('张秀英', '要', '午饭', '13847701234', ' '), { maxLength: 12 }), (parts) => {
    const words = offeredWords(parts.join(''), whose) ?? '';
    expect(words).not.toMatch(/张秀英|\d{7}/);
  }), { numRuns: RUNS });
});
