import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory, changesBetween, findLastChange } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { setTokens } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, settle } from '../../duties/server/operations.ts';
import type { AddCircumstance, AlikePerson, EndCircumstance, RegisterPersonCommand, RevealField, UpdatePerson } from '../core/contract.ts';
import { numbersMeant } from '../core/alike-identity.ts';
import { checkPerson, type PersonRefusal } from '../core/check-person.ts';
import { readIdentity } from '../core/identity-number.ts';
import { maskResidentId } from '../core/mask.ts';
import { personName, tidy } from '../core/text.ts';
import { describeCandidates, findCandidates, isNameOf } from './alike.ts';
import { findCircumstance, findPerson, getPersonForUpdate, getPersonRecord, listContacts } from './person-queries.ts';
import { contactsOf, indexOfIdentity, personTokens, registerPeople } from './register.ts';
import { addCircumstanceRow, addContacts, endCircumstanceRow, findIdsByIndex, savePerson } from './write-queries.ts';

type Known = { code: 'personKnown'; personId: string; name: string } | { code: 'personAlike'; field: 'isAnother'; personId: string; name: string; alike: AlikePerson[] } | { code: 'numberMeant'; field: 'residentId'; personId: string; name: string };

/** Registers one resident. A number that is known names the person; whoever may be the same by other likeness is shown first, with the evidence. */
export async function registerPerson(tx: Tx, call: Call, input: RegisterPersonCommand): Promise<Result<{ personId: string; version: number }, PersonRefusal | Known>> {
  const checked = checkPerson(input, call.today);
  if (!checked.ok) return (await findNumberMeant(tx, call, checked.refusal, input)) ?? checked;
  const index = input.residentId ? indexOfIdentity(call, input.residentId, input.idType) : null;
  const [known] = index ? await findIdsByIndex(tx, [index.toString('hex')]) : [];
  if (known) return refuse({ code: 'personKnown', personId: known.id, name: (await findPerson(tx, known.id))!.fullName });
  if (!input.isAnother) {
    const [first, ...others] = (await findCandidates(tx, call, input)).slice(0, MOST_SHOWN);
    if (first) return refuse({ code: 'personAlike', field: 'isAnother', personId: first.personId, name: first.fullName, alike: await describeCandidates(tx, call, input.fullName, [first, ...others]) });
  }
  const [made] = await registerPeople(tx, call, [input]);
  return ok({ personId: made!.personId, version: 1 });
}

// more than a few are a common name, and no help
const MOST_SHOWN = 3;

/** One digit miscopied, and the number is that of somebody of the same name: then it is said whose it is. */
async function findNumberMeant(tx: Tx, call: Call, refusal: PersonRefusal, input: RegisterPersonCommand): Promise<Result<never, Known> | null> {
  if (refusal.code !== 'residentIdCheck' || !input.residentId) return null;
  const indexes = numbersMeant(input.residentId).flatMap((number) => indexOfIdentity(call, number)?.toString('hex') ?? []);
  for (const { id } of await findIdsByIndex(tx, indexes)) {
    const { fullName } = await getPersonRecord(tx, id);
    if (isNameOf(input.fullName, fullName)) return refuse({ code: 'numberMeant', field: 'residentId', personId: id, name: fullName });
  }
  return null;
}

type Changed = { code: 'changedMeanwhile'; by: string; at: string; fields: string[] };

/** Changes what was given and leaves the rest. The second of two editors is told who changed what. */
export async function updatePerson(tx: Tx, call: Call, input: UpdatePerson): Promise<Result<{ personId: string; version: number }, PersonRefusal | Known | Changed>> {
  const person = await getPersonForUpdate(tx, input.personId);
  if (person.version !== input.version) {
    const last = await findLastChange(tx, 'person', person.id);
    return refuse({ code: 'changedMeanwhile', by: last?.by ?? '', at: last?.at ?? '', fields: last?.fields ?? [] });
  }
  const checked = checkPerson({ ...input, phones: input.addPhone ? [input.addPhone] : [] }, call.today);
  if (!checked.ok) return checked;
  const fullName = input.fullName ? personName(input.fullName) : person.fullName;
  const name = pinyinOf(fullName);
  const after = {
    ...person, fullName, namePinyin: name.full, nameInitials: name.initials,
    otherNames: input.otherNames ? input.otherNames.map(personName) : person.otherNames, sex: input.sex ?? person.sex,
    birthDate: input.birthDate === undefined ? person.birthDate : input.birthDate, ethnicity: input.ethnicity === undefined ? person.ethnicity : input.ethnicity,
    preferredLanguage: input.preferredLanguage ?? person.preferredLanguage, address: input.address === undefined ? person.address : input.address && tidy(input.address), diedOn: input.diedOn === undefined ? person.diedOn : input.diedOn,
  };
  let numbers: { residentId?: [string | null, string] } = {};
  if (input.residentId) {
    const index = indexOfIdentity(call, input.residentId, input.idType)!;
    const [known] = await findIdsByIndex(tx, [index.toString('hex')]);
    if (known && known.id !== person.id) return refuse({ code: 'personKnown', personId: known.id, name: (await findPerson(tx, known.id))!.fullName });
    const read = readIdentity(input.residentId, call.today);
    const number = 'residentId' in read ? read.residentId : input.residentId.trim().toUpperCase();
    numbers = { residentId: [person.idSealed ? maskResidentId(call.vault.open(person.idSealed)) : null, maskResidentId(number)] };
    Object.assign(after, { idSealed: call.vault.seal(number), idIndex: index, idType: input.idType ?? 'residentId', ...('residentId' in read ? { idType: read.idType, birthDate: read.birthDate, sex: read.sex } : {}) });
  }
  const { idSealed: _a, idIndex: _b, namePinyin: _c, nameInitials: _d, ...told } = after;
  savePerson(tx, call, person.id, after);
  if (input.addPhone) addContacts(tx, contactsOf(call, person.id, person.divisionCode, { phones: [input.addPhone] }));
  setTokens(tx, call, [{ kind: 'person', subjectId: person.id, divisionCode: person.divisionCode, tokens: personTokens(after), was: { divisionCode: person.divisionCode, tokens: personTokens(person) } }]);
  appendHistory(tx, call, { kind: 'person', subjectId: person.id, divisionCode: person.divisionCode, action: 'updated', changes: { ...changesBetween(person as unknown as Record<string, unknown>, told), ...numbers } });
  addNotice(tx, call, { kind: 'person', subjectId: person.id, divisionCode: person.divisionCode });
  return ok({ personId: person.id, version: person.version + 1 });
}

