import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chanceOf } from '../src/apps/demonstration/chance.ts';
import { makePlatform } from '../src/apps/platform.ts';
import { scopeOf } from '../src/platform/server/actor.ts';
import { systemActor } from '../src/platform/server/call.ts';
import { enqueue, startWorker } from '../src/platform/server/jobs.ts';
import { makeVault } from '../src/platform/server/vault.ts';
import { finishJobs, JOBS, judge, runJobs } from './support/referral-jobs.ts';
import { makeYear, type Clock } from './support/referral-year.ts';
import { makeScratch, type Measured, type Scratch } from './support/scratch.ts';

const REFERRALS = Number(process.env['REFERRALS'] ?? 100_000);
// on so many days the jobs go through the queue to a worker of its own, which is killed while it is at them
const KILLED_EVERY = 12;
const LONGEST_WAIT_MS = 400;

/** The worker process: the product's own worker on the bench's database, at the year's moment. */
async function work(): Promise<void> {
  const { connection, now } = JSON.parse(process.env['BENCH_WORK']!) as { connection: { host: string; port: number; database: string }; now: string };
  const platform = makePlatform({ connection, vault: makeVault(Buffer.alloc(32, 9)), city: '1506', demonstration: false, now: () => new Date(now) });
  await startWorker(platform, JOBS.map(({ every: _, ...job }) => job), { error() {} });
  process.send!('at work');
}
if (process.argv[2] === '--work') await work();

/** Each job waits in the queue twice; a worker process takes them, and is killed (SIGKILL) at a moment of chance. What it left stays half done until the day's own jobs come. */
async function killWorker({ platform }: Scratch, clock: Clock, waitMs: number): Promise<void> {
  await platform.database.transaction(scopeOf(systemActor('1506')), async (tx) => { for (const { name } of [...JOBS, ...JOBS]) await enqueue(tx, name, {}); });
  const { host, port, database } = platform.database.options;
  const child = fork(fileURLToPath(import.meta.url), ['--work'], { env: { ...process.env, BENCH_WORK: JSON.stringify({ connection: { host, port, database }, now: clock.at.toISOString() }) } });
  await new Promise<void>((resolve, reject) => { child.once('message', () => resolve()); child.once('exit', () => reject(new Error('the worker did not start'))); });
  // it takes its first jobs within a second of starting
  await new Promise((resolve) => { setTimeout(resolve, 900 + waitMs); });
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => { child.once('exit', resolve); });
  child.kill('SIGKILL');
  await gone;
}

/** A simulated year of referrals, its jobs killed at random. Wanted: none without an open duty or an end, each duty made once, what is overdue with a named person. */
export async function run(): Promise<Measured[]> {
  const clock: Clock = { at: new Date('2025-01-01T09:00:00+08:00') };
  const scratch = await makeScratch(() => clock.at);
  try {
    const began = Date.now();
    const chance = chanceOf(11);
    const killed: Record<string, number> = { 'worker killed': 0 };
    let inJobs = 0;
    const year = await makeYear(scratch.platform, clock, REFERRALS, 5);
    for (let day = 0; await year.day(); day++) {
      const from = Date.now();
      if (day % KILLED_EVERY === 7) { await killWorker(scratch, clock, chance.whole(0, LONGEST_WAIT_MS)); killed['worker killed']! += 1; }
      await runJobs(scratch.platform, chance, scratch.owner, killed);
      inJobs += Date.now() - from;
      if (day % 30 === 29) console.log(`${year.today}: ${year.counts['offered']} offered, ${Math.round((Date.now() - began) / 1000)} s`);
    }
    const last = Date.now();
    await finishJobs(scratch.platform);
    const finishing = Date.now() - last;
    const { rows: [queue] } = await scratch.owner.query<{ done: number; left: number }>(`select count(*) filter (where state = 'completed')::int as done, count(*) filter (where state = 'active')::int as left from pgboss.job where name = any($1)`, [JOBS.map(({ name }) => name)]);
    const asked = Date.now();
    const verdict = await judge(scratch.platform, scratch.owner, year.today);
    const judging = Date.now() - asked;
    const told = (counts: Record<string, number>) => Object.entries(counts).map(([what, count]) => `${what} ${count}`).join(', ');
    console.log(told(year.counts));
    const none = (what: string, count: number): Measured => ({ what, measured: String(count), wanted: '0', isMet: count === 0 });
    return [
      { what: 'referrals of a simulated year: ended, still under way', measured: `${verdict.referrals}: ${verdict.ended}, ${verdict.live}`, wanted: String(REFERRALS), isMet: verdict.referrals === REFERRALS },
      none('referrals or needs without an open duty or an end', verdict.looseEnds),
      none(`of ${verdict.duties} duties, made twice`, verdict.madeTwice),
      none('needs that came back too often, and no lead was named', verdict.reviewsMissing),
      none(`of ${verdict.overdue} overdue, three working days late and not risen`, verdict.notRisen),
      none('open duties of nobody who is there', verdict.nobodys),
      none('rises told more or less than once', verdict.roseTwice),
      { what: 'what was done to the jobs', measured: told(killed), isMet: null },
      { what: 'of the queue’s own runs: finished, cut off by the kill', measured: `${queue!.done}, ${queue!.left}`, isMet: null },
      { what: 'the whole year; of it the jobs; their last full round; the check', measured: `${Math.round((Date.now() - began) / 1000)} s; ${Math.round(inJobs / 1000)} s; ${(finishing / 3000).toFixed(1)} s; ${(judging / 1000).toFixed(1)} s`, isMet: null },
    ];
  } finally {
    await scratch.close();
  }
}
