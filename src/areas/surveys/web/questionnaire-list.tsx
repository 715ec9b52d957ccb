import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { moment, number } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { QuestionnaireRow } from '../core/contract.ts';
import { languageWords } from './words.ts';

const label = (key: string) => say(`surveys.field.${key}`);
const columnsOf = (): Column<QuestionnaireRow>[] => [
  { key: 'title', label: label('title'), render: (row) => row.title, width: 300, pinned: true },
  { key: 'questions', label: label('questions'), render: (row) => number(row.questions), exportValue: (row) => row.questions, align: 'end', width: 90, fixed: true },
  { key: 'languages', label: label('languages'), render: (row) => languageWords(row.languages), width: 170 },
  { key: 'issues', label: label('issues'), render: (row) => (row.issueCount === 0 ? say('surveys.allUnderstood') : say('surveys.notUnderstood', { count: row.issueCount })), exportValue: (row) => row.issueCount, width: 170 },
  { key: 'version', label: label('version'), render: (row) => say('surveys.version', { version: row.version }), width: 100, card: 'beside', fixed: true },
  { key: 'place', label: label('place'), render: (row) => row.divisionName, width: 150 },
  { key: 'madeBy', label: label('madeBy'), render: (row) => row.madeByName, width: 120 },
  { key: 'updatedAt', label: label('updatedAt'), render: (row) => moment(row.updatedAt), sortable: true, width: 180, fixed: true },
];
const filtersOf = (): Filter[] => [{ key: 'q', kind: 'search', label: say('surveys.search') }];
const viewsOf = (): View[] => [{ key: 'all', label: say('surveys.view.all'), filters: {} }];

/** What residents can be asked. */
export default function QuestionnaireList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const go = useGo();
  const may = useMay();
  return (
    <ListPage<QuestionnaireRow> title={say('surveys.title')} path="/api/questionnaires" columns={columns} filters={filters} views={views} rowId={(row) => row.id} rowPath={(row) => `/surveys/${row.id}`}
      actions={may('questionnaire.make') && <ActionButton kind="primary" label={say('surveys.make')} onClick={() => go('/surveys/new')} />}
      empty={{ why: say('surveys.emptyWhy'), ways: may('questionnaire.make') ? [{ label: say('surveys.make'), path: '/surveys/new' }] : [] }} />
  );
}
