import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { listed } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { AGE_GROUPS, CIRCUMSTANCES } from '../core/circumstances.ts';
import type { PersonRow } from '../core/contract.ts';

/** Residents, found for a purpose: by a word, a circumstance or an age group. */
export default function PersonList() {
  const go = useGo();
  const may = useMay();
  const columns = useMemo((): Column<PersonRow>[] => [
    { key: 'fullName', label: say('people.field.fullName'), render: (row) => row.name, width: 140, pinned: true },
    { key: 'sex', label: say('people.field.sex'), render: (row) => say(`people.sex.${row.sex}`), width: 72, fixed: true },
    { key: 'age', label: say('people.field.age'), render: (row) => row.age ?? '—', align: 'end', width: 64, fixed: true },
    { key: 'division', label: say('people.field.division'), render: (row) => row.divisionName, width: 120 },
    { key: 'address', label: say('people.field.address'), render: (row) => row.address ?? '', width: 200 },
    { key: 'circumstances', label: say('people.field.circumstances'), render: (row) => listed(row.circumstances.map((kind) => say(`people.circumstance.${kind}`))), width: 180 },
    { key: 'residentId', label: say('people.field.residentId'), render: (row) => row.maskedId ?? '—', width: 170 },
    { key: 'phone', label: say('people.field.phone'), render: (row) => row.maskedPhone ?? '—', width: 130 },
    { key: 'openNeeds', label: say('people.field.openNeeds'), render: (row) => row.openNeeds, align: 'end', width: 100, fixed: true },
    { key: 'consent', label: say('people.field.consent'), render: (row) => say(row.hasConsent ? 'people.yes' : 'people.no'), width: 100, fixed: true, hidden: true },
  ], []);
  const filters = useMemo((): Filter[] => [
    { key: 'q', kind: 'search', label: say('people.search') },
    { key: 'circumstance', kind: 'choice', many: true, label: say('people.field.circumstance'), options: CIRCUMSTANCES.map((value) => ({ value, label: say(`people.circumstance.${value}`) })) },
    { key: 'ageGroup', kind: 'choice', label: say('people.field.ageGroup'), options: AGE_GROUPS.map((value) => ({ value, label: say(`people.ageGroup.${value}`) })) },
    { key: 'division', kind: 'division', label: say('people.field.division') },
  ], []);
  const views = useMemo((): View[] => [
    { key: 'search', label: say('people.view.search'), filters: {} },
    { key: 'livingAlone', label: say('people.view.livingAlone'), filters: { circumstance: 'livingAlone' } },
    { key: 'advancedAge', label: say('people.view.advancedAge'), filters: { ageGroup: 'advancedAge' } },
    { key: 'children', label: say('people.view.children'), filters: { circumstance: 'childInDifficulty,orphan,deFactoUnsupportedChild,leftBehindChild' } },
  ], []);
  return (
    <ListPage<PersonRow> title={say('people.title')} path="/api/people" kinds={['person', 'consent']} columns={columns} filters={filters} views={views} unit="persons" rowId={(row) => row.id} rowPath={(row) => `/people/${row.id}`}
      actions={may('person.register') ? <ActionButton kind="primary" label={say('people.register')} onClick={() => go('/people/new')} /> : null}
      empty={{ title: say('people.searchFirst'), why: say('people.searchFirstWhy'), ways: may('person.register') ? [{ label: say('people.register'), path: '/people/new' }] : [] }} />
  );
}
