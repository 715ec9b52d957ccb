import { doorWords } from '../../src/areas/people/core/alike-address.ts';
import type { SpokenName } from '../../src/areas/people/core/alike-name.ts';
import { givenPair, readingsOfName } from '../../src/areas/people/core/alike-sounds.ts';
import { compareLikeness, type Commonness, type Comparison, type Likeness } from '../../src/areas/people/core/alike.ts';
import { readIdentity } from '../../src/areas/people/core/identity-number.ts';
import { syllablesOf } from '../../src/platform/server/pinyin.ts';
import type { LabelledSet, Written } from './duplicate-register.ts';

const spoken = (name: string): SpokenName => ({ name, syllables: syllablesOf(name) });

export function likenessOf(written: Written): Likeness {
  const read = written.residentId ? readIdentity(written.residentId, '2024-06-30') : { missing: true as const };
  return {
    ...spoken(written.fullName), others: [], sex: written.sex, birthDate: written.birthDate, divisionCode: written.divisionCode, address: written.address, phones: written.phones,
    contactPhones: written.contactPhone ? [written.contactPhone] : [], number: 'residentId' in read ? read.residentId : null,
  };
}

/** The blocks of the candidate search, in memory: whole readings, telephones, and within the community the first syllable, the last two characters and the door. */
function blocksOf(person: Likeness, isAsked: boolean): string[] {
  const { divisionCode } = person;
  return [
    ...(isAsked ? readingsOfName(person.name, person.syllables) : [person.syllables.join('')]).map((reading) => `n ${reading}`),
    ...[...person.phones, ...person.contactPhones].map((phone) => `p ${phone}`), `s ${divisionCode} ${person.syllables[0]}`, ...givenPair(person.name).map((pair) => `g ${divisionCode} ${pair}`), ...(person.address ? doorWords(person.address).map((word) => `d ${divisionCode} ${word}`) : []),
    ...(person.number ? [`i ${person.number}`] : []),
  ];
}

export type Pair = { asked: Written; known: Written; isOne: boolean; comparison: Comparison };
export type Tally = { truth: number; found: number; asked: number; right: number; likely: number; likelyRight: number; byNumber: number; pairs: Pair[]; missed: { asked: Written; known: Written; comparison: Comparison | null; isMet: boolean }[] };

/** What the rules make of a labelled set, without a database. Pairs of one valid number are known at once and stand apart. */
export function scoreOf({ register, asked }: LabelledSet): Tally {
  const known = register.map((written) => ({ written, person: likenessOf(written) }));
  const blocks = new Map<string, number[]>(), sameName = new Map<string, number>(), onPhone = new Map<string, number>(), bySound = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  known.forEach(({ person }, i) => {
    for (const block of blocksOf(person, false)) { const there = blocks.get(block); if (there) there.push(i); else blocks.set(block, [i]); }
    count(sameName, person.name); count(bySound, person.syllables.join(''));
    for (const phone of person.phones) count(onPhone, phone);
  });
  const of = new Map(known.map(({ written }, i) => [written.is, i]));
  const tally: Tally = { truth: 0, found: 0, asked: 0, right: 0, likely: 0, likelyRight: 0, byNumber: 0, pairs: [], missed: [] };
  for (const written of asked) {
    const person = likenessOf(written), trueOne = of.get(written.is);
    const met = new Set(blocksOf(person, true).flatMap((block) => blocks.get(block) ?? []));
    if (trueOne !== undefined && person.number && known[trueOne]!.person.number === person.number) { tally.byNumber++; continue; }
    if (trueOne !== undefined) tally.truth++;
    const common: Commonness = {
      registered: register.length, sameName: sameName.get(person.name) ?? 0, soundAlike: readingsOfName(person.name, person.syllables).reduce((sum, reading) => sum + (bySound.get(reading) ?? 0), 0), onPhone: Math.max(0, ...person.phones.map((phone) => onPhone.get(phone) ?? 0)),
    };
    let isFound = false;
    for (const i of met) {
      const comparison = compareLikeness(person, known[i]!.person, common);
      if (!comparison) continue;
      const isOne = i === trueOne;
      tally.pairs.push({ asked: written, known: known[i]!.written, isOne, comparison });
      if (!comparison.verdict) continue;
      tally.asked++; if (isOne) { tally.right++; tally.found++; isFound = true; }
      if (comparison.verdict === 'likely') { tally.likely++; if (isOne) tally.likelyRight++; }
    }
    if (trueOne !== undefined && !isFound) tally.missed.push({ asked: written, known: known[trueOne]!.written, comparison: compareLikeness(person, known[trueOne]!.person, common), isMet: met.has(trueOne) });
  }
  return tally;
}
