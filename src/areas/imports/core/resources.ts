import { readDay, readEnd } from './day.ts';
import { readQuantity, type Quantity } from './quantity.ts';
import { readReach, type Reach } from './reach.ts';
import { cellOf, dayFault, fault, hasField, isFaulty, keepTyped, textOf, wordOf, type Reading } from './reading.ts';
import type { ResourceRecord } from './records.ts';
import { readCounty, readOrganizationName, readOther, readPhoneField, showCandidates } from './shared-fields.ts';
import { findItem, type ItemWord } from './taxonomy.ts';
import { isMissing, parts } from './text.ts';
import { readTimes } from '../../needs/core/times.ts';
import { findLanguages, findProviderKind, findResourceKind, type ResourceKind } from './words.ts';

/** One row of a list of resources (资源清单). Null: refused, and the problems say why. */
export function readResource(reading: Reading): ResourceRecord | null {
  const { judging } = reading;
  const countyCode = readCounty(reading);
  const provider = readOrganizationName(reading, 'provider');
  const kind = requiredWord(reading, 'kind', (typed) => findResourceKind(typed, judging.words));
  const items = readItems(reading);
  const times = readTimesField(reading);
  const record = {
    countyCode, provider, providerKind: wordOf(reading, 'providerKind', (typed) => findProviderKind(typed, judging.words)), kind: kind as ResourceKind,
    items, quantity: readQuantityField(reading, kind), reach: readReachField(reading, countyCode), ...times,
    qualification: textOf(reading, 'qualification'), languages: wordOf(reading, 'language', findLanguages) ?? [],
    contact: readOther(reading, 'contact'), phones: readPhoneField(reading),
    validFrom: readFrom(reading), validUntil: readUntil(reading), remark: textOf(reading, 'remark'), typed: reading.typed,
  };
  return reading.refused ? null : record;
}

/** A word without which the row means nothing, if the sheet has a column for it. */
function requiredWord<T>(reading: Reading, field: string, find: (typed: string) => T | null): T | null {
  const found = wordOf(reading, field, find);
  if (found === null && !isFaulty(reading, field)) fault(reading, field, 'missing');
  return found;
}

function readItems(reading: Reading): ItemWord[] {
  const taught = reading.judging.words.item;
  const cell = cellOf(reading, 'items');
  if (!cell || isMissing(cell.text)) {
    if (hasField(reading, 'items') && !isFaulty(reading, 'items')) fault(reading, 'items', 'missing');
    return [];
  }
  const whole = findItem(cell.text, taught);
  const words = whole ? [cell.text] : parts(cell.text).flatMap((part) => (findItem(part, taught) ? [part] : splitWords(part, taught)));
  const found = new Map<string, ItemWord>();
  const strange: string[] = [];
  for (const word of words) {
    const one = findItem(word, taught);
    if (one) found.set(one.item ?? one.category, one);
    else strange.push(word);
  }
  if (strange.length) fault(reading, 'items', found.size ? 'someUnknownWord' : 'unknownWord', { typed: strange.join('、') });
  keepTyped(reading, 'items', cell, [...found.keys()].join('、'));
  return [...found.values()];
}

/** 送餐 陪诊, 送餐和陪诊, 送餐+陪诊: only where each piece is known. */
function splitWords(part: string, taught: Record<string, string> | undefined): string[] {
  const pieces = part.split(/[\s+＋&]+|[和及与]/).filter((piece) => piece !== '');
  return pieces.length > 1 && pieces.every((piece) => findItem(piece, taught)) ? pieces : /\s/.test(part) ? part.split(/\s+/) : [part];
}

function readQuantityField(reading: Reading, kind: ResourceKind | null): Quantity | null {
  const cell = cellOf(reading, 'quantity');
  if (isFaulty(reading, 'quantity')) return null;
  const header = reading.headers.get(reading.columns.get('quantity')?.[0] ?? 0) ?? '';
  const read = readQuantity(cell, kind, cellOf(reading, 'unit')?.text, /[(（]([^)）]+)[)）]/.exec(header)?.[1]);
  if ('missing' in read) { if (hasField(reading, 'quantity')) fault(reading, 'quantity', 'missing'); return null; }
  if ('fault' in read) { fault(reading, 'quantity', read.fault); reading.typed.quantity = cell?.text ?? ''; return null; }
  reading.typed.quantity = cell!.text;
  return read;
}

function readReachField(reading: Reading, county: string | null): Reach | null {
  const cell = cellOf(reading, 'reach');
  if (!cell || isMissing(cell.text)) {
    if (hasField(reading, 'reach') && !isFaulty(reading, 'reach')) fault(reading, 'reach', 'missing');
    return null;
  }
  const { reach, faults } = readReach(reading.judging.places, cell.text, county);
  for (const { fault: code, typed, candidates } of faults) fault(reading, 'reach', code, { typed, candidates: showCandidates(code, candidates) });
  // Of a list of places of which none is known, nothing is left to offer the resource in.
  if (reach === null && faults.some(({ fault: code }) => code !== 'reachUnreadable' && code !== 'bannerUnknown')) fault(reading, 'reach', 'nothingLeft');
  reading.typed.reach = cell.text;
  return reach;
}

function readTimesField(reading: Reading): Pick<ResourceRecord, 'times' | 'timesSaid'> {
  const timesSaid = textOf(reading, 'times');
  const times = timesSaid ? readTimes(timesSaid) : null;
  if (timesSaid && !times) fault(reading, 'times', 'timeUnreadable');
  return { times, timesSaid };
}

function readUntil(reading: Reading): string | null {
  const cell = cellOf(reading, 'validUntil');
  if (!cell) return null;
  const read = readEnd(cell, reading.judging.asOf);
  if ('open' in read) return null;
  if ('fault' in read) { dayFault(reading, 'validUntil', read); return null; }
  keepTyped(reading, 'validUntil', cell, read.day);
  return read.day;
}

function readFrom(reading: Reading): string | null {
  const cell = cellOf(reading, 'validFrom');
  if (!cell || isMissing(cell.text)) return null;
  const read = readDay(cell);
  if ('fault' in read) { dayFault(reading, 'validFrom', read); return null; }
  keepTyped(reading, 'validFrom', cell, read.day);
  return read.day;
}
