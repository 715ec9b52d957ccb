import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day, listed } from '../../../platform/web/format.ts';
import type { BulkAction, Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { ITEM_CODES, ITEMS } from '../../needs/core/items.ts';
import { ImportName } from '../../needs/web/parts/import-name.tsx';
import type { ResourceRow } from '../core/contract.ts';
import { FRESHNESS } from '../core/ageing.ts';
import { PROVIDER_KINDS, RESOURCE_KINDS, RESOURCE_STATUSES } from '../core/resource.ts';
import { FreshnessTag, ResourceStatusTag, sayCapacity, sayItems, sayLeft, sayReach, saySure } from './parts/resource-words.tsx';

const field = (key: string) => say(`resources.field.${key}`);
const options = (values: readonly string[], words: string) => values.map((value) => ({ value, label: say(`resources.${words}.${value}`) }));

const columnsOf = (): Column<ResourceRow>[] => [
  { key: 'provider', label: field('provider'), render: (row) => row.providerName, width: 190, pinned: true, sortable: true },
  { key: 'items', label: field('items'), render: (row) => sayItems(row.items), width: 196 },
  { key: 'capacity', label: field('capacity'), render: (row) => sayCapacity(row.capacity), width: 158 },
  { key: 'unitsLeft', label: field('unitsLeft'), render: sayLeft, width: 140 },
  { key: 'confirmedOn', label: field('freshness'), render: (row) => <FreshnessTag {...row} />, exportValue: (row) => `${say(`resources.freshness.${row.freshness}`)} ${saySure(row)}`, sortable: true, width: 232, fixed: true },
  { key: 'reach', label: field('reach'), render: sayReach, width: 140 },
  { key: 'status', label: field('status'), render: (row) => <ResourceStatusTag status={row.status} />, exportValue: (row) => say(`resources.status.${row.status}`), card: 'beside', width: 124, fixed: true },
  { key: 'kind', label: field('kind'), render: (row) => say(`resources.kind.${row.kind}`), width: 150, card: 'none', hidden: true },
  { key: 'providerKind', label: field('providerKind'), render: (row) => say(`resources.providerKind.${row.providerKind}`), width: 150, card: 'none', hidden: true },
  { key: 'home', label: field('home'), render: (row) => row.homeName, hidden: true },
  { key: 'slotWords', label: field('slotWords'), render: (row) => row.slotWords ?? '—', hidden: true, width: 180 },
  { key: 'languages', label: field('languages'), render: (row) => listed(row.languages.map((code) => say(`resources.language.${code}`))), hidden: true },
  { key: 'validUntil', label: field('validUntil'), render: (row) => (row.validUntil ? day(row.validUntil) : '—'), exportValue: (row) => row.validUntil, sortable: true, hidden: true, width: 150 },
  { key: 'description', label: field('description'), render: (row) => row.description || '—', hidden: true, width: 240 },
];

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('resources.search') },
  { key: 'item', kind: 'choice', many: true, label: field('items'), options: ITEM_CODES.map((value) => ({ value, label: ITEMS[value][language()] })) },
  { key: 'kind', kind: 'choice', many: true, label: field('kind'), options: options(RESOURCE_KINDS, 'kind') },
  { key: 'freshness', kind: 'choice', many: true, label: field('freshness'), options: options(FRESHNESS, 'freshness') },
  { key: 'status', kind: 'choice', many: true, label: field('status'), options: options(RESOURCE_STATUSES, 'status') },
  { key: 'providerKind', kind: 'choice', many: true, label: field('providerKind'), options: options(PROVIDER_KINDS, 'providerKind') },
  { key: 'division', kind: 'division', label: field('reach') },
  { key: 'import', kind: 'record', label: say('needs.field.import'), name: ImportName },
];

const viewsOf = (): View[] => [
  { key: 'active', label: say('resources.view.active'), filters: { status: 'active' } },
  { key: 'stale', label: say('resources.view.stale'), filters: { status: 'active', freshness: 'ageing,unknown' }, sort: 'confirmedOn' },
  { key: 'long', label: say('resources.view.long'), filters: { status: 'active', freshness: 'unknown' }, sort: 'confirmedOn' },
  { key: 'paused', label: say('resources.view.paused'), filters: { status: 'paused' } }, { key: 'all', label: say('resources.view.all'), filters: {} },
];

/** What can be called on, and how sure that is. */
export default function ResourceList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const [{ organizationId }] = useAddress((raw) => ({ organizationId: /^[0-9a-f-]{36}$/.test(raw.organizationId ?? '') ? raw.organizationId : undefined }));
  const input = useMemo(() => (organizationId ? { organizationId } : {}), [organizationId]);
  const go = useGo();
  const may = useMay(), grant = grantOf(useSession()), isOwner = may('resource.workbook') && Boolean(grant?.organizationId);
  const confirm = useCommand<{ resourceId: string }>('/api/resources/confirm-capacity');
  const bulk: BulkAction<ResourceRow>[] = may('resource.confirm') ? [{
    key: 'confirm', label: say('resources.confirmMany'),
    disabledReason: (rows) => (rows.some((row) => row.status === 'ended') ? say('resources.refusal.resourceEnded') : null),
    run: async (rows) => {
      let done = 0;
      for (const row of rows) if (await confirm.send({ resourceId: row.id })) done += 1;
      announce(say('platform.list.done', { done }), done === rows.length ? 'steppe' : 'poppy');
      return done === rows.length;
    },
  }] : [];
  return (
    <ListPage<ResourceRow> title={say('resources.title')} path="/api/resources" input={input} columns={columns} filters={filters} views={views} bulk={bulk}
      rowId={(row) => row.id} rowPath={(row) => `/resources/${row.id}`} {...(may('resource.update') ? { editPath: (row: ResourceRow) => `/resources/${row.id}/edit` } : {})}
      actions={<>{isOwner && <ActionButton label={say('resources.workbook')} onClick={() => go('/resources/workbook')} />}{may('resource.add') && <ActionButton kind="primary" label={say('resources.add')} onClick={() => go('/resources/new')} />}</>}
      empty={{ why: say('resources.emptyWhy'), ways: may('resource.add') ? [{ label: say('resources.add'), path: '/resources/new' }, { label: say('resources.import'), path: '/imports/new' }] : [] }}
      xlsx="/api/resources/export" />
  );
}
