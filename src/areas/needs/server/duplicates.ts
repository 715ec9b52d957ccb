import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { addWorkingDays } from '../../../kernel/working-days.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, reopen, settle, withdrawDutiesOf } from '../../duties/server/operations.ts';
import { mergePeople, unmergePeople, type MovedOfPerson } from '../../people/server/operations.ts';
import type { AnswerDuplicate, UndoAnswer } from '../core/contract.ts';
import { addQuestions, getQuestionForUpdate, saveQuestion, type Question } from './duplicate-queries.ts';
import { cellOf, countChange, listNeedsForUpdate, listNeedsOfPerson, saveNeeds, type NeedRecord } from './write-queries.ts';

/** A working week to say whether two are one: nothing waits for it but tidiness. */
const DAYS_TO_ANSWER = 5;

export type AskDuplicate = { kind: 'person' | 'need' | 'resource' | 'organization'; divisionCode: string; firstId: string; secondId: string; why: Record<string, unknown>; title: string };

/** Asks a person whether two records are one. Asked once, whichever of the two is named first; nothing is merged unseen. */
export async function askDuplicates(tx: Tx, call: Call, questions: AskDuplicate[]): Promise<void> {
  const rows = questions.filter(({ firstId, secondId }) => firstId !== secondId).map((question) => {
    const [firstId, secondId] = question.firstId < question.secondId ? [question.firstId, question.secondId] : [question.secondId, question.firstId];
    return { ...question, id: newId(), firstId, secondId };
  });
  const added = new Set(await addQuestions(tx, rows));
  await owe(tx, call, rows.filter(({ id }) => added.has(id)).map((row) => ({
    kind: 'answerDuplicate' as const, subjectKind: 'duplicateQuestion', subjectId: row.id, subjectTitle: row.title, divisionCode: row.divisionCode, dueOn: addWorkingDays(call.today, DAYS_TO_ANSWER), owner: { role: 'stationWorker' as const }, details: { kind: row.kind },
  })));
}

type Answered = { questionId: string; status: 'open' | 'same' | 'different' };
type Undo = { needs: { id: string; status: NeedRecord['status']; personId: string | null }[]; person?: MovedOfPerson };

/** Folds one need into another: it keeps its hearings, and can be taken out again. */
function foldNeed(tx: Tx, call: Call, gone: NeedRecord, keptId: string): void {
  const after: NeedRecord = { ...gone, status: 'merged', mergedInto: keptId, closedOn: null, closeCode: null, closeReason: null };
  saveNeeds(tx, call, [after]);
  countChange(tx, call, [cellOf(gone)], [cellOf(after)]);
  appendHistory(tx, call, { kind: 'need', subjectId: gone.id, divisionCode: gone.divisionCode, action: 'merged', changes: { status: [gone.status, 'merged'] } });
  appendHistory(tx, call, { kind: 'need', subjectId: keptId, divisionCode: gone.divisionCode, action: 'joinedByOther' });
  withdrawDutiesOf(tx, call, gone.id); // whatever was to be done about it is to be done about the other
  addNotice(tx, call, { kind: 'need', subjectId: gone.id, divisionCode: gone.divisionCode });
}

async function mergeNeeds(tx: Tx, call: Call, keptId: string, goneId: string): Promise<Result<Undo, { code: 'needInWork' }>> {
  const needs = await listNeedsForUpdate(tx, [keptId, goneId]);
  const [kept, gone] = [needs.find(({ id }) => id === keptId), needs.find(({ id }) => id === goneId)];
  if (!kept || !gone) throw new NotFound('need', kept ? goneId : keptId);
  if (gone.status !== 'open' || kept.status === 'merged') return refuse({ code: 'needInWork' });
  foldNeed(tx, call, gone, kept.id);
  if (gone.heardOn < kept.heardOn || gone.urgency > kept.urgency) {
    const after: NeedRecord = { ...kept, heardOn: gone.heardOn < kept.heardOn ? gone.heardOn : kept.heardOn, urgency: Math.max(kept.urgency, gone.urgency) as 1 | 2 | 3 };
    saveNeeds(tx, call, [after]);
    countChange(tx, call, [cellOf(kept)], [cellOf(after)]);
  }
  return ok({ needs: [{ id: gone.id, status: gone.status, personId: gone.personId }] });
}

