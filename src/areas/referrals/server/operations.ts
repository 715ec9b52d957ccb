import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { findLastChange } from '../../../platform/server/history.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { listWithColleagues, settleReviews } from '../../matching/server/operations.ts';
import type { AcceptProposal, AcceptProposals, AcceptedProposals, AnswerReferral, ConfirmByCode, ConfirmReferral, EndReferral, FailReferral, OfferReferral, ReferralConsent, ReferralStanding, RefuseReferral } from '../core/contract.ts';
import { type ConfirmedVia, type DeclineCode, type DeliveryResult } from '../core/referral.ts';
import { offerReferrals, type Offer } from './offer.ts';
import { findReferralByCode, getProposalsForUpdate, markProposals, type ChosenProposal, type Referral } from './queries.ts';
import { nextCode } from './slips.ts';
import { checkVersion, loadReferrals, takeSteps, type Step } from './steps.ts';

export { scheduleReferral, scheduleReferrals, type Appointment } from './appointments.ts';
export { offerReferrals, type Offer } from './offer.ts';

/** Loads one referral at the version its page showed, takes one step, answers where it stands. */
async function stepOne(tx: Tx, call: Call, input: { referralId: string; version?: number | undefined }, action: Parameters<typeof takeSteps>[2], stepOf: (referral: Referral) => Omit<Step, 'referral'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [input.referralId]);
  const fresh = await checkVersion(tx, referral!, input.version);
  if (!fresh.ok) return fresh;
  const [result] = await takeSteps(tx, call, action, [{ referral: referral!, ...stepOf(referral!) }]);
  return result!;
}

/** The same step for many, each decided by itself. */
async function stepMany<T extends { referralId: string }>(tx: Tx, call: Call, inputs: T[], action: Parameters<typeof takeSteps>[2], stepOf: (referral: Referral, input: T) => Omit<Step, 'referral'>): Promise<Result<ReferralStanding>[]> {
  if (inputs.length === 0) return [];
  const referrals = await loadReferrals(tx, inputs.map(({ referralId }) => referralId));
  return takeSteps(tx, call, action, referrals.map((referral, i) => ({ referral, ...stepOf(referral, inputs[i]!) })));
}

/** Hands a need to a resource by hand, without a match run. */
export async function offerReferral(tx: Tx, call: Call, { needId, resourceId, units, consent }: Omit<OfferReferral, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [result] = await offerReferrals(tx, call, [{ needId, resourceId, ...(units ? { units } : {}), ...(consent ? { consent } : {}) }]);
  return result!;
}

const offerOf = (proposal: ChosenProposal, consent: ReferralConsent | null | undefined): Offer =>
  ({ needId: proposal.needId, resourceId: proposal.resourceId, proposalId: proposal.id, units: proposal.units, ...(consent ? { consent } : {}) });

/** Accepts a proposal of a match and offers the referral, both or neither. */
export async function acceptProposal(tx: Tx, call: Call, { proposalId, consent }: Omit<AcceptProposal, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [proposal] = await getProposalsForUpdate(tx, { ids: [proposalId] });
  if (!proposal) throw new NotFound('proposal', proposalId);
  if (proposal.status !== 'proposed') {
    const last = await findLastChange(tx, 'need', proposal.needId);
    return refuse({ code: 'proposalDecided', status: proposal.status, by: last?.by ?? '—', at: last?.at ?? null });
  }
  if (proposal.pinnedTo !== null) return refuse({ code: 'pinnedElsewhere', provider: proposal.pinnedTo });
  const [result] = await offerReferrals(tx, call, [offerOf(proposal, consent)]);
  if (!result!.ok) return result!;
  markProposals(tx, [proposalId], call.actor.accountId, call.now);
  await settleReviews(tx, call, [proposalId]);
  return result!;
}

