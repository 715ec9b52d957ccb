import { useState } from 'react';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { useFormValue } from '../../../../platform/web/form-context.ts';
import { ChoiceInput, type InputProps } from '../../../../platform/web/form-inputs.tsx';
import { Field } from '../../../../platform/web/form-fields.tsx';
import { day } from '../../../../platform/web/format.ts';
import { say } from '../../../../platform/web/say.ts';
import type { ConsentAsked } from '../../core/contract.ts';

type Consent = { basis?: string | undefined; givenHow?: string | undefined };

/** How the resident agreed to be referred to the chosen receiver: `consent` of an offer. It must be said, unless it is on record: then it is told since when. */
export function ConsentField({ needId }: { needId: string }) {
  const resourceId = useFormValue<string>('resourceId');
  const asked = useQueryOf<ConsentAsked>('/api/referrals/consent-asked', { needId, resourceId }, { enabled: resourceId !== null, kinds: ['person'] });
  const { recorded = null, matchedOn = null } = (resourceId !== null && asked.data) || {};
  if (recorded) {
    return <div className="field"><span className="field-label">{say('referrals.consent')}</span><p>{say('referrals.consentOnRecord', { day: day(recorded.givenOn), how: `${say(`referrals.basis.${recorded.basis}`)} · ${say(`referrals.how.${recorded.givenHow}`)}` })}</p></div>;
  }
  return <Field<Consent> name="consent" label={say('referrals.consent')} why={say('referrals.consentWhy')} hint={matchedOn ? say('referrals.consentMatched', { day: day(matchedOn) }) : undefined} required isGroup>{(props) => <ConsentInputs {...props} />}</Field>;
}

/** Ground and manner; said only when both are. */
function ConsentInputs({ id, value, onChange, describedBy, isWrong }: InputProps<Consent>) {
  const [{ basis, givenHow }, keep] = useState<Consent>(value ?? {});
  const change = (next: Consent) => { keep(next); onChange(next.basis && next.givenHow ? next : null); };
  const shared = { allowNone: true, describedBy, isWrong: isWrong ?? false };
  return (
    <>
      <ChoiceInput {...shared} {...(id ? { id } : {})} label={say('referrals.consentBasis')} placeholder={say('referrals.consentBasis')} value={basis ?? null} onChange={(next) => change({ basis: next ?? undefined, givenHow })}
        options={(['consent', 'guardianConsent', 'statutoryDuty'] as const).map((key) => ({ value: key, label: say(`referrals.basis.${key}`) }))} />
      <ChoiceInput {...shared} label={say('referrals.consentHow')} placeholder={say('referrals.consentHow')} value={givenHow ?? null} onChange={(next) => change({ basis, givenHow: next ?? undefined })}
        options={(['spoken', 'signed', 'online', 'importedLedger'] as const).map((key) => ({ value: key, label: say(`referrals.how.${key}`) }))} />
    </>
  );
}
