import { remember } from '../../../kernel/remember.ts';
import { tidy } from './text.ts';

/** An address in its parts: 祥和苑3号楼2单元501室. Whatever is not said is empty. */
export type AddressParts = { estate: string; building: string; unit: string; room: string };

const DIGITS = '〇一二三四五六七八九';
const NUMERAL = /[〇零一二三四五六七八九十百两]+(?=号|栋|幢|座|楼|单元|门|室|户|房|排|组|队|社|层|院|区|巷)/g;

/** 十二 → 12, 三十 → 30, 一百零五 → 105, 五〇一 → 501. */
export function numberOfHan(text: string): string {
  const plain = text.replace(/零/g, '〇').replace(/两/g, '二');
  if (!/[十百]/.test(plain)) return [...plain].map((character) => DIGITS.indexOf(character)).join('');
  const [hundreds, below] = plain.includes('百') ? plain.split('百') as [string, string] : ['', plain];
  const [tens, ones] = below.includes('十') ? below.split('十') as [string, string] : ['〇', below];
  const value = (part: string) => (part === '' ? 0 : DIGITS.indexOf(part.at(-1)!));
  return String(value(hundreds) * 100 + (tens === '' ? 1 : value(tens)) * 10 + value(ones));
}

// The division is compared by its code; in the address its name only tells who wrote it.
const DIVISION = /^(?:内蒙古(?:自治区)?)?(?:鄂尔多斯市?)?(?:[\u4e00-\u9fff]{2,5}(?:(?<![小园社院景])区|旗))?(?:[\u4e00-\u9fff]{1,8}?(?:街道办事处|街道办?|镇|苏木|乡))?(?:[\u4e00-\u9fff]{1,8}?(?:社区居委会|居委会|社区|嘎查|村委会))?/;
const FORMS: readonly [RegExp, (found: RegExpExecArray) => Partial<AddressParts>][] = [
  // a row of low houses: 三排5号
  [/(\d+)排(\d+)(?:号|户|室)?/, ([, row, room]) => ({ building: `${row}排`, room: room! })],
  [/(\d+|[a-z])(?:号?楼|栋|幢|号?座|#楼?|号院)(?:(\d+)(?:单元|门|单|-))?(?:\d+[层楼])?(?:(\d+)(?:室|户|房|号)?|([东西中南北])户)?$/, ([, building, unit, room, side]) => ({ building: building!, unit: unit ?? '', room: room ?? side ?? '' })],
  [/(\d+)单元(?:\d+[层楼])?(\d+)(?:室|户|房|号)?$/, ([, unit, room]) => ({ unit: unit!, room: room! })],
  // as short as caretakers write it: 3-2-501, 3-501
  [/(\d+|[a-z])[-—–/](\d+)[-—–/](\d+)(?:室|户|号)?$/, ([, building, unit, room]) => ({ building: building!, unit: unit!, room: room! })],
  [/(\d+|[a-z])[-—–/](\d+)(?:室|户|号)?$/, ([, building, room]) => ({ building: building!, room: room! })],
  [/(\d+)(?:号|户|室|房)$/, ([, room]) => ({ room: room! })],
  [/(\d+)$/, ([, room]) => ({ room: room! })],
];

/** An address as somebody wrote it, parted. Chinese numerals become digits; a pastoral address without numbers is its name alone. */
export const partsOfAddress: (text: string) => AddressParts = remember(readAddress, { most: 4000, longest: 40 });

function readAddress(text: string): AddressParts {
  const clean = tidy(text).normalize('NFKC').toLowerCase().replace(/[\s,，。;；()（）]/g, '').replace(NUMERAL, numberOfHan).replace(/附(\d+)号?$/, '-$1');
  const bare = clean.replace(DIVISION, '');
  const rest = bare === '' ? clean : bare;
  for (const [form, read] of FORMS) {
    const found = form.exec(rest);
    if (found) return { estate: rest.slice(0, found.index).replace(/[-—–]$/, ''), building: '', unit: '', room: '', ...zeroless(read(found)) };
  }
  return { estate: rest, building: '', unit: '', room: '' };
}

const zeroless = (parts: Partial<AddressParts>): Partial<AddressParts> => Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, value.replace(/^0+(?=\d)/, '')]));

/** How near two homes are by what is written; where both name a door, the same door or not. */
export const ADDRESS_LEVELS = ['sameHome', 'sameBuilding', 'sameCommunity', 'onlyCommunity', 'sameStreet', 'elsewhere'] as const;
export type AddressLevel = (typeof ADDRESS_LEVELS)[number];
export type Home = { divisionCode: string | null; address: string | null };

export function compareHomes(one: Home, other: Home): AddressLevel | null {
  const place = !one.divisionCode || !other.divisionCode ? null : one.divisionCode === other.divisionCode ? 'sameCommunity' : one.divisionCode.slice(0, 9) === other.divisionCode.slice(0, 9) ? 'sameStreet' : 'elsewhere';
  if (!one.address || !other.address) return place === 'sameCommunity' ? 'onlyCommunity' : place;
  const door = compareDoors(partsOfAddress(one.address), partsOfAddress(other.address));
  return door && (place === 'sameCommunity' || door.isNamed) ? door.level : place;
}

/** Without the word of what kind of estate it is: 祥和苑小区, 祥和苑. */
const estateOf = ({ estate }: AddressParts): string => estate.replace(/(?:住宅)?(?:小区|家园|花园|平房|家属[楼院])$/, '');
const agree = (one: string, other: string): boolean => one === '' || other === '' || one === other;

function compareDoors(one: AddressParts, other: AddressParts): { level: 'sameHome' | 'sameBuilding'; isNamed: boolean } | null {
  const [a, b] = [estateOf(one), estateOf(other)];
  const isOneEstate = a === b || a === '' || b === '' || (Math.min(a.length, b.length) >= 2 && (a.includes(b) || b.includes(a)));
  if (!isOneEstate) return null;
  const isNamed = a !== '' && b !== '';
  if (one.room !== '' && one.room === other.room && agree(one.unit, other.unit) && agree(one.building, other.building) && (isNamed || one.building !== '' && one.building === other.building)) return { level: 'sameHome', isNamed };
  const hasNoDoor = [one, other].every(({ building, room }) => building === '' && room === '');
  if (hasNoDoor && isNamed || one.building !== '' && one.building === other.building) return { level: 'sameBuilding', isNamed };
  return null;
}

/** The words of the search table that an address of this door has, whichever way it is written. */
export function doorWords(text: string): string[] {
  const { room, building } = partsOfAddress(text);
  const door = /^\d+$/.test(room) ? room : '';
  // the search table keeps 501 whatever stands behind it, of one digit only 5号
  if (door.length > 1) return [door];
  return door !== '' ? [`${door}号`, `${door}户`] : /^\d{2,}$/.test(building) ? [building] : [];
}
