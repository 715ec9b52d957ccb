import { dayOf } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { auditRead, auditReadOnce } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { amend } from '../../duties/server/operations.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { readDayOf } from '../../resources/server/booking-operations.ts';
import type { DayOfReferral } from '../core/contract.ts';
import { disclosureOf } from '../core/disclosure.ts';
import { admitAsking } from '../core/partner.ts';
import type { AnswerByPartner, FailByPartner, PartnerDone, PartnerPage, VisitByPartner } from '../core/partner-contract.ts';
import { isLive } from '../core/referral.ts';
import { readDay } from './appointments.ts';
import { findReferralFile, type ReferralFile } from './list-queries.ts';
import { openNeed } from './need-moves.ts';
import { answerReferral, failReferral, scheduleReferral } from './operations.ts';
import { communityOf } from './partner-links.ts';
import { proposeVisit } from './proposals.ts';
import { findReferralByPartner, type Referral } from './queries.ts';
import { checkVersion, loadReferrals } from './steps.ts';

/** In whose name something is done by which no account stands: on the timelines, in the log, in the resident's list of who looked. */
const inNameOf = (call: Call, name: string): Call => ({ ...call, actor: { ...call.actor, name } });
// that it was by link is the role's to say
const byLink = inNameOf;

/** What came back on a provider's sheet, typed by a worker: the provider's act, and the worker's hand. */
export const onPaper = (call: Call, provider: string): Call => inNameOf(call, call.language === 'zh' ? `${provider}（纸质回单，${call.actor.name}录入）` : `${provider} (on paper, typed by ${call.actor.name})`);

function open(tx: Tx, call: Call, { id, needId }: { id: string; needId: string }): void {
  tx.open('app.record', id);
  openNeed(tx, call, needId);
}

/** The referral that a provider's link opens, locked, and the call in that provider's name. Wrong, taken back, renewed and run out are one and the same to whoever asks. */
export async function enterByLink(tx: Tx, call: Call): Promise<{ referral: Referral; call: Call }> {
  const referral = await findReferralByPartner(tx, call.actor.link ?? '', call.now);
  if (!referral) throw new NotFound('referral', 'by link');
  open(tx, call, referral);
  return { referral, call: byLink(call, referral.providerName) };
}

async function lookByLink(tx: Tx, call: Call): Promise<{ file: ReferralFile; call: Call }> {
  const file = await findReferralFile(tx, { partnerHash: call.actor.link ?? '' }, call.today);
  if (!file?.partnerUntil || new Date(file.partnerUntil) <= call.now) throw new NotFound('referral', 'by link');
  open(tx, call, file);
  return { file, call: byLink(call, file.providerName) };
}

const opened = (call: Call, sealed: string | null): string | null => (sealed ? call.vault.open(Buffer.from(sealed, 'hex')) : null);

/** What the holder of the link sees: before the yes nothing of whose need it is, from then to the service whom to visit, and of what is over only that it is. */
export async function readByLink(tx: Tx, known: Call): Promise<PartnerPage> {
  const { file, call } = await lookByLink(tx, known);
  const community = await communityOf(tx, file);
  if (!isLive(file.status)) return { status: 'over', community, asked: null };
  if (!file.partnerOpenedAt) tx.send(sql`update referral set partner_opened_at = ${call.now} where id = ${file.id}`);
  const { whereabouts } = disclosureOf(file, call.actor.role);
  const isTold = whereabouts && file.recipientName !== null;
  if (isTold && file.personId) await auditReadOnce(tx, call, { kind: 'person', subjectId: file.personId, divisionCode: file.divisionCode, purpose: 'arrangeService', operation: 'referral.byPartnerLink' });
  const day = whereabouts ? await readDayOf(tx, call, file.id, call.today) : null;
  const visit = (on: string | null, from: string | null, until: string | null, words: string | null, who: string | null) => (on ? { on, from, until, words, who } : null);
  return {
    status: file.status, community, asked: {
      version: file.version, what: ITEMS[file.item as ItemCode]?.[call.language] ?? file.item, words: file.needWords, wishedTime: file.wishedTime, urgency: file.urgency, units: file.units, provider: file.providerName, worker: file.workerName,
      today: call.today, offeredOn: dayOf(file.offeredAt), dueOn: file.dueOn, isMongolian: file.language === 'mn', who: isTold ? { name: file.recipientName!, address: file.recipientAddress, hasPhone: file.recipientPhoneSealed !== null } : null,
      agreed: visit(file.scheduledFor, file.scheduledFrom, file.scheduledUntil, file.scheduledWords, file.visitorName),
      proposed: visit(file.proposedFor, file.proposedFrom, file.proposedUntil, file.proposedWords, file.proposedName), answer: file.proposalAnswer,
      needsHours: day?.resources.some(({ isOneAtATime }) => isOneAtATime) ?? false, mayAsk: admitAsking(file, call.today).ok,
      reported: file.deliveredOn ? { on: file.deliveredOn, from: file.deliveredFrom, until: file.deliveredUntil, who: file.visitorName, units: file.deliveredUnits, result: file.result, words: file.resultWords } : null,
    },
  };
}

