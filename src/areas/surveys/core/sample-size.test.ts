import { expect, test } from 'vitest';
import { shareOf, weigh } from './estimate.ts';
import { HALF_WIDTHS, halfWidthOf, leastAnswers } from './sample-size.ts';

test('the fewest answers are enough and one less is not; a larger frame takes more, but never more than it has', () => {
  for (const frame of [2, 3, 30, 400, 1200, 20_000]) for (const width of HALF_WIDTHS) {
    const least = leastAnswers(frame, width);
    expect([frame, width, halfWidthOf(frame, least) <= width, least <= frame]).toEqual([frame, width, true, true]);
    if (least > 2) expect(halfWidthOf(frame, least - 1)).toBeGreaterThan(width);
  }
  expect(leastAnswers(1200, 5)).toBeGreaterThan(leastAnswers(400, 5));
  expect(leastAnswers(1200, 5)).toBeGreaterThan(leastAnswers(1200, 10));
  // the plain 1.96² / 4d² with the finite population correction is the floor, and what is kept in hand above it is little
  for (const width of HALF_WIDTHS) { const plain = 0.9604 / (width / 100) ** 2, floor = plain / (1 + plain / 1200); expect(leastAnswers(1200, width) / floor).toBeGreaterThan(1); expect(leastAnswers(1200, width) / floor).toBeLessThan(1.12); }
});

test('what is promised is what the estimate of a round with so many answers comes to, whatever the share', () => {
  const frame = 1200, cells = Array.from({ length: 30 }, () => ({ divisionCode: '150602001003', frame: 40 }));
  let state = 7;
  const chance = () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 4_294_967_296; };
  for (const width of HALF_WIDTHS) {
    const answers = Math.ceil(leastAnswers(frame, width) / 30) * 30;
    const design = weigh(cells, Array.from({ length: answers }, (_, i) => ({ cell: i % 30, inclusion: answers / frame })))!;
    for (const share of [0.5, 0.3, 0.1]) {
      const widths = Array.from({ length: 60 }, () => { const { low, high } = shareOf(design, Array.from({ length: answers }, () => chance() < share)); return (high - low) * 50; });
      const mean = widths.reduce((sum, one) => sum + one, 0) / widths.length;
      expect([width, share, mean <= width]).toEqual([width, share, true]);
      if (share === 0.5) expect(mean).toBeGreaterThan(width * 0.85);
    }
  }
});
