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
      {referral.offered && <Offered key={referral.version} referral={referral} offered={referral.offered} />}
      {!referral.offered && referral.anotherAsked && <p className="referrals-own-told">{say('referrals.ownAnotherAsked', { words: referral.anotherAsked })}</p>}
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

/** A time that is offered: yes by one press, or another one, with words that those who come will read. */
function Offered({ referral, offered: { on, from, until, who, words: said } }: { referral: OwnReferral; offered: NonNullable<OwnReferral['offered']> }) {
  const [isAsking, ask] = useState(false);
  const [words, type] = useState<string | null>(null);
  const agree = useCommand<{ referralId: string; version: number }>('/api/referrals/agree-own-visit', { onDone: () => announce(say('referrals.ownAgreed')) });
  const another = useCommand<{ referralId: string; version: number; words: string | null }>('/api/referrals/ask-another-time', { onDone: () => announce(say('referrals.ownAnother')) });
  const own = { referralId: referral.id, version: referral.version };
  const refusal = agree.refusal ?? another.refusal;
  const isSaid = (words ?? '').trim().length > 1;
  return (
    <div className="referrals-own-offered">
      <p>{say('referrals.ownOffered', { who: who ?? referral.providerName })}</p>
      <p><strong>{whenWords({ scheduledFrom: from, scheduledUntil: until }, on)}</strong></p>
      {said && <p>{said}</p>}
      {!isAsking && (
        <div className="referrals-own-answers">
          <ActionButton kind="primary" size="large" label={say('referrals.ownOfferedYes')} isSending={agree.isSending} onClick={() => void agree.send(own)} />
          <ActionButton size="large" label={say('referrals.ownOfferedNo')} onClick={() => ask(true)} />
        </div>
      )}
      {isAsking && (
        <div className="referrals-own-another">
          <label className="field-label" htmlFor={`another-${referral.id}`}>{say('referrals.ownOfferedWhen')}</label>
          <div className="referrals-own-words"><LongTextInput id={`another-${referral.id}`} value={words} onChange={type} lines={2} maxLength={200} /></div>
          <p className="quiet">{say('referrals.ownOfferedSeen')}</p>
          <div className="referrals-own-answers">
            <ActionButton kind="primary" size="large" label={say('referrals.ownOfferedSend')} disabledReason={isSaid ? null : say('referrals.ownOfferedFirst')} isSending={another.isSending} onClick={() => void another.send({ ...own, words })} />
            <ActionButton size="large" label={say('platform.back')} onClick={() => ask(false)} />
          </div>
        </div>
      )}
      {refusal && <Problem refusal={refusal} />}
    </div>
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
