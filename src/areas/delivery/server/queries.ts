import type { LocalDate } from '../../../kernel/local-date.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ActivityKind, ActivityStatus, SessionStatus } from '../core/activity.ts';
import type { AgeGroup, Attended, Part, Presence } from '../core/attendance.ts';

export type Activity = {
  id: string; divisionCode: string; name: string; kind: ActivityKind; category: string; organizationId: string | null; organizerName: string;
  audience: string; place: string; plan: string; status: ActivityStatus; plannedBy: string | null; version: number;
};

export type NewActivity = Omit<Activity, 'status' | 'version'>;

export function addActivities(tx: Tx, rows: NewActivity[]): void {
  tx.send(sql`
    insert into activity (id, division_code, name, kind, category, organization_id, organizer_name, audience, place, plan, planned_by)
    select id, "divisionCode", name, kind, category, "organizationId", "organizerName", audience, place, plan, "plannedBy"
    from ${tableOf('a', rows, {
      id: 'uuid', divisionCode: 'text', name: 'text', kind: 'text', category: 'text', organizationId: 'uuid', organizerName: 'text', audience: 'text',
      place: 'text', plan: 'text', plannedBy: 'uuid',
    })}`);
}

export const getActivitiesForUpdate = (tx: Tx, ids: string[]): Promise<Activity[]> =>
  tx.many(sql`
    select id, division_code as "divisionCode", name, kind, category, organization_id as "organizationId", organizer_name as "organizerName", audience, place, plan, status,
      planned_by as "plannedBy", version
    from activity where id = any(${ids}::uuid[]) order by id for update`);

export function saveActivity(tx: Tx, activity: Activity): void {
  tx.send(sql`
    update activity set name = ${activity.name}, kind = ${activity.kind}, category = ${activity.category}, organization_id = ${activity.organizationId}, organizer_name = ${activity.organizerName},
      audience = ${activity.audience}, place = ${activity.place}, plan = ${activity.plan}, version = version + 1, updated_at = now() where id = ${activity.id}`);
}

export function moveActivities(tx: Tx, ids: string[], status: ActivityStatus, reason: string | null): void {
  if (ids.length > 0) tx.send(sql`update activity set status = ${status}, end_reason = coalesce(${reason}, end_reason), version = version + 1, updated_at = now() where id = any(${ids}::uuid[])`);
}

export type Session = {
  id: string; divisionCode: string; activityId: string | null; referralId: string | null; organizationId: string | null; title: string; heldOn: LocalDate; status: SessionStatus;
  unregisteredPersons: number; version: number;
};

export type NewSession = {
  id: string; divisionCode: string; activityId: string | null; referralId: string | null; organizationId: string | null; kind: string; title: string; heldOn: LocalDate;
  startsAt: string | null; endsAt: string | null; place: string; status: SessionStatus; unregisteredPersons: number; recordedBy: string | null; recordedAt: Date | null;
};

export function addSessionRows(tx: Tx, rows: NewSession[]): void {
  tx.send(sql`
    insert into activity_session (id, division_code, activity_id, referral_id, organization_id, kind, title, held_on, starts_at, ends_at, place, status, unregistered_persons, recorded_by, recorded_at)
    select id, "divisionCode", "activityId", "referralId", "organizationId", kind, title, "heldOn", "startsAt", "endsAt", place, status, "unregisteredPersons", "recordedBy", "recordedAt"
    from ${tableOf('s', rows, {
      id: 'uuid', divisionCode: 'text', activityId: 'uuid', referralId: 'uuid', organizationId: 'uuid', kind: 'text', title: 'text', heldOn: 'date',
      startsAt: 'time', endsAt: 'time', place: 'text', status: 'text', unregisteredPersons: 'integer', recordedBy: 'uuid', recordedAt: 'timestamptz',
    })}`);
}

