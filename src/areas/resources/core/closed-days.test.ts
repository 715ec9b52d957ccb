import fc from 'fast-check';
import * as rrule from 'rrule';
import { expect, test } from 'vitest';
import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { everyOther, isClosedEntry, isClosedOn } from './closed-days.ts';

// one build of it has everything under its default, the other nothing
const { RRule } = (rrule as unknown as { default?: typeof rrule }).default ?? rrule;

const daysOf = (entries: string[], from: LocalDate, count: number): LocalDate[] => Array.from({ length: count }, (_, i) => addDays(from, i)).filter((day) => isClosedOn(entries, day));

test('a day, every first Monday of a month, the last day of a month, and the public holidays are closed; a weekend day worked for a holiday is not', () => {
  expect(daysOf(['RRULE:FREQ=MONTHLY;BYDAY=1MO', '2026-03-11'], '2026-03-01', 61)).toEqual(['2026-03-02', '2026-03-11', '2026-04-06']);
  expect(daysOf(['RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'], '2026-02-01', 89)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
  expect(daysOf(['RRULE:FREQ=WEEKLY;BYDAY=SU;UNTIL=20260310'], '2026-03-01', 31)).toEqual(['2026-03-01', '2026-03-08']);
  // 2025: National Day from the 1st to the 8th of October; the 11th, a Saturday, was worked for it
  expect(daysOf(['holidays'], '2025-09-28', 20)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => `2025-10-${day}`));
});

test('every other Tuesday is counted from a day on which it is, and not before it', () => {
  expect(everyOther('TU', '2026-03-03')).toBe('DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU');
  expect(daysOf([everyOther('TU', '2026-03-03')], '2026-02-01', 60)).toEqual(['2026-03-03', '2026-03-17', '2026-03-31']);
  // counted by weeks from Monday on: from a Thursday, the Tuesday of that week is past
  expect(daysOf(['DTSTART;VALUE=DATE:20260305\nRRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU'], '2026-03-01', 35)).toEqual(['2026-03-08', '2026-03-24', '2026-03-29']);
});

test('what is not understood is not kept', () => {
  for (const entry of ['', 'RRULE:', 'RRULE:FREQ=DAILY', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31', 'RRULE:FREQ=WEEKLY', 'RRULE:FREQ=WEEKLY;BYDAY=1MO', 'RRULE:FREQ=WEEKLY;BYDAY=MO;INTERVAL=2', 'DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;BYDAY=MO', 'DTSTART;VALUE=DATE:20260230\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;INTERVAL=0;BYDAY=MO', 'DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=MO', 'DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'RRULE:FREQ=WEEKLY;INTERVAL=x;BYDAY=MO', 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=3',
    'RRULE:FREQ=MONTHLY;BYDAY=6MO', 'RRULE:FREQ=MONTHLY;BYDAY=MO,-1FR', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=0', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=32', 'RRULE:FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1', 'RRULE:FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', 'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260230', 'RRULE:FREQ=SECONDLY', '2026-02-30', 'Holidays', `RRULE:FREQ=WEEKLY;BYDAY=${'MO,'.repeat(100)}MO`]) {
    expect(isClosedEntry(entry), entry).toBe(false);
  }
});

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const listOf = (one: fc.Arbitrary<string>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
const months = fc.option(listOf(fc.integer({ min: 1, max: 12 }).map(String)), { nil: undefined }).map((all) => (all ? `;BYMONTH=${all}` : ''));
const monthDay = fc.integer({ min: -31, max: 31 }).filter((day) => day !== 0).map(String);
const rule = fc.oneof(
  fc.tuple(listOf(weekday), months).map(([days, of]) => `FREQ=WEEKLY;BYDAY=${days}${of}`),
  fc.tuple(fc.oneof(listOf(weekday), listOf(fc.tuple(fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2', '-5'), weekday).map((parts) => parts.join('')))), months).map(([days, of]) => `FREQ=MONTHLY;BYDAY=${days}${of}`),
  fc.tuple(listOf(monthDay), months).map(([days, of]) => `FREQ=MONTHLY;BYMONTHDAY=${days}${of}`),
  fc.tuple(listOf(monthDay), listOf(fc.integer({ min: 1, max: 12 }).map(String))).map(([days, of]) => `FREQ=YEARLY;BYMONTH=${of};BYMONTHDAY=${days}`),
);

test('every so many weeks means what that library says (200 rules)', () => {
  let cases = 0;
  fc.assert(fc.property(listOf(weekday), months, fc.integer({ min: 2, max: 9 }), fc.integer({ min: 0, max: 40 }), (days, of, weeks, begun) => {
    cases += 1;
    const from = addDays('2024-01-01', begun), text = `FREQ=WEEKLY;INTERVAL=${weeks};BYDAY=${days}${of}`;
    const theirs = new RRule({ ...RRule.parseString(text), dtstart: new Date(`${from}T00:00:00Z`), until: new Date('2025-12-31T00:00:00Z') }).all().map((at) => at.toISOString().slice(0, 10));
    expect(daysOf([`DTSTART;VALUE=DATE:${from.replaceAll('-', '')}\nRRULE:${text}`], '2024-01-01', 731), `${from} ${text}`).toEqual(theirs);
  }), { numRuns: 200 });
  expect(cases).toBe(200);
});

test('day by day over two years the rules mean what a library that reads all of iCalendar says (300 rules)', () => {
  let cases = 0;
  fc.assert(fc.property(rule, (text) => {
    cases += 1;
    expect(isClosedEntry(`RRULE:${text}`)).toBe(true);
    // a rule that never comes is not asked of the library, which would look for it until the year 9999
    const never = daysOf([`RRULE:${text}`], '2024-01-01', 1461).length === 0;
    const theirs = never ? [] : new RRule({ ...RRule.parseString(text), dtstart: new Date('2024-01-01T00:00:00Z'), until: new Date('2025-12-31T00:00:00Z') }).all().map((at) => at.toISOString().slice(0, 10));
    expect(daysOf([`RRULE:${text}`], '2024-01-01', 731), text).toEqual(theirs);
  }), { numRuns: 300 });
  expect(cases).toBe(300);
});
