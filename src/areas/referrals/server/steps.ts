import { refuse, ok, type Result } from '../../../kernel/result.ts';
import { auditReads } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, findLastChange, type Changes } from '../../../platform/server/history.ts';
import { addNotices, leaveForJobs } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findManagerOwing } from '../../duties/server/operations.ts';
import { releaseBookings, saveBookings, type Booking } from '../../resources/server/booking-operations.ts';
import { noteAlive } from '../../resources/server/operations.ts';
import type { ReferralStanding } from '../core/contract.ts';
import { messages } from '../core/messages.ts';
import { isLive, takeStep, type LiveStatus, type ReferralAction, type StepFacts } from '../core/referral.ts';
import { oweRematch, oweSteps, settleAgreements, settleSteps } from './duties.ts';
import { meetNeeds, openNeed, releaseNeeds, serveNeeds } from './need-moves.ts';
import { getReferralsForUpdate, listManagers, listSiblings, moveUses, saveSteps, type Patch, type Referral } from './queries.ts';

/** One step of one referral: what it is decided from, and what it writes besides. */
export type Step = {
  referral: Referral; facts?: StepFacts; patch?: Omit<Partial<Patch>, 'id' | 'status' | 'dueOn'>;
  /** For the timelines, in the words of whoever acts. */
  reason?: string | undefined; changes?: Changes; helped?: boolean;
  /** Hours promised by an appointment, in place of those before. */
  bookings?: Booking[];
};

const DONE_AS: Record<ReferralAction, string> = {
  accept: 'accepted', decline: 'declined', schedule: 'scheduled', deliver: 'delivered', confirm: 'confirmed', refuse: 'refused', fail: 'failed', withdraw: 'withdrawn',
};
export const standingOf = (referral: Referral): ReferralStanding =>
  ({ referralId: referral.id, needId: referral.needId, status: referral.status, dueOn: referral.dueOn, version: referral.version });

/** The referrals, locked, in the order asked for; one that the actor may not see is not there. */
export async function loadReferrals(tx: Tx, ids: string[]): Promise<Referral[]> {
  const rows = new Map((await getReferralsForUpdate(tx, [...new Set(ids)])).map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    if (!row) throw new NotFound('referral', id);
    return row;
  });
}

/** Tells the second of two people who was first. */
export async function checkVersion(tx: Tx, referral: Referral, version: number | undefined): Promise<Result<true>> {
  if (version === undefined || version === referral.version) return ok(true);
  const last = await findLastChange(tx, 'referral', referral.id);
  return refuse({ code: 'changedMeanwhile', by: last?.by ?? '—', at: last?.at ?? null, status: referral.status });
}

/**
 * Takes the same step for many referrals: decided one by one by the lifecycle, saved in one statement each for rows, units, history, duties.
 * What the lifecycle refuses is answered in its place and left as it was. One at a time for parties, whose need is opened to them.
 */
export async function takeSteps(tx: Tx, call: Call, action: ReferralAction, steps: Step[]): Promise<Result<ReferralStanding>[]> {
  const taken: { step: Step; after: Referral }[] = [];
  const results = steps.map((step): Result<ReferralStanding> => {
    const result = takeStep(step.referral, action, call.actor.role, call.today, step.facts);
    if (!result.ok) return result;
    const after: Referral = { ...step.referral, ...result.value, version: step.referral.version + 1, scheduledFor: step.patch?.scheduledFor ?? step.referral.scheduledFor, ...(step.patch?.scheduledFor ? { scheduledFrom: step.patch.scheduledFrom ?? null, scheduledUntil: step.patch.scheduledUntil ?? null } : {}) };
    taken.push({ step, after });
    return ok(standingOf(after));
  });
  if (taken.length === 0) return results;
  if (taken.length === 1) openNeed(tx, call, taken[0]!.after.needId);
  const isClosing = !isLive(taken[0]!.after.status);
  saveSteps(tx, taken.map(({ step, after }) => ({ ...step.patch, id: after.id, status: after.status, dueOn: after.dueOn, ...(isClosing ? { closedAt: call.now } : {}) })));
  moveUses(tx, taken.map(({ step, after }) => useAfter(action, step, after)));
  moveBookings(tx, call, action, taken);
  tellHistories(tx, call, action, taken);
  if (action === 'accept') noteHandOver(tx, call, taken.map(({ after }) => after));
  settleSteps(tx, call, taken.map(({ step }) => step.referral), action === 'withdraw' || action === 'decline' || action === 'refuse' || action === 'fail' ? 'withdrawn' : 'done');
  settleAgreements(tx, call, taken.map(({ step }) => step.referral), action === 'schedule' ? 'done' : 'withdrawn');
  await oweNext(tx, call, taken.map(({ after }) => after));
  await followWithNeeds(tx, call, action, taken);
  noteSeen(tx, call, action, taken);
  return results;
}

