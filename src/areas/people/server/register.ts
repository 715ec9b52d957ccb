import { isWithin } from '../../../kernel/division.ts';
import { readIdentity, normalizeIdentity, type IdType } from '../core/identity-number.ts';
import { isMobile, readPhone, tailOf } from '../core/phone.ts';
import { personName, tidy } from '../core/text.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { setTokens, tokensOf } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { addContacts, addHouseholds, addPeople, findHouseholds, findIdsByIndex, type NewContact, type NewPerson } from './write-queries.ts';

/** A resident as a form, a sheet or the demonstration gives it. Numbers may stand in any spelling that the rules can read. */
export type RegisterPerson = {
  divisionCode: string; fullName: string; otherNames?: string[] | null;
  residentId?: string | null; idType?: IdType | null; sex?: 'male' | 'female' | 'unknown' | null; birthDate?: string | null;
  phones?: string[] | null; contactName?: string | null; contactPhone?: string | null; contactRelation?: string | null;
  ethnicity?: string | null; preferredLanguage?: 'zh' | 'mn' | 'any' | null; address?: string | null;
};

/** `knownElsewhere`: the number belongs to somebody whom this actor may not see; nothing was written for that row. */
export type Registered = { personId: string; isNew: boolean } | { personId: null; isNew: false; knownElsewhere: true };

/** What is looked up for a document: an 18-character number by itself, any other paper with its kind before it. */
const indexText = (idType: IdType, number: string): string => (['residentId', 'hmtResidencePermit', 'foreignPermanentResident'].includes(idType) ? number : `${idType}:${number}`);

/** The blind index of an identity number as typed; null if it is none. */
export function indexOfIdentity(call: Call, typed: string, idType?: IdType | null): Buffer | null {
  if (idType && !['residentId', 'hmtResidencePermit', 'foreignPermanentResident', 'none'].includes(idType)) return call.vault.blindIndex('residentId', indexText(idType, normalizeIdentity(typed)));
  const read = readIdentity(typed, call.today);
  return 'residentId' in read ? call.vault.blindIndex('residentId', indexText(read.idType, read.residentId)) : null;
}

// A place without a house number is a neighbourhood, not a home: people there are not made one household.
const isHome = (address: string | null): address is string => address !== null && address.length >= 4 && /[\d一二三四五六七八九十]/.test(address);

function understand(call: Call, given: RegisterPerson): NewPerson {
  const fullName = personName(given.fullName);
  const name = pinyinOf(fullName);
  const person: NewPerson = {
    id: newId(), divisionCode: given.divisionCode, fullName, namePinyin: name.full, nameInitials: name.initials,
    otherNames: (given.otherNames ?? []).map(personName), sex: given.sex ?? 'unknown', birthDate: given.birthDate ?? null, idType: given.idType ?? 'none', idSealed: null, idIndex: null,
    ethnicity: given.ethnicity ?? null, preferredLanguage: given.preferredLanguage ?? 'zh', address: given.address ? tidy(given.address) : null, householdId: null,
  };
  if (!given.residentId) return person;
  if (given.idType && !['residentId', 'hmtResidencePermit', 'foreignPermanentResident', 'none'].includes(given.idType)) {
    const number = normalizeIdentity(given.residentId);
    return { ...person, idSealed: call.vault.seal(number), idIndex: call.vault.blindIndex('residentId', indexText(given.idType, number)).toString('hex') };
  }
  const read = readIdentity(given.residentId, call.today);
  if ('fault' in read) throw new Error(`registerPeople wants checked identity numbers: ${read.fault}`);
  if ('missing' in read) return person;
  return {
    ...person, idType: read.idType, birthDate: read.birthDate, sex: read.sex,
    idSealed: call.vault.seal(read.residentId), idIndex: call.vault.blindIndex('residentId', indexText(read.idType, read.residentId)).toString('hex'),
  };
}

/** The phones of a person, sealed, each with the index of the whole and of its last four digits. */
export function contactsOf(call: Call, personId: string, divisionCode: string, given: Pick<RegisterPerson, 'phones' | 'contactName' | 'contactPhone' | 'contactRelation'>): NewContact[] {
  const contact = (typed: string, more: Partial<NewContact>): NewContact => {
    const read = readPhone(typed);
    if ('fault' in read) throw new Error(`registerPeople wants checked phones: ${read.fault}`);
    return {
      id: newId(), personId, divisionCode, kind: isMobile(read.phone) ? 'mobile' : 'landline', phoneSealed: call.vault.seal(read.phone),
      phoneIndex: call.vault.blindIndex('phone', read.phone), tailIndex: call.vault.blindIndex('phoneTail', tailOf(read.phone)), contactName: null, relation: null, ...more,
    };
  };
  return [
    ...(given.phones ?? []).map((phone) => contact(phone, {})),
    ...(given.contactPhone ? [contact(given.contactPhone, { kind: 'contactPerson', contactName: given.contactName ?? null, relation: given.contactRelation ?? null })] : []),
  ];
}

