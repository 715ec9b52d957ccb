import { readCreditCode, type RegisteredKind } from './credit-code.ts';
import { readEnd, readPastDay } from './day.ts';
import { findCounty } from './places.ts';
import { cellOf, dayFault, fault, hasField, isFaulty, keepTyped, textOf, wordOf, type Reading } from './reading.ts';
import type { OrganizationRecord } from './records.ts';
import { readOrganizationName, readOther, readPhoneField } from './shared-fields.ts';
import { joinHan } from '../../people/core/text.ts';
import { isMissing, keyOf } from './text.ts';
import { findGrade, findOrganizationKind, findPartyOrganization, findYesNo } from './words.ts';

/** The first rules for registering social organisations are of 1950. */
const REGISTERED_SINCE = '1950-01-01';

/** One row of a directory of social organisations (社会组织名录). Null: refused, and the problems say why. */
export function readOrganization(reading: Reading): OrganizationRecord | null {
  const name = readOrganizationName(reading, 'name');
  const { uscc, kind } = readCode(reading);
  const authority = readAuthority(reading);
  const grade = readGrade(reading);
  const record: OrganizationRecord = {
    uscc, name, kind, ...authority, registeredOn: readRegisteredOn(reading), ...grade,
    isSocialWorkAgency: readYesNo(reading, 'isSocialWorkAgency', findYesNo),
    hasPartyOrganization: readYesNo(reading, 'partyOrganization', findPartyOrganization),
    phones: readPhoneField(reading), legalRepresentative: readOther(reading, 'legalRepresentative'), contact: readOther(reading, 'contact'),
    address: textOf(reading, 'address'), supervisingUnit: textOf(reading, 'supervisingUnit'), businessScope: textOf(reading, 'businessScope'),
    filingNo: textOf(reading, 'filingNo'), remark: textOf(reading, 'remark'), typed: reading.typed,
  };
  return reading.refused ? null : record;
}

function readCode(reading: Reading): { uscc: string | null; kind: RegisteredKind | null } {
  const { words } = reading.judging;
  const cell = cellOf(reading, 'uscc');
  const read = cell ? readCreditCode(cell.text) : { missing: true as const };
  const kind = wordOf(reading, 'kind', (typed) => findOrganizationKind(typed, words));
  if ('fault' in read) { fault(reading, 'uscc', read.fault, { characters: read.characters ?? '' }); return { uscc: null, kind }; }
  if ('missing' in read) {
    // An organisation that is only filed has no code but a filing number (RULES §2.2).
    if (hasField(reading, 'uscc') && !isFaulty(reading, 'uscc') && !cellOf(reading, 'filingNo')) fault(reading, 'uscc', 'missing');
    if (kind === null && hasField(reading, 'kind') && !isFaulty(reading, 'kind')) fault(reading, 'kind', 'missing');
    return { uscc: null, kind };
  }
  keepTyped(reading, 'uscc', cell!, read.uscc);
  if (kind !== null && kind !== read.kind) fault(reading, 'kind', 'kindDisagrees', { understood: read.kind ? KIND_WORDS[read.kind] : read.uscc.slice(0, 2) });
  return { uscc: read.uscc, kind: kind ?? read.kind };
}

const KIND_WORDS: Record<RegisteredKind, { zh: string; en: string }> = {
  socialAssociation: { zh: '社会团体', en: 'an association' }, socialServiceOrg: { zh: '民办非企业单位（社会服务机构）', en: 'a social service organisation' }, foundation: { zh: '基金会', en: 'a foundation' },
};

/** The authority, and the division it registers for: the city's own bureau the city, a banner's the banner. */
function readAuthority(reading: Reading): Pick<OrganizationRecord, 'authority' | 'divisionCode'> {
  const { places } = reading.judging;
  const cell = cellOf(reading, 'authority');
  const authority = cell && !isMissing(cell.text) ? joinHan(cell.text) : '';
  if (authority) keepTyped(reading, 'authority', cell!, authority);
  const county = findCounty(places, authority);
  if (county) return { authority, divisionCode: county };
  if (authority && places.city && (keyOf(authority).includes(keyOf(places.city.name)) || authority.startsWith('市'))) return { authority, divisionCode: places.city.code };
  const column = cellOf(reading, 'county');
  return { authority, divisionCode: (column && findCounty(places, column.text)) ?? reading.county };
}

function readRegisteredOn(reading: Reading): string | null {
  const cell = cellOf(reading, 'registeredOn');
  if (!cell || isMissing(cell.text)) return null;
  const read = readPastDay(cell, reading.judging.asOf, REGISTERED_SINCE);
  if ('fault' in read) { dayFault(reading, 'registeredOn', read); return null; }
  keepTyped(reading, 'registeredOn', cell, read.day);
  return read.day;
}

function readGrade(reading: Reading): Pick<OrganizationRecord, 'grade' | 'gradeUntil'> {
  const cell = cellOf(reading, 'grade');
  const grade = cell ? findGrade(cell.text) : null;
  if (grade === undefined) fault(reading, 'grade', 'unknownWord');
  else if (grade !== null) keepTyped(reading, 'grade', cell!, String(grade));
  const endCell = cellOf(reading, 'gradeUntil');
  const read = endCell ? readEnd(endCell, reading.judging.asOf) : { open: true as const };
  if ('fault' in read) { dayFault(reading, 'gradeUntil', read); return { grade: grade ?? null, gradeUntil: null }; }
  if ('open' in read) {
    if (grade && hasField(reading, 'gradeUntil') && !isFaulty(reading, 'gradeUntil')) fault(reading, 'gradeUntil', 'gradeWithoutEnd');
    return { grade: grade ?? null, gradeUntil: null };
  }
  keepTyped(reading, 'gradeUntil', endCell!, read.day);
  return { grade: grade ?? null, gradeUntil: read.day };
}

/** 无 and 否 are answers here, not gaps. */
function readYesNo(reading: Reading, field: string, find: (typed: string) => boolean | null): boolean | null {
  const cell = cellOf(reading, field);
  if (!cell) return null;
  const found = find(cell.text);
  if (found === null) { if (!isMissing(cell.text)) fault(reading, field, 'unknownWord'); return null; }
  keepTyped(reading, field, cell, String(found));
  return found;
}
