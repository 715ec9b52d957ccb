/** A code of six digits, by which whoever typed an address shows that it is theirs. */
export const CODE_MINUTES = 30;
export const MOST_CODE_TRIES = 5;
export const CODES_A_DAY = 10;
// a second code within a minute would only arrive after the first was typed
const SECONDS_BETWEEN = 60;

/** In the message on record the code is not to be read by whoever keeps the channels. */
export const HIDDEN_CODE = '●●●●●●';

export type CodeSent = { until: Date | null; on: string | null; count: number };

/** May another code be sent now, and if not, why? */
export function whyNoCode({ until, on, count }: CodeSent, now: Date, today: string): 'codeJustSent' | 'codesUsedUp' | null {
  if (until && until.getTime() - CODE_MINUTES * 60_000 + SECONDS_BETWEEN * 1000 > now.getTime()) return 'codeJustSent';
  return on === today && count >= CODES_A_DAY ? 'codesUsedUp' : null;
}