export const getSessionsForUpdate = (tx: Tx, ids: string[]): Promise<Session[]> =>
  tx.many(sql`
    select id, division_code as "divisionCode", activity_id as "activityId", referral_id as "referralId", organization_id as "organizationId", title, held_on as "heldOn", status,
      unregistered_persons as "unregisteredPersons", version
    from activity_session where id = any(${ids}::uuid[]) order by id for update`);

export const listPlannedSessionIds = async (tx: Tx, activityId: string): Promise<string[]> =>
  (await tx.many<{ id: string }>(sql`select id from activity_session where activity_id = ${activityId} and status = 'planned' order by id`)).map(({ id }) => id);

/** One session that is open to see; a party may look at what is on without being able to lock it. */
export const findSession = (tx: Tx, id: string): Promise<Session & { startsAt: string | null } | null> =>
  tx.maybe(sql`
    select id, to_char(starts_at, 'HH24:MI') as "startsAt", division_code as "divisionCode", activity_id as "activityId", referral_id as "referralId", organization_id as "organizationId", title, held_on as "heldOn", status,
      unregistered_persons as "unregisteredPersons", version
    from activity_session where id = ${id}`);

export function saveSessions(tx: Tx, rows: { id: string; status: SessionStatus; unregisteredPersons: number; cancelReason: string | null }[], by: string, at: Date): void {
  tx.send(sql`
    update activity_session s set status = u.status, unregistered_persons = u."unregisteredPersons", cancel_reason = coalesce(u."cancelReason", s.cancel_reason), recorded_by = ${by}, recorded_at = ${at}, version = s.version + 1
    from ${tableOf('u', rows, { id: 'uuid', status: 'text', unregisteredPersons: 'integer', cancelReason: 'text' })} where s.id = u.id`);
}

export type AttendanceWrite = {
  id: string; divisionCode: string; sessionId: string; personId: string; organizationId: string | null; part: Part; presence: Presence; minutes: number | null; heldOn: LocalDate; ageGroup: AgeGroup;
};

/** Thousands in one statement. A pair of session and person is one row: recorded again, the last word counts. */
export function putAttendance(tx: Tx, rows: AttendanceWrite[]): void {
  if (rows.length === 0) return;
  tx.send(sql`
    insert into attendance (id, division_code, session_id, person_id, organization_id, part, presence, minutes, held_on, age_group)
    select id, "divisionCode", "sessionId", "personId", "organizationId", part, presence, minutes, "heldOn", "ageGroup"
    from ${tableOf('a', rows, {
      id: 'uuid', divisionCode: 'text', sessionId: 'uuid', personId: 'uuid', organizationId: 'uuid', part: 'text', presence: 'text', minutes: 'integer',
      heldOn: 'date', ageGroup: 'text',
    })}
    on conflict on constraint attendance_once do update set part = excluded.part, presence = excluded.presence, minutes = coalesce(excluded.minutes, attendance.minutes), recorded_at = now()
    where (attendance.part, attendance.presence, attendance.minutes) is distinct from (excluded.part, excluded.presence, coalesce(excluded.minutes, attendance.minutes))`);
}

/** A session that did not take place leaves those who had come on its list, as those who meant to come. */
export function withdrawPresence(tx: Tx, sessionIds: string[]): void {
  if (sessionIds.length > 0) tx.send(sql`update attendance set presence = 'enrolled', recorded_at = now() where session_id = any(${sessionIds}::uuid[]) and presence = 'present'`);
}

export const listAttended = (tx: Tx, sessionIds: string[]): Promise<Attended[]> =>
  tx.many(sql`select session_id as "sessionId", person_id as "personId", part, presence from attendance where session_id = any(${sessionIds}::uuid[])`);

/** Days of birth of people whom the actor may see. */
export const listBirthDays = (tx: Tx, personIds: string[]): Promise<{ id: string; birthDate: LocalDate | null }[]> =>
  tx.many(sql`select id, birth_date as "birthDate" from person where id = any(${personIds}::uuid[])`);

export const findOrganizationName = (tx: Tx, organizationId: string): Promise<{ name: string } | null> =>
  tx.maybe(sql`select name from organization where id = ${organizationId}`);
