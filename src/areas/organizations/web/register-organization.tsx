import { announce } from '../../../platform/web/announce.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { DivisionField } from '../../../platform/web/form-fields.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { OrganizationFields } from './organization-fields.tsx';

export default function RegisterOrganizationPage() {
  const go = useGo();
  const here = grantOf(useSession())?.divisionCode ?? null;
  return (
    <Page title={say('organizations.registerTitle')}>
      <Form<{ organizationId: string }> name="register-organization" path="/api/organizations/register" initial={{ divisionCode: here, isSocialWorkAgency: false, hasPartyOrg: false }} submit={say('organizations.register')}
        onDone={({ organizationId }) => { announce(say('organizations.registered')); go(`/organizations/${organizationId}`); }} onCancel={() => go('/organizations')}>
        <DivisionField name="divisionCode" label={say('organizations.field.division')} required hint={say('organizations.hint.division')} {...(here ? { under: here } : {})} />
        <OrganizationFields />
      </Form>
    </Page>
  );
}
