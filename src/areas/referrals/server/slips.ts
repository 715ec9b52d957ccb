import { addDays } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ReferralStanding, RenewSlip } from '../core/contract.ts';
import { DAYS_CODE_HOLDS, hasSlip } from '../core/referral.ts';
import { confirmCodeOf, hashOfCode } from './confirm-codes.ts';
import { saveSteps, type Patch, type Referral } from './queries.ts';
import { checkVersion, loadReferrals, standingOf } from './steps.ts';

/** What a referral's row keeps of its next code, the first or a new one: which it is, its digest, until when it holds. */
export function nextCode(call: Call, referral: Pick<Referral, 'id' | 'confirmIssue'>): Required<Pick<Patch, 'confirmIssue' | 'confirmHash' | 'confirmUntil'>> {
  const confirmIssue = referral.confirmIssue + 1;
  return {
    confirmIssue, confirmHash: hashOfCode(confirmCodeOf(call.vault, referral.id, confirmIssue)),
    confirmUntil: new Date(`${addDays(call.today, DAYS_CODE_HOLDS + 1)}T00:00:00+08:00`),
  };
}

/** A slip that was lost, seen by somebody else, or has run out: its code is worth nothing from now on, and a new one holds for as long again. */
export async function renewSlip(tx: Tx, call: Call, { referralId, version }: Omit<RenewSlip, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  const fresh = await checkVersion(tx, referral, version);
  if (!fresh.ok) return fresh;
  if (!hasSlip(referral)) return refuse({ code: 'noSlip', status: referral.status });
  saveSteps(tx, [{ id: referral.id, status: referral.status, dueOn: referral.dueOn, ...nextCode(call, referral) }]);
  appendHistory(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode: referral.divisionCode, action: 'slipRenewed' });
  addNotice(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode: referral.divisionCode });
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}
