import { isWithin } from '../../../kernel/division.ts';
import type { Language } from '../../../kernel/messages.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { forbiddenIn, PERMITTED, placesIn, render, spokenDay, TEMPLATES, type Audience, type Occasion, type Template, type Values } from './occasions.ts';

/** Which messages a place may say in its own words: all but those by which the product checks itself. */
export const WORDED = ['dutiesOwed', 'placeOwes', 'referralOffered', 'dayAgreed', 'confirmAsked'] as const satisfies readonly Occasion[];
export type Worded = (typeof WORDED)[number];

/** What each of them always brings. Everything else may be empty, or a count of 0, and its line is then left out. */
export const ALWAYS_GIVEN: Record<Worded, readonly string[]> = {
  dutiesOwed: [], placeOwes: ['place'], referralOffered: ['count'], dayAgreed: ['number', 'day'], confirmAsked: ['number'],
};

export const permittedIn = (occasion: Worded): readonly string[] => PERMITTED[TEMPLATES[occasion].audience];

/** Levels that word their messages: city and banner. */
export const mayWord = (divisionCode: string): boolean => divisionCode.length === 4 || divisionCode.length === 6;

/** Counts of which one may be 0 while the other is not: each stands in a line of its own, so that none is said as 0. */
const COUNTS = ['late', 'dueToday'];

export type TextFault =
  | { code: 'textPlaceForbidden' | 'textTitlePlace' | 'textCountsApart'; names: string[]; may: string[] }
  | { /** The piece of the text whose braces are wrong. */ code: 'textPlaceBroken'; at: string }
  | { code: 'textMayBeEmpty' };

/** The first piece with a brace that belongs to no place: {number}, {{number, {{ number }}. */
const brokenIn = (text: string): string | undefined => /\{+[^{}，。：:,.\n]{0,20}\}*|[^\s{}，。：:,.]*\}+/.exec(text.replace(/(?<!\{)\{\{\w*\}\}(?!\})/g, ' '))?.[0];

/** May this be sent to whom the occasion tells? One field at a time, so that the fault is said where it can be mended. */
export function admitText(occasion: Worded, field: 'title' | 'body', text: string): Result<true, TextFault> {
  const template = { title: '', body: '', [field]: text };
  const forbidden = forbiddenIn(TEMPLATES[occasion].audience, template);
  if (forbidden.length > 0) return refuse({ code: 'textPlaceForbidden', names: forbidden, may: [...permittedIn(occasion)] });
  const at = brokenIn(text);
  if (at) return refuse({ code: 'textPlaceBroken', at });
  const always = ALWAYS_GIVEN[occasion];
  if (field === 'title') {
    const unsure = placesIn(text).filter((name) => !always.includes(name));
    return unsure.length > 0 ? refuse({ code: 'textTitlePlace', names: unsure, may: [...always] }) : ok(true);
  }
  const together = text.split('\n').map((line) => placesIn(line).filter((name) => COUNTS.includes(name))).find((names) => new Set(names).size > 1);
  if (together) return refuse({ code: 'textCountsApart', names: together, may: [] });
  const least = Object.fromEntries(always.map((name) => [name, 'x']));
  return render(occasion, 'zh', least, template).body.trim() === '' ? refuse({ code: 'textMayBeEmpty' }) : ok(true);
}

/** The text sends its reader to a page, and does not say where it is: the standing words do. */
export const lacksLink = (occasion: Worded, language: Language, body: string): boolean => placesIn(TEMPLATES[occasion][language].body).includes('link') && !placesIn(body).includes('link');

/** The page to which the link in a message leads. */
export const PAGE_OF: Record<Audience, string> = { worker: '/', address: '/', group: '/', organization: '/referrals', resident: '/follow' };

/** Made-up values, to see a text as it will be read. */
export const sampleOf = (occasion: Worded, language: Language): Values => ({
  late: 2, dueToday: 5, count: 3, place: language === 'zh' ? '和平社区' : 'Heping community', number: 'K7M4R X9QDT', phone: '0477-8590000', link: `https://sanshe.example.org${PAGE_OF[TEMPLATES[occasion].audience]}`,
  day: spokenDay('2026-11-26', language), dueOn: spokenDay('2026-11-30', language), hours: '09:30–10:30',
});

// what an SMS in UCS-2 holds: alone, or as one of several, which carry a header of three characters
const ALONE = 70, OF_SEVERAL = 67;

/** How many SMS a text is charged as. A character outside the basic plane takes two places and is not cut in half. */
export function smsParts(text: string): number {
  if (text.length <= ALONE) return text === '' ? 0 : 1;
  let parts = 1, used = 0;
  for (const character of text) {
    if (used + character.length > OF_SEVERAL) { parts += 1; used = 0; }
    used += character.length;
  }
  return parts;
}

export type PlaceText = { id: string; divisionCode: string; occasion: string; version: number; texts: Record<Language, Template> | null };

/** The words that count for a place: the nearest of those that a place has of its own, or null for the standing ones. `newest` holds the newest version of each place and occasion. */
export const textFor = <T extends PlaceText>(newest: readonly T[], occasion: string, divisionCode: string): T | null =>
  newest.filter((one) => one.occasion === occasion && one.texts !== null && isWithin(divisionCode, one.divisionCode)).sort((a, b) => b.divisionCode.length - a.divisionCode.length)[0] ?? null;
