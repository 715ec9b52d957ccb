import { findStep, type Lifecycle, type StepRefusal } from '../../../kernel/lifecycle.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { ResponseChannel } from './response-contract.ts';

export const ROUND_STATUSES = ['planned', 'running', 'closed', 'dropped'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

export const ROUND_ACTIONS = ['change', 'begin', 'renew', 'extend', 'close', 'drop'] as const;
export type RoundAction = (typeof ROUND_ACTIONS)[number];

/** What is drawn and asked: homes, or people. */
export const ROUND_UNITS = ['household', 'person'] as const;
export type RoundUnit = (typeof ROUND_UNITS)[number];

/** The four ways in which a round hears needs. */
export const ROUND_CHANNELS = ['homeInquiry', 'phone', 'talk', 'questionnaire'] as const;
export type RoundChannel = (typeof ROUND_CHANNELS)[number];

/** A sheet that somebody filled in, on paper or by a link, is the round's questionnaire; else it was asked at the door, on the telephone, in a discussion. */
export const wayOf = (channel: ResponseChannel): RoundChannel => (channel === 'homeInquiry' || channel === 'phone' || channel === 'talk' ? channel : 'questionnaire');

/** The ways in which a worker goes to members of the frame one by one. */
export const CONTACT_CHANNELS = ['homeInquiry', 'phone'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** The ways in which a member of the frame is heard: only what is heard so enters the estimate. `questionnaire` is one that they filled in themselves, by the link of their own or on paper. */
export const MEMBER_CHANNELS = [...CONTACT_CHANNELS, 'questionnaire'] as const;
export type MemberChannel = (typeof MEMBER_CHANNELS)[number];

export const OUTCOMES = ['heard', 'again', 'nobodyHome', 'noAnswer', 'refused', 'moved', 'wrongNumber'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOMES_OF: Record<ContactChannel, readonly Outcome[]> = {
  homeInquiry: ['heard', 'nobodyHome', 'again', 'refused', 'moved'],
  phone: ['heard', 'noAnswer', 'again', 'refused', 'wrongNumber'],
};

/** After these nobody goes or calls again by himself; who refused is left in peace. */
export const SETTLED: readonly Outcome[] = ['heard', 'refused', 'moved'];

export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

const LEADS: readonly Role[] = ['stationLead', 'socialWorker'];

/** A round is drawn once, when it begins; what it says is fixed when it is closed. */
export const ROUND_LIFECYCLE: Lifecycle<RoundStatus, RoundAction> = {
  planned: { change: { to: 'planned', roles: LEADS }, begin: { to: 'running', roles: LEADS }, drop: { to: 'dropped', roles: LEADS } },
  running: { renew: { to: 'running', roles: LEADS }, extend: { to: 'running', roles: LEADS }, close: { to: 'closed', roles: LEADS } },
  closed: {},
  dropped: {},
};

export type RoundState = { status: RoundStatus; fromOn: LocalDate; untilOn: LocalDate };
export type RoundRefusal = StepRefusal | { code: 'roundNotRunning'; status: RoundStatus } | { code: 'roundEndsBeforeToday'; today: LocalDate } | { code: 'roundTooEarly'; fromOn: LocalDate } | { code: 'undoneLeft'; waiting: number; again: number } | { code: 'roundEndsEarly'; fromOn: LocalDate };

export const moveRound = (round: RoundState, action: RoundAction, role: Role | 'system'): Result<RoundStatus, StepRefusal> => {
  const step = role === 'system' ? ok(ROUND_LIFECYCLE[round.status][action] ?? null) : findStep(ROUND_LIFECYCLE, round.status, action, role);
  if (!step.ok) return step;
  return step.value ? ok(step.value.to) : refuse({ code: 'wrongState', state: round.status, action });
};

/** Nobody is drawn before the first day: the list of residents is to be that of the day. */
export const admitBegin = (round: RoundState, today: LocalDate): Result<true, RoundRefusal> => (today < round.fromOn ? refuse({ code: 'roundTooEarly', fromOn: round.fromOn }) : ok(true));

/** A last day that is still to come, and not before the first one. */
export function admitLastDay(round: RoundState, untilOn: LocalDate, today: LocalDate): Result<true, RoundRefusal> {
  if (untilOn < today) return refuse({ code: 'roundEndsBeforeToday', today });
  return untilOn < round.fromOn ? refuse({ code: 'roundEndsEarly', fromOn: round.fromOn }) : ok(true);
}

/** Whom nobody has tried, and whom somebody promised to come back to, is said before a round is closed; whoever closes it says that it is known. */
export const admitClosing = (undone: { waiting: number; again: number }, isKnown: boolean): Result<true, RoundRefusal> =>
  (isKnown || undone.waiting + undone.again === 0 ? ok(true) : refuse({ code: 'undoneLeft', ...undone }));

export type Attempt = { channel: ContactChannel; outcome: Outcome; againOn: LocalDate | null };
export type AttemptRefusal = RoundRefusal | { code: 'channelNotOfRound'; channel: ContactChannel } | { code: 'outcomeOfAnotherChannel'; channel: ContactChannel } | { code: 'whenAgain' } | { code: 'againInPast'; today: LocalDate } | { code: 'againAfterRound'; untilOn: LocalDate } | { code: 'needsHeardHere'; needs: number };

/** Whether an attempt to reach a member may be noted so. What was heard there stays: a later attempt does not turn it into a closed door. */
export function admitAttempt(round: RoundState & { channels: readonly RoundChannel[] }, needsHeard: number, attempt: Attempt, today: LocalDate): Result<true, AttemptRefusal> {
  if (round.status !== 'running') return refuse({ code: 'roundNotRunning', status: round.status });
  if (!round.channels.includes(attempt.channel)) return refuse({ code: 'channelNotOfRound', channel: attempt.channel });
  if (!OUTCOMES_OF[attempt.channel].includes(attempt.outcome)) return refuse({ code: 'outcomeOfAnotherChannel', channel: attempt.channel });
  if (attempt.outcome !== 'heard' && needsHeard > 0) return refuse({ code: 'needsHeardHere', needs: needsHeard });
  if (attempt.outcome !== 'again') return ok(true);
  if (!attempt.againOn) return refuse({ code: 'whenAgain' });
  if (attempt.againOn < today) return refuse({ code: 'againInPast', today });
  return attempt.againOn > round.untilOn && today <= round.untilOn ? refuse({ code: 'againAfterRound', untilOn: round.untilOn }) : ok(true);
}
