import { ageOn, type LocalDate } from '../../../kernel/local-date.ts';
import { readDay, readPastDay } from './day.ts';
import { readIdentityCell } from './identity-number.ts';
import { findPlace } from './places.ts';
import { cellOf, dayFault, fault, hasField, isFaulty, keepTyped, textOf, wordOf, type Reading } from './reading.ts';
import type { NeedRecord } from './records.ts';
import { readCounty, readOther, readPhoneField, showCandidates } from './shared-fields.ts';
import { findItem, type ItemWord } from './taxonomy.ts';
import { isSeveralNames, splitName } from './name.ts';
import { tidy } from '../../people/core/text.ts';
import { isMissing, keyOf, parts } from './text.ts';
import { readTimes } from '../../needs/core/times.ts';
import { findChannel, findLanguages, findSex, findUrgency } from './words.ts';

/** Nothing was heard before the first linkage stations; an earlier day is a mistyped year. */
const HEARD_SINCE: LocalDate = '2000-01-01';

/** One row of a needs ledger (居民需求台账). Null: refused, and the problems say why. */
export function readNeed(reading: Reading): NeedRecord | null {
  const { judging } = reading;
  const { name, noted } = readName(reading);
  const person = readPerson(reading);
  const phones = readPhoneField(reading);
  const divisionCode = readPlace(reading);
  const service = readItem(reading);
  const heardOn = readHeardOn(reading);
  const urgency = wordOf(reading, 'urgency', (typed) => findUrgency(typed, judging.words));
  if (urgency === null && hasField(reading, 'urgency') && !isFaulty(reading, 'urgency')) fault(reading, 'urgency', 'missing');
  const wishedCell = cellOf(reading, 'wishedTime');
  const wishedTime = wishedCell?.kind === 'date' || wishedCell?.kind === 'number' ? dayText(wishedCell) : textOf(reading, 'wishedTime');
  const channel = wordOf(reading, 'channel', (typed) => findChannel(typed, judging.words));
  const languages = wordOf(reading, 'language', findLanguages) ?? [];
  const heardBy = readOther(reading, 'heardBy');
  const record: NeedRecord = {
    name, ...person, phones, divisionCode: divisionCode ?? '', address: textOf(reading, 'address'),
    item: service?.item ?? null, category: service?.category ?? 'governance', description: textOf(reading, 'description'),
    urgency, wishedTime, times: wishedTime ? readTimes(wishedTime) : null, languages,
    channel, heardBy, heardOn: heardOn ?? null, remark: [textOf(reading, 'remark'), noted].filter((text) => text !== '').join('；'), typed: reading.typed,
  };
  return reading.refused || !service || !divisionCode ? null : record;
}

function dayText(cell: Parameters<typeof readDay>[0]): string {
  const read = readDay(cell);
  return 'day' in read ? read.day : tidy(cell.text);
}

function readName(reading: Reading): { name: string; noted: string } {
  const cell = cellOf(reading, 'name');
  if (!cell || isMissing(cell.text)) {
    if (!isFaulty(reading, 'name')) fault(reading, 'name', 'missing');
    return { name: '', noted: '' };
  }
  const { name, remark: noted } = splitName(cell.text);
  if (!/\p{L}/u.test(name) || /\d{3}/.test(name) || name.length > 50) { fault(reading, 'name', 'notAName'); return { name: '', noted }; }
  if (isSeveralNames(name)) { fault(reading, 'name', 'severalNames'); return { name: '', noted }; }
  keepTyped(reading, 'name', cell, name);
  return { name, noted };
}

type Person = Pick<NeedRecord, 'sex' | 'residentId' | 'birthDate' | 'convertedFrom15'>;

function readPerson(reading: Reading): Person {
  const { asOf } = reading.judging;
  const typedSex = wordOf(reading, 'sex', findSex);
  const cell = cellOf(reading, 'residentId');
  const read = cell ? readIdentityCell(cell, asOf) : { missing: true as const };
  const birth = cellOf(reading, 'birthDate');
  const typedBirth = birth && !isMissing(birth.text) ? readPastDay(birth, asOf, '1890-01-01') : null;
  if (typedBirth && 'fault' in typedBirth) dayFault(reading, 'birthDate', typedBirth);
  const birthDate = typedBirth && 'day' in typedBirth ? typedBirth.day : null;
  if ('fault' in read) { fault(reading, 'residentId', read.fault); return { sex: typedSex, residentId: null, birthDate }; }
  if ('missing' in read) return { sex: typedSex, residentId: null, birthDate };
  keepTyped(reading, 'residentId', cell!, read.residentId);
  if (read.convertedFrom15) fault(reading, 'residentId', 'residentIdOld', { understood: read.residentId });
  if (read.isVeryOld) fault(reading, 'residentId', 'residentIdVeryOld');
  if (typedSex && typedSex !== read.sex) fault(reading, 'sex', 'sexDisagrees');
  if (birthDate && birthDate !== read.birthDate) fault(reading, 'birthDate', 'birthDateDisagrees');
  judgeAge(reading, ageOn(read.birthDate, asOf));
  // The number was checked, the word was not: sex and birth follow the number, and the cell that differs has been named.
  return { sex: read.sex, residentId: read.residentId, birthDate: read.birthDate, ...(read.convertedFrom15 ? { convertedFrom15: true as const } : {}) };
}

