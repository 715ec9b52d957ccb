import { addDays, clockOf, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { isClosedOn } from '../core/closed-days.ts';
import { decideBooking, freeTogether, hoursOn, longEnough, type DayOf, type HoursRefusal, type Stretch } from '../core/booking.ts';

/** A resource that a referral holds units of: the one called on, or what goes along with it. */
type Held = { referralId: string; resourceId: string; divisionCode: string; organizationId: string | null; lentBy: string | null; name: string; isOneAtATime: boolean; slots: string[] | null; closedDays: string[] };
type Taken = Stretch & { resourceId: string; on: LocalDate; referralId: string | null };

/** Hours promised of a resource, as they are written. */
export type Booking = Stretch & Pick<Held, 'referralId' | 'resourceId' | 'divisionCode' | 'organizationId' | 'lentBy' | 'isOneAtATime'> & { on: LocalDate };

/**
 * Whoever promises hours of these resources, or says that they serve one at a time, goes first or waits, until the end of the transaction. The constraint alone would
 * keep two from having the same hours, but two inserts that wait for each other are a deadlock; taken in one order, and before rows of resources and needs, these make no ring.
 */
export const lockCalendars = (tx: Tx, resourceIds: string[]): Promise<number> => tx.run(sql`
  select pg_advisory_xact_lock(key) from (select distinct hashtextextended(id::text, 81) as key from unnest(${resourceIds}::uuid[]) as id order by 1) k`);

// neither has an organisation by which its resources are seen
const opensCalled = ({ actor }: Call): boolean => actor.role === 'partnerLink' || actor.role === 'resident';

/** What the referrals hold, the resource that was called on first. What goes along is opened to a party, which acts for one referral at a time; to the holder of a link, and to the resident, what is called on, too. */
async function listHeld(tx: Tx, referralIds: string[], { isToBook, isCalledOpened }: { isToBook: boolean; isCalledOpened: boolean }): Promise<Map<string, Held[]>> {
  const used = await tx.many<{ id: string; goesAlong: boolean }>(sql`select distinct resource_id as id, goes_along as "goesAlong" from capacity_use where city = current_setting('app.city') and referral_id = any(${referralIds}::uuid[])`);
  const along = used.filter(({ goesAlong }) => goesAlong);
  if (along.length === 1) tx.open('app.along', along[0]!.id);
  const called = used.find(({ goesAlong }) => !goesAlong);
  if (isCalledOpened && called) tx.open('app.called', called.id);
  if (isToBook) await lockCalendars(tx, used.map(({ id }) => id));
  const rows = await tx.many<Held>(sql`
    select u.referral_id as "referralId", u.resource_id as "resourceId", r.division_code as "divisionCode", u.organization_id as "organizationId", u.lent_by as "lentBy",
      r.provider_name as name, r.one_at_a_time as "isOneAtATime", r.slots, r.closed_days as "closedDays"
    from capacity_use u join resource r on r.city = u.city and r.id = u.resource_id
    where u.city = current_setting('app.city') and u.referral_id = any(${referralIds}::uuid[]) order by u.referral_id, u.goes_along, u.resource_id`);
  const held = new Map<string, Held[]>(referralIds.map((id) => [id, []]));
  for (const row of rows) held.get(row.referralId)!.push(row);
  return held;
}

/** Two promises of a resource that stand in each other's way, of those still to come; while it serves several at once there may be such. */
export function findOverlap(tx: Tx, call: Call, resourceId: string): Promise<{ on: LocalDate; one: string; other: string } | null> {
  return tx.maybe(sql`
    select to_char(lower(a.during), 'YYYY-MM-DD') as "on", to_char(lower(a.during), 'HH24:MI') || '–' || to_char(upper(a.during), 'HH24:MI') as one, to_char(lower(b.during), 'HH24:MI') || '–' || to_char(upper(b.during), 'HH24:MI') as other
    from booking a join booking b on b.city = a.city and b.resource_id = a.resource_id and b.id > a.id and b.during && a.during and b.released_at is null
    where a.city = ${call.actor.city} and a.resource_id = ${resourceId} and a.released_at is null and upper(a.during) > ${`${call.today} ${clockOf(call.now)}`}::timestamp order by lower(a.during) limit 1`);
}

/** What is taken of these resources on these days. */
export const listTaken = (tx: Tx, days: { resourceId: string; on: LocalDate }[]): Promise<Taken[]> => tx.many(sql`
  select b.resource_id as "resourceId", to_char(lower(b.during), 'YYYY-MM-DD') as "on", to_char(lower(b.during), 'HH24:MI') as "from", to_char(upper(b.during), 'HH24:MI') as until, b.referral_id as "referralId"
  from ${tableOf('d', days, { resourceId: 'uuid', on: 'date' })} join booking b on b.city = current_setting('app.city') and b.resource_id = d."resourceId"
    and b.released_at is null and lower(b.during) >= d."on"::timestamp and lower(b.during) < d."on"::timestamp + interval '1 day' order by lower(b.during), b.id`);

const dayOf = (held: Held, on: LocalDate, taken: readonly Taken[], referralId: string): DayOf => ({
  name: held.name, isOneAtATime: held.isOneAtATime, isClosed: isClosedOn(held.closedDays, on), hours: hoursOn(on, held.slots),
  taken: taken.filter((one) => one.resourceId === held.resourceId && one.on === on && one.referralId !== referralId).map(({ from, until }) => ({ from, until })),
});

/** On the day itself only what is still to come can be had. */
const notBefore = (call: Call, on: LocalDate): string | null => (on === call.today ? clockOf(call.now) : null);

export type AskedHours = { referralId: string; on: LocalDate; from?: string | null | undefined; until?: string | null | undefined };

/** Whether hours can be promised to referrals, of all that each takes; every yes counts for those behind it in the list. Nothing is written yet. */
export async function decideBookings(tx: Tx, call: Call, asked: AskedHours[]): Promise<Result<Booking[], HoursRefusal>[]> {
  if (asked.length === 0) return [];
  const held = await listHeld(tx, asked.map(({ referralId }) => referralId), { isToBook: true, isCalledOpened: opensCalled(call) });
  const days = asked.flatMap(({ referralId, on }) => held.get(referralId)!.filter(({ isOneAtATime }) => isOneAtATime).map(({ resourceId }) => ({ resourceId, on })));
  const moved = new Set(asked.map(({ referralId }) => referralId));
  // what those in the list had before is given back in the same act
  const taken = days.length > 0 ? (await listTaken(tx, [...new Map(days.map((day) => [`${day.resourceId} ${day.on}`, day])).values()])).filter(({ referralId }) => !referralId || !moved.has(referralId)) : [];
  return asked.map(({ referralId, on, from, until }) => {
    const resources = held.get(referralId)!;
    const decided = decideBooking(on, { from, until }, resources.map((one) => dayOf(one, on, taken, referralId)), notBefore(call, on));
    if (!decided.ok) return decided;
    const hours = decided.value;
    if (hours === null) return ok([]);
    for (const { resourceId } of resources) taken.push({ ...hours, resourceId, on, referralId });
    return ok(resources.map(({ name: _name, slots: _slots, closedDays: _closed, ...one }) => ({ ...one, ...hours, on })));
  });
}

/** Takes back what was promised to referrals; of those that were served only what lies behind the day of the service. */
export function releaseBookings(tx: Tx, call: Call, released: { referralId: string; after?: LocalDate | null }[]): void {
  if (released.length === 0) return;
  tx.send(sql`
    update booking b set released_at = ${call.now} from ${tableOf('g', released, { referralId: 'uuid', after: 'date' })}
    where b.city = current_setting('app.city') and b.referral_id = g."referralId" and b.released_at is null and (g."after" is null or lower(b.during)::date > g."after")`);
}

/** Writes what was decided, in place of what the same referrals had. */
export function saveBookings(tx: Tx, call: Call, bookings: Booking[]): void {
  if (bookings.length === 0) return;
  tx.send(sql`
    insert into booking (id, division_code, resource_id, organization_id, lent_by, referral_id, one_at_a_time, during, booked_at)
    select id, "divisionCode", "resourceId", "organizationId", "lentBy", "referralId", "isOneAtATime", tsrange("on" + "from", "on" + until), ${call.now}
    from ${tableOf('b', bookings.map((one) => ({ ...one, id: newId() })), {
      id: 'uuid', divisionCode: 'text', resourceId: 'uuid', organizationId: 'uuid', lentBy: 'uuid', referralId: 'uuid', isOneAtATime: 'boolean', on: 'date', from: 'time', until: 'time',
    })}`);
  addNotices(tx, call, bookings.map(({ resourceId, divisionCode }) => ({ kind: 'resource', subjectId: resourceId, divisionCode })));
}

export type DayShown = { resourceId: string; name: string; goesAlong: boolean; isOneAtATime: boolean; isClosed: boolean; hours: Stretch[]; taken: (Stretch & { isOwn: boolean; referralId: string | null })[] };
/** A day that was asked about, and where it holds no hours long enough, the next that does. */
export type DayRead = { resources: DayShown[]; days: DayOf[]; notBefore: string | null; free: Stretch[]; next: (Stretch & { on: LocalDate }) | null };

// whoever finds nothing within two weeks rather asks somebody else
const DAYS_TO_LOOK = 14;
/** An hour: what most visits take. */
const USUAL_MINUTES = 60;

/** A day of all that a referral takes, as whoever agrees hours of so many minutes for it sees it: when each is taken, for which referrals, and when it is free. */
export async function readDayOf(tx: Tx, call: Call, referralId: string, on: LocalDate, minutes = USUAL_MINUTES): Promise<DayRead> {
  const held = (await listHeld(tx, [referralId], { isToBook: false, isCalledOpened: opensCalled(call) })).get(referralId)!;
  const taken = held.length > 0 ? await listTaken(tx, held.map(({ resourceId }) => ({ resourceId, on }))) : [];
  const days = held.map((one) => dayOf(one, on, taken, referralId));
  const free = held.length > 0 ? freeTogether(days, notBefore(call, on)) : [];
  return {
    days, notBefore: notBefore(call, on), free, next: held.length === 0 || longEnough(free, minutes) ? null : await findNextFree(tx, held, referralId, on, minutes),
    resources: held.map(({ resourceId }, i) => {
      const { name, isOneAtATime, isClosed, hours } = days[i]!;
      return { resourceId, name, goesAlong: i > 0, isOneAtATime, isClosed, hours, taken: taken.filter((one) => one.resourceId === resourceId).map((one) => ({ from: one.from, until: one.until, isOwn: one.referralId === referralId, referralId: one.referralId })) };
    }),
  };
}

async function findNextFree(tx: Tx, held: Held[], referralId: string, after: LocalDate, minutes: number): Promise<(Stretch & { on: LocalDate }) | null> {
  const ahead = Array.from({ length: DAYS_TO_LOOK }, (_, i) => addDays(after, i + 1));
  const taken = await listTaken(tx, held.filter(({ isOneAtATime }) => isOneAtATime).flatMap(({ resourceId }) => ahead.map((on) => ({ resourceId, on }))));
  for (const on of ahead) {
    const first = longEnough(freeTogether(held.map((one) => dayOf(one, on, taken, referralId))), minutes);
    if (first) return { on, ...first };
  }
  return null;
}
