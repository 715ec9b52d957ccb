import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageGroupOn, lastEach, PARTS, PRESENCES, tally, type Attended } from './attendance.ts';

const present = (sessionId: string, people: string): Attended[] => [...people].map((personId) => ({ sessionId, personId, part: 'beneficiary', presence: 'present' }));
const held = (...ids: string[]) => ids.map((id) => ({ id, status: 'held', unregisteredPersons: 0 }));

test('s1: A,B,C; s2: A,B; s3: A,D,A are 7 person-times of 4 persons in 3 sessions (RULES §6.6)', () => {
  const rows = [...present('s1', 'ABC'), ...present('s2', 'AB'), ...present('s3', 'ADA')];
  expect(rows.length).toBe(8);
  expect(tally(held('s1', 's2', 's3'), rows)).toEqual({ persons: 4, personTimes: 7, sessions: 3 });
});

test('a group of 10 with 6 full sessions is 6 sessions, 60 person-times, 10 persons', () => {
  const ids = ['1', '2', '3', '4', '5', '6'];
  expect(tally(held(...ids), ids.flatMap((id) => present(id, 'ABCDEFGHIJ')))).toEqual({ persons: 10, personTimes: 60, sessions: 6 });
});

test('heads that nobody wrote down add to person-times only; staff, volunteers, the absent and cancelled sessions add nothing', () => {
  const sessions = [{ id: 's1', status: 'held', unregisteredPersons: 25 }, { id: 's2', status: 'cancelled', unregisteredPersons: 40 }];
  const rows: Attended[] = [
    ...present('s1', 'A'), ...present('s2', 'B'),
    { sessionId: 's1', personId: 'C', part: 'volunteer', presence: 'present' }, { sessionId: 's1', personId: 'D', part: 'staff', presence: 'present' },
    { sessionId: 's1', personId: 'E', part: 'beneficiary', presence: 'absent' }, { sessionId: 's1', personId: 'F', part: 'beneficiary', presence: 'enrolled' },
  ];
  expect(tally(sessions, rows)).toEqual({ persons: 1, personTimes: 26, sessions: 1 });
});

const cases = 500;
test(`persons never exceed person-times, person-times add up over sessions, persons do not (${cases} cases)`, () => {
  const row = fc.record({ sessionId: fc.constantFrom('1', '2', '3', '4'), personId: fc.constantFrom(...'ABCDEFGH'), part: fc.constantFrom(...PARTS), presence: fc.constantFrom(...PRESENCES) });
  const session = (id: string) => fc.record({ id: fc.constant(id), status: fc.constantFrom('held', 'planned', 'cancelled'), unregisteredPersons: fc.nat({ max: 30 }) });
  let ran = 0;
  fc.assert(fc.property(fc.tuple(session('1'), session('2'), session('3'), session('4')), fc.array(row, { maxLength: 60 }), (sessions, rows) => {
    ran += 1;
    const whole = tally(sessions, rows);
    const parts = sessions.map((one) => tally([one], rows));
    expect(whole.persons).toBeLessThanOrEqual(whole.personTimes);
    expect(whole.personTimes).toBe(parts.reduce((sum, { personTimes }) => sum + personTimes, 0));
    expect(whole.persons).toBeLessThanOrEqual(parts.reduce((sum, { persons }) => sum + persons, 0));
    expect(whole.persons).toBeGreaterThanOrEqual(Math.max(0, ...parts.map(({ persons }) => persons)));
    expect(tally(sessions, [...rows, ...rows])).toEqual(whole); // everything scanned twice is once
  }), { numRuns: cases });
  expect(ran).toBe(cases);
});

test('age groups by full years on the day held: 17 is a child, 18 is not; 59 is not an elder, 60 is; unknown stays unknown', () => {
  expect([ageGroupOn('2008-03-03', '2026-03-02'), ageGroupOn('2008-03-02', '2026-03-02')]).toEqual(['child', 'adult']);
  expect([ageGroupOn('1966-03-03', '2026-03-02'), ageGroupOn('1966-03-02', '2026-03-02')]).toEqual(['adult', 'elder']);
  expect([ageGroupOn(null, '2026-03-02'), ageGroupOn('2026-03-03', '2026-03-02')]).toEqual(['unknown', 'unknown']);
});

test('the last word on each person counts', () => {
  expect(lastEach([{ personId: 'A', n: 1 }, { personId: 'B', n: 2 }, { personId: 'A', n: 3 }])).toEqual([{ personId: 'A', n: 3 }, { personId: 'B', n: 2 }]);
});
