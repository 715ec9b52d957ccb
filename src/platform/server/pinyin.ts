import { pinyin } from 'pinyin-pro';

/** A Chinese text as pinyin without tones or spaces, and its initials: 润泽社区 → runzeshequ, rzsq. Letters and digits stay. */
export function pinyinOf(text: string): { full: string; initials: string } {
  const clean = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const full = pinyin(clean, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  return { full: full.join('').replace(/[^a-z0-9]/g, ''), initials: full.map((syllable) => (/^[a-z]/.test(syllable) ? syllable[0] : syllable)).join('').replace(/[^a-z0-9]/g, '') };
}
