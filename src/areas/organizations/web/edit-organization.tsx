import { announce } from '../../../platform/web/announce.tsx';
import { withBack } from '../../../platform/web/back.ts';
import { useQueryOf } from '../../../platform/web/data.ts';
import { Form } from '../../../platform/web/form.tsx';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { useBack } from '../../../platform/web/way-back.tsx';
import type { OrganizationAnswer } from '../core/contract.ts';
import { OrganizationFields } from './organization-fields.tsx';

const FIELDS = ['name', 'kind', 'uscc', 'filingNo', 'registrationAuthority', 'registeredOn', 'supervisingUnit', 'isSocialWorkAgency', 'hasPartyOrg', 'contactName', 'address', 'unitCap', 'monthlyBudgetFen'] as const;

export default function EditOrganizationPage() {
  const organizationId = usePathPart('organizationId');
  const organization = useQueryOf<OrganizationAnswer>('/api/organizations/:organizationId', { organizationId });
  const go = useGo();
  const from = useBack();
  const back = () => go(withBack(`/organizations/${organizationId}`, from));
  return (
    <Page title={say('organizations.editTitle')} beside={organization.data?.name}>
      <Answer of={organization}>
        {(answer) => (
          // keyed by version: when somebody else was first, the form starts from what it says now
          <Form key={answer.version} name={`edit-organization-${organizationId}-${answer.version}`} path="/api/organizations/update" fixed={{ organizationId, version: answer.version }} submit={say('platform.save')}
            initial={Object.fromEntries(FIELDS.map((field) => [field, answer[field]]))} disabledReason={answer.isOwn ? null : say('organizations.keptAbove')}
            onDone={() => { announce(say('organizations.saved')); back(); }} onCancel={back}>
            <OrganizationFields keepsPhone />
          </Form>
        )}
      </Answer>
    </Page>
  );
}
