import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { NeedAction } from '../../needs/core/need.ts';
import { moveNeed } from '../../needs/server/operations.ts';
import { listNeedStatuses } from './queries.ts';

const PARTIES = ['organizationManager', 'resident', 'link'];

/** Lets a party, who sees no needs, move the one behind its referral; row security opens that single row until the transaction ends. */
export function openNeed(tx: Tx, call: Call, needId: string): void {
  if (PARTIES.includes(call.actor.role)) tx.open('app.need', needId);
}

async function move(tx: Tx, call: Call, needIds: string[], action: NeedAction, reason?: string): Promise<void> {
  const results = await Promise.all(needIds.map((needId) => moveNeed(tx, call, { needId, action, ...(reason ? { reason } : {}) })));
  const failed = results.findIndex((result) => !result.ok);
  // The need stands where its referrals put it, under the same lock; anything else is a bug, not a refusal.
  if (failed >= 0) throw new Error(`need ${needIds[failed]} could not ${action}`);
}

export const matchNeeds = (tx: Tx, call: Call, needIds: string[]): Promise<void> => move(tx, call, needIds, 'match');

/** A day is fixed, or help was given: the need is in service, if it was not yet. */
export async function serveNeeds(tx: Tx, call: Call, needIds: string[]): Promise<void> {
  if (needIds.length === 0) return;
  const statuses = await listNeedStatuses(tx, needIds);
  await move(tx, call, statuses.filter(({ status }) => status === 'matched').map(({ id }) => id), 'serve');
}

/** The resident has said that it helped. */
export const meetNeeds = (tx: Tx, call: Call, needIds: string[]): Promise<void> => move(tx, call, needIds, 'meet');

/** Back to those who wait for a match, with the reason on its timeline. */
export async function releaseNeeds(tx: Tx, call: Call, rows: { needId: string; reason: string }[]): Promise<void> {
  await Promise.all(rows.map(({ needId, reason }) => move(tx, call, [needId], 'release', reason)));
}
