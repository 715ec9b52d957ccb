import { ageOn } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { syllablesOf } from '../../../platform/server/pinyin.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { doorWords } from '../core/alike-address.ts';
import { daysWrittenFor } from '../core/alike-birth.ts';
import { compareNames, IS_ONE_NAME } from '../core/alike-name.ts';
import { givenPair, readingsOfName } from '../core/alike-sounds.ts';
import { POSSIBLE, REGISTER } from '../core/alike-weights.ts';
import { compareLikeness, type Commonness, type Comparison, type Likeness } from '../core/alike.ts';
import type { AlikePerson } from '../core/contract.ts';
import { readIdentity } from '../core/identity-number.ts';
import { readPhone } from '../core/phone.ts';
import { personName } from '../core/text.ts';
import { estimateRegistered, listByPhones, listPhonesOf, listWorthComparing, type AlikeRow } from './alike-queries.ts';
import { listDivisionNames } from './person-queries.ts';
import { ownPlan } from './queries.ts';
import { indexOfIdentity, type RegisterPerson } from './register.ts';

export type Alike = { index: number; personId: string; fullName: string; comparison: Comparison };
/** Somebody as a form or a row gives him; what is not given is not compared. */
export type AskedAbout = Partial<RegisterPerson> & { fullName: string };

const spoken = (name: string) => ({ name, syllables: syllablesOf(name) });
const indexOfPhone = (call: Call, phone: string): string => call.vault.blindIndex('phone', phone).toString('hex');
const phonesOf = (typed: readonly string[]): string[] => typed.flatMap((text) => { const read = readPhone(text); return 'phone' in read ? [read.phone] : []; });

/** `phones` as the comparison wants them: the numbers, or their indexes where nothing is unsealed. */
function likenessOfAsked(call: Call, asked: AskedAbout, phoneAs: (phone: string) => string): Likeness {
  const read = asked.residentId && (!asked.idType || asked.idType === 'residentId') ? readIdentity(asked.residentId, call.today) : { missing: true as const };
  const known = 'residentId' in read ? { sex: read.sex, birthDate: read.birthDate } : { sex: asked.sex ?? 'unknown', birthDate: asked.birthDate ?? null };
  return {
    ...spoken(personName(asked.fullName)), ...known, others: (asked.otherNames ?? []).map((name) => spoken(personName(name))), divisionCode: asked.divisionCode ?? null, address: asked.address ?? null,
    phones: phonesOf(asked.phones ?? []).map(phoneAs), contactPhones: phonesOf(asked.contactPhone ? [asked.contactPhone] : []).map(phoneAs),
    number: asked.residentId ? indexOfIdentity(call, asked.residentId, asked.idType)?.toString('hex') ?? null : null,
  };
}

/** Somebody of the register, with the telephones as the comparison wants them. */
export const likenessOfRow = (row: AlikeRow, phones: string[], contactPhones: string[]): Likeness => ({
  ...spoken(row.fullName), others: row.otherNames.map(spoken), sex: row.sex, birthDate: row.birthDate, divisionCode: row.divisionCode, address: row.address, phones, contactPhones, number: row.numberIndex,
});

/**
 * For each of many, people of the same phone who may be the same. Nobody is merged by this. For imports: one query, by telephone alone; that a telephone is
 * shared is explained by a family far sooner than by a namesake, so that how common the name is need not be asked.
 */
export async function findPeopleAlike(tx: Tx, call: Call, given: AskedAbout[]): Promise<Alike[]> {
  const asked = given.map((one) => phonesOf(one.phones ?? []).map((phone) => indexOfPhone(call, phone)));
  const indexes = [...new Set(asked.flat())];
  if (indexes.length === 0) return [];
  const known = new Map<string, AlikeRow[]>();
  for (const { phoneIndex, ...row } of await listByPhones(tx, indexes.map((index) => Buffer.from(index, 'hex')))) known.set(phoneIndex, [...(known.get(phoneIndex) ?? []), row]);
  return asked.flatMap((phones, index) => {
    const found = new Map(phones.flatMap((phone) => (known.get(phone) ?? []).map((row) => [row.id, { row, phone }] as const)));
    if (found.size === 0) return [];
    const person = likenessOfAsked(call, given[index]!, (phone) => indexOfPhone(call, phone));
    return [...found.values()].flatMap(({ row, phone }): Alike[] => {
      const common = { registered: REGISTER, sameName: 1, soundAlike: 1, onPhone: known.get(phone)!.length };
      const comparison = compareLikeness(person, likenessOfRow(row, [phone], []), common);
      return comparison?.verdict ? [{ index, personId: row.id, fullName: row.fullName, comparison }] : [];
    });
  });
}

