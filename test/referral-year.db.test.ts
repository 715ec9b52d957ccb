import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge, finishJobs, runJobs } from '../bench/support/referral-jobs.ts';
import { makeYear, type Clock } from '../bench/support/referral-year.ts';
import { chanceOf } from '../src/apps/demonstration/chance.ts';
import { makeTestDatabase, type TestDatabase } from './support/database.ts';

// The same year as `npm run bench -- referrals`, fifty times smaller.
const REFERRALS = 2000;
let db: TestDatabase;
const clock: Clock = { at: new Date('2025-01-02T09:00:00+08:00') };
beforeAll(async () => { db = await makeTestDatabase(() => clock.at); });
afterAll(() => db.close());

test('a year of referrals, jobs killed at random: each has an open duty or an end, each duty was made once, and what is overdue has risen to somebody who is there', async () => {
  const chance = chanceOf(11);
  const killed: Record<string, number> = {};
  const year = await makeYear(db.platform, clock, REFERRALS, 5);
  while (await year.day()) await runJobs(db.platform, chance, db.owner, killed);
  await finishJobs(db.platform);
  const verdict = await judge(db.platform, db.owner, year.today);
  console.log({ ...year.counts, ...killed }, verdict);
  expect(verdict).toMatchObject({ referrals: REFERRALS, looseEnds: 0, madeTwice: 0, reviewsMissing: 0, notRisen: 0, nobodys: 0, roseTwice: 0 });
  // the year had all of it in it: otherwise nothing was shown
  expect(verdict.overdue).toBeGreaterThan(200);
  for (const what of ['accept', 'decline', 'refuse', 'withdraw', 'agreed', 'moved', 'fail', 'delivered', 'helped', 'notHelped', 'closed', 'opened again', 'forgotten']) expect([what, year.counts[what] ?? 0]).toEqual([what, expect.toSatisfy((amount: number) => amount > 0)]);
  for (const how of ['run', 'aborted', 'cut', 'twice', 'left']) expect(killed[how]).toBeGreaterThan(10);
}, 600_000);
