import { listed } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';

export const languageWords = (languages: readonly string[]): string => listed(languages.map((language) => say(`surveys.language.${language}`))) || '—';
