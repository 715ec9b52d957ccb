import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { bind, carryBindings } from '../core/bindings.ts';
import { planOf } from '../core/form-plan.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { BindingsAnswer, OneVersion, SaveBindings } from '../core/response-contract.ts';
import { findBindings, getForm, insertBindings } from './response-queries.ts';

export const readBindings = async (tx: Tx, _call: Call, { questionnaireId, version }: OneVersion): Promise<BindingsAnswer> => {
  await getForm(tx, questionnaireId, version);
  return findBindings(tx, questionnaireId, version);
};

/** Says anew, as a whole, which answers of a version are needs. Answers given before stay what they were. */
export async function saveBindings(tx: Tx, call: Call, input: SaveBindings): Promise<Result<{ revision: number }>> {
  const { questionnaireId, version } = input;
  const [{ form, divisionCode }, held] = await Promise.all([getForm(tx, questionnaireId, version), findBindings(tx, questionnaireId, version)]);
  if (!isWithin(divisionCode, call.actor.divisionCode)) return refuse({ code: 'questionnaireKeptElsewhere' });
  if (held.revision !== input.revision) return refuse({ code: 'bindingsChanged' });
  const bound = bind(planOf(form), input.bindings);
  if (!bound.ok) return bound;
  const revision = held.revision + 1;
  insertBindings(tx, call, { questionnaireId, version, revision, divisionCode, bindings: bound.value, dropped: [] });
  appendHistory(tx, call, { kind: 'questionnaire', subjectId: questionnaireId, divisionCode, action: 'bound', changes: { version: [null, version], bindings: [held.bindings.length, bound.value.length] } });
  addNotice(tx, call, { kind: 'questionnaire', subjectId: questionnaireId, divisionCode });
  return ok({ revision });
}

/** Takes the bindings of the version before over into the next, and keeps by name what has no place there. */
export async function carryOver(tx: Tx, call: Call, { questionnaireId, version, divisionCode, form }: { questionnaireId: string; version: number; divisionCode: string; form: Questionnaire }): Promise<void> {
  const [before, held] = await Promise.all([getForm(tx, questionnaireId, version - 1), findBindings(tx, questionnaireId, version - 1)]);
  if (held.bindings.length === 0) return;
  const { carried, dropped } = carryBindings(planOf(before.form), planOf(form), held.bindings);
  insertBindings(tx, call, { questionnaireId, version, revision: 1, divisionCode, bindings: carried, dropped });
}
