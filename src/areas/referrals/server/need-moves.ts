import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { NeedAction } from '../../needs/core/need.ts';
import { moveNeeds } from '../../needs/server/operations.ts';
import { listNeedStatuses } from './queries.ts';

const PARTIES = ['organizationManager', 'resident', 'link', 'partnerLink'];

/** Lets a party, who sees no needs, move the one behind its referral; row security opens that single row until the transaction ends. */
export function openNeed(tx: Tx, call: Call, needId: string): void {
  if (PARTIES.includes(call.actor.role)) tx.open('app.need', needId);
}

async function move(tx: Tx, call: Call, moves: { needId: string; action: NeedAction; reason?: string }[]): Promise<void> {
  const results = await moveNeeds(tx, call, moves);
  const failed = results.findIndex((result) => !result.ok);
  // The need stands where its referrals put it, under the same lock; anything else is a bug, not a refusal.
  if (failed >= 0) throw new Error(`need ${moves[failed]!.needId} could not ${moves[failed]!.action}`);
}

const all = (needIds: string[], action: NeedAction) => needIds.map((needId) => ({ needId, action }));

export const matchNeeds = (tx: Tx, call: Call, needIds: string[]): Promise<void> => move(tx, call, all(needIds, 'match'));

/** A day is fixed, or help was given: the need is in service, if it was not yet. */
export async function serveNeeds(tx: Tx, call: Call, needIds: string[]): Promise<void> {
  if (needIds.length === 0) return;
  const statuses = await listNeedStatuses(tx, needIds);
  await move(tx, call, all(statuses.filter(({ status }) => status === 'matched').map(({ id }) => id), 'serve'));
}

/** The resident has said that it helped. */
export const meetNeeds = (tx: Tx, call: Call, needIds: string[]): Promise<void> => move(tx, call, all(needIds, 'meet'));

/** The resident has turned the word round: met is open again, open is met. */
export const turnNeed = (tx: Tx, call: Call, needId: string): Promise<void> => move(tx, call, all([needId], 'correct'));

/** Back to those who wait for a match, each with the reason on its timeline. */
export const releaseNeeds = (tx: Tx, call: Call, rows: { needId: string; reason: string }[]): Promise<void> =>
  move(tx, call, rows.map(({ needId, reason }) => ({ needId, action: 'release', reason })));
