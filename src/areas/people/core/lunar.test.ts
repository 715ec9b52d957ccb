import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/local-date.ts';
import { daysOfLunar } from './lunar.ts';

test('days of the lunar calendar are those of the calendar itself, on every one of 47,000 days', () => {
  const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
  let days = 0;
  for (let day = '1900-01-31'; day < '2029-01-01'; day = addDays(day, 1)) {
    const parts = Object.fromEntries(calendar.formatToParts(new Date(`${day}T00:00:00Z`)).map(({ type, value }) => [type, value])) as { relatedYear: string; month: string; day: string };
    const found = daysOfLunar(Number(parts.relatedYear), Number.parseInt(parts.month, 10), Number(parts.day));
    if (!found.includes(day)) expect.fail(`${day} is not among ${found.join(', ')}`);
    days++;
  }
  expect(days).toBeGreaterThan(47_000);
});

test('a month that comes twice has two days, one of 29 days no thirtieth, and what no calendar has no day', () => {
  expect(daysOfLunar(2020, 4, 3)).toEqual(['2020-04-25', '2020-05-25']);
  expect([daysOfLunar(1985, 1, 1), daysOfLunar(1900, 1, 30), daysOfLunar(1985, 13, 1), daysOfLunar(1899, 1, 1), daysOfLunar(2030, 1, 1)]).toEqual([['1985-02-20'], [], [], [], []]);
});
