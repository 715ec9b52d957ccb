import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { FigureCode } from '../core/figures.ts';

/** A place and a period as SQL: values, or columns of a query around it. Days are inclusive. */
export type Window = { code: Sql; from: Sql; to: Sql };

/**
 * The records of a figure, as one relation `(id, on_day, division_code, subject_id, person_id, detail)`, one row a record.
 * Whatever counts or lists or sums it up goes through here, so a value cannot differ from its list.
 */
export type Relation = (window: Window) => Sql;

const within = (column: Sql, { code }: Window): Sql => sql`${column} >= ${code} and ${column} < ${code} || ':'`;
const C = sql`a.division_code`;
// Written into the text, not handed over as values: the index of volunteers alone serves only a part known to the planner.
const BENEFICIARY = sql`'beneficiary'`;
const VOLUNTEER = sql`'volunteer'`;

/**
 * Presence at sessions that were held. A row that disagrees with its session on day or place belongs to neither day and does not count:
 * that way a change of either row touches only days that the triggers on both mark (db/migrations/0013_figures.sql).
 * That comparison stands in a `case` so that no join is made along it: the planner takes day, place and id for independent, expects
 * one row, and merges a day's sessions with a day's attendances by day alone, which took 40 times as long.
 */
const attended = (window: Window, part: Sql): Sql => sql`
  from attendance a join activity_session s
    on s.city = a.city and s.id = a.session_id and s.status = 'held'
    and case when s.held_on = a.held_on then s.division_code = a.division_code end
  where ${within(C, window)} and a.held_on between ${window.from} and ${window.to} and a.presence = 'present' and a.part = ${part}
    and ${within(sql`s.division_code`, window)} and s.held_on between ${window.from} and ${window.to}`;

const attendances = (ageGroup?: Sql): Relation => (window) => sql`
  select a.id::text as id, a.held_on as on_day, a.division_code, a.session_id as subject_id, a.person_id, a.age_group as detail
  ${attended(window, BENEFICIARY)}${ageGroup ? sql` and a.age_group = ${ageGroup}` : sql``}`;

const held = (kind?: Sql): Relation => (window) => sql`
  select a.id::text as id, a.held_on as on_day, a.division_code, a.id as subject_id, null::uuid as person_id, a.kind as detail
  from activity_session a
  where ${within(C, window)} and a.held_on between ${window.from} and ${window.to} and a.status = 'held'${kind ? sql` and a.kind = ${kind}` : sql``}`;

/** Heads that signed nothing: each is a record, so that the number and the list agree. */
const heads: Relation = (window) => sql`
  select a.id || '#' || head.n as id, a.held_on as on_day, a.division_code, a.id as subject_id, null::uuid as person_id, 'unregistered' as detail
  from activity_session a cross join generate_series(1, a.unregistered_persons) as head(n)
  where ${within(C, window)} and a.held_on between ${window.from} and ${window.to} and a.status = 'held' and a.unregistered_persons > 0`;

/** Each presence of a person, after merging. */
export const appearances = (window: Window, part: 'beneficiary' | 'volunteer'): Sql => sql`
  select coalesce(m.merged_into, seen.person_id) as person_id, seen.held_on, seen.division_code
  from (select a.city, a.person_id, a.held_on, a.division_code ${attended(window, part === 'volunteer' ? VOLUNTEER : BENEFICIARY)}) seen
  left join person m on m.city = seen.city and m.id = seen.person_id and m.merged_into is not null`;

/** The sessions at which one person, after merging, was present; newest first. */
export const sessionsOf = (window: Window, part: 'beneficiary' | 'volunteer', personId: string): Sql => sql`
  select a.id::text as id, a.held_on as on_day, a.division_code, a.session_id as subject_id, null::uuid as person_id, s.kind as detail
  ${attended(window, part === 'volunteer' ? VOLUNTEER : BENEFICIARY)}
    and (a.person_id = ${personId} or a.person_id in (select m.id from person m where m.city = a.city and m.merged_into = ${personId}))`;

/** Distinct people, placed and dated by their last session in the period. */
const persons = (part: 'beneficiary' | 'volunteer'): Relation => (window) => sql`
  select md5(one.person_id::text) as id, max(one.held_on) as on_day, substr(max(one.held_on::text || one.division_code), 11) as division_code,
    null::uuid as subject_id, one.person_id, count(*)::text as detail
  from (${appearances(window, part)}) one group by one.person_id`;

// Merged into another, or recorded by mistake: not a need of its own.
const HEARD = sql`a.status <> 'merged' and a.close_code is distinct from 'mistake'`;
const needs = (day: Sql, condition: Sql): Relation => (window) => sql`
  select a.id::text as id, ${day} as on_day, a.division_code, a.id as subject_id, a.person_id, a.item as detail
  from need a where ${within(C, window)} and ${condition}`;

/** The day by China's clock; the bounds are moments, so that an index on the moment would serve. */
const referrals: Relation = (window) => sql`
  select a.id::text as id, (a.confirmed_at at time zone 'Asia/Shanghai')::date as on_day, a.division_code, a.id as subject_id, a.person_id, a.item as detail
  from referral a
  where ${within(C, window)} and a.status = 'confirmed' and a.confirmed_at >= (${window.from})::timestamp at time zone 'Asia/Shanghai'
    and a.confirmed_at < (${window.to} + 1)::timestamp at time zone 'Asia/Shanghai'`;

