import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { decideBookings } from '../../resources/server/booking-operations.ts';
import type { ReferralStanding } from '../core/contract.ts';
import type { TurnVisitDown } from '../core/partner-contract.ts';
import { takeStep } from '../core/referral.ts';
import { hoursOf, toldWith, type Appointment } from './appointments.ts';
import { oweAgreement, settleAgreements } from './duties.ts';
import type { Referral } from './queries.ts';
import { checkVersion, loadReferrals, standingOf } from './steps.ts';

/** A day that the provider offers to come on, by the rules by which one is agreed: what could not be agreed is not offered. It holds no hours; the station asks the resident. */
export async function proposeVisit(tx: Tx, call: Call, referral: Referral, { scheduledFor, from, until, words, contactName, contactPhone }: Omit<Appointment, 'referralId'>): Promise<Result<ReferralStanding>> {
  const step = takeStep(referral, 'schedule', call.actor.role, call.today, { on: scheduledFor });
  if (!step.ok) return step;
  const [free] = await decideBookings(tx, call, [{ referralId: referral.id, on: scheduledFor, from, until }]);
  if (!free!.ok) return toldWith(tx, call, { referralId: referral.id, from, until }, free as Extract<typeof free, { ok: false }>);
  tx.send(sql`
    update referral set proposed_for = ${scheduledFor}, proposed_from = ${from || null}::time, proposed_until = ${until || null}::time, proposed_words = ${words || null}, proposed_name = ${contactName || null},
      proposed_phone_sealed = decode(${contactPhone ? call.vault.seal(contactPhone).toString('hex') : null}, 'hex'), proposed_at = ${call.now}, proposed_by = ${call.actor.name}, proposal_answer = null, version = version + 1
    where id = ${referral.id}`);
  const hours = hoursOf({ from, until });
  appendHistory(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode: referral.divisionCode, action: 'visitProposed', reason: words || null, changes: { scheduledFor: [referral.scheduledFor, scheduledFor], ...(hours ? { hours: [null, hours] } : {}) } });
  addNotice(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode: referral.divisionCode });
  if (referral.proposedFor !== scheduledFor) settleAgreements(tx, call, [referral], 'withdrawn');
  await oweAgreement(tx, call, referral, { on: scheduledFor, from: from || null, until: until || null });
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}

/** The day that was offered does not suit the resident: the provider reads why, and offers another. To agree to it is to agree a day. */
export async function turnVisitDown(tx: Tx, call: Call, { referralId, version, reason }: Omit<TurnVisitDown, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  const fresh = await checkVersion(tx, referral, version);
  if (!fresh.ok) return fresh;
  if (!referral.proposedFor) return refuse({ code: 'nothingProposed' });
  tx.send(sql`
    update referral set proposed_for = null, proposed_from = null, proposed_until = null, proposed_words = null, proposed_name = null, proposed_phone_sealed = null, proposed_at = null, proposed_by = null,
      proposal_answer = ${reason}, version = version + 1 where id = ${referralId}`);
  appendHistory(tx, call, { kind: 'referral', subjectId: referralId, divisionCode: referral.divisionCode, action: 'visitTurnedDown', reason, changes: { scheduledFor: [referral.proposedFor, referral.scheduledFor] } });
  addNotice(tx, call, { kind: 'referral', subjectId: referralId, divisionCode: referral.divisionCode });
  settleAgreements(tx, call, [referral], 'done');
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}
