import type { OfRecord } from '../../../../platform/web/additions.tsx';
import { day, quantity } from '../../../../platform/web/format.ts';
import { To } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import '../delivery.css';
import { SessionStatus } from './activity-status.tsx';
import { useSessionsOf } from './ask-sessions.ts';

/** The services that a need's referrals came to, the latest first, with the attendances that the figures count. */
export function OfNeed({ id }: OfRecord) {
  const sessions = useSessionsOf({ need: id });
  return (
    <Answer of={sessions} lines={3}>
      {({ items }) => (items.length === 0 ? <p className="quiet">{say('delivery.noService')}</p> : (
        <ul className="delivery-sessions">
          {items.map((session) => (
            <li key={session.id}>
              <To path={`/sessions/${session.id}`} className="delivery-session-day">{day(session.heldOn)}</To> <SessionStatus status={session.status} /> <span className="quiet">{[quantity(session.personTimes, 'personTimes'), session.minutes !== null && say('delivery.minutesOf', { count: session.minutes })].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      ))}
    </Answer>
  );
}
