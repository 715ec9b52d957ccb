import { randomInt } from 'node:crypto';
import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory, type Changes } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, reopen, settle, withdrawDutiesOf } from '../../duties/server/operations.ts';
import type { ChangeRound, CloseRound, ExtendRound, ListRounds, MoveRound, OneRound, PlanRound, RoundFile, RoundRow, SizeFrame } from '../core/round-contract.ts';
import { drawRound } from '../core/round-draw.ts';
import { admitBegin, admitClosing, admitLastDay, moveRound, type RoundAction, type RoundStatus } from '../core/round.ts';
import { sayRound } from './round-says.ts';
import { countFrame, countRounds, findShown, getRound, fixVersion, insertMembers, insertRound, listFrame, listRoundRows, lockRound, savePlan, saveRound, type NewRound, type RoundRecord } from './round-queries.ts';
import { countUndone, listAgain } from './contact-queries.ts';
import { closeLinksOfRound, keepDoorLinksUntil, moveLinksOfRound } from './link-queries.ts';
import { getKept } from './queries.ts';
import { findBindings } from './response-queries.ts';

type Moved = { roundId: string; status: RoundStatus };

function tell(tx: Tx, call: Call, round: { id: string; divisionCode: string }, action: string, changes: Changes | null = null): void {
  appendHistory(tx, call, { kind: 'surveyRound', subjectId: round.id, divisionCode: round.divisionCode, action, changes });
  addNotice(tx, call, { kind: 'surveyRound', subjectId: round.id, divisionCode: round.divisionCode });
}

/** Whoever plans a round leads it until it is closed. On its last day it stands in their work, and past it, it rises. A day that it had before is owed anew. */
async function oweClosing(tx: Tx, call: Call, round: RoundRecord): Promise<void> {
  const closing = { kind: 'closeRound' as const, subjectId: round.id, windowKey: round.untilOn };
  await owe(tx, call, [{ ...closing, subjectKind: 'surveyRound', subjectTitle: round.purpose, divisionCode: round.divisionCode, dueOn: round.untilOn, owner: { role: call.actor.role as Role, accountId: round.ownerId }, details: { mayHold: ['stationLead', 'socialWorker'] } }]);
  reopen(tx, call, closing);
}

/** How many there are to choose from, by the same rule as the draw. */
export const sizeFrame = (tx: Tx, call: Call, { circumstances, ageGroup, ...input }: SizeFrame): Promise<{ frame: number; homeless: number }> => countFrame(tx, call, { ...input, ageGroup: ageGroup ?? null, circumstances: circumstances ?? [] });

/** Plans a round. Its seed is chosen now, before anybody knows the list that it will draw from. */
export const planRound = (tx: Tx, call: Call, input: PlanRound): Promise<Result<Moved>> => planWithSeed(tx, call, input, randomInt(1, 2 ** 31 - 1));

/** A plan as it is kept, or why it cannot be carried out. */
async function admitPlan(tx: Tx, call: Call, input: Omit<PlanRound, 'requestId'>): Promise<Result<Omit<NewRound, 'id' | 'seed'>>> {
  if (!isWithin(input.divisionCode, call.actor.divisionCode)) throw new NotFound('division', input.divisionCode);
  const dates = admitLastDay({ status: 'planned', fromOn: input.fromOn, untilOn: input.untilOn }, input.untilOn, call.today);
  if (!dates.ok) return refuse({ ...dates.refusal, field: 'untilOn' });
  const channels = [...new Set(input.channels)];
  if (channels.includes('questionnaire') && !input.questionnaireId) return refuse({ code: 'questionnaireMissing', field: 'questionnaireId' });
  const questionnaire = input.questionnaireId ? await getKept(tx, input.questionnaireId) : null;
  return ok({
    divisionCode: input.divisionCode, purpose: input.purpose, unit: input.unit, ageGroup: input.ageGroup ?? null, circumstances: [...new Set(input.circumstances ?? [])], sampleSize: input.howMany === 'all' ? null : input.sampleSize ?? null, channels,
    questionnaireId: questionnaire ? input.questionnaireId! : null, questionnaireVersion: questionnaire?.version ?? null, fromOn: input.fromOn, untilOn: input.untilOn,
  });
}

