import { describe, expect, it } from 'vitest';
import { readDay, readEnd, readPastDay } from './day.ts';
import { splitName } from './name.ts';
import { readQuantity } from './quantity.ts';
import { MADE_DIVISIONS, makeBook, makeSheet, type Made } from './made-sheet.ts';
import type { Cell } from './sheet.ts';
import { understand } from './understand.ts';
import { ITEMS, findItem } from './taxonomy.ts';
import { personName, tidy } from '../../people/core/text.ts';
import { isMissing } from './text.ts';
import { readTimes } from '../../needs/core/times.ts';
import { findChannel, findGrade, findLanguages, findOrganizationKind, findPartyOrganization, findUrgency, findYesNo } from './words.ts';

const text = (typed: string): Cell => ({ column: 1, kind: 'text', text: typed });
const number = (value: number): Cell => ({ column: 1, kind: 'number', text: String(value), number: value });

describe('days', () => {
  it.each(['2021.3.5', '2021/3/5', '2021-03-05', '2021年3月5日', '20210305', '44260', '2021年03月05日', '２０２１．３．５', '2021-3-5 14:30', '2021/3/5 0:00:00', '2021-03-05T00:00:00',
    '2021 3 5', '2021、3、5', '2021。3。5', '2021.03.05.', '2021年3月5号', ' 2021.3.5\u00a0', '二〇二一年三月五日', '二零二一年三月五日', '二○二一年三月五号', '21.3.5', '2021年3月5日星期五', '2021－3－5', "'2021-03-05", '5-Mar-2021', 'Mar 5, 2021', '2021—3—5', '2021年3月5日上午'])(
    '%s is the fifth of March', (typed) => expect(readDay(text(typed))).toEqual({ day: '2021-03-05' }));
  it('serials as numbers and as dates', () => {
    expect(readDay(number(44260))).toEqual({ day: '2021-03-05' });
    expect(readDay(number(20210305))).toEqual({ day: '2021-03-05' });
    expect(readDay({ column: 1, kind: 'date', text: '', number: 44260.75 })).toEqual({ day: '2021-03-05' });
  });
  it.each([['2021.2.30', 'dateImpossible'], ['2021年11月31日', 'dateImpossible'], ['2021/13/1', 'dateImpossible'], ['20210230', 'dateImpossible'], ['2021.3', 'dateIncomplete'], ['2021年3月', 'dateIncomplete'],
    ['三月', 'dateIncomplete'], ['3月5日', 'dateIncomplete'], ['202103', 'dateIncomplete'], ['2021', 'dateIncomplete'], ['3/5/2021', 'dateAmbiguous'], ['昨天', 'dateUnreadable'], ['2021.3.5-2021.3.9', 'dateUnreadable']])(
    '%s: %s', (typed, fault) => expect(readDay(text(typed))).toEqual({ fault }));
  it.each(['2121年2月12日', '2112-06-03', '21120203', '80736', '110016', '2021-07-01'])('%s lies in the future of what was heard', (typed) => expect(readPastDay(text(typed), '2021-06-30', '2000-01-01')).toMatchObject({ fault: 'dateFuture' }));
  it('an end may lie in the future, but not beyond reason', () => {
    expect(readEnd(text('2023.12.31'), '2021-06-30')).toEqual({ day: '2023-12-31' });
    expect(readEnd(text('至2023年12月31日止'), '2021-06-30')).toEqual({ day: '2023-12-31' });
    expect(readEnd(text('2021.1.1-2023.12.31'), '2021-06-30')).toEqual({ day: '2023-12-31' });
    expect(readEnd(text('长期有效'), '2021-06-30')).toEqual({ open: true });
    expect(readEnd(text('2123.12.31'), '2021-06-30')).toMatchObject({ fault: 'dateImplausible' });
  });
});

