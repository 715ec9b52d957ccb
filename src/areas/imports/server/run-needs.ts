import { isWithin } from '../../../kernel/division.ts';
import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findHeard } from '../../needs/server/import-operations.ts';
import { askDuplicates, recordNeeds, type AskDuplicate } from '../../needs/server/operations.ts';
import { checkPerson } from '../../people/core/check-person.ts';
import { bringBack, describePeople } from '../../people/server/import-operations.ts';
import { findPeopleAlike, giveConsents, tryRegisterPeople, type RegisterPerson, type Registered } from '../../people/server/operations.ts';
import type { NeedRecord, Place } from '../core/records.ts';
import { languageLiked, needOf } from '../core/to-records.ts';
import { fateAgain, placeOf, type Entry, type Fate } from './batch.ts';
import { listAtPlaces, listMakers, type Import } from './queries.ts';

/** A row in the middle of it: `slot` its place among the people registered in this batch, or the person it is known to be. */
type Going = Entry<NeedRecord> & { fate: Fate | null; slot: number | null; personId: string | null; isNewPerson: boolean };

function toPerson(call: Call, record: NeedRecord): RegisterPerson {
  // a phone that the people's own rule does not take is left out: the row stands without it
  const phones = record.phones.filter((phone) => checkPerson({ phones: [phone] }, call.today).ok);
  return {
    divisionCode: record.divisionCode, fullName: record.name, residentId: record.residentId, sex: record.sex, birthDate: record.birthDate, phones, preferredLanguage: languageLiked(record.languages),
    address: record.address.slice(0, 200) || null,
  };
}

/** What the register would not take: rows outside the area acted for, numbers against its own rule. */
function judge(call: Call, record: NeedRecord): Fate | null {
  if (!isWithin(record.divisionCode, call.actor.divisionCode)) return { outcome: 'refused', code: 'outsideYourDivision', field: 'place', typed: record.typed['place'] ?? record.divisionCode };
  const checked = checkPerson({ residentId: record.residentId }, call.today);
  return checked.ok ? null : { outcome: 'refused', code: checked.refusal.code, field: 'residentId', typed: record.typed['residentId'] ?? '' };
}

/** Brings in the needs of one batch, through the operations that a form goes through. */
export async function runNeeds(tx: Tx, call: Call, made: Import, entries: Entry<NeedRecord>[]): Promise<Fate[]> {
  const going = entries.map((entry): Going => ({ ...entry, fate: judge(call, entry.record), slot: null, personId: null, isNewPerson: false }));
  const people = await registerPeopleOf(tx, call, going);
  await recordHearings(tx, call, made, going);
  going.forEach((one) => { if (one.again && !one.fate) one.fate = fateAgain(one.again, going, going.map(({ fate }) => fate), one.record.divisionCode); });
  if (made.statesConsent) await recordConsents(tx, call, made, going);
  await askAboutLikely(tx, call, made, going, people);
  return going.map(({ fate }) => fate!);
}

type People = { given: RegisterPerson[]; registered: Registered[]; alike: Awaited<ReturnType<typeof findPeopleAlike>> };

/** One registration a person. A row without a number that was merged with another is the person of that other. */
async function registerPeopleOf(tx: Tx, call: Call, going: Going[]): Promise<People> {
  const given: RegisterPerson[] = [];
  for (const one of going) {
    if (one.fate || one.again) continue;
    const met = one.record.residentId ? null : one.joins;
    const target = met && 'at' in met ? going[met.at]! : null;
    const there = target ? target.again : met;
    if (target && target.slot !== null) one.slot = target.slot;
    else if (there && 'personId' in there && there.personId) one.personId = there.personId;
    else one.slot = given.push(toPerson(call, one.record)) - 1;
  }
  const alike = await findPeopleAlike(tx, call, given);
  const registered = await tryRegisterPeople(tx, call, given);
  for (const one of going) {
    if (one.slot === null) continue;
    const person = registered[one.slot]!;
    one.personId = person.personId;
    one.isNewPerson = person.isNew;
    if (person.personId === null) one.fate = { outcome: 'refused', code: 'personKnownElsewhere', field: 'residentId', typed: '' };
  }
  const known = [...new Set(registered.flatMap(({ personId, isNew }) => (personId && !isNew ? [personId] : [])))];
  const described = known.length > 0 ? await describePeople(tx, known) : new Map<string, { isTakenBack: boolean; divisionCode: string }>();
  const back = known.flatMap((id) => (described.get(id)?.isTakenBack ? [{ id, divisionCode: described.get(id)!.divisionCode }] : []));
  bringBack(tx, call, back);
  // brought back by this import, a person goes again with it when it is taken back
  const isBack = new Set(back.map(({ id }) => id));
  for (const one of going) if (one.personId && isBack.has(one.personId)) one.isNewPerson = true;
  return { given, registered, alike };
}

