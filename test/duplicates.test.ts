import { expect, test } from 'vitest';
import { chosenKind, heldOutKind, unseenKind } from '../bench/support/duplicate-kinds.ts';
import { labelledSet } from '../bench/support/duplicate-register.ts';
import { scoreOf } from '../bench/support/duplicate-scores.ts';

test('a labelled register is the same from the same seed, and another from another', () => {
  const small = (seed: number) => JSON.stringify(labelledSet(heldOutKind(seed, 500, 100)));
  expect(small(7)).toBe(small(7));
  expect(small(7)).not.toBe(small(8));
});

test.each([['chosen on', chosenKind], ['held out', heldOutKind], ['unseen', unseenKind]] as const)('who is in the register already is found, and hardly anybody else: the kind %s', (_, kind) => {
  const { truth, found, asked, right, likely, likelyRight, byNumber } = scoreOf(labelledSet(kind(911, 6000, 2400)));
  expect(truth).toBeGreaterThan(800);
  expect(byNumber).toBeGreaterThan(50);
  expect(found / truth).toBeGreaterThanOrEqual(0.96);
  expect(right / asked).toBeGreaterThanOrEqual(0.95);
  expect(likely).toBeGreaterThan(300);
  expect(likelyRight / likely).toBeGreaterThanOrEqual(0.99);
});