/** When what is called on is taken and free on a day; after the yes only, as with an account. */
export async function readDayByLink(tx: Tx, known: Call, { on }: { on?: string | undefined }): Promise<DayOfReferral> {
  const { file, call } = await lookByLink(tx, known);
  return readDay(tx, call, { referralId: file.id, on });
}

/** The telephone, asked for by a press: who asked stands in the resident's list. */
export async function revealByLink(tx: Tx, known: Call): Promise<Result<{ value: string }>> {
  const { file, call } = await lookByLink(tx, known);
  if (!disclosureOf(file, call.actor.role).whereabouts) return refuse({ code: 'whereaboutsOver', worker: file.workerName });
  const phone = opened(call, file.recipientPhoneSealed);
  if (!phone) return refuse({ code: 'noPhoneDisclosed' });
  if (file.personId) auditRead(tx, call, { kind: 'person', subjectId: file.personId, divisionCode: file.divisionCode, purpose: 'callResident', operation: 'referral.revealPhone' });
  return ok({ value: phone });
}

const done = (result: Result<{ status: string }>): Result<PartnerDone> => (result.ok ? ok({ status: result.value.status }) : result);

export async function answerByLink(tx: Tx, known: Call, { answer, declineCode, words, version }: Omit<AnswerByPartner, 'requestId'>): Promise<Result<PartnerDone>> {
  const { referral, call } = await enterByLink(tx, known);
  return done(await answerReferral(tx, call, { referralId: referral.id, version, answer, declineCode, words }));
}

/** A day offered to the station; or agreed with the resident already, whose telephone the yes has disclosed: then it is the appointment. */
export async function visitByLink(tx: Tx, known: Call, { isAgreed, version, code: _, ...visit }: Omit<VisitByPartner, 'requestId'>): Promise<Result<PartnerDone>> {
  const { referral, call } = await enterByLink(tx, known);
  return done(await (isAgreed ? scheduleReferral(tx, call, { referralId: referral.id, version, ...visit }) : proposeAt(tx, call, referral, version, visit)));
}

async function proposeAt(tx: Tx, call: Call, referral: Referral, version: number | undefined, visit: Parameters<typeof proposeVisit>[3]): ReturnType<typeof proposeVisit> {
  const fresh = await checkVersion(tx, referral, version);
  return fresh.ok ? proposeVisit(tx, call, referral, visit) : fresh;
}

export async function failByLink(tx: Tx, known: Call, { code: _, ...told }: Omit<FailByPartner, 'requestId'>): Promise<Result<PartnerDone>> {
  const { referral, call } = await enterByLink(tx, known);
  return done(await failReferral(tx, call, { referralId: referral.id, ...told }));
}

/** Whoever gave the service asks that the resident be asked. The slip and its code stay the resident's: the worker who sees to it is told. */
export async function askForConfirmation(tx: Tx, known: Call): Promise<Result<PartnerDone>> {
  const { referral, call } = await enterByLink(tx, known);
  const admitted = admitAsking(referral, call.today);
  if (!admitted.ok) return admitted;
  tx.send(sql`update referral set confirmation_asked_on = ${call.today} where id = ${referral.id}`);
  appendHistory(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode: referral.divisionCode, action: 'confirmationAsked' });
  addNotice(tx, call, { kind: 'referral', subjectId: referral.id, divisionCode: referral.divisionCode });
  amend(tx, call, { kind: 'confirmReferral', subjectId: referral.id, details: { askedToAsk: referral.providerName } });
  return ok({ status: referral.status });
}

/** What a worker types of a sheet before the service is in it: the answer, and the day. Called by delivery, which records the rest in the same transaction. */
export async function typeAnswer(tx: Tx, worker: Call, { referralId, version, answer, visit }: { referralId: string; version?: number | undefined; answer: Omit<AnswerByPartner, 'requestId' | 'code' | 'version'> | null; visit: Omit<VisitByPartner, 'requestId' | 'code' | 'version'> | null }): Promise<Result<{ call: Call; status: string }>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  const fresh = await checkVersion(tx, referral, version);
  if (!fresh.ok) return fresh;
  const call = onPaper(worker, referral.providerName);
  let status: string = referral.status;
  if (answer) {
    const answered = await answerReferral(tx, call, { referralId, ...answer });
    if (!answered.ok) return answered;
    status = answered.value.status;
  }
  if (visit && status !== 'declined') {
    const { isAgreed, ...day } = visit;
    const agreed = isAgreed ? await scheduleReferral(tx, call, { referralId, ...day }) : await proposeVisit(tx, call, (await loadReferrals(tx, [referralId]))[0]!, day);
    if (!agreed.ok) return agreed;
    status = agreed.value.status;
  }
  return ok({ call, status });
}
