import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, changesBetween } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { CorrectByCode, CorrectWord, ReferralStanding } from '../core/contract.ts';
import { correctWord, type Correction } from '../core/correction.ts';
import { isLive } from '../core/referral.ts';
import { oweRematchesAgain, settleRematches } from './duties.ts';
import { openNeed, turnNeed } from './need-moves.ts';
import { findReferralByCode, listNeedStatuses, listSiblings, saveWord, type Referral } from './queries.ts';
import { loadReferrals, standingOf } from './steps.ts';

/** The need goes where the turned word puts it, unless other referrals of it are under way or it was closed for another reason. */
async function followTheWord(tx: Tx, call: Call, referral: Referral, helped: boolean): Promise<void> {
  const [[need], siblings] = await Promise.all([listNeedStatuses(tx, [referral.needId]), listSiblings(tx, [referral.needId])]);
  const isShared = siblings.some(({ id, status }) => id !== referral.id && isLive(status));
  if (need && !isShared && need.status === (helped ? 'open' : 'met')) await turnNeed(tx, call, referral.needId);
  if (helped) settleRematches(tx, call, [{ needId: referral.needId, referralId: referral.id }]);
  else await oweRematchesAgain(tx, call, [{ referral, why: 'notHelped' }]);
}

async function correct(tx: Tx, call: Call, referral: Referral, correction: Correction): Promise<Result<ReferralStanding>> {
  const corrected = correctWord(referral, correction, call.actor.role, call.now);
  if (!corrected.ok) return corrected;
  const { hasTurned, ...word } = corrected.value;
  const changes = changesBetween<typeof word>({ helped: referral.helped!, rating: referral.rating, residentWords: referral.residentWords }, word);
  if (Object.keys(changes).length === 0) return ok(standingOf(referral));
  openNeed(tx, call, referral.needId);
  saveWord(tx, referral.id, word, call.actor.role === 'resident' ? 'account' : 'link');
  const { divisionCode } = referral;
  const action = hasTurned ? (word.helped ? 'turnedHelped' : 'turnedNotHelped') : 'wordAdded';
  appendHistories(tx, call, [
    { kind: 'referral', subjectId: referral.id, divisionCode, action, changes },
    ...(hasTurned ? [{ kind: 'need', subjectId: referral.needId, divisionCode, action: word.helped ? 'referralTurnedHelped' : 'referralTurnedNotHelped', changes: { provider: [null, referral.providerName] as [unknown, unknown] } }] : []),
  ]);
  addNotice(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode });
  if (hasTurned) await followTheWord(tx, call, referral, word.helped);
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}

/** The resident, signed in, changes the answer or adds to it. */
export async function correctOwnWord(tx: Tx, call: Call, { referralId, ...correction }: Omit<CorrectWord, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [referralId]);
  if (referral!.personId === null || referral!.personId !== call.actor.personId) return refuse({ code: 'notYourReferral' });
  return correct(tx, call, referral!, correction);
}

/** The same by the code on the slip. */
export async function correctByCode(tx: Tx, call: Call, { code: _, ...correction }: Omit<CorrectByCode, 'requestId'>): Promise<Result<ReferralStanding>> {
  const referral = await findReferralByCode(tx, call.actor.link ?? '');
  if (!referral) throw new NotFound('referral', 'by code');
  return correct(tx, call, referral, correction);
}
