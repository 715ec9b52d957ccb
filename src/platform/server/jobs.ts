import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { ConnectionOptions } from './database.ts';
import type { Platform } from './perform.ts';
import type { Tx } from './tx.ts';

const SCHEMA = 'pgboss';
const TIMED = '__pgboss__send-it';

/** A job of an area: done off the request path, at least once, so it must bear being done twice. */
export type Job = {
  /** `area.what`, for instance `matching.run`. */
  name: string;
  /** Minutes, hours … as cron, Ordos time; absent for jobs that only operations enqueue. */
  every?: string;
  /** The kinds of notices that it takes (`takeNotices`): only of kinds that some job takes are rows kept. */
  takes?: readonly string[];
  /** Seconds until a run counts as lost and is tried again. */
  mayTake?: number;
  run(platform: Platform, data: Record<string, unknown>): Promise<void>;
};

/** Makes the job tables and one queue a job, as the owner; workers then need no right to change tables. */
export async function installJobs(owner: pg.Client, jobs: Job[]): Promise<void> {
  const { rows } = await owner.query(`select 1 from information_schema.schemata where schema_name = '${SCHEMA}'`);
  if (rows.length === 0) await owner.query(PgBoss.getConstructionPlans(SCHEMA));
  const boss = makeBoss({ db: { executeSql: (text, values) => owner.query(text, values) } });
  const known = new Set((await owner.query<{ name: string }>(`select name from ${SCHEMA}.queue`)).rows.map(({ name }) => name));
  for (const job of jobs) {
    if (!known.has(job.name)) await boss.createQueue(job.name, { name: job.name, policy: 'standard', retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: job.mayTake ?? 900 });
  }
  // pg-boss's own queue, through which `every` goes; the workers' role may not make it, and without it no job would ever fall due.
  if (!known.has(TIMED)) await boss.createQueue(TIMED);
  await owner.query(`grant usage on schema ${SCHEMA} to sanshe_app, sanshe_party`);
  await owner.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to sanshe_app`);
  await owner.query(`grant select on ${SCHEMA}.queue to sanshe_party`);
  await owner.query(`grant insert, select on ${SCHEMA}.job to sanshe_party`);
}

function makeBoss(options: Partial<PgBoss.ConstructorOptions>): PgBoss {
  return new PgBoss({ schema: SCHEMA, migrate: false, ...options } as PgBoss.ConstructorOptions);
}

let sender: PgBoss | undefined;

/** Enqueues a job in the transaction of the data: both are there after the commit, or neither. `once`: at most one waiting under this key. */
export async function enqueue(tx: Tx, name: string, data: Record<string, unknown>, once?: string): Promise<void> {
  sender ??= makeBoss({ db: { executeSql: () => Promise.reject(new Error('jobs are enqueued in a transaction')) } });
  await sender.send(name, data, {
    ...(once ? { singletonKey: once } : {}),
    db: { executeSql: (text: string, values: unknown[]) => tx.text(text, values) },
  } as PgBoss.SendOptions);
}

/** Works through the queues until stopped. */
export async function startWorker(platform: Platform, jobs: Job[], log: { error(details: object, message: string): void }): Promise<{ stop(): Promise<void> }> {
  const { host, port, user, password, database, ssl } = platform.database.options as ConnectionOptions;
  const boss = makeBoss({ host, port, user, password, database, ssl, max: 4, application_name: 'sanshe jobs', archiveCompletedAfterSeconds: 86_400 });
  boss.on('error', (error) => log.error({ err: error }, 'jobs'));
  await boss.start();
  for (const job of jobs) {
    await boss.work(job.name, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([taken]) => {
      if (!taken) return;
      try {
        await job.run(platform, (taken.data ?? {}) as Record<string, unknown>);
      } catch (error) {
        log.error({ err: error, job: job.name, id: taken.id }, 'a job failed and will be tried again');
        throw error;
      }
    });
    if (job.every) await boss.schedule(job.name, job.every, {}, { tz: 'Asia/Shanghai' });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5000, wait: true }) };
}
