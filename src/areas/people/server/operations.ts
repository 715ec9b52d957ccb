import type { Call } from '../../../platform/server/call.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { namesAreAlike, personName } from '../core/text.ts';
import { readPhone } from '../core/phone.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { findPerson, getPersonRecord, listByPhones, listContacts } from './person-queries.ts';

/** What other areas may call. The rest of this area's operations are commands of its own routes. */
export { registerPeople, tryRegisterPeople, type RegisterPerson, type Registered } from './register.ts';
export { giveConsents, type GiveConsent, type NotGiven } from './consents.ts';
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

export type Alike = { index: number; personId: string; fullName: string; sameName: boolean };

/** For each of the given, people with the same phone and a like name: likely, not certainly, the same. Nobody is merged by this. */
export async function findPeopleAlike(tx: Tx, call: Call, given: { fullName: string; phones: string[] }[]): Promise<Alike[]> {
  const asked = given.map((person) => ({ name: personName(person.fullName), pinyin: pinyinOf(person.fullName).full, phones: person.phones.flatMap((typed) => {
    const read = readPhone(typed);
    return 'phone' in read ? [call.vault.blindIndex('phone', read.phone)] : [];
  }) }));
  const indexes = asked.flatMap(({ phones }) => phones);
  if (indexes.length === 0) return [];
  const known = new Map<string, Awaited<ReturnType<typeof listByPhones>>>();
  for (const row of await listByPhones(tx, indexes)) {
    const key = row.phoneIndex.toString('hex');
    known.set(key, [...(known.get(key) ?? []), row]);
  }
  return asked.flatMap(({ name, pinyin, phones }, index) => {
    const found = new Map(phones.flatMap((phone) => known.get(phone.toString('hex')) ?? []).map((row) => [row.id, row]));
    return [...found.values()].filter((row) => namesAreAlike({ name, pinyin }, { name: row.fullName, pinyin: row.namePinyin }))
      .map((row) => ({ index, personId: row.id, fullName: row.fullName, sameName: personName(row.fullName) === name }));
  });
}

/** The community of a person whom the actor may see. */
export const findPersonPlace = async (tx: Tx, personId: string): Promise<string | null> => (await findPerson(tx, personId))?.divisionCode ?? null;
