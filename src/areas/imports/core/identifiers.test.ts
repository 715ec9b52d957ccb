import { describe, expect, it } from 'vitest';
import { readCreditCode } from './credit-code.ts';
import { readIdentityCell } from './identity-number.ts';
import { readPhones } from './phone.ts';
import type { Cell } from './sheet.ts';

const text = (typed: string): Cell => ({ column: 1, kind: 'text', text: typed });
const number = (value: number): Cell => ({ column: 1, kind: 'number', text: String(value), number: value });
const identity = (cell: Cell) => readIdentityCell(cell, '2021-06-30');

describe('identity numbers', () => {
  it.each([
    ['150699192806150013', 'male', '1928-06-15'], ['150699195602290026', 'female', '1956-02-29'], ['150699198501011239', 'male', '1985-01-01'],
    ['150699201205310060', 'female', '2012-05-31'], ['15069919900101004X', 'female', '1990-01-01'], ['150699194910010001', 'female', '1949-10-01'],
    ['999999199001010016', 'male', '1990-01-01'], ['915999199001010018', 'male', '1990-01-01'],
  ])('%s is right', (residentId, sex, birthDate) => expect(identity(text(residentId))).toMatchObject({ residentId, sex, birthDate }));

  it.each(['15069919900101004x', '１５０６９９１９９００１０１００４Ｘ', "'15069919900101004X", ' 150699 19900101 004X\u00a0', '15069919900101004х', '\u200b15069919900101004X', '150699-19900101-004X'])(
    '%s is the same number, written otherwise', (typed) => expect(identity(text(typed))).toMatchObject({ residentId: '15069919900101004X' }));

  it('an old number of 15 digits becomes one of 18 and says so', () => {
    expect(identity(text('150699280615001'))).toMatchObject({ residentId: '150699192806150013', convertedFrom15: true });
    expect(identity(number(150699280615001))).toMatchObject({ residentId: '150699192806150013' });
  });

  it.each([
    [text('150699195502290029'), 'residentIdDate'], [text('150699198501011238'), 'residentIdCheck'], [text('1.50699E+17'), 'residentIdCut'], [text('1.50699e17'), 'residentIdCut'],
    [number(150699198401141000), 'residentIdCut'], [text('150699196711140000'), 'residentIdCut'], [text('15069919850101123'), 'residentIdLength'],
    [text('1506991985010112399'), 'residentIdLength'], [text('15069919850101A239'), 'residentIdCharacters'], [text('150699202506150019'), 'residentIdCheck'],
  ])('%o is refused as %s', (cell, fault) => expect(identity(cell)).toEqual({ fault }));

  it('a cut number is cut even if what is left has a right check digit', () => expect(identity(number(150699199307310000))).toEqual({ fault: 'residentIdCut' }));
  it('a birth after the as-of day is refused', () => expect(readIdentityCell(text('150699201205310060'), '2012-01-01')).toEqual({ fault: 'residentIdFuture' }));
  it.each(['', '无', '/', '不详', '-', '——', '\u3000'])('“%s” is no number, and no fault', (typed) => expect(identity(text(typed))).toEqual({ missing: true }));
  it('someone born in 1890 is named', () => expect(identity(text('81000018900101001X'))).toMatchObject({ isVeryOld: true }));
});

describe('credit codes', () => {
  it.each(['51150699MJ000000XW', '52150699MJ0000018R', '53150699MJ0000026H', '54150699MJ00000424', '55150699MJ0000050U', '11150699000000000K', '91150699MA00000074',
    '51150699MJ00000770', '51150699MJ0000376X', '51150699MJ0000421Y', '51150699MJ0000296A', '51999999MJ99999A71'])('%s is right', (uscc) => expect(readCreditCode(uscc)).toMatchObject({ uscc }));
  it.each(['\t52150699mj0000018r', '５２１５０６９９ＭＪ０００００１８Ｒ ', '52150699 MJ0000018R'])('%s is normalised', (typed) => expect(readCreditCode(typed)).toEqual({ uscc: '52150699MJ0000018R', kind: 'socialServiceOrg' }));
  it('a letter that no code has is named, not replaced', () => {
    expect(readCreditCode('52150699MJO000018R')).toEqual({ fault: 'usccCharacter', characters: 'O' });
    expect(readCreditCode('51150699MJ000000XV')).toEqual({ fault: 'usccCharacter', characters: 'V' });
  });
  it('wrong checks and lengths are told apart', () => {
    expect(readCreditCode('51150699MJ000001XW')).toEqual({ fault: 'usccCheck' });
    expect(readCreditCode('51150699MJ38647')).toEqual({ fault: 'usccLength' });
  });
});

describe('phones', () => {
  it.each([
    ['19900003325', ['19900003325']], ['199-0000-6309', ['19900006309']], ['199 0000 9172\u00a0', ['19900009172']], ['１９９００００１４１９', ['19900001419']],
    ['19900004735、19900004651', ['19900004735', '19900004651']], ['19900002534/19900008583', ['19900002534', '19900008583']], ['19900006058 19900001060', ['19900006058', '19900001060']],
    ['19900006058；19900001060', ['19900006058', '19900001060']], ['+86 19900006058', ['19900006058']], ['0477-8591234', ['0477-8591234']], ['（0477）8591234', ['0477-8591234']],
    ['19900006058（女儿）', ['19900006058']], ['手机：19900006058', ['19900006058']], ['无', []],
  ] as [string, string[]][])('%s', (typed, phones) => expect(readPhones(text(typed)).phones).toEqual(phones));
  it('a number cell is a phone', () => expect(readPhones(number(19900006196)).phones).toEqual(['19900006196']));
  it('one digit short is named, and the other number kept', () => expect(readPhones(text('1990000120、19900000001'))).toEqual({ phones: ['19900000001'], faults: [{ fault: 'phoneLength', typed: '1990000120' }] }));
});
