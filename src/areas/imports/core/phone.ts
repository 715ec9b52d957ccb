import type { Cell } from './sheet.ts';
import { isMissing, tidy } from './text.ts';

export type PhoneFault = 'phoneLength' | 'phoneCharacters' | 'phoneCut';
export type PhonesRead = { phones: string[]; faults: { fault: PhoneFault; typed: string }[] };

const MOBILE = /^1[3-9]\d{9}$/;
/** With area code, or the seven or eight digits that neighbours dial; an extension may follow. */
const LANDLINE = /^(0\d{2,3})?([2-9]\d{6,7})$/;

/** The numbers of a cell, each as digits only (mobile) or 0477-8591234 (landline); what is no number is named. */
export function readPhones(cell: Cell): PhonesRead {
  const read: PhonesRead = { phones: [], faults: [] };
  if (cell.kind === 'error' || cell.kind === 'boolean') return { phones: [], faults: [{ fault: 'phoneCharacters', typed: cell.text }] };
  if (isMissing(cell.text)) return read;
  for (const part of splitPhones(cell.text)) {
    const found = readPhone(part);
    if (typeof found === 'string') { if (!read.phones.includes(found)) read.phones.push(found); }
    else read.faults.push(found);
  }
  return read;
}

function splitPhones(typed: string): string[] {
  const pieces = typed.normalize('NFKC').split(/[、，,；;\/\\|\n\r]+|或|和|及/).map(tidy).filter((piece) => /\d/.test(piece) || !isMissing(piece));
  return pieces.flatMap((piece) => {
    const digits = piece.replace(/\D/g, '');
    const pair = /^(1[3-9]\d{9})(1[3-9]\d{9})$/.exec(digits);
    return pair && /^[\d\s-]+$/.test(piece) ? [pair[1]!, pair[2]!] : [piece];
  });
}

function readPhone(part: string): string | { fault: PhoneFault; typed: string } {
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(part)) return { fault: 'phoneCut', typed: part };
  const bare = part
    .replace(/\.0+$/, '')
    .replace(/\([^)\d]*\)/g, '')
    .replace(/^[^\d+(]*/, '')
    .replace(/[^\d]*$/, '')
    .replace(/^(?:\+|00)?86(?=[\s-]*1)/, '')
    .replace(/[\s()'‘’`.–—\-_*]/g, '');
  if (!/^\d+$/.test(bare)) return { fault: 'phoneCharacters', typed: part };
  if (MOBILE.test(bare)) return bare;
  const extension = /^(.*?\d)(?:转|ext\.?|-)(\d{1,6})$/i.exec(part.replace(/\s/g, ''));
  const landline = LANDLINE.exec(extension && !LANDLINE.test(bare) ? extension[1]!.replace(/\D/g, '') : bare);
  if (landline && !(bare.length === 10 && bare.startsWith('1'))) return landline[1] ? `${landline[1]}-${landline[2]}` : landline[2]!;
  return { fault: 'phoneLength', typed: part };
}
