import { dayOf } from '../../../kernel/local-date.ts';
import { addWorkingDays } from '../../../kernel/working-days.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { listAllDivisions } from '../../divisions/server/operations.ts';
import { owe, settle } from '../../duties/server/operations.ts';
import type { MatchInput } from '../core/model.ts';
import { DAYS_TO_REVIEW } from '../core/review.ts';
import { pointsOf } from '../core/weights.ts';
import { listHandedEnded, settleHanded } from './handed-queries.ts';
import { loadLists } from './lists.ts';
import { fail, solveAt, startPulse, tellRun, unitsWaiting, type Desk, type Matched } from './run-desk.ts';
import { addGaps, addNotYet, addProposals, beat, endProven, isOvertaken, keepInput, lockSaving, supersede, takeRun, type NewGap, type StoredRun } from './run-queries.ts';
import { solve as solveApart, type Solve } from './solve.ts';
import { tryWhatIf } from './what-if-run.ts';

/** A run that is overtaken by another one over the same places begins anew, so often. */
const MOST_ROUNDS = 3;


/**
 * Does one run, from the lists to proposals. Nothing is seen of it before it is whole and proven; done twice it is done once, and where its process dies
 * the next one begins anew. As the system: the lists reach over divisions that no single reviewer sees.
 */
export async function runMatch(platform: Platform, runId: string, solve: Solve = solveApart): Promise<void> {
  const actor = systemActor(platform.city), scope = scopeOf(actor);
  const call = makeCall(actor, platform.now(), newId(), 'zh', platform.vault);
  const run = await platform.database.transaction(scope, async (tx) => {
    const taken = await takeRun(tx, call, runId);
    if (taken && !taken.basedOn) addNotice(tx, call, { kind: 'matchRun', subjectId: runId, divisionCode: taken.divisionCode });
    return taken;
  });
  if (!run) return;
  const desk: Desk = { platform, scope, call, run };
  try {
    if (run.basedOn) return await tryWhatIf(desk, run, solve);
    for (let round = 1; round <= MOST_ROUNDS; round++) if (await oneRound(desk, solve) === 'ended') return;
    await fail(desk, 'restless');
  } catch (error) {
    await fail(desk, 'fault');
    throw error;
  }
}

async function oneRound(desk: Desk, solve: Solve): Promise<'ended' | 'overtaken'> {
  const { platform, scope, run } = desk;
  const pulse = startPulse(desk);
  try {
    const { input, frozenAt } = await platform.database.transaction(scope, async (tx, switchTo) => {
      const lists = await loadLists(tx, switchTo, scope, run.divisionCode, run.asOf);
      return { input: lists, ...(await keepInput(tx, run, lists)) };
    });
    const found = await solveAt(desk, pulse, solve, input);
    return found ? await save(desk, input, found.answer, frozenAt) : 'ended';
  } finally {
    await pulse.stop();
  }
}

/** All of a run in one transaction: what stood before gives way, what is new stands, and whoever reviews it knows. */
async function save(desk: Desk, input: MatchInput, answer: Matched, frozenAt: string): Promise<'ended' | 'overtaken'> {
  const { platform, scope, run } = desk;
  const now = platform.now(), call: Call = { ...desk.call, now, today: dayOf(now) };
  return platform.database.transaction(scope, async (tx) => {
    await lockSaving(tx);
    if (await isOvertaken(tx, run, frozenAt)) return 'overtaken';
    // The row stays locked from here: a cancel that comes now waits, and is told that the run has ended.
    if (!(await beat(tx, run.id, run.attempt, 'saving', 0.95))) return 'ended';
    const gone = await supersede(tx, run.divisionCode);
    settle(tx, call, ...gone.map(({ runId, divisionCode }) => ({ kind: 'reviewProposals' as const, subjectId: runId, windowKey: divisionCode, as: 'withdrawn' as const })));
    const communities = await addProposals(tx, run, proposalsOf(input, answer));
    addNotYet(tx, run, notYetOf(input, answer));
    addGaps(tx, run, gapsOf(answer));
    endProven(tx, call, run, {
      needsListed: input.needs.length, resourcesListed: input.resources.length, unitsWanted: answer.unitsAsked, unitsMet: answer.unitsMet,
      unitsForConsent: unitsWaiting(answer, 'consent'), unitsForVerification: unitsWaiting(answer, 'verification'), totals: answer.totals, proof: answer.proof,
    }, answer);
    // a review in a colleague's hands goes on with what is proposed now; where that is nothing, it is off
    settleHanded(tx, call, await listHandedEnded(tx, { within: run.divisionCode }));
    await oweReviews(tx, call, run, communities);
    tellRun(tx, call, run, 'proven', communities.map(({ divisionCode }) => divisionCode));
    return 'ended';
  });
}

