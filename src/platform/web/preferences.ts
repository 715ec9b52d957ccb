import { useSyncExternalStore } from 'react';
import { LANGUAGES, preferredLanguage, type Language } from '../../kernel/messages.ts';
import { speak } from './say.ts';
import { cssVariables, type Mode } from './theme.ts';
import { bringWords } from './words.ts';

/** What one person likes on this machine. The server keeps nothing of it but the language of the account. */
export type Preferences = { language: Language; theme: 'system' | Mode; rows: 'roomy' | 'dense' };

const PLACE = 'sanshe.preferences';
/** What holds until somebody chooses: the browser's own language, the sign-in page included. */
const DEFAULTS: Preferences = { language: preferredLanguage(navigator.languages), theme: 'system', rows: 'roomy' };
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored(): Partial<Preferences> {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Preferences>;
    return {
      ...(LANGUAGES.includes(found.language as Language) ? { language: found.language } : {}),
      ...(found.theme === 'light' || found.theme === 'dark' ? { theme: found.theme } : {}),
      ...(found.rows === 'dense' ? { rows: 'dense' } : {}),
    };
  } catch {
    return {}; // a private window without storage: preferences last as long as the page
  }
}

let current: Preferences = { ...DEFAULTS, ...stored() };

const modeOf = (preferences: Preferences): Mode => (preferences.theme === 'system' ? (dark.matches ? 'dark' : 'light') : preferences.theme);

function apply(): void {
  const root = document.documentElement;
  const mode = modeOf(current);
  root.lang = current.language === 'zh' ? 'zh-CN' : 'en';
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(cssVariables(mode))) root.style.setProperty(name, value);
  speak(current.language);
  for (const listener of listeners) listener();
}

/** Changes a preference, keeps it, and draws the page again. */
export function prefer(change: Partial<Omit<Preferences, 'language'>>): void {
  keep(change);
}

/** Changes the language as soon as its words are here; false if they cannot be had, and then nothing is changed. */
export async function preferLanguage(language: Language): Promise<boolean> {
  const isHere = await bringWords(language).then(() => true, () => false);
  if (isHere) keep({ language });
  return isHere;
}

function keep(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(PLACE, JSON.stringify(current));
  } catch {
    // no storage: see stored()
  }
  apply();
}

/** The language that somebody chose elsewhere counts until they choose one here. */
export function preferAccountLanguage(language: Language): void {
  if (!stored().language) speakOnceBrought(language, () => !stored().language);
}

/** Nobody pressed anything for it on this page: where the words cannot be had, it goes on as it is and says nothing. */
function speakOnceBrought(language: Language, isStillWanted: () => boolean): void {
  if (language === current.language) return;
  bringWords(language).then(() => {
    if (!isStillWanted()) return;
    current = { ...current, language };
    apply();
  }, () => {});
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => current);
/** Light or dark, as drawn now. */
export const useMode = (): Mode => useSyncExternalStore(subscribe, () => modeOf(current));

/** A question to the browser's window, asked again when the answer changes. */
function mediaHook(query: string): () => boolean {
  const media = window.matchMedia(query);
  const listen = (listener: () => void) => {
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  };
  return () => useSyncExternalStore(listen, () => media.matches);
}
/** True at phone width. */
export const usePhone = mediaHook('(max-width: 767.98px)');

dark.addEventListener('change', apply);
window.addEventListener('storage', (event) => {
  if (event.key !== PLACE) return;
  const next = { ...DEFAULTS, ...stored() };
  current = { ...next, language: current.language };
  apply();
  speakOnceBrought(next.language, () => stored().language === next.language);
});
apply();

/** The language to begin with. */
export const firstLanguage = (): Language => current.language;
