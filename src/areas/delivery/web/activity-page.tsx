import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FigureRow } from '../../../platform/web/figures.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { DayField, LongTextField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, quantity } from '../../../platform/web/format.ts';
import { To, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { moveActivity } from '../core/activity.ts';
import type { ActivityAnswer, SessionRow } from '../core/contract.ts';
import { ActivityStatus, SessionStatus } from './parts/activity-status.tsx';
import './delivery.css';

type Act = 'addSession' | 'end' | 'cancel';

/** One activity: what it is, its sessions, how many people and attendances they come to. */
export default function ActivityPage() {
  const activityId = usePathPart('activityId');
  const activity = useQueryOf<ActivityAnswer>('/api/activities/:activityId', { activityId }, { kinds: ['activity'] });
  return <Answer of={activity}>{(answer) => <Activity activity={answer} />}</Answer>;
}

function Activity({ activity }: { activity: ActivityAnswer }) {
  const [act, open] = useState<Act | null>(null);
  const may = useMay();
  return (
    <RecordPage title={activity.name} beside={<ActivityStatus status={activity.status} />} factsTitle={say('delivery.facts')} actions={<Actions activity={activity} open={open} />}
      thread={[{ label: say('delivery.thread.activity'), isHere: true }, { label: say('delivery.thread.session') }, { label: say('delivery.thread.figure'), path: may('figure.read') ? '/city' : null }]}
      facts={[
        { label: say('delivery.field.kind'), value: say(`delivery.kind.${activity.kind}`) },
        { label: say('delivery.field.category'), value: say(`needs.category.${activity.category}`) },
        { label: say('delivery.field.division'), value: activity.divisionName },
        { label: say('delivery.field.place'), value: activity.place || null },
        { label: say('delivery.field.audience'), value: activity.audience || null },
        { label: say('delivery.field.organizer'), value: activity.organizationId && may('organization.read') ? <To path={`/organizations/${activity.organizationId}`}>{activity.organizerName || say('delivery.field.organization')}</To> : activity.organizerName || null },
        ...(activity.endReason ? [{ label: say('delivery.field.endReason'), value: activity.endReason }] : []),
      ]}
      tabs={[
        { key: 'sessions', label: say('delivery.sessions'), count: activity.sessions.length, content: () => <Sessions activity={activity} /> },
        { key: 'plan', label: say('delivery.planTab'), content: () => (activity.plan ? <p className="delivery-plan">{activity.plan}</p> : <p className="quiet">—</p>) },
      ]}
      timeline={<><Timeline kind="activity" subjectId={activity.id} words="delivery" /><Dialogs activity={activity} act={act} close={() => open(null)} /></>} />
  );
}

function Actions({ activity, open }: { activity: ActivityAnswer; open: (act: Act) => void }) {
  const may = useMay();
  const go = useGo();
  const role = grantOf(useSession())?.role ?? 'resident';
  const why = (action: Act) => {
    if (!may('activity.keep')) return say('delivery.notPermitted');
    const moved = moveActivity(activity.status, action, role);
    return moved.ok ? null : say(`delivery.refusal.${moved.refusal.code}`, { ...moved.refusal });
  };
  return (
    <>
      <ActionButton kind="primary" label={say('delivery.addSession')} disabledReason={why('addSession')} onClick={() => open('addSession')} />
      <ActionButton label={say('delivery.edit')} disabledReason={why('addSession')} onClick={() => go(`/activities/${activity.id}/edit`)} />
      <ActionButton label={say('delivery.end')} disabledReason={why('end')} onClick={() => open('end')} />
      {activity.status === 'planned' && <ActionButton kind="danger" label={say('delivery.cancelActivity')} disabledReason={why('cancel')} onClick={() => open('cancel')} />}
    </>
  );
}

function Sessions({ activity }: { activity: ActivityAnswer }) {
  return (
    <>
      <FigureRow figures={[
        { label: say('delivery.persons'), value: activity.persons, unit: 'persons', note: say('delivery.personsNote') },
        { label: say('delivery.personTimes'), value: activity.personTimes, unit: 'personTimes', note: say('delivery.personTimesNote') },
      ]} />
      {activity.sessions.length === 0 && <p className="quiet">{say('delivery.noSessions')}</p>}
      <ul className="delivery-sessions">{activity.sessions.map((session) => <li key={session.id}><SessionLine session={session} /></li>)}</ul>
    </>
  );
}

function SessionLine({ session }: { session: SessionRow }) {
  const clock = [session.startsAt, session.endsAt].filter(Boolean).join('–');
  return (
    <>
      <To path={`/sessions/${session.id}`} className="delivery-session-day">{[day(session.heldOn), clock].filter(Boolean).join(' ')}</To>
      <SessionStatus status={session.status} />
      <span className="delivery-session-count">
        {session.status === 'held' ? `${quantity(session.persons, 'persons')} · ${quantity(session.personTimes, 'personTimes')}` : session.status === 'planned' && session.enrolled > 0 ? `${say('delivery.field.enrolled')} ${quantity(session.enrolled, 'persons')}` : null}
      </span>
      <span className="delivery-session-more quiet">{[session.title, session.place, session.cancelReason].filter(Boolean).join(' · ')}</span>
    </>
  );
}

function Dialogs({ activity, act, close }: { activity: ActivityAnswer; act: Act | null; close: () => void }) {
  const fixed = { activityId: activity.id, version: activity.version };
  const done = (key: string) => () => announce(say(key));
  return (
    <>
      <FormDialog isOpen={act === 'addSession'} title={say('delivery.addSession')} name={`session-add-${activity.id}`} path="/api/sessions/add" fixed={{ activityId: activity.id }} initial={{ place: activity.place }} submit={say('delivery.addSession')} onClose={close} onDone={done('delivery.sessionAdded')}>
        <DayField name="heldOn" label={say('delivery.field.heldOn')} required />
        <TextField name="startsAt" label={say('delivery.field.startsAt')} hint={say('delivery.clockHint')} maxLength={5} />
        <TextField name="endsAt" label={say('delivery.field.endsAt')} maxLength={5} />
        <TextField name="place" label={say('delivery.field.place')} maxLength={200} />
        <TextField name="title" label={say('delivery.field.title')} maxLength={100} />
      </FormDialog>
      <FormDialog isOpen={act === 'end'} title={say('delivery.end')} lead={say('delivery.endLead')} name={`activity-end-${activity.id}`} path="/api/activities/end" fixed={fixed} submit={say('delivery.end')} onClose={close} onDone={done('delivery.ended')}>
        <LongTextField name="reason" label={say('delivery.field.reason')} maxLength={500} />
      </FormDialog>
      <FormDialog isOpen={act === 'cancel'} title={say('delivery.cancelActivity')} lead={say('delivery.cancelLead')} name={`activity-cancel-${activity.id}`} path="/api/activities/cancel" fixed={fixed} submit={say('delivery.cancelActivity')} onClose={close} onDone={done('delivery.cancelled')}>
        <LongTextField name="reason" label={say('delivery.field.reason')} required maxLength={500} />
      </FormDialog>
    </>
  );
}