export type Candidate = { personId: string; fullName: string; divisionCode: string; birthDate: string | null; sex: AlikeRow['sex']; comparison: Comparison };

// A telephone adds so much at most: who is further from being asked about without one is not looked at for it.
const MOST_OF_A_PHONE = 16;

/** Everybody of the register who may be the person asked about, the likeliest first, each with its evidence. */
export const findCandidates = (tx: Tx, call: Call, asked: AskedAbout & { divisionCode: string }): Promise<Candidate[]> => candidatesOf(tx, call, likenessOfAsked(call, asked, (phone) => phone), asked.divisionCode, null);

/** The same of somebody as compared; `ownId` where the person is in the register already, and no candidate and no namesake of itself. */
export async function candidatesOf(tx: Tx, call: Call, person: Likeness, divisionCode: string, ownId: string | null): Promise<Candidate[]> {
  const indexOf = new Map([...person.phones, ...person.contactPhones].map((phone) => [indexOfPhone(call, phone), phone]));
  ownPlan(tx);
  const [met, registered] = await Promise.all([
    listWorthComparing(tx, {
      name: person.name, readings: readingsOfName(person.name, person.syllables), days: person.birthDate ? daysWrittenFor(person.birthDate) : [], birthDate: person.birthDate, divisionCode,
      words: [...person.syllables.slice(0, 1), ...givenPair(person.name), ...(person.address ? doorWords(person.address) : [])], phoneIndexes: [...indexOf.keys()].map((index) => Buffer.from(index, 'hex')),
    }),
    estimateRegistered(tx),
  ]);
  const others = (count: number) => Math.max(0, count - (ownId ? 1 : 0));
  const common: Commonness = { registered, sameName: others(met.sameName), soundAlike: others(met.soundAlike), onPhone: 1 };
  const near = met.rows.filter((row) => row.id !== ownId && (compareLikeness(person, likenessOfRow(row, [], []), common)?.total ?? -Infinity) > POSSIBLE - MOST_OF_A_PHONE);
  const phones = near.length === 0 ? [] : await listPhonesOf(tx, near.map(({ id }) => id));
  const held = new Map<string, number>();
  for (const { phoneIndex, isOwn } of phones) if (isOwn) held.set(phoneIndex, (held.get(phoneIndex) ?? 0) + 1);
  // known by its index a number need not be unsealed
  const read = ({ phoneIndex, phoneSealed }: (typeof phones)[number]) => indexOf.get(phoneIndex) ?? (person.phones.length > 0 ? call.vault.open(phoneSealed) : phoneIndex);
  return near.flatMap((row): Candidate[] => {
    const theirs = phones.filter(({ personId }) => personId === row.id);
    const onPhone = Math.max(1, ...theirs.filter(({ phoneIndex, isOwn }) => isOwn && indexOf.has(phoneIndex)).map(({ phoneIndex }) => held.get(phoneIndex) ?? 1));
    const comparison = compareLikeness(person, likenessOfRow(row, theirs.filter(({ isOwn }) => isOwn).map(read), theirs.filter(({ isOwn }) => !isOwn).map(read)), { ...common, onPhone });
    return comparison?.verdict ? [{ personId: row.id, fullName: row.fullName, divisionCode: row.divisionCode, birthDate: row.birthDate, sex: row.sex, comparison }] : [];
  }).sort((a, b) => b.comparison.total - a.comparison.total);
}

/** Candidates as a page shows them: who, where, how old, and each line of evidence; nothing of them that the asker has not written himself. */
export async function describeCandidates(tx: Tx, call: Call, fullName: string, candidates: Candidate[]): Promise<AlikePerson[]> {
  const places = await listDivisionNames(tx, candidates.map(({ divisionCode }) => divisionCode));
  return candidates.map(({ personId, fullName: name, divisionCode, birthDate, sex, comparison: { verdict, against, evidence } }) => ({
    personId, name, asked: personName(fullName), place: places.get(divisionCode) ?? '', age: birthDate ? ageOn(birthDate, call.today) : null, sex, verdict: verdict!, against, evidence,
  }));
}

/** Is the one name a way of writing the other? */
export const isNameOf = (asked: string, known: string): boolean => IS_ONE_NAME.has(compareNames(spoken(personName(asked)), spoken(known)));
