import { expect, test } from 'vitest';
import { correctWord, mayCorrect, type Said } from './correction.ts';
import { STATUSES } from './referral.ts';

const said: Said = { status: 'confirmed', helped: true, rating: 5, residentWords: '饭菜好', confirmedAt: '2026-03-02T01:00:00.000Z' };
const minutesLater = (minutes: number) => new Date(Date.parse(said.confirmedAt!) + minutes * 60_000);

test('for an hour the resident may turn the answer round or add to it; then it stands, and nobody else ever may', () => {
  expect(correctWord(said, { helped: false }, 'link', minutesLater(59))).toEqual({ ok: true, value: { helped: false, rating: null, residentWords: '饭菜好', hasTurned: true } });
  expect(correctWord(said, { words: '还想要一次' }, 'resident', minutesLater(1))).toEqual({ ok: true, value: { helped: true, rating: 5, residentWords: '还想要一次', hasTurned: false } });
  expect(correctWord(said, { helped: true, rating: 3 }, 'link', minutesLater(1))).toMatchObject({ value: { rating: 3, hasTurned: false } });
  expect(correctWord(said, { helped: false }, 'link', minutesLater(60))).toEqual({ ok: false, refusal: { code: 'wordStands' } });
  for (const role of ['stationWorker', 'stationLead', 'organizationManager', 'officer', 'system'] as const) expect(correctWord(said, { helped: false }, role, minutesLater(1))).toMatchObject({ refusal: { code: 'notYourStep' } });
});

test('what nobody has answered cannot be corrected', () => {
  for (const status of STATUSES) expect(mayCorrect({ status, confirmedAt: status === 'confirmed' ? said.confirmedAt : null }, minutesLater(1))).toBe(status === 'confirmed');
  expect(correctWord({ ...said, status: 'delivered', helped: null, confirmedAt: null }, { helped: true }, 'link', minutesLater(1))).toMatchObject({ refusal: { code: 'referralMoved' } });
});
