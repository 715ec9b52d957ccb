import { pinyin } from 'pinyin-pro';
import { remember } from '../../kernel/remember.ts';

/** The syllables of a Chinese text without tones: 润泽社区 → run, ze, she, qu. Letters and digits in a row stay together. */
export const syllablesOf: (text: string) => string[] = remember(readAloud, { most: 2000, longest: 12 });

function readAloud(text: string): string[] {
  const clean = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (clean === '') return [];
  return pinyin(clean, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map((syllable) => syllable.replace(/[^a-z0-9]/g, '')).filter((syllable) => syllable !== '');
}

/** A Chinese text as pinyin without tones or spaces, and its initials: 润泽社区 → runzeshequ, rzsq. Letters and digits stay. */
export function pinyinOf(text: string): { full: string; initials: string } {
  const syllables = syllablesOf(text);
  return { full: syllables.join(''), initials: syllables.map((syllable) => (/^[a-z]/.test(syllable) ? syllable[0] : syllable)).join('') };
}
