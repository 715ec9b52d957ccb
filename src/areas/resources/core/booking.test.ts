import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockAt, decideBooking, decideHours, freeTogether, hoursOn, inBoth, isOneAtATimeByDefault, joined, minutesOf, overlap, without, type DayOf, type Stretch } from './booking.ts';

const MONDAY = '2026-03-02';
const day = (more: Partial<DayOf> = {}): DayOf => ({ name: '活动室', isOneAtATime: true, isClosed: false, hours: hoursOn(MONDAY, null), taken: [], ...more });

test('a room by the hour, a single van, and what one person offers serve one at a time; where people are counted several come at once', () => {
  const by = (kind: 'place' | 'goods' | 'skill' | 'money', unit: 'hours' | 'rooms' | 'places' | 'pieces' | 'fen', quantity: number | null, providerKind: 'individual' | 'organization' = 'organization') => isOneAtATimeByDefault({ kind, providerKind, capacity: { quantity, unit, per: 'week' } });
  expect([by('place', 'hours', 20), by('place', 'rooms', 1), by('place', 'rooms', null), by('goods', 'pieces', 1), by('skill', 'hours', 4, 'individual')]).toEqual([true, true, true, true, true]);
  expect([by('place', 'places', 30), by('place', 'rooms', 3), by('goods', 'pieces', 12), by('goods', 'pieces', null), by('skill', 'hours', 4), by('money', 'fen', 1, 'individual')]).toEqual([false, false, false, false, false, false]);
});

test('the weekly times say when a day begins and ends; parts that touch are one stretch', () => {
  expect(hoursOn(MONDAY, ['1-morning', '1-afternoon', '2-evening'])).toEqual([{ from: '06:00', until: '18:00' }]);
  expect(hoursOn(MONDAY, ['1-morning', '1-evening'])).toEqual([{ from: '06:00', until: '12:00' }, { from: '18:00', until: '22:00' }]);
  expect(hoursOn(MONDAY, ['2-morning'])).toEqual([]);
  expect(hoursOn(MONDAY, null)).toEqual([{ from: '08:00', until: '20:00' }]);
});

test('free is what is offered, not taken, still to come, and had of both', () => {
  const van = day({ name: '助浴车', hours: [{ from: '08:00', until: '12:00' }], taken: [{ from: '09:00', until: '10:00' }] });
  const team = day({ name: '一队', hours: [{ from: '08:30', until: '18:00' }], taken: [{ from: '11:00', until: '11:50' }] });
  // the ten minutes before noon are no stretch that anybody is offered
  expect(freeTogether([team, van])).toEqual([{ from: '08:30', until: '09:00' }, { from: '10:00', until: '11:00' }]);
  expect(freeTogether([team, van], '10:30')).toEqual([{ from: '10:30', until: '11:00' }]);
  expect(freeTogether([team, { ...van, isClosed: true }])).toEqual([]);
});

test('hours are demanded of what serves one at a time, come in pairs, in order, and are told when they are taken', () => {
  const several = day({ isOneAtATime: false, taken: [{ from: '09:00', until: '10:00' }] });
  expect(decideHours({}, [several])).toEqual({ ok: true, value: null });
  expect(decideHours({}, [several, day()])).toMatchObject({ refusal: { code: 'hoursMissing', field: 'from' } });
  expect(decideHours({ from: '09:00' }, [several])).toMatchObject({ refusal: { code: 'untilMissing', field: 'until' } });
  expect(decideHours({ until: '09:00' }, [several])).toMatchObject({ refusal: { code: 'untilMissing', field: 'from' } });
  expect(decideHours({ from: '09:00', until: '09:00' }, [several])).toMatchObject({ refusal: { code: 'untilNotAfterFrom' } });
  expect(decideBooking(MONDAY, { from: '09:30', until: '10:30' }, [several])).toMatchObject({ ok: true });
  const taken = day({ taken: [{ from: '09:00', until: '10:00' }] });
  expect(decideBooking(MONDAY, { from: '09:30', until: '10:30' }, [taken])).toEqual({ ok: false, refusal: { code: 'bookedAlready', name: '活动室', on: MONDAY, from: '09:00', until: '10:00', free: [{ from: '08:00', until: '09:00' }, { from: '10:00', until: '20:00' }], field: 'from' } });
  expect(decideBooking(MONDAY, { from: '10:00', until: '11:00' }, [taken])).toMatchObject({ ok: true });
  expect(decideBooking(MONDAY, {}, [day({ isClosed: true })])).toMatchObject({ refusal: { code: 'closedOn', field: 'scheduledFor' } });
});

const stretch = fc.tuple(fc.integer({ min: 0, max: 94 }), fc.integer({ min: 1, max: 12 })).map(([start, length]): Stretch => ({ from: clockAt(start * 15), until: clockAt(Math.min((start + length) * 15, 23 * 60 + 45)) })).filter(({ from, until }) => from < until);
const minutesIn = (stretches: Stretch[], minute: number): boolean => stretches.some(({ from, until }) => minutesOf(from) <= minute && minute < minutesOf(until));

test('quarter by quarter: cut out, shared and joined stretches hold exactly the quarters they should (500 days)', () => {
  let cases = 0;
  fc.assert(fc.property(fc.array(stretch, { maxLength: 6 }), fc.array(stretch, { maxLength: 6 }), (some, others) => {
    cases += 1;
    const [all, rest, both] = [joined(some), without(joined(some), others), inBoth(joined(some), joined(others))];
    for (let quarter = 0; quarter < 96; quarter++) {
      const at = quarter * 15, [a, b] = [minutesIn(some, at), minutesIn(others, at)];
      expect([minutesIn(all, at), minutesIn(rest, at), minutesIn(both, at)]).toEqual([a, a && !b, a && b]);
    }
    for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) expect(overlap(one, other) || one.until === other.from).toBe(false);
  }), { numRuns: 500 });
  expect(cases).toBe(500);
});
