import { isLocalDate } from '../../src/kernel/local-date.ts';
import { residentIdCheck } from '../../src/areas/people/core/identity-number.ts';
import { daysOfLunar } from '../../src/areas/people/core/lunar.ts';
import { SURNAMES, type NameKind } from './duplicate-names.ts';

/** A made-up resident as one record has him; `is` the person it truly is, which only the labels know. */
export type Written = { is: number; fullName: string; sex: 'male' | 'female' | 'unknown'; birthDate: string | null; residentId: string | null; divisionCode: string; address: string | null; phones: string[]; contactPhone: string | null };
/** How often a second record of the same person differs from the first, and in what. */
export type Slips = {
  homophone: number; look: number; respelling: number; dropped: number; nearSound: number; noBirth: number; birthSwapped: number; birthLunar: number; birthYearOnly: number; birthDigit: number; noSex: number; wrongSex: number;
  noPhone: number; newPhone: number; relativesPhone: number; phoneDigit: number; noAddress: number; staleAddress: number; otherWriting: number; noNumber: number; number15: number; moved: number;
};
export type Kind = { seed: number; names: NameKind; slips: Slips; /** Of all who live there. */ mongolian: number; people: number; asked: number; communities: string[]; /** The readings of all characters a keyboard offers for one sound. */ homophones: (character: string) => string[] };
export type LabelledSet = { register: Written[]; asked: Written[] };

type Person = { id: number; fullName: string; sex: 'male' | 'female'; born: string; number: string; home: number; division: string; address: string; phone: string | null; sharedPhone: string | null };

/** The same seed, the same register (xorshift, Marsaglia 2003). */
export function chanceOf(seed: number) {
  let state = seed | 0 || 1;
  const next = (): number => { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; return (state >>> 0) / 2 ** 32; };
  for (let i = 0; i < 20; i++) next();
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next, below, happens: (share: number): boolean => next() < share, of: <T>(list: ArrayLike<T>): T => list[below(list.length)]!,
    /** The first of a list is met most, the tenth a good sixth as often. */ oftenOf: <T>(list: ArrayLike<T>): T => list[Math.min(Math.floor(list.length * next() ** 2.2), list.length - 1)]!,
  };
}
type Chance = ReturnType<typeof chanceOf>;

