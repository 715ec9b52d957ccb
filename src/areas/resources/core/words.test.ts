import { expect, test } from 'vitest';
import { messages } from './messages.ts';
import { closedWords, type SayOf } from './words.ts';

const say = (language: 'zh' | 'en'): SayOf => (key, details = {}) => Object.entries(details).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, value), messages[language][`resources.${key}` as keyof (typeof messages)['zh']]);

test('days that are not offered are told as people say them', () => {
  const of = (entry: string) => [closedWords(entry, say('zh')), closedWords(entry, say('en'))];
  expect(of('holidays')).toEqual(['法定节假日', 'Public holidays']);
  expect(of('2026-03-11')).toEqual(['2026-03-11', '2026-03-11']);
  expect(of('RRULE:FREQ=MONTHLY;BYDAY=1MO')).toEqual(['每月第一个周一', 'first Monday of a month']);
  expect(of('RRULE:FREQ=WEEKLY;BYDAY=SU')).toEqual(['每周日', 'every Sunday']);
  expect(of('DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU')).toEqual(['从 2026-03-03 起每隔一周的周二', 'Tuesday every other week from 2026-03-03']);
  expect(of('DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=TU')).toEqual(['从 2026-03-03 起每 3 周的周二', 'Tuesday every 3 weeks from 2026-03-03']);
  expect(of('RRULE:FREQ=MONTHLY;BYMONTHDAY=15')).toEqual(['FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY;BYMONTHDAY=15']);
});
