import { expect, test } from 'vitest';
import { messages } from './messages.ts';
import { addMessages, canSay, missingWords, say, speak } from './say.ts';

test('a sentence is said in the language chosen, with its places filled and numbers grouped', () => {
  addMessages({ zh: { 'try.total': '共 {{count}} 条', 'try.total_one': '共 {{count}} 条' }, en: { 'try.total': '{{count}} records', 'try.total_one': '{{count}} record' } });
  speak('zh');
  expect(say('try.total', { count: 12345 })).toBe('共 12,345 条');
  speak('en');
  expect(say('try.total', { count: 1 })).toBe('1 record');
  expect(say('try.total', { count: 1867 })).toBe('1,867 records');
});

test('a word that nobody has defined is seen on the page and counted', () => {
  expect(say('try.nothing')).toBe('⟦try.nothing⟧');
  expect(missingWords()).toContain('try.nothing');
  expect(canSay('try.nothing')).toBe(false);
});

test('one key cannot mean two things', () => {
  expect(() => addMessages({ zh: { 'try.total': '别的' }, en: { 'try.total': 'other' } })).toThrow(/defined twice/);
});

test('every place of a Chinese sentence of the platform is also in the English one', () => {
  const places = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((hit) => hit[1]).sort();
  for (const [key, text] of Object.entries(messages.zh)) expect([key, places(messages.en[key as keyof typeof messages.en])]).toEqual([key, places(text)]);
});