/** The same with a seed that is given: for what is to come out alike each time, as the demonstration does. */
export async function planWithSeed(tx: Tx, call: Call, input: PlanRound, seed: number): Promise<Result<Moved>> {
  const admitted = await admitPlan(tx, call, input);
  if (!admitted.ok) return admitted;
  const round = { id: newId(), seed, ...admitted.value };
  insertRound(tx, call, round);
  tell(tx, call, round, 'planned');
  return ok({ roundId: round.id, status: 'planned' });
}

/** Says a plan anew before it begins. The seed stays: it was fixed before anybody knew whom the plan would come to mean. */
export async function changeRound(tx: Tx, call: Call, { roundId, ...input }: ChangeRound): Promise<Result<Moved>> {
  const taken = await takeRound(tx, call, roundId, 'change');
  if (!taken.ok) return taken;
  const admitted = await admitPlan(tx, call, input);
  if (!admitted.ok) return admitted;
  savePlan(tx, call, roundId, admitted.value);
  const { round } = taken.value;
  tell(tx, call, { id: roundId, divisionCode: admitted.value.divisionCode }, 'changed', { purpose: [round.purpose, admitted.value.purpose], fromOn: [round.fromOn, admitted.value.fromOn], untilOn: [round.untilOn, admitted.value.untilOn] });
  return ok({ roundId, status: taken.value.to });
}

/** From now on the round asks by the newest version of its questionnaire. Answers stay under the version that was asked, and a sheet of an older one is taken as well. */
export async function renewQuestionnaire(tx: Tx, call: Call, { roundId }: MoveRound): Promise<Result<Moved>> {
  const taken = await takeRound(tx, call, roundId, 'renew');
  if (!taken.ok) return taken;
  const { round, to } = taken.value;
  if (!round.questionnaireId) return refuse({ code: 'questionnaireMissing' });
  const { version } = await getKept(tx, round.questionnaireId);
  if (version === round.questionnaireVersion) return refuse({ code: 'questionnaireIsNewest', version });
  fixVersion(tx, call, roundId, version);
  moveLinksOfRound(tx, roundId, version);
  tell(tx, call, round, 'renewed', { version: [round.questionnaireVersion, version] });
  return ok({ roundId, status: to });
}

/** Loads a round for one who may move it, alone; the place that keeps it is the place that moves it. */
async function takeRound(tx: Tx, call: Call, roundId: string, action: RoundAction): Promise<Result<{ round: RoundRecord; to: RoundStatus }, Refusal>> {
  await lockRound(tx, roundId, 'alone');
  const round = await getRound(tx, roundId);
  if (!isWithin(round.divisionCode, call.actor.divisionCode)) return refuse({ code: 'roundNotHere' });
  const to = moveRound(round, action, call.actor.role as Role | 'system');
  return to.ok ? ok({ round, to: to.value }) : to;
}

/** Draws whom the round asks, from the list of residents as it is today, and keeps them. */
export async function beginRound(tx: Tx, call: Call, { roundId }: MoveRound): Promise<Result<Moved>> {
  const taken = await takeRound(tx, call, roundId, 'begin');
  if (!taken.ok) return taken;
  const { round, to } = taken.value;
  const admitted = admitBegin(round, call.today);
  if (!admitted.ok) return admitted;
  const last = admitLastDay(round, round.untilOn, call.today);
  if (!last.ok) return last;
  // asked by the version of the first day, whatever is uploaded afterwards
  const version = round.questionnaireId ? (await getKept(tx, round.questionnaireId)).version : null;
  // an answer that can say no need would count as the word that there is none
  if (round.questionnaireId && version !== null && (await findBindings(tx, round.questionnaireId, version)).bindings.length === 0) return refuse({ code: 'nothingBound' });
  const drawn = drawRound(await listFrame(tx, call, round), round);
  if (!drawn.ok) return drawn;
  insertMembers(tx, call, round, drawn.value.members);
  if (version !== null) fixVersion(tx, call, roundId, version);
  saveRound(tx, call, roundId, { status: to, untilOn: round.untilOn, cells: drawn.value.cells });
  await oweClosing(tx, call, round);
  tell(tx, call, round, 'begun', { members: [null, drawn.value.members.length] });
  return ok({ roundId, status: to });
}

