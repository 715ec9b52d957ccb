import { expect, test } from 'vitest';
import { bandOf, daysLate, isOverdue } from './duty.ts';

test('a duty is overdue from the day after its last day, and only while it is open', () => {
  const open = { dueOn: '2026-03-02', status: 'open' } as const;
  expect(isOverdue(open, '2026-03-02')).toBe(false);
  expect(isOverdue(open, '2026-03-03')).toBe(true);
  expect(isOverdue({ ...open, status: 'done' }, '2026-03-09')).toBe(false);
  expect(daysLate(open, '2026-03-05')).toBe(3);
  expect([daysLate({ ...open, dueOn: '2026-03-06' }, '2026-03-08'), daysLate({ ...open, dueOn: '2026-03-06' }, '2026-03-09')]).toEqual([0, 1]); // over a weekend
});

test('my work has the bands late, today, this week', () => {
  const on = (dueOn: string) => bandOf({ dueOn, status: 'open' }, '2026-03-02');
  expect([on('2026-03-01'), on('2026-03-02'), on('2026-03-09'), on('2026-03-10')]).toEqual(['late', 'today', 'thisWeek', 'later']);
});
