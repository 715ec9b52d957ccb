import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { day } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { OrganizationRow } from '../core/contract.ts';
import { ORGANIZATION_KINDS, ORGANIZATION_STATUSES } from '../core/organization.ts';
import { GradeWords, OrganizationStatusTag } from './parts/organization-status.tsx';

const yesNo = (value: boolean) => say(value ? 'organizations.yes' : 'organizations.no');
const field = (key: string) => say(`organizations.field.${key}`);

const columnsOf = (): Column<OrganizationRow>[] => [
  { key: 'name', label: field('name'), render: (row) => row.name, width: 250, pinned: true, sortable: true },
  { key: 'status', label: field('status'), render: (row) => <OrganizationStatusTag status={row.status} />, exportValue: (row) => say(`organizations.status.${row.status}`), card: 'beside', width: 110, fixed: true },
  { key: 'kind', label: field('kind'), render: (row) => say(`organizations.kind.${row.kind}`), width: 236 },
  { key: 'division', label: field('division'), render: (row) => row.divisionName, width: 176 },
  { key: 'gradeUntil', label: field('grade'), render: (row) => <GradeWords grade={row.grade} until={row.gradeUntil} />, exportValue: (row) => (row.grade ? `${row.grade}A (${row.gradeUntil})` : ''), sortable: true, width: 170 },
  { key: 'isSocialWorkAgency', label: field('isSocialWorkAgency'), render: (row) => yesNo(row.isSocialWorkAgency), width: 164, hidden: true },
  { key: 'hasPartyOrg', label: field('hasPartyOrg'), render: (row) => yesNo(row.hasPartyOrg), width: 136, hidden: true },
  { key: 'uscc', label: field('uscc'), render: (row) => row.uscc ?? row.filingNo ?? '—', exportValue: (row) => row.uscc, width: 190, card: 'none' },
  { key: 'registeredOn', label: field('registeredOn'), render: (row) => (row.registeredOn ? day(row.registeredOn) : '—'), exportValue: (row) => row.registeredOn, sortable: true, fixed: true, width: 150, card: 'none', hidden: true },
  { key: 'filingNo', label: field('filingNo'), render: (row) => row.filingNo ?? '—', hidden: true },
  { key: 'registrationAuthority', label: field('registrationAuthority'), render: (row) => row.registrationAuthority ?? '—', hidden: true, width: 200 },
  { key: 'contactName', label: field('contactName'), render: (row) => row.contactName ?? '—', hidden: true },
  { key: 'phone', label: field('phone'), render: (row) => row.phone ?? '—', hidden: true },
];

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('organizations.search') },
  { key: 'kind', kind: 'choice', many: true, label: field('kind'), options: ORGANIZATION_KINDS.map((value) => ({ value, label: say(`organizations.kind.${value}`) })) },
  { key: 'status', kind: 'choice', many: true, label: field('status'), options: ORGANIZATION_STATUSES.map((value) => ({ value, label: say(`organizations.status.${value}`) })) },
  { key: 'gradeAtLeast', kind: 'choice', label: say('organizations.gradeAtLeast'), options: ['5', '4', '3', '2', '1'].map((value) => ({ value, label: say('organizations.gradeFrom', { grade: value }) })) },
  { key: 'socialWork', kind: 'choice', label: field('isSocialWorkAgency'), options: ['yes', 'no'].map((value) => ({ value, label: say(`organizations.${value}`) })) },
  { key: 'division', kind: 'division', label: field('division') },
];

const viewsOf = (): View[] => [
  { key: 'active', label: say('organizations.view.active'), filters: { status: 'active' } }, { key: 'graded', label: say('organizations.view.graded'), filters: { status: 'active', gradeAtLeast: '3' } },
  { key: 'socialWork', label: say('organizations.view.socialWork'), filters: { status: 'active', socialWork: 'yes' } }, { key: 'all', label: say('organizations.view.all'), filters: {} },
];

/** The register: who is there to work with. */
export default function OrganizationList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const go = useGo();
  const may = useMay();
  return (
    <ListPage<OrganizationRow> title={say('organizations.title')} path="/api/organizations" columns={columns} filters={filters} views={views} unit="organizations"
      rowId={(row) => row.id} rowPath={(row) => `/organizations/${row.id}`} {...(may('organization.update') ? { editPath: (row: OrganizationRow) => `/organizations/${row.id}/edit` } : {})}
      actions={may('organization.register') && <ActionButton kind="primary" label={say('organizations.register')} onClick={() => go('/organizations/new')} />}
      empty={{ why: say('organizations.emptyWhy'), ways: may('organization.register') ? [{ label: say('organizations.register'), path: '/organizations/new' }, { label: say('organizations.import'), path: '/imports/new' }] : [] }}
      xlsx="/api/organizations/export" />
  );
}
