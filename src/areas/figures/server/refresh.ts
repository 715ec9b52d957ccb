import { systemActor } from '../../../platform/server/call.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Job } from '../../../platform/server/jobs.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { RELATIONS } from './relations.ts';

/**
 * Adds up anew the days that have changed, for the place and every place above it, and removes their marks.
 * One statement, so that marks and records are of one moment; a change committed meanwhile keeps its own mark.
 * Returns how many days of divisions were added up.
 */
export async function refreshFigures(tx: Tx): Promise<number> {
  // The lock comes in a statement before, so that the next one sees all that an earlier refresh has done.
  await tx.run(sql`insert into figure_refresh (refreshed_at) values (now()) on conflict (city) do update set refreshed_at = excluded.refreshed_at`);
  const all = { code: sql`current_setting('app.city')`, from: sql`stale.day`, to: sql`stale.day` };
  return tx.run(sql`
    with taken as (delete from figure_stale where city = current_setting('app.city') returning division_code, held_on),
    due as (
      select distinct left(taken.division_code, level.digits) as division_code, taken.held_on as on_day
      from taken cross join (values (4), (6), (9), (12)) level(digits) where length(taken.division_code) >= level.digits),
    counted as (
      select one.division_code, one.on_day, count(*) as people_benefiting,
        count(*) filter (where one.detail = 'elder') as services_to_elders, count(*) filter (where one.detail = 'child') as services_to_children, 0 as sessions_held, 0 as cultural_activities
      from (select distinct on_day as day from due) stale cross join lateral (${RELATIONS.F8(all)}) one group by one.division_code, one.on_day
      union all
      select one.division_code, one.on_day, 0, 0, 0, count(*), count(*) filter (where one.detail = 'culture')
      from (select distinct on_day as day from due) stale cross join lateral (${RELATIONS.sessionsHeld(all)}) one group by one.division_code, one.on_day),
    rolled as (
      select left(counted.division_code, level.digits) as division_code, counted.on_day, sum(people_benefiting) as people_benefiting,
        sum(services_to_elders) as services_to_elders, sum(services_to_children) as services_to_children, sum(sessions_held) as sessions_held, sum(cultural_activities) as cultural_activities
      from counted cross join (values (4), (6), (9), (12)) level(digits) where length(counted.division_code) >= level.digits
      group by 1, 2)
    insert into figure_day (division_code, on_day, people_benefiting, services_to_elders, services_to_children, sessions_held, cultural_activities)
    select due.division_code, due.on_day, coalesce(people_benefiting, 0), coalesce(services_to_elders, 0), coalesce(services_to_children, 0), coalesce(sessions_held, 0), coalesce(cultural_activities, 0)
    from due left join rolled using (division_code, on_day)
    on conflict (city, division_code, on_day) do update set people_benefiting = excluded.people_benefiting, services_to_elders = excluded.services_to_elders,
      services_to_children = excluded.services_to_children, sessions_held = excluded.sessions_held, cultural_activities = excluded.cultural_activities`);
}

export const jobs: Job[] = [
  {
    // Figures are exact without it; it keeps them fast.
    name: 'figures.refresh', every: '* * * * *', mayTake: 300,
    run: async (platform) => { await platform.database.transaction(scopeOf(systemActor(platform.city)), refreshFigures); },
  },
];
