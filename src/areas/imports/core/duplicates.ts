import { daysBetween } from '../../../kernel/local-date.ts';
import { areNamesAlike } from './names-alike.ts';
import type { NeedRecord, OrganizationRecord, Place, ResourceRecord } from './records.ts';
import { keyOf } from './text.ts';

/** What a row is beside the rows before it and the records there already. Certain: merged. Likely: asked. Contradicting: refused. */
export type Beside = { mergedWith: Place | null; asks: Place[]; contradicts?: { place: Place; other: string } };

/** A record that is there already; with its place where it is a row of the same files. */
export type KnownRecord<R> = { ref: string; record: R; place?: Place };

export type Registry<R> = { compare(record: R, place: Place): Beside };

const ALONE: Beside = { mergedWith: null, asks: [] };

type Kept = Pick<NeedRecord, 'name' | 'residentId' | 'sex' | 'birthDate' | 'phones' | 'divisionCode' | 'address' | 'item' | 'category' | 'description' | 'heardOn' | 'channel' | 'heardBy'>;
type Need = { place: Place; record: Kept };

/** Half a year. Further apart, a need may have been met and have come again in the same words: then a person is asked. */
const SAME_NEED_DAYS = 183;

/**
 * Needs. The same identity number with the same need is one need with a further piece of evidence. So is the same row typed twice.
 * The same number with another need is one person with two: seen, not merged. Without a number on both sides nothing is certain:
 * the same phone and name, or the same name in the same home, are asked about. A name alone, or a phone alone, says nothing.
 */
export function needRegistry(known: readonly KnownRecord<NeedRecord>[] = []): Registry<NeedRecord> {
  const byId = new Map<string, Need[]>();
  const byPhone = new Map<string, Need[]>();
  const byHome = new Map<number, Need[]>();
  // under the digests of long texts, which would take more room than all the rest; the text itself decides
  const typed = new Map<number, Need[]>();
  const add = (record: NeedRecord, place: Place) => {
    const need: Need = { place, record: slim(record) };
    if (record.residentId) push(byId, record.residentId, need);
    for (const phone of record.phones) push(byPhone, phone, need);
    if (record.address !== '') push(byHome, digestOf(homeOf(record)), need);
    push(typed, digestOf(evidenceOf(record)), need);
  };
  const typedAlready = (record: NeedRecord): Place | undefined => {
    const evidence = evidenceOf(record);
    return typed.get(digestOf(evidence))?.find((one) => evidenceOf(one.record) === evidence)?.place;
  };
  for (const { ref, record, place = { known: ref } } of known) add(record, place);
  const compare = (record: NeedRecord, place: Place): Beside => {
    const beside = besideOthers(record);
    if (!beside.mergedWith && !beside.contradicts) add(record, place);
    else if (beside.mergedWith && !typedAlready(record)) push(typed, digestOf(evidenceOf(record)), { place: beside.mergedWith, record: slim(record) });
    return beside;
  };
  const besideOthers = (record: NeedRecord): Beside => {
    const same = record.residentId ? byId.get(record.residentId) ?? [] : [];
    const stranger = same.find((one) => !areNamesAlike(one.record.name, record.name));
    if (stranger) return { mergedWith: null, asks: [], contradicts: { place: stranger.place, other: stranger.record.name } };
    const again = typedAlready(record) ?? same.find((one) => isSameNeed(one.record, record))?.place;
    if (again) return { mergedWith: again, asks: [] };
    if (same.length) {
      record.samePersonAs = same[0]!.place;
      return { mergedWith: null, asks: [(same.find((one) => isSameService(one.record, record)) ?? same[0]!).place] };
    }
    const likely = record.phones.flatMap((phone) => byPhone.get(phone) ?? []).filter((one) => mayBeOne(one.record, record) && areNamesAlike(one.record.name, record.name));
    const atHome = (record.address === '' ? [] : byHome.get(digestOf(homeOf(record))) ?? []).filter((one) => homeOf(one.record) === homeOf(record) && mayBeOne(one.record, record) && one.record.name === record.name && (one.record.phones.length === 0 || record.phones.length === 0));
    return likely.length || atHome.length ? { mergedWith: null, asks: persons([...likely, ...atHome]) } : ALONE;
  };
  return { compare };
}

const slim = ({ name, residentId, sex, birthDate, phones, divisionCode, address, item, category, description, heardOn, channel, heardBy }: NeedRecord): Kept =>
  ({ name, residentId, sex, birthDate, phones, divisionCode, address, item, category, description, heardOn, channel, heardBy });

const homeOf = (record: Kept): string => (record.address === '' ? '' : `${record.divisionCode}|${keyOf(record.address)}|${record.name}`);

/** Who was heard by whom, when, how, with what: equal in all of it, it is one conversation written down twice. */
const evidenceOf = (record: Kept): string =>
  [record.residentId ?? '', record.name, record.phones.join(','), record.divisionCode, keyOf(record.address), record.item ?? record.category, wishOf(record.description), record.heardOn ?? '', record.channel ?? '', record.heardBy].join('|');

