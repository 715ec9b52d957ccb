import { remember } from '../../../kernel/remember.ts';
import { addDays, isLocalDate, type LocalDate } from '../../../kernel/local-date.ts';
import type { Cell } from './sheet.ts';
import { tidy } from '../../people/core/text.ts';
import { hanDigits, hanNumber, isMissing } from './text.ts';

export type DayFault = 'dateUnreadable' | 'dateImpossible' | 'dateIncomplete' | 'dateAmbiguous' | 'dateFuture' | 'dateImplausible';
/** `read`: the day that was understood, where it is the day itself that cannot be. */
export type DayRead = { day: LocalDate } | { fault: DayFault; read?: LocalDate };

/** Bare numbers from here on (1927-05-18) are days of a spreadsheet's calendar; a smaller one is a year or a count. */
const FIRST_SERIAL = 10_000;

/** A day of the 1900 calendar of spreadsheets; its 29 February 1900 never was, so nothing before March is read. */
export function dayOfSerial(serial: number): LocalDate | null {
  const days = Math.floor(serial);
  return days < 61 || days > 2_958_465 ? null : addDays('1899-12-30', days);
}

/** The day a cell says, in any of the ways people write one. No judgement yet of whether it may be in the future. */
export function readDay(cell: Cell): DayRead {
  if (cell.kind === 'date') return dayRead(dayOfSerial(cell.number ?? 0));
  if (cell.kind === 'error' || cell.kind === 'boolean') return { fault: 'dateUnreadable' };
  return readDayText(cell.text);
}

const dayRead = (day: LocalDate | null): DayRead => (day ? { day } : { fault: 'dateUnreadable' });

export const readDayText: (typed: string) => DayRead = remember(understandDay, { most: 20_000, longest: 24 });

function understandDay(typed: string): DayRead {
  const text = eraDay(tidy(typed).normalize('NFKC')).replace(/^['‘’"“]+|['‘’"”]+$/g, '').replace(/^(\d{8})(?:\.0+|日)$/, '$1').trim();
  if (/^\d{5}(\.\d+)?$/.test(text)) return Number(text) >= FIRST_SERIAL ? dayRead(dayOfSerial(Number(text))) : { fault: 'dateUnreadable' };
  if (/^\d{8}$/.test(text)) return calendarDay(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8));
  if (/^\d{14}$/.test(text)) return calendarDay(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8));
  if (/^\d{6}$/.test(text)) {
    if (/^(19|20)\d\d(0[1-9]|1[0-2])$/.test(text)) return { fault: 'dateIncomplete' };
    // 210305 may be a day of this century; 110016 can only be one of the calendar's, in the year 2201.
    return 'day' in calendarDay(`20${text.slice(0, 2)}`, text.slice(2, 4), text.slice(4)) ? { fault: 'dateAmbiguous' } : dayRead(dayOfSerial(Number(text)));
  }
  return numberedDay(text) ?? hanDay(text) ?? englishDay(text) ?? { fault: 'dateUnreadable' };
}

/** 民国110年 is 2021, and 公元 says nothing more. */
const eraDay = (text: string): string => text.replace(/^公元/, '').replace(/^(?:中华)?民国\s?(\d{1,3})(?=\s?年)/, (_era, year: string) => String(Number(year) + 1911));

/** 2021.3.5, 2021/3/5, 2021-03-05, 2021年3月5日 (号), 2021、3、5, 2021 3 5, 21.3.5; an hour or a weekday behind it is let be. */
function numberedDay(text: string): DayRead | null {
  const bare = text
    .replace(/(?:星期|周|礼拜)[一二三四五六日天]|\((?:[^)]*)\)/g, ' ')
    .replace(/[T\s]*(?:上午|下午|am|pm)?\s*\d{1,2}\s*[:时点]\s*\d{1,2}.*$/i, '')
    .replace(/(?:上午|下午|早上|晚上|中午)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const full = /^(\d{4}|\d{2})\s?[-.\/年。、,_~—· ]\s?(\d{1,2})\s?[-.\/月。、,_~—· ]\s?(\d{1,2})\s?(?:[日号.。]|$)\s?$/.exec(bare);
  // 12/5/21 is the fifth of December for a spreadsheet in English, and the twelfth year for nobody but a machine
  if (full && /^(?:0\d|1[0-2])[\/-]\d{1,2}[\/-]\d{1,2}$/.test(bare)) return { fault: 'dateAmbiguous' };
  if (full) return calendarDay(full[1]!.length === 2 ? `20${full[1]}` : full[1]!, full[2]!, full[3]!);
  if (/^(\d{4})\s?(?:[-.\/年。]\s?(\d{1,2})\s?(?:月|月份)?)?(?:年|上旬|中旬|下旬|月底|月初)?$/.test(bare)) return { fault: 'dateIncomplete' };
  if (/^\d{1,2}\s?(?:[-.\/月]\s?(\d{1,2})\s?[日号]?|月份?)$/.test(bare)) return { fault: 'dateIncomplete' };
  const turned = /^(\d{1,2})[-.\/](\d{1,2})[-.\/](\d{4})$/.exec(bare);
  if (!turned) return null;
  const [first, second] = [Number(turned[1]), Number(turned[2])];
  if (first > 12 && second <= 12) return calendarDay(turned[3]!, turned[2]!, turned[1]!);
  if (second > 12 && first <= 12) return calendarDay(turned[3]!, turned[1]!, turned[2]!);
  return first === second ? calendarDay(turned[3]!, turned[1]!, turned[2]!) : { fault: first > 12 ? 'dateImpossible' : 'dateAmbiguous' };
}

