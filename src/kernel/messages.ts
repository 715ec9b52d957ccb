/**
 * The words of an area in both languages: flat keys `<area>.<what>`, the same keys in each language.
 * `{{name}}` is filled in. `defineMessages` makes a key that one language lacks a compile error.
 */
export type Messages<K extends string = string> = Record<Language, Record<K, string>>;

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const defineMessages = <K extends string>(messages: { zh: Record<K, string>; en: Record<NoInfer<K>, string> }): Messages<K> => messages;
