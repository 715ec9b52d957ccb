import type { LocalDate } from '../../../kernel/local-date.ts';
import { findStep, type Lifecycle } from '../../../kernel/lifecycle.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';

export const ACTIVITY_KINDS = ['service', 'culture', 'course', 'holidayClass', 'skillTraining', 'volunteering', 'health', 'meeting', 'other'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ACTIVITY_STATUSES = ['planned', 'running', 'ended', 'cancelled'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];
export type ActivityAction = 'addSession' | 'end' | 'cancel';

export const SESSION_STATUSES = ['planned', 'held', 'cancelled'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];
export const SESSION_ACTIONS = ['hold', 'correct', 'cancel', 'revoke'] as const;
export type SessionAction = (typeof SESSION_ACTIONS)[number];

/** Who keeps the record of what is on: the station, and the organisation for what it holds itself. */
export const KEEPERS: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker', 'organizationManager'];

// Two working days: RULES §7 asks volunteers' hours within ten working days, but who came is remembered for two.
export const DAYS_TO_RECORD = 2;

/** An activity runs from its first held session until somebody ends it. */
export const ACTIVITY_LIFECYCLE: Lifecycle<ActivityStatus, ActivityAction> = {
  planned: { addSession: { to: 'planned', roles: KEEPERS }, end: { to: 'ended', roles: KEEPERS }, cancel: { to: 'cancelled', roles: KEEPERS } },
  running: { addSession: { to: 'running', roles: KEEPERS }, end: { to: 'ended', roles: KEEPERS } },
  ended: {}, cancelled: {},
};

/** A session is held or cancelled. What was recorded of a held one is corrected, or revoked when it did not take place after all. */
export const SESSION_LIFECYCLE: Lifecycle<SessionStatus, SessionAction> = {
  planned: { hold: { to: 'held', roles: KEEPERS }, cancel: { to: 'cancelled', roles: KEEPERS } },
  held: { correct: { to: 'held', roles: KEEPERS }, revoke: { to: 'cancelled', roles: KEEPERS } },
  cancelled: {},
};

/** Whether it is too late to say that one comes: its day is over, or it has begun. `clock` is China's, as 09:30. */
export const hasBegun = (session: { heldOn: LocalDate; startsAt: string | null }, today: LocalDate, clock: string): boolean =>
  session.heldOn < today || (session.heldOn === today && session.startsAt !== null && session.startsAt <= clock);

export type SessionRefusal =
  | { code: 'sessionMoved'; status: SessionStatus; action: SessionAction }
  | { code: 'notYourSession'; action: SessionAction }
  | { code: 'heldInTheFuture'; on: LocalDate }
  | { code: 'referralsOwnSession' };

/** What an action makes of a session. A held session cannot be in the future. */
export function moveSession(
  session: { status: SessionStatus; heldOn: LocalDate; referralId: string | null }, action: SessionAction, role: Role | 'system' | 'link' | 'partnerLink', today: LocalDate,
): Result<SessionStatus, SessionRefusal> {
  if (session.referralId) return refuse({ code: 'referralsOwnSession' }); // it stands and falls with its referral
  const step = role === 'system'
    ? SESSION_LIFECYCLE[session.status][action]
    : role === 'link' || role === 'partnerLink' ? undefined : (() => {
      const found = findStep(SESSION_LIFECYCLE, session.status, action, role);
      return found.ok ? found.value : found.refusal.code === 'notYourRole' ? 'notYours' as const : undefined;
    })();
  if (step === 'notYours') return refuse({ code: 'notYourSession', action });
  if (!step) return refuse({ code: 'sessionMoved', status: session.status, action });
  if (action === 'hold' && session.heldOn > today) return refuse({ code: 'heldInTheFuture', on: session.heldOn });
  return ok(step.to);
}

export type ActivityRefusal = { code: 'activityMoved'; status: ActivityStatus } | { code: 'activityNotYours' };

/** What an action makes of an activity. */
export function moveActivity(status: ActivityStatus, action: ActivityAction, role: Role | 'system' | 'link' | 'partnerLink'): Result<ActivityStatus, ActivityRefusal> {
  const step = ACTIVITY_LIFECYCLE[status][action];
  if (!step) return refuse({ code: 'activityMoved', status });
  if (role !== 'system' && (role === 'link' || role === 'partnerLink' || !step.roles.includes(role))) return refuse({ code: 'activityNotYours' });
  return ok(step.to);
}
