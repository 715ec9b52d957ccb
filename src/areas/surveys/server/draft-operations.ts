import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Uploaded } from '../core/contract.ts';
import { admitForm } from '../core/design-faults.ts';
import { blankForm } from '../core/design.ts';
import type { BeginDraft, DraftAnswer, DraftList, DraftsOfQuestionnaire, DropDraft, OneDraft, PublishDraft, SaveDraft } from '../core/draft-contract.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { templateOf } from '../core/templates.ts';
import { endDraft, findNextDraft, getDraft, insertDraft, listOpenDrafts, updateDraft, type DraftRecord, type NewDraft } from './draft-queries.ts';
import { keepVersion } from './keep-version.ts';
import { getKept, getVersion, holdQuestionnaire } from './queries.ts';
import { countResponses, getForm } from './response-queries.ts';

/** A page sends a form whole each time it is saved; what it can send is a megabyte (platform/server/http.ts), and names of fields take their part. */
const MOST_DESIGNED = 900_000;

type Begun = Result<{ draftId: string }>;

function tell(tx: Tx, call: Call, draftId: string, divisionCode: string): void {
  addNotice(tx, call, { kind: 'questionnaireDraft', subjectId: draftId, divisionCode });
}

function begin(tx: Tx, call: Call, draft: Omit<NewDraft, 'id'>): Begun {
  if (JSON.stringify(draft.form).length > MOST_DESIGNED) return refuse({ code: 'formTooLargeToDesign' });
  const id = newId();
  insertDraft(tx, call, { ...draft, id });
  appendHistory(tx, call, { kind: 'questionnaireDraft', subjectId: id, divisionCode: draft.divisionCode, action: 'begun' });
  tell(tx, call, id, draft.divisionCode);
  return ok({ draftId: id });
}

const retitled = (form: Questionnaire, title: string | null | undefined): Questionnaire => (title ? { ...form, title } : form);

/** Begins a draft. Of the next version of a questionnaire there is one at a time: who comes second goes on with it. */
export async function beginDraft(tx: Tx, call: Call, input: BeginDraft): Promise<Begun> {
  const own = { divisionCode: call.actor.divisionCode, questionnaireId: null, from: null };
  switch (input.way) {
    case 'blank': return begin(tx, call, { ...own, form: blankForm(input.title ?? '') });
    case 'template': return input.template ? begin(tx, call, { ...own, form: retitled(templateOf(input.template), input.title) }) : refuse({ code: 'chooseTemplate', field: 'template' });
    case 'copy': {
      if (!input.questionnaireId) return refuse({ code: 'chooseQuestionnaire', field: 'questionnaireId' });
      const { form, version } = await getVersion(tx, input.questionnaireId);
      // it goes by a name of its own, in files too
      return begin(tx, call, { ...own, from: { questionnaireId: input.questionnaireId, version }, form: { ...retitled(form, input.title), formId: '', formVersion: '' } });
    }
    case 'next': return input.questionnaireId ? beginNext(tx, call, input.questionnaireId) : refuse({ code: 'chooseQuestionnaire', field: 'questionnaireId' });
    case 'mine': {
      if (!input.form || !input.draftId) return refuse({ code: 'noQuestions' });
      const { divisionCode, fromQuestionnaireId, fromVersion } = await getDraft(tx, input.draftId);
      return begin(tx, call, { divisionCode, questionnaireId: null, from: fromQuestionnaireId && fromVersion ? { questionnaireId: fromQuestionnaireId, version: fromVersion } : null, form: input.form });
    }
  }
}

async function beginNext(tx: Tx, call: Call, questionnaireId: string): Promise<Begun> {
  const kept = await getKept(tx, questionnaireId);
  if (!isWithin(kept.divisionCode, call.actor.divisionCode)) return refuse({ code: 'questionnaireKeptElsewhere' });
  // two who begin at once begin the same
  await holdQuestionnaire(tx, questionnaireId);
  const open = await findNextDraft(tx, questionnaireId);
  if (open) return ok({ draftId: open });
  const { form, version } = await getVersion(tx, questionnaireId);
  return begin(tx, call, { divisionCode: kept.divisionCode, questionnaireId, from: { questionnaireId, version }, form });
}

