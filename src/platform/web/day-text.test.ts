import { expect, test } from 'vitest';
import { addDays } from '../../kernel/local-date.ts';
import { addMonths, clamped, moved, readDay, weeksOf } from './day-text.ts';

const TODAY = '2026-11-22';
const dayOf = (text: string, today = TODAY, bounds = {}) => {
  const read = readDay(text, today, bounds);
  return read.is === 'day' ? read.day : read.is;
};

test.each([
  '2026-11-22', '2026.11.22', '2026/11/22', '20261122', '2026年11月22日', '2026 年 11 月 22 日', '11-22', '11/22', '11月22日', '11月22号', '今天', 'today', 'Today',
  '2026-11-22 周日', '2026-11-22 Sun', '２０２６－１１－２２', ' 2026-11-22 ', '2026-11-22 周一',
])('“%s” is read as the day it says', (text) => expect(dayOf(text)).toBe(TODAY));

test('short months and days, and the days around today', () => {
  expect(dayOf('2026-3-5')).toBe('2026-03-05');
  expect(dayOf('3-5')).toBe('2026-03-05');
  expect([dayOf('昨天'), dayOf('明天'), dayOf('tomorrow'), dayOf('后天')]).toEqual(['2026-11-21', '2026-11-23', '2026-11-23', '2026-11-24']);
});

test.each(['2026-02-30', '2026-13-01', '13-1', '下周三', '2026', '2026-11', '202611', 'x', '2026-11-22-1'])('“%s” is no day, and no other day is made of it', (text) => expect(dayOf(text)).toBe('unread'));

test('blank is no mistake', () => expect([dayOf(''), dayOf('  ')]).toEqual(['blank', 'blank']));

test('a day outside the bounds is read and told apart', () => {
  expect(readDay('2026-11-23', TODAY, { max: TODAY })).toEqual({ is: 'late', day: '2026-11-23' });
  expect(readDay('2026-11-20', TODAY, { min: '2026-11-21' })).toEqual({ is: 'early', day: '2026-11-20' });
});

test('a day without a year is the one within the bounds', () => {
  expect(dayOf('12-30', '2026-01-03', { max: '2026-01-03' })).toBe('2025-12-30');
  expect(dayOf('1-5', '2026-12-30', { min: '2026-12-30' })).toBe('2027-01-05');
  expect(dayOf('2-29', '2025-01-01')).toBe('2024-02-29');
});

test('the weeks of a month begin on Monday and hold each of its days once', () => {
  for (const [month, length] of [['2026-11', 30], ['2026-02', 28], ['2024-02', 29], ['2026-12', 31]] as const) {
    const weeks = weeksOf(`${month}-15`);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks.flat().filter(Boolean)).toEqual(Array.from({ length }, (_, i) => addDays(`${month}-01`, i)));
  }
  expect(weeksOf('2026-11-01')[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
});

test('keys lead through the calendar as a wall calendar is read', () => {
  const from = (key: string, isShift = false) => moved(TODAY, key, isShift);
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].map((key) => from(key)))
    .toEqual(['2026-11-21', '2026-11-23', '2026-11-15', '2026-11-29', '2026-11-16', '2026-11-22', '2026-10-22', '2026-12-22']);
  expect([from('PageUp', true), from('PageDown', true), from('a')]).toEqual(['2025-11-22', '2027-11-22', null]);
  expect([addMonths('2026-01-31', 1), addMonths('2024-02-29', 12), addMonths('2026-12-15', 1)]).toEqual(['2026-02-28', '2025-02-28', '2027-01-15']);
  expect([clamped('2026-01-01', { min: TODAY }), clamped('2027-01-01', { max: TODAY }), clamped(TODAY, {})]).toEqual([TODAY, TODAY, TODAY]);
});
