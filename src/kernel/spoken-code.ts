/** Letters and digits that nobody mistakes for one another, read aloud or written by hand: no 0 and O, no 1, I and L. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What somebody typed, as a code is kept: no spaces, no hyphens, capitals. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
