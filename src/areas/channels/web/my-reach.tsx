import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { CheckField, ClockField, RadioField, TextField } from '../../../platform/web/form-fields.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { moment } from '../../../platform/web/format.ts';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { AddressVerified, OwnReach } from '../core/contract.ts';
import './channels.css';

const word = (key: string) => say(`channels.reach.${key}`);

/** One's own addresses, hours of rest and language; and what one was told lately. */
export default function MyReach() {
  const reach = useQueryOf<OwnReach>('/api/my-reach', {}, { kinds: ['message'] });
  return (
    <Page title={word('title')} lead={word('lead')}>
      <Answer of={reach} lines={8}>{(answer) => (
        <div className="channels-reach">
          <section><Ways reach={answer} />{answer.email && !answer.isEmailVerified && <Verify reach={answer} />}</section>
          <section>
            <h2>{word('told')}</h2>
            {answer.items.length === 0 && <p className="quiet">{word('toldNone')}</p>}
            <ul className="channels-told">{answer.items.map(({ id, at, title, body }) => <li key={id}><p><strong>{title}</strong> <span className="quiet">{moment(at)}</span></p><p className="channels-body">{body}</p></li>)}</ul>
          </section>
        </div>
      )}</Answer>
    </Page>
  );
}

function Ways({ reach: { offered, version, items: _items, isEmailVerified, isCodeOut: _out, ...initial } }: { reach: OwnReach }) {
  const notYet = (kind: 'email' | 'sms') => (offered[kind] ? {} : { hint: say('channels.reach.notOffered', { kind: say(`channels.kind.${kind}`) }) });
  return (
    <Form<{ isCodeSent: boolean }> key={version} name="my-reach" path="/api/my-reach/set" isBrief fixed={{ version }} initial={initial} submit={say('platform.save')} onDone={({ isCodeSent }) => announce(word(isCodeSent ? 'savedAndSent' : 'saved'))}>
      <TextField name="email" label={word('email')} maxLength={254} autoComplete="email" why={word('whyAddress')} {...(initial.email && isEmailVerified ? { hint: word('isVerified') } : {})} />
      <CheckField name="byEmail" label={word('byEmail')} words={word('toEmail')} {...notYet('email')} />
      <TextField name="phone" label={word('phone')} kind="tel" maxLength={20} autoComplete="tel" />
      <CheckField name="bySms" label={word('bySms')} words={word('toPhone')} {...notYet('sms')} />
      <ClockField name="quietFrom" label={word('quietFrom')} required />
      <ClockField name="quietUntil" label={word('quietUntil')} required hint={word('quietHint')} />
      <RadioField name="language" label={word('language')} required options={['zh', 'en'].map((value) => ({ value, label: say(`channels.language.${value}`) }))} />
    </Form>
  );
}

/** An address is used once its holder has given back the code that was sent to it. */
function Verify({ reach: { email, isCodeOut, offered } }: { reach: OwnReach }) {
  const [triesLeft, tell] = useState<number | null>(null);
  const again = useCommand('/api/my-reach/send-code', { onDone: () => { tell(null); announce(word('codeSent')); } });
  return (
    <div className="channels-verify">
      <h2>{word('verify')}</h2>
      <p>{!offered.email ? word('noMail') : isCodeOut ? say('channels.reach.codeOut', { email }) : word('codeNone')}</p>
      {isCodeOut && (
        <Form<AddressVerified> name="verify-address" path="/api/my-reach/verify" isBrief submit={word('verifyNow')} onDone={({ isVerified, triesLeft: left }) => { tell(isVerified ? null : left); if (isVerified) announce(word('verified')); }}>
          <TextField name="code" label={word('code')} required maxLength={6} autoComplete="one-time-code" />
        </Form>
      )}
      {triesLeft !== null && <p className="channels-lost" role="alert">{triesLeft > 0 ? say('channels.reach.wrong', { count: triesLeft }) : word('wrongLast')}</p>}
      {offered.email && <ActionButton label={word('sendCode')} isSending={again.isSending} onClick={() => void again.send({})} />}
      {again.refusal && <Problem refusal={again.refusal} />}
    </div>
  );
}