function judgeAge(reading: Reading, age: number): void {
  const cell = cellOf(reading, 'age');
  if (!cell || isMissing(cell.text)) return;
  const typed = /^(\d{1,3})(?:\.0+)?(?:周?岁)?$/.exec(keyOf(cell.text));
  if (!typed) fault(reading, 'age', 'notANumber');
  else if (Number(typed[1]) !== age) fault(reading, 'age', 'ageDisagrees', { understood: age });
}

function readPlace(reading: Reading): string | null {
  const { places } = reading.judging;
  const county = readCounty(reading);
  const street = textOf(reading, 'street');
  const cell = cellOf(reading, 'place');
  if (isFaulty(reading, 'place')) return null;
  if (!cell || isMissing(cell.text)) return hasField(reading, 'place') ? missingPlace(reading) : placeInAddress(reading, county, street) ?? reading.home ?? noPlace(reading);
  const read = findPlace(places, cell.text, county, street);
  if ('code' in read) { keepTyped(reading, 'place', cell, places.nameOf.get(read.code) ?? ''); return read.code; }
  fault(reading, 'place', read.fault, { candidates: showCandidates(read.fault, read.candidates) });
  return null;
}

function missingPlace(reading: Reading): null {
  fault(reading, 'place', 'missing');
  return null;
}

/** Where there is no column for the community, the address may begin with it; else the sheet or its part may say it. */
function placeInAddress(reading: Reading, county: string | null, street: string): string | null {
  const cell = cellOf(reading, 'address');
  const named = cell && /^.*?(?:社区|嘎查|村委会|村)/.exec(keyOf(cell.text))?.[0];
  const read = named ? findPlace(reading.judging.places, named, county, street) : null;
  if (read && 'code' in read) return read.code;
  if (read && reading.home === null) fault(reading, 'address', read.fault, { typed: named ?? '', candidates: showCandidates(read.fault, read.candidates) });
  return null;
}

function noPlace(reading: Reading): null {
  if (!isFaulty(reading, 'address')) fault(reading, 'place', 'missing', { typed: '' }, cellOf(reading, 'address')?.column);
  reading.refused = true;
  return null;
}

function readItem(reading: Reading): ItemWord | null {
  const taught = reading.judging.words.item;
  const cell = cellOf(reading, 'item') ?? cellOf(reading, 'category');
  const field = cellOf(reading, 'item') ? 'item' : hasField(reading, 'item') ? 'item' : 'category';
  if (!cell || isMissing(cell.text)) {
    if (!isFaulty(reading, 'item')) fault(reading, hasField(reading, 'item') ? 'item' : 'description', 'missing');
    reading.refused = true;
    return null;
  }
  const whole = findItem(cell.text, taught);
  const found = whole ? [whole] : parts(cell.text).map((part) => findItem(part, taught));
  if (found.length === 0 || found.some((one) => one === null)) { fault(reading, field, 'unknownWord', {}, cell.column); reading.refused = true; return null; }
  const items = [...new Map(found.map((one) => [one!.item ?? one!.category, one!])).values()];
  if (items.length > 1) { fault(reading, field, 'severalItems', {}, cell.column); reading.refused = true; return null; }
  keepTyped(reading, 'item', cell, items[0]!.item ?? items[0]!.category);
  return items[0]!;
}

function readHeardOn(reading: Reading): LocalDate | null {
  const cell = cellOf(reading, 'heardOn');
  if (!cell || isMissing(cell.text)) {
    if (hasField(reading, 'heardOn') && !isFaulty(reading, 'heardOn')) fault(reading, 'heardOn', 'missing');
    return null;
  }
  const read = readPastDay(cell, reading.judging.asOf, HEARD_SINCE);
  if ('fault' in read) { dayFault(reading, 'heardOn', read); return null; }
  keepTyped(reading, 'heardOn', cell, read.day);
  return read.day;
}