/** Shows one masked value for a stated purpose. The audit row is what the person reads in *who looked at my file*. */
export async function revealField(tx: Tx, call: Call, { personId, field, contactId, purpose }: RevealField): Promise<Result<{ value: string }, { code: 'nothingToShow' }>> {
  const person = await getPersonRecord(tx, personId);
  let sealed = person.idSealed;
  if (field !== 'residentId') {
    const contacts = (await listContacts(tx, personId)).filter(({ kind }) => (kind === 'contactPerson') === (field === 'contactPhone'));
    sealed = (contactId ? contacts.find(({ id }) => id === contactId) : contacts[0])?.phoneSealed ?? null;
  }
  if (!sealed) return refuse({ code: 'nothingToShow' });
  auditRead(tx, call, { kind: 'person', subjectId: personId, divisionCode: person.divisionCode, purpose, operation: `person.reveal.${field}` });
  return ok({ value: call.vault.open(sealed) });
}

/** Notes a circumstance that calls for care; the day to look at it again is a duty. */
export async function addCircumstance(tx: Tx, call: Call, input: Omit<AddCircumstance, 'requestId'>): Promise<Result<{ personId: string }, { code: 'sinceInFuture' } | { code: 'reviewBeforeSince' }>> {
  const person = await getPersonRecord(tx, input.personId);
  if (input.sinceOn > call.today) return refuse({ code: 'sinceInFuture' });
  if (input.reviewDue && input.reviewDue <= input.sinceOn) return refuse({ code: 'reviewBeforeSince' });
  const id = newId();
  addCircumstanceRow(tx, { id, divisionCode: person.divisionCode, personId: person.id, kind: input.kind, level: input.level ?? null, evidence: input.evidence ?? null, sinceOn: input.sinceOn, reviewDue: input.reviewDue ?? null });
  appendHistory(tx, call, { kind: 'person', subjectId: person.id, divisionCode: person.divisionCode, action: 'circumstanceAdded', changes: { circumstance: [null, input.kind] } });
  addNotice(tx, call, { kind: 'person', subjectId: person.id, divisionCode: person.divisionCode });
  if (input.reviewDue) {
    await owe(tx, call, [{ kind: 'reviewCircumstance', subjectKind: 'person', subjectId: person.id, windowKey: id, subjectTitle: input.kind, divisionCode: person.divisionCode, dueOn: input.reviewDue, owner: { role: 'stationWorker' }, details: { circumstance: input.kind } }]);
  }
  return ok({ personId: person.id });
}

/** Ends a circumstance; the record of it stays. */
export async function endCircumstance(tx: Tx, call: Call, { circumstanceId, endedOn }: EndCircumstance): Promise<Result<{ personId: string }, { code: 'circumstanceEnded' } | { code: 'endsBeforeSince' }>> {
  const known = await findCircumstance(tx, circumstanceId);
  if (!known) throw new NotFound('circumstance', circumstanceId);
  if (known.endedOn) return refuse({ code: 'circumstanceEnded' });
  if (endedOn < known.sinceOn) return refuse({ code: 'endsBeforeSince' });
  endCircumstanceRow(tx, circumstanceId, endedOn);
  settle(tx, call, { kind: 'reviewCircumstance', subjectId: known.personId, windowKey: circumstanceId });
  appendHistory(tx, call, { kind: 'person', subjectId: known.personId, divisionCode: known.divisionCode, action: 'circumstanceEnded', changes: { circumstance: [known.kind, null] } });
  addNotice(tx, call, { kind: 'person', subjectId: known.personId, divisionCode: known.divisionCode });
  return ok({ personId: known.personId });
}
