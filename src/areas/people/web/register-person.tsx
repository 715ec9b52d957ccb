import { announce } from '../../../platform/web/announce.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { ChoiceField, DayField, DivisionField, Field, FieldGroup, TextField } from '../../../platform/web/form-fields.tsx';
import { TextInput } from '../../../platform/web/form-inputs.tsx';
import { today } from '../../../platform/web/format.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { ID_TYPES } from '../core/identity-number.ts';
import { AlikePeople } from './parts/alike-people.tsx';

/** Registering a resident. Only the name and the place are asked; the rest is theirs to give. */
export default function RegisterPerson() {
  const go = useGo();
  const place = grantOf(useSession())?.divisionCode ?? null;
  return (
    <Page title={say('people.register')}>
      <Form<{ personId: string }> name="register-person" path="/api/people" submit={say('people.register')} onCancel={() => go('/people')} initial={{ divisionCode: place?.length === 12 ? place : null }}
        onDone={({ personId }) => { announce(say('people.registered')); go(`/people/${personId}`); }}>
        <TextField name="fullName" label={say('people.field.fullName')} required maxLength={50} />
        <DivisionField name="divisionCode" label={say('people.field.division')} required />
        <TextField name="address" label={say('people.field.address')} maxLength={200} />
        <Field<string[]> name="phones" label={say('people.field.phone')} why={say('people.whyPhone')}>
          {(props) => <TextInput {...props} kind="tel" value={props.value?.[0] ?? null} onChange={(phone) => props.onChange(phone ? [phone] : null)} />}
        </Field>
        <TextField name="residentId" label={say('people.field.residentId')} why={say('people.whyResidentId')} maxLength={40} />
        <ChoiceField name="idType" label={say('people.field.idType')} options={ID_TYPES.filter((type) => type !== 'none').map((value) => ({ value, label: say(`people.idType.${value}`) }))} />
        <ChoiceField name="sex" label={say('people.field.sex')} options={(['female', 'male'] as const).map((value) => ({ value, label: say(`people.sex.${value}`) }))} />
        <DayField name="birthDate" label={say('people.field.birthDate')} max={today()} />
        <ChoiceField name="preferredLanguage" label={say('people.field.preferredLanguage')} options={(['zh', 'mn', 'any'] as const).map((value) => ({ value, label: say(`people.language.${value}`) }))} />
        <FieldGroup title={say('people.field.contactName')}>
          <TextField name="contactName" label={say('people.field.contactName')} why={say('people.whyContact')} maxLength={50} />
          <TextField name="contactPhone" label={say('people.field.contactPhone')} kind="tel" maxLength={40} />
          <TextField name="contactRelation" label={say('people.field.contactRelation')} maxLength={20} />
        </FieldGroup>
        <AlikePeople />
      </Form>
    </Page>
  );
}