function useAfter(action: ReferralAction, { patch }: Step, after: Referral): Parameters<typeof moveUses>[1][number] {
  const referralId = after.id;
  switch (action) {
    case 'decline': case 'refuse': case 'fail': case 'withdraw': return { referralId, state: 'givenBack', onDay: null };
    case 'deliver': return { referralId, state: 'used', onDay: patch?.deliveredOn ?? null };
    case 'confirm': return { referralId, state: 'keep', onDay: null };
    case 'accept': case 'schedule': return { referralId, state: 'open', onDay: after.scheduledFor };
  }
}

/** Hours follow their referral: promised anew, given back, or kept as past; of a service given earlier than agreed, what was to come is given back. Before the needs move: see `lockCalendars`. */
function moveBookings(tx: Tx, call: Call, action: ReferralAction, taken: { step: Step; after: Referral }[]): void {
  switch (action) {
    case 'accept': case 'confirm': return;
    case 'deliver': return releaseBookings(tx, call, taken.map(({ step, after }) => ({ referralId: after.id, after: step.patch?.deliveredOn ?? call.today })));
    case 'decline': case 'refuse': case 'fail': case 'withdraw': return releaseBookings(tx, call, taken.map(({ after }) => ({ referralId: after.id })));
    case 'schedule':
      releaseBookings(tx, call, taken.map(({ after }) => ({ referralId: after.id })));
      return saveBookings(tx, call, taken.flatMap(({ step }) => step.bookings ?? []));
  }
}

/** Who takes a case on, or has served it, is there: what is said of the resource ages from that day. After the needs, in the order in which an offer locks. */
function noteSeen(tx: Tx, call: Call, action: ReferralAction, taken: { step: Step; after: Referral }[]): void {
  if (action !== 'accept' && action !== 'deliver') return;
  noteAlive(tx, call, taken.map(({ step, after }) => ({ resourceId: after.resourceId, on: step.patch?.deliveredOn ?? call.today })));
}

/** With the yes the receiver has name, address and telephone in hand: that is the reading which the resident sees, not the sealed offer before it. */
const noteHandOver = (tx: Tx, call: Call, accepted: Referral[]): void => auditReads(tx, call, accepted.flatMap(({ personId, divisionCode, recipientSealed }) =>
  (personId && recipientSealed ? [{ kind: 'person', subjectId: personId, divisionCode, purpose: 'arrangeService', operation: 'referral.handOver' }] : [])));

function tellHistories(tx: Tx, call: Call, action: ReferralAction, taken: { step: Step; after: Referral }[]): void {
  appendHistories(tx, call, taken.flatMap(({ step, after }) => {
    const entry = { divisionCode: after.divisionCode, reason: step.reason ?? null, changes: step.changes ?? null };
    const done = action === 'confirm' && step.helped === false ? 'notHelped' : DONE_AS[action];
    return [
      { ...entry, kind: 'referral', subjectId: after.id, action: done },
      { ...entry, kind: 'need', subjectId: after.needId, action: `referral${done[0]!.toUpperCase()}${done.slice(1)}`, changes: { provider: [null, after.providerName], ...step.changes } as Changes },
    ];
  }));
  addNotices(tx, call, taken.map(({ after }) => ({ kind: 'referral', subjectId: after.id, divisionCode: after.divisionCode })));
  const written = action === 'schedule' ? 'dayAgreed' : action === 'deliver' ? 'confirmAsked' : null; // of which the resident is written to
  if (written) leaveForJobs(tx, call, taken.map(({ after }) => ({ kind: written, subjectId: after.id, divisionCode: after.divisionCode })));
}

