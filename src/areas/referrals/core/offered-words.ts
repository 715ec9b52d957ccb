/** Numbers of telephones and of identity: seven digits and more, however they are spaced. A day is none. */
const NUMBERS = /(?<![\d-])(?!(?:19|20)\d\d-\d\d?-\d\d?(?!\d))\d[\d -]{5,}[\dXx]/g;

/**
 * The words of a need as a receiver reads them before its yes: what is wanted, and not whose it is. What the station wrote into them of the resident's name,
 * address and numbers is taken out; these are told with the yes, each in its own place.
 */
export function offeredWords(words: string, whose: { fullName: string; address: string | null } | null): string | null {
  const unnamed = whose ? [[whose.fullName, '（居民）'], [whose.address ?? '', '（住址）']].reduce((text, [known, instead]) => (known ? text.replaceAll(known, instead!) : text), words) : words;
  return unnamed.replace(NUMBERS, '（号码）').trim() || null;
}
