import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FigureRow } from '../../../platform/web/figures.tsx';
import { day } from '../../../platform/web/format.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { OnAnswer, ServedHours } from '../core/contract.ts';
import { hoursOf } from '../core/hours.ts';
import './delivery.css';

/** A volunteer's hours with the sessions that add up to them, and where to go next. */
export default function MyService() {
  const served = useQueryOf<ServedHours>('/api/attendance/served', {}, { kinds: ['activity'] });
  return (
    <Page title={say('delivery.served')} lead={say('delivery.servedLead')}>
      <section className="delivery-next" aria-labelledby="next"><h2 id="next">{say('delivery.servedNext')}</h2><Next /></section>
      <Answer of={served}>{(answer) => (answer.sessions === 0
        ? <EmptyState title={say('delivery.servedEmpty')} why={say('delivery.servedEmptyWhy')} ways={[{ label: say('delivery.on'), path: '/whats-on' }]} />
        : <Hours served={answer} />)}</Answer>
    </Page>
  );
}

function Hours({ served }: { served: ServedHours }) {
  const hours = hoursOf(served.minutes);
  return (
    <>
      <FigureRow figures={[
        { label: say('delivery.servedHours'), value: hours, unit: 'hours', note: say('delivery.servedHoursNote'), path: '/my-service#sessions' },
        { label: say('delivery.servedTimes'), value: served.sessions, unit: 'sessions', note: say('delivery.servedTimesNote'), path: '/my-service#sessions' },
      ]} />
      {served.untimed > 0 && <p className="quiet">{say('delivery.servedUntimed', { count: served.untimed })}</p>}
      <h2 className="delivery-attendance-head" id="sessions">{say('delivery.servedList')}</h2>
      <ul className="delivery-sessions delivery-served">
        {served.items.map((item) => (
          <li key={item.id}>
            <span>{day(item.heldOn)}</span><span>{item.name}</span><span className="delivery-session-count">{item.minutes === null ? say('delivery.servedNoTime') : say('delivery.minutesOf', { count: item.minutes })}</span>
            <span className="delivery-session-more quiet">{[item.organizerName, item.place].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
        <li className="delivery-served-sum"><strong>{say('delivery.servedSum', { minutes: served.minutes, hours })}</strong></li>
      </ul>
    </>
  );
}

function Next() {
  const go = useGo();
  const on = useQueryOf<OnAnswer>('/api/activities/on', {}, { kinds: ['activity'] });
  return (
    <Answer of={on} lines={2}>
      {({ items }) => {
        const mine = items.filter(({ own }) => own === 'enrolled');
        return (
          <>
            {mine.length === 0 && <p className="quiet">{say('delivery.servedNextNone')}</p>}
            {mine.length > 0 && <ul className="delivery-sessions">{mine.map((item) => <li key={item.sessionId}><span>{day(item.heldOn)} {item.startsAt}</span><span>{item.name}</span><span className="quiet">{item.place}</span></li>)}</ul>}
            <ActionButton kind={mine.length === 0 ? 'primary' : 'secondary'} size="large" label={say('delivery.servedFind')} onClick={() => go('/whats-on')} />
          </>
        );
      }}
    </Answer>
  );
}
