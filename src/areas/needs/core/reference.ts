import { CODE_LETTERS, readCode } from '../../../kernel/spoken-code.ts';
import type { NeedStatus } from './need.ts';

/** Nine letters by chance and one that is worked out from them (0063_followed-by-number.sql makes them). */
export const REFERENCE_LENGTH = 10;

/**
 * The last letter of a number: the letters' places in the alphabet, the first once, the second twice and so on, added up, modulo 31. The alphabet has 31 letters, a prime:
 * one letter wrong, or two exchanged, always give another last letter.
 */
export const lastLetterOf = (first: string): string => CODE_LETTERS[[...first].reduce((sum, letter, i) => sum + (i + 1) * CODE_LETTERS.indexOf(letter), 0) % CODE_LETTERS.length]!;

/** The number as it is kept, from what somebody typed; null where it cannot be one. */
export function readReference(typed: string): string | null {
  const reference = readCode(typed);
  const isOne = reference.length === REFERENCE_LENGTH && [...reference].every((letter) => CODE_LETTERS.includes(letter));
  return isOne && reference.endsWith(lastLetterOf(reference.slice(0, -1))) ? reference : null;
}

/** `K7M4R X9QDT`: in two halves, as it is read aloud. */
export const spokenReference = (reference: string): string => `${reference.slice(0, 5)} ${reference.slice(5)}`;

/** Where a need stands, in the five steps that a resident is told, and the two ends that are none of them. */
export const STANDINGS = ['heard', 'verified', 'arranged', 'visited', 'done', 'notNow', 'takenBack'] as const;
export type Standing = (typeof STANDINGS)[number];

/** From the need and its referrals under way. Somebody who is only being asked has arranged nothing yet. */
export function standingOf({ status, isVerified }: { status: NeedStatus; isVerified: boolean }, referrals: { status: string }[]): Standing {
  const isAny = (...statuses: string[]) => referrals.some((referral) => statuses.includes(referral.status));
  switch (status) {
    case 'met': return 'done';
    case 'unmetWithReason': return 'notNow';
    case 'withdrawn': case 'merged': return 'takenBack';
    case 'open': case 'matched': case 'inService':
      if (isAny('delivered')) return 'visited';
      if (isAny('accepted', 'scheduled')) return 'arranged';
      return isVerified ? 'verified' : 'heard';
  }
}
