import { expect, test } from 'vitest';
import { divisionCovering, divisionsServed } from './resource.ts';
import { periodEnd, periodStart, unitsLeft, unitsOf, unitsUsed } from './units.ts';

test('each kind of capacity answers so many needs in a period, or nobody knows', () => {
  const units = (quantity: number | null, unit: Parameters<typeof unitsOf>[0]['unit'], items = ['meals'], cost = 0) => unitsOf({ quantity, unit, per: 'week' }, items, cost);
  expect(['personTimes', 'places', 'pieces', 'sets', 'jobs', 'volunteers'].map((unit) => units(6, unit as 'sets'))).toEqual([6, 6, 6, 6, 6, 6]);
  expect([units(6, 'hours'), units(7, 'hours'), units(1, 'hours')]).toEqual([3, 3, 0]);
  expect([units(5_000_000, 'fen'), units(5_000_000, 'fen', ['temporaryAid'], 200_000)]).toEqual([50, 25]);
  expect([units(2, 'rooms', ['bathing']), units(2, 'rooms', ['activities']), units(90, 'squareMetres', ['activities']), units(90, 'squareMetres', ['meals'])]).toEqual([0, 24, 22, 0]);
  expect(units(null, 'hours')).toBeNull();
  expect([unitsLeft(null, 0), unitsLeft(null, 1), unitsLeft(6, 2), unitsLeft(6, 9)]).toEqual([1, 0, 4, 0]);
});

test('a week begins on Monday, a term on 1 March and 1 September, and what is given once counts since it was stated', () => {
  expect([periodStart('week', '2026-03-01', ''), periodStart('week', '2026-03-02', '')]).toEqual(['2026-02-23', '2026-03-02']);
  expect([periodStart('month', '2026-02-28', ''), periodEnd('month', '2026-02-01'), periodEnd('month', '2026-12-01')]).toEqual(['2026-02-01', '2026-02-28', '2026-12-31']);
  expect([periodStart('term', '2026-02-28', ''), periodStart('term', '2026-03-01', ''), periodEnd('term', '2025-09-01'), periodEnd('term', '2026-03-01')]).toEqual(['2025-09-01', '2026-03-01', '2026-02-28', '2026-08-31']);
  expect(periodStart('once', '2026-03-02', '2026-01-05')).toBe('2026-01-05');
});

test('what is open counts unless it is fixed for a later period; what was delivered counts in its own', () => {
  const uses = [{ units: 1, isOpen: true, onDay: null }, { units: 2, isOpen: true, onDay: '2026-03-08' }, { units: 4, isOpen: true, onDay: '2026-03-09' }, { units: 8, isOpen: false, onDay: '2026-03-02' }, { units: 16, isOpen: false, onDay: '2026-03-01' }];
  expect(unitsUsed(uses, 'week', '2026-03-02', '2026-03-05')).toBe(11);
  expect(unitsUsed(uses, 'once', '2026-01-01', '2026-03-05')).toBe(31);
});

test('a resource belongs to the smallest division that covers its home and its reach', () => {
  const home = '150602001003';
  const of = (reachCodes: string[], reachKm: number | null = null) => divisionCovering({ homeCode: home, reachCodes, reachKm });
  expect([of([]), of([home, '150602001004']), of(['150602']), of(['150621001001']), of([], 3), of([], 30), of([], 200)]).toEqual([home, '150602001', '150602', '1506', '150602001', '150602', '1506']);
  expect(divisionsServed({ homeCode: home, reachCodes: [], reachKm: null })).toEqual([home]);
});