/** A hearing that is written down already is not written twice; the others make a need or join the open one. */
async function recordHearings(tx: Tx, call: Call, made: Import, going: Going[]): Promise<void> {
  const heard = going.filter((one) => !one.fate && !one.again).map((one) => ({ one, need: needOf(one.record, made.asOf), personId: one.personId! }));
  const already = await findHeard(tx, heard.map(({ need, personId }) => ({ personId, item: need.item, channel: need.channel, heardOn: need.heardOn, heardBy: need.heardBy })));
  const fresh = heard.filter((_, i) => !already.has(i));
  const recorded = await recordNeeds(tx, call, fresh.map(({ need, personId, one }) => ({ ...need, personId, importId: made.id, importPlace: [made.fileNames[one.row.file], one.row.sheet, one.row.row].filter(Boolean).join(' › ').slice(0, 300), importOrd: one.row.ord })));
  const makers = new Map<string, Place>();
  const joined = [...already.values(), ...recorded.flatMap(({ needId, outcome }) => (outcome === 'joined' ? [needId] : []))];
  for (const maker of await listMakers(tx, made.id, joined)) makers.set(maker.subjectId, { file: String(maker.file), sheet: maker.sheet, row: maker.row });
  fresh.forEach(({ one }, i) => { if (recorded[i]!.outcome === 'new') makers.set(recorded[i]!.needId, placeOf(one)); });
  let next = 0;
  heard.forEach(({ one }, i) => {
    const known = already.get(i);
    const { needId, outcome } = known ? { needId: known, outcome: 'joined' as const } : recorded[next++]!;
    const about = { subjectId: needId, personId: one.personId, madePerson: one.isNewPerson, divisionCode: one.record.divisionCode };
    one.fate = outcome === 'new' ? { outcome: 'imported', ...about } : { outcome: 'merged', ...about, mergedWith: makers.get(needId) ?? { known: needId } };
  });
}

/** The importing person states that the people in the ledger agreed; a child's guardian is still to be asked. */
async function recordConsents(tx: Tx, call: Call, made: Import, going: Going[]): Promise<void> {
  const ids = [...new Set(going.flatMap(({ fate, personId }) => (fate && fate.outcome !== 'refused' && personId ? [personId] : [])))];
  if (ids.length === 0) return;
  const described = await describePeople(tx, ids);
  const asked = ids.filter((id) => described.has(id) && !described.get(id)!.hasConsent);
  const givenOn = made.asOf < call.today ? made.asOf : call.today;
  const refused = new Set((await giveConsents(tx, call, asked.map((personId) => ({
    personId, divisionCode: described.get(personId)!.divisionCode, purpose: 'serviceMatching', basis: 'consent', givenHow: 'importedLedger', givenOn,
  })))).map(({ index }) => index));
  const given = new Set(asked.filter((_, i) => !refused.has(i)));
  for (const one of going) if (one.fate && one.fate.outcome !== 'refused' && one.personId && given.delete(one.personId)) one.fate = { ...one.fate, madeConsent: true };
}

/** Likely, not certain: somebody of the same phone and a like name, or whom the preview took for one. A person answers; nothing is merged unseen. */
async function askAboutLikely(tx: Tx, call: Call, made: Import, going: Going[], { given, registered, alike }: People): Promise<void> {
  const questions = new Map<string, { first: string; second: string; name: string; divisionCode: string; evidence: string[] }>();
  const add = (first: string | null, second: string | null, record: { name: string; divisionCode: string }, evidence: string[] = []) => {
    if (!first || !second || first === second) return;
    questions.set([first, second].sort().join(' '), { first, second, name: record.name, divisionCode: record.divisionCode, evidence });
  };
  for (const { index, personId, comparison } of alike) {
    const person = registered[index]!;
    if (person.isNew) add(personId, person.personId, { name: given[index]!.fullName, divisionCode: given[index]!.divisionCode }, comparison.evidence.map(({ fact, level }) => `${fact}.${level}`));
  }
  const places = going.flatMap((one) => (one.isNewPerson ? one.inside.asks.flatMap((place) => ('row' in place ? [{ file: Number(place.file ?? 0), sheet: place.sheet, row: place.row }] : [])) : []));
  const before = new Map((await listAtPlaces(tx, made.id, places)).map(({ file, sheet, row, personId }) => [`${file} ${sheet} ${row}`, personId]));
  for (const one of going) before.set(`${one.row.file} ${one.row.sheet} ${one.row.row}`, one.personId);
  for (const one of going) if (one.isNewPerson) for (const place of one.inside.asks) if ('row' in place) add(before.get(`${Number(place.file ?? 0)} ${place.sheet} ${place.row}`) ?? null, one.personId, one.record);
  if (questions.size === 0) return;
  const described = await describePeople(tx, [...questions.values()].flatMap(({ first, second }) => [first, second]));
  // two numbers are two people
  const open = [...questions.values()].filter(({ first, second }) => !(described.get(first)?.isNumbered && described.get(second)?.isNumbered));
  await askDuplicates(tx, call, open.map(({ first, second, name, divisionCode, evidence }): AskDuplicate => ({ kind: 'person', divisionCode, firstId: first, secondId: second, why: { rule: 'samePhoneAndName', importId: made.id, evidence }, title: name })));
}
