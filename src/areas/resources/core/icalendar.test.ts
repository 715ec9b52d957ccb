import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarText, escaped, folded, type CalendarText } from './icalendar.ts';

const calendar = (more: Partial<CalendarText> = {}): CalendarText => ({
  name: '活动室', stampedAt: '2026-03-02T01:00:00.000Z', booked: [{ id: 'b1', on: '2026-03-04', from: '09:00', until: '10:30', bookedAt: '2026-03-02T01:00:00.123Z', summary: '活动室：已预约' }],
  served: [{ id: 'r1', summary: '活动室：服务时段', slots: ['1-morning', '3-morning', '6-evening'], from: '2026-03-02', closed: ['2026-03-09', '2026-03-10'] }], ...more,
});

test('a calendar as RFC 5545 has it: hours on China’s clock, weekly hours as rules, days not offered taken out', () => {
  const text = calendarText(calendar());
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.split('\r\n');
  for (const line of ['BEGIN:VCALENDAR', 'VERSION:2.0', 'TZID:Asia/Shanghai', 'UID:b1@sanshe', 'DTSTAMP:20260302T010000Z', 'DTSTART;TZID=Asia/Shanghai:20260304T090000', 'DTEND;TZID=Asia/Shanghai:20260304T103000', 'SUMMARY:活动室：已预约',
    'UID:r1-0@sanshe', 'DTSTART;TZID=Asia/Shanghai:20260302T060000', 'DTEND;TZID=Asia/Shanghai:20260302T120000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE', 'EXDATE;TZID=Asia/Shanghai:20260309T060000', 'RRULE:FREQ=WEEKLY;BYDAY=SA']) expect(lines).toContain(line);
  expect(lines.filter((line) => line.startsWith('EXDATE'))).toHaveLength(1);
  for (const part of ['VEVENT', 'VTIMEZONE', 'STANDARD', 'VCALENDAR']) expect(lines.filter((line) => line === `BEGIN:${part}`).length).toBe(lines.filter((line) => line === `END:${part}`).length);
});

test('a name that would begin a line of its own, or end a value, stays a name', () => {
  const text = calendarText(calendar({ name: 'A, B; C\\D\r\nEND:VCALENDAR\nX\u0000', served: [] }));
  expect(text).toContain('NAME:A\\, B\\; C\\\\D\\nEND:VCALENDAR\\nX\r\n');
  expect(text.split('\r\n').filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
});

test('folded, no line is longer than 75 octets, no sign is broken, and unfolded it is what it was (1,000 texts)', () => {
  let cases = 0;
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '社', 'é', '🏠', ' ', ','), maxLength: 400 }), (text) => {
    cases += 1;
    const line = `SUMMARY:${escaped(text)}`, all = folded(line);
    for (const one of all.split('\r\n')) {
      expect(new Blob([one]).size).toBeLessThanOrEqual(75);
      expect(one).not.toMatch(/\ufffd/);
    }
    expect(all.replaceAll('\r\n ', '')).toBe(line);
  }), { numRuns: 1000 });
  expect(cases).toBe(1000);
});
