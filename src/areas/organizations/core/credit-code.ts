import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { OrganizationKind } from './organization.ts';

/** The 31 characters of a unified social credit code; I, O, S, V and Z are none of them (GB 32100, RULES §2.2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANIZATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Division 1506 99 and the like are read by `warningsOf`: the first two digits of every province-level unit of GB/T 2260. */
const PROVINCES = new Set(['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46',
  '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82', '10']); // 10: registered with a national authority

export type CreditCodeRefusal = { code: 'usccLength'; length: number } | { code: 'usccCharacter'; characters: string } | { code: 'usccCheck' };
export type CreditCodeWarning = 'organizationCodeCheck' | 'unknownDivision';
export type CreditCode = { uscc: string; warnings: CreditCodeWarning[] };

/** The check character of the first 17: any of the 31, not only digits and X; the value 31 folds to 0. */
export function creditCodeCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(first17[i]!) * WEIGHTS[i]!;
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The check character that the organisation code inside (positions 9 to 17, GB 11714) has of its own. */
export function organizationCodeCheck(first8: string): string {
  const rest = 11 - ([...first8].reduce((sum, sign, i) => sum + ORGANIZATION_ALPHABET.indexOf(sign) * ORGANIZATION_WEIGHTS[i]!, 0) % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}

/** Takes away what typing leaves behind: full width, blanks, quotes, small letters. A letter O is not read as 0: two codes may differ by just that. */
export const tidyCreditCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s'‘’`"“”\-–—]+/g, '').toUpperCase();

/** A code that may stand in the register, with what is odd about it but no reason to refuse. */
export function checkCreditCode(typed: string): Result<CreditCode, CreditCodeRefusal> {
  const uscc = tidyCreditCode(typed);
  const strange = [...new Set([...uscc].filter((sign) => !ALPHABET.includes(sign)))].join('');
  if (strange !== '') return refuse({ code: 'usccCharacter', characters: strange });
  if (uscc.length !== 18) return refuse({ code: 'usccLength', length: uscc.length });
  if (creditCodeCheck(uscc) !== uscc[17]) return refuse({ code: 'usccCheck' });
  return ok({ uscc, warnings: warningsOf(uscc) });
}

function warningsOf(uscc: string): CreditCodeWarning[] {
  const warnings: CreditCodeWarning[] = [];
  if (organizationCodeCheck(uscc.slice(8, 16)) !== uscc[16]) warnings.push('organizationCodeCheck');
  const division = uscc.slice(2, 8);
  if (!/^\d{6}$/.test(division) || !PROVINCES.has(division.slice(0, 2))) warnings.push('unknownDivision');
  return warnings;
}

/** Which kinds the first two characters speak of; null where the table does not bind us. */
const KINDS_OF_PREFIX: Record<string, readonly OrganizationKind[]> = {
  51: ['socialAssociation'], 52: ['socialServiceOrg'], 53: ['foundation'], 54: ['residentsCommittee'], 55: ['residentsCommittee'],
  11: ['department'], 12: ['department'], 13: ['department'], 91: ['enterprise'], 92: ['enterprise'], 93: ['enterprise'],
};
const BOUND: readonly OrganizationKind[] = ['socialAssociation', 'socialServiceOrg', 'foundation'];

/** The kind that a code itself tells, where it tells one. */
export const kindOfCreditCode = (uscc: string): OrganizationKind | null => KINDS_OF_PREFIX[uscc.slice(0, 2)]?.[0] ?? null;

/** Associations, service organisations and foundations carry 51, 52, 53, and nobody else does (RULES §2.2). Other kinds are not told apart by their code. */
export function agreesWithKind(uscc: string, kind: OrganizationKind): boolean {
  const told = kindOfCreditCode(uscc);
  return BOUND.includes(kind) || (told !== null && BOUND.includes(told)) ? told === kind : true;
}
