import { expect, test } from 'vitest';
import { decideReturned, reviewDue, reviewsOf } from './returns.ts';

test('three declines name a person, and three more do so again; so does every "not helped" from the second on; the two are not added up', () => {
  expect([0, 2, 3, 5, 6].map((declined) => reviewsOf({ declined, notHelped: 0 }))).toEqual([[], [], ['declined 3'], ['declined 3'], ['declined 6']]);
  expect([1, 2, 3].map((notHelped) => reviewsOf({ declined: 0, notHelped }))).toEqual([[], ['notHelped 2'], ['notHelped 3']]);
  expect(reviewsOf({ declined: 2, notHelped: 1 })).toEqual([]);
  expect(reviewsOf({ declined: 4, notHelped: 2 })).toEqual(['declined 3', 'notHelped 2']);
});

test('it is looked at within three working days, over the October holidays and the Saturday worked for them; what cannot wait by the next', () => {
  expect([reviewDue('2025-09-30', 1), reviewDue('2025-09-30', 3)]).toEqual(['2025-10-11', '2025-10-09']);
});

test('a meeting is no end: the day after it the need is looked at again; what cannot be done now closes the need, unless somebody is at it', () => {
  const waiting = { openWindows: ['declined 3'], needStatus: 'open' };
  expect(decideReturned(waiting, 'meeting', '2026-03-06', '2026-03-02')).toEqual({ ok: true, value: { closes: false, next: { windowKey: 'meeting 2026-03-06', dueOn: '2026-03-09' } } });
  expect(decideReturned(waiting, 'meeting', '2026-03-01', '2026-03-02')).toMatchObject({ refusal: { code: 'meetingInThePast' } });
  expect(decideReturned(waiting, 'meeting', null, '2026-03-02')).toMatchObject({ refusal: { code: 'meetingNeedsDay' } });
  expect(decideReturned(waiting, 'another', null, '2026-03-02')).toEqual({ ok: true, value: { closes: false, next: null } });
  expect(decideReturned(waiting, 'notNow', null, '2026-03-02')).toEqual({ ok: true, value: { closes: true, next: null } });
  expect(decideReturned({ ...waiting, needStatus: 'matched' }, 'notNow', null, '2026-03-02')).toMatchObject({ refusal: { code: 'needAtWork' } });
  expect(decideReturned({ openWindows: [], needStatus: 'open' }, 'another', null, '2026-03-02')).toMatchObject({ refusal: { code: 'nothingToDecide' } });
});
