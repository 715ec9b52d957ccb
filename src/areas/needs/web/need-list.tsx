import { useMemo } from 'react';
import { announce } from '../../../platform/web/announce.tsx';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import type { BulkAction, Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, seesFiguresOnly, useMay, useSession } from '../../../platform/web/session.ts';
import type { NeedRow } from '../core/contract.ts';
import { ITEM_SOUNDS } from '../core/item-sounds.ts';
import { CATEGORIES, ITEM_CODES } from '../core/items.ts';
import { NEED_STATUSES } from '../core/need.ts';
import { NeedStatus } from './need-status.tsx';
import { ImportName } from './parts/import-name.tsx';
import { Urgency } from './parts/urgency.tsx';

const columnsOf = (): Column<NeedRow>[] => [
  { key: 'person', label: say('needs.field.person'), render: (row) => row.personName ?? say('needs.placeNeed'), width: 112, pinned: true },
  { key: 'item', label: say('needs.field.item'), render: (row) => say(`needs.item.${row.item}`), width: 184 },
  { key: 'category', label: say('needs.field.category'), render: (row) => say(`needs.category.${row.category}`), hidden: true },
  { key: 'description', label: say('needs.field.description'), render: (row) => row.description, width: 150 },
  { key: 'urgency', label: say('needs.field.urgency'), render: (row) => <Urgency urgency={row.urgency} />, exportValue: (row) => say(`needs.urgency.${row.urgency}`), sortable: true, width: 112, fixed: true },
  { key: 'status', label: say('needs.field.status'), render: (row) => <NeedStatus status={row.status} />, exportValue: (row) => say(`needs.status.${row.status}`), card: 'beside', width: 128, fixed: true },
  { key: 'division', label: say('needs.field.division'), render: (row) => row.divisionName, width: 120 },
  { key: 'heardOn', label: say('needs.field.heardOn'), render: (row) => day(row.heardOn), sortable: true, fixed: true, width: 144 },
  { key: 'waitingDays', label: say('needs.field.waitingDays'), render: (row) => row.waitingDays, align: 'end', width: 112, fixed: true },
  { key: 'points', label: say('needs.field.points'), render: (row) => row.points, align: 'end', width: 90, fixed: true, hidden: true },
  { key: 'verified', label: say('needs.field.verified'), render: (row) => say(row.isVerified ? 'needs.verifiedYes' : 'needs.verifiedNo'), width: 84, fixed: true },
  { key: 'quantity', label: say('needs.field.quantity'), render: (row) => row.quantity, align: 'end', hidden: true },
  { key: 'evidences', label: say('needs.field.evidences'), render: (row) => row.evidences, align: 'end', hidden: true },
];

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('needs.search') },
  { key: 'status', kind: 'choice', many: true, label: say('needs.field.status'), options: NEED_STATUSES.filter((status) => status !== 'merged').map((value) => ({ value, label: say(`needs.status.${value}`) })) },
  { key: 'category', kind: 'choice', many: true, label: say('needs.field.category'), options: CATEGORIES.map((value) => ({ value, label: say(`needs.category.${value}`) })) },
  { key: 'item', kind: 'choice', many: true, label: say('needs.filter.item'), options: ITEM_CODES.map((value) => ({ value, label: say(`needs.item.${value}`), sound: ITEM_SOUNDS[value] })) },
  { key: 'urgency', kind: 'choice', many: true, label: say('needs.field.urgency'), options: ['3', '2', '1'].map((value) => ({ value, label: say(`needs.urgency.${value}`) })) },
  { key: 'verified', kind: 'choice', label: say('needs.field.verified'), options: [{ value: 'yes', label: say('needs.verifiedYes') }, { value: 'no', label: say('needs.verifiedNo') }] },
  { key: 'heard', kind: 'days', label: say('needs.field.heard') },
  { key: 'division', kind: 'division', label: say('needs.field.place') },
  { key: 'import', kind: 'record', label: say('needs.field.import'), name: ImportName },
];

/** For whoever works through them the urgent ones lead; others see the newest first, as the list stands by itself. */
const viewsOf = (isWork: boolean): View[] => {
  const open: View = { key: 'open', label: say('needs.view.open'), filters: { status: 'open' } };
  const urgent: View = { key: 'urgent', label: say('needs.view.urgent'), filters: { status: 'open' }, sort: '-urgency' };
  return [...(isWork ? [urgent, open] : [open, urgent]), ...otherViews()];
};

const otherViews = (): View[] => [
  { key: 'toVerify', label: say('needs.view.toVerify'), filters: { status: 'open', verified: 'no' } },
  { key: 'atWork', label: say('needs.view.atWork'), filters: { status: 'matched,inService' } },
  { key: 'closed', label: say('needs.view.closed'), filters: { status: 'met,unmetWithReason,withdrawn' } },
  { key: 'all', label: say('needs.view.all'), filters: {} },
];

/** What residents need: every list question over up to a million of them. */
export default function NeedList() {
  const go = useGo();
  const may = useMay();
  const grant = grantOf(useSession());
  const seesFigures = seesFiguresOnly(grant);
  const verify = useCommand<{ needIds: string[] }, { verified: string[] }>('/api/needs/verify', { onDone: ({ verified }) => announce(say('needs.verifiedCount', { count: verified.length })) });
  const columns = useMemo(columnsOf, []);
  const filters = useMemo(filtersOf, []);
  const isWork = grant?.role === 'stationWorker';
  const views = useMemo(() => viewsOf(isWork), [isWork]);
  const bulk = useMemo((): BulkAction<NeedRow>[] => [{
    key: 'verify', label: say('needs.verify'),
    disabledReason: (rows) => (!may('need.verify') ? say('needs.notPermitted') : rows.every((row) => row.isVerified) ? say('needs.noneToVerify') : null),
    run: async (rows) => (await verify.send({ needIds: rows.filter((row) => !row.isVerified).map((row) => row.id) })) !== undefined,
  }], [may, verify]);
  const ways = [...(may('need.hear') ? [{ label: say('needs.hear'), path: '/needs/new' }] : []), ...(may('import.make') ? [{ label: say('needs.import'), path: '/imports/new' }] : [])];
  return (
    <ListPage<NeedRow> title={say('needs.title')} path="/api/needs" kinds={['need']} columns={columns} filters={filters} views={views} unit="needs" rowId={(row) => row.id} rowPath={(row) => `/needs/${row.id}`}
      actions={may('need.hear') ? <ActionButton kind="primary" label={say('needs.hear')} onClick={() => go('/needs/new')} /> : null} bulk={bulk}
      empty={seesFigures ? { why: say('needs.emptyOfficer'), ways: [{ label: say('needs.toFigures'), path: '/city' }] } : { why: say('needs.emptyWhy'), ways }} {...(may('need.export') ? { xlsx: '/api/needs/export' } : {})} />
  );
}
