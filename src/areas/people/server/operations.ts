import type { Call } from '../../../platform/server/call.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findPerson, getPersonRecord, listContacts } from './person-queries.ts';

/** What other areas may call. The rest of this area's operations are commands of its own routes. */
export { registerPeople, tryRegisterPeople, type RegisterPerson, type Registered } from './register.ts';
export { giveConsents, type GiveConsent, type NotGiven } from './consents.ts';
export { findPeopleAlike, type Alike } from './alike.ts';
/** Registers one person as the form does: checks the numbers, names who is known, asks about a likeness. */
export { registerPerson as registerPersonChecked } from './commands.ts';
export { hasConsent } from './person-queries.ts';
export { mergePeople, unmergePeople, type MovedOfPerson } from './merge.ts';
/** For lists of other areas that are searched by people: a query for the ids of whom a word means. */
export { idsAnswering as peopleAnswering } from './queries.ts';

/** Who receives a service, for the one who brings it: an audited reading of the file. */
export async function getRecipient(tx: Tx, call: Call, personId: string): Promise<{ fullName: string; address: string | null; phones: string[]; birthDate: string | null; divisionCode: string }> {
  const [person, contacts] = await Promise.all([getPersonRecord(tx, personId), listContacts(tx, personId)]);
  auditRead(tx, call, { kind: 'person', subjectId: personId, divisionCode: person.divisionCode, purpose: 'arrangeService', operation: 'person.recipient' });
  const phones = [...contacts].sort((a, b) => Number(a.kind === 'contactPerson') - Number(b.kind === 'contactPerson')).map(({ phoneSealed }) => call.vault.open(phoneSealed));
  return { fullName: person.fullName, address: person.address, phones, birthDate: person.birthDate, divisionCode: person.divisionCode };
}

/** The community of a person whom the actor may see. */
export const findPersonPlace = async (tx: Tx, personId: string): Promise<string | null> => (await findPerson(tx, personId))?.divisionCode ?? null;