const two = (n: number): string => String(n).padStart(2, '0');
const dayOf = (chance: Chance, year: number): string => `${year}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
// beginnings that no carrier has been given: the numbers are nobody's
const phoneOf = (chance: Chance): string => `1${chance.of(['42', '43', '60', '61', '63', '64', '68', '69'])}${String(chance.below(100_000_000)).padStart(8, '0')}`;

function numberOf(chance: Chance, born: string, sex: 'male' | 'female'): string {
  const first17 = `${chance.of(['152722', '152723', '152724', '150602', '152701'])}${born.replaceAll('-', '')}${two(chance.below(100))}${chance.below(5) * 2 + (sex === 'male' ? 1 : 0)}`;
  return first17 + residentIdCheck(first17);
}

const hanGiven = (chance: Chance, { male, female }: NameKind, sex: 'male' | 'female', generation: string | null): string => {
  const own = chance.oftenOf(sex === 'male' ? male : female);
  return generation ? generation + own : chance.happens(0.3) ? own : chance.oftenOf(sex === 'male' ? male : female) + own;
};
const mongolianName = (chance: Chance, { mongolian }: NameKind): string => {
  const [first, second] = [chance.oftenOf(mongolian)[0]!, chance.oftenOf(mongolian)[0]!];
  return chance.happens(0.4) && first !== second && first.length + second.length <= 6 ? first + second : first;
};

/** The name of anybody, as often Mongolian as the kind has it; `given` chooses what follows the surname. */
export const nameOf = (chance: Chance, given: Chance, kind: Kind, sex: 'male' | 'female'): string => (chance.happens(kind.mongolian) ? mongolianName(given, kind.names) : chance.oftenOf(SURNAMES) + hanGiven(given, kind.names, sex, null));

/** A home: one or two old, parents, children; twins now and then; a son named as his father hardly ever. */
function household(chance: Chance, kind: Kind, home: number, firstId: number): Person[] {
  const division = kind.communities[Math.floor(home / 400) % kind.communities.length]!;
  const isMongolian = chance.happens(kind.mongolian), surname = chance.oftenOf(SURNAMES);
  const address = addressOf(chance, home, division);
  const born = 1935 + chance.below(65), size = 1 + chance.below(5), generation = chance.happens(0.45) ? chance.oftenOf(kind.names.male) : null;
  const landline = chance.happens(0.08) ? `0477-8${String(chance.below(1_000_000)).padStart(6, '0')}` : null;
  const people: Person[] = [];
  for (let i = 0; i < size; i++) {
    const sex = i === 0 ? 'male' as const : i === 1 ? 'female' as const : chance.of(['male', 'female'] as const);
    const isTwin = i === 3 && chance.happens(0.04);
    const day = isTwin ? people[2]!.born : dayOf(chance, i < 2 ? born + chance.below(6) : Math.min(born + 22 + chance.below(14), 2020));
    const bears = i === 1 ? chance.oftenOf(SURNAMES) : surname;
    let fullName = isMongolian ? mongolianName(chance, kind.names) : bears + hanGiven(chance, kind.names, sex, i >= 2 ? generation : null);
    if (i >= 2 && sex === 'male' && chance.happens(0.004)) fullName = people[0]!.fullName;
    const age = 2024 - Number(day.slice(0, 4));
    people.push({ id: firstId + i, fullName, sex, born: day, number: numberOf(chance, day, sex), home, division, address, phone: age > 14 && chance.happens(age > 70 ? 0.6 : 0.95) ? phoneOf(chance) : null, sharedPhone: landline });
  }
  const adult = people.find(({ phone }) => phone !== null)?.phone ?? null;
  for (const person of people) person.sharedPhone ??= person.phone === null || chance.happens(0.06) ? adult : null;
  return people;
}

export const ESTATES = [...'祥和盛锦康宏天景瑞华嘉丽'].flatMap((first) => [...'苑园府庭湾居'].map((last) => `${first}${last}小区`));
function addressOf(chance: Chance, home: number, division: string): string {
  if (division.endsWith('2')) return `${chance.of(['乌兰', '巴音', '哈达', '查干', '敖包'])}${chance.of(['图', '淖尔', '锡里', '陶亥'])}${1 + chance.below(9)}队`;
  const estate = ESTATES[(Math.floor(home / 60) * 7) % ESTATES.length]!;
  return `${estate}${1 + (home % 12)}号楼${1 + chance.below(4)}单元${1 + chance.below(6)}0${1 + chance.below(2)}室`;
}

/** The same door as another hand writes it. */
function otherwise(chance: Chance, address: string): string {
  const found = /^(.*?)(\d+)号楼(\d+)单元(\d+)室$/.exec(address);
  if (!found) return address.replace(/(\d)队$/, (_, n: string) => `${'〇一二三四五六七八九'[Number(n)]}队`);
  const [, estate, building, unit, room] = found;
  return chance.of([`${estate}${building}-${unit}-${room}`, `${estate!.replace('小区', '')}${building}栋${unit}单元${room}`, `东胜区${estate}${building}#${unit}单元${room}室`, `${estate}${han(Number(building))}号楼${han(Number(unit))}单元${room}`, `${building}号楼${unit}单元${room}`]);
}
const han = (n: number): string => (n > 10 ? `十${'〇一二三四五六七八九'[n - 10]}` : n === 10 ? '十' : '〇一二三四五六七八九'[n]!);

/** A name as another hand writes it. */
export function slippedName(chance: Chance, { names, slips, homophones }: Kind, name: string): string {
  const characters = [...name];
  const entry = names.mongolian.find((spellings) => name.includes(spellings[0]!) && spellings.length > 1);
  if (entry && chance.happens(slips.respelling)) return name.replace(entry[0]!, chance.of(entry.slice(1)));
  const at = chance.below(characters.length), inner = characters.length > 2 ? 1 + chance.below(characters.length - 1) : at;
  if (chance.happens(slips.homophone)) {
    const others = homophones(characters[inner]!);
    return others.length === 0 ? name : characters.with(inner, chance.oftenOf(others)).join('');
  }
  if (chance.happens(slips.look)) {
    const others = [...(names.looks.split(' ').find((group) => group[0] === characters[at]) ?? '')].slice(1);
    return others.length === 0 ? name : characters.with(at, chance.of(others)).join('');
  }
  if (chance.happens(slips.nearSound)) {
    const others = homophones(`~${characters[inner]!}`);
    return others.length === 0 ? name : characters.with(inner, chance.oftenOf(others)).join('');
  }
  return characters.length > 2 && chance.happens(slips.dropped) ? characters.toSpliced(inner, 1).join('') : name;
}

