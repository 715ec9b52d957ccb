import { command, download, query, type Route } from '../../../platform/server/route.ts';
import {
  AddEvidence, AnswerDuplicate, CloseNeed, DuplicateAnswered, DuplicatePage, EditNeed, ExportNeeds, GetNeed, Heard, HearNeed, ListDuplicates, ListNeeds, NeedFile, NeedMoved, NeedPage, OwnNeedList, OwnNeeds,
  RaiseNeed, ReasonOfNeed, SplitNeed, UndoAnswer, VerifiedNeeds, VerifyNeeds,
} from '../core/contract.ts';
import { addEvidence, closeUnmet, editNeed, hearNeed, raiseNeed, reopenNeed, verifyMany, withdrawNeed } from './commands.ts';
import { listDuplicates } from './duplicate-queries.ts';
import { answerDuplicate, undoAnswer } from './duplicates.ts';
import { exportNeeds } from './export.ts';
import { listNeeds } from './list-queries.ts';
import { getNeed, listOwnNeeds } from './queries.ts';
import { splitNeed } from './split.ts';

const need = ({ needId }: { needId: string }) => ({ kind: 'need', id: needId });

const question = ({ questionId }: { questionId: string }) => ({ kind: 'duplicateQuestion', id: questionId });

export const needRoutes: Route[] = [
  query({ path: '/api/needs', permission: 'need.list', says: 'Needs of the division acted for, newest first, with the exact number', input: ListNeeds, answer: NeedPage, run: listNeeds }),
  download({ path: '/api/needs/export', permission: 'need.export', reads: 'file', says: 'The filtered list as a workbook', input: ExportNeeds, run: exportNeeds }),
  query({ path: '/api/needs/own', permission: 'need.own', says: 'What the resident signed in asked for, and where it stands', input: OwnNeeds, answer: OwnNeedList, run: (tx, call) => listOwnNeeds(tx, call) }),
  query({ path: '/api/needs/:needId', permission: 'need.read', says: 'A need with its hearings and what it weighs', input: GetNeed, answer: NeedFile, run: getNeed }),
  command({ path: '/api/needs/hear', permission: 'need.hear', says: 'Records a need heard from a known person, from one registered with it, or of a place', input: HearNeed, answer: Heard, subject: (_input, answer) => answer && need(answer), run: hearNeed }),
  command({ path: '/api/needs/raise', permission: 'need.own', says: 'A resident says what they need', input: RaiseNeed, answer: Heard, subject: (_input, answer) => answer && need(answer), run: raiseNeed }),
  command({ path: '/api/needs/evidence', permission: 'need.hear', says: 'Adds one more hearing of a need', input: AddEvidence, answer: Heard, subject: need, run: addEvidence }),
  command({ path: '/api/needs/verify', permission: 'need.verify', says: 'Verifies one need or many', input: VerifyNeeds, answer: VerifiedNeeds, subject: ({ needIds }, answer) => (answer?.verified ?? needIds).map((needId) => need({ needId })), run: verifyMany }),
  command({ path: '/api/needs/edit', permission: 'need.edit', says: 'Mends what was written down, on the version that was read', input: EditNeed, answer: NeedMoved, subject: need, run: editNeed }),
  command({ path: '/api/needs/split', permission: 'need.edit', says: 'Takes a second need out of what was heard as one, on the version that was read', input: SplitNeed, answer: Heard, subject: (input, answer) => [need(input), ...(answer ? [need(answer)] : [])], run: splitNeed }),
  command({ path: '/api/needs/close-unmet', permission: 'need.close', says: 'Closes a need that cannot be met, with a reason', input: CloseNeed, answer: NeedMoved, subject: need, run: closeUnmet }),
  command({ path: '/api/needs/withdraw', permission: 'need.close', says: 'The resident no longer wants it', input: ReasonOfNeed, answer: NeedMoved, subject: need, run: withdrawNeed }),
  command({ path: '/api/needs/withdraw-own', permission: 'need.own', says: 'A resident takes back an own wish', input: ReasonOfNeed, answer: NeedMoved, subject: need, run: withdrawNeed }),
  command({ path: '/api/needs/reopen', permission: 'need.reopen', says: 'Opens a closed need again', input: ReasonOfNeed, answer: NeedMoved, subject: need, run: reopenNeed }),
  query({ path: '/api/duplicates', permission: 'need.answerDuplicate', says: 'Pairs of records that may be one', input: ListDuplicates, answer: DuplicatePage, run: listDuplicates }),
  command({ path: '/api/duplicates/answer', permission: 'need.answerDuplicate', says: 'Says whether two records are one; the same are merged, and can be taken apart', input: AnswerDuplicate, answer: DuplicateAnswered, subject: question, run: answerDuplicate }),
  command({ path: '/api/duplicates/undo', permission: 'need.answerDuplicate', says: 'Takes an answer back; what was merged is taken apart again', input: UndoAnswer, answer: DuplicateAnswered, subject: question, run: undoAnswer }),
];
