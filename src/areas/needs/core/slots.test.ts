import { expect, test } from 'vitest';
import { SLOT_CODES, slotCodes, spansOf } from './slots.ts';
import { readTimes } from './times.ts';

test('a form stores what an import stores of the same words', () => {
  expect(slotCodes(readTimes('周二、周四 19:00-21:00'))).toEqual(['2-evening', '4-evening']);
  expect(slotCodes(readTimes('周末上午'))).toEqual(['6-morning', '7-morning']);
  expect(slotCodes(readTimes('全天'))).toBeNull();
  expect(slotCodes(readTimes('工作日'))!.every((code) => SLOT_CODES.includes(code))).toBe(true);
});

test('days with the same times are said together', () => {
  expect(spansOf(['2-morning', '4-morning', '6-afternoon', '6-evening'])).toEqual([{ days: [2, 4], parts: ['morning'] }, { days: [6], parts: ['afternoon', 'evening'] }]);
  expect(spansOf(['someday'])).toEqual([]);
});
