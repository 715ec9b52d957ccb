import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { day } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { PersonFile } from '../core/contract.ts';

/** What a person agreed to; each withdrawn as easily as given, by whoever sees first which one it is. */
export function Consents({ person, disabledReason, give }: { person: PersonFile; disabledReason: string | null; give: () => void }) {
  const [leaving, leave] = useState<PersonFile['consents'][number] | null>(null);
  return (
    <>
      {person.consents.length === 0 && <p>{say('people.noConsents')}</p>}
      <ul className="people-lines">
        {person.consents.map((consent) => (
          <li key={consent.id}>
            <div>
              <strong>{say(`people.purpose.${consent.purpose}`)}</strong>{consent.receiverName && <> {say('people.field.receiver')} {consent.receiverName}</>}
              <p className="quiet">{[say(`people.basis.${consent.basis}`), say(`people.givenHow.${consent.givenHow}`), say('people.givenOn', { day: day(consent.givenOn) })].join(' · ')}</p>
            </div>
            {consent.withdrawnOn
              ? <StatusTag word={say('people.withdrawnOn', { day: day(consent.withdrawnOn) })} tone="stone" shape="bar" />
              : <ActionButton label={say('people.withdraw')} disabledReason={disabledReason} onClick={() => leave(consent)} />}
          </li>
        ))}
      </ul>
      <ActionButton kind="primary" label={say('people.giveConsent')} disabledReason={disabledReason} onClick={give} />
      <FormDialog isOpen={leaving !== null} name={`consent-withdraw-${leaving?.id}`} title={say('people.withdrawWhich', { purpose: leaving ? say(`people.purpose.${leaving.purpose}`) : '' })} lead={say('people.withdrawLead')}
        path="/api/people/consents/withdraw" fixed={{ consentId: leaving?.id ?? '' }} submit={say('people.withdraw')} onClose={() => leave(null)} onDone={() => announce(say('people.withdrawn'))}>{null}</FormDialog>
    </>
  );
}
