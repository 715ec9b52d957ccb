import type { Language } from '../../../kernel/messages.ts';
import { readPhones } from './phone.ts';
import { findCounty } from './places.ts';
import { cellOf, cellsOf, fault, isFaulty, keepTyped, type Reading } from './reading.ts';
import { joinHan, personName } from '../../people/core/text.ts';
import { isMissing, keyOf } from './text.ts';

/** The phones of a row; what is no number is named, and the row stands without it. */
export function readPhoneField(reading: Reading): string[] {
  const phones: string[] = [];
  for (const cell of cellsOf(reading, 'phone')) {
    const read = readPhones(cell);
    for (const { fault: code, typed } of read.faults) fault(reading, 'phone', code, { typed }, cell.column);
    for (const phone of read.phones) if (!phones.includes(phone)) phones.push(phone);
    keepTyped(reading, 'phone', cell, read.phones.join('、'));
  }
  return phones;
}

/** The banner of a row: its own column before what the sheet says. */
export function readCounty(reading: Reading): string | null {
  const cell = cellOf(reading, 'county');
  if (!cell || isMissing(cell.text)) return reading.county;
  const { places } = reading.judging;
  // Of the city itself, not of one of its banners.
  if (/^(?:市本级|市级|市直|全市)$/.test(keyOf(cell.text)) || keyOf(cell.text) === keyOf(places.city?.name ?? '-')) return null;
  const code = findCounty(places, cell.text);
  if (code === null) { fault(reading, 'county', 'unknownWord'); return reading.county; }
  return code;
}

/** Of an unknown name the like ones stand in brackets; otherwise they are the sentence. */
export function showCandidates(code: string, candidates: string[]): string | Record<Language, string> {
  if (code !== 'unknownPlace') return candidates.join('、');
  return candidates.length === 0 ? '' : { zh: `（相近：${candidates.join('、')}）`, en: ` (alike: ${candidates.join(', ')})` };
}

/** The name of whoever offers, or of an organisation: required. */
export function readOrganizationName(reading: Reading, field: string): string {
  const cell = cellOf(reading, field);
  if (!cell || isMissing(cell.text)) {
    if (!isFaulty(reading, field)) fault(reading, field, 'missing');
    return '';
  }
  const name = joinHan(cell.text);
  keepTyped(reading, field, cell, name);
  return name;
}

/** The name of somebody other than the resident. */
export function readOther(reading: Reading, field: string): string {
  const cell = cellOf(reading, field);
  if (!cell || isMissing(cell.text)) return '';
  const name = personName(cell.text);
  keepTyped(reading, field, cell, name);
  return name;
}
