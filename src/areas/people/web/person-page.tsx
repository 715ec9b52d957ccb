import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day, listed } from '../../../platform/web/format.ts';
import { Masked } from '../../../platform/web/masked.tsx';
import { To, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { type Fact, RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { REVEAL_PURPOSES, type PersonFile } from '../core/contract.ts';
import { Circumstances } from './circumstances.tsx';
import { Consents } from './consents.tsx';
import { type PersonAct, PersonDialog } from './person-dialogs.tsx';
import { PersonNeeds } from './person-needs.tsx';
import { Readings } from './readings.tsx';
import './people.css';

/** One resident's file: masked, with *show, because…*; what they agreed to; who has looked. */
export default function PersonPage() {
  const personId = usePathPart('personId');
  const person = useQueryOf<PersonFile>('/api/people/:personId', { personId }, { kinds: ['consent'] });
  return <Answer of={person}>{(answer) => <Person person={answer} />}</Answer>;
}

function Person({ person }: { person: PersonFile }) {
  const go = useGo();
  const may = useMay();
  const [act, open] = useState<PersonAct | null>(null);
  const grey = (permission: string) => (may(permission) ? null : say('people.notPermitted'));
  return (
    <RecordPage title={person.name} beside={person.age === null ? null : <span className="quiet">{say('people.years', { age: person.age })}</span>}
      lead={person.mergedInto ? <>{say('people.mergedInto')} <To path={`/people/${person.mergedInto}`}>{say('people.mergedOpen')}</To></> : null}
      actions={<>
        <ActionButton kind="primary" label={say('people.hearNeed')} disabledReason={grey('need.hear')} onClick={() => go(`/needs/new?personId=${person.id}`)} />
        <ActionButton label={say('people.edit')} disabledReason={grey('person.update')} onClick={() => open('edit')} />
      </>}
      addedTo={{ kind: 'person', id: person.id }}
      facts={factsOf(person, may('person.reveal'))}
      tabs={[
        { key: 'needs', label: say('people.tab.needs'), content: () => <PersonNeeds personId={person.id} /> },
        { key: 'consents', label: say('people.tab.consents'), count: person.consents.filter((consent) => !consent.withdrawnOn).length, content: () => <Consents person={person} disabledReason={grey('person.consent')} give={() => open('consent')} /> },
        { key: 'circumstances', label: say('people.tab.circumstances'), count: person.circumstances.filter((one) => !one.endedOn).length, content: () => <Circumstances person={person} disabledReason={grey('person.update')} add={() => open('circumstance')} /> },
        ...(may('person.readings') ? [{ key: 'readings', label: say('people.tab.readings'), content: () => <Readings personId={person.id} /> }] : []),
      ]}
      timeline={<><Timeline kind="person" subjectId={person.id} words="people" /><PersonDialog person={person} act={act} close={() => open(null)} /></>} />
  );
}

function factsOf(person: PersonFile, mayReveal: boolean): Fact[] {
  const purposes = REVEAL_PURPOSES.map((value) => ({ value, label: say(`people.reveal.${value}`) }));
  const masked = (label: string, value: string, input: Record<string, unknown>) => (mayReveal ? <Masked label={label} masked={value} path="/api/people/reveal" input={{ personId: person.id, ...input }} purposes={purposes} /> : value);
  return [
    { label: say('people.field.sex'), value: say(`people.sex.${person.sex}`) },
    { label: say('people.field.birthDate'), value: person.birthDate && day(person.birthDate) },
    { label: say(`people.idType.${person.idType}`), value: person.maskedId && masked(say('people.field.residentId'), person.maskedId, { field: 'residentId' }) },
    ...person.contacts.map((contact): Fact => ({
      label: contact.kind === 'contactPerson' ? [say('people.field.contactName'), contact.contactName, contact.relation].filter(Boolean).join(' · ') : say('people.field.phone'),
      value: masked(say('people.field.phone'), contact.masked, { field: contact.kind === 'contactPerson' ? 'contactPhone' : 'phone', contactId: contact.id }),
    })).map((fact, i) => ({ ...fact, label: person.contacts.findIndex((other) => other.kind === person.contacts[i]!.kind && other.contactName === person.contacts[i]!.contactName) === i ? fact.label : `${fact.label} ${i + 1}` })),
    { label: say('people.field.address'), value: person.address },
    { label: say('people.field.division'), value: person.divisionPath.slice(1).join(' · ') },
    { label: say('people.field.preferredLanguage'), value: say(`people.language.${person.preferredLanguage}`) },
    ...(person.otherNames.length > 0 ? [{ label: say('people.field.otherNames'), value: listed(person.otherNames) }] : []),
    ...(person.household.length > 0 ? [{ label: say('people.field.household'), value: <ul className="people-household">{person.household.map((one) => <li key={one.id}><To path={`/people/${one.id}`}>{one.name}</To>{one.age !== null && <span className="quiet">{say('people.years', { age: one.age })}</span>}</li>)}</ul> }] : []),
  ];
}
