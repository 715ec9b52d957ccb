import { useMemo } from 'react';
import { ActionButton } from '../action-button.tsx';
import { FigureRow } from '../figures.tsx';
import { dueTone, dueWords } from '../due.ts';
import { day } from '../format.ts';
import type { BulkAction, Column, Filter, View } from '../list-columns.ts';
import { ListPage } from '../list-page.tsx';
import { useGo } from '../navigation.tsx';
import { say } from '../say.ts';
import { type Shape, StatusTag } from '../status-tag.tsx';
import type { Tone } from '../theme.ts';

export type Row = { id: string; title: string; status: string; place: string; heardOn: string; due: string; person: string; category: string; persons: number; note: string };

const LOOKS: Record<string, [Tone, Shape]> = { open: ['sky', 'ring'], verified: ['sky', 'half'], matched: ['sand', 'clock'], delivered: ['sand', 'clock'], met: ['steppe', 'tick'], late: ['poppy', 'cross'] };
export const TODAY = '2026-11-22';

export function Status({ row }: { row: Row }) {
  const [tone, shape] = LOOKS[row.status]!;
  const isClosed = row.status === 'met';
  return <StatusTag word={say(`try.status.${row.status}`)} tone={tone} shape={shape} {...(isClosed ? {} : { clock: dueWords(row.due, TODAY), clockTone: dueTone(row.due, TODAY) })} />;
}

export default function ExampleList() {
  const go = useGo();
  const columns = useMemo((): Column<Row>[] => [
    { key: 'title', label: say('try.what'), render: (row) => row.title, width: 260, pinned: true },
    { key: 'status', label: say('try.status'), render: (row) => <Status row={row} />, exportValue: (row) => row.status, width: 200, card: 'beside' },
    { key: 'place', label: say('try.place'), render: (row) => row.place, width: 160 },
    { key: 'heardOn', label: say('try.heardOn'), render: (row) => day(row.heardOn), sortable: true, width: 150, fixed: true },
    { key: 'person', label: say('try.person'), render: (row) => row.person, width: 110 },
    { key: 'category', label: say('try.category'), render: (row) => row.category, width: 120 },
    { key: 'persons', label: say('try.persons'), render: (row) => row.persons, width: 120, align: 'end', sortable: true },
    { key: 'note', label: say('try.note'), render: (row) => row.note, hidden: true, width: 240 },
  ], []);
  const filters = useMemo((): Filter[] => [
    { key: 'q', kind: 'search', label: say('try.search') },
    { key: 'status', kind: 'choice', many: true, label: say('try.status'), options: Object.keys(LOOKS).map((value) => ({ value, label: say(`try.status.${value}`) })) },
    { key: 'division', kind: 'division', label: say('try.place') },
    { key: 'heard', kind: 'days', label: say('try.heardOn') },
  ], []);
  const views = useMemo((): View[] => [{ key: 'open', label: say('try.view.open'), filters: {} }, { key: 'late', label: say('try.view.late'), filters: { status: 'late' } }, { key: 'all', label: say('try.view.all'), filters: {} }], []);
  const bulk = useMemo((): BulkAction<Row>[] => [{ key: 'verify', label: say('try.verify'), disabledReason: (rows) => (rows.some((row) => row.status === 'met') ? say('try.whyNot') : null), run: () => true }], []);
  const isEmpty = location.pathname === '/organizations';
  return (
    <ListPage<Row> title={say('try.title')} path={isEmpty ? '/api/none' : location.pathname === '/people' ? '/api/broken' : '/api/needs'} columns={columns} filters={filters} views={views} bulk={bulk} unit="needs" rowId={(row) => row.id} rowPath={(row) => `/needs/${row.id}`}
      above={location.pathname === '/city' ? <FigureRow figures={[{ label: say('try.persons'), value: 1867, unit: 'persons', path: '/needs', period: '2026-11', trend: [3, 5, 4, 8, 7, 9].map((value, i) => ({ value, label: `${i + 1}` })) }, { label: say('try.thread.session'), value: 10023, unit: 'personTimes', path: '/needs', period: '2026-11' }, { label: say('try.menu.organizations'), value: 214, unit: 'organizations', path: '/organizations' }]} /> : null}
      actions={<><ActionButton kind="primary" label={say('try.hear')} onClick={() => go('/needs/new')} /><ActionButton label={say('try.import')} disabledReason={say('try.whyNot')} /></>} xlsx="/api/needs/export"
      empty={{ why: say('try.emptyWhy'), ways: [{ label: say('try.hear'), path: '/needs/new' }, { label: say('try.import'), path: '/imports/new' }] }} />
  );
}
