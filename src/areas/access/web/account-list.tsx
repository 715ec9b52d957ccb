import { useMemo } from 'react';
import { ROLES } from '../../../kernel/role.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { moment, today } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { ACCOUNT_FILTERS, type AccountRow } from '../core/accounts-contract.ts';
import { AccountState, grantsSaid } from './account-state.tsx';

const field = (key: string) => say(`access.field.${key}`);

const columnsOf = (): Column<AccountRow>[] => [
  { key: 'name', label: field('name'), render: (row) => `${row.name}${row.isOwn ? say('access.you') : ''}`, width: 160, pinned: true, sortable: true },
  { key: 'state', label: field('state'), render: (row) => <AccountState account={row} />, exportValue: (row) => say(`access.state.${row.state}`), card: 'beside', width: 150, fixed: true },
  { key: 'username', label: field('username'), render: (row) => row.username, width: 170, sortable: true },
  { key: 'grants', label: field('grants'), render: (row) => grantsSaid(row, today()) || '—', width: 360 },
  { key: 'kept', label: field('kept'), render: (row) => say('access.keptBy', { place: row.divisionName }), width: 150, card: 'none', hidden: true },
  { key: 'lastSignedInAt', label: field('lastSignedInAt'), render: (row) => (row.lastSignedInAt ? moment(row.lastSignedInAt) : say('access.never')), sortable: true, fixed: true, width: 190 },
  { key: 'createdAt', label: field('createdAt'), render: (row) => moment(row.createdAt), sortable: true, fixed: true, width: 190, card: 'none' },
];

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('access.searchAccounts') },
  { key: 'role', kind: 'choice', many: true, label: say('access.roleFilter'), options: ROLES.map((value) => ({ value, label: say(`access.role.${value}`) })) },
  { key: 'state', kind: 'choice', label: field('state'), options: ACCOUNT_FILTERS.map((value) => ({ value, label: say(`access.state.${value}`) })) },
  { key: 'division', kind: 'division', label: field('division') },
];

const viewsOf = (): View[] => [
  ...(['open', 'firstPassword', 'unused', 'closed'] as const).map((state) => ({ key: state, label: say(`access.view.${state}`), filters: { state } })), { key: 'all', label: say('access.view.all'), filters: {} },
];

/** Who can sign in within one's own division. */
export default function AccountList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const go = useGo();
  const may = useMay();
  return (
    <ListPage<AccountRow> title={say('access.accounts')} lead={say('access.accountsLead')} path="/api/accounts" columns={columns} filters={filters} views={views}
      rowId={(row) => row.id} rowPath={(row) => `/accounts/${row.id}`}
      actions={may('account.keep') && <ActionButton kind="primary" label={say('access.newAccount')} onClick={() => go('/accounts/new')} />}
      empty={{ why: say('access.accountsEmpty'), ways: may('account.keep') ? [{ label: say('access.newAccount'), path: '/accounts/new' }] : [] }} />
  );
}
