import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { BadInput, NotFound } from '../../../platform/server/errors.ts';
import { appendHistory, changesBetween, findLastChange } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findPersonPlace, giveConsents, registerPersonChecked, type GiveConsent } from '../../people/server/operations.ts';
import { LONGEST_DESCRIPTION, type AddEvidence, type CloseNeed, type EditNeed, type HearNeed, type RaiseNeed, type ReasonOfNeed, type VerifyNeeds } from '../core/contract.ts';
import { categoryOf, type ItemCode } from '../core/items.ts';
import { admitEdit, isClosed, type EditRefusal, type MoveRefusal } from '../core/need.ts';
import { moveNeed, recordNeeds, verifyNeeds, type Moved, type Verified } from './operations.ts';
import { addEvidences, cellOf, countChange, listNeedsForUpdate, saveNeeds, type NeedRecord } from './write-queries.ts';

type HearRefusal = { code: 'heardInFuture'; today: string } | Refusal;

/** What was agreed to when a need was heard: to be matched, and apart from it to be told by SMS. */
const consentsIn = ({ consents, guardianConsents, messages, guardianMessages }: HearNeed): Pick<GiveConsent, 'purpose' | 'basis'>[] => [
  ...(consents || guardianConsents ? [{ purpose: 'serviceMatching' as const, basis: guardianConsents ? 'guardianConsent' as const : 'consent' as const }] : []),
  ...(messages || guardianMessages ? [{ purpose: 'messages' as const, basis: guardianMessages ? 'guardianConsent' as const : 'consent' as const }] : []),
];

/** Records one need from the form, of a known person, of one registered in the same transaction, or of the place. */
export async function hearNeed(tx: Tx, call: Call, input: HearNeed): Promise<Result<{ needId: string; outcome: 'new' | 'joined' }, HearRefusal>> {
  if (input.heardOn > call.today) return refuse({ code: 'heardInFuture', today: call.today });
  const isOf = (who: 'known' | 'new') => !input.who || input.who === who;
  let personId = isOf('known') ? input.personId ?? null : null;
  let divisionCode = input.divisionCode ?? null;
  if (personId) divisionCode = (await findPersonPlace(tx, personId)) ?? null;
  if (personId && !divisionCode) throw new NotFound('person', personId);
  if (!divisionCode) throw new BadInput([{ path: 'divisionCode', code: 'required', message: call.language === 'zh' ? '必填' : 'Required' }]);
  if (!personId && input.newPerson && isOf('new')) {
    const made = await registerPersonChecked(tx, call, { ...input.newPerson, divisionCode, requestId: input.requestId, isAnother: input.isAnother });
    if (!made.ok) return made;
    personId = made.value.personId;
  }
  const given = personId ? consentsIn(input).map((consent) => ({ ...consent, personId, divisionCode, givenHow: 'spoken' as const, givenOn: input.heardOn })) : [];
  const [refused] = await giveConsents(tx, call, given);
  if (refused) return refuse(refused.refusal);
  // what was said says what is wanted, unless it is described besides; a description is shorter than what may be said
  const description = input.description || (input.words?.slice(0, LONGEST_DESCRIPTION) ?? null);
  const [made] = await recordNeeds(tx, call, [{ ...input, description, personId, divisionCode, heardBy: input.heardBy ?? call.actor.name }]);
  return ok(made!);
}

/** A resident says what they need. The station hears of it at once; who verifies it is settled by a job, because residents see no colleagues. */
export async function raiseNeed(tx: Tx, call: Call, input: RaiseNeed): Promise<Result<{ needId: string; outcome: 'new' | 'joined' }, { code: 'noPersonOfAccount' }>> {
  const { personId } = call.actor;
  const divisionCode = personId ? await findPersonPlace(tx, personId) : null;
  if (!personId || !divisionCode) return refuse({ code: 'noPersonOfAccount' });
  const [made] = await recordNeeds(tx, { ...call, actor: { ...call.actor, divisionCode } }, [{ ...input, personId, divisionCode, description: input.words, channel: 'self', heardOn: call.today, heardBy: call.actor.name }]);
  if (made!.outcome === 'new') await enqueue(tx, 'needs.oweVerification', { needId: made!.needId });
  return ok(made!);
}

async function getForUpdate(tx: Tx, needId: string): Promise<NeedRecord> {
  const [need] = await listNeedsForUpdate(tx, [needId]);
  if (!need) throw new NotFound('need', needId);
  return need;
}

