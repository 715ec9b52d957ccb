import { describe, expect, it } from 'vitest';
import { residentIdCheck } from '../../people/core/identity-number.ts';
import { creditCodeCheck } from '../../organizations/core/credit-code.ts';
import { MADE_DIVISIONS, makeBook, makeSheet, type Made } from './made-sheet.ts';
import type { OrganizationRecord, ResourceRecord, RowOutcome } from './records.ts';
import { understand } from './understand.ts';

const CONTEXT = { divisions: MADE_DIVISIONS, asOf: '2021-06-30' } as const;
const shown = ({ outcome, problems, mergedWith, asks }: RowOutcome) => [outcome, ...problems.map(({ cell, code }) => `${cell} ${code}`), ...(mergedWith ? ['with', mergedWith] : []), ...(asks.length ? ['asks', ...asks] : [])];

describe('resources', () => {
  const HEADER = ['旗区', '单位名称', '性质', '资源类别', '可满足需求', '可提供数量', '覆盖范围', '服务时段', '语种', '联系人', '手机', '截止日期'];
  const row = (change: Partial<Record<string, Made>> = {}): Made[] => {
    const full: Record<string, Made> = { 旗区: '东旗', 单位名称: '暖心社工中心', 性质: '社会组织', 资源类别: '人员服务时间', 可满足需求: '助餐、陪诊', 可提供数量: '每周6人次', 覆盖范围: '全旗', 服务时段: '工作日上午', 语种: '汉语、蒙古语', 联系人: '张三', 手机: '19900000001', 截止日期: '2023.5.19', ...change };
    return HEADER.map((header) => full[header] ?? null);
  };
  const read = (...rows: Made[][]) => understand('resources', [makeBook(makeSheet('清单', [['资源清单'], HEADER, ...rows]))], CONTEXT);
  const record = (one: RowOutcome<'resources'> | undefined) => one?.record as ResourceRecord;

  it('are understood whatever their columns are called', () => {
    const { rows, sheets } = read(row());
    expect(sheets[0]!.unmapped).toEqual([]);
    expect(record(rows[2])).toMatchObject({
      countyCode: '990101', provider: '暖心社工中心', providerKind: 'socialOrganization', kind: 'people', items: [{ item: 'meals' }, { item: 'medicalEscort' }], quantity: { amount: 6, unit: 'personTimes', per: 'week' },
      reach: { divisions: ['990101'], radiusKm: null }, times: [{ days: [1, 2, 3, 4, 5], part: 'morning' }], languages: ['zh', 'mn-Mong'], contact: '张三', phones: ['19900000001'], validUntil: '2023-05-19',
    });
  });
  it.each([['全市', ['9901'], null], ['周边3公里', ['990101'], 3], ['阳光社区；昂素嘎查', ['990101001001', '990101100202'], null], ['阳光，四村', ['990101001001', '990101001203'], null], ['东旗、西区', ['990101', '990102'], null], ['北门街道、柳沟镇', ['990101001', '990101100'], null]])(
    'reach %s', (typed, divisions, radiusKm) => expect(record(read(row({ 覆盖范围: typed })).rows[2]).reach).toEqual({ divisions, radiusKm }));
  it('say what is wrong, and come in where they can', () => {
    const { rows } = read(row({ 单位名称: ' ' }), row({ 可提供数量: '若干', 手机: '1990000120' }), row({ 覆盖范围: '阳光社区、金水湾社区', 联系人: '甲' }), row({ 截止日期: '2021年11月31日' }), row({ 可满足需求: '遛狗' }), row({ 可满足需求: '助餐、遛狗', 单位名称: '乙中心' }), row({ 覆盖范围: '金水湾社区' }));
    expect(rows.slice(2).map(shown)).toEqual([
      ['refused', 'B3 missing'], ['imported', 'F4 quantityUnsaid', 'K4 phoneLength'], ['imported', 'G5 unknownPlace'], ['refused', 'L6 dateImpossible'], ['refused', 'E7 unknownWord'], ['imported', 'E8 someUnknownWord'], ['refused', 'G9 unknownPlace', 'G9 nothingLeft'],
    ]);
  });
  it('with the amount and its unit in two columns, under a header that says only 单位', () => {
    const lines = [['提供单位', '资源类型', '服务类别', '数量', '单位', '服务范围'], ['甲', '场地', '合唱', 2, '间', '全旗'], ['乙', '资金', '助餐', 5, '万元', '全旗'], ['丙', '志愿服务', '助餐', '6', '人次/周', '全旗']];
    const { rows } = understand('resources', [makeBook(makeSheet('东旗', lines))], CONTEXT);
    expect(rows.slice(1).map((one) => record(one).quantity)).toEqual([{ amount: 2, unit: 'rooms', per: null }, { amount: 5_000_000, unit: 'fen', per: null }, { amount: 6, unit: 'personTimes', per: 'week' }]);
  });
  it('listed twice are one; with another amount it is asked which holds', () => {
    const { rows } = read(row(), row({ 单位名称: '暖心社工 中心', 截止日期: 45065, 可满足需求: '陪诊；助餐' }), row({ 可提供数量: '每周8人次' }), row({ 覆盖范围: '阳光' }));
    expect(rows.slice(2).map(shown)).toEqual([['imported'], ['merged', 'with', { sheet: '清单', row: 3 }], ['imported', 'asks', { sheet: '清单', row: 3 }], ['imported']]);
  });
});

