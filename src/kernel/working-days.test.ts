import { expect, test } from 'vitest';
import { weekdayOf } from './local-date.ts';
import { addWorkingDays, isWorkingDay, lastWorkingDay, nextWorkingDay, workingDaysBetween } from './working-days.ts';

test('ten working days after Friday 2025-09-26 are 2025-10-16, over the October holidays and both worked weekend days (RULES §0.3)', () => {
  expect(addWorkingDays('2025-09-26', 10)).toBe('2025-10-16');
  expect(workingDaysBetween('2025-09-26', '2025-10-16')).toBe(10);
  expect(['2025-09-28', '2025-10-11'].map(isWorkingDay)).toEqual([true, true]); // a Sunday and a Saturday, worked in exchange
  for (let date = 1; date <= 8; date++) expect(isWorkingDay(`2025-10-0${date}`)).toBe(false);
});

test('a term that ends on a holiday ends on the working day after; what is said on a Sunday was said on the Friday', () => {
  expect([nextWorkingDay('2026-10-01'), lastWorkingDay('2026-10-07')]).toEqual(['2026-10-08', '2026-09-30']);
  expect([nextWorkingDay('2026-03-06'), lastWorkingDay('2026-03-08')]).toEqual(['2026-03-06', '2026-03-06']);
  expect(addWorkingDays('2026-03-06', 1)).toBe('2026-03-09');
  expect([workingDaysBetween('2026-03-06', '2026-03-08'), workingDaysBetween('2026-03-06', '2026-03-09'), workingDaysBetween('2026-03-09', '2026-03-06')]).toEqual([0, 1, -1]);
});

test('in years that nobody has published, weekends are the days off', () => {
  for (const day of ['2060-10-01', '2060-10-02', '2060-10-03', '2060-10-04', '1999-10-01']) expect(isWorkingDay(day)).toBe(weekdayOf(day) <= 5);
});
