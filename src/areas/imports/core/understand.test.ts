import { describe, expect, it } from 'vitest';
import { MADE_DIVISIONS, makeBook, makeSheet, type Made } from './made-sheet.ts';
import type { NeedRecord, RowOutcome } from './records.ts';
import { understand, type Context } from './understand.ts';

const CONTEXT: Context<'needs'> = { divisions: MADE_DIVISIONS, asOf: '2021-06-30' };
const HEADER = ['序号', '姓名', '身份证号', '联系电话', '所属社区', '家庭住址', '需求类别', '具体需求', '紧急程度', '采集方式', '采集人', '采集日期'];
const row = (change: Partial<Record<(typeof HEADER)[number], Made>> = {}): Made[] => {
  const full: Record<string, Made> = { 序号: 1, 姓名: '张三', 身份证号: null, 联系电话: '19900000001', 所属社区: '阳光社区', 家庭住址: '1号楼101', 需求类别: '助餐', 具体需求: '送午饭', 紧急程度: '一般', 采集方式: '入户', 采集人: '李四', 采集日期: '2021.3.5', ...change };
  return HEADER.map((header) => full[header] ?? null);
};
const needs = (lines: readonly (readonly Made[])[], merges: Parameters<typeof makeSheet>[2] = [], name = '东旗', context = CONTEXT) => understand('needs', [makeBook(makeSheet(name, lines, merges))], context);
const shown = ({ outcome, problems, mergedWith, asks }: RowOutcome) => ({ outcome, problems: problems.map(({ cell, code }) => `${cell} ${code}`), mergedWith, asks });
const record = (one: RowOutcome<'needs'> | undefined) => one?.record as NeedRecord;

describe('the header', () => {
  it('is found under titles, in two levels, and its columns in any order', () => {
    const { rows, sheets } = needs([
      ['河套市居民需求台账'], ['填报单位：东旗民政局', null, null, '填报日期：2021.6.30'],
      ['居民情况', null, null, '需求', null, '采集', null, null], ['姓 名', '住 址', '社区（嘎查村）', '类型', '内容', '方式', '人', '时间'],
      ['张三', '1号楼', '阳光', '送餐', '中午', '电话', '李四', '2021年3月5日'],
    ], [], 'Sheet1');
    expect(sheets[0]).toMatchObject({ header: { from: 3, to: 4 }, banner: '990101', unmapped: [] });
    expect(rows.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['title', 'title', 'header', 'header', 'imported']);
    expect(record(rows[4])).toMatchObject({ name: '张三', divisionCode: '990101001001', item: 'meals', channel: 'phone', heardBy: '李四', heardOn: '2021-03-05' });
  });
  it('comes again in the middle and is no row of data', () => {
    const { rows } = needs([HEADER, row(), HEADER, row({ 姓名: '王五', 联系电话: '19900000002' })]);
    expect(rows.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['header', 'imported', 'repeatedHeader', 'imported']);
  });
  it('a column put right by a person stays right for sheets with that header', () => {
    const lines = [['姓名', '所属社区', '需求类别', '采集日期', '甲乙丙'], ['张三', '阳光', '助餐', '2021.3.5', '19900000001']];
    const first = needs(lines);
    expect(first.sheets[0]!.unmapped).toEqual(['甲乙丙']);
    const again = needs(lines, [], '东旗', { ...CONTEXT, mappings: [{ signature: first.sheets[0]!.signature!, columns: { 甲乙丙: 'phone' } }] });
    expect(record(again.rows[1]).phones).toEqual(['19900000001']);
  });
  it('a sheet of another kind has no rows of data, and all its rows are counted', () => {
    const { rows, counts } = understand('needs', [makeBook(makeSheet('打印', [['填表说明'], [null], ['1. 姓名按身份证填写'], ['2. 日期', '写到日']]))], CONTEXT);
    expect(counts).toEqual({ imported: 0, merged: 0, refused: 0, notARow: 4 });
    expect(rows.map(({ reason }) => reason)).toEqual(['otherSheet', 'blank', 'otherSheet', 'otherSheet']);
  });
  it('a sheet that explains the others is left out, with none of its rows; under such a name a ledger is a ledger', () => {
    const lines = [['姓名', '所属社区', '需求类别', '采集日期'], ['王某某', '和平社区', '助餐', '2021.3.5']];
    const { rows, sheets } = understand('needs', [makeBook(makeSheet('填写说明', [['1. 姓名按身份证填写'], ['2. 日期', '写到日']]), makeSheet('说明', lines))], CONTEXT);
    expect(sheets.map(({ isHelp, rows: of }) => [isHelp ?? false, of])).toEqual([[true, 0], [false, 2]]);
    expect(rows.map(({ sheet, outcome }) => [sheet, outcome])).toEqual([['说明', 'notARow'], ['说明', 'imported']]);
  });
});

