import Switch from 'antd/es/switch';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { announce } from '../../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../../platform/web/data.ts';
import { day } from '../../../../platform/web/format.ts';
import { Problem } from '../../../../platform/web/problem.tsx';
import { language, say } from '../../../../platform/web/say.ts';
import type { OwnMessages } from '../../core/contract.ts';
import './message-switch.css';

/** For a resident who is signed in: whether we may write by SMS. One switch, with what is sent and what never. */
export function MessageSwitch() {
  const { data: own } = useQueryOf<OwnMessages>('/api/people/own-messages', {}, { kinds: ['consent', 'person'] });
  const set = useCommand<{ isWanted: boolean; language: 'zh' | 'en' }>('/api/people/own-messages/set', { onDone: () => announce(say('people.saved')) });
  if (!own?.personId) return null;
  const why = own.isWanted ? null : !own.maskedPhone ? say('people.sms.noPhone') : own.isGuardianAsked ? say('people.sms.guardian') : null;
  return (
    <section className="people-sms" aria-labelledby="people-sms">
      <div className="people-sms-head">
        <h2 id="people-sms">{say('people.sms.title')}</h2>
        <Switch checked={own.isWanted} disabled={why !== null} loading={set.isSending} aria-labelledby="people-sms" aria-describedby="people-sms-what" onChange={(isWanted) => void set.send({ isWanted, language: language() })} />
      </div>
      <p id="people-sms-what">{say('people.sms.what')}</p>
      {why && <p className="quiet">{why}</p>}
      {own.isWanted && <p className="quiet">{say(own.maskedPhone ? 'people.sms.since' : 'people.sms.sinceNoPhone', { day: day(own.since!), phone: own.maskedPhone, language: say(`people.sms.in.${own.language}`) })}</p>}
      {own.isWanted && own.language !== language() && <ActionButton label={say('people.sms.inThis')} isSending={set.isSending} onClick={() => void set.send({ isWanted: true, language: language() })} />}
      {set.refusal && <Problem refusal={set.refusal} />}
    </section>
  );
}