/** 二〇二一年三月五日, 二零二一年十二月三十一日. */
function hanDay(text: string): DayRead | null {
  const match = /^([〇○零oO0一二三四五六七八九]{4}|\d{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号]?)?$/.exec(text.replace(/\s/g, ''));
  if (!match) return /^[一二三四五六七八九十]{1,3}月/.test(text) ? { fault: 'dateIncomplete' } : null;
  if (!match[3]) return { fault: 'dateIncomplete' };
  return calendarDay(hanDigits(match[1]!.replace(/[oO]/g, '0')), String(hanNumber(match[2]!)), String(hanNumber(match[3])));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 5-Mar-2021, Mar 5, 2021: what a spreadsheet in English shows. */
function englishDay(text: string): DayRead | null {
  const match = /^(?:(\d{1,2})[-\s.]([A-Za-z]{3})[a-z]*[-\s.,]+(\d{2}|\d{4})|([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4}))$/.exec(text);
  if (!match) return null;
  const month = MONTHS.indexOf((match[2] ?? match[4])!.toLowerCase()) + 1;
  const year = (match[3] ?? match[6])!;
  return month === 0 ? null : calendarDay(year.length === 2 ? `20${year}` : year, String(month), (match[1] ?? match[5])!);
}

function calendarDay(year: string, month: string, day: string): DayRead {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(text) ? { day: text } : { fault: 'dateImpossible' };
}

/** A day that has happened: what was heard, registered, born. */
export function readPastDay(cell: Cell, asOf: LocalDate, notBefore: LocalDate): DayRead {
  const read = readDay(cell);
  if ('fault' in read) return read;
  if (read.day > asOf) return { fault: 'dateFuture', read: read.day };
  return read.day < notBefore ? { fault: 'dateImplausible', read: read.day } : read;
}

const OPEN_ENDS = /^(?:长期|长期有效|永久|永久有效|无限期|无期限|不限|长年|常年)$/;

/** The last day of something: may be in the future, within reason; 长期 has none; 至…止 and the end of a span are understood. */
export function readEnd(cell: Cell, asOf: LocalDate): DayRead | { open: true } {
  const text = tidy(cell.text);
  if (cell.kind === 'text') {
    if (isMissing(text) || OPEN_ENDS.test(text)) return { open: true };
    const yearEnd = /^(\d{4})年?(?:底|末|年底|年末)$/.exec(text);
    if (yearEnd) return { day: `${yearEnd[1]}-12-31` };
    const span = /^.+?(?:至|到|~|～|—|——|--)\s*(\d{4}.*)$/.exec(text) ?? /^\d{4}[.\/年]\d{1,2}[.\/月]\d{1,2}日?\s*[-－]\s*(\d{4}.*)$/.exec(text);
    const bare = (span?.[1] ?? text).replace(/^(?:有效期)?(?:至|到|截至|截止|截止到|截止至)[::]?/, '').replace(/(?:止|截止|前|到期|为止)$/, '').trim();
    if (bare !== text) return withinReason(readDayText(bare), asOf);
  }
  return withinReason(readDay(cell), asOf);
}

/** 30 years ahead: nothing a community lists runs longer, and a mistyped century lies beyond. */
function withinReason(read: DayRead, asOf: LocalDate): DayRead {
  if ('fault' in read) return read;
  const years = Number(read.day.slice(0, 4)) - Number(asOf.slice(0, 4));
  return years > 30 || years < -70 ? { fault: 'dateImplausible', read: read.day } : read;
}
