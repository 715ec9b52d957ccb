import { beforeEach, expect, test } from 'vitest';
import { dueTone, dueWords } from './due.ts';
import { day, moment, money, quantity, tenThousands } from './format.ts';
import { messages } from './messages.ts';
import { addMessages, speak } from './say.ts';

addMessages(messages);
beforeEach(() => speak('zh'));

test('a day carries its weekday in both languages', () => {
  expect(day('2021-07-01')).toBe('2021-07-01 周四');
  speak('en');
  expect(day('2021-07-01')).toBe('2021-07-01 Thu');
});

test("a moment is told by China's clock, also across midnight", () => {
  expect(moment('2021-06-30T16:05:00Z')).toBe('2021-07-01 周四 00:05');
});

test('money is told from fen, and in 万元', () => {
  expect(money(1234560)).toBe('¥12,345.60');
  expect(money(-5)).toBe('−¥0.05');
  expect(tenThousands(1_230_000_00)).toBe('123.00 万元');
});

test('persons and person-times each keep their unit', () => {
  expect(quantity(1867, 'persons')).toBe('1,867 人');
  expect(quantity(10023, 'personTimes')).toBe('10,023 人次');
  speak('en');
  expect(quantity(1, 'persons')).toBe('1 person');
});

test('a day to keep says how near it is, in words and in a tone', () => {
  expect(dueWords('2021-07-01', '2021-07-01')).toBe('今天到期');
  // 1 July 2021 is a Thursday
  expect(dueWords('2021-07-06', '2021-07-01')).toBe('还有 3 个工作日');
  expect([dueWords('2021-07-04', '2021-07-02'), dueWords('2021-07-02', '2021-07-04')]).toEqual(['还有 2 天', '期限已过']);
  expect(dueWords('2021-06-29', '2021-07-01')).toBe('已超期 2 个工作日');
  expect(dueWords('2025-09-30', '2025-10-09')).toBe('已超期 1 个工作日'); // the holidays are nobody's delay
  speak('en');
  expect([dueWords('2021-07-02', '2021-07-01'), dueWords('2021-06-25', '2021-07-01')]).toEqual(['1 working day left', '4 working days late']);
  expect([dueTone('2021-06-29', '2021-07-01'), dueTone('2021-07-02', '2021-07-01'), dueTone('2021-08-02', '2021-07-01')]).toEqual(['poppy', 'sand', 'stone']);
});