/** 52 bits of a text (FNV-1a twice): equal texts have one digest; of two with one digest the texts are compared. */
function digestOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return (high >>> 6) * 2 ** 26 + ((low ^ (low >>> 13)) & 0x3ffffff);
}

const isSameService = (one: Kept, other: NeedRecord): boolean => (one.item ?? one.category) === (other.item ?? other.category);

function isSameNeed(one: Kept, other: NeedRecord): boolean {
  if (!isSameService(one, other)) return false;
  if (one.heardOn && other.heardOn && Math.abs(daysBetween(one.heardOn, other.heardOn)) > SAME_NEED_DAYS) return false;
  const [a, b] = [wishOf(one.description), wishOf(other.description)];
  return a === b || a === '' || b === '' || a.includes(b) || b.includes(a);
}

/** What is wished, without the words of wishing: 希望中午送一顿热饭 is 中午送一顿热饭. */
const wishOf = (description: string): string => keyOf(description).replace(/^(?:本人|老人|该居民|居民)?(?:希望能?够?|想要?|需要|要求|盼望|请求|要|希|求)+/, '').replace(/[\p{P}\s]/gu, '');

/** Nothing that is known of the two speaks against their being one person. */
function mayBeOne(one: Kept, other: NeedRecord): boolean {
  if (one.residentId && other.residentId && one.residentId !== other.residentId) return false;
  if (one.sex && other.sex && one.sex !== other.sex) return false;
  return !(one.birthDate && other.birthDate && one.birthDate !== other.birthDate);
}

/** One row of each person, the first. */
function persons(needs: Need[]): Place[] {
  const seen = new Map<string, Place>();
  for (const need of needs) {
    const key = need.record.residentId ?? `${need.record.name}|${need.record.phones[0] ?? homeOf(need.record)}`;
    if (!seen.has(key)) seen.set(key, need.place);
  }
  return [...new Set(seen.values())];
}

/** Resources: one provider's same offer listed twice is one; if only amount, time or end differ, it is asked which holds. */
export function resourceRegistry(known: readonly KnownRecord<ResourceRecord>[] = []): Registry<ResourceRecord> {
  const offers = new Map<string, { place: Place; details: string }[]>();
  const put = (record: ResourceRecord, place: Place) => push(offers, offerOf(record), { place, details: detailsOf(record) });
  for (const { ref, record, place = { known: ref } } of known) put(record, place);
  return {
    compare(record, place) {
      const same = offers.get(offerOf(record)) ?? [];
      const again = same.find(({ details }) => details === detailsOf(record));
      if (again) return { mergedWith: again.place, asks: [] };
      put(record, place);
      return same.length ? { mergedWith: null, asks: [same[0]!.place] } : ALONE;
    },
  };
}

const offerOf = (record: ResourceRecord): string => [
  keyOf(record.provider), record.kind, record.items.map(({ item, category }) => item ?? category).sort().join(','),
  record.countyCode ?? '', record.reach ? `${[...record.reach.divisions].sort().join(',')}~${record.reach.radiusKm ?? ''}` : keyOf(record.typed.reach ?? ''),
].join('|');

const detailsOf = (record: ResourceRecord): string => [
  record.quantity ? `${record.quantity.amount} ${record.quantity.unit} ${record.quantity.per ?? ''}` : keyOf(record.typed.quantity ?? ''),
  record.times ? JSON.stringify(record.times) : keyOf(record.timesSaid), record.validUntil ?? '',
].join('|');

/** Organisations: one credit code is one organisation; two clearly different names under one code contradict each other. */
export function organizationRegistry(known: readonly KnownRecord<OrganizationRecord>[] = []): Registry<OrganizationRecord> {
  const byCode = new Map<string, { place: Place; name: string }>();
  const byName = new Map<string, Place>();
  const put = (record: OrganizationRecord, place: Place) => {
    if (record.uscc) byCode.set(record.uscc, { place, name: record.name });
    else byName.set(nameKey(record), place);
  };
  for (const { ref, record, place = { known: ref } } of known) put(record, place);
  return {
    compare(record, place) {
      const same = record.uscc ? byCode.get(record.uscc) : undefined;
      if (same) return areOneOrganization(same.name, record.name) ? { mergedWith: same.place, asks: [] } : { mergedWith: null, asks: [], contradicts: { place: same.place, other: same.name } };
      const named = record.uscc ? undefined : byName.get(nameKey(record));
      put(record, place);
      return named ? { mergedWith: null, asks: [named] } : ALONE;
    },
  };
}

const nameKey = (record: OrganizationRecord): string => `${bareName(record.name)}|${record.divisionCode ?? ''}`;

/** Without what a register notes behind a name in brackets: （“总会”,原名）. */
const bareName = (name: string): string => keyOf(name).replace(/\([^)]*\)/g, '').replace(/[\p{P}\s]/gu, '');

/** Equal but for notes, or one a short form of the other, or one character mistyped. */
function areOneOrganization(one: string, other: string): boolean {
  const [a, b] = [bareName(one), bareName(other)];
  if (a === b || a.includes(b) || b.includes(a)) return true;
  if (a.length !== b.length || a.length < 6) return false;
  return [...a].filter((character, i) => character !== b[i]).length <= 1;
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
