import { useEffect } from 'react';
import { announce } from '../../../platform/web/announce.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { CheckField, LongTextField, RadioField } from '../../../platform/web/form-fields.tsx';
import { day } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { ItemField, UrgencyField } from '../../needs/web/parts/need-fields.tsx';
import type { MemberFile } from '../core/round-contract.ts';
import type { ContactChannel } from '../core/round.ts';

type Heard = { needId: string; outcome: 'new' | 'joined' };

/** One need of somebody behind this door; how, when and in which round it was heard is known. */
export function HearAtDoor({ member, by, close }: { member: MemberFile; by: ContactChannel; close: () => void }) {
  const [only] = member.people;
  const fixed = { memberId: member.id, channel: by };
  return (
    <div className="rounds-hear">
      <Form<Heard> name={`hear-${member.id}`} path="/api/survey-rounds/hear" fixed={fixed} initial={{ personId: member.people.length === 1 ? only!.id : null, urgency: 1 }} submit={say('surveys.round.hear')} isBrief onCancel={close}
        onDone={({ outcome }) => { announce(say(outcome === 'joined' ? 'surveys.round.joined' : 'surveys.round.recorded')); close(); }}>
        {member.people.length > 1 && <RadioField name="personId" label={say('surveys.round.field.person')} required options={member.people.map(({ id, name, age }) => ({ value: id, label: name, ...(age === null ? {} : { hint: say('surveys.round.years', { age }) }) }))} />}
        <ItemField />
        <LongTextField name="words" label={say('needs.field.words')} maxLength={1000} lines={2} />
        <UrgencyField />
        <Consent member={member} />
      </Form>
    </div>
  );
}

/** Asked only where it does not stand on record. */
function Consent({ member }: { member: MemberFile }) {
  const { set } = useForm();
  const personId = useFormValue<string>('personId');
  // what one person has agreed to, another has not
  useEffect(() => { set('consents', null); set('guardianConsents', null); }, [personId, set]);
  const person = member.people.find(({ id }) => id === personId);
  if (!person) return null;
  if (person.consentSince) return <p className="quiet">{say('surveys.round.consentSince', { day: day(person.consentSince) })}</p>;
  return person.isGuardianAsked
    ? <CheckField key={`g${person.id}`} name="guardianConsents" label={say('surveys.round.field.consent')} words={say('surveys.round.consentGuardian')} why={say('surveys.round.consentWhy')} />
    : <CheckField key={person.id} name="consents" label={say('surveys.round.field.consent')} words={say('surveys.round.consentYes')} why={say('surveys.round.consentWhy')} />;
}
