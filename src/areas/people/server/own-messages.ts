import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { isGuardianAsked, type ConsentRefusal } from '../core/consent.ts';
import type { OwnMessages, SetOwnMessages } from '../core/contract.ts';
import { maskPhone } from '../core/mask.ts';
import { giveConsents, withdrawConsent } from './consents.ts';
import { findPerson, getPersonRecord, listContacts } from './person-queries.ts';

type Agreed = { id: string; givenOn: string; language: 'zh' | 'en' | null };

const findAgreed = (tx: Tx, personId: string): Promise<Agreed | null> => tx.maybe(sql`
  select id, given_on as "givenOn", language from consent where city = current_setting('app.city') and person_id = ${personId} and purpose = 'messages' and withdrawn_on is null order by given_on desc, id limit 1`);

/** Whether the resident who is signed in has agreed to be written to, and where that would arrive. */
export async function readOwnMessages(tx: Tx, call: Call): Promise<OwnMessages> {
  const { personId } = call.actor;
  const person = personId ? await findPerson(tx, personId) : null;
  if (!person) return { personId: null, maskedPhone: null, isWanted: false, since: null, language: call.language, isGuardianAsked: false };
  const [agreed, contacts] = await Promise.all([findAgreed(tx, person.id), listContacts(tx, person.id)]);
  const mobile = contacts.find(({ kind }) => kind === 'mobile');
  return {
    personId: person.id, maskedPhone: mobile ? maskPhone(call.vault.open(mobile.phoneSealed)) : null, isWanted: agreed !== null, since: agreed?.givenOn ?? null,
    language: agreed ? agreed.language ?? 'zh' : call.language, isGuardianAsked: isGuardianAsked(person.birthDate, call.today),
  };
}

/** On, off, or in another language; what is so already is left as it is. What waits to be sent is asked again when it leaves, so that it counts at once. */
export async function setOwnMessages(tx: Tx, call: Call, { isWanted, language }: Omit<SetOwnMessages, 'requestId'>): Promise<Result<{ personId: string }, ConsentRefusal | { code: 'noPersonOfAccount' } | { code: 'consentWithdrawnAlready'; on: string }>> {
  const { personId } = call.actor;
  if (!personId) return refuse({ code: 'noPersonOfAccount' });
  const { divisionCode } = await getPersonRecord(tx, personId);
  const agreed = await findAgreed(tx, personId);
  if (!isWanted) return agreed ? withdrawConsent(tx, call, { consentId: agreed.id }) : ok({ personId });
  if (!agreed) {
    const [refused] = await giveConsents(tx, call, [{ personId, divisionCode, purpose: 'messages', basis: 'consent', givenHow: 'online', givenOn: call.today, language }]);
    return refused ? refuse(refused.refusal) : ok({ personId });
  }
  const before = agreed.language ?? 'zh';
  if (before !== language) {
    tx.send(sql`update consent set language = ${language} where city = current_setting('app.city') and person_id = ${personId} and purpose = 'messages' and withdrawn_on is null`);
    appendHistory(tx, call, { kind: 'person', subjectId: personId, divisionCode, action: 'messageLanguageChosen', changes: { language: [before, language] } });
    addNotice(tx, call, { kind: 'consent', subjectId: personId, divisionCode });
  }
  return ok({ personId });
}