describe('words', () => {
  it('every word stands under one item only', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { code, words } of ITEMS) for (const word of words.split(' ')) { if (seen.has(word)) twice.push(`${word}: ${seen.get(word)}, ${code}`); seen.set(word, code); }
    expect(twice).toEqual([]);
  });
  it.each([['助餐', 'meals'], ['送餐 ', 'meals'], ['老年餐\u00a0', 'meals'], ['陪诊', 'medicalEscort'], ['陪同就医', 'medicalEscort'], ['找工作', 'jobLinks'], ['就业帮扶', 'jobLinks'], ['小修小补', 'repairs'], ['双语代办', 'interpretation'], ['陪诊服务', 'medicalEscort']])(
    '%s → %s', (typed, item) => expect(findItem(typed)?.item).toBe(item));
  it('a word never seen is not guessed, and is known once it was explained', () => {
    expect(findItem('遛狗')).toBeNull();
    expect(findItem('遛狗', { 遛狗: 'companionship' })).toEqual({ item: 'companionship', category: 'elderCare' });
  });
  it.each([['不急', 1], ['一般', 1], ['较急 ', 2], ['比较急', 2], ['急', 3], ['紧急\u00a0', 3], ['特急', 3], ['看心情', null]])('%s is urgent by %s', (typed, level) => expect(findUrgency(typed)).toBe(level));
  it.each([['座谈', 'talk'], ['入户', 'homeInquiry'], ['电话访问', 'phone'], ['问卷\u00a0', 'questionnaire']])('%s is heard by %s', (typed, channel) => expect(findChannel(typed)).toBe(channel));
  it.each([['国家通用语言', ['zh']], ['蒙语', ['mn-Mong']], ['蒙汉均可', ['zh', 'mn-Mong']], ['汉语、蒙古语', ['zh', 'mn-Mong']], ['\u3000汉语', ['zh']]])('%s', (typed, languages) => expect(findLanguages(typed)).toEqual(languages));
  it.each([['AAAA', 4], ['四A级', 4], ['３Ａ', 3], ['5A', 5], ['A', 1], ['未评估', null], ['无', null], ['', null], ['优', undefined]])('grade %s', (typed, grade) => expect(findGrade(typed)).toBe(grade));
  it('kinds, yes and no, Party organisations', () => {
    expect(findOrganizationKind('民非')).toBe('socialServiceOrg');
    expect(findOrganizationKind('社团')).toBe('socialAssociation');
    expect(findYesNo('√')).toBe(true);
    expect(findYesNo('否')).toBe(false);
    expect(findPartyOrganization('未建')).toBe(false);
    expect(findPartyOrganization('联合党支部')).toBe(true);
  });
});

describe('quantities', () => {
  it.each([
    ['每周6人次', 6, 'personTimes', 'week'], ['10人次/周', 10, 'personTimes', 'week'], ['每月38小时', 38, 'hours', 'month'], ['30个名额', 30, 'places', null], ['每期21人', 21, 'places', 'term'],
    ['2间', 2, 'rooms', null], ['238平方米', 238, 'squareMetres', null], ['5万元', 5_000_000, 'fen', null], ['8103元', 810_300, 'fen', null], ['4名志愿者', 4, 'volunteers', null], ['43套', 43, 'sets', null],
    ['１２人次/周', 12, 'personTimes', 'week'], ['19个岗位', 19, 'posts', null], ['三间', 3, 'rooms', null], ['1,200元', 120_000, 'fen', null], ['每周 6 人次', 6, 'personTimes', 'week'], ['6人次每周', 6, 'personTimes', 'week'], ['1.5万元', 1_500_000, 'fen', null],
  ])('%s', (typed, amount, unit, per) => expect(readQuantity(text(typed), 'training')).toEqual({ amount, unit, per }));
  it.each(['若干', '视情况', '面议'])('%s is no number and none is made of it', (typed) => expect(readQuantity(text(typed), 'people')).toEqual({ fault: 'quantityUnsaid' }));
  it('a bare number takes its unit from a column or the header, or has none', () => {
    expect(readQuantity(number(6), 'people', '人次/周')).toMatchObject({ amount: 6, unit: 'personTimes', per: 'week' });
    expect(readQuantity(number(6), 'money', undefined, '万元')).toMatchObject({ amount: 6_000_000, unit: 'fen' });
    expect(readQuantity(number(6), 'people')).toEqual({ fault: 'quantityWithoutUnit' });
  });
  it('个 counts what the resource is', () => expect(readQuantity(text('3个'), 'jobs')).toEqual({ amount: 3, unit: 'posts', per: null }));
});

