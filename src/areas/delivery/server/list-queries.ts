import type { LocalDate } from '../../../kernel/local-date.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ActivityRow, AttendanceRow, ListActivities, OnAnswer, OwnAttendance, ServedHours, SessionRow } from '../core/contract.ts';

// Head counts are added after the distinct people are counted: they are person-times of nobody in particular (RULES §6.6).
const SESSIONS = sql`
  left join lateral (
    select count(*) filter (where s.status = 'held') as "heldSessions", count(*) filter (where s.status = 'planned') as "plannedSessions",
      max(s.held_on) filter (where s.status = 'held') as "lastOn", min(s.held_on) filter (where s.status = 'planned') as "nextOn",
      coalesce(sum(s.unregistered_persons) filter (where s.status = 'held'), 0) as heads
    from activity_session s where s.city = a.city and s.activity_id = a.id) d on true`;
const PEOPLE = sql`
  left join lateral (
    select count(distinct t.person_id) as persons, count(*) as times
    from activity_session s join attendance t on t.city = s.city and t.session_id = s.id and t.part = 'beneficiary' and t.presence = 'present'
    where s.city = a.city and s.activity_id = a.id and s.status = 'held') p on true`;
const ROW = sql`
  a.id, a.name, a.kind, a.category, a.status, a.division_code as "divisionCode", coalesce(v.name, '') as "divisionName", a.organization_id as "organizationId", a.organizer_name as "organizerName",
  a.place, a.version, d."heldSessions", d."plannedSessions", d."lastOn", d."nextOn"`;
const FROM = sql`from activity a left join division v on v.city = a.city and v.code = a.division_code`;
const NEWEST = sql`coalesce(d."lastOn", d."nextOn", (a.created_at at time zone 'Asia/Shanghai')::date)`;

type Filters = Pick<ListActivities, 'q' | 'kind' | 'category' | 'status' | 'division' | 'organization' | 'heldFrom' | 'heldTo'>;

function conditionsOf(filters: Filters): Sql[] {
  const conditions: Sql[] = [sql`true`];
  const like = filters.q ? `%${filters.q.replace(/[%_\\]/g, '')}%` : null;
  if (like) conditions.push(sql`(a.name like ${like} or a.organizer_name like ${like} or a.place like ${like})`);
  if (filters.kind && filters.kind.length > 0) conditions.push(sql`a.kind = any(${filters.kind})`);
  if (filters.category && filters.category.length > 0) conditions.push(sql`a.category = any(${filters.category})`);
  if (filters.status && filters.status.length > 0) conditions.push(sql`a.status = any(${filters.status})`);
  if (filters.division) conditions.push(sql`a.division_code >= ${filters.division} and a.division_code < ${`${filters.division}:`}`);
  if (filters.organization) conditions.push(sql`a.organization_id = ${filters.organization}`);
  if (filters.heldFrom || filters.heldTo) {
    conditions.push(sql`exists (select 1 from activity_session s where s.city = a.city and s.activity_id = a.id and s.status = 'held'
      and s.held_on >= ${filters.heldFrom ?? '1949-10-01'} and s.held_on <= ${filters.heldTo ?? '9999-12-31'})`);
  }
  return conditions;
}