/** Accepts many proposals: those named, or all of a run in a division, but for what a colleague has got to decide. Each stands by itself; what cannot be is listed with its reason. */
export async function acceptProposals(tx: Tx, call: Call, input: Omit<AcceptProposals, 'requestId'>): Promise<Result<AcceptedProposals & { standings: { proposalId: string; standing: ReferralStanding }[] }>> {
  const chosen = input.proposalIds ? { ids: input.proposalIds } : { runId: input.runId!, division: input.division ?? call.actor.divisionCode };
  const proposals = await getProposalsForUpdate(tx, chosen);
  const missing = (input.proposalIds ?? []).find((id) => !proposals.some((proposal) => proposal.id === id));
  if (missing) throw new NotFound('proposal', missing);
  const handed = await listWithColleagues(tx, call, proposals.map(({ id }) => id));
  const undecided = proposals.filter(({ id, status }) => status === 'proposed' && !handed.has(id)), open = undecided.filter(({ pinnedTo }) => pinnedTo === null);
  const results = await offerReferrals(tx, call, open.map((proposal) => offerOf(proposal, input.consent)));
  const standings = open.flatMap((proposal, i) => { const result = results[i]!; return result.ok ? [{ proposalId: proposal.id, standing: result.value }] : []; });
  const accepted = standings.map(({ proposalId }) => proposalId);
  markProposals(tx, accepted, call.actor.accountId, call.now);
  await settleReviews(tx, call, accepted);
  const refused = open.flatMap((proposal, i) => { const result = results[i]!; return result.ok ? [] : [{ proposalId: proposal.id, code: result.refusal.code }]; });
  const decided = proposals.filter(({ status }) => status !== 'proposed').map(({ id }) => ({ proposalId: id, code: 'proposalDecided' }));
  const pinned = undecided.filter(({ pinnedTo }) => pinnedTo !== null).map(({ id }) => ({ proposalId: id, code: 'pinnedElsewhere' }));
  const elsewhere = proposals.filter(({ id, status }) => status === 'proposed' && handed.has(id)).map(({ id }) => ({ proposalId: id, code: 'withColleague' }));
  return ok({ accepted: standings.length, refused: [...refused, ...pinned, ...elsewhere, ...decided], standings });
}

export type Answer = { referralId: string } & ({ answer: 'accept' } | { answer: 'decline'; declineCode: DeclineCode; words?: string });

/** A yes discloses, and only now, whom to help: name, address, telephone as they stood when the need was handed over. */
function acceptStep(call: Call, referral: Referral): Omit<Step, 'referral'> {
  const told = referral.recipientSealed ? JSON.parse(call.vault.open(Buffer.from(referral.recipientSealed, 'hex'))) as { name: string; address: string | null; phone: string | null } : null;
  return {
    patch: {
      answeredAt: call.now, recipientName: told?.name ?? null, recipientAddress: told?.address ?? null,
      recipientPhoneSealed: told?.phone ? call.vault.seal(told.phone).toString('hex') : null,
    },
  };
}
const declineStep = (call: Call, declineCode: DeclineCode, words: string | null | undefined): Omit<Step, 'referral'> =>
  ({ facts: { declineCode, ...(words ? { words } : {}) }, patch: { answeredAt: call.now, declineCode, declineWords: words }, reason: words || undefined, changes: { declineCode: [null, declineCode] } });

/** The receiver's yes or no. */
export const answerReferral = (tx: Tx, call: Call, input: Omit<AnswerReferral, 'requestId'>): Promise<Result<ReferralStanding>> =>
  stepOne(tx, call, input, input.answer, (referral) => (input.answer === 'accept' ? acceptStep(call, referral) : declineStep(call, input.declineCode!, input.words)));

/** Many answers at once. */
export async function answerReferrals(tx: Tx, call: Call, answers: Answer[]): Promise<Result<ReferralStanding>[]> {
  const [yes, no] = [answers.filter(({ answer }) => answer === 'accept'), answers.filter((answer) => answer.answer === 'decline')];
  const accepted = await stepMany(tx, call, yes, 'accept', (referral) => acceptStep(call, referral));
  const declined = await stepMany(tx, call, no, 'decline', (_referral, input) => declineStep(call, input.declineCode, input.words));
  const resultOf = new Map([...yes.map((input, i) => [input.referralId, accepted[i]!] as const), ...no.map((input, i) => [input.referralId, declined[i]!] as const)]);
  return answers.map(({ referralId }) => resultOf.get(referralId)!);
}

export type Delivery = { referralId: string; deliveredOn: string; result: DeliveryResult; words?: string | undefined; isEarlier?: boolean | undefined; version?: number | undefined; visitorName?: string | null | undefined; units?: number | null | undefined; from?: string | null | undefined; until?: string | null | undefined };
/** Where it stands, and whom and what the delivery area writes its session and attendance about. */
export type Delivered = ReferralStanding & { personId: string | null; birthDate: string | null; divisionCode: string; organizationId: string | null; item: string; providerName: string; communityName: string };