describe('organizations', () => {
  const code = (first17: string) => first17 + creditCodeCheck(first17);
  const HEADER = ['信用代码', '名称', '组织类型', '登记机关', '成立日期', '等级', '评估有效期', '社工机构', '党建情况', '电话'];
  const row = (change: Partial<Record<string, Made>> = {}): Made[] => {
    const full: Record<string, Made> = { 信用代码: '52150699MJ0000018R', 名称: '东旗暖心社会工作服务中心', 组织类型: '民非', 登记机关: '东旗民政局', 成立日期: '2017.6.7', 等级: '四A级', 评估有效期: '2023/12/31', 社工机构: '√', 党建情况: '已建', 电话: '19900000001', ...change };
    return HEADER.map((header) => full[header] ?? null);
  };
  const read = (...rows: Made[][]) => understand('organizations', [makeBook(makeSheet('', [HEADER, ...rows]))], CONTEXT);
  const record = (one: RowOutcome<'organizations'> | undefined) => one?.record as OrganizationRecord;

  it('are understood whatever their columns are called', () => {
    const { rows, sheets } = read(row());
    expect(sheets[0]!.unmapped).toEqual([]);
    expect(record(rows[1])).toMatchObject({ uscc: '52150699MJ0000018R', kind: 'socialServiceOrg', divisionCode: '990101', registeredOn: '2017-06-07', grade: 4, gradeUntil: '2023-12-31', isSocialWorkAgency: true, hasPartyOrganization: true });
  });
  it('say what is wrong at its cell', () => {
    const { rows } = read(row({ 名称: '　' }), row({ 信用代码: '52150699MJO000018R' }), row({ 信用代码: '52150699MJ0000018A' }), row({ 组织类型: '基金会' }), row({ 成立日期: '2104-04-11' }), row({ 成立日期: '2015/2/30' }), row({ 组织类型: '茶馆' }),
      row({ 信用代码: code('51150699MJ0000777'), 名称: '甲协会', 组织类型: '社团', 等级: '未评估', 评估有效期: null, 社工机构: '否', 党建情况: '' }));
    expect(rows.slice(1).map(shown)).toEqual([['refused', 'B2 missing'], ['refused', 'A3 usccCharacter'], ['refused', 'A4 usccCheck'], ['refused', 'C5 kindDisagrees'], ['refused', 'E6 dateFuture'], ['refused', 'E7 dateImpossible'], ['refused', 'C8 unknownWord'], ['imported']]);
    expect(record(rows[8])).toMatchObject({ grade: null, gradeUntil: null, isSocialWorkAgency: false, hasPartyOrganization: null });
  });
  it('listed twice are one, with the name written a little otherwise; two names under one code are refused', () => {
    const { rows } = read(row(), row({ 信用代码: '\t52150699mj0000018r', 名称: '东旗暖心\n社会工作服务中心（“总会”,原名）' }), row({ 名称: '东旗晨光幼儿园' }));
    expect(rows.slice(1).map(shown)).toEqual([['imported'], ['merged', 'with', { sheet: '', row: 2 }], ['refused', 'B4 nameDisagrees']]);
  });
});

it('age and sex that disagree with the number are reported at their cells, on the as-of day', () => {
  const id = `15069919900701001${residentIdCheck('15069919900701001')}`;
  const lines = [['姓名', '性别', '年龄', '身份证号', '社区', '需求类别', '采集日期'], ['张三', '女', 31, id, '阳光', '助餐', '2021.3.5'], ['李四', '男', '30岁', id.replace(/.{4}$/, '') + `003${residentIdCheck('15069919900701003')}`, '阳光', '陪诊', '2021.3.5']];
  const { rows } = understand('needs', [makeBook(makeSheet('东旗', lines))], CONTEXT);
  expect(rows.slice(1).map(shown)).toEqual([['imported', 'B2 sexDisagrees', 'C2 ageDisagrees'], ['imported']]);
});
