import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { failReferral } from '../../referrals/server/operations.ts';
import { enterByLink, typeAnswer } from '../../referrals/server/partner-operations.ts';
import type { ReportByPartner, TypeSheet } from '../core/partner-contract.ts';
import { recordDelivery } from './operations.ts';

/** The service, reported by the provider's link: the same session, attendance and step as with an account. */
export async function reportByLink(tx: Tx, known: Call, { code: _, ...report }: Omit<ReportByPartner, 'requestId'>): Promise<Result<{ status: string }>> {
  const { referral, call } = await enterByLink(tx, known);
  const recorded = await recordDelivery(tx, call, { ...report, referralId: referral.id });
  return recorded.ok ? ok({ status: recorded.value.status }) : recorded;
}

/** What came back on a sheet, typed by a worker: all of it or nothing, each act in the provider's name and by the worker's hand. */
export async function typeSheet(tx: Tx, worker: Call, { referralId, version, cameOn, what, answer, declineCode, words, ...told }: Omit<TypeSheet, 'requestId'>): Promise<Result<{ referralId: string; status: string }>> {
  if (cameOn > worker.today) return refuse({ code: 'sheetInTheFuture', field: 'cameOn' });
  if (!answer && !what) return refuse({ code: 'sheetEmpty', field: 'what' });
  const { scheduledFor, from, until, contactName, contactPhone, isAgreed, heldOn, startsAt, endsAt, visitorName, units, result, reportWords, isEarlier, reason } = told;
  const typed = await typeAnswer(tx, worker, {
    referralId, version, answer: answer ? { answer, declineCode, words } : null,
    // what took place is told by its own day; a day agreed before it is no longer to come
    visit: what === 'visit' && scheduledFor ? { scheduledFor, from, until, contactName, contactPhone, isAgreed } : null,
  });
  if (!typed.ok) return typed;
  const { call, status } = typed.value;
  if (status === 'declined') return ok({ referralId, status });
  const after = what === 'report' && heldOn && result ? await recordDelivery(tx, call, { referralId, heldOn, startsAt, endsAt, visitorName, units, result, words: reportWords, isEarlier })
    : what === 'failed' && reason ? await failReferral(tx, call, { referralId, reason }) : null;
  return after === null ? ok({ referralId, status }) : after.ok ? ok({ referralId, status: after.value.status }) : after;
}
