import { expect, test } from 'vitest';
import { words } from '../src/apps/words.ts';
import { LANGUAGES } from '../src/kernel/messages.ts';

// The words that the build parts by language: `addWords` hears of a key defined twice only in the browser, and in one language.
test('every word that the desk loads is said in both languages, and in one way', () => {
  expect(words.length).toBeGreaterThan(20);
  const said = Object.fromEntries(LANGUAGES.map((language) => [language, new Map<string, string>()])) as Record<(typeof LANGUAGES)[number], Map<string, string>>;
  const otherwise: string[] = [];
  for (const area of words) for (const language of LANGUAGES) for (const [key, text] of Object.entries(area[language])) {
    if ((said[language].get(key) ?? text) !== text) otherwise.push(`${language} ${key}`);
    said[language].set(key, text);
  }
  expect(otherwise).toEqual([]);
  expect([...said.en.keys()].sort()).toEqual([...said.zh.keys()].sort());
});
