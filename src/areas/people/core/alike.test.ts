import { expect, test } from 'vitest';
import fc from 'fast-check';
import { syllablesOf as pinyinSyllables } from '../../../platform/server/pinyin.ts';
import { compareNames, NAME_LEVELS } from './alike-name.ts';
import { numbersMeant } from './alike-identity.ts';
import { readingsOfName } from './alike-sounds.ts';
import { compareLikeness, type Likeness } from './alike.ts';
import { BEFORE, RATES } from './alike-weights.ts';
import { compareBirths, daysWrittenFor } from './alike-birth.ts';
import { residentIdCheck } from './identity-number.ts';

const spoken = (name: string) => ({ name, syllables: pinyinSyllables(name) });
const names = (one: string, other: string) => compareNames(spoken(one), spoken(other));
const person = (name: string, more: Partial<Likeness> = {}): Likeness => ({ ...spoken(name), others: [], sex: 'unknown', birthDate: null, divisionCode: '150602001001', address: null, phones: [], contactPhones: [], number: null, ...more });
const RARE = { registered: 100_000, sameName: 1, soundAlike: 2, onPhone: 1 };
const HOME = { address: '祥和苑3号楼2单元501室', phones: ['13800000001'] };

test('names are compared as they are written, as they sound, as clerks spell them and as they look', () => {
  const pairs: [string, string][] = [['王芳', '王芳'], ['劉麗', '刘丽'], ['其其格', '琪琪格'], ['图雅', '托娅'], ['孟克', '孟和'], ['张林', '章琳'], ['刘金平', '刘京平'], ['李伟', '李纬'], ['王浩全', '玉浩全'], ['王晓明', '王明'], ['娜仁高娃', '娜仁'], ['王晓明', '王晓亮'], ['王伟', '王强'], ['王伟', '李强']];
  expect(pairs.map(([one, other]) => names(one, other))).toEqual(['same', 'sameForm', 'sameSound', 'spelling', 'spelling', 'sameSound', 'nearSound', 'sameSound', 'looksAlike', 'shortened', 'shortened', 'oneCharacter', 'sameSurname', 'different']);
  for (const [one, other] of pairs) expect(names(other, one), `${other}, ${one}`).toBe(names(one, other));
});

test('a man whom three clerks wrote 其力嘎, 其贺力嘎 and 其合力嘎 has one name, and two Han sisters have two', () => {
  expect([names('其力嘎', '其贺力嘎'), names('其贺力嘎', '其合力嘎'), names('其力嘎', '其合力嘎')]).toEqual(['spelling', 'sameSound', 'spelling']);
  expect([names('李燕', '李红'), names('李燕', '李艳')]).toEqual(['sameSurname', 'sameSound']);
});

test('any two texts can be compared, either way round, and a name is the same as itself (2,000 pairs)', () => {
  const text = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[其琪格娜仁图雅王李·a-z ]{0,8}$/), fc.constantFrom('ᠲᠣᠶᠠ', '𠀀文', '·', '', '阿'.repeat(50)));
  fc.assert(fc.property(text, text, (one, other) => {
    const [a, b] = [{ name: one, syllables: [] }, { name: other, syllables: [] }];
    expect(NAME_LEVELS).toContain(compareNames(a, b));
    expect(compareNames(a, b)).toBe(compareNames(b, a));
    expect(compareNames(a, a)).toBe('same');
  }), { numRuns: 2000 });
});

test('a name is looked up under its own reading first and under few others', () => {
  expect(readingsOfName('图雅', ['tu', 'ya'])).toEqual(expect.arrayContaining(['tuya', 'tuoya']));
  expect(readingsOfName('其贺力嘎', ['qi', 'he', 'li', 'ga'])).toEqual(expect.arrayContaining(['qiheliga', 'qiliga', 'qihelige']));
  const long = readingsOfName('格日勒图雅高娃', ['ge', 'ri', 'le', 'tu', 'ya', 'gao', 'wa']);
  expect(long[0]).toBe('geriletuyagaowa');
  expect(long.length).toBeLessThanOrEqual(48);
});

test('days of birth are one day by either calendar, changed about, or by the year', () => {
  expect(['1985-03-04', '1985-04-03', '1985-04-23', '1985-01-01', '1985-03-05', '1985-11-17', '1986-07-20', '1960-05-06'].map((day) => compareBirths('1985-03-04', day))).toEqual(['same', 'swapped', 'lunar', 'yearOnly', 'oneDigit', 'sameYear', 'different', 'generation']);
  expect(daysWrittenFor('1985-03-04')).toEqual(['1985-03-04', '1985-04-03', '1985-04-23', '1985-01-01']);
});

