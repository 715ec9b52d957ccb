import { addWorkingDays } from '../../../kernel/working-days.ts';
import { systemActor, type Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { amend, owe, reopen, settle, type Owed } from '../../duties/server/operations.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { stepDue, type Clock, type ClockStep } from '../core/clock.ts';
import { CLOCK_OF, DUTY_OF, isLive, type LiveStatus, type ReferralStatus } from '../core/referral.ts';

type Owing = { id: string; needId: string; divisionCode: string; item: string; communityName: string; providerName: string; organizationId: string | null; lookedAfterBy: string; scheduledFor?: string | null; scheduledFrom?: string | null; scheduledUntil?: string | null; clock: Clock | null; urgency: number | null; hasPartnerLink?: boolean };

/** Which rule a duty's day comes from, told beside it. */
export const ruleOf = ({ clock }: Pick<Owing, 'clock'>, step: ClockStep): Record<string, unknown> =>
  (clock ? { rule: { days: clock.days[step], place: clock.placeName, version: clock.version } } : {});

/** No resident's name: officers read the register of duties, and not the residents' files. */
export const titleOf = (referral: { communityName: string; item: string }): string =>
  [referral.communityName, ITEMS[referral.item as ItemCode]?.zh ?? referral.item].filter(Boolean).join(' · ');

const SYSTEM = systemActor('').accountId;

/** What a duty about a referral tells beside its kind; whoever arranged it sees in *my work* when others leave it lying. */
export const detailsOf = (referral: Pick<Owing, 'needId' | 'item' | 'providerName' | 'communityName'>, lookedAfterBy: string): Record<string, unknown> =>
  ({ needId: referral.needId, item: referral.item, provider: referral.providerName, place: referral.communityName, ...(lookedAfterBy === SYSTEM ? {} : { arrangedBy: lookedAfterBy }) });

/** Why the station has what would be a provider's: nobody there can sign in. As soon as somebody can, it goes there. */
export const standingIn = (owner: Owed['owner'], status: LiveStatus, organizationId: string | null, hasPartnerLink = false): Record<string, unknown> =>
  (owner.role === 'organizationManager' || status === 'delivered' ? {} : { [hasPartnerLink ? 'byLink' : 'byTelephone']: true, ...(organizationId ? { standsInFor: organizationId } : {}) });

const isStation = (call: Call) => ['stationWorker', 'stationLead', 'socialWorker'].includes(call.actor.role);

/** The worker who handed the need over looks after it to the end; what a job handed over goes to whoever holds the place. */
function worker(call: Call, lookedAfterBy: string): Owed['owner'] {
  const accountId = lookedAfterBy !== SYSTEM ? lookedAfterBy : isStation(call) ? call.actor.accountId : undefined;
  return accountId ? { role: 'stationWorker', accountId } : { role: 'stationWorker' };
}

/** Whose the next step is: the provider's, if somebody there has an account; else the worker's, who asks by telephone; the resident's word is always the worker's to get. */
export function ownerOfNext(call: Call, status: LiveStatus, referral: Pick<Owing, 'organizationId' | 'lookedAfterBy'>, managerAccountId: string | null): Owed['owner'] {
  if (status !== 'delivered' && referral.organizationId && managerAccountId) return { role: 'organizationManager', organizationId: referral.organizationId, accountId: managerAccountId };
  return worker(call, referral.lookedAfterBy);
}

/** An appointment that is moved is a new duty; the other three fall due once. */
export const windowOf = (status: ReferralStatus, scheduledFor: string | null | undefined): string => (status === 'scheduled' ? (scheduledFor ?? '') : '');

export function settleSteps(tx: Tx, call: Call, referrals: (Owing & { status: ReferralStatus })[], as: 'done' | 'withdrawn'): void {
  settle(tx, call, ...referrals.flatMap((referral) => (isLive(referral.status) ? [{ kind: DUTY_OF[referral.status], subjectId: referral.id, windowKey: windowOf(referral.status, referral.scheduledFor), as }] : [])));
}

/** The duties of the states that referrals have come to. A day that is agreed on again, after another or in other words, is owed again (as is what had been lost: `isAgain`). */
export async function oweSteps(tx: Tx, call: Call, rows: { referral: Owing; status: LiveStatus; dueOn: string; managerAccountId: string | null; isAgain?: true }[]): Promise<void> {
  await owe(tx, call, rows.map(({ referral, status, dueOn, managerAccountId }) => {
    const owner = ownerOfNext(call, status, referral, managerAccountId);
    return {
      kind: DUTY_OF[status], subjectKind: 'referral', subjectId: referral.id, subjectTitle: titleOf(referral), divisionCode: referral.divisionCode, dueOn, windowKey: windowOf(status, referral.scheduledFor),
      owner, details: { ...detailsOf(referral, referral.lookedAfterBy), ...ruleOf(referral, CLOCK_OF[status]), ...standingIn(owner, status, referral.organizationId, referral.hasPartnerLink), ...visitOf(status, referral) },
    };
  }));
  reopen(tx, call, ...rows.filter(({ status, isAgain }) => isAgain || status === 'scheduled').map(({ referral, status, dueOn }) => ({ kind: DUTY_OF[status], subjectId: referral.id, windowKey: windowOf(status, referral.scheduledFor), dueOn })));
  // moved within its day it is the same duty, with other hours
  amend(tx, call, ...rows.filter(({ status }) => status === 'scheduled').map(({ referral, status }) => ({ kind: DUTY_OF[status], subjectId: referral.id, windowKey: windowOf(status, referral.scheduledFor), details: visitOf(status, referral) })));
}

/** A day that was offered waits for the station, which asks the resident: by the next working day, or the day itself goes by. */
export async function oweAgreement(tx: Tx, call: Call, referral: Owing, visit: { on: string; from: string | null; until: string | null }): Promise<void> {
  const windowKey = visit.on, dueOn = addWorkingDays(call.today, 1);
  const told = { kind: 'agreeVisit' as const, subjectId: referral.id, windowKey, details: { visit } };
  await owe(tx, call, [{
    ...told, subjectKind: 'referral', subjectTitle: titleOf(referral), divisionCode: referral.divisionCode, dueOn, owner: worker(call, referral.lookedAfterBy),
    details: { ...detailsOf(referral, referral.lookedAfterBy), visit },
  }]);
  reopen(tx, call, { ...told, dueOn });
  amend(tx, call, told);
}

/** The day that was offered is agreed on, does not suit, or is overtaken. */
export const settleAgreements = (tx: Tx, call: Call, referrals: { id: string; proposedFor: string | null }[], as: 'done' | 'withdrawn'): void =>
  settle(tx, call, ...referrals.flatMap(({ id, proposedFor }) => (proposedFor ? [{ kind: 'agreeVisit' as const, subjectId: id, windowKey: proposedFor, as }] : [])));

/** Told in the line of the open step: that the resident wishes another time than the one offered; no longer, once another is offered. */
export function tellAsksAnother(tx: Tx, call: Call, { id, status, scheduledFor }: Pick<Owing, 'id' | 'scheduledFor'> & { status: ReferralStatus }, asksAnother: boolean): void {
  if (isLive(status)) amend(tx, call, { kind: DUTY_OF[status], subjectId: id, windowKey: windowOf(status, scheduledFor), details: { asksAnother } });
}

/** The agreed hours, told in the line beside the day on which it falls due. */
const visitOf = (status: LiveStatus, { scheduledFor, scheduledFrom, scheduledUntil }: Owing): Record<string, unknown> =>
  (status === 'scheduled' && scheduledFor ? { visit: { on: scheduledFor, from: scheduledFrom ?? null, until: scheduledUntil ?? null }, asksAnother: false } : {});

/** A need that came back is somebody's to place again: the worker who had handed it over. */
export async function oweRematch(tx: Tx, call: Call, rows: { referral: Owing; why: string }[]): Promise<void> {
  await owe(tx, call, rows.map(({ referral, why }) => ({
    kind: 'rematchNeed' as const, subjectKind: 'need', subjectId: referral.needId, windowKey: referral.id, subjectTitle: titleOf(referral), divisionCode: referral.divisionCode,
    dueOn: stepDue(referral, 'rematch', call.today), owner: worker(call, referral.lookedAfterBy),
    details: { needId: referral.needId, item: referral.item, provider: referral.providerName, place: referral.communityName, why, ...ruleOf(referral, 'rematch') },
  })));
}

/** The same where it had been taken off: the resident has turned a yes into a no, or a need that was closed is open again. */
export async function oweRematchesAgain(tx: Tx, call: Call, rows: { referral: Owing; why: string }[]): Promise<void> {
  await oweRematch(tx, call, rows);
  reopen(tx, call, ...rows.map(({ referral }) => ({ kind: 'rematchNeed' as const, subjectId: referral.needId, windowKey: referral.id, dueOn: stepDue(referral, 'rematch', call.today) })));
}

/** A new offer is the answer to one that came back. */
export const settleRematches = (tx: Tx, call: Call, rows: { needId: string; referralId: string }[]): void =>
  settle(tx, call, ...rows.map(({ needId, referralId }) => ({ kind: 'rematchNeed' as const, subjectId: needId, windowKey: referralId })));