describe('rows', () => {
  it('subtotals, notes, signatures, headings and blank rows are named as such', () => {
    const { rows } = needs([
      ['东旗居民需求台账'], HEADER, row(), [null], ['小计', null, 1], ['一、北门街道'], [2], row({ 姓名: '王五', 联系电话: null }), ['合 计：2条'], ['注：同上指与上一行相同'], ['填表人：', null, '审核人（签字）：'],
    ]);
    expect(rows.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['title', 'header', 'imported', 'blank', 'subtotal', 'heading', 'onlyNumber', 'imported', 'subtotal', 'note', 'signature']);
  });
  it('同上 and merged cells hand a value down, an empty cell does not', () => {
    const { rows } = needs([
      HEADER, row({ 姓名: '甲某' }), row({ 姓名: '乙某', 联系电话: '同上', 所属社区: '同上', 家庭住址: '〃', 采集日期: '同上' }), row({ 姓名: '丙某', 联系电话: '同上', 所属社区: '同上' }),
      row({ 姓名: '丁某', 所属社区: '昂素社区', 联系电话: null }), row({ 姓名: '戊某', 所属社区: null, 联系电话: null }), row({ 姓名: '己某', 所属社区: null }),
    ], [{ top: 5, left: 5, bottom: 6, right: 5 }]);
    expect(rows.slice(1).map((one) => record(one)?.divisionCode ?? shown(one).problems[0])).toEqual(['990101001001', '990101001001', '990101001001', '990101001002', '990101001002', 'E7 missing']);
    expect(record(rows[3]).phones).toEqual(['19900000001']);
  });
  it('a row is refused with every wrong cell named', () => {
    const { rows } = needs([HEADER, row({ 姓名: '\u00a0', 身份证号: 150699198401141000, 所属社区: '金水湾社区', 需求类别: '遛狗', 采集日期: '2121年2月12日' })]);
    expect(shown(rows[1]!)).toMatchObject({ outcome: 'refused', problems: ['B2 missing', 'C2 residentIdCut', 'E2 unknownPlace', 'G2 unknownWord', 'L2 dateFuture'] });
    expect(rows[1]!.problems[1]!.message).toContain('截断');
  });
  it('a fault that leaves the row usable is reported and the row comes in', () => {
    const { rows } = needs([HEADER, row({ 联系电话: '1990000120', 紧急程度: '看情况', 采集方式: '飞鸽' })]);
    expect(shown(rows[1]!)).toMatchObject({ outcome: 'imported', problems: ['D2 phoneLength', 'I2 unknownWord', 'J2 unknownWord'] });
  });
  it('what was typed is kept beside what was understood', () => {
    const { rows } = needs([HEADER, row({ 姓名: '张\u3000三', 需求类别: '送餐', 采集日期: 44260 })]);
    expect(record(rows[1])).toMatchObject({ name: '张三', item: 'meals', heardOn: '2021-03-05', typed: { name: '张\u3000三', item: '送餐', heardOn: '44260' } });
  });
});

