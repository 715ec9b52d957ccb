import { expect, test } from 'vitest';
import { preferredLanguage } from './messages.ts';

test('a reader who has not chosen is greeted in the first of their languages that we speak, else in Chinese', () => {
  expect([['en-GB', 'zh'], ['zh-TW', 'en'], ['mn', 'en'], ['mn-Mong-CN'], [], ['EN'], [' en ']].map(preferredLanguage)).toEqual(['en', 'zh', 'en', 'zh', 'zh', 'en', 'en']);
});
