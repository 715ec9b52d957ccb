/**
 * The words of an area in both languages: flat keys `<area>.<what>`, the same keys in each language.
 * `{{name}}` is filled in. `defineMessages` makes a key that one language lacks a compile error.
 */
export type Messages<K extends string = string> = Record<Language, Record<K, string>>;

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a reader who has not chosen one: the first of theirs that we speak, Chinese where there is none. `tags` as a browser lists them, best first. */
export function preferredLanguage(tags: readonly string[]): Language {
  const spoken = tags.map((tag) => tag.trim().slice(0, 2).toLowerCase()).find((tag) => (LANGUAGES as readonly string[]).includes(tag));
  return (spoken as Language | undefined) ?? 'zh';
}

export const defineMessages = <K extends string>(messages: { zh: Record<K, string>; en: Record<NoInfer<K>, string> }): Messages<K> => messages;
