import { expect, test } from 'vitest';
import { admitBody, fillBody, mayReach } from './channel.ts';
import { forbiddenIn, OCCASIONS, PERMITTED, placesIn, render, spokenDay, TEMPLATES } from './occasions.ts';
import { afterTry, MOST_TRIES } from './outbox.ts';
import { firstLoud, USUAL_QUIET } from './quiet.ts';

const at = (text: string) => new Date(`${text}:00+08:00`);

test('hours of rest run across midnight, end in the morning, and know no summer time', () => {
  expect(firstLoud(at('2026-03-02T20:59'), USUAL_QUIET)).toEqual(at('2026-03-02T20:59'));
  expect(firstLoud(at('2026-03-02T21:00'), USUAL_QUIET)).toEqual(at('2026-03-03T08:00'));
  expect(firstLoud(at('2026-03-02T23:59'), USUAL_QUIET)).toEqual(at('2026-03-03T08:00'));
  expect(firstLoud(at('2026-03-03T00:00'), USUAL_QUIET)).toEqual(at('2026-03-03T08:00'));
  expect(firstLoud(at('2026-03-03T07:59'), USUAL_QUIET)).toEqual(at('2026-03-03T08:00'));
  expect(firstLoud(at('2026-03-03T08:00'), USUAL_QUIET)).toEqual(at('2026-03-03T08:00'));
  // the last night of a year, and of February in a leap year; the nights on which clocks change elsewhere are as long as any
  expect(firstLoud(at('2026-12-31T22:00'), USUAL_QUIET)).toEqual(at('2027-01-01T08:00'));
  expect(firstLoud(at('2028-02-28T22:00'), USUAL_QUIET)).toEqual(at('2028-02-29T08:00'));
  for (const night of ['2026-03-28T22:00', '2026-10-24T22:00']) expect(firstLoud(at(night), USUAL_QUIET).getTime() - at(night).getTime()).toBe(10 * 3_600_000);
  expect(firstLoud(at('2026-03-02T13:00'), { from: '12:30', until: '14:00' })).toEqual(at('2026-03-02T14:00'));
  expect(firstLoud(at('2026-03-02T03:00'), { from: '00:00', until: '00:00' })).toEqual(at('2026-03-02T03:00'));
});

test('no text of any occasion says more than its audience may be told, in both languages the same', () => {
  for (const occasion of OCCASIONS) {
    const { audience, zh, en } = TEMPLATES[occasion];
    expect([occasion, forbiddenIn(audience, zh), forbiddenIn(audience, en)]).toEqual([occasion, [], []]);
    expect([occasion, placesIn(en.body)]).toEqual([occasion, placesIn(zh.body)]);
  }
  const names = Object.values(PERMITTED).flat().join(' ');
  expect(names).not.toMatch(/name|address|item|category|person|provider|title|description/i);
  // the test of the test
  expect(forbiddenIn('resident', { title: '', body: '{{personName}} {{number}} {{item}}' })).toEqual(['personName', 'item']);
});

test('a text is filled in line by line; a line without its value is left out, and a value brings no place and no line of its own', () => {
  expect(render('dayAgreed', 'zh', { number: 'K7M4R X9QDT', day: '11月26日 周四', hours: null, phone: '0477-8591234' }).body).toBe('您的需求 K7M4R X9QDT 已安排在 11月26日 周四。\n有变动请拨 0477-8591234。');
  expect(render('dayAgreed', 'zh', { number: '{{phone}}\n骗', day: 'x' }).body.split('\n')).toEqual(['您的需求 phone 骗 已安排在 x。']);
  expect([spokenDay('2026-11-26', 'zh'), spokenDay('2026-11-26', 'en')]).toEqual(['11月26日 周四', 'Thursday, 26 November']);
});

test('after a try a message waits longer and longer, and after the last a person looks at it', () => {
  const later = { is: 'tryLater', why: 'busy', said: 'HTTP 500' } as const;
  const now = at('2026-03-02T09:00');
  const waits = Array.from({ length: MOST_TRIES }, (_, i) => afterTry(later, i + 1, now).nextAt?.getTime() ?? null).map((next) => next && (next - now.getTime()) / 60_000);
  expect(waits).toEqual([1, 5, 20, 60, 180, 480, null]);
  expect(afterTry(later, MOST_TRIES, now)).toMatchObject({ state: 'failed', why: 'busy' });
  expect(afterTry({ is: 'refused', why: 'addressRefused', said: '550' }, 1, now)).toMatchObject({ state: 'failed', nextAt: null });
  expect(afterTry({ is: 'sent', said: '' }, MOST_TRIES, now)).toMatchObject({ state: 'sent', why: null, nextAt: null });
});

test('machines that hand their keys to whoever asks are out of reach, this very machine unless it is said', () => {
  for (const address of ['169.254.169.254', '0.0.0.0', 'fe80::1', '::ffff:169.254.169.254', '224.0.0.1', '255.255.255.255']) expect([address, mayReach(address, true)]).toEqual([address, false]);
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'localhost']) expect([address, mayReach(address, false), mayReach(address, true)]).toEqual([address, false, true]);
  for (const address of ['10.1.2.3', '203.119.1.1', 'oapi.dingtalk.com']) expect([address, mayReach(address, false)]).toEqual([address, true]);
});

test('the gateway’s JSON holds whatever a text brings; what lacks a place or is no JSON is refused', () => {
  const body = '{"mobile":"{{phone}}","param":{"content":"【某站】{{text}}"},"type":1}';
  expect(admitBody(body)).toMatchObject({ ok: true });
  expect(JSON.parse(fillBody(body, { phone: '13900001111', text: '","mobile":"110\\', title: '', id: '' }))).toEqual({ mobile: '13900001111', param: { content: '【某站】","mobile":"110\\' }, type: 1 });
  expect(admitBody('{"mobile":"{{phone}}"}')).toMatchObject({ refusal: { code: 'bodyLacksPlaces' } });
  for (const wrong of ['{"a":', '"{{phone}}{{text}}"', 'null', '']) expect([wrong, admitBody(wrong)]).toMatchObject([wrong, { refusal: { code: 'bodyNotJson' } }]);
});
