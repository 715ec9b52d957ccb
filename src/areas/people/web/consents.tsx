import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { PersonFile } from '../core/contract.ts';

/** What a person agreed to; each withdrawn in one step, as easily as given. */
export function Consents({ person, disabledReason, give }: { person: PersonFile; disabledReason: string | null; give: () => void }) {
  const withdraw = useCommand<{ consentId: string }>('/api/people/consents/withdraw', { onDone: () => announce(say('people.withdrawn')) });
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
              : <ActionButton label={say('people.withdraw')} disabledReason={disabledReason} isSending={withdraw.isSending} onClick={() => void withdraw.send({ consentId: consent.id })} />}
          </li>
        ))}
      </ul>
      {withdraw.refusal && <Problem refusal={withdraw.refusal} />}
      <ActionButton kind="primary" label={say('people.giveConsent')} disabledReason={disabledReason} onClick={give} />
    </>
  );
}
