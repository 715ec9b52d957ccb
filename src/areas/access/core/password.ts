import type { Refusal } from '../../../kernel/result.ts';

/** GB/T 22239 asks for ten characters of three classes; a sentence of twenty is as hard to guess and easier to keep in mind. */
export const LEAST_CHARACTERS = 10;
const A_SENTENCE = 20;
const CLASSES = [/\p{Ll}/u, /\p{Lu}|\p{Lo}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** What a new password must keep, in the order in which it is told beforehand; the page ticks them as one types, the server asks them all again. */
export const PASSWORD_RULES = ['length', 'kinds', 'varied', 'withoutName'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

export function keepsRule(rule: PasswordRule, password: string, username: string): boolean {
  const characters = [...password];
  switch (rule) {
    case 'length': return characters.length >= LEAST_CHARACTERS;
    case 'kinds': return characters.length >= A_SENTENCE || CLASSES.filter((kind) => kind.test(password)).length >= 3;
    case 'varied': return new Set(characters).size >= 5;
    case 'withoutName': return username.length < 4 || !password.toLowerCase().includes(username.toLowerCase());
  }
}

/** Why a password is too easy to guess, or null. */
export function weaknessOf(password: string, username: string): Refusal | null {
  if (!keepsRule('withoutName', password, username)) return { code: 'passwordHoldsName' };
  return PASSWORD_RULES.every((rule) => keepsRule(rule, password, username)) ? null : { code: 'passwordTooEasy' };
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
