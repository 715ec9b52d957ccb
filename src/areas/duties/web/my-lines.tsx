import { useMemo } from 'react';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { dueTone, dueWords } from '../../../platform/web/due.ts';
import { day, today } from '../../../platform/web/format.ts';
import type { BulkAction, Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { DutyLine } from '../core/contract.ts';
import { BANDS, DUTY_KINDS } from '../core/duty.ts';
import { UrgentTag } from './duty-row.tsx';
import { remindedBy, titleOf } from './duty-words.ts';

const whatOf = (row: DutyLine): string => `${say(`duties.kind.${row.kind}`)} ${titleOf(row)}`;

const columnsOf = (): Column<DutyLine>[] => [
  { key: 'what', label: say('duties.field.what'), render: (row) => <>{row.isUrgent && <><UrgentTag /> </>}{whatOf(row)}</>, exportValue: (row) => (row.isUrgent ? `${whatOf(row)} · ${say('needs.urgency.3')}` : whatOf(row)), width: 280, pinned: true },
  { key: 'dueOn', label: say('duties.field.dueOn'), render: (row) => <span>{day(row.dueOn)} <span className={`word-${dueTone(row.dueOn, today())}`}>{dueWords(row.dueOn, today())}</span></span>, exportValue: (row) => row.dueOn, sortable: true, width: 280, card: 'beside' },
  { key: 'name', label: say('duties.field.name'), render: (row) => row.about?.name ?? '', width: 110 },
  { key: 'words', label: say('duties.field.words'), render: (row) => row.about?.words ?? '', width: 190 },
  { key: 'place', label: say('duties.field.place'), render: (row) => row.placeName, width: 130 },
  { key: 'sinceOn', label: say('duties.field.sinceOn'), render: (row) => day(row.sinceOn), width: 152 },
  { key: 'reminded', label: say('duties.field.remindedMe'), render: (row) => (row.reminded ? remindedBy(row.reminded) : ''), width: 200, hidden: true },
];

const filtersOf = (): Filter[] => [
  { key: 'band', kind: 'choice', label: say('duties.field.band'), options: BANDS.map((value) => ({ value, label: say(`duties.band.${value}`) })) },
  { key: 'kind', kind: 'choice', many: true, label: say('duties.field.kind'), options: DUTY_KINDS.map((value) => ({ value, label: say(`duties.kind.${value}`) })) },
];

const viewsOf = (): View[] => [{ key: 'all', label: say('duties.view.all'), filters: {} }, ...BANDS.map((band) => ({ key: band, label: say(`duties.band.${band}`), filters: { band } }))];

/** Everything that is mine to do, as a list: behind the dozen of a kind that my work shows. What is done at a press can be done to many. */
export default function MyLines() {
  const may = useMay();
  const columns = useMemo(() => columnsOf(), []);
  const filters = useMemo(() => filtersOf(), []);
  const views = useMemo(() => viewsOf(), []);
  const { send } = useCommand<{ needIds: string[] }, { verified: string[] }>('/api/needs/verify', { onDone: ({ verified }) => announce(say('needs.verifiedCount', { count: verified.length })) });
  const bulk = useMemo((): BulkAction<DutyLine>[] => (may('need.verify') ? [{
    key: 'verify', label: say('needs.verify'), disabledReason: (rows) => (rows.some(isToVerify) ? null : say('duties.noneToVerify')),
    run: async (rows) => (await send({ needIds: rows.filter(isToVerify).map(({ subjectId }) => subjectId) })) !== undefined,
  }] : []), [may, send]);
  return (
    <ListPage<DutyLine> title={say('duties.lines')} lead={<To path="/my-work">{say('duties.backToWork')}</To>} path="/api/my-work/lines" kinds={['*']} columns={columns} filters={filters} views={views} rowId={(row) => row.id}
      rowPath={(row) => (may(row.opens) && row.isWithinReach ? row.path : null)} bulk={bulk} empty={{ why: say('duties.linesEmpty') }} />
  );
}

const isToVerify = ({ kind }: DutyLine): boolean => kind === 'verifyNeed';