describe('times', () => {
  it.each([
    ['工作日上午', [{ days: [1, 2, 3, 4, 5], part: 'morning' }]], ['周六日 9:00-17:00', [{ days: [6, 7], from: '09:00', to: '17:00' }]], ['周二、周四 19:00-21:00\u00a0', [{ days: [2, 4], from: '19:00', to: '21:00' }]],
    ['每周三下午', [{ days: [3], part: 'afternoon' }]], ['全天', [{ days: [1, 2, 3, 4, 5, 6, 7] }]], ['周一至周五 14：30—17：30', [{ days: [1, 2, 3, 4, 5], from: '14:30', to: '17:30' }]], ['周末上午', [{ days: [6, 7], part: 'morning' }]],
    ['工作日', [{ days: [1, 2, 3, 4, 5] }]], ['周一、三、五下午', [{ days: [1, 3, 5], part: 'afternoon' }]], ['下周再说', null],
  ])('%s', (typed, slots) => expect(readTimes(typed)).toEqual(slots));
});

describe('text', () => {
  it('张　三 is 张三, and the dot stays', () => {
    expect(personName('张\u3000三')).toBe('张三');
    expect(personName(' 斯  琴\u00a0')).toBe('斯琴');
    expect(personName('吐尔逊•买买提')).toBe('吐尔逊·买买提');
  });
  it('Mongolian script keeps its joiners', () => expect(tidy('ᠮᠣᠩ\u200dᠭᠣᠯ')).toBe('ᠮᠣᠩ\u200dᠭᠣᠯ'));
  it.each(['', ' ', '\u00a0', '\u3000', '\u200b', '\ufeff', '不详', '/', '-', '无', '——', '？'])('“%s” says nothing', (typed) => expect(isMissing(typed)).toBe(true));
});

describe('a day that cannot be', () => {
  const read = (cell: Made) => understand('needs', [makeBook(makeSheet('东旗', [['姓名', '所属社区', '需求类别', '采集日期'], ['张三', '昂素社区', '助餐', cell]]))], { divisions: MADE_DIVISIONS, asOf: '2021-06-30' }).rows[1]!;
  it.each<[Made, string]>([
    ['2021-07-01', '采集日期“2021-07-01”在2021-06-30之后，请核对日期'],
    [77449, '采集日期“77449”（也就是2112-01-17）在2021-06-30之后，年份可能写错了'], ['77449', '采集日期“77449”（也就是2112-01-17）在2021-06-30之后，年份可能写错了'], ['2112年1月15日', '采集日期“2112年1月15日”在2021-06-30之后，年份可能写错了'], ['91.3.5', '采集日期“91.3.5”（也就是2091-03-05）在2021-06-30之后，年份可能写错了'],
  ])('%s is shown as it stands in the sheet, with what it was taken for where that is not plain', (cell, message) => expect(read(cell).problems.map((problem) => problem.message)).toEqual([message]));
});

describe('a name', () => {
  it.each([['张三（独居）', '张三', '独居'], ['李四【低保】*', '李四', '低保'], ['1.王　芳', '王芳', ''], ['③其木格', '其木格', ''], ['（独居）', '（独居）', ''], ['阿·巴图（大）（户主）', '阿·巴图', '大；户主']])('%s is %s, and %s is noted beside it', (typed, name, remark) => expect(splitName(typed)).toEqual({ name, remark }));
  it('of two people is asked about, and what was noted is kept', () => {
    const sheet = makeSheet('东旗', [['姓名', '所属社区', '需求类别', '采集日期', '备注'], ['张三、李四', '昂素社区', '助餐', '2021.3.5', null], ['张三（独居）', '昂素社区', '助餐', '2021.3.5', '腿脚不便']]);
    const { rows } = understand('needs', [makeBook(sheet)], { divisions: MADE_DIVISIONS, asOf: '2021-06-30' });
    expect(rows[1]!.problems.map(({ cell, code, refuses }) => [cell, code, refuses])).toEqual([['A2', 'severalNames', true]]);
    expect(rows[2]!.record).toMatchObject({ name: '张三', remark: '腿脚不便；独居', typed: { name: '张三（独居）' } });
  });
});

describe('days that a machine in English wrote', () => {
  it.each(['12/5/21', '3-5-21', '03/05/21'])('%s has two readings or none', (typed) => expect(readDay(text(typed))).toHaveProperty('fault'));
  it.each([['民国110年3月5日', '2021-03-05'], ['公元2021年3月5日', '2021-03-05'], ['二O二一年三月五日', '2021-03-05'], ['21/3/5', '2021-03-05'], ['21.3.5', '2021-03-05'], ['12.3.5', '2012-03-05']])('%s is %s', (typed, day) => expect(readDay(text(typed))).toEqual({ day }));
});
