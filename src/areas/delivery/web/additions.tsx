import type { Addition, OfRecord } from '../../../platform/web/additions.tsx';
import { day, quantity } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { ThreadItem } from '../../../platform/web/thread.tsx';
import { useSessionsOf } from './parts/ask-sessions.ts';

/** The service in the thread of a need or a referral: the last session held, with the attendances it counts. */
function SessionItem(of: { need?: string; referral?: string }) {
  const { data } = useSessionsOf(of);
  const session = data?.items.find(({ status }) => status === 'held');
  const label = say('delivery.service');
  return session ? <ThreadItem label={label} path={`/sessions/${session.id}`} detail={[day(session.heldOn), quantity(session.personTimes, 'personTimes'), session.minutes !== null && say('delivery.minutesOf', { count: session.minutes })].filter(Boolean).join(' · ')} /> : <ThreadItem label={label} />;
}

export const additions: Addition[] = [
  {
    to: 'need', permission: 'session.read', order: 30, thread: ({ id }: OfRecord) => <SessionItem need={id} />,
    tab: { key: 'sessions', label: 'delivery.service', content: () => import('./parts/sessions-of.tsx').then(({ OfNeed }) => ({ default: OfNeed })) },
  },
  { to: 'referral', permission: 'session.read', order: 30, thread: ({ id }: OfRecord) => <SessionItem referral={id} /> },
];
