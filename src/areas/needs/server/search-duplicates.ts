import { commonDivision } from '../../../kernel/division.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findAlikeOf, listChangedAfter, type Change } from '../../people/server/operations.ts';
import { listFoundDifferent } from './duplicate-queries.ts';
import { askDuplicates, type AskDuplicate } from './duplicates.ts';

// a hundred comparisons take about a second; so much is done again after a crash
const BATCH = 100;
// a run ends before the next is due
const RUNS_FOR_MS = 9 * 60_000;
// what a transaction that is under way still writes bears the time at which it began: nothing younger is passed
const SETTLED_MS = 60 * 60_000;
// a street: above it no station sees both, so that there would be nobody to answer
const SHORTEST_ANSWERED = 9;

/** How far the search has come, held until the end of the transaction; null while another is at it. */
async function takePlace(tx: Tx): Promise<Change | null> {
  await tx.run(sql`insert into alike_search (city) values (current_setting('app.city')) on conflict do nothing`);
  return tx.maybe<Change>(sql`select reached_id as id, reached_at::text as at from alike_search where city = current_setting('app.city') for update skip locked`);
}

async function askAbout(tx: Tx, call: Call, personIds: string[]): Promise<void> {
  const pairs = (await findAlikeOf(tx, call, personIds)).map(({ personId, fullName, divisionCode, candidate }) => ({
    firstId: personId, secondId: candidate.personId, title: fullName, divisionCode: commonDivision([divisionCode, candidate.divisionCode]), evidence: candidate.comparison.evidence.map(({ fact, level }) => `${fact}.${level}`),
  })).filter(({ divisionCode }) => divisionCode.length >= SHORTEST_ANSWERED);
  const different = await listFoundDifferent(tx, pairs);
  await askDuplicates(tx, call, pairs.filter((_, index) => !different.has(index)).map(({ evidence, ...pair }): AskDuplicate => ({ ...pair, kind: 'person', why: { rule: 'nightly', evidence } })));
}

/** One batch, whole or not at all: what was found, and how far one has come. Answers how many were compared. */
async function searchSome(tx: Tx, call: Call): Promise<number> {
  const reached = await takePlace(tx);
  if (!reached) return 0;
  const changed = await listChangedAfter(tx, reached, new Date(call.now.getTime() - SETTLED_MS), BATCH);
  const last = changed.at(-1);
  if (!last) return 0;
  await askAbout(tx, call, changed.map(({ id }) => id));
  await tx.run(sql`update alike_search set reached_at = ${last.at}::timestamptz, reached_id = ${last.id} where city = current_setting('app.city')`);
  return changed.length;
}

/**
 * Compares whoever is new or has changed with everybody, and asks about those who may be one. In the first nights that is the whole register, as far as each
 * night goes. Whoever is killed loses a batch at most; of two at once one works. Answers how many were compared.
 */
export async function searchDuplicates(platform: Platform): Promise<number> {
  const actor = systemActor(platform.city);
  const startedAt = Date.now();
  let compared = 0;
  for (let some = BATCH; some === BATCH && Date.now() - startedAt < RUNS_FOR_MS;) {
    some = await platform.database.transaction(scopeOf(actor), (tx) => searchSome(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault)));
    compared += some;
  }
  return compared;
}
