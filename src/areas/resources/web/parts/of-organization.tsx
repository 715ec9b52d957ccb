import { ActionButton } from '../../../../platform/web/action-button.tsx';
import type { OfRecord } from '../../../../platform/web/additions.tsx';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { To, useGo } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import type { ResourceList } from '../../core/contract.ts';
import { OwnerLinkPanel } from '../owner-link.tsx';
import { FreshnessTag, ResourceStatusTag, sayCapacity, sayItems } from './resource-words.tsx';
import '../resources.css';

const MOST = 50;

/** What an organisation offers, on its own page: how fresh each is, the way to enter one more, and the link by which it keeps them itself. */
export default function ResourcesOfOrganization({ id }: OfRecord) {
  const may = useMay(), go = useGo();
  const found = useQueryOf<ReturnType<typeof ResourceList.parse>>('/api/resources', { organizationId: id, sort: 'confirmedOn', limit: MOST });
  return (
    <>
      <div className="resources-of-head">
        {may('resource.add') && <ActionButton kind="primary" label={say('resources.add')} onClick={() => go(`/resources/new?organization=${id}`)} />}
        {(found.data?.total ?? 0) > 0 && may('resource.workbook') && <ActionButton label={say('resources.workbook')} onClick={() => go(`/resources/workbook?organization=${id}`)} />}
        {(found.data?.total ?? 0) > 0 && <To path={`/resources?organizationId=${id}&view=all`}>{say('resources.ofAll', { count: found.data!.total })}</To>}
      </div>
      <Answer of={found}>
        {({ items }) => (items.length === 0 ? <p className="quiet">{say('resources.ofNone')}</p> : (
          <ul className="resources-said">
            {items.map((row) => (
              <li key={row.id}>
                <To path={`/resources/${row.id}`}>{sayItems(row.items)}</To><strong>{sayCapacity(row.capacity)}</strong>
                {row.status === 'active' ? <FreshnessTag {...row} /> : <ResourceStatusTag status={row.status} />}
              </li>
            ))}
          </ul>
        ))}
      </Answer>
      {may('resource.link') && <OwnerLinkPanel kind="organization" id={id} />}
    </>
  );
}
