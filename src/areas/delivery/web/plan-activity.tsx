import { announce } from '../../../platform/web/announce.tsx';
import { DivisionField } from '../../../platform/web/form-fields.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { ActivityFields } from './activity-fields.tsx';

/** Plans an activity where one acts; the days come next. */
export default function PlanActivity() {
  const go = useGo();
  const grant = grantOf(useSession());
  const here = grant?.divisionCode ?? null;
  return (
    <Page title={say('delivery.newTitle')}>
      <Form<{ activityId: string }> name="plan-activity" path="/api/activities/plan" initial={{ divisionCode: here }} submit={say('delivery.new')} onDone={({ activityId }) => { announce(say('delivery.planned')); go(`/activities/${activityId}`); }} onCancel={() => go('/activities')}>
        <ActivityFields isManager={grant?.role === 'organizationManager'} />
        <DivisionField name="divisionCode" label={say('delivery.field.division')} required {...(here ? { under: here } : {})} />
      </Form>
    </Page>
  );
}
