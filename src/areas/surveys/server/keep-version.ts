import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Uploaded } from '../core/contract.ts';
import { isAsked } from '../core/item.ts';
import { languagesOf } from '../core/questionnaire.ts';
import type { FormRead } from '../core/read-xlsform.ts';
import { carryOver } from './binding-operations.ts';
import { getKept, holdQuestionnaire, insertQuestionnaire, insertVersion, takeNextVersion } from './queries.ts';

/** A form to be kept, by that division if it is a new questionnaire; `knownVersion` is the newest that whoever sends it has seen, where that matters; `actions` are its names in the timeline, first and later. */
export type ToKeep = FormRead & { questionnaireId: string | null | undefined; divisionCode: string; fileName: string; knownVersion?: number | null; actions: readonly [string, string] };

/** Keeps a form as a new questionnaire, or as the next version of one, with what of it is not understood. Which answers are needs is carried over from the version before. */
export async function keepVersion(tx: Tx, call: Call, { form, issues, fileName, knownVersion, actions, ...to }: ToKeep): Promise<Result<Uploaded>> {
  if (to.questionnaireId && knownVersion !== undefined) await holdQuestionnaire(tx, to.questionnaireId);
  const kept = to.questionnaireId ? await getKept(tx, to.questionnaireId) : null;
  if (kept && !isWithin(kept.divisionCode, call.actor.divisionCode)) return refuse({ code: 'questionnaireKeptElsewhere' });
  if (kept && knownVersion !== undefined && kept.version !== knownVersion) return refuse({ code: 'versionMeanwhile', version: kept.version });
  const title = form.title.slice(0, 200);
  const questionnaireId = to.questionnaireId ?? newId();
  const divisionCode = kept?.divisionCode ?? to.divisionCode;
  if (!kept) insertQuestionnaire(tx, call, { id: questionnaireId, divisionCode, title });
  const version = kept ? await takeNextVersion(tx, call, questionnaireId, title) : 1;
  insertVersion(tx, call, { questionnaireId, version, divisionCode, form, issues, questions: form.items.filter(isAsked).length, languages: languagesOf(form), fileName });
  if (kept) await carryOver(tx, call, { questionnaireId, version, divisionCode, form });
  appendHistory(tx, call, { kind: 'questionnaire', subjectId: questionnaireId, divisionCode, action: actions[kept ? 1 : 0], changes: kept ? { version: [version - 1, version], ...(kept.title === title ? {} : { title: [kept.title, title] }) } : null });
  addNotice(tx, call, { kind: 'questionnaire', subjectId: questionnaireId, divisionCode });
  return ok({ questionnaireId, version });
}
