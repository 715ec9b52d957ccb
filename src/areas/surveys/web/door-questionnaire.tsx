import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import type { MemberFile } from '../core/round-contract.ts';
import type { ContactChannel } from '../core/round.ts';
import { useAddressOf } from './links-tab.tsx';
import './surveys.css';

/** The round's questionnaire at one door: filled in with those who live there, or left to them by a link of their own. */
export function DoorQuestionnaire({ member, by, isOpen }: { member: MemberFile; by: ContactChannel; isOpen: boolean }) {
  const go = useGo();
  const { questionnaire, answered } = member;
  if (!questionnaire) return null;
  return (
    <section aria-label={say('surveys.round.answeredHere')}>
      <h2>{say('surveys.round.answeredHere')}</h2>
      <ul className="rounds-heard">
        {answered.map((one) => <li key={one.id}><To path={`/responses/${one.id}`}>{say(one.isByLink ? 'surveys.channel.link' : `surveys.channel.${one.channel}`)}</To> <span className="quiet">{[day(one.askedOn), one.personName, one.byName].filter(Boolean).join(' · ')}</span>{one.isOpen && member.people.length > 1 && <WhoAnswered member={member} responseId={one.id} />}</li>)}
      </ul>
      {isOpen && <ActionButton label={say(answered.length > 0 ? 'surveys.round.fillAgain' : 'surveys.round.open')} onClick={() => go(`/surveys/${questionnaire.id}/fill?version=${questionnaire.version}&member=${member.id}&by=${by}`)} />}
      {isOpen && member.channels.includes('questionnaire') && <DoorLink member={member} />}
    </section>
  );
}

/** Its needs wait until somebody says whose they are: several live here. */
function WhoAnswered({ member, responseId }: { member: MemberFile; responseId: string }) {
  const name = useCommand('/api/survey-rounds/answerer', { onDone: () => announce(say('surveys.round.answererNamed')) });
  return (
    <div role="group" aria-label={say('surveys.round.whoAnswered')}>
      <p>{say('surveys.round.whoAnswered')}</p>
      <div className="rounds-outcomes">{member.people.map((person) => <ActionButton key={person.id} label={person.name} isSending={name.isSending} onClick={() => void name.send({ responseId, personId: person.id })} />)}</div>
      {name.refusal && <Problem refusal={name.refusal} />}
    </div>
  );
}

function DoorLink({ member }: { member: MemberFile }) {
  const addressOf = useAddressOf();
  const [isShown, show] = useState(false);
  const make = useCommand('/api/survey-rounds/door-link', { onDone: () => { show(true); announce(say('surveys.round.doorLinkMade')); } });
  const { link } = member;
  const address = link ? addressOf(link) : '';
  if (link && link.state !== 'open') return <p className="rounds-door-link">{say(link.state === 'full' ? 'surveys.round.doorLinkUsed' : 'surveys.round.doorLinkOver')}</p>;
  return (
    <details className="rounds-draw" open={isShown} onToggle={(event) => show(event.currentTarget.open)}>
      <summary>{say('surveys.round.doorLink')}</summary>
      <p>{say('surveys.round.doorLinkLead')}</p>
      {!link && <ActionButton label={say('surveys.round.makeDoorLink')} isSending={make.isSending} onClick={() => void make.send({ memberId: member.id })} />}
      {make.refusal && <Problem refusal={make.refusal} />}
      {address && <><QrCode text={address} label={say('surveys.round.doorLink')} size={168} /><p className="surveys-address">{address}</p>{'clipboard' in navigator && <button type="button" className="text-button" onClick={() => void navigator.clipboard.writeText(address).then(() => announce(say('surveys.link.copied')))}>{say('surveys.link.copy')}</button>}</>}
    </details>
  );
}
