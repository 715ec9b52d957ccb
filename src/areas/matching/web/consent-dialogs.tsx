import Radio from 'antd/es/radio';
import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { Field, RadioField } from '../../../platform/web/form-fields.tsx';
import { today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import type { ProposalAnswer } from '../core/contract.ts';
import type { Waits } from './sentences.ts';

const WAYS = { spoken: { basis: 'consent', givenHow: 'spoken' }, signed: { basis: 'consent', givenHow: 'signed' }, guardian: { basis: 'guardianConsent', givenHow: 'signed' }, importedLedger: { basis: 'consent', givenHow: 'importedLedger' } } as const;
type Way = keyof typeof WAYS;
const wayOf = (consent: { basis: string; givenHow: string } | null): Way | null =>
  (Object.keys(WAYS) as Way[]).find((way) => WAYS[way].basis === consent?.basis && WAYS[way].givenHow === consent?.givenHow) ?? null;

/** The receiver has no consent on record: asked for, noted and accepted in one act. */
export function ReferralConsentDialog({ proposal, close }: { proposal: ProposalAnswer | null; close: () => void }) {
  return (
    <FormDialog isOpen={proposal !== null} title={say('matching.consentTitle')} lead={say('matching.consentLead', { provider: proposal?.resource.providerName ?? '' })} name={`accept-${proposal?.id ?? ''}`}
      path="/api/referrals/accept-proposal" fixed={{ proposalId: proposal?.id }} submit={say('matching.consentSubmit')} onClose={close} onDone={() => announce(say('matching.accepted'))}>
      <Field<{ basis: string; givenHow: string }> name="consent" label={say('matching.consentHow')} required isGroup>
        {({ id, value, onChange }) => (
          <Radio.Group {...(id ? { id } : {})} className="radios" value={wayOf(value)} onChange={(event) => onChange(WAYS[event.target.value as Way])}>
            {(Object.keys(WAYS) as Way[]).map((way) => <Radio key={way} value={way}>{say(`matching.consent.${way}`)}</Radio>)}
          </Radio.Group>
        )}
      </Field>
    </FormDialog>
  );
}

/** Consent to be matched at all, where a need waits for it. */
export function MatchConsentDialog({ row, close }: { row: Waits | null; close: () => void }) {
  return (
    <FormDialog isOpen={row !== null} title={say('matching.matchConsentTitle')} name={`consent-${row?.needId ?? ''}`} path="/api/people/consents"
      fixed={{ personId: row?.need.personId, purpose: 'serviceMatching', basis: 'consent', givenOn: today() }} submit={say('matching.matchConsentSubmit')} onClose={close} onDone={() => announce(say('matching.consentGiven'))}>
      <RadioField name="givenHow" label={say('matching.consentHow')} required options={(['spoken', 'signed'] as const).map((value) => ({ value, label: say(`matching.consent.${value}`) }))} />
    </FormDialog>
  );
}
