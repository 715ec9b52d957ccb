import { language, say } from '../../../../platform/web/say.ts';
import { inLanguage } from '../../core/item.ts';
import type { Item, Words } from '../../core/questionnaire.ts';

/** What a row is called where there is one line for it. */
export const rowLabel = (item: Item): string => inLanguage(item.label, language()).replace(/\$\{\s*([^}\s]+)\s*\}/g, '…').replace(/\s+/g, ' ').slice(0, 80) || item.name || say(`surveys.type.${kindOf(item)}`);

/** Under which word its type is known. */
export const kindOf = ({ kind, type }: Item): string => (kind === 'question' ? type : kind);

/** Which languages a sentence lacks that is said in another. */
export function lackOf(words: Words, isNeeded: boolean): 'zh' | 'en' | 'both' | null {
  if (words.plain && !words.zh && !words.en) return null; // it says nothing of languages
  if (!words.zh && !words.en) return isNeeded ? 'both' : null;
  return words.zh ? (words.en ? null : 'en') : 'zh';
}
