import { join, raw, sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { NeedFacts, RecordCard, ReferralFacts, SessionFacts } from '../core/record-contract.ts';

// All under the figures' scope: of a resident, of a worker, of anybody's words nothing is in reach here.

/** A session and how many came. What a worker wrote of help at somebody's home (its title, its place) is left out: it may name the person. */
export const findSession = (tx: Tx, id: string): Promise<(SessionFacts & { referralId: string | null }) | null> => tx.maybe(sql`
  select s.id, s.kind, case when s.referral_id is null then s.title else '' end as title, a.name as "activityName", s.held_on as "heldOn",
    to_char(s.starts_at, 'HH24:MI') as "startsAt", to_char(s.ends_at, 'HH24:MI') as "endsAt", case when s.referral_id is null then coalesce(nullif(s.place, ''), a.place, '') else '' end as place,
    coalesce(a.organizer_name, '') as organizer, case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization, s.status, s.referral_id as "referralId",
    came.elders, came.children, came.others, came.volunteers, s.unregistered_persons as unregistered
  from activity_session s left join activity a on a.city = s.city and a.id = s.activity_id
  left join organization o on o.city = s.city and o.id = coalesce(s.organization_id, a.organization_id)
  cross join lateral (
    select count(*) filter (where t.part = 'beneficiary' and t.age_group = 'elder')::integer as elders, count(*) filter (where t.part = 'beneficiary' and t.age_group = 'child')::integer as children,
      count(*) filter (where t.part = 'beneficiary' and t.age_group not in ('elder', 'child'))::integer as others, count(*) filter (where t.part = 'volunteer')::integer as volunteers
    from attendance t where t.city = s.city and t.session_id = s.id and t.presence = 'present') came
  where s.id = ${id}`);

export const findNeed = (tx: Tx, id: string): Promise<NeedFacts | null> => tx.maybe(sql`
  select item, category, urgency, status, heard_on as "heardOn", verified_on as "verifiedOn", closed_on as "closedOn", close_code as "closeCode" from need where id = ${id}`);

export const findNeedOfReferral = (tx: Tx, referralId: string): Promise<{ needId: string } | null> => tx.maybe(sql`select need_id as "needId" from referral where id = ${referralId}`);

const dayOf = (moment: string) => `(r.${moment} at time zone 'Asia/Shanghai')::date`;
const DAYS = [['offered_at', 'offeredOn'], ['answered_at', 'answeredOn'], ['confirmed_at', 'confirmedOn'], ['closed_at', 'closedOn']] as const;

/** The referrals of a need, first to last: to which organisation, and how far each came. */
export const listReferralsOf = (tx: Tx, needId: string): Promise<ReferralFacts[]> => tx.many(sql`
  select r.id, r.status, r.units, case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization, j.kind as "resourceKind",
    ${join(DAYS.map(([column, name]) => raw(`${dayOf(column)} as "${name}"`)))}, r.delivered_on as "deliveredOn", r.helped
  from referral r left join organization o on o.city = r.city and o.id = r.organization_id left join resource j on j.city = r.city and j.id = r.resource_id
  where r.need_id = ${needId} order by r.offered_at, r.id`);

export const findParticipation = (tx: Tx, division: string, { from, to }: { from: string; to: string }): Promise<RecordCard['community']> => tx.maybe(sql`
  select max(station_name) as "stationName", min(since_on) as "sinceOn", case when count(*) = count(until_on) then max(until_on) end as "untilOn" from participation
  where division_code = ${division} and since_on <= ${to} and (until_on is null or until_on >= ${from}) group by division_code`);
