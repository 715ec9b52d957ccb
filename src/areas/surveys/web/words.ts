import { say } from '../../../platform/web/say.ts';

export const languageWords = (languages: readonly string[]): string => languages.map((language) => say(`surveys.language.${language}`)).join('、') || '—';