/** One page by keyset, with the exact number of all; people are counted only for the rows shown. */
export async function listActivities(tx: Tx, input: ListActivities): Promise<{ total: number; items: ActivityRow[]; next: string | null }> {
  const conditions = join(conditionsOf(input), ' and ');
  const byName = input.sort.endsWith('name');
  const key = byName ? sql`a.name` : NEWEST;
  const isDown = input.sort.startsWith('-');
  const after = decodeCursor(input.after);
  const cast = byName ? sql`::text` : sql`::date`;
  const beyond = after ? (isDown ? sql`and (${key}, a.id) < (${String(after.value)}${cast}, ${after.id}::uuid)` : sql`and (${key}, a.id) > (${String(after.value)}${cast}, ${after.id}::uuid)`) : sql``;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from activity a where ${conditions}`),
    tx.many<ActivityRow & { key: string }>(sql`
      with a as (
        select a.*, ${key}::text as key from activity a ${SESSIONS} where ${conditions} ${beyond}
        order by ${isDown ? sql`${key} desc, a.id desc` : sql`${key}, a.id`} limit ${input.limit + 1})
      select ${ROW}, a.key, p.persons, p.times + d.heads as "personTimes" from a left join division v on v.city = a.city and v.code = a.division_code ${SESSIONS} ${PEOPLE}
      order by ${isDown ? sql`a.key desc, a.id desc` : sql`a.key, a.id`}`),
  ]);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { total, items: items.map(({ key: _, ...row }) => row), next: rows.length > input.limit && last ? encodeCursor({ value: last.key, id: last.id }) : null };
}

/** All that the filters give, for a workbook. */
export const listActivitiesWhole = (tx: Tx, filters: Filters, most: number): Promise<ActivityRow[]> =>
  tx.many(sql`select ${ROW}, p.persons, p.times + d.heads as "personTimes" ${FROM} ${SESSIONS} ${PEOPLE} where ${join(conditionsOf(filters), ' and ')} order by ${NEWEST} desc, a.id desc limit ${most}`);

export const findActivity = (tx: Tx, id: string): Promise<(ActivityRow & { audience: string; plan: string; endReason: string | null }) | null> =>
  tx.maybe(sql`select ${ROW}, p.persons, p.times + d.heads as "personTimes", a.audience, a.plan, a.end_reason as "endReason" ${FROM} ${SESSIONS} ${PEOPLE} where a.id = ${id}`);

const SESSION = sql`
  s.id, s.activity_id as "activityId", s.referral_id as "referralId", s.title, s.held_on as "heldOn", to_char(s.starts_at, 'HH24:MI') as "startsAt", to_char(s.ends_at, 'HH24:MI') as "endsAt", s.place, s.status,
  s.unregistered_persons as "unregisteredPersons", s.cancel_reason as "cancelReason", s.version,
  count(t.id) filter (where s.status = 'held' and t.part = 'beneficiary' and t.presence = 'present') as persons,
  count(t.id) filter (where s.status = 'held' and t.part = 'beneficiary' and t.presence = 'present') + case when s.status = 'held' then s.unregistered_persons else 0 end as "personTimes",
  count(t.id) filter (where t.presence = 'enrolled') as enrolled, count(t.id) filter (where t.part = 'volunteer' and t.presence = 'present') as volunteers,
  sum(t.minutes) filter (where s.status = 'held' and t.part = 'beneficiary' and t.presence = 'present')::integer as minutes`;

/** The sessions of an activity, the latest first. */
export const listSessions = (tx: Tx, activityId: string): Promise<SessionRow[]> =>
  tx.many(sql`select ${SESSION} from activity_session s left join attendance t on t.city = s.city and t.session_id = s.id where s.activity_id = ${activityId} group by s.city, s.id order by s.held_on desc, s.starts_at desc nulls last, s.id`);

/** The sessions that a referral, or the referrals of a need, came to; the latest first. */
export const listSessionsOf = (tx: Tx, of: { need?: string | undefined; referral?: string | undefined }): Promise<SessionRow[]> =>
  tx.many(sql`
    select ${SESSION} from activity_session s left join attendance t on t.city = s.city and t.session_id = s.id
    where s.city = current_setting('app.city') and ${of.referral ? sql`s.referral_id = ${of.referral}` : sql`s.referral_id in (select r.id from referral r where r.city = current_setting('app.city') and r.need_id = ${of.need})`}
    group by s.city, s.id order by s.held_on desc, s.id limit 200`);

export const findSessionWhole = (tx: Tx, id: string): Promise<(SessionRow & { activityName: string | null }) | null> =>
  tx.maybe(sql`
    select ${SESSION}, (select a.name from activity a where a.city = s.city and a.id = s.activity_id) as "activityName"
    from activity_session s left join attendance t on t.city = s.city and t.session_id = s.id where s.id = ${id} group by s.city, s.id`);

/** Who is on the list of a session; names only for those who may read them, and for a receiver those that its own referrals told it. */
export const listAttendance = (tx: Tx, sessionId: string): Promise<AttendanceRow[]> =>
  tx.many(sql`
    select t.person_id as "personId", coalesce(n.full_name, (
        select r.recipient_name from referral r where r.city = t.city and r.person_id = t.person_id and r.organization_id::text = current_setting('app.organization', true)
          and r.status in ('accepted', 'scheduled', 'delivered', 'confirmed') order by r.offered_at desc limit 1)) as name, t.part, t.presence, t.minutes, t.age_group as "ageGroup"
    from attendance t left join person n on n.city = t.city and n.id = t.person_id where t.session_id = ${sessionId} order by t.part, n.name_pinyin, t.person_id`);

// A month ahead is as far as anybody plans an outing.
const DAYS_AHEAD = 31;

/** What is on in the coming month and has not begun, and whether one has signed up. */
export const listOn = (tx: Tx, division: string, personId: string | null, today: LocalDate, clock: string): Promise<OnAnswer['items']> =>
  tx.many(sql`
    select s.id as "sessionId", a.id as "activityId", a.name, a.kind, s.held_on as "heldOn", to_char(s.starts_at, 'HH24:MI') as "startsAt", s.place, a.organizer_name as "organizerName", coalesce(v.name, '') as "divisionName",
      (select t.presence from attendance t where t.city = s.city and t.session_id = s.id and t.person_id = ${personId}::uuid) as own
    from activity_session s join activity a on a.city = s.city and a.id = s.activity_id left join division v on v.city = s.city and v.code = s.division_code
    where s.status = 'planned' and s.held_on >= ${today} and (s.held_on > ${today} or s.starts_at is null or s.starts_at > ${clock}::time) and s.held_on <= ${today}::date + ${DAYS_AHEAD}::integer and s.division_code >= ${division} and s.division_code < ${`${division}:`}
    order by s.held_on, s.starts_at nulls first, s.id limit 300`);

/** What one has been to, the latest first. */
export const listOwn = (tx: Tx, personId: string): Promise<OwnAttendance['items']> =>
  tx.many(sql`
    select t.id, coalesce(a.name, nullif(s.title, ''), '') as name, t.held_on as "heldOn", t.part, t.presence, t.minutes
    from attendance t join activity_session s on s.city = t.city and s.id = t.session_id left join activity a on a.city = s.city and a.id = s.activity_id
    where t.person_id = ${personId} and s.status <> 'cancelled' order by t.held_on desc, t.id limit 500`);

// more than anybody serves in ten years; the sums are of all of them
const MOST_SERVED = 2000;
const SERVED = (personId: string) => sql`
  from attendance t join activity_session s on s.city = t.city and s.id = t.session_id left join activity a on a.city = s.city and a.id = s.activity_id
  where t.person_id = ${personId} and t.part = 'volunteer' and t.presence = 'present' and s.status = 'held'`;

/** The hours of a volunteer, and the sessions that they add up from: those held, where the volunteer was present on duty. */
export async function listServedHours(tx: Tx, personId: string): Promise<Omit<ServedHours, 'total' | 'next'>> {
  const [sums, items] = await Promise.all([
    tx.one<{ minutes: number; sessions: number; untimed: number }>(sql`select coalesce(sum(t.minutes), 0)::integer as minutes, count(*)::integer as sessions, count(*) filter (where t.minutes is null)::integer as untimed ${SERVED(personId)}`),
    tx.many<ServedHours['items'][number]>(sql`
      select s.id, coalesce(a.name, nullif(s.title, ''), '') as name, s.held_on as "heldOn", s.place, coalesce(a.organizer_name, '') as "organizerName", t.minutes ${SERVED(personId)} order by s.held_on desc, s.id limit ${MOST_SERVED}`),
  ]);
  return { ...sums, items };
}
