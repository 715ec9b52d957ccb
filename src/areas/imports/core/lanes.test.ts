import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLanes } from './lanes.ts';

test('rows that share a mark are never in two lanes, and every home is in exactly one', () => {
  const row = fc.record({ home: fc.integer({ min: 0, max: 60 }).map((n) => `home${n}`), marks: fc.array(fc.integer({ min: 0, max: 5000 }).map((n) => `m${n}`), { maxLength: 2 }) });
  let laned = 0;
  fc.assert(fc.property(fc.array(row, { minLength: 20, maxLength: 60 }), (rows) => {
    const finder = findLanes();
    for (let again = 0; again < 160; again++) for (const { home, marks } of rows) finder.meet(home, marks);
    const lanes = finder.lanes(3);
    if (lanes.length === 0) return;
    laned += 1;
    const laneOf = new Map(lanes.flatMap((lane, i) => lane.map((home) => [home, i] as const)));
    expect(lanes.flat().length).toBe(new Set(rows.map(({ home }) => home)).size);
    for (const a of rows) for (const b of rows) if (a.marks.some((mark) => b.marks.includes(mark))) expect(laneOf.get(a.home)).toBe(laneOf.get(b.home));
  }), { numRuns: 300 });
  expect(laned, 'cases that had lanes').toBeGreaterThan(100);
});

test('few rows, or one group with most of them, go in one after another', () => {
  const few = findLanes();
  for (let i = 0; i < 100; i++) few.meet(`home${i % 5}`, [`id${i}`]);
  expect(few.lanes(2)).toEqual([]);
  const one = findLanes();
  for (let i = 0; i < 5000; i++) one.meet(`home${i % 5}`, ['the same phone']);
  expect(one.lanes(2)).toEqual([]);
  const two = findLanes();
  for (let i = 0; i < 5000; i++) two.meet(`home${i % 4}`, [`id${i}`]);
  expect(two.lanes(2)).toEqual([['home0', 'home2'], ['home1', 'home3']]);
});