/** Gives a running round more days, or fewer. */
export async function extendRound(tx: Tx, call: Call, { roundId, untilOn }: ExtendRound): Promise<Result<Moved>> {
  const taken = await takeRound(tx, call, roundId, 'extend');
  if (!taken.ok) return taken;
  const { round, to } = taken.value;
  const admitted = admitLastDay(round, untilOn, call.today);
  if (!admitted.ok) return refuse({ ...admitted.refusal, field: 'untilOn' });
  if (untilOn === round.untilOn) return ok({ roundId, status: to });
  saveRound(tx, call, roundId, { status: to, untilOn });
  keepDoorLinksUntil(tx, roundId, untilOn);
  settle(tx, call, { kind: 'closeRound', subjectId: roundId, windowKey: round.untilOn, as: 'withdrawn' });
  await oweClosing(tx, call, { ...round, untilOn });
  tell(tx, call, round, 'extended', { untilOn: [round.untilOn, untilOn] });
  return ok({ roundId, status: to });
}

/** Ends a round and fixes what it says. Who has not been reached is said first. */
export async function closeRound(tx: Tx, call: Call, { roundId, isKnown }: CloseRound): Promise<Result<Moved>> {
  const taken = await takeRound(tx, call, roundId, 'close');
  if (!taken.ok) return taken;
  const { round, to } = taken.value;
  const undone = await countUndone(tx, roundId);
  const admitted = admitClosing(undone, isKnown ?? false);
  if (!admitted.ok) return refuse({ ...admitted.refusal, field: 'isKnown' });
  const result = await sayRound(tx, roundId);
  const left = await listAgain(tx, roundId);
  saveRound(tx, call, roundId, { status: to, untilOn: round.untilOn, result });
  closeLinksOfRound(tx, roundId, call.today);
  settle(tx, call, { kind: 'closeRound', subjectId: roundId, windowKey: round.untilOn });
  withdrawDutiesOf(tx, call, ...left);
  tell(tx, call, round, 'closed', { waiting: [null, undone.waiting], again: [null, undone.again] });
  return ok({ roundId, status: to });
}

/** A plan that is not carried out. */
export async function dropRound(tx: Tx, call: Call, { roundId }: MoveRound): Promise<Result<Moved>> {
  const taken = await takeRound(tx, call, roundId, 'drop');
  if (!taken.ok) return taken;
  const { round, to } = taken.value;
  saveRound(tx, call, roundId, { status: to, untilOn: round.untilOn });
  tell(tx, call, round, 'dropped');
  return ok({ roundId, status: to });
}

/** Rounds of one's own place and of the levels above, the newest first. */
export async function listRounds(tx: Tx, _call: Call, input: ListRounds): Promise<{ total: number; items: RoundRow[]; next: string | null }> {
  const [total, rows] = await Promise.all([countRounds(tx, input), listRoundRows(tx, input, input.limit + 1)]);
  const items = rows.slice(0, input.limit), last = items.at(-1);
  return { total, items, next: rows.length > input.limit && last ? encodeCursor({ value: last.fromOn, id: last.id }) : null };
}

/** One round: whom it asks and how that was drawn, how far it has come within one's own reach. */
export async function readRound(tx: Tx, call: Call, { roundId }: OneRound): Promise<RoundFile> {
  const { cells, ...round } = await findShown(tx, call, roundId);
  const members = cells?.reduce((sum, { drawn }) => sum + drawn, 0) ?? 0;
  return {
    ...round, isKeptHere: isWithin(round.divisionCode, call.actor.divisionCode), isAllSeen: members === round.members,
    drawn: cells && { frame: cells.reduce((sum, { frame }) => sum + frame, 0), members, strata: (cells.at(-1)?.stratum ?? -1) + 1, blocks: cells.length },
  };
}
