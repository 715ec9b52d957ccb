import { expect, test } from 'vitest';
import { isNewEvidence } from './alike-again.ts';
import { toldStrength } from './alike-weights.ts';

const then = ['name.sameSound', 'birth.same', 'home.sameHome'];

test.each([
  ['the same lines', then, false],
  ['the one has moved away', ['name.sameSound', 'birth.same', 'home.sameBuilding'], false],
  ['an address is gone', ['name.sameSound', 'birth.same', 'home.onlyCommunity'], false],
  ['other phones, and both are women', [...then, 'phone.different', 'sex.same'], false],
  ['a phone that both have', [...then, 'phone.same'], true],
  ['the very name', ['name.same', 'birth.same', 'home.sameHome'], true],
  ['a number one digit apart', [...then, 'identity.oneDigit'], true],
])('asked again only by what speaks for one person and did not before: %s', (_, now, isNew) => {
  expect(isNewEvidence(then, now)).toBe(isNew);
});

test('what nobody knows speaks for nothing; told apart without any evidence, the first is new', () => {
  expect(isNewEvidence([], ['moon.full'])).toBe(false);
  expect(isNewEvidence([], ['name.same'])).toBe(true);
  expect(isNewEvidence(['birth.different'], ['birth.same'])).toBe(true);
});

test('a difference is told as no reason, whatever else it makes less likely', () => {
  expect(toldStrength({ fact: 'home', level: 'elsewhere', weight: 1 })).toBe('nothing');
  expect(toldStrength({ fact: 'home', level: 'elsewhere', weight: -4.6 })).toBe('stronglyAgainst');
  expect(toldStrength({ fact: 'phone', level: 'same', weight: 1.6 })).toBe('slight');
});
