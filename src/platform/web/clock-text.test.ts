import { expect, test } from 'vitest';
import { readClock } from './clock-text.ts';

test('a time is read as people write it', () => {
  const written = { '9': '09:00', '930': '09:30', '0930': '09:30', '9:30': '09:30', '９：３０': '09:30', '9点': '09:00', '9点半': '09:30', '9点15': '09:15', '9点15分': '09:15', '9 点一刻': '09:15', '下午3点': '15:00', '下午 3:30': '15:30', '晚上7点半': '19:30', '3pm': '15:00', '3:30 pm': '15:30', '12pm': '12:00', '中午12点': '12:00', '23:59': '23:59', '0:00': '00:00', '14.30': '14:30' };
  expect(Object.fromEntries(Object.keys(written).map((text) => [text, readClock(text)]))).toEqual(written);
});

test('what is no time is none', () => {
  expect(['', '上午', '25', '24:00', '9:60', '9:5:1', 'nine', '12345', '-3', '9点99'].map(readClock)).toEqual(Array(10).fill(null));
});
