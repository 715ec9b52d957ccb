import { expect, test } from 'vitest';
import { messages } from './messages.ts';
import { isToTell, admitReminder, type RemindedDuty } from './remind.ts';

const duty = (remindedOn: string | null = null, more: Partial<RemindedDuty> = {}): RemindedDuty =>
  ({ status: 'open', dueOn: '2026-03-01', ownerAccountId: 'worker', risenFrom: [], reminded: remindedOn === null ? null : { on: remindedOn, by: '贺志强', count: 1, note: null }, ...more });
const code = (result: ReturnType<typeof admitReminder>) => (result.ok ? 'ok' : result.refusal.code);

test('a late duty of another is reminded of once a working day: Friday’s counts until Monday', () => {
  expect(admitReminder(duty(), 'officer', '2026-03-02')).toEqual({ ok: true, value: { on: '2026-03-02', count: 1 } });
  expect(admitReminder(duty('2026-03-02'), 'officer', '2026-03-03')).toEqual({ ok: true, value: { on: '2026-03-03', count: 2 } });
  expect(code(admitReminder(duty('2026-03-02'), 'another', '2026-03-02'))).toBe('remindedAlready');
  const after = (remindedOn: string, today: string) => code(admitReminder(duty(remindedOn), 'officer', today));
  // 2026-03-06 is a Friday
  expect([after('2026-03-06', '2026-03-07'), after('2026-03-06', '2026-03-08'), after('2026-03-06', '2026-03-09')]).toEqual(['remindedAlready', 'remindedAlready', 'ok']);
  expect([after('2026-03-07', '2026-03-08'), after('2026-03-08', '2026-03-09')]).toEqual(['remindedAlready', 'ok']);
});

test('what has risen to me I may remind of; whoever let it lie may not remind of their own', () => {
  const risen = { ownerAccountId: 'officer', risenFrom: ['worker', 'lead'] };
  expect([code(admitReminder(duty(null, risen), 'officer', '2026-03-12')), code(admitReminder(duty(null, risen), 'lead', '2026-03-12'))]).toEqual(['ok', 'yourOwnDuty']);
});

test('reminders know the holidays: one on the eve counts until the first day after them', () => {
  const after = (today: string) => code(admitReminder(duty('2025-09-30', { dueOn: '2025-09-29' }), 'officer', today));
  expect([after('2025-10-08'), after('2025-10-09')]).toEqual(['remindedAlready', 'ok']);
});

test('nobody is reminded of what is not late, is settled, or is one’s own; each refusal has words', () => {
  const codes = [
    code(admitReminder(duty(null, { dueOn: '2026-03-02' }), 'officer', '2026-03-02')), code(admitReminder(duty(null, { status: 'done' }), 'officer', '2026-03-02')),
    code(admitReminder(duty(), 'worker', '2026-03-02')),
  ];
  expect(codes).toEqual(['notLateYet', 'dutyNotOpen', 'yourOwnDuty']);
  for (const each of [...codes, 'remindedAlready', 'noDutyHere']) for (const language of ['zh', 'en'] as const) expect(messages[language]).toHaveProperty([`duties.refusal.${each}`]);
});

test('the product itself tells the owner on the day, and on the three working days until it rises; once a day, on no day of rest, and again when it has risen to another', () => {
  const duty = { dueOn: '2025-09-26', status: 'open' as const, escalatedOn: null, toldOn: null };
  const told = (days: string[], more: Partial<{ escalatedOn: string; toldOn: string; status: 'open' | 'done' }> = {}) => days.filter((day) => isToTell({ ...duty, ...more }, day));
  // the Sunday is worked for the holidays; the 1st to the 8th are free
  const days = ['2025-09-25', '2025-09-26', '2025-09-27', '2025-09-28', '2025-09-29', '2025-09-30', '2025-10-01', '2025-10-09', '2025-10-10'];
  expect(told(days)).toEqual(['2025-09-26', '2025-09-28', '2025-09-29', '2025-09-30']);
  expect(told(days, { escalatedOn: '2025-09-30' })).toEqual(expect.arrayContaining(['2025-10-09', '2025-10-10']));
  expect(told(['2025-09-28'], { toldOn: '2025-09-28' })).toEqual([]);
  expect(told(days, { status: 'done' })).toEqual([]);
});
