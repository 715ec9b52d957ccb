import { addDays, type LocalDate } from '../../../kernel/local-date.ts';

/**
 * Lunar years 1900 to 2029, each as one number in hexadecimal: bit i is set if month i has 30 days, counting a leap month where it stands; above the
 * 13th bit, after which month the leap month follows (0: none). Made by the calendar `chinese` of CLDR, and compared with it day by day in the test.
 */
const YEARS = `116d2 752 ea5 b64a 64b a9b 9556 56a b59 5752 752 db25 b25 a4b b4ab 2ad 56b 6b69 da9 fd92 e92 d25 da4d a56 2b6 95b5
  6d4 ea9 5e92 e92 cd26 52b a57 b2b6 b5a 6d4 6ec9 749 f693 a93 52b ca5b aad 56a 9b55 ba4 b49 5a93 a95 f52d 536 aad
  b5aa db2 da4 7d49 d4a 10a95 a97 556 cab5 ad5 6d2 8ea5 ea5 64a 6c97 a9b f55a 56a b69 b752 b52 b25 964b a4b 114ab 2ad
  56d cb69 da9 d92 9d25 d25 15a4d a56 2b6 e5b5 6d5 ea9 be92 e92 d26 6a56 a57 114d6 35a 6d5 aec9 749 693 952b 52b a5b
  555a 56a fb55 ba4 b49 ba93 a95 52d 8a6d ab5 135aa 5d2 da5 dd4a e4a c95 952e 556 ab5 55b2 6d2 cea5 f25 64a ac97 4ab`.split(/\s+/).map((year) => Number.parseInt(year, 16));

const FIRST_DAY: LocalDate = '1900-01-31';
const FIRST_YEAR = 1900;

/** The days that a day of the lunar calendar (农历) falls on: none, one, or two where the month came twice. */
export function daysOfLunar(year: number, month: number, day: number): LocalDate[] {
  const known = YEARS[year - FIRST_YEAR];
  if (known === undefined || month < 1 || month > 12 || day < 1 || day > 30) return [];
  const leapAfter = known >> 13;
  const places = [leapAfter > 0 && month > leapAfter ? month : month - 1, ...(leapAfter === month ? [month] : [])];
  return places.flatMap((place) => (day > lengthOf(known, place) ? [] : [addDays(FIRST_DAY, daysBefore(year) + sum(place, (i) => lengthOf(known, i)) + day - 1)]));
}

const lengthOf = (year: number, place: number): number => 29 + ((year >> place) & 1);
const sum = (many: number, of: (i: number) => number): number => Array.from({ length: many }, (_, i) => of(i)).reduce((a, b) => a + b, 0);

const BEFORE = YEARS.reduce<number[]>((before, year, i) => [...before, before[i]! + sum(year >> 13 ? 13 : 12, (place) => lengthOf(year, place))], [0]);
const daysBefore = (year: number): number => BEFORE[year - FIRST_YEAR]!;
