import { expect, test } from 'vitest';
import { byRoute, readAddress, readWhole } from './address.ts';

test('an address is taken apart as one walks to it, in every way that ledgers write it', () => {
  const full = { block: '阳光丽苑3号楼', building: 3, unit: 2, room: 501 };
  for (const written of ['阳光丽苑3号楼2单元501室', '阳光丽苑 3号楼 2单元 501', '阳光丽苑３号楼２单元５０１室', '阳光丽苑三号楼二单元501', '阳光丽苑3栋2门501', '阳光丽苑3#2单元501', '阳光丽苑3幢2单元501户', '阳光丽苑3-2-501', '阳光丽苑3－2－501室']) expect(readAddress(written), written).toEqual(full);
  expect(readAddress('3号楼2单元501')).toEqual({ ...full, block: '3号楼' });
  expect(readAddress('5队12号')).toEqual({ block: '5队', building: 5, unit: null, room: 12 });
  expect(readAddress('旧区家属院12号')).toEqual({ block: '旧区家属院', building: null, unit: null, room: 12 });
  expect(readAddress('十二号楼')).toEqual({ block: '12号楼', building: 12, unit: null, room: null });
});

test('what names no house is one block, and nothing makes it fail', () => {
  expect(readAddress('某某牧点')).toEqual({ block: '某某牧点', building: null, unit: null, room: null });
  for (const odd of ['', ' ', '-', '号楼', '单元', '999999999号楼', '3号楼'.repeat(500), '\u0000', '501']) expect(typeof readAddress(odd).block).toBe('string');
});

test('numbers are read as they are written', () => {
  expect(['七', '十', '十二', '二十', '九十九', '两', '12', '', '百', '一二'].map(readWhole)).toEqual([7, 10, 12, 20, 99, 2, 12, null, null, null]);
});

test('one walks building by building, and 12 comes after 3', () => {
  const walked = ['绿洲小区3号楼1单元102', '阳光丽苑12号楼1单元101', '阳光丽苑3号楼2单元101', '阳光丽苑3号楼1单元1201', '阳光丽苑3号楼1单元301', '阳光丽苑3号楼'].map((text) => ({ text, parts: readAddress(text) }));
  expect(walked.sort((a, b) => byRoute(a.parts, b.parts)).map(({ text }) => text)).toEqual(['绿洲小区3号楼1单元102', '阳光丽苑3号楼1单元301', '阳光丽苑3号楼1单元1201', '阳光丽苑3号楼2单元101', '阳光丽苑3号楼', '阳光丽苑12号楼1单元101']);
});