/** The service was given; from now on the resident is asked. Called by delivery, which records the session and the attendance in the same transaction. */
export async function markDelivered(tx: Tx, call: Call, deliveries: Delivery[]): Promise<Result<Delivered>[]> {
  if (deliveries.length === 0) return [];
  const referrals = await loadReferrals(tx, deliveries.map(({ referralId }) => referralId));
  for (const [i, referral] of referrals.entries()) {
    const units = deliveries[i]!.units;
    if (units && units > referral.units) return [refuse({ code: 'moreThanAsked', units: referral.units, field: 'units' })];
    const fresh = await checkVersion(tx, referral, deliveries[i]!.version);
    if (!fresh.ok) return [fresh];
  }
  const results = await takeSteps(tx, call, 'deliver', referrals.map((referral, i) => {
    const { deliveredOn, result, words, isEarlier, visitorName, units, from, until } = deliveries[i]!;
    return {
      referral, facts: { on: deliveredOn, ...(isEarlier ? { isEarlier } : {}) }, reason: words, changes: { deliveredOn: [null, deliveredOn], result: [null, result], ...(visitorName ? { visitorName: [referral.visitorName, visitorName] as [unknown, unknown] } : {}), ...(units ? { units: [referral.units, units] as [unknown, unknown] } : {}) },
      patch: { deliveredOn, deliveredAt: call.now, result, resultWords: words, visitorName: visitorName || undefined, deliveredUnits: units, deliveredFrom: from || undefined, deliveredUntil: until || undefined, ...nextCode(call, referral) },
    };
  }));
  return results.map((result, i) => {
    if (!result.ok) return result;
    const { personId, birthDate, divisionCode, organizationId, item, providerName, communityName } = referrals[i]!;
    return ok({ ...result.value, personId, birthDate, divisionCode, organizationId, item, providerName, communityName });
  });
}

/** The resident does not want it. That is no decline of the provider's; the need goes back, and its worker asks what is wanted instead. */
export const refuseReferral = (tx: Tx, call: Call, input: Omit<RefuseReferral, 'requestId'>): Promise<Result<ReferralStanding>> =>
  stepOne(tx, call, input, 'refuse', () => ({
    facts: { refusalCode: input.refusalCode, ...(input.words ? { words: input.words } : {}) }, reason: input.words || undefined, changes: { refusalCode: [null, input.refusalCode] },
    patch: { refusalCode: input.refusalCode, refusalWords: input.words },
  }));

/** It was agreed but did not come about, perhaps because the provider cannot after all. The need goes back to those who wait. */
export const failReferral = (tx: Tx, call: Call, { declineCode, reason, ...input }: Omit<FailReferral, 'requestId'>): Promise<Result<ReferralStanding>> =>
  stepOne(tx, call, input, 'fail', () => ({
    facts: { ...(declineCode ? { declineCode } : {}), ...(reason ? { words: reason } : {}) }, reason: reason || undefined, ...(declineCode ? { changes: { declineCode: [null, declineCode] } } : {}),
    patch: { closedReason: reason || undefined, declineCode },
  }));

/** The station takes it back before help was given. */
export const withdrawReferral = (tx: Tx, call: Call, input: Omit<EndReferral, 'requestId'>): Promise<Result<ReferralStanding>> =>
  stepOne(tx, call, input, 'withdraw', () => ({ patch: { closedReason: input.reason }, reason: input.reason }));

export type Word = { referralId: string; helped: boolean; rating?: number | null | undefined; words?: string | null | undefined };

const confirmStep = (call: Call, { helped, rating, words }: Omit<Word, 'referralId'>, via: ConfirmedVia): Omit<Step, 'referral'> =>
  ({ helped, reason: words || undefined, changes: { helped: [null, helped] }, patch: { helped, rating, residentWords: words || undefined, confirmedVia: via, confirmedAt: call.now } });

const viaOf = (call: Call): ConfirmedVia => (call.actor.role === 'resident' ? 'account' : call.actor.role === 'link' ? 'link' : 'worker');

/** The resident's word: on the resident's own account, or noted by a worker. It helped: the need is met. It did not: the need is open again, and somebody's. */
export async function confirmReferral(tx: Tx, call: Call, input: Omit<ConfirmReferral, 'requestId'>): Promise<Result<ReferralStanding>> {
  if (call.actor.role === 'resident') {
    const [referral] = await loadReferrals(tx, [input.referralId]);
    if (referral!.personId === null || referral!.personId !== call.actor.personId) return refuse({ code: 'notYourReferral' });
  }
  return stepOne(tx, call, input, 'confirm', () => confirmStep(call, input, viaOf(call)));
}

export const confirmReferrals = (tx: Tx, call: Call, words: Word[]): Promise<Result<ReferralStanding>[]> =>
  stepMany(tx, call, words, 'confirm', (_referral, word) => confirmStep(call, word, viaOf(call)));

/** The resident's word by the code on the slip. */
export async function confirmByCode(tx: Tx, call: Call, input: Omit<ConfirmByCode, 'requestId'>): Promise<Result<ReferralStanding>> {
  const referral = await findReferralByCode(tx, call.actor.link ?? '');
  if (!referral) throw new NotFound('referral', 'by code');
  tx.open('app.record', referral.id);
  if (referral.status === 'delivered' && referral.confirmUntil && referral.confirmUntil <= call.now.toISOString()) return refuse({ code: 'codeExpired' });
  const [result] = await takeSteps(tx, call, 'confirm', [{ referral, ...confirmStep(call, input, 'link') }]);
  return result!;
}

