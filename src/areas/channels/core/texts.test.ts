import { expect, test } from 'vitest';
import { TEMPLATES } from './occasions.ts';
import { admitText, ALWAYS_GIVEN, permittedIn, sampleOf, smsParts, textFor, WORDED } from './texts.ts';

test('the standing texts pass the rule that a place’s own are held to', () => {
  for (const occasion of WORDED) for (const language of ['zh', 'en'] as const) for (const field of ['title', 'body'] as const) expect([occasion, language, field, admitText(occasion, field, TEMPLATES[occasion][language][field])]).toMatchObject([occasion, language, field, { ok: true }]);
  for (const occasion of WORDED) expect([occasion, ALWAYS_GIVEN[occasion].filter((name) => !permittedIn(occasion).includes(name))]).toEqual([occasion, []]);
  for (const name of WORDED.flatMap((occasion) => permittedIn(occasion))) expect([name, sampleOf('zh')[name], sampleOf('en')[name]]).not.toContain(undefined);
});

test('an own text says nothing its audience may not be told, in no spelling of the place', () => {
  expect(admitText('dayAgreed', 'body', '{{personName}}，{{number}}，{{item}}')).toMatchObject({ refusal: { code: 'textPlaceForbidden', names: ['personName', 'item'], may: ['number', 'day', 'hours', 'link', 'phone'] } });
  expect(admitText('referralOffered', 'body', '有 {{count}} 件，编号 {{number}}')).toMatchObject({ refusal: { code: 'textPlaceForbidden', names: ['number'] } });
  for (const broken of ['您的 {number}', '{{ number }}', '{{number}', '{{{number}}}', '{{姓名}}', 'x}']) expect([broken, admitText('dayAgreed', 'body', broken)]).toMatchObject([broken, { refusal: { code: 'textPlaceBroken' } }]);
  expect(admitText('dayAgreed', 'body', '{{}}')).toMatchObject({ refusal: { code: 'textPlaceForbidden' } });
});

test('a headline carries only what is always there, and something is left of a body whatever is empty', () => {
  expect(admitText('dayAgreed', 'title', '{{day}} {{hours}} 上门')).toMatchObject({ refusal: { code: 'textTitlePlace', names: ['hours'], may: ['number', 'day'] } });
  expect(admitText('dayAgreed', 'title', '{{day}} 上门')).toMatchObject({ ok: true });
  expect(admitText('confirmAsked', 'body', '{{link}}\n电话 {{phone}}')).toMatchObject({ refusal: { code: 'textMayBeEmpty' } });
  expect(admitText('confirmAsked', 'body', '{{link}}\n编号 {{number}}')).toMatchObject({ ok: true });
});

test('an SMS holds 70 characters, one of several 67; what takes two places is not cut in half', () => {
  expect(['', '短', '短'.repeat(70), '短'.repeat(71), '短'.repeat(134), '短'.repeat(135)].map(smsParts)).toEqual([0, 1, 1, 2, 2, 3]);
  // 66 and a pair: the pair goes to the next part, so that 134 places need three
  expect(smsParts('短'.repeat(66) + '𠀀' + '短'.repeat(66))).toBe(3);
});

test('the nearest place with words of its own counts; one that gave them up has those above it', () => {
  const texts = { zh: { title: '', body: '' }, en: { title: '', body: '' } };
  const newest = [{ id: 'city', divisionCode: '1506', occasion: 'dayAgreed', version: 1, texts }, { id: 'banner', divisionCode: '150602', occasion: 'dayAgreed', version: 3, texts }, { id: 'gave-up', divisionCode: '150603', occasion: 'dayAgreed', version: 2, texts: null }];
  expect(['150602001002', '150603001002', '1506', '150604'].map((code) => textFor(newest, 'dayAgreed', code)?.id)).toEqual(['banner', 'city', 'city', 'city']);
  expect(textFor(newest, 'confirmAsked', '150602')).toBeNull();
});
