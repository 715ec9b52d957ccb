import { maskPhone, maskResidentId } from '../../people/core/mask.ts';

/** A number as people write it: full width, with blanks or hyphens between. */
const NUMBER = /(?<![\dA-Za-z０-９])[\d０-９](?:[ \-－]?[\d０-９]){3,}[ \-]?[XxＸｘ]?/g;

/** From how many digits on a number is hidden: where numbers are expected, also one that is cut; elsewhere only what looks like a person's or a phone. */
const FEWEST: Record<string, number> = { residentId: 7, phone: 5 };
const LOOKS_PERSONAL = /^(?:\d{15,17}[\dX]?|1[3-9]\d{9}|0\d{9,11})$/;

/** What stands in a cell, its identity numbers and phones with their middle hidden, in whichever column they were typed. */
export function maskCell(field: string | null, text: string): string {
  if (field === 'uscc' || field === 'filingNo') return text; // public
  return text.replace(NUMBER, (typed) => {
    const plain = typed.normalize('NFKC').replace(/[ -]/g, '').toUpperCase();
    const isHidden = plain.length >= (FEWEST[field ?? ''] ?? Infinity) || LOOKS_PERSONAL.test(plain);
    if (!isHidden) return typed;
    return plain.length >= 12 ? maskResidentId(plain) : maskPhone(plain);
  });
}
