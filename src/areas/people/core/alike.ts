import type { LocalDate } from '../../../kernel/local-date.ts';
import { compareHomes } from './alike-address.ts';
import { compareBirths } from './alike-birth.ts';
import { compareAllNames, IS_ONE_NAME, type NameLevel, type SpokenName } from './alike-name.ts';
import { BEFORE, LIKELY, POSSIBLE, RATES, REGISTER, type Compared, type LevelsOf, type Rates } from './alike-weights.ts';

/** A person as two are compared. Telephones as anything that is equal for equal numbers; where they are digits, one wrong digit is seen too. */
export type Likeness = SpokenName & {
  others: readonly SpokenName[]; sex: 'male' | 'female' | 'unknown'; birthDate: LocalDate | null; divisionCode: string | null; address: string | null;
  phones: readonly string[]; contactPhones: readonly string[];
  /** A valid identity number, or what is equal for equal ones. */ number: string | null;
};

/** How usual it is in the register, to be alike in this: of `registered` people so many have the very name, sound or are written like it, have one of the telephones. */
export type Commonness = { registered: number; sameName: number; soundAlike: number; onPhone: number };

/** One line of the evidence: its weight is what the likeness adds to the binary logarithm of the odds that two are one. */
export type EvidenceOf<F extends Compared = Compared> = { [field in F]: { fact: field; level: LevelsOf[field]; weight: number } }[F];
export type Verdict = 'likely' | 'possible';
export type Comparison = { verdict: Verdict | null; total: number; /** What else it could be that the weights speak against. */ against: 'stranger' | 'relative'; evidence: EvidenceOf[] };

type Found = { [field in Compared]?: LevelsOf[field] };

/** Compares two people; null where it is certain that they are two: each has a valid number, and not the same. */
export function compareLikeness(one: Likeness, other: Likeness, common: Commonness, isNumberNear = false): Comparison | null {
  if (one.number && other.number && one.number !== other.number) return null;
  const found = levelsOf(one, other, isNumberNear);
  const rated = (Object.keys(found) as Compared[]).map((fact) => ({ fact, level: found[fact]!, rates: ratesOf(found, fact, common) }));
  const sum = (kind: 'stranger' | 'relative') => rated.reduce((total, { rates }) => total + Math.log2(rates.same / rates[kind]), BEFORE[kind]);
  const totals = { stranger: sum('stranger'), relative: sum('relative') };
  const against = totals.stranger < totals.relative ? 'stranger' as const : 'relative' as const;
  const total = totals[against];
  const evidence = rated.map(({ fact, level, rates }) => ({ fact, level, weight: rounded(Math.log2(rates.same / rates[against])) }) as EvidenceOf);
  return { verdict: total < POSSIBLE ? null : total >= LIKELY && isSure(found) ? 'likely' : 'possible', total: rounded(total), against, evidence };
}

const rounded = (weight: number): number => Math.round(weight * 10) / 10 + 0; // + 0: there is no minus nothing

function levelsOf(one: Likeness, other: Likeness, isNumberNear: boolean): Found {
  const found: Found = { name: compareAllNames(one, other) };
  if (isNumberNear) found.identity = 'oneDigit';
  if (one.birthDate && other.birthDate) found.birth = compareBirths(one.birthDate, other.birthDate);
  if (one.sex !== 'unknown' && other.sex !== 'unknown') found.sex = one.sex === other.sex ? 'same' : 'different';
  const phone = comparePhones(one, other);
  if (phone) found.phone = phone;
  const home = compareHomes(one, other);
  if (home) found.home = home;
  return found;
}

function comparePhones(one: Likeness, other: Likeness): LevelsOf['phone'] | null {
  const meet = (some: readonly string[], others: readonly string[]) => some.some((phone) => others.includes(phone));
  if (meet(one.phones, other.phones)) return 'same';
  if (meet(one.phones, other.contactPhones) || meet(one.contactPhones, other.phones)) return 'contactPerson';
  if (one.phones.length === 0 || other.phones.length === 0) return null;
  return one.phones.some((phone) => other.phones.some((their) => isOneSlip(phone, their))) ? 'oneDigit' : 'different';
}

/** One digit different, or two neighbours changed about, in a mobile's eleven. */
function isOneSlip(one: string, other: string): boolean {
  if (one.length !== 11 || other.length !== 11) return false;
  const differing = [...one].flatMap((digit, i) => (digit === other[i] ? [] : [i]));
  const [first, second] = differing as [number, number?];
  return differing.length === 1 || (differing.length === 2 && second === first + 1 && one[first] === other[second] && one[second] === other[first]);
}

/** A name says the less the more people have it, a telephone the more of a house it serves. */
function ratesOf(found: Found, fact: Compared, common: Commonness): Rates {
  const rates = (RATES[fact] as Record<string, Rates>)[found[fact]!]!;
  if (fact === 'phone' && found.phone === 'same') return { ...rates, stranger: Math.max(rates.stranger, common.onPhone / REGISTER) };
  if (fact !== 'name' || !IS_ONE_NAME.has(found.name!)) return rates;
  const met = { same: common.sameName, otherName: common.sameName } as Partial<Record<NameLevel, number>>;
  // half a namesake more than were met: one meeting in a small register does not yet say how rare a name is
  const share = ((met[found.name!] ?? common.soundAlike) + 0.5) / Math.max(common.registered, 1000);
  return { ...rates, stranger: Math.min(Math.max(share, 1 / REGISTER), 0.05) };
}

/**
 * Likely, and not only possible, is what a family's likeness does not explain: one name, and the same day of birth or number. Father and son of one name at
 * one address and telephone are two, and so may be two of one day whose names sound alike: twins.
 */
function isSure({ name, birth, sex, identity, home, phone }: Found): boolean {
  if (sex === 'different' || !IS_ONE_NAME.has(name!)) return false;
  if (identity) return true;
  if (birth !== 'same' && birth !== 'swapped' && birth !== 'lunar') return false;
  const isAtHome = home === 'sameHome' || phone === 'same' || phone === 'contactPerson';
  return !isAtHome || name === 'same' || name === 'otherName' || name === 'sameForm';
}
