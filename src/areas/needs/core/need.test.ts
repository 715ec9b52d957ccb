import { expect, test } from 'vitest';
import { ROLES } from '../../../kernel/role.ts';
import { admitEdit, isClosed, moveNeed, NEED_ACTIONS, NEED_LIFECYCLE, NEED_STATUSES, verify, verifyDue, waitingDays, type NeedState } from './need.ts';
import { priorityOf } from './priority.ts';
import { tally } from './tally.ts';

const need = (status: NeedState['status']): NeedState => ({ status, closedOn: isClosed(status) ? '2026-01-01' : null, closeCode: null, closeReason: null });

test('every state × action × role is decided by the one table, and a closed need has a day', () => {
  let cases = 0;
  for (const status of NEED_STATUSES) for (const action of NEED_ACTIONS) for (const role of ROLES) {
    cases++;
    const step = NEED_LIFECYCLE[status][action];
    const result = moveNeed(need(status), action, role, '2026-03-02', { code: 'noResource', reason: '没有' });
    expect(result.ok).toBe(Boolean(step?.roles.includes(role)));
    if (result.ok) expect(result.value.closedOn).toBe(['met', 'unmetWithReason', 'withdrawn'].includes(result.value.status) ? '2026-03-02' : null);
  }
  expect(cases).toBe(7 * 8 * ROLES.length);
});

test('nobody closes a need as met but by the resident’s confirmation, or as unmet without a reason', () => {
  expect(moveNeed(need('open'), 'meet', 'stationLead', '2026-03-02')).toMatchObject({ ok: false, refusal: { code: 'wrongState' } });
  expect(moveNeed(need('open'), 'closeUnmet', 'stationWorker', '2026-03-02', { code: 'noResource' })).toMatchObject({ ok: false, refusal: { code: 'reasonMissing' } });
  expect(moveNeed(need('inService'), 'meet', 'link', '2026-03-02')).toMatchObject({ ok: true, value: { status: 'met' } });
});

test('what a need asks for changes only while nobody works on it; verified once', () => {
  expect(admitEdit({ status: 'matched', item: 'meals' }, 'meals').ok).toBe(true);
  expect(admitEdit({ status: 'matched', item: 'meals' }, 'cleaning')).toMatchObject({ refusal: { code: 'needInWork' } });
  expect(admitEdit({ status: 'met', item: 'meals' }, 'meals')).toMatchObject({ refusal: { code: 'needClosed' } });
  expect(verify({ status: 'open', verifiedOn: '2026-01-01' })).toMatchObject({ refusal: { code: 'verifiedAlready' } });
  expect([verifyDue('2026-03-02', false, 1), verifyDue('2026-03-02', false, 3), verifyDue('2026-03-02', true, 3)]).toEqual(['2026-03-05', '2026-03-03', '2026-03-09']);
});

test('waiting counts from the first hearing to the close, and never lifts a need over a more urgent one', () => {
  expect([waitingDays({ heardOn: '2026-02-01', closedOn: null }, '2026-03-02'), waitingDays({ heardOn: '2026-02-01', closedOn: '2026-02-03' }, '2026-03-02')]).toEqual([29, 2]);
  expect(priorityOf(1, 10_000).points).toBeLessThan(priorityOf(2, 0).points);
  expect(priorityOf(2, 10_000).points).toBeLessThan(priorityOf(3, 0).points);
  expect(priorityOf(2, 30)).toEqual({ points: 330, urgencyPoints: 300, days: 30 });
});

test('the tally says what changed and nothing else', () => {
  const cell = { divisionCode: '150602001003', heardMonth: '2026-02-01', status: 'open', isVerified: false, category: 'elderCare', item: 'meals', urgency: 1 };
  expect(tally([cell], [cell])).toEqual([]);
  expect(tally([cell], [{ ...cell, status: 'matched' }]).map(({ divisionCode, status, amount }) => [divisionCode, status, amount])).toEqual([['1506', 'open', -1], ['150602', 'open', -1], ['1506', 'matched', 1], ['150602', 'matched', 1]]);
  expect(tally([], [cell, cell])).toEqual([{ ...cell, divisionCode: '1506', amount: 2 }, { ...cell, divisionCode: '150602', amount: 2 }]);
});
