import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../kernel/local-date.ts';
import { addsOverPlaces, addsOverTime } from './figure.ts';
import { FIGURES } from './figures.ts';
import { lastMonth, monthsOf, thisMonth, thisYear } from './period.ts';

test('every figure has a code of its own, and its name and definition stand in both languages', () => {
  expect(new Set(FIGURES.map(({ code }) => code)).size).toBe(FIGURES.length);
  for (const { words } of FIGURES) for (const { name, definition } of [words.zh, words.en]) expect([name.length > 3, definition.length > 15]).toEqual([true, true]);
});

test('persons are never added, neither over places nor over months; stocks never over months', () => {
  for (const figure of FIGURES) {
    if (figure.unit === 'persons') expect([addsOverPlaces(figure), addsOverTime(figure)]).toEqual([false, false]);
    if (figure.kind !== 'flow') expect(addsOverTime(figure)).toBe(false);
  }
});

test('a trend has the months of the period without a gap, twelve at least, the last cut at the last day', () => {
  let cases = 0;
  fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 1500 }), (start, length) => {
    const from = addDays('2018-01-01', start);
    const to = addDays(from, length);
    const months = monthsOf({ from, to });
    expect(months.length).toBeGreaterThanOrEqual(12);
    expect(months.length).toBeLessThanOrEqual(36);
    expect(months.at(-1)!.to).toBe(to);
    for (const [i, month] of months.slice(1).entries()) expect(daysBetween(months[i]!.to, month.from)).toBe(1);
    if (length < 1000) expect(months[0]!.from <= from).toBe(true);
    cases++;
  }), { numRuns: 500 });
  console.log(`trends: ${cases} periods`);
});

test('the periods one chooses most', () => {
  expect(thisMonth('2026-03-02')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  expect(thisYear('2026-03-02')).toEqual({ from: '2026-01-01', to: '2026-03-02' });
  expect(lastMonth('2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(lastMonth('2026-01-05')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});
