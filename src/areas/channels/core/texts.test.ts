import { expect, test } from 'vitest';
import { render, TEMPLATES } from './occasions.ts';
import { admitText, ALWAYS_GIVEN, lacksLink, permittedIn, sampleOf, smsParts, textFor, WORDED } from './texts.ts';

test('the standing texts pass the rule that a place’s own are held to', () => {
  for (const occasion of WORDED) for (const language of ['zh', 'en'] as const) for (const field of ['title', 'body'] as const) expect([occasion, language, field, admitText(occasion, field, TEMPLATES[occasion][language][field])]).toMatchObject([occasion, language, field, { ok: true }]);
  for (const occasion of WORDED) expect([occasion, ALWAYS_GIVEN[occasion].filter((name) => !permittedIn(occasion).includes(name))]).toEqual([occasion, []]);
  for (const name of WORDED.flatMap((occasion) => permittedIn(occasion))) expect([name, sampleOf('dayAgreed', 'zh')[name], sampleOf('dayAgreed', 'en')[name]]).not.toContain(undefined);
});

test('an own text says nothing its audience may not be told, in no spelling of the place', () => {
  expect(admitText('dayAgreed', 'body', '{{personName}}，{{number}}，{{item}}')).toMatchObject({ refusal: { code: 'textPlaceForbidden', names: ['personName', 'item'], may: ['number', 'day', 'hours', 'link', 'phone'] } });
  expect(admitText('referralOffered', 'body', '有 {{count}} 件，编号 {{number}}')).toMatchObject({ refusal: { code: 'textPlaceForbidden', names: ['number'] } });
  for (const [broken, at] of [['您的 {number}', '{number}'], ['{{ number }}', '{{ number }}'], ['{{number}', '{{number}'], ['{{number，{{day}}', '{{number'], ['{{{number}}}', '{{{number}}}'], ['{{姓名}}', '{{姓名}}'], ['x}', 'x}']]) expect([broken, admitText('dayAgreed', 'body', broken!)]).toMatchObject([broken, { refusal: { code: 'textPlaceBroken', at } }]);
  expect(admitText('dayAgreed', 'body', '{{}}')).toMatchObject({ refusal: { code: 'textPlaceForbidden' } });
});

test('a headline carries only what is always there, and something is left of a body whatever is empty', () => {
  expect(admitText('dayAgreed', 'title', '{{day}} {{hours}} 上门')).toMatchObject({ refusal: { code: 'textTitlePlace', names: ['hours'], may: ['number', 'day'] } });
  expect(admitText('dayAgreed', 'title', '{{day}} 上门')).toMatchObject({ ok: true });
  expect(admitText('confirmAsked', 'body', '{{link}}\n电话 {{phone}}')).toMatchObject({ refusal: { code: 'textMayBeEmpty' } });
  expect(admitText('confirmAsked', 'body', '{{link}}\n编号 {{number}}')).toMatchObject({ ok: true });
});

test('a count of 0 is never said: each stands in a line of its own, none in a headline, and the line of 0 is left out', () => {
  expect(admitText('dutiesOwed', 'body', '超期 {{late}}，今天 {{dueToday}}\n请办理')).toMatchObject({ refusal: { code: 'textCountsApart', names: ['late', 'dueToday'] } });
  expect(admitText('dutiesOwed', 'title', '超期 {{late}} 件')).toMatchObject({ refusal: { code: 'textTitlePlace', names: ['late'], may: [] } });
  for (const language of ['zh', 'en'] as const) for (const occasion of ['dutiesOwed', 'placeOwes'] as const) {
    expect(render(occasion, language, { place: '和平社区', late: 0, dueToday: 3, link: 'x' }).body).toMatch(/3/);
    expect(render(occasion, language, { place: '和平社区', late: 0, dueToday: 3, link: 'x' }).body).not.toMatch(/0|超期|late/i);
    expect(render(occasion, language, { place: '和平社区', late: 10, dueToday: 0, link: 'x' }).body).not.toMatch(/今天|today/i);
  }
  // words kept from before, with both in one line, lose nothing
  expect(render('dutiesOwed', 'zh', { late: 0, dueToday: 3 }, { title: '', body: '超期 {{late}}，今天 {{dueToday}}' }).body).toBe('超期 0，今天 3');
});

test('a text that sends its reader to a page says where it is, and the sample leads where the message will', () => {
  expect(WORDED.filter((occasion) => lacksLink(occasion, 'zh', '请办理'))).toEqual(['dutiesOwed', 'placeOwes', 'referralOffered', 'confirmAsked']);
  for (const occasion of WORDED) for (const language of ['zh', 'en'] as const) expect([occasion, lacksLink(occasion, language, TEMPLATES[occasion][language].body)]).toEqual([occasion, false]);
  expect(WORDED.map((occasion) => new URL(String(sampleOf(occasion, 'zh').link)).pathname)).toEqual(['/', '/', '/referrals', '/follow', '/follow']);
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
