import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { LongTextInput } from '../../../platform/web/form-inputs.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { OwnReferral } from '../core/contract.ts';
import { MessageSwitch } from '../../people/web/parts/message-switch.tsx';
import { whenWords } from './when.ts';
import './referrals.css';

/** For a resident who is signed in: what was arranged, where it stands in plain words, and one big answer. */
export default function OwnHelp() {
  const own = useQueryOf<{ items: OwnReferral[] }>('/api/referrals/own', {}, { kinds: ['referral'] });
  return (
    <Page title={say('referrals.own')} lead={say('referrals.ownLead')}>
      <Answer of={own}>
        {({ items }) => (items.length === 0 ? <EmptyState title={say('referrals.ownEmpty')} why={say('referrals.ownEmptyWhy')} ways={[{ label: say('referrals.ownTell'), path: '/my-needs' }, { label: say('referrals.ownWhatsOn'), path: '/whats-on' }]} />
          : <ul className="referrals-own">{items.map((referral) => <li key={referral.id}><Help referral={referral} /></li>)}</ul>)}
      </Answer>
      <MessageSwitch />
    </Page>
  );
}

function standing(referral: OwnReferral): string {
  const { status, helped, scheduledFor, scheduledWords } = referral;
  switch (status) {
    case 'offered': case 'accepted': case 'delivered': return say(`referrals.own.${status}`);
    case 'scheduled': return say('referrals.own.scheduled', { day: scheduledFor ? whenWords(referral, scheduledFor) : '', words: scheduledWords ?? '' });
    case 'confirmed': return say(helped ? 'referrals.own.helped' : 'referrals.own.notYet');
    case 'refused': return say('referrals.own.refused');
    case 'declined': case 'failed': case 'withdrawn': return say('referrals.own.ended');
  }
}

function Help({ referral }: { referral: OwnReferral }) {
  const confirm = useCommand<{ referralId: string; helped: boolean }>('/api/referrals/confirm', { onDone: () => announce(say('referrals.ownThanks')) });
  const tell = (helped: boolean) => () => void confirm.send({ referralId: referral.id, helped });
  return (
    <>
      <h2>{say(`needs.item.${referral.item}`)}</h2>
      <p>{standing(referral)}</p>
      {referral.status !== 'offered' && <p className="quiet">{say('referrals.ownWho', { who: referral.providerName })}</p>}
      {referral.personToCall && <p>{say(referral.status === 'scheduled' ? 'referrals.ownComes' : 'referrals.ownAsk', { name: referral.personToCall.name })} <a className="referrals-own-call" href={`tel:${referral.personToCall.phone.replace(/[^\d+]/g, '')}`}>{referral.personToCall.phone}</a></p>}
      {referral.status === 'delivered' && (
        <div className="referrals-own-answers">
          <ActionButton kind="primary" size="large" label={say('referrals.helpedYes')} isSending={confirm.isSending} onClick={tell(true)} />
          <ActionButton size="large" label={say('referrals.helpedNo')} isSending={confirm.isSending} onClick={tell(false)} />
        </div>
      )}
      {confirm.refusal && <Problem refusal={confirm.refusal} />}
      {referral.mayCorrect && <Correct referral={referral} />}
    </>
  );
}

/** For an hour the answer may be turned round by one press, and a word added. */
function Correct({ referral }: { referral: OwnReferral }) {
  const [words, type] = useState<string | null>(null);
  const correct = useCommand<{ referralId: string; helped?: boolean; words?: string | null }>('/api/referrals/correct', { onDone: () => announce(say('referrals.ownThanks')) });
  const tell = async () => { if (await correct.send({ referralId: referral.id, words })) type(null); };
  return (
    <div className="referrals-own-correct">
      <p><strong className="word-steppe">✓ {say('referrals.ownReceived')}</strong></p>
      <ActionButton size="large" label={say(referral.helped ? 'referrals.ownTurnToNo' : 'referrals.ownTurnToYes')} isSending={correct.isSending} onClick={() => void correct.send({ referralId: referral.id, helped: !referral.helped })} />
      <label className="field-label" htmlFor={`words-${referral.id}`}>{say('referrals.ownWords')}</label>
      <div className="referrals-own-words"><LongTextInput id={`words-${referral.id}`} value={words} onChange={type} lines={2} maxLength={500} /></div>
      <ActionButton size="large" label={say('referrals.ownSendWords')} disabledReason={words?.trim() ? null : say('referrals.ownWordsFirst')} isSending={correct.isSending} onClick={() => void tell()} />
      {correct.refusal && <Problem refusal={correct.refusal} />}
    </div>
  );
}
