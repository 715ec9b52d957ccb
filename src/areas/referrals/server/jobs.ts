import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Job } from '../../../platform/server/jobs.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { VetoCode } from '../../matching/core/review.ts';
import type { DeclineCode, RefusalCode } from '../core/referral.ts';
import { tieLooseEnds } from './loose-ends.ts';
import { keepApart, listDeclines, listRefusals } from './queries.ts';
import { oweReviews } from './returns.ts';

/** Neither place, skill nor wish changes by next week; "full" and "not reached" do, and bind no later match. */
const VETO_OF: Partial<Record<DeclineCode, VetoCode>> = { outsideReach: 'tooFar', notQualified: 'notSuitable', unsafe: 'other' };
/** A resident who does not want this provider is not sent it again; who has no time this week, or said no word of why, may be asked once more. */
const REFUSED_FOR_GOOD: RefusalCode[] = ['noLongerNeeded', 'wantsAnother', 'noStrangers', 'costs', 'familyHelps', 'other'];

// A receiver may not write the rules of the next match, so a job does, every minute; what a longer outage left lying is found within the hour.
const LOOKS_BACK_MS = 2 * 86_400_000;

/** What receivers declined for good is not proposed to them again, and what has come back too often is somebody's to look at. Done twice, it is done once. */
export async function heedDeclines(platform: Platform, reach: 'lately' | 'ever' = 'lately'): Promise<number> {
  const actor = systemActor(platform.city);
  const call = makeCall(actor, platform.now(), newId(), 'zh', platform.vault);
  return platform.database.transaction(scopeOf(actor), async (tx) => {
    const since = reach === 'ever' ? null : new Date(call.now.getTime() - LOOKS_BACK_MS);
    await oweReviews(tx, call, since);
    const declines = await listDeclines(tx, Object.keys(VETO_OF) as DeclineCode[], since);
    const refusals = await listRefusals(tx, REFUSED_FOR_GOOD, since);
    const pairs = [...declines.map(({ id, declineCode }) => ({ referralId: id, code: VETO_OF[declineCode]! })), ...refusals.map(({ id }) => ({ referralId: id, code: 'personDeclined' satisfies VetoCode }))];
    if (pairs.length > 0) keepApart(tx, pairs.map((pair) => ({ id: newId(), ...pair })), actor.accountId, call.now);
    return pairs.length;
  });
}

export const jobs: Job[] = [
  { name: 'referrals.heedDeclines', every: '* * * * *', run: async (platform) => { await heedDeclines(platform); } },
  { name: 'referrals.tieLooseEnds', every: '23 * * * *', run: async (platform) => { await heedDeclines(platform, 'ever'); await tieLooseEnds(platform); } },
];