/** The words by which a person is found: names in every form one types them, the address in pairs of characters. */
export const personTokens = (person: { fullName: string; otherNames: string[]; address: string | null }): string[] =>
  [...new Set([...[person.fullName, ...person.otherNames].flatMap((name) => tokensOf(name)), ...(person.address ? tokensOf(person.address, { pinyin: false }) : [])])];

/** Nobody writes outside the area acted for; the place is then as unknown as the people there. */
function mustBeWithin(call: Call, given: { divisionCode: string }[]): void {
  const outside = given.find(({ divisionCode }) => !isWithin(divisionCode, call.actor.divisionCode));
  if (outside) throw new NotFound('division', outside.divisionCode);
}

/** Puts people of one address into one household, the known one if there is one. */
async function settleHouseholds(tx: Tx, people: NewPerson[]): Promise<void> {
  const homes = new Map(people.filter(({ address }) => isHome(address)).map((person) => [`${person.divisionCode} ${person.address}`, person]));
  if (homes.size === 0) return;
  const known = new Map((await findHouseholds(tx, [...homes.values()].map(({ divisionCode, address }) => ({ divisionCode, address: address! })))).map((home) => [`${home.divisionCode} ${home.address}`, home.id]));
  const fresh = [...homes].filter(([key]) => !known.has(key)).map(([key, person]) => ({ key, id: newId(), divisionCode: person.divisionCode, address: person.address! }));
  for (const home of fresh) known.set(home.key, home.id);
  addHouseholds(tx, fresh);
  for (const person of people) person.householdId = known.get(`${person.divisionCode} ${person.address}`) ?? null;
}

/**
 * Registers people in bulk. An identity number that is known is that person; nothing is merged by name.
 * Answers in the order given; a row of somebody known outside the actor's area is answered as such and written nowhere.
 */
export async function tryRegisterPeople(tx: Tx, call: Call, given: RegisterPerson[]): Promise<Registered[]> {
  if (given.length === 0) return [];
  mustBeWithin(call, given);
  const people = given.map((person) => understand(call, person));
  const indexes = [...new Set(people.flatMap(({ idIndex }) => idIndex ?? []))];
  const known = new Map((await findIdsByIndex(tx, indexes)).map(({ idIndex, id }) => [idIndex, id]));
  const fresh: NewPerson[] = [];
  const firstOfIndex = new Map<string, NewPerson>();
  for (const person of people) {
    if (person.idIndex && (known.has(person.idIndex) || firstOfIndex.has(person.idIndex))) continue;
    if (person.idIndex) firstOfIndex.set(person.idIndex, person);
    fresh.push(person);
  }
  await settleHouseholds(tx, fresh);
  const written = new Set(await addPeople(tx, call, fresh));
  const added = fresh.filter(({ id }) => written.has(id));
  const answers = people.map((person): Registered => {
    const personId = written.has(person.id) ? person.id : person.idIndex ? known.get(person.idIndex) ?? sameNumber(firstOfIndex.get(person.idIndex), written) : null;
    return personId ? { personId, isNew: personId === person.id } : { personId: null, isNew: false, knownElsewhere: true };
  });
  addContacts(tx, answers.flatMap(({ personId }, i) => (personId ? contactsOf(call, personId, given[i]!.divisionCode, given[i]!) : [])));
  setTokens(tx, call, added.map((person) => ({ kind: 'person', subjectId: person.id, divisionCode: person.divisionCode, tokens: personTokens(person) })));
  appendHistories(tx, call, added.map(({ id, divisionCode }) => ({ kind: 'person', subjectId: id, divisionCode, action: 'registered' })));
  addNotices(tx, call, added.map(({ id, divisionCode }) => ({ kind: 'person', subjectId: id, divisionCode })));
  return answers;
}

const sameNumber = (first: NewPerson | undefined, written: Set<string>): string | null => (first && written.has(first.id) ? first.id : null);

/** The same, all or nothing: somebody known elsewhere refuses the whole command (`knownElsewhere`). */
export async function registerPeople(tx: Tx, call: Call, given: RegisterPerson[]): Promise<{ personId: string; isNew: boolean }[]> {
  const answers = await tryRegisterPeople(tx, call, given);
  return answers.map((answer) => {
    // the platform turns the name of a constraint into its refusal
    if (answer.personId === null) throw Object.assign(new Error('the identity number is known elsewhere'), { constraint: 'person_once_per_resident_id' });
    return { personId: answer.personId, isNew: answer.isNew };
  });
}
