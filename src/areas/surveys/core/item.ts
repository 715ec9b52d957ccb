import type { Language } from '../../../kernel/messages.ts';
import type { Item, Words } from './questionnaire.ts';

// Apart from the shapes of a questionnaire, so that a resident's phone is not sent what checks them.

export const NO_WORDS: Words = { plain: '', zh: '', en: '' };

/** A sentence in the reader's language, else in the one it was written in. */
export const inLanguage = (words: Words, language: Language): string => words[language] || words.plain || words[language === 'zh' ? 'en' : 'zh'];

export const isAsked = (item: Item): boolean => item.kind === 'question' && item.type !== 'calculate' && item.type !== 'note';
