import { TooManyTries } from '../../../platform/server/errors.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { doorScope } from '../../../platform/server/sessions.ts';
import { secondsLocked } from '../core/lockout.ts';
import { setTries, slotOf, takeTries } from './tries.ts';

/**
 * Counts a try at the door under what was typed, before it is known whether it is right, and refuses while that is locked: the same clock as for passwords.
 * Counted first, so that of many tries at once none is free; `forgetTries` takes them off when one was right.
 */
export async function countTry(platform: Platform, typed: string, address: string | undefined): Promise<void> {
  const now = platform.now();
  const slot = slotOf(platform.vault, typed);
  const lockedUntil = await platform.database.transaction(doorScope(platform.city, address), async (tx) => {
    const tries = await takeTries(tx, slot, now);
    if (tries.lockedUntil && new Date(tries.lockedUntil) > now) return new Date(tries.lockedUntil);
    const seconds = secondsLocked(tries.failedTries + 1);
    await setTries(tx, slot, tries.failedTries + 1, seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null);
    return null;
  });
  if (lockedUntil) throw new TooManyTries(lockedUntil);
}

/** One was right: those before it count no longer. */
export const forgetTries = (platform: Platform, typed: string, address: string | undefined): Promise<void> =>
  platform.database.transaction(doorScope(platform.city, address), (tx) => setTries(tx, slotOf(platform.vault, typed), 0, null));
