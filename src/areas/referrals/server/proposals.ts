import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { decideBookings } from '../../resources/server/booking-operations.ts';
import type { AgreeOwnVisit, AskAnotherTime, ReferralStanding } from '../core/contract.ts';
import type { TurnVisitDown } from '../core/partner-contract.ts';
import { takeStep } from '../core/referral.ts';
import { hoursOf, scheduleReferral, toldWith, type Appointment } from './appointments.ts';
import { oweAgreement, settleAgreements, tellAsksAnother } from './duties.ts';
import { findReferralFile } from './list-queries.ts';
import { openNeed } from './need-moves.ts';
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
  tellAsksAnother(tx, call, referral, false);
  await oweAgreement(tx, call, referral, { on: scheduledFor, from: from || null, until: until || null });
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}

/** The day that was offered does not suit: the provider reads why, and offers another. */
function clearOffer(tx: Tx, call: Call, referral: Referral, reason: string, action: 'visitTurnedDown' | 'anotherTimeAsked'): Result<ReferralStanding> {
  const { id, divisionCode } = referral;
  tx.send(sql`
    update referral set proposed_for = null, proposed_from = null, proposed_until = null, proposed_words = null, proposed_name = null, proposed_phone_sealed = null, proposed_at = null, proposed_by = null,
      proposal_answer = ${reason}, version = version + 1 where id = ${id}`);
  appendHistory(tx, call, { kind: 'referral', subjectId: id, divisionCode, action, reason, changes: { scheduledFor: [referral.proposedFor, referral.scheduledFor] } });
  addNotice(tx, call, { kind: 'referral', subjectId: id, divisionCode });
  settleAgreements(tx, call, [referral], 'done');
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}

/** The station has asked the resident, whom the offered day does not suit. To agree to it is to agree a day. */
export async function turnVisitDown(tx: Tx, call: Call, { referralId, version, reason }: Omit<TurnVisitDown, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  const fresh = await checkVersion(tx, referral, version);
  if (!fresh.ok) return fresh;
  return referral.proposedFor ? clearOffer(tx, call, referral, reason, 'visitTurnedDown') : refuse({ code: 'nothingProposed' });
}

/** The resident's own referral with a day on offer, locked; its need and its hours are opened, as they are to the holder of a link. */
async function loadOwnOffer(tx: Tx, call: Call, { referralId, version }: { referralId: string; version?: number | undefined }): Promise<Result<Referral & { proposedFor: string }>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  if (referral.personId === null || referral.personId !== call.actor.personId) return refuse({ code: 'notYourReferral' });
  tx.open('app.record', referralId);
  openNeed(tx, call, referral.needId);
  const { proposedFor } = referral;
  if (!proposedFor) return refuse({ code: 'nothingProposed' });
  const fresh = await checkVersion(tx, referral, version);
  return fresh.ok ? ok({ ...referral, proposedFor }) : fresh;
}

/** The resident, signed in, says yes to the day that was offered: it is agreed as if the station had asked. */
export async function agreeOwnVisit(tx: Tx, call: Call, input: Omit<AgreeOwnVisit, 'requestId'>): Promise<Result<ReferralStanding>> {
  const own = await loadOwnOffer(tx, call, input);
  if (!own.ok) return own;
  const { id: referralId, proposedFor: scheduledFor, proposedFrom: from, proposedUntil: until } = own.value;
  const { proposedWords: words, proposedName: contactName, proposedPhoneSealed: sealed } = (await findReferralFile(tx, { id: referralId }, call.today))!;
  return scheduleReferral(tx, call, { referralId, scheduledFor, from, until, words, contactName, contactPhone: sealed && call.vault.open(Buffer.from(sealed, 'hex')) });
}

/** The resident, signed in, wishes another time: the provider reads the words, and whoever has the next step is told so in its line. */
export async function askAnotherTime(tx: Tx, call: Call, { words, ...input }: Omit<AskAnotherTime, 'requestId'>): Promise<Result<ReferralStanding>> {
  const own = await loadOwnOffer(tx, call, input);
  if (!own.ok) return own;
  tellAsksAnother(tx, call, own.value, true);
  return clearOffer(tx, call, own.value, words, 'anotherTimeAsked');
}
