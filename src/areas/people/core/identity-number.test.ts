import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLocalDate } from '../../../kernel/local-date.ts';
import { readIdentity, residentIdCheck } from './identity-number.ts';

const TODAY = '2026-03-02';

test('the numbers of the field’s rules are read as the rules say', () => {
  const right: [string, string, string][] = [
    ['150699192806150013', 'male', '1928-06-15'], ['150699195602290026', 'female', '1956-02-29'], ['150699198501011239', 'male', '1985-01-01'], ['150699201205310060', 'female', '2012-05-31'],
    ['15069919900101004X', 'female', '1990-01-01'], ['150699194910010001', 'female', '1949-10-01'], ['15069919900101004x', 'female', '1990-01-01'], ['１５０６９９１９９００１０１００４Ｘ', 'female', '1990-01-01'],
    ['1506 9919 9001 0100 4X', 'female', '1990-01-01'], ["'150699198501011239", 'male', '1985-01-01'],
  ];
  for (const [number, sex, birthDate] of right) expect(readIdentity(number, TODAY), number).toMatchObject({ sex, birthDate, idType: 'residentId', isUnknownRegion: false });
  for (const number of '150699199001010090 150699199001010031 150699199001010082 150699199001010023 150699199001010074 150699199001010015 150699199001010066 150699199001010197 150699199001010058 150699199001010189 15069919900101004X'.split(' ')) expect(readIdentity(number, TODAY), number).toHaveProperty('residentId', number);
  expect(readIdentity('150699280615001', TODAY)).toMatchObject({ residentId: '150699192806150013', convertedFrom15: true });
  expect(readIdentity('999999199001010016', TODAY)).toMatchObject({ isUnknownRegion: true });
  for (const number of ['81000018900101001X', '82000018900101002X', '83000018900101003X']) expect(readIdentity(number, TODAY)).toMatchObject({ idType: 'hmtResidencePermit', isVeryOld: true });
  expect(readIdentity('915999199001010018', TODAY)).toMatchObject({ idType: 'foreignPermanentResident' });
});

test('each fault is told by its name', () => {
  const wrong: [string, string][] = [
    ['150699195502290029', 'residentIdDate'], ['150699198501011238', 'residentIdCheck'], ['1.50699E+17', 'residentIdCut'], ['15069919850101123', 'residentIdLength'], ['15069919850101123A', 'residentIdCharacters'],
    ['050699198501011239', 'residentIdCharacters'],
  ];
  for (const [number, fault] of wrong) expect(readIdentity(number, TODAY), number).toEqual({ fault });
  const future = '15069920300101001';
  expect(readIdentity(future + residentIdCheck(future), TODAY)).toEqual({ fault: 'residentIdFuture' });
  expect(readIdentity('　', TODAY)).toEqual({ missing: true });
});

test('in a sheet a number that ends in 000 was cut; on a form it may be somebody’s', () => {
  let first17 = '';
  for (let place = 0; ; place++) {
    first17 = `1506${String(place).padStart(2, '0')}19900101${'100'}`;
    if (residentIdCheck(first17) === '0') break;
  }
  expect(readIdentity(`${first17}0`, TODAY)).toHaveProperty('residentId');
  expect(readIdentity(`${first17}0`, TODAY, { fromSheet: true })).toEqual({ fault: 'residentIdCut' });
});

test('any single wrong digit and any swap of two neighbours is found (300 numbers, each at every place)', () => {
  const numbers = fc.tuple(fc.integer({ min: 110000, max: 659999 }), fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }), fc.integer({ min: 0, max: 999 }))
    .map(([place, born, n]) => `${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(n).padStart(3, '0')}`).map((first17) => first17 + residentIdCheck(first17));
  let cases = 0;
  fc.assert(fc.property(numbers, fc.integer({ min: 1, max: 9 }), (number, shift) => {
    cases++;
    const read = readIdentity(number, TODAY);
    expect(read).toHaveProperty('residentId', number);
    if ('birthDate' in read) expect(isLocalDate(read.birthDate)).toBe(true);
    for (let i = 0; i < 17; i++) {
      const wrong = number.slice(0, i) + String((Number(number[i]) + shift) % 10) + number.slice(i + 1);
      const swapped = number.slice(0, i) + number[i + 1] + number[i] + number.slice(i + 2);
      // the last swap may carry an X to where none may stand, which is a fault as well
      expect('fault' in readIdentity(wrong, TODAY) && (number[i] === number[i + 1] || 'fault' in readIdentity(swapped, TODAY))).toBe(true);
    }
  }), { numRuns: 300 });
  expect(cases).toBe(300);
});
