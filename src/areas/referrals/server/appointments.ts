import type { Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { freeTogether } from '../../resources/core/booking.ts';
import { decideBookings, readDayOf, type Booking } from '../../resources/server/booking-operations.ts';
import { messages } from '../core/messages.ts';
import type { DayOfReferral, ReadDay, ReferralStanding, ScheduleReferral } from '../core/contract.ts';
import { takeStep } from '../core/referral.ts';
import { isThere, type Referral } from './queries.ts';
import { checkVersion, loadReferrals, takeSteps, type Step } from './steps.ts';

export type Appointment = Omit<ScheduleReferral, 'requestId'>;

export const hoursOf = (given: { from?: string | null | undefined; until?: string | null | undefined }): string | null => (given.from && given.until ? `${given.from}–${given.until}` : null);

function scheduleStep(call: Call, referral: Referral, { scheduledFor, from, until, words, contactName, contactPhone }: Appointment, bookings: Booking[]): Step {
  const [before, after] = [hoursOf({ from: referral.scheduledFrom, until: referral.scheduledUntil }), hoursOf({ from, until })];
  return {
    referral, bookings, facts: { on: scheduledFor }, changes: { scheduledFor: [referral.scheduledFor, scheduledFor], ...(before === after ? {} : { hours: [before, after] }) },
    patch: {
      scheduledFor, scheduledFrom: from || null, scheduledUntil: until || null, scheduledWords: words, scheduledAt: call.now, contactName: contactName || null, visitorName: contactName || undefined,
      contactPhoneSealed: contactPhone ? call.vault.seal(contactPhone).toString('hex') : null,
    },
  };
}

/** Each by itself: what cannot be, or whose hours cannot be had, is answered in its place, and the others go on. */
async function schedule(tx: Tx, call: Call, referrals: Referral[], inputs: Appointment[]): Promise<Result<ReferralStanding>[]> {
  // what the lifecycle refuses anyway has no hours to be asked about, and takes none from the others
  const able = inputs.filter(({ scheduledFor }, i) => takeStep(referrals[i]!, 'schedule', call.actor.role, call.today, { on: scheduledFor }).ok);
  const decided = await decideBookings(tx, call, able.map(({ referralId, scheduledFor, from, until }) => ({ referralId, on: scheduledFor, from, until })));
  const bookingsOf = new Map(able.map(({ referralId }, i) => [referralId, decided[i]!]));
  const results = new Map<string, Result<ReferralStanding>>();
  const steps = referrals.flatMap((referral, i) => {
    const booked = bookingsOf.get(referral.id);
    if (booked && !booked.ok) { results.set(referral.id, toldWith(call, booked)); return []; }
    return [scheduleStep(call, referral, inputs[i]!, booked?.value ?? [])];
  });
  const taken = await takeSteps(tx, call, 'schedule', steps);
  for (const [i, { referral }] of steps.entries()) results.set(referral.id, taken[i]!);
  return referrals.map(({ id }) => results.get(id)!);
}

/** When else: the free stretches of the day as one says them, beside those that the page makes buttons of. */
export function toldWith(call: Call, refused: Extract<Awaited<ReturnType<typeof decideBookings>>[number], { ok: false }>): Result<never> {
  const { refusal } = refused;
  if (refusal.code !== 'bookedAlready') return refused;
  const words = messages[call.language];
  const free = refusal.free.map(({ from, until }) => `${from}–${until}`).join(call.language === 'zh' ? '、' : ', ');
  return { ok: false, refusal: { ...refusal, when: free ? words['referrals.freeThen'].replace('{{free}}', free) : words['referrals.freeNotThen'] } };
}

/** A day is agreed, or moved; who comes and whom to call may be named. Hours are promised of all that the referral takes, or of nothing. */
export async function scheduleReferral(tx: Tx, call: Call, input: Appointment): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [input.referralId]);
  const fresh = await checkVersion(tx, referral!, input.version);
  if (!fresh.ok) return fresh;
  const [result] = await schedule(tx, call, [referral!], [input]);
  return result!;
}

/** Many days at once. */
export async function scheduleReferrals(tx: Tx, call: Call, inputs: Appointment[]): Promise<Result<ReferralStanding>[]> {
  if (inputs.length === 0) return [];
  return schedule(tx, call, await loadReferrals(tx, inputs.map(({ referralId }) => referralId)), inputs);
}

/** What whoever agrees an hour sees before typing one: when the resource, and what goes along, is taken that day and when all can be had. */
export async function readDay(tx: Tx, call: Call, { referralId, on = call.today }: ReadDay): Promise<DayOfReferral> {
  // what is held of a shared resource is seen more widely than whose referral it is
  if (!(await isThere(tx, referralId))) throw new NotFound('referral', referralId);
  const { resources, days, notBefore } = await readDayOf(tx, call, referralId, on);
  return { on, resources, free: days.length > 0 ? freeTogether(days, notBefore) : [] };
}
