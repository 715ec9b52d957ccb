import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { Form } from '../../../platform/web/form.tsx';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { ActivityAnswer } from '../core/contract.ts';
import { ActivityFields } from './activity-fields.tsx';

/** Corrects what is said of an activity; where it takes place stays, because its sessions count there. */
export default function EditActivity() {
  const activityId = usePathPart('activityId');
  const go = useGo();
  const isManager = grantOf(useSession())?.role === 'organizationManager';
  const activity = useQueryOf<ActivityAnswer>('/api/activities/:activityId', { activityId }, { kinds: [] });
  const back = () => go(`/activities/${activityId}`);
  return (
    <Answer of={activity}>
      {({ name, kind, category, audience, place, organizationId, organizerName, plan, version }) => (
        <Page title={`${say('delivery.edit')} · ${name}`}>
          <Form name={`activity-edit-${activityId}`} path="/api/activities/update" fixed={{ activityId, version }} initial={{ name, kind, category, audience, place, plan, ...(isManager ? {} : { organizationId, organizerName }) }} submit={say('platform.save')}
            onDone={() => { announce(say('delivery.saved')); back(); }} onCancel={back}>
            <ActivityFields isManager={isManager} />
          </Form>
        </Page>
      )}
    </Answer>
  );
}
