import { ageOn, isLocalDate, type LocalDate } from '../../../kernel/local-date.ts';
import { tidy } from './text.ts';

export const ID_TYPES = ['residentId', 'hmtResidencePermit', 'foreignPermanentResident', 'passport', 'householdBooklet', 'birthCertificate', 'none'] as const;
export type IdType = (typeof ID_TYPES)[number];

export type IdentityFault =
  | 'residentIdCut' | 'residentIdLength' | 'residentIdCharacters' | 'residentIdDate' | 'residentIdFuture' | 'residentIdCheck';

export type Identity = {
  residentId: string; idType: IdType; birthDate: LocalDate; sex: 'male' | 'female';
  /** Stood in the 15-digit form that has not been a document since 2013. */
  convertedFrom15: boolean;
  /** Older than 120: right in form, but hardly anybody's. */
  isVeryOld: boolean;
  /** The first six digits are no place that ever had a code of ours or a neighbour's: 999999. */
  isUnknownRegion: boolean;
};
export type IdentityRead = Identity | { missing: true } | { fault: IdentityFault };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character of the first 17 digits (GB 11643, RULES §2.1). */
export function residentIdCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * WEIGHTS[i]!;
  return CHECKS[sum % 11]!;
}

/** Full width to half, blanks and quotes away, x to X: the number as the card has it. */
export const normalizeIdentity = (typed: string): string =>
  tidy(typed).normalize('NFKC').replace(/^身份证号?码?[:：]?/, '').toUpperCase().replace(/[\s'‘’`"“”\-–—]+/g, '').replace(/[×ХΧ✕]$/, 'X');

/**
 * An identity number as somebody typed it. `fromSheet`: it stood in a spreadsheet, which keeps 15 digits of a number,
 * so that one ending in 000 was cut, whatever the rest happens to check to.
 */
export function readIdentity(typed: string, asOf: LocalDate, { fromSheet = false }: { fromSheet?: boolean } = {}): IdentityRead {
  const number = normalizeIdentity(typed);
  if (number === '') return { missing: true };
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(number)) return { fault: 'residentIdCut' };
  if (/^\d{15}$/.test(number)) {
    const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
    return judge(first17 + residentIdCheck(first17), asOf, true);
  }
  if (!/^\d+X?$/.test(number)) return { fault: 'residentIdCharacters' };
  if (number.length !== 18) return { fault: 'residentIdLength' };
  if (fromSheet && number.endsWith('000')) return { fault: 'residentIdCut' };
  return judge(number, asOf, false);
}

/** Residence permits of Hong Kong, Macao and Taiwan residents and the new permanent-resident card share the form and the check. */
function idTypeOf(number: string): IdType {
  if (/^8[123]0000/.test(number)) return 'hmtResidencePermit';
  return /^9[1-6]/.test(number) ? 'foreignPermanentResident' : 'residentId';
}

function judge(number: string, asOf: LocalDate, convertedFrom15: boolean): IdentityRead {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!/^[1-9]/.test(number)) return { fault: 'residentIdCharacters' };
  if (!isLocalDate(birthDate) || !/^(18|19|20)/.test(number.slice(6))) return { fault: 'residentIdDate' };
  if (residentIdCheck(number) !== number[17]) return { fault: 'residentIdCheck' };
  if (birthDate > asOf) return { fault: 'residentIdFuture' };
  return {
    residentId: number, idType: idTypeOf(number), birthDate, sex: Number(number[16]) % 2 ? 'male' : 'female', convertedFrom15,
    // a prefix is never refused: it names the place of the first registration, and many of those codes are long gone
    isVeryOld: ageOn(birthDate, asOf) > 120, isUnknownRegion: !/^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-6])/.test(number),
  };
}
