import type { Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { makeSay } from '../../../platform/server/say.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { longEnough, minutesOf, type Stretch } from '../../resources/core/booking.ts';
import { decideBookings, readDayOf, type Booking } from '../../resources/server/booking-operations.ts';
import { messages } from '../core/messages.ts';
import type { DayOfReferral, ReadDay, ReferralStanding, ScheduleReferral } from '../core/contract.ts';
import { takeStep } from '../core/referral.ts';
import { isThere, listHeldFor, type Referral } from './queries.ts';
import { checkVersion, loadReferrals, takeSteps, type Step } from './steps.ts';

const say = makeSay([messages]);

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
    if (booked && !booked.ok) return [];
    return [scheduleStep(call, referral, inputs[i]!, booked?.value ?? [])];
  });
  for (const [i, { id }] of referrals.entries()) {
    const booked = bookingsOf.get(id);
    if (booked && !booked.ok) results.set(id, await toldWith(tx, call, inputs[i]!, booked));
  }
  const taken = await takeSteps(tx, call, 'schedule', steps);
  for (const [i, { referral }] of steps.entries()) results.set(referral.id, taken[i]!);
  return referrals.map(({ id }) => results.get(id)!);
}

/** For what the hours are taken, as far as whoever asks may know, and when else: the free stretches of the day as one says them, or the next there are. */
export async function toldWith(tx: Tx, call: Call, { referralId, from, until }: Pick<Appointment, 'referralId' | 'from' | 'until'>, refused: Extract<Awaited<ReturnType<typeof decideBookings>>[number], { ok: false }>): Promise<Result<never>> {
  const { refusal } = refused;
  if (refusal.code !== 'bookedAlready') return refused;
  const { language } = call, { free } = refusal, minutes = from && until ? minutesOf(until) - minutesOf(from) : 0;
  const day = await readDay(tx, call, { referralId, on: refusal.on }, minutes);
  const held = day.resources.flatMap(({ name, taken }) => (name === refusal.name ? taken : [])).find((one) => one.from === refusal.from)?.held;
  const hours = (stretches: Stretch[]) => stretches.map((one) => `${one.from}–${one.until}`).join(language === 'zh' ? '、' : ', ');
  const when = day.next && !longEnough(free, minutes) ? say(language, 'referrals.freeNext', { on: day.next.on, free: hours([day.next]) }) : say(language, free.length > 0 ? 'referrals.freeThen' : 'referrals.freeNotThen', { free: hours(free) });
  return { ok: false, refusal: { ...refusal, when, heldFor: held ? say(language, 'referrals.heldFor', { place: held.communityName, item: ITEMS[held.item as ItemCode]?.[language] ?? held.item }) : '' } };
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

/** What whoever agrees an hour sees before typing one: when the resource, and what goes along, is taken that day, for which referrals of those in sight, and when all can be had for so many minutes. */
export async function readDay(tx: Tx, call: Call, { referralId, on = call.today }: ReadDay, minutes?: number): Promise<DayOfReferral> {
  // what is held of a shared resource is seen more widely than whose referral it is
  if (!(await isThere(tx, referralId))) throw new NotFound('referral', referralId);
  const { resources, free, next } = await readDayOf(tx, call, referralId, on, minutes);
  const others = resources.flatMap(({ taken }) => taken.flatMap((one) => (one.isOwn || !one.referralId ? [] : [one.referralId])));
  // the link of a provider opens one referral, and says nothing of others
  const seen = new Map(others.length === 0 || call.actor.role === 'partnerLink' ? [] : (await listHeldFor(tx, others)).map((one) => [one.referralId, one]));
  return { on, free, next, resources: resources.map(({ taken, ...one }) => ({ ...one, taken: taken.map(({ referralId: holder, ...stretch }) => ({ ...stretch, held: seen.get(holder ?? '') ?? null })) })) };
}
