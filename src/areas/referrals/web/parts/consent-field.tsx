import { ChoiceInput } from '../../../../platform/web/form-inputs.tsx';
import { Field } from '../../../../platform/web/form-fields.tsx';
import { say } from '../../../../platform/web/say.ts';

type Consent = { basis?: string; givenHow?: string };

/** How the resident agreed to be referred to this very receiver: `consent` of an offer. Left empty where it is on record. */
export function ConsentField() {
  return (
    <Field<Consent> name="consent" label={say('referrals.consent')} why={say('referrals.consentWhy')} isGroup>
      {({ value, onChange }) => {
        const change = (part: Consent) => {
          const next = { ...value, ...part };
          onChange(next.basis || next.givenHow ? next : null);
        };
        return (
          <>
            <ChoiceInput label={say('referrals.consentBasis')} placeholder={say('referrals.consentBasis')} allowNone value={value?.basis ?? null} onChange={(basis) => change({ basis: basis ?? undefined })}
              options={(['consent', 'guardianConsent', 'statutoryDuty'] as const).map((key) => ({ value: key, label: say(`referrals.basis.${key}`) }))} />
            <ChoiceInput label={say('referrals.consentHow')} placeholder={say('referrals.consentHow')} allowNone value={value?.givenHow ?? null} onChange={(givenHow) => change({ givenHow: givenHow ?? undefined })}
              options={(['spoken', 'signed', 'online', 'importedLedger'] as const).map((key) => ({ value: key, label: say(`referrals.how.${key}`) }))} />
          </>
        );
      }}
    </Field>
  );
}
