import { useEffect } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { CheckField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { isGuardianAsked } from '../../people/core/consent.ts';
import type { PersonFile } from '../../people/core/contract.ts';
import { readIdentity } from '../../people/core/identity-number.ts';

const birthDateIn = (residentId: unknown): string | null => {
  const read = typeof residentId === 'string' ? readIdentity(residentId, today()) : null;
  return read && 'birthDate' in read ? read.birthDate : null;
};

/** The consent to be matched: of the resident, or for a child of the guardian; where it stands on record, since when. */
export function ConsentPart() {
  const { values, set } = useForm();
  const isKnown = useFormValue<string>('who') === 'known';
  const personId = useFormValue<string>('personId');
  const heardOn = useFormValue<string>('heardOn') ?? today();
  const found = useQueryOf<PersonFile>('/api/people/:personId', { personId }, { enabled: isKnown && personId !== null });
  const file = isKnown && personId !== null ? found.data : undefined;
  const isLoading = isKnown && found.isLoading;
  const recorded = file?.consents.find(({ purpose, withdrawnOn }) => purpose === 'serviceMatching' && withdrawnOn === null);
  const birthDate = isKnown ? (file?.birthDate ?? null) : birthDateIn((values['newPerson'] as { residentId?: unknown } | null)?.residentId);
  const asked = recorded ? null : isGuardianAsked(birthDate, heardOn) ? 'guardianConsents' : 'consents';
  // what was ticked for another person, or before the age was known, is not sent with this one
  const left = isLoading ? undefined : (['consents', 'guardianConsents'] as const).find((name) => name !== asked && values[name]);
  useEffect(() => { if (left) set(left, null); }, [left, set]);
  if (isLoading) return null;
  if (recorded) return <div className="field"><span className="field-label">{say('needs.field.consent')}</span><p>{say('needs.consentSince', { day: day(recorded.givenOn), how: say(`people.basis.${recorded.basis}`) })}</p></div>;
  return asked === 'guardianConsents'
    ? <CheckField key={asked} name={asked} label={say('needs.field.consent')} words={say('needs.guardianConsentNow')} why={say('needs.guardianConsentWhy')} />
    : <CheckField name="consents" label={say('needs.field.consent')} words={say('needs.consentNow')} why={say('needs.consentWhy')} />;
}
