import { z } from 'zod';
import { command, query, type Route } from '../../../platform/server/route.ts';
import {
  AddCircumstance, ConsentDone, EndCircumstance, GetPerson, GiveConsentCommand, HistoryPage, ListHistory, ListPeople, ListReadings, OwnMessages, PersonFile, PersonMade, PersonPage, ReadingPage, RegisterPersonCommand,
  Revealed, RevealField, Search, SearchAnswer, SetOwnMessages, UpdatePerson, WithdrawConsent,
} from '../core/contract.ts';
import { addCircumstance, endCircumstance, registerPerson, revealField, updatePerson } from './commands.ts';
import { giveConsent, withdrawConsent } from './consents.ts';
import { readOwnMessages, setOwnMessages } from './own-messages.ts';
import { getPersonFile, listPeople, listReadings } from './queries.ts';
import { listHistory, search } from './search.ts';

const person = ({ personId }: { personId: string }) => ({ kind: 'person', id: personId });

export const peopleRoutes: Route[] = [
  query({ path: '/api/search', permission: 'record.search', says: 'People, needs, organisations and resources by name, pinyin, initials, identity number or the last four digits of a phone', input: Search, answer: SearchAnswer, run: search }),
  query({ path: '/api/history', permission: 'record.history', says: 'The timeline of a record: who did what when, and what it changed', input: ListHistory, answer: HistoryPage, run: listHistory }),
  query({ path: '/api/people', permission: 'person.list', says: 'People found by a search, a circumstance or an age group; masked. Without any of them the list is empty', input: ListPeople, answer: PersonPage, run: listPeople }),
  query({ path: '/api/people/own-messages', permission: 'person.own', says: 'Whether the resident signed in has agreed to SMS, to which number and in which language', input: z.object({}), answer: OwnMessages, run: (tx, call) => readOwnMessages(tx, call) }),
  query({ path: '/api/people/:personId', permission: 'person.read', reads: 'file', says: 'A person\'s file, masked. The reading is recorded', input: GetPerson, answer: PersonFile, subject: person, run: getPersonFile }),
  query({ path: '/api/people/:personId/readings', permission: 'person.readings', says: 'Who looked at the file, when and for what', input: ListReadings, answer: ReadingPage, run: listReadings }),
  command({ path: '/api/people', permission: 'person.register', says: 'Registers a resident; a known number names the person, a likeness asks first', input: RegisterPersonCommand, answer: PersonMade, subject: (_input, answer) => answer && person(answer), run: registerPerson }),
  command({ path: '/api/people/update', permission: 'person.update', says: 'Changes a resident\'s record, on the version that was read', input: UpdatePerson, answer: PersonMade, subject: person, run: updatePerson }),
  command({ path: '/api/people/reveal', permission: 'person.reveal', says: 'Shows an identity number or a phone for a stated purpose', input: RevealField, answer: Revealed, subject: person, run: revealField }),
  command({ path: '/api/people/consents', permission: 'person.consent', says: 'Records what a resident agreed to', input: GiveConsentCommand, answer: ConsentDone, subject: person, run: giveConsent }),
  command({ path: '/api/people/consents/withdraw', permission: 'person.consent', says: 'Withdraws a consent, in one step', input: WithdrawConsent, answer: ConsentDone, subject: ({ consentId }, answer) => (answer ? person(answer) : { kind: 'consent', id: consentId }), run: withdrawConsent }),
  command({ path: '/api/people/own-messages/set', permission: 'person.own', says: 'A resident agrees to SMS or takes that back', input: SetOwnMessages, answer: ConsentDone, subject: (_input, answer) => answer && person(answer), run: setOwnMessages }),
  command({ path: '/api/people/circumstances', permission: 'person.update', says: 'Notes a circumstance that calls for care, with its evidence and the day to look at it again', input: AddCircumstance, answer: ConsentDone, subject: person, run: addCircumstance }),
  command({ path: '/api/people/circumstances/end', permission: 'person.update', says: 'Ends a circumstance', input: EndCircumstance, answer: ConsentDone, subject: (_input, answer) => answer && person(answer), run: endCircumstance }),
];
