import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { findStep, type Lifecycle, type StepRefusal } from '../../../kernel/lifecycle.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import { stepDue, type Clock, type ClockStep } from './clock.ts';
import { isLive, type LiveStatus, type ReferralStatus } from './status.ts';

export { isLive, LIVE, STATUSES, type LiveStatus, type ReferralStatus } from './status.ts';

export const ACTIONS = ['accept', 'decline', 'schedule', 'deliver', 'confirm', 'refuse', 'fail', 'withdraw'] as const;
export type ReferralAction = (typeof ACTIONS)[number];

/** Why a receiver says no, before its yes or after it. Each has a sentence of its own, and says whether the next match may ask the same receiver again. */
export const DECLINE_CODES = ['full', 'outsideReach', 'notQualified', 'cannotReachPerson', 'unsafe', 'other'] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

/** Why the resident does not want this help: no reason of the provider's, and counted apart from those. */
export const REFUSAL_CODES = ['noLongerNeeded', 'wantsAnother', 'noStrangers', 'timeDoesNotSuit', 'costs', 'familyHelps', 'notSaid', 'other'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];


/** How the service came out, by whoever gave it; whether it helped is the resident's word alone. */
export const RESULTS = ['full', 'partly'] as const;
export type DeliveryResult = (typeof RESULTS)[number];

export const CONFIRMED_VIA = ['link', 'account', 'worker'] as const;
export type ConfirmedVia = (typeof CONFIRMED_VIA)[number];

// A quarter, in which most things recur: a visit agreed for years ahead would be a need put away, about which nobody is asked until then.
export const DAYS_AHEAD = 92;
// A month by the calendar: after that the worker asks by telephone, and the code on a slip that lies about opens nothing.
export const DAYS_CODE_HOLDS = 30;

const STATION: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];
// A provider without an account says yes or no by telephone; the worker writes it down on its behalf.
const RECEIVER: readonly Role[] = [...STATION, 'organizationManager'];
// Who helped does not say whether it helped; what the resident tells a provider without an account, the station writes down.
const BY_PARTNER: readonly ReferralAction[] = ['accept', 'decline', 'schedule', 'deliver', 'fail'];
const RECIPIENT: readonly Role[] = [...STATION, 'resident'];
// The resident agrees to a day that was offered, and names none: `agreeOwnVisit` lets nothing else through.
const AGREES: readonly Role[] = [...RECEIVER, 'resident'];

/** state × action of a referral: who may. How long the next step then has is its clock's (`clock.ts`). */
export const REFERRAL_LIFECYCLE: Lifecycle<ReferralStatus, ReferralAction> = {
  offered: {
    accept: { to: 'accepted', roles: RECEIVER },
    decline: { to: 'declined', roles: RECEIVER },
    // whoever telephones hears it: the provider, or the station
    refuse: { to: 'refused', roles: RECEIVER },
    withdraw: { to: 'withdrawn', roles: STATION },
  },
  accepted: {
    schedule: { to: 'scheduled', roles: AGREES },
    // help that could be given on the spot had no appointment, and none is invented for it
    deliver: { to: 'delivered', roles: RECEIVER },
    refuse: { to: 'refused', roles: RECEIVER },
    fail: { to: 'failed', roles: RECEIVER },
    withdraw: { to: 'withdrawn', roles: STATION },
  },
  scheduled: {
    schedule: { to: 'scheduled', roles: AGREES },
    deliver: { to: 'delivered', roles: RECEIVER },
    refuse: { to: 'refused', roles: RECEIVER },
    fail: { to: 'failed', roles: RECEIVER },
    withdraw: { to: 'withdrawn', roles: STATION },
  },
  delivered: { confirm: { to: 'confirmed', roles: RECIPIENT } },
  confirmed: {}, declined: {}, refused: {}, failed: {}, withdrawn: {},
};

/** The duty that a state owes, until the next step is taken. */
export const DUTY_OF = {
  offered: 'answerReferral', accepted: 'scheduleReferral', scheduled: 'deliverReferral', delivered: 'confirmReferral',
} as const satisfies Record<LiveStatus, string>;

/** Which clock runs in a state. */
export const CLOCK_OF = { offered: 'answer', accepted: 'schedule', scheduled: 'report', delivered: 'confirm' } as const satisfies Record<LiveStatus, ClockStep>;

/** What a step is decided from. */
export type ReferralState = { status: ReferralStatus; offeredOn: LocalDate; scheduledFor: LocalDate | null; clock: Clock | null; urgency: number | null };

