import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice, addNotices } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { admitConsent, type ConsentBasis, type ConsentPurpose, type ConsentRefusal, type ConsentWay } from '../core/consent.ts';
import type { GiveConsentCommand, WithdrawConsent } from '../core/contract.ts';
import { findConsent, getPersonRecord, listBirthDates } from './person-queries.ts';
import { addConsents, endConsent } from './write-queries.ts';

export type GiveConsent = {
  personId: string; divisionCode: string; purpose: ConsentPurpose; receiverOrganizationId?: string | null; basis: ConsentBasis; givenHow: ConsentWay; givenOn: string;
  /** Of a consent to messages: in which language; without it in Chinese. */
  language?: 'zh' | 'en' | null;
};
export type NotGiven = { index: number; refusal: ConsentRefusal };

/**
 * Records consents in bulk, each by the same rule as a single one. What the rule refuses (a child under 14 without a guardian) is not
 * written and answered by its place in the list; a person whom the actor may not see is NotFound.
 */
export async function giveConsents(tx: Tx, call: Call, consents: GiveConsent[]): Promise<NotGiven[]> {
  if (consents.length === 0) return [];
  const people = new Map((await listBirthDates(tx, [...new Set(consents.map(({ personId }) => personId))])).map((person) => [person.id, person]));
  const refused: NotGiven[] = [];
  const given = consents.filter((consent, index) => {
    const person = people.get(consent.personId);
    if (!person) throw new NotFound('person', consent.personId);
    const admitted = admitConsent(consent, person.birthDate, call.today, person.hasMobile);
    if (!admitted.ok) refused.push({ index, refusal: admitted.refusal });
    return admitted.ok;
  });
  addConsents(tx, call, given.map((consent) => ({ ...consent, id: newId(), divisionCode: people.get(consent.personId)!.divisionCode, receiverOrganizationId: consent.receiverOrganizationId ?? null, language: consent.language ?? null })));
  appendHistories(tx, call, given.map((consent) => ({ kind: 'person', subjectId: consent.personId, divisionCode: people.get(consent.personId)!.divisionCode, action: 'consentGiven', changes: { purpose: [null, consent.purpose] } })));
  addNotices(tx, call, given.map((consent) => ({ kind: 'consent', subjectId: consent.personId, divisionCode: people.get(consent.personId)!.divisionCode })));
  return refused;
}

/** One consent from the person's page, or from the resident's own. */
export async function giveConsent(tx: Tx, call: Call, input: GiveConsentCommand): Promise<Result<{ personId: string }, ConsentRefusal>> {
  const person = await getPersonRecord(tx, input.personId);
  const [refused] = await giveConsents(tx, call, [{ ...input, divisionCode: person.divisionCode }]);
  return refused ? refuse(refused.refusal) : ok({ personId: person.id });
}

export type WithdrawRefusal = { code: 'consentWithdrawnAlready'; on: string };

/** Withdrawn in one step, as easily as given (PIPL 15); what was done before stays lawful. */
export async function withdrawConsent(tx: Tx, call: Call, { consentId }: Pick<WithdrawConsent, 'consentId'>): Promise<Result<{ personId: string }, WithdrawRefusal>> {
  const consent = await findConsent(tx, consentId);
  if (!consent) throw new NotFound('consent', consentId);
  if (consent.withdrawnOn) return refuse({ code: 'consentWithdrawnAlready', on: consent.withdrawnOn });
  endConsent(tx, consent, call.today);
  const about = { subjectId: consent.personId, divisionCode: consent.divisionCode };
  appendHistory(tx, call, { kind: 'person', ...about, action: 'consentWithdrawn', changes: { purpose: [consent.purpose, null] } });
  addNotice(tx, call, { kind: 'consent', ...about });
  return ok({ personId: consent.personId });
}