test('a number with one digit miscopied, or two neighbours changed about, is found again; a right number means itself alone', () => {
  const first17 = '15069919850101273', number = first17 + residentIdCheck(first17);
  expect(numbersMeant(number)).toEqual([]);
  for (let at = 0; at < 17; at++) {
    const wrong = number.slice(0, at) + String((Number(number[at]) + 3) % 10) + number.slice(at + 1);
    expect(numbersMeant(wrong), wrong).toContain(number);
    expect(numbersMeant(wrong).length).toBeLessThan(40);
  }
  expect(numbersMeant(`${number.slice(0, 14)}${number[15]}${number[14]}${number.slice(16)}`)).toContain(number);
  expect([numbersMeant(''), numbersMeant('not a number'), numbersMeant('1'.repeat(500))]).toEqual([[], [], []]);
});

test('one name, one day, one telephone is likely one person, and each line adds to the total', () => {
  const found = compareLikeness(person('其其格', { ...HOME, birthDate: '1950-03-04', sex: 'female' }), person('琪琪格', { ...HOME, address: '祥和苑3-2-501', birthDate: '1950-03-04', sex: 'female', phones: [] }), RARE)!;
  expect(found.evidence.map(({ fact, level }) => `${fact} ${level}`)).toEqual(['name sameSound', 'birth same', 'sex same', 'home sameHome']);
  const sum = BEFORE[found.against] + found.evidence.reduce((total, { weight }) => total + weight, 0);
  expect(Math.abs(sum - found.total)).toBeLessThan(0.5);
  expect(compareLikeness(person('诺敏高娃', { birthDate: '1950-03-04', phones: ['13800000001'] }), person('诺敏高娃', { birthDate: '1950-03-04', phones: ['13800000001'] }), RARE)!.verdict).toBe('likely');
});

test('two valid numbers are two people, however much else agrees', () => {
  const all = { ...HOME, birthDate: '1950-03-04', sex: 'female' as const };
  expect(compareLikeness(person('其其格', { ...all, number: '1' }), person('其其格', { ...all, number: '2' }), RARE)).toBeNull();
  expect(compareLikeness(person('其其格', { ...all, number: '1' }), person('其其格', all), RARE)!.verdict).toBe('likely');
});

test('father and son of one name at one address and telephone are never said to be likely one, nor are twins', () => {
  const father = person('王建国', { ...HOME, sex: 'male', birthDate: '1950-03-04' });
  const verdicts = [
    compareLikeness(person('王建国', { ...HOME, sex: 'male', birthDate: '1978-09-10' }), father, RARE)!.verdict,
    compareLikeness(person('王建国', { ...HOME, sex: 'male' }), father, RARE)!.verdict,
    compareLikeness(person('李燕', { ...HOME, sex: 'female', birthDate: '2010-03-04' }), person('李艳', { ...HOME, sex: 'female', birthDate: '2010-03-04' }), RARE)!.verdict,
    compareLikeness(person('王晓明', { ...HOME, birthDate: '2010-03-04' }), person('王晓亮', { ...HOME, birthDate: '2010-03-04' }), RARE)!.verdict,
    compareLikeness(person('王晓明', { ...HOME, sex: 'male', birthDate: '2010-03-04' }), person('王晓明', { ...HOME, sex: 'female', birthDate: '2010-03-04' }), RARE)!.verdict,
  ];
  expect(verdicts).not.toContain('likely');
  expect(compareLikeness(person('王建国', { ...HOME, birthDate: '1978-09-10' }), person('王秀英', { ...HOME, birthDate: '1952-01-02' }), RARE)!.verdict).toBeNull();
});

test('a common name says less than a rare one, and a telephone of a whole house less than one of its own', () => {
  const of = (common: Partial<typeof RARE>) => compareLikeness(person('王伟', { phones: ['13800000001'] }), person('王伟', { phones: ['13800000001'], divisionCode: '150602001002' }), { ...RARE, ...common })!;
  const weight = (found: ReturnType<typeof of>, fact: string) => found.evidence.find((line) => line.fact === fact)!.weight;
  expect(of({ sameName: 300 }).total).toBeLessThan(of({}).total);
  const alone = (common: Partial<typeof RARE>) => compareLikeness(person('王伟'), person('王伟'), { ...RARE, ...common })!;
  expect(weight(alone({ sameName: 300 }), 'name')).toBeLessThan(weight(alone({}), 'name') - 4);
  expect(of({ onPhone: 400, sameName: 300 }).total).toBeLessThan(of({ onPhone: 1, sameName: 300 }).total);
  expect(alone({ sameName: 300 }).verdict).toBeNull();
});

test('of each comparison the rates of every kind of people are shares, and add up to about one', () => {
  for (const [fact, levels] of Object.entries(RATES)) for (const kind of ['same', 'stranger', 'relative'] as const) {
    const sum = Object.values(levels).reduce((total, rates) => total + rates[kind], 0);
    for (const rates of Object.values(levels)) expect(rates[kind]).toBeGreaterThan(0);
    if (fact === 'name' || fact === 'birth' || fact === 'sex' || fact === 'phone') expect(sum, `${fact} ${kind}`).toBeCloseTo(1, 1);
  }
});
