import { expect, test } from 'vitest';
import fc from 'fast-check';
import { compareHomes, doorWords, numberOfHan, partsOfAddress } from './alike-address.ts';

test('one door is understood in the ways people write it', () => {
  for (const typed of ['祥和苑3号楼2单元501室', '祥和苑小区3栋2单元501', '东胜区祥和苑3#2单元501室', '祥和苑三号楼二单元501室', '祥和苑3-2-501', '祥和苑 3幢2单元5楼501户', '内蒙古鄂尔多斯市东胜区诃额伦街道航空社区祥和苑３号楼２单元５０１室', '祥和苑三号楼二单元五〇一室'])
    expect({ ...partsOfAddress(typed), estate: partsOfAddress(typed).estate.replace('小区', '') }, typed).toEqual({ estate: '祥和苑', building: '3', unit: '2', room: '501' });
});

test('rows of low houses, doors without buildings, sides of a stair and places without any number are understood', () => {
  expect(partsOfAddress('铁西平房三排5号')).toEqual({ estate: '铁西平房', building: '3排', unit: '', room: '5' });
  expect(partsOfAddress('团结路128号')).toEqual({ estate: '团结路', building: '', unit: '', room: '128' });
  expect(partsOfAddress('康宁家园12号楼1单元6楼东户')).toEqual({ estate: '康宁家园', building: '12', unit: '1', room: '东' });
  expect(partsOfAddress('阿尔巴斯苏木巴音陶勒盖嘎查乌兰淖尔')).toMatchObject({ estate: '乌兰淖尔', room: '' });
  expect(['十二', '三十', '一百零五', '五〇一', '二十三', '十'].map(numberOfHan)).toEqual(['12', '30', '105', '501', '23', '10']);
});

test('homes are one, of one building, of one community or apart', () => {
  const at = (address: string | null, divisionCode = '150602001001') => ({ address, divisionCode });
  const home = at('祥和苑3号楼2单元501室');
  expect([at('祥和苑3-2-501'), at('3号楼2单元501室'), at('祥和苑3号楼2单元502室'), at('锦绣苑3号楼2单元501室'), at(null), at('锦绣苑1号', '150602001002'), at('锦绣苑1号', '150602002001')].map((other) => compareHomes(home, other)))
    .toEqual(['sameHome', 'sameHome', 'sameBuilding', 'sameCommunity', 'onlyCommunity', 'sameStreet', 'elsewhere']);
  // moved from one community's list to another's, with the whole address
  expect(compareHomes(home, at('祥和苑3-2-501', '150602001002'))).toBe('sameHome');
  // the same number in two communities, without a name, is no home
  expect(compareHomes(at('3号楼2单元501室'), at('3号楼2单元501室', '150602002001'))).toBe('elsewhere');
  expect(compareHomes(at('乌兰淖尔'), at('乌兰淖尔'))).toBe('sameBuilding');
});

test('the words of a door are those that the search table has', () => {
  expect([doorWords('祥和苑3-2-501'), doorWords('铁西平房三排5号'), doorWords('乌兰淖尔')]).toEqual([['501'], ['5号', '5户'], []]);
});

test('any text is understood as some address, however long (1,000 texts)', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.stringMatching(/^[区街道社楼单元室号0-9一二十百零-]{0,60}$/)), (text) => { expect(Object.keys(partsOfAddress(text))).toEqual(['estate', 'building', 'unit', 'room']); }), { numRuns: 1000 });
});
