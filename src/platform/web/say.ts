import i18next from 'i18next';
import { LANGUAGES, type Language, type Messages } from '../../kernel/messages.ts';

const words = i18next.createInstance();
const missing = new Set<string>();

void words.init({
  lng: 'zh', supportedLngs: ['zh', 'en'], fallbackLng: false, initAsync: false, showSupportNotice: false,
  resources: { zh: { translation: {} }, en: { translation: {} } },
  // Keys are flat: a dot is part of the name.
  keySeparator: false, nsSeparator: false, returnNull: false, returnEmptyString: true,
  interpolation: {
    escapeValue: false, // React escapes
  },
  parseMissingKeyHandler: (key: string) => {
    missing.add(key);
    return `⟦${key}⟧`;
  },
} as Parameters<typeof words.init>[0]);

// Set after `init`, which puts i18next's own formatter there: every number is grouped, 1,867, `count` too.
Object.assign(words.services.interpolator, {
  alwaysFormat: true,
  format: (value: unknown) => (typeof value === 'number' ? groups(value) : String(value ?? '')),
});

const groups = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

/** Takes words of one language in. A key said twice with other words is a fault of the areas, and thrown. */
export function addWords(language: Language, added: Record<string, string>): void {
  for (const [key, text] of Object.entries(added)) {
    const before = words.getResource(language, 'translation', key) as string | undefined;
    if (before !== undefined && before !== text) throw new Error(`the word ${key} is defined twice, as "${before}" and "${text}"`);
  }
  words.addResourceBundle(language, 'translation', added, true, true);
}

/** Takes words in that are at hand in both languages. */
export const addMessages = (messages: Messages<string>): void => LANGUAGES.forEach((language) => addWords(language, messages[language]));

/** Values for the places of a sentence. `count` also picks the English plural (`key_one` beside `key`). */
export type Places = Record<string, string | number | null | undefined>;

/** The sentence of that key in the language chosen. An unknown key shows as ⟦key⟧, and is kept in `missingWords`. */
export const say = (key: string, places?: Places): string => words.t(key, places ?? {}) as string;

/** True if some area has words for the key. */
export const canSay = (key: string): boolean => words.exists(key);

/** The language of now. */
export const language = (): Language => (words.language === 'en' ? 'en' : 'zh');

/** Only `preferences.ts` calls this, because the page must be drawn again. */
export const speak = (to: Language): void => void words.changeLanguage(to);

/** Keys that were asked for and that nobody has words for: tests want none. */
export const missingWords = (): string[] => [...missing];
