import { foldedSound } from '../../src/areas/people/core/alike-sounds.ts';
import { syllablesOf } from '../../src/platform/server/pinyin.ts';
import { chosenNames, heldOutNames } from './duplicate-names.ts';
import type { Kind, Slips } from './duplicate-register.ts';

/** All characters of GB 2312's two levels, in the order of the standard: what a keyboard offers for a sound. */
function offered(): Map<string, string[]> {
  const bySound = new Map<string, string[]>();
  for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) {
    const character = new TextDecoder('gb2312').decode(Uint8Array.of(high, low));
    if (!/^\p{Script=Han}$/u.test(character)) continue;
    const sound = syllablesOf(character)[0] ?? '';
    for (const key of [sound, `~${foldedSound(sound)}`]) bySound.set(key, [...(bySound.get(key) ?? []), character]);
  }
  return bySound;
}

let keyboard: Map<string, string[]> | null = null;
/** Others of the same sound, or with `~` before the character, of a sound that ears confuse with it. */
function homophones(asked: string): string[] {
  keyboard ??= offered();
  const isNear = asked.length > 1, character = isNear ? asked.slice(1) : asked, sound = syllablesOf(character)[0] ?? '';
  const others = keyboard.get(isNear ? `~${foldedSound(sound)}` : sound) ?? [];
  return others.filter((other) => other !== character && (!isNear || syllablesOf(other)[0] !== sound));
}

const communitiesOf = (street: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${street}${String(1 + i).padStart(3, '0')}`);

const CHOSEN: Slips = {
  homophone: 0.08, look: 0.02, respelling: 0.3, dropped: 0.02, nearSound: 0.01, noBirth: 0.1, birthSwapped: 0.01, birthLunar: 0.03, birthYearOnly: 0.03, birthDigit: 0.03, noSex: 0.1, wrongSex: 0.01,
  noPhone: 0.2, newPhone: 0.12, relativesPhone: 0.06, phoneDigit: 0.03, noAddress: 0.12, staleAddress: 0.1, otherWriting: 0.3, noNumber: 0.6, number15: 0.03, moved: 0.06,
};
/** Other hands: more homophones, fewer wrong days, more telephones of relatives, more without a number. */
const HELD_OUT: Slips = {
  homophone: 0.12, look: 0.03, respelling: 0.4, dropped: 0.03, nearSound: 0.02, noBirth: 0.08, birthSwapped: 0.02, birthLunar: 0.05, birthYearOnly: 0.02, birthDigit: 0.02, noSex: 0.15, wrongSex: 0.005,
  noPhone: 0.15, newPhone: 0.15, relativesPhone: 0.1, phoneDigit: 0.02, noAddress: 0.15, staleAddress: 0.06, otherWriting: 0.45, noNumber: 0.7, number15: 0.06, moved: 0.04,
};
/** And others again: dialect speakers heard by telephone, more days of birth unknown, fewer telephones. No rule and no number was looked at beside these. */
const UNSEEN: Slips = {
  homophone: 0.1, look: 0.015, respelling: 0.5, dropped: 0.03, nearSound: 0.05, noBirth: 0.12, birthSwapped: 0.01, birthLunar: 0.06, birthYearOnly: 0.04, birthDigit: 0.02, noSex: 0.05, wrongSex: 0.005,
  noPhone: 0.25, newPhone: 0.1, relativesPhone: 0.08, phoneDigit: 0.03, noAddress: 0.08, staleAddress: 0.08, otherWriting: 0.5, noNumber: 0.65, number15: 0.05, moved: 0.05,
};

export const chosenKind = (seed: number, people = 20_000, asked = 6_000): Kind => ({ seed, names: chosenNames, slips: CHOSEN, mongolian: 0.18, people, asked, communities: communitiesOf('150602001', 16), homophones });
export const heldOutKind = (seed: number, people = 20_000, asked = 6_000): Kind => ({ seed, names: heldOutNames, slips: HELD_OUT, mongolian: 0.35, people, asked, communities: communitiesOf('150602002', 12), homophones });
export const unseenKind = (seed: number, people = 20_000, asked = 6_000): Kind => ({ seed, names: heldOutNames, slips: UNSEEN, mongolian: 0.25, people, asked, communities: communitiesOf('150602003', 20), homophones });
