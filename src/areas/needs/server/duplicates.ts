import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { reopen, settle, withdrawDutiesOf } from '../../duties/server/operations.ts';
import { lineOf } from '../../people/core/alike-again.ts';
import { comparePairs, mergePeople, unmergePeople, type MovedOfPerson } from '../../people/server/operations.ts';
import type { AnswerDuplicate, UndoAnswer } from '../core/contract.ts';
import { handOn, takeBackHandedOn, type HandedOn } from './duplicates-of-merged.ts';
import { getQuestionForUpdate, lockMerging, saveQuestion, type Question } from './duplicate-queries.ts';
import { cellOf, countChange, listNeedsForUpdate, listNeedsOfPerson, saveNeeds, type NeedRecord } from './write-queries.ts';

type Answered = { questionId: string; status: 'open' | 'same' | 'different' };
type Undo = { needs: { id: string; status: NeedRecord['status']; personId: string | null }[]; person?: MovedOfPerson; handedOn?: HandedOn };
type NotNow = { code: 'needInWork' } | { code: 'joinedMeanwhile' };

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
async function mergeTwoPeople(tx: Tx, call: Call, keptId: string, goneId: string, questionId: string): Promise<Result<Undo, NotNow>> {
  const person = await mergePeople(tx, call, { keptId, goneId });
  if (!person.ok) return person;
  const [own, others] = await Promise.all([listNeedsOfPerson(tx, keptId), listNeedsOfPerson(tx, goneId)]);
  const openItems = new Map(own.filter(({ status }) => ['open', 'matched', 'inService'].includes(status)).map((need) => [need.item, need.id]));
  const undo: Undo = { needs: others.map(({ id, status, personId }) => ({ id, status, personId })), person: person.value };
  for (const need of others) {
    const twin = need.status === 'open' ? openItems.get(need.item) : undefined;
    if (twin) foldNeed(tx, call, need, twin);
    // at work on both sides: each stays with whom it was begun for, rather than two of one kind open at once
    else if (!['matched', 'inService'].includes(need.status) || !openItems.has(need.item)) saveNeeds(tx, call, [{ ...need, personId: keptId }]);
  }
  undo.handedOn = await handOn(tx, call, { keptId, goneId, besides: questionId });
  return ok(undo);
}

export async function answerDuplicate(tx: Tx, call: Call, { questionId, answer, keepId }: AnswerDuplicate): Promise<Result<Answered, { code: 'answeredAlready' } | { code: 'keepOneOfTwo' } | NotNow>> {
  if (answer === 'same') await lockMerging(tx);
  const question = await getQuestionForUpdate(tx, questionId);
  if (question.status !== 'open') return refuse({ code: 'answeredAlready' });
  let undo: Undo | null = null;
  if (answer === 'same') {
    const keptId = keepId ?? question.firstId;
    if (keptId !== question.firstId && keptId !== question.secondId) return refuse({ code: 'keepOneOfTwo' });
    const goneId = keptId === question.firstId ? question.secondId : question.firstId;
    if (question.kind === 'need' || question.kind === 'person') {
      const merged = question.kind === 'need' ? await mergeNeeds(tx, call, keptId, goneId) : await mergeTwoPeople(tx, call, keptId, goneId, question.id);
      if (!merged.ok) return merged;
      undo = merged.value;
    }
  }
  // by what they were told apart: they are asked about again only when there is more
  const told = question.kind === 'person' && answer === 'different' ? { told: (await comparePairs(tx, call, [question]))[0]?.evidence.map(lineOf) ?? [] } : {};
  saveQuestion(tx, call, { ...question, status: answer, why: { ...question.why, ...told, ...(undo ? { undo } : {}) } });
  settle(tx, call, { kind: 'answerDuplicate', subjectId: question.id });
  return ok({ questionId, status: answer });
}

/** Takes an answer back: what was moved goes back, what was folded opens again, and the question is asked as before. */
export async function undoAnswer(tx: Tx, call: Call, { questionId }: UndoAnswer): Promise<Result<Answered, { code: 'nothingToUndo' } | { code: 'undoLaterFirst' }>> {
  await lockMerging(tx);
  const question: Question = await getQuestionForUpdate(tx, questionId);
  if (question.status !== 'same' && question.status !== 'different') return refuse({ code: 'nothingToUndo' });
  const { undo, ...why } = question.why as Question['why'] & { undo?: Undo };
  const apart = undo ? await takeApart(tx, call, undo) : ok(null);
  if (!apart.ok) return apart;
  saveQuestion(tx, call, { ...question, status: 'open', why });
  reopen(tx, call, { kind: 'answerDuplicate', subjectId: question.id });
  return ok({ questionId, status: 'open' });
}

async function takeApart(tx: Tx, call: Call, undo: Undo): Promise<Result<null, { code: 'undoLaterFirst' }>> {
  if (undo.person) {
    const apart = await unmergePeople(tx, call, undo.person);
    if (!apart.ok) return apart;
  }
  if (undo.handedOn) await takeBackHandedOn(tx, call, undo.handedOn);
  const needs = await listNeedsForUpdate(tx, undo.needs.map(({ id }) => id));
  for (const need of needs) {
    const before = undo.needs.find(({ id }) => id === need.id)!;
    const after: NeedRecord = { ...need, personId: before.personId, ...(need.status === 'merged' ? { status: before.status, mergedInto: null } : {}) };
    saveNeeds(tx, call, [after]);
    countChange(tx, call, [cellOf(need)], [cellOf(after)]);
    appendHistory(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, action: 'unmerged' });
    if (need.status === 'merged' && !need.verifiedOn) reopen(tx, call, { kind: 'verifyNeed', subjectId: need.id, wasWithdrawn: true });
  }
  return ok(null);
}
