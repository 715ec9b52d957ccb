import type { Language } from './messages.ts';

/** Several words as one: 助餐、助浴 in Chinese, meals, bathing in English. */
export const listed = (language: Language, words: readonly string[]): string => words.join(language === 'zh' ? '、' : ', ');
