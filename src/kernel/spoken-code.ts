/** Letters and digits that nobody mistakes for one another, read aloud or written by hand: no 0 and O, no 1, I and L. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What somebody typed, as a code is kept: no spaces, no hyphens, capitals. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');

// 31^9 is 2^44.6: at the thirty tries a minute that the door allows, ten thousand open codes would hold for 160 years on average.
export const CODE_LENGTH = 9;

/** The code that a secret gives; the secret is hexadecimal and much longer than the code, so that every code is equally likely. */
export function codeFrom(secretHex: string): string {
  let rest = BigInt(`0x${secretHex}`);
  const base = BigInt(CODE_LETTERS.length);
  let code = '';
  while (code.length < CODE_LENGTH) {
    code += CODE_LETTERS[Number(rest % base)];
    rest /= base;
  }
  return code;
}

/** `K7M 4RX 9QD`: as a telephone number is spoken. */
export const spokenCode = (code: string): string => code.replace(/(.{3})(?=.)/g, '$1 ');
