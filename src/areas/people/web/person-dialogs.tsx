import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { ChoiceField, DayField, TextField } from '../../../platform/web/form-fields.tsx';
import { today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { CIRCUMSTANCES } from '../core/circumstances.ts';
import { CONSENT_BASES, CONSENT_WAYS } from '../core/consent.ts';
import type { PersonFile } from '../core/contract.ts';

export type PersonAct = 'edit' | 'consent' | 'circumstance';

/** The acts on a person's file that ask something first. */
export function PersonDialog({ person, act, close }: { person: PersonFile; act: PersonAct | null; close: () => void }) {
  const fixed = { personId: person.id };
  const options = (values: readonly string[], words: string) => values.map((value) => ({ value, label: say(`${words}.${value}`) }));
  return (
    <>
      <FormDialog isOpen={act === 'edit'} title={say('people.edit')} name={`person-${person.id}`} path="/api/people/update" fixed={{ ...fixed, version: person.version }} submit={say('platform.save')} onClose={close} onDone={() => announce(say('people.saved'))}
        initial={{ fullName: person.name, address: person.address, preferredLanguage: person.preferredLanguage, sex: person.sex, birthDate: person.birthDate }}>
        <TextField name="fullName" label={say('people.field.fullName')} required maxLength={50} />
        <TextField name="address" label={say('people.field.address')} maxLength={200} />
        <TextField name="addPhone" label={say('people.field.addPhone')} kind="tel" why={say('people.whyPhone')} maxLength={40} />
        {!person.maskedId && <TextField name="residentId" label={say('people.field.residentId')} why={say('people.whyResidentId')} maxLength={40} />}
        <DayField name="birthDate" label={say('people.field.birthDate')} max={today()} />
        <ChoiceField name="preferredLanguage" label={say('people.field.preferredLanguage')} options={options(['zh', 'mn', 'any'], 'people.language')} />
        <DayField name="diedOn" label={say('people.field.diedOn')} max={today()} />
      </FormDialog>
      <FormDialog isOpen={act === 'consent'} title={say('people.giveConsent')} name={`consent-${person.id}`} path="/api/people/consents" fixed={fixed} submit={say('people.giveConsent')} onClose={close} onDone={() => announce(say('people.consentGiven'))}
        initial={{ purpose: 'serviceMatching', basis: 'consent', givenHow: 'spoken', givenOn: today() }}>
        <PurposeField options={options(['serviceMatching', 'messages', 'photo', 'publication'], 'people.purpose')} />
        <ChoiceField name="basis" label={say('people.field.basis')} required options={options(CONSENT_BASES, 'people.basis')} />
        <ChoiceField name="givenHow" label={say('people.field.givenHow')} required options={options(CONSENT_WAYS.filter((way) => way !== 'importedLedger'), 'people.givenHow')} />
        <DayField name="givenOn" label={say('people.field.givenOn')} required max={today()} />
      </FormDialog>
      <FormDialog isOpen={act === 'circumstance'} title={say('people.addCircumstance')} lead={say('people.whyCircumstance')} name={`circumstance-${person.id}`} path="/api/people/circumstances" fixed={fixed} submit={say('people.addCircumstance')} onClose={close}
        onDone={() => announce(say('people.circumstanceAdded'))} initial={{ sinceOn: today() }}>
        <ChoiceField name="kind" label={say('people.field.kind')} required options={options(CIRCUMSTANCES, 'people.circumstance')} />
        <TextField name="level" label={say('people.field.level')} maxLength={20} />
        <TextField name="evidence" label={say('people.field.evidence')} maxLength={200} />
        <DayField name="sinceOn" label={say('people.field.sinceOn')} required max={today()} />
        <DayField name="reviewDue" label={say('people.field.reviewDue')} />
      </FormDialog>
    </>
  );
}

/** Of messages it is said what they carry, so that whoever asks for the consent can tell. */
function PurposeField({ options }: { options: { value: string; label: string }[] }) {
  const isMessages = useFormValue<string>('purpose') === 'messages';
  return <ChoiceField name="purpose" label={say('people.field.purpose')} required options={options} {...(isMessages ? { hint: say('people.sms.consent') } : {})} />;
}
