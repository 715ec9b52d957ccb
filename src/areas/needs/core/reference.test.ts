import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_LETTERS } from '../../../kernel/spoken-code.ts';
import { lastLetterOf, readReference, REFERENCE_LENGTH, spokenReference, standingOf } from './reference.ts';

const letters = fc.string({ unit: fc.constantFrom(...CODE_LETTERS), minLength: REFERENCE_LENGTH - 1, maxLength: REFERENCE_LENGTH - 1 });

test('the last letter of a number worked out by hand', () => {
  // 1·0 + 2·1 + 3·2 + … + 9·8 = 240; 240 mod 31 = 23: the letter at place 23
  expect(lastLetterOf('23456789A')).toBe(CODE_LETTERS[23]);
  expect(readReference('23456789AS')).toBe('23456789AS');
});

const RUNS = 3000;
test(`one letter wrong, or two that changed places, is no number; read aloud and typed as one likes, it is the same (${RUNS} numbers)`, () => {
  fc.assert(fc.property(letters, fc.nat(REFERENCE_LENGTH - 1), fc.nat(REFERENCE_LENGTH - 1), fc.integer({ min: 1, max: 30 }), (first, at, other, by) => {
    const reference = first + lastLetterOf(first);
    expect(readReference(spokenReference(reference).toLowerCase().replace(' ', ' - '))).toBe(reference);
    const wrong = [...reference];
    wrong[at] = CODE_LETTERS[(CODE_LETTERS.indexOf(wrong[at]!) + by) % CODE_LETTERS.length]!;
    expect(readReference(wrong.join(''))).toBeNull();
    const exchanged = [...reference];
    [exchanged[at], exchanged[other]] = [exchanged[other]!, exchanged[at]!];
    expect(readReference(exchanged.join(''))).toBe(exchanged.join('') === reference ? reference : null);
  }), { numRuns: RUNS });
  expect(['', 'K7M4R', '0000000000', '需求', `${'2'.repeat(11)}`].map(readReference)).toEqual([null, null, null, null, null]);
});

test('a resident is told one of five steps: who is only asked has arranged nothing; "not helped" stands with the next who comes', () => {
  const open = { status: 'open' as const, isVerified: true };
  expect(standingOf({ ...open, isVerified: false }, [])).toBe('heard');
  expect(standingOf(open, [{ status: 'declined' }])).toBe('verified');
  expect(standingOf({ ...open, status: 'matched' }, [{ status: 'offered' }])).toBe('verified');
  expect(standingOf({ ...open, status: 'matched' }, [{ status: 'offered' }, { status: 'accepted' }])).toBe('arranged');
  expect(standingOf({ ...open, status: 'inService' }, [{ status: 'scheduled' }])).toBe('arranged');
  expect(standingOf({ ...open, status: 'inService' }, [{ status: 'delivered' }])).toBe('visited');
  expect(standingOf({ ...open, status: 'met' }, [{ status: 'confirmed' }])).toBe('done');
  expect(standingOf(open, [{ status: 'confirmed' }])).toBe('verified'); // not helped: it waits again
  expect([standingOf({ ...open, status: 'unmetWithReason' }, []), standingOf({ ...open, status: 'withdrawn' }, [])]).toEqual(['notNow', 'takenBack']);
});
