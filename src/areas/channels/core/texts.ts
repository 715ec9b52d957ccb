import { isWithin } from '../../../kernel/division.ts';
import type { Language } from '../../../kernel/messages.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { forbiddenIn, PERMITTED, placesIn, render, spokenDay, TEMPLATES, type Occasion, type Template, type Values } from './occasions.ts';

/** Which messages a place may say in its own words: all but those by which the product checks itself. */
export const WORDED = ['dutiesOwed', 'placeOwes', 'referralOffered', 'dayAgreed', 'confirmAsked'] as const satisfies readonly Occasion[];
export type Worded = (typeof WORDED)[number];

/** What each of them always brings. Everything else may be empty, and its line is then left out. */
export const ALWAYS_GIVEN: Record<Worded, readonly string[]> = {
  dutiesOwed: ['late', 'dueToday'], placeOwes: ['place', 'late', 'dueToday'], referralOffered: ['count'], dayAgreed: ['number', 'day'], confirmAsked: ['number'],
};

export const permittedIn = (occasion: Worded): readonly string[] => PERMITTED[TEMPLATES[occasion].audience];

/** Levels that word their messages: city and banner. */
export const mayWord = (divisionCode: string): boolean => divisionCode.length === 4 || divisionCode.length === 6;

export type TextFault = { code: 'textPlaceForbidden'; names: string[]; may: string[] } | { code: 'textPlaceBroken' } | { code: 'textTitlePlace'; names: string[]; may: string[] } | { code: 'textMayBeEmpty' };

/** May this be sent to whom the occasion tells? One field at a time, so that the fault is said where it can be mended. */
export function admitText(occasion: Worded, field: 'title' | 'body', text: string): Result<true, TextFault> {
  const template = { title: '', body: '', [field]: text };
  const forbidden = forbiddenIn(TEMPLATES[occasion].audience, template);
  if (forbidden.length > 0) return refuse({ code: 'textPlaceForbidden', names: forbidden, may: [...permittedIn(occasion)] });
  if (/[{}]/.test(text.replace(/\{\{\w+\}\}/g, ''))) return refuse({ code: 'textPlaceBroken' });
  const always = ALWAYS_GIVEN[occasion];
  if (field === 'title') {
    const unsure = placesIn(text).filter((name) => !always.includes(name));
    return unsure.length > 0 ? refuse({ code: 'textTitlePlace', names: unsure, may: [...always] }) : ok(true);
  }
  const least = Object.fromEntries(always.map((name) => [name, 'x']));
  return render(occasion, 'zh', least, template).body.trim() === '' ? refuse({ code: 'textMayBeEmpty' }) : ok(true);
}

/** Made-up values, to see a text as it will be read. */
export const sampleOf = (language: Language): Values => ({
  late: 2, dueToday: 5, count: 3, place: language === 'zh' ? '和平社区' : 'Heping community', number: 'K7M4R X9QDT', phone: '0477-8590000', link: 'https://sanshe.example.org/follow',
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
