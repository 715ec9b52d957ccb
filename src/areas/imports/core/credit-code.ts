import { isMissing, tidy } from './text.ts';

export type OrganizationKind = 'socialAssociation' | 'socialServiceOrg' | 'foundation';
export type CreditCodeFault = 'usccLength' | 'usccCharacter' | 'usccCheck' | 'usccCut';
export type CreditCodeRead = { uscc: string; kind: OrganizationKind | null } | { missing: true } | { fault: CreditCodeFault; characters?: string };

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const KINDS: Record<string, OrganizationKind> = { 51: 'socialAssociation', 52: 'socialServiceOrg', 53: 'foundation' };

/** The check character of the first 17 (GB 32100, RULES §2.2): any of the 31, not only digits and X. */
export function creditCodeCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(first17[i]!) * WEIGHTS[i]!;
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** A letter O or I is not read as 0 or 1, however likely: two codes may differ by just that. */
export function readCreditCode(typed: string): CreditCodeRead {
  if (isMissing(typed)) return { missing: true };
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(tidy(typed))) return { fault: 'usccCut' };
  const code = tidy(typed).normalize('NFKC').replace(/[\s'‘’`"“”\-–—]+/g, '').toUpperCase();
  const strange = [...new Set([...code].filter((c) => !ALPHABET.includes(c)))].join('');
  if (strange !== '') return { fault: 'usccCharacter', characters: strange };
  if (code.length !== 18) return { fault: 'usccLength' };
  if (creditCodeCheck(code) !== code[17]) return { fault: 'usccCheck' };
  return { uscc: code, kind: KINDS[code.slice(0, 2)] ?? null };
}
