import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { isNewEvidence, lineOf } from '../../people/core/alike-again.ts';
import { comparePairs, findAlikeOf, takeWhomToCompare, type MayBeOne } from '../../people/server/operations.ts';
import { askAgain, askDuplicates, dropQuestions } from './ask-duplicates.ts';
import { pairOf } from './duplicate-operations.ts';
import { listAskedBefore, lockMerging, type AskedBefore } from './duplicate-queries.ts';
import { handOn } from './duplicates-of-merged.ts';

// a hundred comparisons take about a second; so much is done again after a crash
const BATCH = 100;
// a run ends before the next is due
const RUNS_FOR_MS = 9 * 60_000;

type Pair = { firstId: string; secondId: string; title: string; divisionCode: string; evidence: string[] };

/** Met from both sides, two people are one pair. */
const pairsOf = (found: MayBeOne[]): Pair[] => [...new Map(found.map(({ personId, fullName, divisionCode, candidate }) => (
  [pairOf(personId, candidate.personId), { firstId: personId, secondId: candidate.personId, title: fullName, divisionCode, evidence: candidate.comparison.evidence.map(lineOf) }] as const))).values()];

const NIGHTLY = 'nightly', NEW_EVIDENCE = 'newEvidence';

/** Asks about those who may be one: who was not asked about yet, and of those told apart whoever something new speaks for. */
async function askAbout(tx: Tx, call: Call, pairs: Pair[]): Promise<void> {
  const before = await listAskedBefore(tx, pairs);
  const toldApart = pairs.filter((_, index) => before.get(index)?.some(({ status }) => status === 'different'));
  // worked out as it was when they were told apart
  const now = new Map((await comparePairs(tx, call, toldApart)).map((found, i) => [toldApart[i]!, found?.evidence.map(lineOf) ?? []]));
  const isWorthAsking = (pair: Pair, said: AskedBefore[]) => said.every(({ status, told }) => status !== 'different' || (told !== null && isNewEvidence(told, now.get(pair)!)));
  const asked = pairs.flatMap((pair, index) => {
    const said = before.get(index) ?? [];
    const own = said.find(({ isThisPair }) => isThisPair);
    if (own?.status === 'open' || own?.status === 'same' || !isWorthAsking(pair, said)) return [];
    return [{ pair, again: own?.id, why: { rule: now.has(pair) ? NEW_EVIDENCE : NIGHTLY, evidence: pair.evidence } }];
  });
  await askDuplicates(tx, call, asked.filter(({ again }) => !again).map(({ pair: { evidence: _, ...pair }, why }) => ({ ...pair, kind: 'person', why })));
  await askAgain(tx, call, asked.flatMap(({ again, why }) => (again ? [{ id: again, ...why }] : [])));
}

/** One batch, whole or not at all: what was found, and that these were compared. One searcher at a time in a city: others find the lock taken and leave. */
async function searchSome(tx: Tx, call: Call): Promise<{ marks: number; compared: number }> {
  const { taken } = await tx.one<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext('needs.searchDuplicates ' || current_setting('app.city'))) as taken`);
  if (!taken) return { marks: 0, compared: 0 };
  const { marks, people } = await takeWhomToCompare(tx, BATCH);
  await lockMerging(tx);
  // what nobody who merged or took back could see is settled here
  for (const { id, isNow } of people) if (isNow) await handOn(tx, call, { keptId: isNow, goneId: id });
  const gone = people.filter(({ isHere }) => !isHere).map(({ id }) => id), here = people.filter(({ isHere }) => isHere).map(({ id }) => id);
  if (gone.length > 0) await dropQuestions(tx, call, sql`kind = 'person' and (first_id = any(${gone}::uuid[]) or second_id = any(${gone}::uuid[]))`);
  await askAbout(tx, call, pairsOf(await findAlikeOf(tx, call, here)));
  return { marks, compared: here.length };
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
    const done = await platform.database.transaction(scopeOf(actor), (tx) => searchSome(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault)));
    some = done.marks;
    compared += done.compared;
  }
  return compared;
}
