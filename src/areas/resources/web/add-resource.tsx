import { announce } from '../../../platform/web/announce.tsx';
import { withBack } from '../../../platform/web/back.ts';
import { Form } from '../../../platform/web/form.tsx';
import { useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { useBack } from '../../../platform/web/way-back.tsx';
import { ResourceFields } from './resource-fields.tsx';
import './resources.css';

export default function AddResourcePage() {
  const go = useGo();
  const from = useBack();
  const [{ organization }] = useAddress((raw) => ({ organization: /^[0-9a-f-]{36}$/.test(raw.organization ?? '') ? raw.organization : undefined }));
  const here = grantOf(useSession())?.divisionCode ?? null;
  return (
    <Page title={say('resources.addTitle')}>
      <Form<{ resourceId: string }> name={organization ? `add-resource-${organization}` : 'add-resource'} path="/api/resources/add" initial={{ ...(organization ? { organizationId: organization, providerKind: 'organization' } : {}), homeCode: here, languages: ['zh'], capacity: { per: 'week', unit: 'personTimes' } }} submit={say('resources.add')}
        onDone={({ resourceId }) => { announce(say('resources.added')); go(withBack(`/resources/${resourceId}`, from)); }} onCancel={() => go(from ?? (organization ? `/organizations/${organization}?tab=resources` : '/resources'))}>
        <ResourceFields isNew here={here} />
      </Form>
    </Page>
  );
}
