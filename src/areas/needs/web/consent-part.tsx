import { useEffect } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { CheckField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { isGuardianAsked } from '../../people/core/consent.ts';
import type { PersonFile } from '../../people/core/contract.ts';
import { readIdentity } from '../../people/core/identity-number.ts';
import { isMobile, readPhone } from '../../people/core/phone.ts';

const birthDateIn = (residentId: unknown): string | null => {
  const read = typeof residentId === 'string' ? readIdentity(residentId, today()) : null;
  return read && 'birthDate' in read ? read.birthDate : null;
};

const hasMobileIn = (phones: unknown): boolean => Array.isArray(phones) && phones.some((typed) => { const read = readPhone(String(typed)); return 'phone' in read && isMobile(read.phone); });

const NAMES = { serviceMatching: ['consents', 'guardianConsents'], messages: ['messages', 'guardianMessages'] } as const;

/** Whom it is about: the file of one on record, or what is typed of one who is new. */
function useAsked() {
  const { values } = useForm();
  const isKnown = useFormValue<string>('who') === 'known';
  const personId = useFormValue<string>('personId');
  const heardOn = useFormValue<string>('heardOn') ?? today();
  const found = useQueryOf<PersonFile>('/api/people/:personId', { personId }, { enabled: isKnown && personId !== null });
  const file = isKnown && personId !== null ? found.data : undefined;
  const typed = values['newPerson'] as { residentId?: unknown; phones?: unknown } | null;
  const birthDate = isKnown ? (file?.birthDate ?? null) : birthDateIn(typed?.residentId);
  return { file, isLoading: isKnown && found.isLoading, isGuardian: isGuardianAsked(birthDate, heardOn), hasMobile: isKnown ? (file?.contacts.some(({ kind }) => kind === 'mobile') ?? false) : hasMobileIn(typed?.phones) };
}

/** What was ticked for another person, or before the age was known, is not sent with this one. */
function useOnly(names: readonly string[], asked: string | null, isLoading: boolean): void {
  const { values, set } = useForm();
  const left = isLoading ? undefined : names.find((name) => name !== asked && values[name]);
  useEffect(() => { if (left) set(left, null); }, [left, set]);
}

const recordedIn = (file: PersonFile | undefined, of: 'serviceMatching' | 'messages') => file?.consents.find(({ purpose, withdrawnOn }) => purpose === of && withdrawnOn === null);

/** The consent to be matched: of the resident, or for a child of the guardian; where it stands on record, since when. Apart from it, to be told by SMS. */
export function ConsentPart() {
  const { file, isLoading, isGuardian, hasMobile } = useAsked();
  const recorded = recordedIn(file, 'serviceMatching');
  const asked = recorded ? null : NAMES.serviceMatching[isGuardian ? 1 : 0];
  const told = recordedIn(file, 'messages') || !hasMobile ? null : NAMES.messages[isGuardian ? 1 : 0];
  useOnly(NAMES.serviceMatching, asked, isLoading);
  useOnly(NAMES.messages, told, isLoading);
  if (isLoading) return null;
  return (
    <>
      {recorded ? <div className="field"><span className="field-label">{say('needs.field.consent')}</span><p>{say('needs.consentSince', { day: day(recorded.givenOn), how: say(`people.basis.${recorded.basis}`) })}</p></div>
        : isGuardian ? <CheckField key="guardian" name="guardianConsents" label={say('needs.field.consent')} words={say('needs.guardianConsentNow')} why={say('needs.guardianConsentWhy')} />
          : <CheckField key="own" name="consents" label={say('needs.field.consent')} words={say('needs.consentNow')} why={say('needs.consentWhy')} />}
      {told && <CheckField key={told} name={told} label={say('needs.field.messages')} words={say(isGuardian ? 'needs.guardianMessagesNow' : 'needs.messagesNow')} why={say('people.sms.consent')} />}
    </>
  );
}
