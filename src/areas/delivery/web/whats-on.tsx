import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { OnAnswer, OwnAttendance } from '../core/contract.ts';
import './delivery.css';

/** For volunteers and residents: what is on near them, and where they have been. */
export default function WhatsOn() {
  const on = useQueryOf<OnAnswer>('/api/activities/on', {}, { kinds: ['activity'] });
  const own = useQueryOf<OwnAttendance>('/api/attendance/own', {}, { kinds: ['activity'] });
  return (
    <Page title={say('delivery.on')} lead={say('delivery.onLead')}>
      <Answer of={on}>{({ items }) => (items.length === 0 ? <EmptyState title={say('delivery.onEmpty')} why={say('delivery.onEmptyWhy')} /> : <ul className="delivery-on">{items.map((item) => <li key={item.sessionId}><Coming item={item} /></li>)}</ul>)}</Answer>
      <h2 className="delivery-attendance-head">{say('delivery.own')}</h2>
      <Answer of={own} lines={3}>
        {({ items }) => (items.length === 0 ? <p className="quiet">{say('delivery.ownEmpty')}</p> : (
          <ul className="delivery-sessions">
            {items.map((item) => (
              <li key={item.id}>
                <span>{day(item.heldOn)}</span><span>{item.name}</span><span className="delivery-session-count">{say(`delivery.presence.${item.presence}`)}</span>
                <span className="delivery-session-more quiet">{[item.part === 'beneficiary' ? '' : say(`delivery.part.${item.part}`), item.minutes === null ? '' : say('delivery.minutesOf', { count: item.minutes })].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        ))}
      </Answer>
    </Page>
  );
}

function Coming({ item }: { item: OnAnswer['items'][number] }) {
  const isVolunteer = grantOf(useSession())?.role === 'volunteer';
  const comes = item.own === 'enrolled';
  const sign = useCommand<{ sessionId: string; comes: boolean }>('/api/sessions/sign-up', { onDone: () => announce(say(comes ? 'delivery.doneOff' : 'delivery.doneUp')) });
  return (
    <>
      <div>
        <span className="delivery-on-name">{item.name}</span>
        <span className="delivery-on-line">{[day(item.heldOn), item.startsAt].filter(Boolean).join(' ')}</span>
        <span className="delivery-on-line">{[item.divisionName, item.place].filter(Boolean).join(' · ')}</span>
        <span className="delivery-on-line quiet">{item.organizerName}</span>
        {comes && <strong className="word-steppe"> ✓ {say('delivery.signedUp')}</strong>}
        {sign.refusal && <Problem refusal={sign.refusal} />}
      </div>
      <ActionButton size="large" kind={comes ? 'secondary' : 'primary'} label={comes ? say('delivery.signOff') : say(isVolunteer ? 'delivery.signUpVolunteer' : 'delivery.signUp')} isSending={sign.isSending} onClick={() => void sign.send({ sessionId: item.sessionId, comes: !comes })} />
    </>
  );
}
