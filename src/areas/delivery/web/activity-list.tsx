import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { day, quantity } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { CATEGORIES } from '../../needs/core/items.ts';
import { ACTIVITY_KINDS, ACTIVITY_STATUSES } from '../core/activity.ts';
import type { ActivityRow } from '../core/contract.ts';
import { ActivityStatus } from './parts/activity-status.tsx';

const columnsOf = (): Column<ActivityRow>[] => [
  { key: 'name', label: say('delivery.field.name'), render: (row) => row.name, width: 184, pinned: true, sortable: true },
  { key: 'status', label: say('delivery.field.status'), render: (row) => <ActivityStatus status={row.status} />, exportValue: (row) => say(`delivery.status.${row.status}`), width: 112, fixed: true, card: 'beside' },
  { key: 'kind', label: say('delivery.field.kind'), render: (row) => say(`delivery.kind.${row.kind}`), width: 130, hidden: true },
  { key: 'division', label: say('delivery.field.division'), render: (row) => row.divisionName, width: 110 },
  { key: 'lastOn', label: say('delivery.field.lastOn'), render: (row) => (row.lastOn ? day(row.lastOn) : ''), sortable: true, width: 148, fixed: true },
  { key: 'nextOn', label: say('delivery.field.nextOn'), render: (row) => (row.nextOn ? day(row.nextOn) : ''), width: 148, fixed: true },
  { key: 'heldSessions', label: say('delivery.field.heldSessions'), render: (row) => quantity(row.heldSessions, 'sessions'), exportValue: (row) => row.heldSessions, align: 'end', width: 108, fixed: true },
  { key: 'persons', label: say('delivery.field.persons'), render: (row) => quantity(row.persons, 'persons'), exportValue: (row) => row.persons, align: 'end', width: 108, fixed: true },
  { key: 'personTimes', label: say('delivery.field.personTimes'), render: (row) => quantity(row.personTimes, 'personTimes'), exportValue: (row) => row.personTimes, align: 'end', width: 148, fixed: true },
  { key: 'organizer', label: say('delivery.field.organizer'), render: (row) => row.organizerName, width: 200 },
  { key: 'category', label: say('delivery.field.category'), render: (row) => say(`needs.category.${row.category}`), hidden: true },
  { key: 'place', label: say('delivery.field.place'), render: (row) => row.place, width: 150, hidden: true },
];

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('delivery.search') },
  { key: 'kind', kind: 'choice', many: true, label: say('delivery.field.kind'), options: ACTIVITY_KINDS.map((value) => ({ value, label: say(`delivery.kind.${value}`) })) },
  { key: 'category', kind: 'choice', many: true, label: say('delivery.field.category'), options: CATEGORIES.map((value) => ({ value, label: say(`needs.category.${value}`) })) },
  { key: 'status', kind: 'choice', many: true, label: say('delivery.field.status'), options: ACTIVITY_STATUSES.map((value) => ({ value, label: say(`delivery.status.${value}`) })) },
  { key: 'held', kind: 'days', label: say('delivery.field.held') },
  { key: 'division', kind: 'division', label: say('delivery.field.division') },
];

const viewsOf = (): View[] => [
  { key: 'running', label: say('delivery.view.running'), filters: { status: 'running' } },
  { key: 'planned', label: say('delivery.view.planned'), filters: { status: 'planned' } },
  { key: 'ended', label: say('delivery.view.ended'), filters: { status: 'ended,cancelled' } },
  { key: 'all', label: say('delivery.view.all'), filters: {} },
];

/** What is offered to many: events, courses, classes, with how many people and attendances each has had. */
export default function ActivityList() {
  const go = useGo();
  const may = useMay();
  const columns = useMemo(() => columnsOf(), []);
  const filters = useMemo(() => filtersOf(), []);
  const views = useMemo(() => viewsOf(), []);
  return (
    <ListPage<ActivityRow> title={say('delivery.title')} path="/api/activities" kinds={['activity']} columns={columns} filters={filters} views={views} rowId={(row) => row.id} rowPath={(row) => `/activities/${row.id}`} editPath={(row) => `/activities/${row.id}/edit`}
      actions={may('activity.keep') ? <ActionButton kind="primary" label={say('delivery.new')} onClick={() => go('/activities/new')} /> : null}
      empty={{ why: say('delivery.emptyWhy'), ways: may('activity.keep') ? [{ label: say('delivery.new'), path: '/activities/new' }] : [] }} xlsx="/api/activities/export" />
  );
}
