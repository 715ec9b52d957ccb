import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { day, listed, moment, number } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { IMPORT_STATUSES, type ImportRow } from '../core/contract.ts';
import { KINDS } from '../core/fields.ts';
import { ImportStatusTag } from './parts-of-wizard.tsx';

const outcomeWords = ({ counts }: ImportRow) => `${number(counts.imported)} + ${number(counts.merged)} + ${number(counts.refused)} + ${number(counts.notARow)}`;

const columnsOf = (): Column<ImportRow>[] => [
  { key: 'files', label: say('imports.list.files'), render: (row) => listed(row.fileNames), width: 280, pinned: true },
  { key: 'status', label: say('imports.list.status'), render: (row) => <ImportStatusTag status={row.status} />, exportValue: (row) => say(`imports.status.${row.status}`), card: 'beside', width: 120, fixed: true },
  { key: 'kind', label: say('imports.list.kind'), render: (row) => say(`imports.kind.${row.kind}`), width: 140 },
  { key: 'rows', label: say('imports.list.rows'), render: (row) => number(row.rows), exportValue: (row) => row.rows, align: 'end', width: 90, fixed: true },
  { key: 'counts', label: `${say('imports.sum.imported')} + ${say('imports.sum.merged')} + ${say('imports.sum.refused')} + ${say('imports.sum.notARow')}`, render: outcomeWords, width: 300 },
  { key: 'place', label: say('imports.list.place'), render: (row) => row.divisionName, width: 130 },
  { key: 'madeBy', label: say('imports.list.madeBy'), render: (row) => row.madeByName, width: 110 },
  { key: 'madeAt', label: say('imports.list.madeAt'), render: (row) => moment(row.madeAt), width: 170, fixed: true },
  { key: 'asOf', label: say('imports.file.asOf'), render: (row) => day(row.asOf), hidden: true, width: 150 },
];
const filtersOf = (): Filter[] => [
  { key: 'kind', kind: 'choice', label: say('imports.list.kind'), options: KINDS.map((value) => ({ value, label: say(`imports.kind.${value}`) })) },
  { key: 'status', kind: 'choice', label: say('imports.list.status'), options: IMPORT_STATUSES.map((value) => ({ value, label: say(`imports.status.${value}`) })) },
];
const viewsOf = (): View[] => [{ key: 'all', label: say('imports.list.all'), filters: {} }, { key: 'open', label: say('imports.list.open'), filters: { status: 'understood' } }];

/** What was brought in, by whom, and what became of it. */
export default function ImportList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const go = useGo();
  const may = useMay();
  return (
    <ListPage<ImportRow> title={say('imports.title')} path="/api/imports" columns={columns} filters={filters} views={views} unit="rows" rowId={(row) => row.id} rowPath={(row) => `/imports/${row.id}`}
      actions={may('import.make') && <ActionButton kind="primary" label={say('imports.new')} onClick={() => go('/imports/new')} />}
      empty={{ why: say('imports.list.emptyWhy'), ways: may('import.make') ? [{ label: say('imports.new'), path: '/imports/new' }] : [] }} />
  );
}
