import { readPhone, type PhoneFault } from '../../people/core/phone.ts';
import type { Cell } from './sheet.ts';
import { tidy } from '../../people/core/text.ts';
import { isMissing } from './text.ts';

export type PhonesRead = { phones: string[]; faults: { fault: PhoneFault; typed: string }[] };

/** The numbers of a cell, each as digits only (mobile) or 0477-8591234 (landline); what is no number is named. */
export function readPhones(cell: Cell): PhonesRead {
  const read: PhonesRead = { phones: [], faults: [] };
  if (cell.kind === 'error' || cell.kind === 'boolean') return { phones: [], faults: [{ fault: 'phoneCharacters', typed: cell.text }] };
  if (isMissing(cell.text)) return read;
  for (const part of splitPhones(cell.text)) {
    // a number that a spreadsheet shows with decimals: 13800001111.0
    const found = readPhone(part.replace(/\.0+$/, ''));
    if ('fault' in found) read.faults.push({ fault: found.fault, typed: part });
    else if (!read.phones.includes(found.phone)) read.phones.push(found.phone);
  }
  return read;
}

const MOBILES = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g;

function splitPhones(typed: string): string[] {
  const pieces = typed.normalize('NFKC').split(/[、，,；;\/\\|\n\r]+|或|和|及/).map(tidy).filter((piece) => /\d/.test(piece) || !isMissing(piece));
  return pieces.flatMap((piece) => {
    const digits = piece.replace(/\D/g, '');
    const pair = /^(1[3-9]\d{9})(1[3-9]\d{9})$/.exec(digits);
    if (pair && /^[\d\s-]+$/.test(piece)) return [pair[1]!, pair[2]!];
    // 本人139…女儿138…, 139…(138…): each number whole, and no further digits beside them that could be part of one
    const several = piece.match(MOBILES) ?? [];
    return several.length > 1 && !/\d{3}/.test(piece.replace(MOBILES, '')) ? several : [piece];
  });
}
