import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { recordNeeds } from '../../needs/server/operations.ts';
import { findPersonPlace } from '../../people/server/operations.ts';
import { admit } from '../core/admit-answers.ts';
import { needsOf, type Heard } from '../core/bindings.ts';
import { planOf } from '../core/form-plan.ts';
import { admitPictures, MOST_PICTURES } from '../core/pictures.ts';
import type { ListResponses, OneResponse, ResponseChannel, ResponseFile, ResponseRow, SubmitResponse, Submitted } from '../core/response-contract.ts';
import { workOut } from '../core/answer-form.ts';
import { copyPictures, insertPictures, listPictureNames, picturesOf } from './picture-queries.ts';
import { noteHeard, placeInRound, settleNaming, type InRound } from './round-answers.ts';
import { countResponses, findBindings, getForm, getResponseFile, getSuperseded, insertResponse, insertResponseNeeds, listResponseRows, type ResponseNeed } from './response-queries.ts';

/** Of whom, or of which place, the answers are. */
async function placeOf(tx: Tx, call: Call, input: SubmitResponse): Promise<string> {
  const divisionCode = input.personId ? await findPersonPlace(tx, input.personId) : input.divisionCode ?? call.actor.divisionCode;
  if (!divisionCode) throw new NotFound('person', input.personId!);
  if (!isWithin(divisionCode, call.actor.divisionCode)) throw new NotFound('division', divisionCode);
  return divisionCode;
}

/** A sheet that a worker types in was a questionnaire to whoever filled it in. */
const heardThrough = (channel: ResponseChannel) => (channel === 'paper' ? 'questionnaire' : channel);

/** The needs in the answers of a known person. What the corrected answers said already is not heard a second time. */
async function hearNeeds(tx: Tx, call: Call, input: SubmitResponse, personId: string | null, divisionCode: string, heard: Heard[], said: ReadonlyMap<string, string>, placed: InRound | null): Promise<ResponseNeed[]> {
  if (!personId) return [];
  const fresh = heard.filter(({ item }) => !said.has(item));
  const recorded = await recordNeeds(tx, call, fresh.map(({ item, urgency, words }) => (
    { personId, divisionCode, item, urgency, words, description: words.slice(0, 1000), channel: heardThrough(input.channel), heardOn: input.askedOn, heardBy: input.askedBy || call.actor.name, roundId: placed?.round.id ?? null, roundMemberId: placed?.member?.id ?? null })));
  const kept = heard.filter(({ item }) => said.has(item)).map(({ item }): ResponseNeed => ({ needId: said.get(item)!, item, outcome: 'kept' }));
  return [...fresh.map(({ item }, i): ResponseNeed => ({ ...recorded[i]!, item })), ...kept];
}

/**
 * Takes an answered questionnaire under the version that was asked, however many came since. The answers are gone through as the page goes through them;
 * what is wrong is named at its question. A correction takes the place of an earlier one, which stays.
 */
export async function submitResponse(tx: Tx, call: Call, input: SubmitResponse): Promise<Result<Submitted>> {
  if (input.askedOn > call.today) return refuse({ code: 'askedInFuture', today: call.today });
  const [{ form }, { bindings }, earlier] = await Promise.all([getForm(tx, input.questionnaireId, input.version), findBindings(tx, input.questionnaireId, input.version), input.supersedes ? getSuperseded(tx, input.supersedes) : null]);
  if (earlier && earlier.questionnaireId !== input.questionnaireId) throw new NotFound('response', earlier.id);
  if (earlier?.isCorrected) return refuse({ code: 'correctedAlready' });
  const placed = await placeInRound(tx, input, earlier);
  if (!placed.ok) return placed;
  const { value: inRound } = placed;
  const divisionCode = await placeOf(tx, call, input.personId || !inRound?.member ? input : { ...input, divisionCode: inRound.member.divisionCode });
  const plan = planOf(form);
  const admitted = admit(plan, input.answers, { today: input.askedOn, language: call.language });
  if (!admitted.ok) return admitted;
  const pictures = admitPictures(plan, { given: input.answers, kept: admitted.value.kept }, picturesOf(input.pictures), earlier ? await listPictureNames(tx, earlier.id) : new Set(), MOST_PICTURES);
  if (!pictures.ok) return pictures;
  const responseId = newId();
  // an answer by the link of a door stays without a name, but whose its needs are has been said and holds for what it is corrected to
  const whose = input.personId ?? earlier?.namedId ?? null;
  const said = new Map(earlier && earlier.personId === (input.personId ?? null) ? earlier.needs.map(({ item, needId }) => [item, needId]) : []);
  // a need is told in the words of the question as the city keeps them
  const heard = needsOf(call.language === 'zh' ? admitted.value : workOut(plan, input.answers, { today: input.askedOn, language: 'zh' }), bindings);
  const needs = await hearNeeds(tx, call, input, whose, divisionCode, heard, said, inRound);
  if (inRound && !earlier) await noteHeard(tx, call, inRound);
  insertResponse(tx, call, {
    id: responseId, divisionCode, questionnaireId: input.questionnaireId, version: input.version, channel: input.channel, personId: input.personId ?? null, askedBy: call.actor.accountId, askedByName: input.askedBy || call.actor.name,
    askedOn: input.askedOn, answers: admitted.value.kept, roundId: inRound?.round.id ?? null, roundMemberId: inRound?.member?.id ?? null, householdId: inRound?.member?.householdId ?? null, supersedes: earlier?.id ?? null,
  });
  insertPictures(tx, call, { responseId, divisionCode }, pictures.value.added);
  if (earlier) copyPictures(tx, earlier.id, { responseId, divisionCode }, pictures.value.copied);
  insertResponseNeeds(tx, call, responseId, divisionCode, needs);
  appendHistory(tx, call, { kind: 'response', subjectId: responseId, divisionCode, action: earlier ? 'corrected' : 'submitted' });
  // whose it is is asked as of any answer by the link, where nobody has said it yet
  if (earlier?.linkId && inRound?.member && !whose && heard.length > 0) await enqueue(tx, 'surveys.takeIn', { responseId });
  if (earlier && inRound?.member && heard.length === 0) settleNaming(tx, call, inRound.member.id, 'withdrawn');
  if (earlier) appendHistory(tx, call, { kind: 'response', subjectId: earlier.id, divisionCode: earlier.divisionCode, action: 'superseded' });
  addNotice(tx, call, { kind: 'response', subjectId: responseId, divisionCode });
  return ok({ responseId, needs });
}

/** Answered questionnaires of the division acted for, the last asked first; what was corrected is left to its correction. `total` is exact. */
export async function listResponses(tx: Tx, _call: Call, input: ListResponses): Promise<{ total: number; items: ResponseRow[]; next: string | null }> {
  const [total, rows] = await Promise.all([countResponses(tx, input), listResponseRows(tx, input, input.limit + 1)]);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { total, items, next: rows.length > input.limit && last ? encodeCursor({ value: last.askedOn, id: last.id }) : null };
}

export const readResponse = (tx: Tx, _call: Call, { responseId }: OneResponse): Promise<ResponseFile> => getResponseFile(tx, responseId);
