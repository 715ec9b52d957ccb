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
export async function typeSheet(tx: Tx, worker: Call, { referralId, version, cameOn, answer, visit, report, failed }: Omit<TypeSheet, 'requestId'>): Promise<Result<{ referralId: string; status: string }>> {
  if (cameOn > worker.today) return refuse({ code: 'sheetInTheFuture', field: 'cameOn' });
  if (!answer && !visit && !report && !failed) return refuse({ code: 'sheetEmpty' });
  // what took place is told by its own day; the day agreed before it is no longer to come
  const typed = await typeAnswer(tx, worker, { referralId, version, answer: answer ?? null, visit: report || failed ? null : visit ?? null });
  if (!typed.ok) return typed;
  const { call, status } = typed.value;
  if (report && status !== 'declined') {
    const recorded = await recordDelivery(tx, call, { ...report, referralId });
    return recorded.ok ? ok({ referralId, status: recorded.value.status }) : recorded;
  }
  if (failed && status !== 'declined') {
    const ended = await failReferral(tx, call, { referralId, ...failed });
    return ended.ok ? ok({ referralId, status: ended.value.status }) : ended;
  }
  return ok({ referralId, status });
}
