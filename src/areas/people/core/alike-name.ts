import { areSpellingsOfOneName, foldedSound } from './alike-sounds.ts';
import { isOneCharacter, looksLike } from './alike-shapes.ts';

/** A name with its syllables, which the caller reads aloud: 王小明 → wang, xiao, ming. */
export type SpokenName = { name: string; syllables: string[] };

/** How alike two names are, the most telling first. */
export const NAME_LEVELS = ['same', 'otherName', 'sameForm', 'sameSound', 'spelling', 'nearSound', 'looksAlike', 'shortened', 'oneCharacter', 'sameSurname', 'different'] as const;
export type NameLevel = (typeof NAME_LEVELS)[number];

/** Levels at which two names are one name, written differently. */
export const IS_ONE_NAME: ReadonlySet<NameLevel> = new Set(['same', 'otherName', 'sameForm', 'sameSound', 'spelling', 'nearSound', 'looksAlike']);

const charactersOf = (name: string): string[] => [...name.replace(/·/g, '')];

/** Two names; a Mongolian one is one name and has no surname (RULES §11.5), so that nothing here asks where a surname ends. */
export function compareNames(one: SpokenName, other: SpokenName): NameLevel {
  if (one.name === other.name) return 'same';
  const [a, b] = [charactersOf(one.name), charactersOf(other.name)];
  if (a.join('') === b.join('')) return 'same';
  if (a.length === b.length && a.every((character, i) => isOneCharacter(character, b[i]!))) return 'sameForm';
  if (one.syllables.length > 0 && one.syllables.join(' ') === other.syllables.join(' ')) return 'sameSound';
  if (areSpellingsOfOneName(one.name, other.name)) return 'spelling';
  if (a.length === b.length) return sameLength(one, other, a, b);
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 2 && isWithin(short, long)) return 'shortened';
  return a.length > 0 && b.length > 0 && isOneCharacter(a[0]!, b[0]!) ? 'sameSurname' : 'different';
}

function sameLength(one: SpokenName, other: SpokenName, a: string[], b: string[]): NameLevel {
  const differing = a.flatMap((character, i) => (isOneCharacter(character, b[i]!) ? [] : [i]));
  const [s, t] = [one.syllables, other.syllables];
  if (s.length === t.length && s.length > 0 && s.every((syllable, i) => foldedSound(syllable) === foldedSound(t[i]!))) return 'nearSound';
  const [at] = differing;
  if (differing.length === 1 && a.length > 1) {
    if (looksLike(a[at!]!, b[at!]!)) return 'looksAlike';
    if (a.length > 2) return 'oneCharacter';
  }
  return differing.includes(0) || a.length === 1 ? 'different' : 'sameSurname';
}

/** 王明 in 王晓明, 晓明 in 王晓明, 娜仁 in 娜仁高娃: the characters of the short name in their order. */
function isWithin(short: string[], long: string[]): boolean {
  let at = 0;
  for (const character of long) if (at < short.length && isOneCharacter(character, short[at]!)) at++;
  return at === short.length;
}

/** The same, where either person has other names too: a nickname, a maiden name, a name in another script. */
export function compareAllNames(one: SpokenName & { others: readonly SpokenName[] }, other: SpokenName & { others: readonly SpokenName[] }): NameLevel {
  const level = compareNames(one, other);
  if (level === 'same') return level;
  const isNamedSo = [...one.others.map((name) => compareNames(name, other)), ...other.others.map((name) => compareNames(one, name))].some((found) => found === 'same' || found === 'sameForm' || found === 'sameSound');
  return isNamedSo ? 'otherName' : level;
}