const REGISTERED = sql`a.kind in ('socialAssociation', 'socialServiceOrg', 'foundation')`;
const organizations = (condition: Relation): Relation => (window) => sql`
  select a.id::text as id, coalesce(a.registered_on, date '0001-01-01') as on_day, a.division_code, a.id as subject_id, null::uuid as person_id, a.kind as detail
  from organization a
  where ${within(C, window)} and a.status = 'active' and (a.registered_on is null or a.registered_on <= ${window.to}) and ${condition(window)}`;

const isGraded3A: Relation = ({ to }) => sql`coalesce((select g.grade >= 3 from organization_grade g
  where g.city = a.city and g.organization_id = a.id and (g.granted_on is null or g.granted_on <= ${to}) and g.valid_until >= ${to}
  order by g.granted_on desc nulls last, g.valid_until desc limit 1), false)`;

const communities: Relation = (window) => sql`
  select a.division_code as id, min(a.since_on) as on_day, a.division_code, null::uuid as subject_id, null::uuid as person_id, max(a.station_name) as detail
  from participation a
  where ${within(C, window)} and a.since_on <= ${window.to} and (a.until_on is null or a.until_on >= ${window.from})
  group by a.division_code`;

const between = (column: Sql): ((window: Window) => Sql) => ({ from, to }) => sql`${column} between ${from} and ${to}`;
const needsWhere = (day: Sql, condition: (window: Window) => Sql): Relation => (window) => needs(day, condition(window))(window);
const both = (...relations: Relation[]): Relation => (window) => join(relations.map((relation) => relation(window)), ' union all ');

export const RELATIONS: Record<FigureCode, Relation> = {
  F1: communities,
  F4: attendances(sql`'elder'`),
  F5: attendances(sql`'child'`),
  F6: held(sql`'culture'`),
  F7: persons('volunteer'),
  F8: both(attendances(), heads),
  personsReached: persons('beneficiary'),
  sessionsHeld: held(),
  needsHeard: needsWhere(sql`a.heard_on`, (window) => sql`${between(sql`a.heard_on`)(window)} and ${HEARD}`),
  needsMet: needsWhere(sql`a.closed_on`, (window) => sql`${between(sql`a.closed_on`)(window)} and a.status = 'met'`),
  needsOpen: needsWhere(sql`a.heard_on`, ({ to }) => sql`a.heard_on <= ${to} and ${HEARD} and (a.closed_on is null or a.closed_on > ${to})`),
  referralsConfirmed: referrals,
  F16: organizations(() => REGISTERED),
  F17: organizations(() => sql`${REGISTERED} and a.is_social_work_agency`),
  F18: organizations(() => sql`a.kind = 'communitySocialOrg'`),
  F19: organizations((window) => sql`${REGISTERED} and ${isGraded3A(window)}`),
};

/** Figures that figure_day adds up beforehand, and those of which figure_month keeps whole months; the column of each. */
export const DAILY: Partial<Record<FigureCode, Sql>> = {
  F4: sql`services_to_elders`, F5: sql`services_to_children`, F6: sql`cultural_activities`, F8: sql`people_benefiting`, sessionsHeld: sql`sessions_held`,
};
export const MONTHLY: Partial<Record<FigureCode, Sql>> = { F7: sql`volunteers_taking_part`, personsReached: sql`persons_reached` };

export const countOf = (relation: Relation, window: Window): Sql => sql`(select count(*) from (${relation(window)}) counted)`;

/** The value of a figure as one scalar: what was added up beforehand where that holds, and the count of the records elsewhere. */
export function valueOf(code: FigureCode, window: Window): Sql {
  const [daily, monthly] = [DAILY[code], MONTHLY[code]];
  if (daily) return sumOfDays(RELATIONS[code], daily, window);
  const counted = countOf(RELATIONS[code], window);
  return monthly ? sql`coalesce(${keptMonth(monthly, window)}, ${counted})` : counted;
}

const STALE_DAYS = (window: Window): Sql => sql`from figure_stale a where ${within(C, window)} and a.held_on between ${window.from} and ${window.to}`;

/**
 * The sum of the days, but for stale stretches the count of the records. A stretch is the stale days of one month and what lies
 * between them: one count a month stays quick when everything is stale (after an import) as when a single day is.
 */
function sumOfDays(relation: Relation, column: Sql, window: Window): Sql {
  const stale = sql`select min(a.held_on) as first, max(a.held_on) as last ${STALE_DAYS(window)} group by date_trunc('month', a.held_on)`;
  return sql`(
    (select coalesce(sum(d.${column}), 0) from figure_day d left join (${stale}) stale on d.on_day between stale.first and stale.last
      where d.division_code = ${window.code} and d.on_day between ${window.from} and ${window.to} and stale.first is null)
    + (select coalesce(sum(counted.n), 0) from (${stale}) stale
      cross join lateral (select count(*) as n from (${relation({ code: window.code, from: sql`stale.first`, to: sql`stale.last` })}) one) counted))`;
}

/** The kept number of a whole calendar month of which nothing is stale; null for any other period. */
function keptMonth(column: Sql, window: Window): Sql {
  return sql`(select k.${column} from figure_month k
    where k.division_code = ${window.code} and k.month = ${window.from} and ${window.to} = (k.month + interval '1 month - 1 day')::date
      and not exists (select ${STALE_DAYS(window)}) and not exists (select from figure_stale_person))`;
}
