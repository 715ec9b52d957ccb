import i18next from 'i18next';
import { LANGUAGES, type Language, type Messages } from '../../kernel/messages.ts';

/** Says a message in a language, its places filled in. The server's one door to i18next. */
export type Say = (language: Language, key: string, details?: Record<string, unknown>) => string;

export function makeSay(catalogs: Messages[]): Say {
  const instance = i18next.createInstance();
  const resources = Object.fromEntries(LANGUAGES.map((language) => [language, { translation: Object.assign({}, ...catalogs.map((catalog) => catalog[language])) as Record<string, string> }]));
  void instance.init({
    resources, lng: 'zh', fallbackLng: false, keySeparator: false, nsSeparator: false, initAsync: false, interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof instance.init>[0]);
  const fixed = Object.fromEntries(LANGUAGES.map((language) => [language, instance.getFixedT(language)]));
  return (language, key, details = {}) => String(fixed[language]!(key, details));
}

/** The sentence for a refusal: `<area>.refusal.<code>` of the area that was asked, else of whichever has it, else the door's own. */
export function refusalKeyOf(code: string, catalogs: Messages[], area: string): string {
  const own = `${area}.refusal.${code}`;
  if (catalogs.some(({ zh }) => own in zh)) return own;
  for (const catalog of catalogs) {
    const key = Object.keys(catalog.zh).find((name) => name.endsWith(`.refusal.${code}`));
    if (key) return key;
  }
  return `door.${code}`;
}
