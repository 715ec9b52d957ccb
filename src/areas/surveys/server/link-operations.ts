import { isWithin } from '../../../kernel/division.ts';
import { addDays } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findServicePhone } from '../../divisions/server/operations.ts';
import { admit } from '../core/admit-answers.ts';
import { planOf } from '../core/form-plan.ts';
import { stateOfLink } from '../core/link.ts';
import { admitPictures, MOST_BYTES_OF_LINK, MOST_PICTURES_BY_LINK } from '../core/pictures.ts';
import { LONGEST_LINK_DAYS, type AnswerByLink, type AskedByLink, type CloseLink, type LinkRow, type LinksOfQuestionnaire, type MakeLink } from '../core/response-contract.ts';
import { codeOfLink, hashOf, showLink } from './link-code.ts';
import { closeLinkOn, countAnswer, findLinkHeld, getLinkForUpdate, insertLink, listLinkRecords, type LinkRecord } from './link-queries.ts';
import { bytesOf, insertPictures, picturesOf } from './picture-queries.ts';
import { getKept } from './queries.ts';
import { getForm, insertResponse } from './response-queries.ts';
import { getRound, lockRound } from './round-queries.ts';

/** The version that a link asks: that of its round, or none, which is the newest. */
async function versionFor(tx: Tx, { roundId, questionnaireId, expiresOn }: MakeLink, divisionCode: string): Promise<Result<number | null>> {
  if (!roundId) return ok(null);
  await lockRound(tx, roundId, 'shared');
  const round = await getRound(tx, roundId);
  if (round.status !== 'running') return refuse({ code: 'roundNotRunning', status: round.status });
  if (!round.channels.includes('questionnaire')) return refuse({ code: 'channelNotOfRound', channel: 'questionnaire' });
  if (round.questionnaireId !== questionnaireId) return refuse({ code: 'questionnaireNotOfRound' });
  if (!isWithin(divisionCode, round.divisionCode)) return refuse({ code: 'placeOutsideRound', field: 'divisionCode' });
  return expiresOn > round.untilOn ? refuse({ code: 'linkBeyondRound', untilOn: round.untilOn, field: 'expiresOn' }) : ok(round.questionnaireVersion);
}

/** A link by which a questionnaire is answered without an account: its newest version, or that of the round it asks for. */
export async function makeLink(tx: Tx, call: Call, input: MakeLink): Promise<Result<{ linkId: string }>> {
  if (input.expiresOn < call.today) return refuse({ code: 'linkOverAlready', today: call.today });
  if (input.expiresOn > addDays(call.today, LONGEST_LINK_DAYS)) return refuse({ code: 'linkTooLong', until: addDays(call.today, LONGEST_LINK_DAYS) });
  const divisionCode = input.divisionCode ?? call.actor.divisionCode;
  if (!isWithin(divisionCode, call.actor.divisionCode)) throw new NotFound('division', divisionCode);
  await getKept(tx, input.questionnaireId);
  const asks = await versionFor(tx, input, divisionCode);
  if (!asks.ok) return asks;
  const id = newId();
  insertLink(tx, call, { ...input, roundId: input.roundId ?? null, roundMemberId: null, version: asks.value, id, divisionCode, codeHash: hashOf(codeOfLink(call.vault, id)) });
  appendHistory(tx, call, { kind: 'questionnaire', subjectId: input.questionnaireId, divisionCode, action: 'linkMade', changes: { place: [null, input.place], expiresOn: [null, input.expiresOn], mostAnswers: [null, input.mostAnswers] } });
  addNotice(tx, call, { kind: 'questionnaire', subjectId: input.questionnaireId, divisionCode });
  return ok({ linkId: id });
}

export async function closeLink(tx: Tx, call: Call, { linkId }: CloseLink): Promise<Result<{ linkId: string }>> {
  const link = await getLinkForUpdate(tx, linkId);
  if (link.closedOn) return refuse({ code: 'linkClosedAlready', on: link.closedOn });
  closeLinkOn(tx, linkId, call.today);
  appendHistory(tx, call, { kind: 'questionnaire', subjectId: link.questionnaireId, divisionCode: link.divisionCode, action: 'linkClosed', changes: { place: [link.place, null] } });
  addNotice(tx, call, { kind: 'questionnaire', subjectId: link.questionnaireId, divisionCode: link.divisionCode });
  return ok({ linkId });
}