async function oweNext(tx: Tx, call: Call, rows: Referral[]): Promise<void> {
  const live = rows.filter((row): row is Referral & { status: LiveStatus; dueOn: string } => isLive(row.status) && row.dueOn !== null);
  if (live.length === 0) return;
  const { actor } = call;
  const asked = [...new Set(live.flatMap(({ organizationId }) => organizationId ?? []))];
  // A manager sees no grants but acts for the organisation that the row names; whoever holds its link, and the resident, see whose the step before was.
  const isByTrace = actor.role === 'partnerLink' || actor.role === 'resident';
  const owing = isByTrace && live[0]!.organizationId ? await findManagerOwing(tx, live[0]!.id) : null;
  const managers = isByTrace ? (owing ? [{ organizationId: live[0]!.organizationId!, accountId: owing.accountId }] : []) : actor.role === 'organizationManager' ? asked.map((organizationId) => ({ organizationId, accountId: actor.accountId }))
    : asked.length > 0 && live[0]!.status !== 'delivered' ? await listManagers(tx, asked, call.today) : [];
  const managerOf = new Map(managers.map(({ organizationId, accountId }) => [organizationId, accountId]));
  await oweSteps(tx, call, live.map((referral) => ({ referral, status: referral.status, dueOn: referral.dueOn, managerAccountId: referral.organizationId ? (managerOf.get(referral.organizationId) ?? null) : null })));
}

/** Why a need came back, in somebody's own words where there are any. */
function reasonOf(call: Call, action: ReferralAction, { reason, patch, facts }: Step): string {
  const words = messages[call.language];
  const code = facts?.declineCode ?? patch?.declineCode;
  const refusal = facts?.refusalCode;
  const known = refusal ? `${words['referrals.status.refused']}${call.language === 'zh' ? '（' : ' ('}${words[`referrals.refusalCode.${refusal}`]}${call.language === 'zh' ? '）' : ')'}` : code ? words[`referrals.decline.${code}`] : action === 'confirm' ? words['referrals.notHelped'] : words[`referrals.action.${action}`];
  return [known, reason].filter(Boolean).join(call.language === 'zh' ? '：' : ': ');
}

/** The needs go where their referrals have gone; a need that several share moves with the last of them. */
async function followWithNeeds(tx: Tx, call: Call, action: ReferralAction, taken: { step: Step; after: Referral }[]): Promise<void> {
  const needIds = [...new Set(taken.map(({ after }) => after.needId))];
  if (action === 'accept') return;
  if (action === 'schedule' || action === 'deliver') return serveNeeds(tx, call, needIds);
  const ended = new Map(taken.map(({ step, after }) => [after.id, step]));
  const siblings = await listSiblings(tx, needIds);
  const others = new Set(siblings.filter(({ id, status }) => !ended.has(id) && isLive(status)).map(({ needId }) => needId));
  const last = [...new Map(taken.filter(({ after }) => !others.has(after.needId)).map((row) => [row.after.needId, row])).values()];
  const isMet = (row: { step: Step }) => action === 'confirm' && row.step.helped === true;
  await meetNeeds(tx, call, last.filter(isMet).map(({ after }) => after.needId));
  await releaseNeeds(tx, call, last.filter((row) => !isMet(row)).map(({ step, after }) => ({ needId: after.needId, reason: reasonOf(call, action, step) })));
  const why = action === 'confirm' ? 'notHelped' : action === 'decline' ? 'declined' : action === 'refuse' ? 'refused' : action === 'withdraw' ? 'withdrawn' : 'failed';
  await oweRematch(tx, call, taken.filter((row) => !isMet(row)).map(({ after }) => ({ referral: after, why })));
}
