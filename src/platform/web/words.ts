import type { Language } from '../../kernel/messages.ts';
import { addWords } from './say.ts';

/** Gets the words of the platform and of all areas in one language; rejected where they cannot be had. */
export type WordsOf = (language: Language) => Promise<Record<string, string>>;

/** The words lie in a file of each language: a reader loads that of his own only, and it is no script, so that a browser asks for it again after it has failed. */
export const wordsFrom = (files: Record<Language, string>): WordsOf => async (language) => {
  const answer = await fetch(files[language]);
  if (!answer.ok) throw new Error(`the words of ${language}: ${answer.status}`);
  return answer.json() as Promise<Record<string, string>>;
};

let wordsOf: WordsOf = async () => ({});
const brought = new Map<Language, Promise<void>>();

/** Once, at the start of the app. */
export const takeWords = (from: WordsOf): void => {
  wordsOf = from;
};

/** Comes back when everything can be said in that language. What failed is tried again when it is next asked for. */
export function bringWords(language: Language): Promise<void> {
  const coming = brought.get(language) ?? wordsOf(language).then((words) => addWords(language, words));
  brought.set(language, coming);
  coming.catch(() => brought.delete(language));
  return coming;
}
