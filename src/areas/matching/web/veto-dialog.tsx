import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { ChoiceField, LongTextField } from '../../../platform/web/form-fields.tsx';
import { say } from '../../../platform/web/say.ts';
import type { ProposalAnswer } from '../core/contract.ts';
import { VETO_CODES } from '../core/review.ts';

/** Keeps a pair apart, with the reason: the next run asks it, and so will a colleague. */
export function VetoDialog({ proposal, close }: { proposal: ProposalAnswer | null; close: () => void }) {
  return (
    <FormDialog isOpen={proposal !== null} title={say('matching.vetoTitle')} lead={say('matching.vetoLead')} name={`veto-${proposal?.id ?? ''}`} path="/api/match-rules/veto" fixed={{ proposalId: proposal?.id }}
      submit={say('matching.veto')} onClose={close} onDone={() => announce(say('matching.vetoed'))}>
      <ChoiceField name="code" label={say('matching.vetoCode')} required options={VETO_CODES.map((value) => ({ value, label: say(`matching.vetoCode.${value}`) }))} />
      <LongTextField name="words" label={say('matching.vetoWords')} maxLength={500} lines={2} />
    </FormDialog>
  );
}
