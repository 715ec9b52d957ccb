import type { Refusal } from '../../../kernel/result.ts';

/** GB/T 22239 asks for ten characters of three classes; a sentence of twenty is as hard to guess and easier to keep in mind. */
export const LEAST_CHARACTERS = 10;
const A_SENTENCE = 20;
const CLASSES = [/\p{Ll}/u, /\p{Lu}|\p{Lo}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** Why a password is too easy to guess, or null. */
export function weaknessOf(password: string, username: string): Refusal | null {
  const characters = [...password];
  if (username.length >= 4 && password.toLowerCase().includes(username.toLowerCase())) return { code: 'passwordHoldsName' };
  if (new Set(characters).size < 5) return { code: 'passwordTooEasy' };
  const classes = CLASSES.filter((kind) => kind.test(password)).length;
  return characters.length >= A_SENTENCE || (characters.length >= LEAST_CHARACTERS && classes >= 3) ? null : { code: 'passwordTooEasy' };
}

// no 0 O 1 l I: it is read aloud or copied from paper
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

/** A password to hand over, from 16 random bytes: three groups of four, about 66 bits. */
export function passwordFrom(random: Uint8Array): string {
  const all = LETTERS + CAPITALS + DIGITS;
  // the first three characters are one of each class, so that every one passes
  const sets = [CAPITALS, LETTERS, DIGITS, ...Array<string>(9).fill(all)];
  const characters = sets.map((set, i) => set[random[i]! % set.length]!);
  return [characters.slice(0, 4), characters.slice(4, 8), characters.slice(8, 12)].map((group) => group.join('')).join('-');
}
