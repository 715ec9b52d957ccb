import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { days } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { RoundRow } from '../core/round-contract.ts';
import { ROUND_STATUSES } from '../core/round.ts';
import { RoundStatus } from './round-status.tsx';

const label = (key: string) => say(`surveys.round.field.${key}`);
const progress = (row: RoundRow) => (row.members === 0 ? (row.status === 'planned' ? say('surveys.round.notDrawn') : '—') : say('surveys.round.progress', { heard: row.heard, tried: row.tried, members: row.members }));
const columnsOf = (): Column<RoundRow>[] => [
  { key: 'purpose', label: label('purpose'), render: (row) => row.purpose, width: 230, pinned: true },
  { key: 'status', label: label('status'), render: (row) => <RoundStatus status={row.status} untilOn={row.untilOn} />, exportValue: (row) => say(`surveys.round.status.${row.status}`), card: 'beside', width: 240, fixed: true },
  { key: 'place', label: label('place'), render: (row) => row.divisionName, width: 130 },
  { key: 'unit', label: label('unit'), render: (row) => say(`surveys.round.unit.${row.unit}`), width: 110, fixed: true },
  { key: 'channels', label: label('channels'), render: (row) => row.channels.map((channel) => say(`needs.channel.${channel}`)).join('、'), width: 170 },
  { key: 'progress', label: label('progress'), render: progress, width: 230, fixed: true },
  { key: 'dates', label: label('dates'), render: (row) => days(row.fromOn, row.untilOn), width: 240 },
  { key: 'owner', label: label('owner'), render: (row) => row.ownerName, width: 110 },
];
const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('surveys.round.search') },
  { key: 'status', kind: 'choice', many: true, label: label('status'), options: ROUND_STATUSES.map((value) => ({ value, label: say(`surveys.round.status.${value}`) })) },
];
const viewsOf = (): View[] => [{ key: 'all', label: say('surveys.round.view.all'), filters: {} }, { key: 'running', label: say('surveys.round.view.running'), filters: { status: 'running' } }];

/** Rounds in which residents are asked what they need. */
export default function RoundList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const go = useGo();
  const may = useMay();
  return (
    <ListPage<RoundRow> title={say('surveys.round.title')} path="/api/survey-rounds" kinds={['surveyRound']} columns={columns} filters={filters} views={views} rowId={(row) => row.id} rowPath={(row) => `/rounds/${row.id}`}
      actions={may('round.lead') && <ActionButton kind="primary" label={say('surveys.round.plan')} onClick={() => go('/rounds/new')} />}
      empty={{ why: say('surveys.round.emptyWhy'), ways: may('round.lead') ? [{ label: say('surveys.round.plan'), path: '/rounds/new' }] : [] }} />
  );
}