/** What the step brings with it; only what the action asks for. */
export type StepFacts = {
  on?: LocalDate; declineCode?: DeclineCode; refusalCode?: RefusalCode; words?: string;
  /** Whoever records a service was told that a later day is agreed, and says that it was given earlier. */
  isEarlier?: boolean;
};

export type ReferralRefusal =
  | { code: 'referralMoved'; status: ReferralStatus; action: ReferralAction }
  | { code: 'notYourStep'; action: ReferralAction }
  | { code: 'appointmentInThePast'; on: LocalDate }
  | { code: 'appointmentTooFar'; on: LocalDate; until: LocalDate }
  | { code: 'deliveredInTheFuture'; on: LocalDate }
  | { code: 'deliveredBeforeOffer'; on: LocalDate; offeredOn: LocalDate }
  | { code: 'deliveredBeforeAgreed'; on: LocalDate; agreedFor: LocalDate }
  | { code: 'declineNeedsWords' }
  | { code: 'refusalNeedsWords' };

export type Stepped = { status: ReferralStatus; dueOn: LocalDate | null };

/** Roles beyond the grants: a job may do what the table knows; the holder of a resident's link may confirm and nothing else, that of a provider's all but confirm. */
function mayTake(status: ReferralStatus, action: ReferralAction, role: Role | 'system' | 'link' | 'partnerLink'): Result<{ to: ReferralStatus }, StepRefusal> {
  const step = REFERRAL_LIFECYCLE[status][action];
  if (role === 'system' || role === 'link') {
    if (!step) return refuse({ code: 'wrongState', state: status, action });
    if (role === 'link' && action !== 'confirm') return refuse({ code: 'notYourRole', action });
    return ok(step);
  }
  if (role === 'partnerLink') return !step ? refuse({ code: 'wrongState', state: status, action }) : BY_PARTNER.includes(action) ? ok(step) : refuse({ code: 'notYourRole', action });
  return findStep(REFERRAL_LIFECYCLE, status, action, role);
}

/** A service on this day would come before the agreed one: it may, but not by an oversight. */
export const isBeforeAgreed = ({ scheduledFor }: { scheduledFor: LocalDate | null }, on: LocalDate): boolean => scheduledFor !== null && on < scheduledFor;

/** Where an action leads and until when the next one is due, or why not. The one rule of server, page and slip. */
export function takeStep(
  referral: ReferralState, action: ReferralAction, role: Role | 'system' | 'link' | 'partnerLink', today: LocalDate, facts: StepFacts = {},
): Result<Stepped, ReferralRefusal> {
  const step = mayTake(referral.status, action, role);
  if (!step.ok) return refuse(step.refusal.code === 'wrongState' ? { code: 'referralMoved', status: referral.status, action } : { code: 'notYourStep', action });
  const { on } = facts;
  if (action === 'schedule' && on && on < today) return refuse({ code: 'appointmentInThePast', on });
  const until = addDays(today, DAYS_AHEAD);
  if (action === 'schedule' && on && on > until) return refuse({ code: 'appointmentTooFar', on, until });
  if (action === 'deliver' && on && on > today) return refuse({ code: 'deliveredInTheFuture', on });
  if (action === 'deliver' && on && on < referral.offeredOn) return refuse({ code: 'deliveredBeforeOffer', on, offeredOn: referral.offeredOn });
  if (action === 'deliver' && on && !facts.isEarlier && isBeforeAgreed(referral, on)) return refuse({ code: 'deliveredBeforeAgreed', on, agreedFor: referral.scheduledFor! });
  if ((action === 'decline' || action === 'fail') && facts.declineCode === 'other' && !facts.words) return refuse({ code: 'declineNeedsWords' });
  if (action === 'refuse' && facts.refusalCode === 'other' && !facts.words) return refuse({ code: 'refusalNeedsWords' });
  const { to } = step.value;
  const from = action === 'schedule' && on ? on : today;
  return ok({ status: to, dueOn: isLive(to) ? stepDue(referral, CLOCK_OF[to], from) : null });
}

/** There is a slip between the service and the resident's answer: to be shown, and to be made anew. */
export const hasSlip = ({ status }: { status: ReferralStatus }): boolean => status === 'delivered';

/** The one meaning of overdue for a referral: somebody owes the next step, and its last day has passed. */
export const isReferralLate = (referral: { status: ReferralStatus; dueOn: LocalDate | null }, today: LocalDate): boolean =>
  isLive(referral.status) && referral.dueOn !== null && referral.dueOn < today;
