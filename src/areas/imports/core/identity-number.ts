import { isLocalDate, type LocalDate } from '../../../kernel/local-date.ts';
import type { Cell } from './sheet.ts';
import { isMissing, tidy } from './text.ts';

export type IdentityFault =
  | 'residentIdCut' | 'residentIdLength' | 'residentIdCharacters' | 'residentIdDate' | 'residentIdFuture' | 'residentIdCheck';
export type IdentityRead =
  | { residentId: string; birthDate: LocalDate; sex: 'male' | 'female'; convertedFrom15: boolean; isVeryOld: boolean }
  | { missing: true }
  | { fault: IdentityFault };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character of the first 17 digits (GB 11643, RULES §2.1). */
export function residentIdCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * WEIGHTS[i]!;
  return CHECKS[sum % 11]!;
}

/** An identity number as a ledger has it. What Excel has cut is said to be cut, whatever the rest happens to check to. */
export function readIdentity(cell: Cell, asOf: LocalDate): IdentityRead {
  if (cell.kind === 'error' || cell.kind === 'boolean' || cell.kind === 'date') return { fault: 'residentIdCharacters' };
  if (cell.kind === 'number') {
    // A spreadsheet keeps 15 digits of a number: of 18, the last three are gone.
    if (Math.abs(cell.number ?? 0) >= 1e15) return { fault: 'residentIdCut' };
    return readDigits(cell.text, asOf);
  }
  if (isMissing(cell.text)) return { missing: true };
  return readDigits(cell.text, asOf);
}

function readDigits(typed: string, asOf: LocalDate): IdentityRead {
  const text = tidy(typed).normalize('NFKC').replace(/^身份证号?码?[:：]?/, '').toUpperCase();
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(text.replace(/\s/g, ''))) return { fault: 'residentIdCut' };
  const number = text.replace(/[\s'‘’`"“”\-–—]+/g, '').replace(/[×ХΧ✕]$/, 'X');
  if (/^\d{15}$/.test(number)) return readOld(number, asOf);
  if (!/^\d+X?$/.test(number)) return { fault: 'residentIdCharacters' };
  if (number.length !== 18) return { fault: 'residentIdLength' };
  // 15 digits kept and three noughts filled in; in a text it is the same number, pasted.
  if (number.endsWith('000')) return { fault: 'residentIdCut' };
  return judge(number, asOf, false);
}

function readOld(number: string, asOf: LocalDate): IdentityRead {
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
  return judge(first17 + residentIdCheck(first17), asOf, true);
}

function judge(number: string, asOf: LocalDate, convertedFrom15: boolean): IdentityRead {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!/^[1-9]/.test(number)) return { fault: 'residentIdCharacters' };
  if (!isLocalDate(birthDate) || !/^(18|19|20)/.test(number.slice(6))) return { fault: 'residentIdDate' };
  if (residentIdCheck(number) !== number[17]) return { fault: 'residentIdCheck' };
  if (birthDate > asOf) return { fault: 'residentIdFuture' };
  const isVeryOld = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4)) > 120;
  return { residentId: number, birthDate, sex: Number(number[16]) % 2 ? 'male' : 'female', convertedFrom15, isVeryOld };
}
