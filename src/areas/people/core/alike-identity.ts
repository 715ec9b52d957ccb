import { normalizeIdentity, residentIdCheck } from './identity-number.ts';

/**
 * The numbers that somebody may have meant who miscopied one digit or changed two neighbours about: those that are right by their check character.
 * The check of GB 11643 finds every such slip, so that what was typed is none of them, and each place has at most one digit that mends it.
 */
export function numbersMeant(typed: string): string[] {
  const number = normalizeIdentity(typed);
  if (!/^\d{17}[\dX]$/.test(number) || residentIdCheck(number) === number[17]) return [];
  const changed = [...number].flatMap((digit, at) => {
    const others = at === 17 ? [residentIdCheck(number)] : [...'0123456789'].filter((other) => other !== digit);
    const swapped = at < 16 && digit !== number[at + 1] ? [number.slice(0, at) + number[at + 1]! + digit + number.slice(at + 2)] : [];
    return [...others.map((other) => number.slice(0, at) + other + number.slice(at + 1)), ...swapped];
  });
  return [...new Set(changed)].filter((meant) => residentIdCheck(meant) === meant[17]);
}
