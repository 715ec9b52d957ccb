import { command, query, type Route } from '../../../platform/server/route.ts';
import { Uploaded } from '../core/contract.ts';
import { BeginDraft, DraftAnswer, DraftBegun, DraftList, DraftSaved, DraftsOfQuestionnaire, DropDraft, OneDraft, PublishDraft, SaveDraft } from '../core/draft-contract.ts';
import { beginDraft, dropDraft, listDrafts, publishDraft, readDraft, saveDraft } from './draft-operations.ts';

const draft = ({ draftId }: { draftId: string }) => ({ kind: 'questionnaireDraft', id: draftId });

export const draftRoutes: Route[] = [
  query({ path: '/api/questionnaire-drafts', permission: 'questionnaire.make', says: 'Questionnaires that are being made by hand and are not published, the last saved first', input: DraftsOfQuestionnaire, answer: DraftList, run: listDrafts }),
  query({ path: '/api/questionnaire-drafts/:draftId', permission: 'questionnaire.make', says: 'One questionnaire as it is being made, with the form that it began with', input: OneDraft, answer: DraftAnswer, run: readDraft }),
  command({ path: '/api/questionnaire-drafts/begin', permission: 'questionnaire.make', says: 'Begins a questionnaire by hand: empty, from a template, as a copy, or as the next version of one; of that there is one draft at a time', input: BeginDraft, answer: DraftBegun, subject: (_input, answer) => answer && draft(answer), run: beginDraft }),
  command({ path: '/api/questionnaire-drafts/save', permission: 'questionnaire.make', says: 'Keeps a draft as it stands, unless another has saved it meanwhile', input: SaveDraft, answer: DraftSaved, subject: draft, isBySitting: true, run: saveDraft }),
  command({ path: '/api/questionnaire-drafts/publish', permission: 'questionnaire.make', says: 'Makes a version of a draft, which is never changed again', input: PublishDraft, answer: Uploaded, subject: draft, run: publishDraft }),
  command({ path: '/api/questionnaire-drafts/drop', permission: 'questionnaire.make', says: 'Gives a draft up', input: DropDraft, answer: DraftBegun, subject: draft, run: dropDraft }),
];
