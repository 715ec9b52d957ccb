import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findPerson, listRecipients } from './person-queries.ts';

/** What other areas may call. The rest of this area's operations are commands of its own routes. */
export { registerPeople, tryRegisterPeople, type RegisterPerson, type Registered } from './register.ts';
export { giveConsents, type GiveConsent, type NotGiven } from './consents.ts';
export { findPeopleAlike, type Alike } from './alike.ts';
export { findAlikeOf, takeWhomToCompare, type MayBeOne } from './alike-search.ts';
export { comparePairs } from './alike-pairs.ts';
/** Registers one person as the form does: checks the numbers, names who is known, asks about a likeness. */
export { registerPerson as registerPersonChecked } from './commands.ts';
export { hasConsent } from './person-queries.ts';
export { mergePeople, unmergePeople, type MovedOfPerson } from './merge.ts';
/** For lists of other areas that are searched by people: a query for the ids of whom a word means. */
export { idsAnswering as peopleAnswering } from './queries.ts';

export type Recipient = { id: string; fullName: string; address: string | null; phones: string[]; birthDate: string | null; divisionCode: string };

/** Who receives a service, to be sealed into what is handed on: nobody has seen it yet, so the reading is noted where it is opened. Their own phones stand before a contact's. */
export async function getRecipients(tx: Tx, call: Call, personIds: string[]): Promise<Map<string, Recipient>> {
  const people = new Map((await listRecipients(tx, personIds)).map((person) => [person.id, person]));
  const unseen = personIds.find((id) => !people.has(id));
  if (unseen) throw new NotFound('person', unseen);
  return new Map([...people].map(([id, { phonesSealed, ...person }]) => [id, { ...person, phones: phonesSealed.map((sealed) => call.vault.open(Buffer.from(sealed, 'hex'))) }]));
}

/** The community of a person whom the actor may see. */
export const findPersonPlace = async (tx: Tx, personId: string): Promise<string | null> => (await findPerson(tx, personId))?.divisionCode ?? null;
