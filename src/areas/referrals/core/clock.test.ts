import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATEGORIES, categoryOf, ITEM_CODES } from '../../needs/core/items.ts';
import { admitClocks, clocksInForce, CLOCK_STEPS, daysFor, DEFAULT_CLOCKS, stepDue, type ByUrgency, type ClockTable, type ClockVersion } from './clock.ts';
import { takeStep } from './referral.ts';

const version = (divisionCode: string, number: number, fromOn: string, clocks: ClockTable | null = DEFAULT_CLOCKS): ClockVersion & { by: string } => ({ divisionCode, version: number, fromOn, clocks, by: '乌兰' });
const elders: ClockTable = { ...DEFAULT_CLOCKS, exceptions: [{ category: 'elderCare', step: 'schedule', days: [4, 2, 1] }] };

test('what is urgent is answered by the next working day and has its visit agreed within two, over the October holidays and the Saturday worked for them', () => {
  const clock = { placeCode: '1506', placeName: '鄂尔多斯市', version: 1, days: daysFor(DEFAULT_CLOCKS, 'meals', 3) };
  expect(clock.days).toEqual({ answer: 1, schedule: 2, report: 1, confirm: 5, rematch: 1 });
  expect(stepDue({ clock, urgency: 3 }, 'answer', '2025-09-30')).toBe('2025-10-09');
  expect(takeStep({ status: 'offered', offeredOn: '2025-09-30', scheduledFor: null, clock, urgency: 3 }, 'accept', 'organizationManager', '2025-09-30')).toEqual({ ok: true, value: { status: 'accepted', dueOn: '2025-10-10' } });
  expect(stepDue({ clock: null, urgency: 3 }, 'schedule', '2026-03-03')).toBe('2026-03-10'); // under way before there were tables
});

test('a category may have days of its own at one step, and only there', () => {
  expect(daysFor(elders, 'meals', 3).schedule).toBe(1);
  expect(daysFor(elders, 'homeworkHelp', 3).schedule).toBe(2);
  expect(daysFor(elders, 'meals', 2)).toEqual({ ...daysFor(DEFAULT_CLOCKS, 'meals', 2), schedule: 2 });
});

test('the newest table that has begun holds; a banner’s before the city’s, until it goes by the city’s again', () => {
  const versions = [version('1506', 2, '2026-03-10', elders), version('150602', 1, '2026-03-05', elders), version('150602', 2, '2026-04-01', null)];
  const held = (code: string, on: string) => { const found = clocksInForce(versions, code, on); return `${found.divisionCode} ${found.version}`; };
  expect([held('150602001003', '2026-03-04'), held('150602001003', '2026-03-05'), held('150602001003', '2026-04-01'), held('150621', '2026-03-09'), held('150621', '2026-03-10')])
    .toEqual(['1506 1', '150602 1', '1506 2', '1506 1', '1506 2']);
});

test('each table that may not take effect says why', () => {
  const own = [version('1506', 2, '2026-03-10')];
  const code = (change: { clocks: ClockTable | null; fromOn: string }, seen = 2, divisionCode = '1506', made = own) => {
    const result = admitClocks({ own: made, divisionCode, seen, today: '2026-03-02' }, change);
    return result.ok ? result.value.version : result.refusal.code;
  };
  const with_ = (days: ByUrgency) => ({ ...DEFAULT_CLOCKS, days: { ...DEFAULT_CLOCKS.days, answer: days } });
  expect(code({ clocks: elders, fromOn: '2026-03-10' })).toBe(3);
  expect(code({ clocks: elders, fromOn: '2026-03-10' }, 2, '150602001', [])).toBe('clockNotHere');
  expect(code({ clocks: elders, fromOn: '2026-03-10' }, 1)).toBe('clockChangedMeanwhile');
  expect(code({ clocks: elders, fromOn: '2026-03-01' })).toBe('clockInThePast');
  expect(code({ clocks: elders, fromOn: '2026-03-09' })).toBe('clockBeforePlanned');
  expect(code({ clocks: with_([3, 4, 1]), fromOn: '2026-03-10' })).toBe('clockUrgentSlower');
  expect(code({ clocks: { ...elders, exceptions: [{ ...elders.exceptions[0]!, days: [1, 1, 2] }] }, fromOn: '2026-03-10' })).toBe('clockUrgentSlower');
  expect(code({ clocks: { ...elders, exceptions: [...elders.exceptions, ...elders.exceptions] }, fromOn: '2026-03-10' })).toBe('clockTwice');
  expect([code({ clocks: DEFAULT_CLOCKS, fromOn: '2026-03-10' }), code({ clocks: null, fromOn: '2026-03-10' }), code({ clocks: null, fromOn: '2026-03-10' }, 0, '150602', [])]).toEqual(['clockSame', 'clockSame', 'clockSame']);
  expect(code({ clocks: DEFAULT_CLOCKS, fromOn: '2026-03-02' }, 0, '150602', [])).toBe(1); // as the city's today, and fast to it when the city changes
});

test('every table that may take effect gives every need days, never more to the more urgent, and those of its category (500 tables × all items)', () => {
  const byUrgency = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })).map((days) => days.sort((a, b) => b - a) as ByUrgency);
  const table = fc.record({ days: fc.record(Object.fromEntries(CLOCK_STEPS.map((step) => [step, byUrgency])) as Record<(typeof CLOCK_STEPS)[number], typeof byUrgency>),
    exceptions: fc.uniqueArray(fc.record({ category: fc.constantFrom(...CATEGORIES), step: fc.constantFrom(...CLOCK_STEPS), days: byUrgency }), { selector: ({ category, step }) => `${category} ${step}`, maxLength: 8 }) });
  let looked = 0;
  fc.assert(fc.property(table, (clocks) => {
    looked += 1;
    if (!admitClocks({ own: [], divisionCode: '1506', seen: 1, today: '2026-03-02' }, { clocks, fromOn: '2026-03-02' }).ok) expect(clocks).toEqual(DEFAULT_CLOCKS);
    for (const item of ITEM_CODES) {
      const [ordinary, soon, urgent] = [1, 2, 3].map((urgency) => daysFor(clocks, item, urgency));
      for (const step of CLOCK_STEPS) {
        const own = clocks.exceptions.find((one) => one.step === step && one.category === categoryOf(item))?.days ?? clocks.days[step];
        expect([ordinary![step], soon![step], urgent![step]]).toEqual(own);
        expect(urgent![step] <= soon![step] && soon![step] <= ordinary![step] && urgent![step] >= 1).toBe(true);
      }
    }
  }), { numRuns: 500, seed: 7 });
  expect(looked).toBe(500);
});
