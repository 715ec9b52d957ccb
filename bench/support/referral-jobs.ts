import type pg from 'pg';
import { DAYS_TO_ESCALATE } from '../../src/areas/duties/core/duty.ts';
import { dutyJobs } from '../../src/areas/duties/server/jobs.ts';
import { jobs as referralJobs } from '../../src/areas/referrals/server/jobs.ts';
import { listLooseEnds } from '../../src/areas/referrals/server/loose-ends.ts';
import type { Chance } from '../../src/apps/demonstration/chance.ts';
import { workingDaysBetween } from '../../src/kernel/working-days.ts';
import { addDays } from '../../src/kernel/local-date.ts';
import { scopeOf } from '../../src/platform/server/actor.ts';
import { systemActor } from '../../src/platform/server/call.ts';
import type { Job } from '../../src/platform/server/jobs.ts';
import type { Platform } from '../../src/platform/server/perform.ts';

/** The jobs on which it rests that nothing is closed by silence, as the product runs them. */
export const JOBS: Job[] = [...referralJobs, ...dutyJobs];

class Killed extends Error {}

/** A platform whose transactions end in the middle, by chance: after all their statements, before the commit; or with their connection cut by the server, as when the process dies. */
function dying({ database, ...platform }: Platform, chance: Chance, how: 'aborted' | 'cut', owner: pg.Client): Platform {
  return {
    ...platform, database: {
      ...database, options: database.options,
      transaction: (scope, work, options) => database.transaction(scope, async (tx, switchTo) => {
        const dies = chance.happens(0.6);
        if (dies && how === 'cut') {
          const { rows: [backend] } = await tx.text('select pg_backend_pid() as pid', []);
          await work(tx, switchTo);
          await owner.query('select pg_terminate_backend($1)', [(backend as { pid: number }).pid]);
        }
        const value = await work(tx, switchTo);
        if (dies) throw new Killed('killed');
        return value;
      }, options),
    },
  };
}

/** A day of the jobs: run, killed and run again, delivered twice at once, or not at all. Counts what was done to them. */
export async function runJobs(platform: Platform, chance: Chance, owner: pg.Client, counts: Record<string, number>): Promise<void> {
  const count = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
  for (const job of JOBS) {
    const how = chance.weighted([['run', 40], ['aborted', 25], ['cut', 5], ['twice', 15], ['left', 15]] as const);
    count(how);
    if (how === 'left') continue;
    if (how === 'twice') { await Promise.all([job.run(platform, {}), job.run(platform, {})]); continue; }
    if (how === 'aborted' || how === 'cut') await job.run(dying(platform, chance, how, owner), {}).catch((error: unknown) => { if (how === 'aborted' && !(error instanceof Killed)) throw error; });
    // what was killed is tried again, or comes again with its next hour: or not before tomorrow
    if (how === 'run' || chance.happens(0.6)) await job.run(platform, {});
  }
}

/** The last day's jobs, unhindered, until none has anything left to do. */
export async function finishJobs(platform: Platform): Promise<void> {
  for (let round = 0; round < 3; round++) for (const job of JOBS) await job.run(platform, {});
}

export type Verdict = { referrals: number; ended: number; live: number; looseEnds: number; madeTwice: number; reviewsMissing: number; overdue: number; notRisen: number; nobodys: number; roseTwice: number; duties: number };

/** What stands at the end, counted by plain SQL as the owner, beside the product's own check. */
export async function judge(platform: Platform, owner: pg.Client, today: string): Promise<Verdict> {
  const loose = await platform.database.transaction(scopeOf(systemActor('1506')), (tx) => listLooseEnds(tx), { readOnly: true });
  // risen: late for so many working days before today; those that fell late within that time may still be with their owner
  let since = today;
  while (workingDaysBetween(since, today) < DAYS_TO_ESCALATE) since = addDays(since, -1);
  const { rows: [verdict] } = await owner.query<Omit<Verdict, 'looseEnds'>>(`
    with live as (select id from referral where status in ('offered', 'accepted', 'scheduled', 'delivered')),
    came as (select n.id, count(*) filter (where r.status = 'declined')::int as declined, count(*) filter (where r.status = 'confirmed' and not r.helped)::int as not_helped
      from need n join referral r on r.need_id = n.id where n.closed_on is null and n.status <> 'merged' group by n.id),
    rounds as (select id, 'declined ' || (declined - declined % 3) as round from came where declined >= 3 union all select id, 'notHelped ' || not_helped from came where not_helped >= 2),
    late as (select * from duty where status = 'open' and subject_kind in ('referral', 'need') and kind <> 'verifyNeed' and due_on < $1::date)
    select (select count(*) from referral)::int as referrals, (select count(*) from referral where id not in (select id from live))::int as ended, (select count(*) from live)::int as live,
      (select count(*) from (select subject_id from duty where subject_kind = 'referral' and status = 'open' group by 1 having count(*) > 1) t)::int
        + (select count(*) from (select 1 from duty group by kind, subject_id, window_key having count(*) > 1) t)::int as "madeTwice",
      (select count(*) from rounds r where not exists (select 1 from duty u where u.subject_id = r.id and u.kind = 'reviewReturns' and u.window_key = r.round and u.status <> 'withdrawn'))::int as "reviewsMissing",
      (select count(*) from late)::int as overdue,
      (select count(*) from late where due_on <= $2::date and escalated_level = 0)::int as "notRisen",
      (select count(*) from duty u where u.status = 'open' and u.subject_kind in ('referral', 'need') and not exists (
        select 1 from access_grant g join account a on a.id = g.account_id and a.disabled_at is null where g.account_id = u.owner_account_id))::int as nobodys,
      (select count(*) from (select u.id from duty u left join history h on h.kind = 'duty' and h.subject_id = u.id and h.action = 'escalated' group by u.id, u.escalated_level having count(h.id) <> u.escalated_level) t)::int as "roseTwice",
      (select count(*) from duty)::int as duties`, [today, since]);
  return { ...verdict!, looseEnds: loose.length };
}
