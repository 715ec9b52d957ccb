import { expect, test } from 'vitest';
import { certaintyOf, freshnessOf, freshUntil, knownUntil, sureOn, unitsBelieved } from './ageing.ts';
import { unitsAlong } from './units.ts';

const TODAY = '2026-03-02';

test('a capacity is fresh for a half-life of 30 days, ageing for three, unknown after', () => {
  expect(['2026-01-31', '2026-01-30', '2025-12-02', '2025-12-01'].map((on) => freshnessOf(on, TODAY))).toEqual(['fresh', 'ageing', 'ageing', 'unknown']);
  expect([TODAY, '2026-01-31', '2026-01-01', '2025-12-02', '2026-03-05'].map((on) => certaintyOf(on, TODAY))).toEqual([100, 50, 25, 13, 100]);
  expect([freshUntil('2026-01-31'), knownUntil('2025-12-02')]).toEqual([TODAY, TODAY]);
});

test('a sign of life counts like a word, the later of the two', () => {
  expect(sureOn({ confirmedOn: '2026-01-01', aliveOn: null })).toBe('2026-01-01');
  expect(sureOn({ confirmedOn: '2026-01-01', aliveOn: '2026-02-01' })).toBe('2026-02-01');
  expect(sureOn({ confirmedOn: '2026-02-10', aliveOn: '2026-02-01' })).toBe('2026-02-10');
});

test('what has decayed is asked for one case at a time; what answers no need answers none however old', () => {
  const meals = { quantity: 6, unit: 'personTimes', per: 'week' } as const, hall = { quantity: 2, unit: 'rooms', per: 'week' } as const;
  expect((['fresh', 'ageing', 'unknown'] as const).map((freshness) => unitsBelieved(freshness, meals, ['meals'], 0))).toEqual([6, 6, null]);
  expect(unitsBelieved('unknown', hall, ['bathing'], 0)).toBe(0);
  expect([unitsBelieved('ageing', hall, ['bathing'], 0, unitsAlong), unitsBelieved('unknown', hall, ['bathing'], 0, unitsAlong)]).toEqual([2, null]);
  expect(unitsBelieved('fresh', { ...meals, quantity: null }, ['meals'], 0)).toBeNull();
});