export const listDrafts = async (tx: Tx, _call: Call, { questionnaireId }: DraftsOfQuestionnaire): Promise<DraftList> => ({ items: await listOpenDrafts(tx, questionnaireId ?? null) });

const formBefore = async (tx: Tx, { fromQuestionnaireId, fromVersion }: DraftRecord): Promise<Questionnaire | null> => (fromQuestionnaireId && fromVersion ? (await getForm(tx, fromQuestionnaireId, fromVersion)).form : null);

export async function readDraft(tx: Tx, _call: Call, { draftId }: OneDraft): Promise<DraftAnswer> {
  const draft = await getDraft(tx, draftId);
  const { id, questionnaireId, divisionName, revision, form, savedByName, savedAt, ended, publishedId, publishedVersion, fromVersion } = draft;
  const [before, kept, responses] = await Promise.all([formBefore(tx, draft), questionnaireId ? getKept(tx, questionnaireId) : null, questionnaireId ? countResponses(tx, { questionnaireId }) : 0]);
  return {
    id, questionnaireId, divisionName, revision, form, savedByName, savedAt, ended, publishedAs: publishedId && publishedVersion ? { questionnaireId: publishedId, version: publishedVersion } : null,
    before, fromVersion: questionnaireId ? fromVersion : null, newestVersion: kept?.version ?? null, responses,
  };
}

/** Why a draft cannot be written as whoever has this revision means it. */
function refuseStale({ ended, revision, savedByName, savedAt }: DraftRecord, seen: number) {
  if (ended) return refuse({ code: ended === 'published' ? 'draftPublished' : 'draftDropped' });
  return revision === seen ? null : refuse({ code: 'draftChanged', name: savedByName, savedAt, revision });
}

/** Keeps the form as it stands. What another saved meanwhile is not written over: whoever comes second is told. */
export async function saveDraft(tx: Tx, call: Call, { draftId, revision, form }: SaveDraft): Promise<Result<{ revision: number }>> {
  const draft = await getDraft(tx, draftId, { isHeld: true });
  const stale = refuseStale(draft, revision);
  if (stale) return stale;
  updateDraft(tx, call, draftId, form);
  tell(tx, call, draftId, draft.divisionCode);
  return ok({ revision: revision + 1 });
}

/** Makes a version of the draft, as an upload does. Versions before it stay, and the answers given under them. */
export async function publishDraft(tx: Tx, call: Call, { draftId, revision, newestVersion }: PublishDraft): Promise<Result<Uploaded>> {
  const draft = await getDraft(tx, draftId, { isHeld: true });
  const stale = refuseStale(draft, revision);
  if (stale) return stale;
  const admitted = admitForm(draft.form, await formBefore(tx, draft));
  if (!admitted.ok) return admitted;
  const made = await keepVersion(tx, call, { questionnaireId: draft.questionnaireId, divisionCode: draft.divisionCode, ...admitted.value, fileName: '', knownVersion: newestVersion, actions: ['designed', 'newVersionDesigned'] });
  if (!made.ok) return made;
  endDraft(tx, draftId, made.value);
  appendHistory(tx, call, { kind: 'questionnaireDraft', subjectId: draftId, divisionCode: draft.divisionCode, action: 'published', changes: { version: [null, made.value.version] } });
  tell(tx, call, draftId, draft.divisionCode);
  return made;
}

/** Gives a draft up. It stays in the register, and is no longer shown. */
export async function dropDraft(tx: Tx, call: Call, { draftId }: DropDraft): Promise<Result<{ draftId: string }>> {
  const draft = await getDraft(tx, draftId, { isHeld: true });
  if (draft.ended) return refuse({ code: draft.ended === 'published' ? 'draftPublished' : 'draftDropped' });
  endDraft(tx, draftId, null);
  appendHistory(tx, call, { kind: 'questionnaireDraft', subjectId: draftId, divisionCode: draft.divisionCode, action: 'dropped' });
  tell(tx, call, draftId, draft.divisionCode);
  return ok({ draftId });
}
