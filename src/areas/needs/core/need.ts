import { daysBetween, type LocalDate } from '../../../kernel/local-date.ts';
import type { Lifecycle, StepRefusal } from '../../../kernel/lifecycle.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { ROLES, type Role } from '../../../kernel/role.ts';
import { addWorkingDays } from '../../../kernel/working-days.ts';
import type { ItemCode } from './items.ts';

export const NEED_STATUSES = ['open', 'matched', 'inService', 'met', 'unmetWithReason', 'withdrawn', 'merged'] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];

/** `match`, `serve`, `meet`, `release` and `correct` follow the referral; the others are decided on the need's own page. */
export const NEED_ACTIONS = ['match', 'serve', 'meet', 'release', 'correct', 'withdraw', 'closeUnmet', 'reopen'] as const;
export type NeedAction = (typeof NEED_ACTIONS)[number];

export const CHANNELS = ['talk', 'homeInquiry', 'phone', 'questionnaire', 'self', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Whom a need may ask for, and a resource may say it can send. */
export const WORKER_SEXES = ['female', 'male'] as const;
export type WorkerSex = (typeof WORKER_SEXES)[number];

/** Whether somebody must come who has served the person before, or had best come. */
export const SAME_WORKERS = ['only', 'wished'] as const;
export type SameWorker = (typeof SAME_WORKERS)[number];

/** Why a need is closed without having been met. Words are asked besides. */
export const CLOSE_CODES = ['noResource', 'notEligible', 'outsideRemit', 'moved', 'died', 'unreachable', 'solvedOtherwise', 'noLongerWanted', 'mistake'] as const;
export type CloseCode = (typeof CLOSE_CODES)[number];

const STATION: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];
const LEAD: readonly Role[] = ['stationLead'];
// Who may take these was decided where the referral was: the receiver accepts, the resident confirms.
const BY_REFERRAL: readonly Role[] = ROLES;

// The word that was given a moment ago and is taken back: nobody's but the resident's.
const THEIR_OWN: readonly Role[] = ['resident'];

/** A need closes only on the resident's word (`meet`, `withdraw`) or a recorded reason (`closeUnmet`). */
export const NEED_LIFECYCLE: Lifecycle<NeedStatus, NeedAction> = {
  open: {
    match: { to: 'matched', roles: BY_REFERRAL }, withdraw: { to: 'withdrawn', roles: [...STATION, 'resident'] }, closeUnmet: { to: 'unmetWithReason', roles: STATION },
    correct: { to: 'met', roles: THEIR_OWN },
  },
  matched: { release: { to: 'open', roles: BY_REFERRAL }, serve: { to: 'inService', roles: BY_REFERRAL } },
  inService: { release: { to: 'open', roles: BY_REFERRAL }, meet: { to: 'met', roles: BY_REFERRAL } },
  met: { reopen: { to: 'open', roles: STATION }, correct: { to: 'open', roles: THEIR_OWN } },
  unmetWithReason: { reopen: { to: 'open', roles: STATION } },
  withdrawn: { reopen: { to: 'open', roles: LEAD } },
  merged: {},
};

export type NeedState = { status: NeedStatus; closedOn: LocalDate | null; closeCode: CloseCode | null; closeReason: string | null };
export type MoveRefusal = StepRefusal | { code: 'reasonMissing' };

const CLOSED: readonly NeedStatus[] = ['met', 'unmetWithReason', 'withdrawn'];
export const isClosed = (status: NeedStatus): boolean => CLOSED.includes(status) || status === 'merged';

/** What an action makes of a need. A job and whoever holds a link of a referral act within the referral's own rules, so their role is not asked here. */
export function moveNeed(
  need: NeedState, action: NeedAction, role: Role | 'system' | 'link' | 'partnerLink', today: LocalDate, why: { code?: CloseCode | null; reason?: string | null } = {},
): Result<NeedState, MoveRefusal> {
  const found = NEED_LIFECYCLE[need.status][action];
  if (!found) return refuse({ code: 'wrongState', state: need.status, action });
  if (role !== 'system' && role !== 'link' && role !== 'partnerLink' && !found.roles.includes(role)) return refuse({ code: 'notYourRole', action });
  if (action === 'closeUnmet' && (!why.code || !why.reason)) return refuse({ code: 'reasonMissing' });
  const { to } = found;
  if (!CLOSED.includes(to)) return ok({ status: to, closedOn: null, closeCode: null, closeReason: null });
  return ok({ status: to, closedOn: today, closeCode: why.code ?? null, closeReason: why.reason ?? null });
}

export type EditRefusal = { code: 'needClosed'; status: NeedStatus };

/** Words, urgency, quantity and wishes may be mended while the need is not closed; what it asks for, only while nobody works on it. */
export function admitEdit(need: { status: NeedStatus; item: ItemCode }, item: ItemCode): Result<true, EditRefusal | { code: 'needInWork' }> {
  if (isClosed(need.status)) return refuse({ code: 'needClosed', status: need.status });
  if (item !== need.item && need.status !== 'open') return refuse({ code: 'needInWork' });
  return ok(true);
}

export type SplitRefusal = EditRefusal | { code: 'splitIntoItself'; field: 'item' };

/** What one person asks for once stands once: what is taken out of a need must be something else. A place may need the same at two of its corners. */
export function admitSplit(need: { status: NeedStatus; personId: string | null; item: ItemCode }, item: ItemCode): Result<true, SplitRefusal> {
  if (isClosed(need.status)) return refuse({ code: 'needClosed', status: need.status });
  if (need.personId && item === need.item) return refuse({ code: 'splitIntoItself', field: 'item' });
  return ok(true);
}

/** Verified means: the station's lead, or a worker who did not type it in, has made sure that it is so. Twice is refused, to show that somebody was first. */
export function verify(need: { status: NeedStatus; verifiedOn: LocalDate | null }): Result<true, EditRefusal | { code: 'verifiedAlready'; on: LocalDate }> {
  if (isClosed(need.status)) return refuse({ code: 'needClosed', status: need.status });
  if (need.verifiedOn) return refuse({ code: 'verifiedAlready', on: need.verifiedOn });
  return ok(true);
}

/** Working days to verify what was heard. */
export const DAYS_TO_VERIFY = 3;
/** A sheet brings hundreds at once, some of them heard long ago: a working week, the rhythm of a station's rounds. */
const DAYS_TO_VERIFY_IMPORTED = 5;
/** What cannot wait is looked at by the next working day. */
const DAYS_TO_VERIFY_URGENT = 1;
export const verifyDue = (today: LocalDate, isImported: boolean, urgency: number): LocalDate =>
  addWorkingDays(today, isImported ? DAYS_TO_VERIFY_IMPORTED : urgency === 3 ? DAYS_TO_VERIFY_URGENT : DAYS_TO_VERIFY);

/** Whole days that somebody has waited since it was first heard; a closed need waits no longer. */
export const waitingDays = (need: { heardOn: LocalDate; closedOn: LocalDate | null }, today: LocalDate): number => Math.max(0, daysBetween(need.heardOn, need.closedOn ?? today));
