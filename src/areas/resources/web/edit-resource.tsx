import { announce } from '../../../platform/web/announce.tsx';
import { withBack } from '../../../platform/web/back.ts';
import { useQueryOf } from '../../../platform/web/data.ts';
import { Form } from '../../../platform/web/form.tsx';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { useBack } from '../../../platform/web/way-back.tsx';
import type { ResourceAnswer } from '../core/contract.ts';
import { AlongFields } from './along-fields.tsx';
import { WantedChange } from './parts/wanted.tsx';
import { ResourceFields } from './resource-fields.tsx';
import './resources.css';

const FIELDS = ['providerName', 'providerKind', 'kind', 'items', 'description', 'languages', 'workerSexes', 'unitCostFen', 'weeklyCap', 'oneAtATime', 'closedDays', 'reachCodes', 'reachKm', 'slotWords', 'slots', 'validFrom', 'validUntil', 'contactName', 'alsoTakesId', 'alsoTakesUnits'] as const;

export default function EditResourcePage() {
  const resourceId = usePathPart('resourceId');
  const resource = useQueryOf<ResourceAnswer>('/api/resources/:resourceId', { resourceId });
  const go = useGo();
  const from = useBack();
  const back = () => go(withBack(`/resources/${resourceId}`, from));
  return (
    <Page title={say('resources.editTitle')} beside={resource.data?.providerName}>
      <Answer of={resource}>
        {(answer) => (
          // keyed by version: when somebody else was first, the form starts from what it says now
          <Form key={answer.version} name={`edit-resource-${resourceId}-${answer.version}`} path="/api/resources/update" fixed={{ resourceId, version: answer.version }} submit={say('platform.save')}
            initial={Object.fromEntries(FIELDS.map((field) => [field, answer[field]]))} disabledReason={answer.isKeptHere ? null : say('resources.keptElsewhere')}
            onDone={() => { announce(say('resources.saved')); back(); }} onCancel={back}>
            <WantedChange resource={answer} />
            <ResourceFields isNew={false} here={null} phone={answer.phone} along={<AlongFields resource={answer} />} />
          </Form>
        )}
      </Answer>
    </Page>
  );
}