/** One more hearing of a need that is not closed. */
export async function addEvidence(tx: Tx, call: Call, input: AddEvidence): Promise<Result<{ needId: string; outcome: 'joined' }, EditRefusal | { code: 'heardInFuture'; today: string }>> {
  const need = await getForUpdate(tx, input.needId);
  if (input.heardOn > call.today) return refuse({ code: 'heardInFuture', today: call.today });
  if (isClosed(need.status)) return refuse({ code: 'needClosed', status: need.status });
  addEvidences(tx, call, [{ id: newId(), needId: need.id, divisionCode: need.divisionCode, channel: input.channel, heardOn: input.heardOn, heardBy: input.heardBy ?? call.actor.name, words: input.words, importId: null, importPlace: null, importOrd: null, typed: null }]);
  if (input.heardOn < need.heardOn) {
    const after = { ...need, heardOn: input.heardOn };
    saveNeeds(tx, call, [after]);
    countChange(tx, call, [cellOf(need)], [cellOf(after)]);
  }
  appendHistory(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, action: 'heardAgain', changes: { channel: [null, input.channel] } });
  addNotice(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode });
  return ok({ needId: need.id, outcome: 'joined' });
}

/** Verifies one or many. One alone that cannot be verified is a refusal; among many it is named in the answer. */
export async function verifyMany(tx: Tx, call: Call, { needIds }: VerifyNeeds): Promise<Result<Verified, { code: string; count: number }>> {
  const answer = await verifyNeeds(tx, call, needIds);
  return answer.verified.length === 0 ? refuse({ code: answer.left[0]!.code, count: answer.left.length }) : ok(answer);
}

export type ChangedMeanwhile = { code: 'changedMeanwhile'; by: string; at: string; fields: string[] };

/** The need, held, if it still is as it was read; else who changed what. */
export async function getUnchanged(tx: Tx, needId: string, version: number): Promise<Result<NeedRecord, ChangedMeanwhile>> {
  const need = await getForUpdate(tx, needId);
  if (need.version === version) return ok(need);
  const last = await findLastChange(tx, 'need', need.id);
  return refuse({ code: 'changedMeanwhile', by: last?.by ?? '', at: last?.at ?? '', fields: last?.fields ?? [] });
}

/** Mends what was written down, on the version that was read. */
export async function editNeed(tx: Tx, call: Call, input: EditNeed): Promise<Result<{ needId: string; status: NeedRecord['status']; version: number }, EditRefusal | { code: 'needInWork' } | ChangedMeanwhile>> {
  const unchanged = await getUnchanged(tx, input.needId, input.version);
  if (!unchanged.ok) return unchanged;
  const need = unchanged.value;
  const item: ItemCode = input.item ?? need.item;
  const admitted = admitEdit(need, item);
  if (!admitted.ok) return admitted;
  const { requestId: _a, needId: _b, version: _c, ...given } = input;
  const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<NeedRecord>;
  const after: NeedRecord = { ...need, ...told, item, category: categoryOf(item), description: told.description ?? need.description, quantity: told.quantity ?? need.quantity };
  saveNeeds(tx, call, [after]);
  countChange(tx, call, [cellOf(need)], [cellOf(after)]);
  appendHistory(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, action: 'edited', changes: changesBetween(need as unknown as Record<string, unknown>, told as Record<string, unknown>) });
  addNotice(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode });
  return ok({ needId: need.id, status: after.status, version: need.version + 1 });
}

/** A step that somebody else has just taken is told with who it was and when. */
async function moveOne(tx: Tx, call: Call, step: Parameters<typeof moveNeed>[2]): Promise<Result<Moved, MoveRefusal | { code: 'needMovedOn'; by: string; at: string | null; state: string }>> {
  const moved = await moveNeed(tx, call, step);
  if (moved.ok || moved.refusal.code !== 'wrongState') return moved;
  const last = await findLastChange(tx, 'need', step.needId);
  return refuse({ code: 'needMovedOn', by: last?.by ?? '—', at: last?.at ?? null, state: moved.refusal.state });
}

export const closeUnmet = (tx: Tx, call: Call, { needId, code, reason }: CloseNeed) => moveOne(tx, call, { needId, action: 'closeUnmet', code, reason });
export const withdrawNeed = (tx: Tx, call: Call, { needId, reason }: ReasonOfNeed) => moveOne(tx, call, { needId, action: 'withdraw', code: 'noLongerWanted', reason });
export const reopenNeed = (tx: Tx, call: Call, { needId, reason }: ReasonOfNeed) => moveOne(tx, call, { needId, action: 'reopen', reason });
