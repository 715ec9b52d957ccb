import { createHash } from 'node:crypto';
import { addDays, clockOf, weekdayOf, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { makeSay } from '../../../platform/server/say.ts';
import { sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { freeTogether, hoursOn } from '../core/booking.ts';
import { isClosedOn } from '../core/closed-days.ts';
import type { FeedAnswer, MadeFeed, ReadWeek, WeekAnswer } from '../core/contract.ts';
import { calendarText, type CalendarText } from '../core/icalendar.ts';
import { messages } from '../core/messages.ts';
import { listTaken } from './booking-operations.ts';

type Shown = { id: string; name: string; isOneAtATime: boolean; slots: string[] | null; closedDays: string[] };
const SHOWN = sql`id, provider_name as name, one_at_a_time as "isOneAtATime", slots, closed_days as "closedDays"`;

async function getShown(tx: Tx, id: string): Promise<Shown> {
  const found = await tx.maybe<Shown>(sql`select ${SHOWN} from resource where city = current_setting('app.city') and id = ${id}`);
  if (!found) throw new NotFound('resource', id);
  return found;
}

/** A week of a resource: when it is offered, taken and free. */
export async function readWeek(tx: Tx, call: Call, { resourceId, from }: ReadWeek): Promise<WeekAnswer> {
  const day = from ?? call.today, monday = addDays(day, 1 - weekdayOf(day));
  const resource = await getShown(tx, resourceId);
  const week = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
  const taken = await listTaken(tx, week.map((on) => ({ resourceId, on })));
  return {
    from: monday, isOneAtATime: resource.isOneAtATime,
    days: week.map((on) => {
      const isClosed = isClosedOn(resource.closedDays, on), hours = isClosed ? [] : hoursOn(on, resource.slots);
      const here = taken.filter((one) => one.on === on).map((one) => ({ from: one.from, until: one.until }));
      return { on, isClosed, hours, taken: here, free: on < call.today ? [] : freeTogether([{ name: resource.name, isOneAtATime: resource.isOneAtATime, isClosed, hours, taken: here }], on === call.today ? clockOf(call.now) : null) };
    }),
  };
}

// As far back as one looks to settle what was, and as far ahead as anybody promises.
const [DAYS_BACK, DAYS_AHEAD] = [92, 366];
const say = makeSay([messages]);

async function calendarOf(tx: Tx, call: Call, name: string, resources: Shown[]): Promise<FileAnswer> {
  const [from, to] = [addDays(call.today, -DAYS_BACK), addDays(call.today, DAYS_AHEAD)];
  const nameOf = new Map(resources.map((resource) => [resource.id, resource.name]));
  const booked = await tx.many<{ id: string; resourceId: string; on: LocalDate; from: string; until: string; bookedAt: string }>(sql`
    select id, resource_id as "resourceId", to_char(lower(during), 'YYYY-MM-DD') as "on", to_char(lower(during), 'HH24:MI') as "from", to_char(upper(during), 'HH24:MI') as until, booked_at as "bookedAt"
    from booking where city = current_setting('app.city') and resource_id = any(${[...nameOf.keys()]}::uuid[]) and released_at is null and lower(during) >= ${from}::date and lower(during) < ${to}::date order by lower(during), id limit 5000`);
  const days = Array.from({ length: DAYS_AHEAD }, (_, i) => addDays(call.today, i));
  const text: CalendarText = {
    name, stampedAt: call.now.toISOString(),
    booked: booked.map(({ resourceId, ...one }) => ({ ...one, summary: say(call.language, 'resources.calendar.booked', { name: nameOf.get(resourceId)! }) })),
    served: resources.flatMap(({ id, name: one, slots, closedDays }) => (slots && slots.length > 0 ? [{ id, slots, summary: say(call.language, 'resources.calendar.served', { name: one }), from: call.today, closed: days.filter((day) => isClosedOn(closedDays, day)) }] : [])),
  };
  return { fileName: `${name}.ics`, contentType: 'text/calendar; charset=utf-8', bytes: Buffer.from(calendarText(text)) };
}

/** One resource's calendar as a file. */
export async function readCalendar(tx: Tx, call: Call, { resourceId }: { resourceId: string }): Promise<FileAnswer> {
  const resource = await getShown(tx, resourceId);
  return calendarOf(tx, call, resource.name, [resource]);
}

/** The key in a feed's address: made from the key outside the database whenever it is shown, and kept nowhere. 128 bits, which nobody tries through. */
const secretOf = (vault: Vault, feedId: string): string => createHash('sha256').update(vault.derive(`calendar feed ${feedId}`)).digest('hex').slice(0, 32).toUpperCase();
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

type Feed = { id: string; madeAt: string; madeByName: string };
const findFeed = (tx: Tx, organizationId: string): Promise<Feed | null> => tx.maybe(sql`
  select id, made_at as "madeAt", made_by_name as "madeByName" from calendar_feed where city = current_setting('app.city') and organization_id = ${organizationId} and revoked_at is null`);

const organizationOf = ({ actor: { organizationId } }: Call): string => {
  if (!organizationId) throw new NotFound('feed', 'of no organisation');
  return organizationId;
};

/** The address of the own organisation's calendar, where there is one. */
export async function readFeed(tx: Tx, call: Call): Promise<FeedAnswer> {
  const feed = await findFeed(tx, organizationOf(call));
  return { madeAt: feed?.madeAt ?? null, madeByName: feed?.madeByName ?? null, path: feed ? `/api/calendar/${secretOf(call.vault, feed.id)}` : null };
}

/** Two who make an address at once make one after the other; the later one holds. */
const closeFeed = async (tx: Tx, call: Call, organizationId: string): Promise<number> => {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 82))`);
  return tx.run(sql`update calendar_feed set revoked_at = ${call.now} where city = current_setting('app.city') and organization_id = ${organizationId} and revoked_at is null`);
};
const tell = (tx: Tx, call: Call, organizationId: string, action: string): void => appendHistory(tx, call, { kind: 'organization', subjectId: organizationId, divisionCode: call.actor.divisionCode, action });

/** A new address; an old one opens nothing any more. */
export async function makeFeed(tx: Tx, call: Call): Promise<Result<MadeFeed>> {
  const organizationId = organizationOf(call), id = newId();
  await closeFeed(tx, call, organizationId);
  tx.send(sql`insert into calendar_feed (id, organization_id, division_code, secret_hash, made_by_name, made_at)
    values (${id}, ${organizationId}, ${call.actor.divisionCode}, ${hashOf(secretOf(call.vault, id))}, ${call.actor.name}, ${call.now})`);
  tell(tx, call, organizationId, 'calendarOpened');
  return ok({ organizationId, isOpen: true });
}

/** Whoever has the address sees nothing any more. */
export async function revokeFeed(tx: Tx, call: Call): Promise<Result<MadeFeed>> {
  const organizationId = organizationOf(call);
  if ((await closeFeed(tx, call, organizationId)) > 0) tell(tx, call, organizationId, 'calendarClosed');
  return ok({ organizationId, isOpen: false });
}

/** By the key in the address: goes on as the organisation whose it is, and reads its resources' hours. */
export async function readByKey(tx: Tx, call: Call): Promise<FileAnswer> {
  const feed = await tx.maybe<{ organizationId: string }>(sql`select organization_id as "organizationId" from calendar_feed where city = current_setting('app.city') and secret_hash = ${call.actor.link ?? ''}`);
  if (!feed) throw new NotFound('feed', 'by key');
  await stepInto(tx, scopeOf({ ...call.actor, role: 'organizationManager', organizationId: feed.organizationId, link: '' }));
  const resources = await tx.many<Shown>(sql`select ${SHOWN} from resource where city = current_setting('app.city') and organization_id = ${feed.organizationId} and status <> 'ended' order by provider_name, id limit 500`);
  return calendarOf(tx, call, resources[0]?.name ?? 'sanshe', resources);
}