export async function listLinks(tx: Tx, call: Call, { questionnaireId, roundId }: LinksOfQuestionnaire): Promise<{ items: LinkRow[] }> {
  await getKept(tx, questionnaireId);
  return { items: (await listLinkRecords(tx, questionnaireId, roundId)).map((link) => showLink(call, link)) };
}

/** The link that whoever answers holds, while it takes answers. To what is sent, wrong, closed, over and full are one and the same. */
async function getOpenLink(tx: Tx, call: Call): Promise<LinkRecord> {
  const link = await findLinkHeld(tx);
  if (!link || stateOfLink(link, call.today) !== 'open') throw new NotFound('questionnaireLink', 'by code');
  tx.open('app.questionnaire', link.questionnaireId);
  return link;
}

/** What is asked by the link that is held; one that takes no answers says that, to whoever has its code. */
export async function askByLink(tx: Tx, call: Call): Promise<AskedByLink> {
  const link = await findLinkHeld(tx);
  if (!link) throw new NotFound('questionnaireLink', 'by code');
  const known = await findServicePhone(tx, link.divisionCode);
  const phone = known && { name: known.placeName, phone: known.phone };
  if (stateOfLink(link, call.today) !== 'open') return { state: link.roundMemberId !== null && link.answers >= link.mostAnswers ? 'answered' : 'over', phone };
  tx.open('app.questionnaire', link.questionnaireId);
  const { version: newest, title } = await getKept(tx, link.questionnaireId);
  const version = link.version ?? newest;
  const { form } = await getForm(tx, link.questionnaireId, version);
  return { state: 'open', isOfHome: link.roundMemberId !== null, title, version, form, place: link.place, divisionName: link.divisionName, today: call.today, phone };
}

/** Answers of nobody in particular. They are counted and kept; who gave them is asked nowhere. */
export async function answerByLink(tx: Tx, call: Call, { version, answers, pictures: given }: AnswerByLink): Promise<Result<{ isTaken: true }>> {
  const link = await getOpenLink(tx, call);
  const { form } = await getForm(tx, link.questionnaireId, version);
  const plan = planOf(form);
  const admitted = admit(plan, answers, { today: call.today, language: call.language });
  if (!admitted.ok) return admitted;
  const pictures = admitPictures(plan, { given: answers, kept: admitted.value.kept }, picturesOf(given), new Set(), MOST_PICTURES_BY_LINK);
  if (!pictures.ok) return pictures;
  const weight = bytesOf(pictures.value.added);
  if (weight > 0 && link.pictureBytes + weight > MOST_BYTES_OF_LINK) return refuse({ code: 'linkPicturesFull' });
  if (!(await countAnswer(tx, call.today, weight))) throw new NotFound('questionnaireLink', 'by code');
  const id = newId();
  insertResponse(tx, call, {
    id, divisionCode: link.divisionCode, questionnaireId: link.questionnaireId, version, channel: 'self', personId: null, askedBy: null, askedByName: '', askedOn: call.today, answers: admitted.value.kept,
    roundId: link.roundId, roundMemberId: link.roundMemberId, linkId: link.id, linkHash: call.actor.link ?? '', supersedes: null,
  });
  insertPictures(tx, call, { responseId: id, divisionCode: link.divisionCode, linkHash: call.actor.link ?? '' }, pictures.value.added);
  appendHistory(tx, call, { kind: 'response', subjectId: id, divisionCode: link.divisionCode, action: 'submitted' });
  addNotice(tx, call, { kind: 'response', subjectId: id, divisionCode: link.divisionCode });
  if (link.roundMemberId) await enqueue(tx, 'surveys.takeIn', { responseId: id });
  return ok({ isTaken: true });
}
