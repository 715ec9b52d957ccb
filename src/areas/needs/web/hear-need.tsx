import { useEffect } from 'react';
import { makeReady } from '../../../platform/web/additions.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { ChoiceField, DayField, DivisionField, Field, FieldGroup, LongTextField, NumberField, RadioField, TextField } from '../../../platform/web/form-fields.tsx';
import { type InputProps, TextInput } from '../../../platform/web/form-inputs.tsx';
import { today } from '../../../platform/web/format.ts';
import { useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { AlikePeople } from '../../people/web/parts/alike-people.tsx';
import { ConsentPart } from './consent-part.tsx';
import { ChannelField } from './need-dialogs.tsx';
import { ItemField, SameWorkerField, UrgencyField, WorkerSexField } from './parts/need-fields.tsx';
import { askNeedAhead } from './parts/ask-need.ts';
import { PersonPicker } from './parts/person-picker.tsx';
import { TimesFields } from './parts/slots.tsx';

/** What cannot wait leads at once to those who could help. */
const URGENT = 3;
const MATCH = { to: 'need', tab: 'match' } as const;

type Heard = { needId: string; outcome: 'new' | 'joined' };

/** Recording what somebody needs, in the order in which people say it: who, what, how we heard. */
export default function HearNeed() {
  const go = useGo();
  const may = useMay();
  const [{ personId }] = useAddress((raw) => ({ personId: raw.personId }));
  const place = grantOf(useSession())?.divisionCode ?? null;
  return (
    <Page title={say('needs.hear')}>
      <Form<Heard> name="hear-need" path="/api/needs/hear" submit={say('needs.hear')} onCancel={() => go('/needs')}
        initial={{ who: 'known', personId: personId ?? null, divisionCode: place?.length === 12 ? place : null, heardOn: today(), channel: 'homeInquiry', urgency: 1 }}
        onDone={(heard, values) => {
          const isUrgent = values['urgency'] === URGENT && may('match.review');
          if (isUrgent) { makeReady({ ...MATCH, id: heard.needId }); askNeedAhead(heard.needId); }
          announce(say(heard.outcome === 'joined' ? 'needs.joined' : 'needs.recorded'));
          go(`/needs/${heard.needId}${isUrgent ? `?tab=${MATCH.tab}` : ''}`);
        }}>
        <FieldGroup title={say('needs.whoTitle')}><Who /></FieldGroup>
        <FieldGroup title={say('needs.whatTitle')}>
          <ItemField />
          <LongTextField name="words" label={say('needs.field.words')} maxLength={2000} />
          <UrgencyField />
          {may('match.review') && <Ahead />}
          <NumberField name="quantity" label={say('needs.field.quantity')} />
          <TimesFields words={{ name: 'wishedTime', label: say('needs.field.wishedTime') }} slots={{ name: 'slots', label: say('needs.field.slots') }} />
          <ChoiceField name="language" label={say('needs.field.language')} options={(['zh', 'mn'] as const).map((value) => ({ value, label: say(`needs.language.${value}`) }))} />
          <WorkerSexField />
          <SameWorkerField />
        </FieldGroup>
        <FieldGroup title={say('needs.howTitle')}>
          <ChannelField />
          <DayField name="heardOn" label={say('needs.field.heardOn')} required max={today()} />
          <TextField name="heardBy" label={say('needs.field.heardBy')} maxLength={50} />
        </FieldGroup>
      </Form>
    </Page>
  );
}

/** The page that what cannot wait leads to is fetched while the rest is filled in. */
function Ahead() {
  const isUrgent = useFormValue<number>('urgency') === URGENT;
  useEffect(() => {
    if (!isUrgent) return;
    void import('./need-page.tsx');
    makeReady(MATCH);
  }, [isUrgent]);
  return null;
}

function Who() {
  const who = useFormValue<string>('who');
  const form = useForm();
  return (
    <>
      <RadioField name="who" label={say('needs.who')} required options={[{ value: 'known', label: say('needs.whoKnown') }, { value: 'new', label: say('needs.whoNew') }, { value: 'place', label: say('needs.whoPlace') }]} />
      {who === 'known' && <Field<string> name="personId" label={say('needs.whoFind')} required hint={say('needs.findFirst')}>{(props) => <PersonPicker {...props} />}</Field>}
      {who === 'new' && <NewPerson key={form.name} />}
      {who !== 'known' && <DivisionField name="divisionCode" label={say('needs.field.place')} required />}
      {who !== 'place' && <ConsentPart />}
    </>
  );
}

/** The few things asked of somebody new; they are sent together as `newPerson`. */
function NewPerson() {
  const form = useForm();
  const part = (key: string) => (props: InputProps<Record<string, unknown>>) => {
    const value = (props.value?.[key] ?? null) as string | string[] | null;
    return <TextInput {...props} value={Array.isArray(value) ? (value[0] ?? null) : value} onChange={(next) => props.onChange({ ...props.value, [key]: key === 'phones' ? (next ? [next] : null) : next })} />;
  };
  return (
    <>
      <Field<Record<string, unknown>> name="newPerson" label={say('people.field.fullName')} required>{part('fullName')}</Field>
      <Field<Record<string, unknown>> name="newPerson" label={say('people.field.residentId')} why={say('people.whyResidentId')}>{part('residentId')}</Field>
      <Field<Record<string, unknown>> name="newPerson" label={say('people.field.phone')} why={say('people.whyPhone')}>{part('phones')}</Field>
      <Field<Record<string, unknown>> name="newPerson" label={say('people.field.address')}>{part('address')}</Field>
      <AlikePeople onChoose={(personId) => { form.set('who', 'known'); form.set('personId', personId); }} />
    </>
  );
}