async function oweReviews(tx: Tx, call: Call, run: StoredRun, communities: { divisionCode: string; amount: number }[]): Promise<void> {
  if (communities.length === 0) return;
  const names = new Map((await listAllDivisions(tx)).map(({ code, name }) => [code, name]));
  await owe(tx, call, communities.map(({ divisionCode, amount }) => ({
    kind: 'reviewProposals' as const, subjectKind: 'matchRun', subjectId: run.id, subjectTitle: names.get(divisionCode) ?? divisionCode, divisionCode, windowKey: divisionCode,
    dueOn: addWorkingDays(call.today, DAYS_TO_REVIEW), owner: { role: 'stationLead' as const }, details: { amount, divisionCode, runId: run.id },
  })));
}

const mapOf = <T extends { id: string }>(list: T[]) => new Map(list.map((entry) => [entry.id, entry]));

/** What each resource could still give: no more than its organisation could still carry. */
function unitsLeft(input: MatchInput, { resources, organizations }: Matched): Map<string, number> {
  const capLeft = new Map(organizations.map(({ organizationId, unitsLeft: left }) => [organizationId as string | null, left])), ownerOf = new Map(input.resources.map(({ id, organizationId }) => [id, organizationId]));
  return new Map(resources.map(({ resourceId, unitsLeft: left }) => [resourceId, Math.min(left, capLeft.get(ownerOf.get(resourceId) ?? null) ?? Infinity)]));
}

/** By need, the pin that was defeated by money, a cap, or what is there. */
const defeatedPins = ({ refusedPins }: Matched) =>
  new Map(refusedPins.flatMap((pin) => (pin.because === 'full' ? [[pin.needId, { refusedPin: { resourceId: pin.resourceId, lacks: pin.lacks } }] as const] : [])));

function proposalsOf(input: MatchInput, answer: Matched) {
  const { assignments } = answer, needs = mapOf(input.needs), left = unitsLeft(input, answer), defeated = defeatedPins(answer);
  return assignments.map(({ needId, resourceId, units, why, nextBest }) => ({
    id: newId(), divisionCode: needs.get(needId)!.communityCode, needId, resourceId, units, points: why.points, why: { ...why, unitsLeft: left.get(resourceId) ?? 0, ...defeated.get(needId) }, nextBest,
  }));
}

function notYetOf(input: MatchInput, answer: Matched) {
  const needs = mapOf(input.needs), defeated = defeatedPins(answer);
  return answer.unmatched.map(({ needId, units, reason, cure }) => {
    const need = needs.get(needId)!;
    return { needId, divisionCode: need.communityCode, reason: reason.kind, units, points: pointsOf(need, input.options.weights), details: { reason, cure, ...defeated.get(needId) } };
  });
}

/** What to add, the most valuable first: more of what is there, money for it, and what nobody offers. Where nothing is gained there is nothing to add. */
function gapsOf({ gaps, resources, organizations, budgets = [] }: Matched): NewGap[] {
  const rows = [
    ...gaps.map(({ category, communityCode, unmetUnits, nextUnit }) => ({ divisionCode: communityCode, item: category, resourceId: null, organizationId: null, budgetFen: null, unmetUnits, gain: nextUnit })),
    ...resources.map(({ resourceId, nextUnit }) => ({ divisionCode: null, item: null, resourceId, organizationId: null, budgetFen: null, unmetUnits: 0, gain: nextUnit })),
    ...organizations.map(({ organizationId, nextUnit }) => ({ divisionCode: null, item: null, resourceId: null, organizationId, budgetFen: null, unmetUnits: 0, gain: nextUnit })),
    ...budgets.map(({ organizationId, fen, gain }) => ({ divisionCode: null, item: null, resourceId: null, organizationId, budgetFen: fen, unmetUnits: 0, gain })),
  ].filter(({ gain }) => gain.floorUnits > 0 || gain.points > 0);
  const key = ({ divisionCode, item, resourceId, organizationId, budgetFen }: (typeof rows)[number]) => `${organizationId ?? ''} ${budgetFen ?? ''} ${resourceId ?? ''} ${divisionCode ?? ''} ${item ?? ''}`;
  rows.sort((a, b) => b.gain.floorUnits - a.gain.floorUnits || b.gain.points - a.gain.points || (key(a) < key(b) ? -1 : 1));
  return rows.map((row, i) => ({ ...row, id: newId(), rank: i + 1 }));
}
