/** The four levels of the linkage; a code's length says which (significant digits only, RULES §2.3). */
export const LEVELS = ['city', 'county', 'township', 'community'] as const;
export type Level = (typeof LEVELS)[number];

const LENGTHS: Record<Level, number> = { city: 4, county: 6, township: 9, community: 12 };

/** The level of a code, or null for a text that is no code. */
export function levelOf(code: string): Level | null {
  if (!/^\d+$/.test(code)) return null;
  return LEVELS.find((level) => LENGTHS[level] === code.length) ?? null;
}

/** The code one level and more above, city first: `150602001` → `1506`, `150602`. */
export const ancestorsOf = (code: string): string[] => [4, 6, 9].filter((length) => length < code.length).map((length) => code.slice(0, length));

/** Is a place the division itself or below it? */
export const isWithin = (code: string, division: string): boolean => code.startsWith(division);

/** The smallest division that holds all of these; at least the city. */
export function commonDivision(codes: string[]): string {
  const [first = '', ...rest] = codes;
  for (const length of [12, 9, 6, 4]) {
    const prefix = first.slice(0, length);
    if (prefix.length === length && rest.every((code) => code.startsWith(prefix))) return prefix;
  }
  return first.slice(0, 4);
}

/** Cuts the padding of an official 6- or 12-digit code: `150600` → `1506`, `150602000000` → `150602`. */
export function significantDigits(code: string): string {
  const digits = code.replace(/\D/g, '');
  if (digits.length === 12) {
    if (digits.endsWith('00000000')) return digits.slice(0, 4);
    if (digits.endsWith('000000')) return digits.slice(0, 6);
    if (digits.endsWith('000')) return digits.slice(0, 9);
  }
  if (digits.length === 6 && digits.endsWith('00')) return digits.slice(0, 4);
  return digits;
}