describe('places', () => {
  const outcomeOf = (typed: string, sheet = '东旗') => {
    const [, one] = needs([HEADER, row({ 所属社区: typed })], [], sheet).rows;
    return record(one)?.divisionCode ?? shown(one!).problems[0];
  };
  it.each([['阳光', '990101001001'], ['阳光社区居委会', '990101001001'], ['北门街道阳光社区', '990101001001'], ['东旗北门街道阳光社区', '990101001001'], ['昂素嘎查', '990101100202'], ['昂素社区', '990101001002'],
    ['柳沟镇新民村', '990101100201'], ['四村村委会', '990101001203'], ['四村', '990101001203'], ['昂素村委会', '990101100202']])('%s', (typed, code) => expect(outcomeOf(typed)).toBe(code));
  it.each([['新民村', 'E2 ambiguousPlace'], ['昂素', 'E2 ambiguousPlace'], ['和平社区', 'E2 placeElsewhere'], ['和平嘎查', 'E2 unknownPlace'], ['柳沟镇', 'E2 placeNotCommunity'], ['柳沟镇阳光社区', 'E2 placeDisagrees']])(
    '%s is not chosen: %s', (typed, problem) => expect(outcomeOf(typed)).toBe(problem));
  it('the sheet tells two of one name apart, and without it nothing does', () => {
    expect(outcomeOf('阳光社区', '西区')).toBe('990102001001');
    expect(outcomeOf('阳光社区', 'Sheet1')).toBe('E2 ambiguousPlace');
  });
});

describe('twice', () => {
  const id = '15069919900101004X';
  it('one need heard by two channels is one need with two pieces of evidence', () => {
    const { rows } = needs([HEADER, row({ 身份证号: id }), row({ 身份证号: id, 需求类别: '送餐', 具体需求: '希望送午饭', 采集方式: '电话', 采集日期: '2021.3.15' })]);
    expect(shown(rows[2]!)).toMatchObject({ outcome: 'merged', mergedWith: { sheet: '东旗', row: 2 }, asks: [] });
  });
  it('one person with another need comes in, and is shown to be one person', () => {
    const { rows } = needs([HEADER, row({ 身份证号: id }), row({ 身份证号: id, 需求类别: '陪诊', 具体需求: '去医院' })]);
    expect(shown(rows[2]!)).toMatchObject({ outcome: 'imported', asks: [{ sheet: '东旗', row: 2 }] });
    expect(record(rows[2]).samePersonAs).toEqual({ sheet: '东旗', row: 2 });
  });
  it('without a number, the same phone and name are asked about, also in another spelling', () => {
    const { rows } = needs([HEADER, row({ 姓名: '其其格' }), row({ 姓名: '琪琪格', 需求类别: '陪诊' })]);
    expect(shown(rows[2]!)).toMatchObject({ outcome: 'imported', asks: [{ sheet: '东旗', row: 2 }] });
  });
  it('a household on one phone, and two of one name on two phones, are different people', () => {
    const { rows } = needs([HEADER, row(), row({ 姓名: '李燕' }), row({ 姓名: '李艳' }), row({ 联系电话: '19900000009', 家庭住址: '2号楼' })]);
    expect(rows.slice(1).map(shown)).toEqual(Array(4).fill({ outcome: 'imported', problems: [], mergedWith: null, asks: [] }));
  });
  it('the same row typed twice is merged; the same number under another name is refused', () => {
    const { rows } = needs([HEADER, row(), row(), row({ 姓名: '王五', 身份证号: id }), row({ 姓名: '赵六', 身份证号: id })]);
    expect(rows.slice(1).map(shown).map(({ outcome, problems }) => [outcome, ...problems])).toEqual([['imported'], ['merged'], ['imported'], ['refused', 'C5 personDisagrees']]);
  });
  it('a file imported twice adds nothing', () => {
    const lines = [HEADER, row(), row({ 身份证号: id, 姓名: '王五' }), row({ 身份证号: id, 姓名: '王五', 需求类别: '陪诊' }), row({ 姓名: '其其格', 联系电话: '19900000007' }), row({ 姓名: '琪琪格', 联系电话: '19900000007' })];
    const first = needs(lines);
    const known = first.rows.flatMap((one, i) => (one.record ? [{ ref: `need${i}`, record: one.record }] : []));
    expect(needs(lines, [], '东旗', { ...CONTEXT, known }).counts).toEqual({ imported: 0, merged: first.counts.imported + first.counts.merged, refused: 0, notARow: 1 });
  });
});

it('speaks English when asked to', () => {
  const { rows } = needs([HEADER, row({ 姓名: '不详' })], [], '东旗', { ...CONTEXT, language: 'en' });
  expect(rows[1]!.problems[0]!.message).toBe('Name is missing');
});
