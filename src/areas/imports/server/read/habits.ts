import iconv from 'iconv-lite';
import { residentIdCheck } from '../../../people/core/identity-number.ts';
import { makeBook, makeSheet, type Made } from '../../core/made-sheet.ts';
import type { Merge, Workbook } from '../../core/sheet.ts';

/**
 * For tests: ledgers in the habits of offices that nobody here has seen, each with its own truth. Written apart from the tables of the reader:
 * what is not understood is a habit to be taught, never a file to be fitted.
 */
export type Expected = { take: Record<string, unknown> } | { refuse: string[] } | { merge: number } | 'notARow';
export type Habit = { book: Workbook | { csv: Uint8Array }; expected: Map<number, Expected>; kind: 'needs' | 'resources' | 'organizations'; habits: string[] };

/** A small generator of numbers, so that a seed is a file (mulberry32). */
export class Dice {
  private state: number;
  constructor(seed: number) { this.state = seed * 2654435769; }
  next(): number {
    let t = (this.state = (this.state + 0x6d2b79f5) | 0);
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  to(most: number): number { return Math.floor(this.next() * most); }
  pick<T>(of: readonly T[]): T { return of[this.to(of.length)]!; }
  chance(share: number): boolean { return this.next() < share; }
  shuffled<T>(of: readonly T[]): T[] { return of.map((one) => [this.next(), one] as const).sort((a, b) => a[0] - b[0]).map(([, one]) => one); }
}

export type Truth = {
  name: string; nameTyped: string; id: string | null; idTyped: Made; idFault: string | null; phones: string[]; phoneTyped: Made; place: string; code: string; address: string; item: string; itemTyped: string; description: string;
  urgency: 1 | 2 | 3; channel: string; heardBy: string; heardOn: string; dayTyped: Made; dayFault: string | null; sex: '男' | '女'; language: string[]; age: number;
};

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞平'];
const MONGOLIAN = ['其木格', '斯琴高娃', '巴图', '乌云其其格', '那顺巴雅尔', '萨如拉', '额尔德尼', '苏和'];
const PLACES = [['昂素社区', '990101001002'], ['昂素嘎查', '990101100202'], ['阳光社区', '990101001001'], ['柳沟镇新民村', '990101100201'], ['四村', '990101001203']] as const;
export const ITEM_WORDS: Record<string, string[]> = {
  meals: ['助餐', '送餐', '老年餐'], medicalEscort: ['陪诊', '陪同就医'], counselling: ['心理疏导', '心理咨询'], interpretation: ['蒙汉翻译', '双语代办'], bathing: ['助浴'], cleaning: ['家政', '打扫'], legalAid: ['法律咨询', '法律援助'], repairs: ['家电维修', '水电维修'],
};
export const URGENCY_WORDS: Record<number, string[]> = { 1: ['不急', '一般'], 2: ['较急', '比较急'], 3: ['急', '紧急', '特急'] };
export const CHANNEL_WORDS: Record<string, string[]> = { talk: ['座谈', '座谈会'], homeInquiry: ['入户', '入户走访'], phone: ['电话', '电话访问'], questionnaire: ['问卷', '问卷调查'] };
const WISHES = ['中午送一顿热饭', '腿脚不便，想有人陪着去医院', '家里水管漏水', '孩子在外地，一个人闷得慌', '看不懂汉字，办事难'];

export const wide = (text: string): string => text.replace(/[0-9A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
export const serialOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569;
const HAN = '〇一二三四五六七八九';
const han = (n: number): string => (n < 10 ? HAN[n]! : n < 20 ? `十${n % 10 ? HAN[n % 10] : ''}` : `${HAN[Math.floor(n / 10)]}十${n % 10 ? HAN[n % 10] : ''}`);

/** A day in one of the ways of writing; `isText`: of a text file, which has no date cells. */
export function writeDay(day: string, dice: Dice, isText: boolean): Made {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const ways: (() => Made)[] = [
    () => `${y}.${m}.${d}`, () => `${String(y).slice(2)}年${m}月${d}日`, () => day.replaceAll('-', ''), () => `${y}年${m}月${d}号`, () => wide(`${y}．${m}．${d}`), () => `${y} 年 ${m} 月 ${d} 日`, () => `'${day}`, () => `${y}/${m}/${d} 星期五`,
    () => [...String(y)].map((c) => HAN[Number(c)]).join('').replace('〇', dice.pick(['〇', '零', '○', 'O'])) + `年${han(m)}月${han(d)}日`, () => `${y}-${m}-${d} 0:00:00`, () => `民国${y - 1911}年${m}月${d}日`, () => `${y}年${m}.${d}`, () => `${y}·${m}·${d}`, () => `${y}，${m}，${d}`,
    () => `${y}年${m}月${d}日上午`, () => `公元${y}年${m}月${d}日`, () => String(serialOf(day)), () => `${y}。${m}。${d}`, () => `${y}年${m}月${d}`, () => `${String(y).slice(2)}.${m}.${d}`,
    ...(isText ? [] : [() => ({ serial: serialOf(day) }), () => serialOf(day), () => Number(day.replaceAll('-', ''))]),
  ];
  return dice.pick(ways)();
}

const BAD_DAYS: [string, string][] = [['2021年2月30日', 'dateImpossible'], ['3月5日', 'dateIncomplete'], ['三月五日', 'dateIncomplete'], ['2021.13.5', 'dateImpossible'], ['2121.3.5', 'dateFuture'], ['大概三月份', 'dateUnreadable'], ['2021年3月', 'dateIncomplete'], ['3/5/21', 'dateUnreadable']];

function writeId(id: string, dice: Dice, isText: boolean): [Made, string | null] {
  const roll = dice.next();
  if (roll < 0.05) return isText ? [`${id[0]}.${id.slice(1, 6)}E+17`, 'residentIdCut'] : [Number(`${id.slice(0, 15)}000`), 'residentIdCut'];
  if (roll < 0.07) return [`${id.slice(0, 15)}000`, 'residentIdCut'];
  if (roll < 0.1) return [id.slice(0, 17), 'residentIdLength'];
  return [dice.pick([id, id, id, id.toLowerCase(), wide(id), `'${id}`, `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, `${id}\t`, `身份证：${id}`, id.replace('X', '×'), `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`]), null];
}

function writePhone(dice: Dice, isText: boolean): [string[], Made] {
  const one = `1990000${String(dice.to(10_000)).padStart(4, '0')}`;
  const two = `1991111${String(dice.to(10_000)).padStart(4, '0')}`;
  const land = `8${String(dice.to(1_000_000)).padStart(6, '0')}`;
  return dice.pick<() => [string[], Made]>([
    () => [[one], one], () => [[one], wide(one)], () => [[one], `${one.slice(0, 3)} ${one.slice(3, 7)} ${one.slice(7)}`], () => [[one, two], `${one}/${two}`], () => [[one, two], `${one} ${two}`], () => [[one, two], `${one}（${two}）`], () => [[one, `0477-${land}`], `${one}、0477-${land}`],
    () => [[`0477-${land}`], `（0477）${land}`], () => [[one], `${one}（儿子）`], () => [[one], `电话:${one}`], () => [[one], `+86 ${one}`], () => [[one, two], `${one}${two}`], () => [[one], `${one}微信同号`], () => [[one, two], `本人${one} 女儿${two}`], () => [[], dice.pick(['无', '/', '没有电话', '—', ''])],
    ...(isText ? [] : [() => [[one], Number(one)] as [string[], Made]]),
  ])();
}

/** A name as careless hands write it. What stands in brackets behind it is a remark, no part of it. */
const writeName = (name: string, dice: Dice): string => dice.pick([
  name, name, name, name, ` ${name}`, `${name}　`, name.length === 2 ? `${name[0]}　${name[1]}` : name, name.length === 2 ? `${name[0]} ${name[1]}` : name, `${name}（独居）`, `${name}(残疾)`, `${name}【低保】`, `${name}*`,
]);

export function makeTruth(dice: Dice, isText: boolean, at: number): Truth {
  const birth = `${1930 + dice.to(70)}${String(1 + dice.to(12)).padStart(2, '0')}${String(1 + dice.to(28)).padStart(2, '0')}`;
  const first17 = `150699${birth}${String(1 + ((at * 37 + dice.to(30)) % 990)).padStart(3, '0')}`;
  const made = first17 + residentIdCheck(first17);
  const id = dice.chance(0.65) && !made.endsWith('000') ? made : null;
  const name = dice.chance(0.25) ? dice.pick(MONGOLIAN) : dice.pick(SURNAMES) + dice.pick(GIVEN) + (dice.chance(0.7) ? dice.pick(GIVEN) : '');
  const [place, code] = dice.pick(PLACES);
  const item = dice.pick(Object.keys(ITEM_WORDS));
  const heardOn = new Date(Date.UTC(2021, 0, 1 + dice.to(170))).toISOString().slice(0, 10);
  const bad = dice.chance(0.04) ? dice.pick(BAD_DAYS) : null;
  const [idTyped, idFault] = id ? writeId(id, dice, isText) : [dice.pick(['', '无', '/', '不详', '待补']), null];
  const [phones, phoneTyped] = writePhone(dice, isText);
  return {
    name, nameTyped: writeName(name, dice), id, idTyped, idFault, phones, phoneTyped, place, code, address: `${1 + dice.to(40)}号楼${1 + dice.to(5)}单元${100 + at}`, item, itemTyped: dice.pick(ITEM_WORDS[item]!), description: `${dice.pick(WISHES)}${at}`,
    urgency: dice.pick([1, 2, 3]), channel: dice.pick(Object.keys(CHANNEL_WORDS)), heardBy: dice.pick(['乌日娜', '白音', '高娃', '张晓燕']), heardOn, dayTyped: bad ? bad[0] : writeDay(heardOn, dice, isText), dayFault: bad ? bad[1] : null,
    sex: Number(made[16]) % 2 ? '男' : '女', language: dice.pick([['zh'], ['mn-Mong'], ['zh', 'mn-Mong']]), age: 2021 - Number(birth.slice(0, 4)),
  };
}

export const LANGUAGE_WORDS: Record<string, string[]> = { zh: ['汉语', '普通话', '国家通用语言'], 'mn-Mong': ['蒙语', '蒙古语'], 'zh,mn-Mong': ['双语', '蒙汉均可', '汉语、蒙语'] };

export type Lines = { lines: Made[][]; merges: Merge[]; expected: Map<number, Expected> };

const textOf = (value: Made | undefined): string => (value === null || value === undefined ? '' : typeof value === 'object' ? ('serial' in value ? String(value.serial) : value.error) : String(value));

/** As a text file with one of the separators and encodings that exports have. */
export function asCsv(lines: readonly (readonly Made[])[], dice: Dice): Uint8Array {
  const separator = dice.pick([',', '\t', ';']);
  const quoted = (text: string) => (/["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = lines.map((line) => line.map((value) => quoted(textOf(value))).join(separator)).join(dice.pick(['\r\n', '\n']));
  return dice.pick([() => iconv.encode(text, 'gb18030'), () => iconv.encode(`\uFEFF${text}`, 'utf8'), () => iconv.encode(text, 'utf8'), () => iconv.encode(`\uFEFF${text}`, 'utf16le')])();
}

export const asBook = (name: string, { lines, merges }: Lines): Workbook => makeBook(makeSheet(name, lines, merges));