/** One person of two: consents and phones go to the one that stays, and needs too; where both asked for the same, the needs are folded. */
async function mergeTwoPeople(tx: Tx, call: Call, keptId: string, goneId: string): Promise<Undo> {
  const [own, others] = await Promise.all([listNeedsOfPerson(tx, keptId), listNeedsOfPerson(tx, goneId)]);
  const openItems = new Map(own.filter(({ status }) => ['open', 'matched', 'inService'].includes(status)).map((need) => [need.item, need.id]));
  const undo: Undo = { needs: others.map(({ id, status, personId }) => ({ id, status, personId })) };
  for (const need of others) {
    const twin = need.status === 'open' ? openItems.get(need.item) : undefined;
    if (twin) foldNeed(tx, call, need, twin);
    // at work on both sides: each stays with whom it was begun for, rather than two of one kind open at once
    else if (!['matched', 'inService'].includes(need.status) || !openItems.has(need.item)) saveNeeds(tx, call, [{ ...need, personId: keptId }]);
  }
  undo.person = await mergePeople(tx, call, { keptId, goneId });
  return undo;
}

export async function answerDuplicate(tx: Tx, call: Call, { questionId, answer, keepId }: AnswerDuplicate): Promise<Result<Answered, { code: 'answeredAlready' } | { code: 'needInWork' } | { code: 'keepOneOfTwo' }>> {
  const question = await getQuestionForUpdate(tx, questionId);
  if (question.status !== 'open') return refuse({ code: 'answeredAlready' });
  let undo: Undo | null = null;
  if (answer === 'same') {
    const keptId = keepId ?? question.firstId;
    if (keptId !== question.firstId && keptId !== question.secondId) return refuse({ code: 'keepOneOfTwo' });
    const goneId = keptId === question.firstId ? question.secondId : question.firstId;
    if (question.kind === 'need') {
      const merged = await mergeNeeds(tx, call, keptId, goneId);
      if (!merged.ok) return merged;
      undo = merged.value;
    } else if (question.kind === 'person') undo = await mergeTwoPeople(tx, call, keptId, goneId);
  }
  saveQuestion(tx, call, { ...question, status: answer, why: { ...question.why, ...(undo ? { undo } : {}) } });
  settle(tx, call, { kind: 'answerDuplicate', subjectId: question.id });
  return ok({ questionId, status: answer });
}

/** Takes an answer back: what was moved goes back, what was folded opens again, and the question is asked as before. */
export async function undoAnswer(tx: Tx, call: Call, { questionId }: UndoAnswer): Promise<Result<Answered, { code: 'nothingToUndo' }>> {
  const question: Question = await getQuestionForUpdate(tx, questionId);
  if (question.status === 'open') return refuse({ code: 'nothingToUndo' });
  const { undo, ...why } = question.why as Question['why'] & { undo?: Undo };
  if (undo) await takeApart(tx, call, undo);
  saveQuestion(tx, call, { ...question, status: 'open', why });
  reopen(tx, call, { kind: 'answerDuplicate', subjectId: question.id });
  return ok({ questionId, status: 'open' });
}

async function takeApart(tx: Tx, call: Call, undo: Undo): Promise<void> {
  const needs = await listNeedsForUpdate(tx, undo.needs.map(({ id }) => id));
  for (const need of needs) {
    const before = undo.needs.find(({ id }) => id === need.id)!;
    const after: NeedRecord = { ...need, personId: before.personId, ...(need.status === 'merged' ? { status: before.status, mergedInto: null } : {}) };
    saveNeeds(tx, call, [after]);
    countChange(tx, call, [cellOf(need)], [cellOf(after)]);
    appendHistory(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, action: 'unmerged' });
    if (need.status === 'merged' && !need.verifiedOn) reopen(tx, call, { kind: 'verifyNeed', subjectId: need.id, wasWithdrawn: true });
  }
  if (undo.person) await unmergePeople(tx, call, undo.person);
}
