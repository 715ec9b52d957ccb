import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/local-date.ts';
import { wholeMonths } from './months.ts';

const FIRST = '2023-11-01';
// whole months: to 31 March 2025
const all = Array.from({ length: 517 }, (_, i) => addDays(FIRST, i));

test('months and single days together are the span, each day once (500 spans)', () => {
  let cases = 0;
  const end = fc.option(fc.integer({ min: 0, max: 516 }), { nil: null });
  fc.assert(fc.property(end, end, (a, b) => {
    cases++;
    const [from, to] = [a === null ? null : all[a]!, b === null ? null : all[b]!];
    const { months, days } = wholeMonths(from, to);
    const inMonths = all.filter((day) => months && (!months.from || `${day.slice(0, 7)}-01` >= months.from) && (!months.to || `${day.slice(0, 7)}-01` <= months.to));
    expect([...inMonths, ...days].sort()).toEqual(all.filter((day) => (!from || day >= from) && (!to || day <= to)));
  }), { numRuns: 500 });
  expect(cases).toBe(500);
});
