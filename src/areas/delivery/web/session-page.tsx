import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { LongTextField } from '../../../platform/web/form-fields.tsx';
import { day, quantity, today } from '../../../platform/web/format.ts';
import { To, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, seesFiguresOnly, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { moveSession } from '../core/activity.ts';
import type { SessionAnswer } from '../core/contract.ts';
import { AttendanceForm } from './attendance-form.tsx';
import { SessionStatus } from './parts/activity-status.tsx';
import './delivery.css';

/** One session and who came: tick, add by search, count the heads that signed nothing. */
export default function SessionPage() {
  const sessionId = usePathPart('sessionId');
  const session = useQueryOf<SessionAnswer>('/api/sessions/:sessionId', { sessionId }, { kinds: ['activity'] });
  return <Answer of={session}>{(answer) => <Session session={answer} />}</Answer>;
}

function Session({ session }: { session: SessionAnswer }) {
  const [isCancelling, cancel] = useState(false);
  const may = useMay();
  const grant = grantOf(useSession());
  const role = grant?.role ?? 'resident';
  const seesFigures = seesFiguresOnly(grant);
  const isHeld = session.status === 'held';
  const moved = moveSession(session, isHeld ? 'revoke' : 'cancel', role, today());
  const clock = [session.startsAt, session.endsAt].filter(Boolean).join('–');
  return (
    <Page title={say('delivery.sessionTitle', { name: session.activityName ?? session.title, day: day(session.heldOn) })} beside={<SessionStatus status={session.status} />}
      lead={[clock, session.title && session.activityName ? session.title : '', session.place].filter(Boolean).join(' · ')}
      thread={[
        session.activityId ? { label: say('delivery.thread.activity'), path: `/activities/${session.activityId}` } : { label: say('delivery.thread.referral'), path: session.referralId && !seesFigures ? `/referrals/${session.referralId}` : null },
        { label: say('delivery.thread.session'), isHere: true }, { label: say('delivery.thread.figure'), path: isHeld && may('figure.read') ? `/city?from=${session.heldOn}&to=${session.heldOn}` : null },
      ]}
      actions={session.activityId ? <ActionButton kind="danger" label={say(isHeld ? 'delivery.revokeSession' : 'delivery.cancelSession')} onClick={() => cancel(true)}
        disabledReason={!may('activity.keep') ? say('delivery.notPermitted') : moved.ok ? null : say(`delivery.refusal.${moved.refusal.code}`, { ...moved.refusal })} /> : null}>
      {session.referralId && <p className="page-lead">{say('delivery.ofReferral')} {!seesFigures && <To path={`/referrals/${session.referralId}`}>{say('delivery.toReferral')}</To>}</p>}
      {isHeld && <p>{say('delivery.counted', { persons: session.persons, personTimes: session.personTimes })}{session.referralId && session.minutes !== null ? ` · ${say('delivery.served.minutes', { count: session.minutes })}` : ''}{session.volunteers > 0 ? ` · ${say('delivery.field.volunteers')} ${quantity(session.volunteers, 'persons')}` : ''}</p>}
      {session.status === 'cancelled'
        ? <p className="page-lead">{session.cancelReason}</p>
        : <AttendanceForm key={`${session.id} ${session.version}`} session={session} isReadOnly={!may('session.attendance') || session.referralId !== null} adds={may('person.list') ? 'anybody' : may('referral.served') ? 'own' : 'nobody'} />}
      <FormDialog isOpen={isCancelling} title={say(isHeld ? 'delivery.revokeSession' : 'delivery.cancelSession')} lead={say('delivery.cancelSessionLead')} name={`session-cancel-${session.id}`} path="/api/sessions/cancel" fixed={{ sessionId: session.id, version: session.version }}
        submit={say(isHeld ? 'delivery.revokeSession' : 'delivery.cancelSession')} onClose={() => cancel(false)} onDone={() => announce(say('delivery.cancelled'))}>
        <LongTextField name="reason" label={say('delivery.field.reason')} required maxLength={500} />
      </FormDialog>
    </Page>
  );
}
