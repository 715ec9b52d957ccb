/** What the other side made of a message. `said`: its own words, shortened. */
export type Verdict = { is: 'sent'; said: string } | { is: 'refused'; why: Why; said: string } | { is: 'tryLater'; why: Why; said: string };

/** Why a message has not gone out; each has a sentence of its own. */
export const WHYS = [
  'refused', 'redirected', 'loginRefused', 'addressRefused', 'noConnection', 'timeLimit', 'busy', 'unclear', 'forbiddenAddress', 'notCertified',
  'lost', 'channelOff', 'superseded', 'noConsent', 'noAddress', 'notWanted', 'secretLost', 'notVerified',
] as const;
export type Why = (typeof WHYS)[number];

export const STATES = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const;
export type State = (typeof STATES)[number];

/** Tries in all; after the last a person has to look. */
export const MOST_TRIES = 7;
// a gateway that is being mended is back within hours, and a night is over after the last two
const MINUTES_AFTER = [1, 5, 20, 60, 180, 480];

/** How long a message is held by whoever sends it; longer than the slowest answer that is waited for. */
export const HELD_MS = 5 * 60_000;

/** What becomes of a message after a try, `tries` counting this one; `nextAt` null: it has come to its end. */
export function afterTry(verdict: Verdict, tries: number, now: Date): { state: 'waiting' | 'sent' | 'failed'; why: Why | null; said: string; nextAt: Date | null } {
  const { said } = verdict;
  if (verdict.is === 'sent') return { state: 'sent', why: null, said, nextAt: null };
  if (verdict.is === 'refused' || tries >= MOST_TRIES) return { state: 'failed', why: verdict.why, said, nextAt: null };
  return { state: 'waiting', why: verdict.why, said, nextAt: new Date(now.getTime() + (MINUTES_AFTER[tries - 1] ?? MINUTES_AFTER.at(-1)!) * 60_000) };
}