function birthSlip(chance: Chance, slips: Slips, born: string): string | null {
  const [year, month, day] = [born.slice(0, 4), born.slice(5, 7), born.slice(8)];
  if (chance.happens(slips.noBirth)) return null;
  if (chance.happens(slips.birthYearOnly)) return `${year}-01-01`;
  if (chance.happens(slips.birthSwapped) && isLocalDate(`${year}-${day}-${month}`)) return `${year}-${day}-${month}`;
  // who says his day by the lunar calendar has it taken down as if it were the other: the day before it, by a month or so
  if (chance.happens(slips.birthLunar)) {
    for (let m = 1; m <= 12; m++) for (let d = 1; d <= 28; d++) if (daysOfLunar(Number(year), m, d).includes(born)) return `${year}-${two(m)}-${two(d)}`;
  }
  if (!chance.happens(slips.birthDigit)) return born;
  const at = chance.of([3, 6, 8, 9]), slipped = born.slice(0, at) + String(chance.below(10)) + born.slice(at + 1);
  return isLocalDate(slipped) ? slipped : born;
}

function phonesSlip(chance: Chance, slips: Slips, person: Person, family: Person[]): string[] {
  const own = person.phone ?? person.sharedPhone;
  if (!own || chance.happens(slips.noPhone)) return [];
  if (chance.happens(slips.newPhone)) return [phoneOf(chance)];
  const theirs = family.flatMap(({ id, phone }) => (id !== person.id && phone ? [phone] : []));
  if (theirs.length > 0 && chance.happens(slips.relativesPhone)) return [chance.of(theirs)];
  const at = 3 + chance.below(Math.max(own.length - 3, 1));
  return [chance.happens(slips.phoneDigit) && own.length === 11 ? own.slice(0, at) + String(chance.below(10)) + own.slice(at + 1) : person.sharedPhone && chance.happens(0.1) ? person.sharedPhone : own];
}

/** A record of a person, made anew, with the slips of whoever makes it. */
function write(chance: Chance, kind: Kind, person: Person, family: Person[], isSecond: boolean): Written {
  const { slips } = kind, share = isSecond ? 1 : 0.25;
  const few = Object.fromEntries(Object.entries(slips).map(([slip, rate]) => [slip, slip.startsWith('no') && slip !== 'noBirth' ? rate : rate * share])) as Slips;
  const number = chance.happens(slips.noNumber) ? null : chance.happens(few.number15) && person.number[17] && person.number.slice(6, 8) === '19' ? person.number.slice(0, 6) + person.number.slice(8, 17) : person.number;
  const address = chance.happens(slips.noAddress) ? null : chance.happens(few.staleAddress) ? addressOf(chance, chance.below(10_000), person.division) : chance.happens(few.otherWriting) ? otherwise(chance, person.address) : person.address;
  const sex = chance.happens(slips.noSex) ? 'unknown' as const : chance.happens(few.wrongSex) ? (person.sex === 'male' ? 'female' as const : 'male' as const) : person.sex;
  const relative = family.find(({ id, phone }) => id !== person.id && phone)?.phone ?? null;
  return {
    is: person.id, fullName: slippedName(chance, { ...kind, slips: few }, person.fullName), sex: number ? person.sex : sex, birthDate: number ? person.born : birthSlip(chance, few, person.born), residentId: number,
    divisionCode: isSecond && chance.happens(slips.moved) ? chance.of(kind.communities) : person.division, address, phones: phonesSlip(chance, few, person, family), contactPhone: relative && chance.happens(0.1) ? relative : null,
  };
}

/** A register of families, and people asked about: half of them in it already, under a record of other hands; the others not, most of them from its families. */
export function labelledSet(kind: Kind): LabelledSet {
  const chance = chanceOf(kind.seed);
  const homes: Person[][] = [];
  for (let home = 0, id = 0; id < kind.people; home++) homes.push(household(chance, kind, home, (id += homes.at(-1)?.length ?? 0)));
  const inside = homes.map((family) => family.map(() => chance.happens(0.75)));
  const register = homes.flatMap((family, i) => family.flatMap((person, j) => (inside[i]![j] ? [write(chance, kind, person, family, false)] : [])));
  const all = homes.flatMap((family, i) => family.map((person, j) => ({ person, family, isIn: inside[i]![j]! })));
  const known = all.filter(({ isIn }) => isIn), unknown = all.filter(({ isIn }) => !isIn);
  const asked = Array.from({ length: kind.asked }, (_, i) => { const { person, family } = chance.of(i % 2 === 0 ? known : unknown); return write(chance, kind, person, family, true); });
  return { register, asked };
}
