import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { systemActor } from '../../../platform/server/call.ts';
import type { Database } from '../../../platform/server/database.ts';
import type { Job } from '../../../platform/server/jobs.ts';
import { join, raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { appearances, RELATIONS, type Window } from './relations.ts';

/** Adds up anew whatever has changed, month by month, each in a transaction of its own. Returns how many months. */
export async function refreshFigures(database: Database, city: string): Promise<number> {
  const scope = scopeOf(systemActor(city));
  let months = 0;
  while (await database.transaction(scope, refreshNewestMonth)) months++;
  return months;
}

/** Adds up the newest month that has stale days; false if there was none. */
async function refreshNewestMonth(tx: Tx): Promise<boolean> {
  // Refreshes follow one another: the lock comes in a statement before, so that the next ones see all that an earlier refresh has done.
  tx.send(sql`insert into figure_refresh (refreshed_at) values (now()) on conflict (city) do update set refreshed_at = excluded.refreshed_at`);
  // People who turned out to be another: the days at which they were present are stale.
  tx.send(sql`
    with taken as (delete from figure_stale_person where city = current_setting('app.city') returning person_id)
    insert into figure_stale (division_code, held_on)
    select distinct a.division_code, a.held_on from attendance a where a.person_id in (select person_id from taken) on conflict do nothing`);
  const newest = await tx.maybe<{ first: LocalDate; next: LocalDate }>(sql`
    select date_trunc('month', max(held_on))::date as first, (date_trunc('month', max(held_on)) + interval '1 month')::date as next from figure_stale having count(*) > 0`);
  if (newest) await tx.run(addUp(newest.first, addDays(newest.next, -1)));
  return newest !== null;
}

const LEVELS = sql`(values (4), (6), (9), (12)) level(digits)`;
/** Rows of places, once more for every place above each. */
const rolledUp = (rows: Sql, columns: Sql): Sql => sql`select left(row.division_code, level.digits) as division_code, ${columns} from (${rows}) row cross join ${LEVELS} where length(row.division_code) >= level.digits`;

/**
 * Takes the marks of a month and adds up its stale days, and its persons, for the places marked and all above them. One statement, so that
 * marks and records are of one moment; a change committed meanwhile keeps its own mark.
 */
function addUp(first: LocalDate, last: LocalDate): Sql {
  const month: Window = { code: sql`current_setting('app.city')`, from: sql`${first}::date`, to: sql`${last}::date` };
  const counts = ['people_benefiting', 'services_to_elders', 'services_to_children', 'sessions_held', 'cultural_activities'].map((name) => raw(name));
  const persons = ['persons_reached', 'volunteers_taking_part'].map((name) => raw(name));
  const orZero = (columns: Sql[]) => join(columns.map((column) => sql`coalesce(${column}, 0)`));
  const replaced = (columns: Sql[]) => join(columns.map((column) => sql`${column} = excluded.${column}`));
  return sql`
    with taken as (delete from figure_stale where city = current_setting('app.city') and held_on between ${first} and ${last} returning division_code, held_on),
    due as (select distinct * from (${rolledUp(sql`select division_code, held_on from taken`, sql`row.held_on as on_day`)}) place),
    counted as (
      select division_code, on_day, 1 as people_benefiting, (detail = 'elder')::integer as services_to_elders, (detail = 'child')::integer as services_to_children, 0 as sessions_held, 0 as cultural_activities
        from (${RELATIONS.F8(month)}) times
      union all
      select division_code, on_day, 0, 0, 0, 1, (detail = 'culture')::integer from (${RELATIONS.sessionsHeld(month)}) sessions),
    ofplace as (select division_code, on_day, ${join(counts.map((count) => sql`sum(${count}) as ${count}`))} from counted where on_day in (select on_day from due) group by division_code, on_day),
    ofday as (select division_code, on_day, ${join(counts.map((count) => sql`sum(${count}) as ${count}`))} from (${rolledUp(sql`select * from ofplace`, sql`row.on_day, ${join(counts.map((count) => sql`row.${count}`))}`)}) place group by division_code, on_day),
    days as (
      insert into figure_day (division_code, on_day, ${join(counts)})
      select division_code, on_day, ${orZero(counts)} from due left join ofday using (division_code, on_day)
      on conflict (city, division_code, on_day) do update set ${replaced(counts)}),
    present as (
      select division_code, person_id, true as was_served from (${appearances(month, 'beneficiary')}) served
      union all select division_code, person_id, false from (${appearances(month, 'volunteer')}) serving),
    ofmonth as (
      select division_code, count(distinct person_id) filter (where was_served) as persons_reached, count(distinct person_id) filter (where not was_served) as volunteers_taking_part
      from (${rolledUp(sql`select distinct * from present`, sql`row.person_id, row.was_served`)}) place group by division_code)
    insert into figure_month (division_code, month, ${join(persons)})
    select division_code, ${first}::date, ${orZero(persons)} from (select distinct division_code from due) place left join ofmonth using (division_code)
    on conflict (city, division_code, month) do update set ${replaced(persons)}`;
}

export const jobs: Job[] = [
  {
    // Figures are exact without it; it keeps them fast.
    name: 'figures.refresh', every: '* * * * *', mayTake: 600,
    run: async (platform) => { await refreshFigures(platform.database, platform.city); },
  },
];
