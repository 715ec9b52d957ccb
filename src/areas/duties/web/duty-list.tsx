import { useMemo } from 'react';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { dueTone, dueWords } from '../../../platform/web/due.ts';
import { day, today } from '../../../platform/web/format.ts';
import type { BulkAction, Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { BANDS_SHOWN, type OwedRow, type Reminded } from '../core/contract.ts';
import { DUTY_KINDS } from '../core/duty.ts';
import { remindedBy, titleOf } from './duty-words.ts';

const whatOf = (row: OwedRow): string => `${say(`duties.kind.${row.kind}`)} ${titleOf(row)}`;
const ownerOf = (row: OwedRow): string => (row.isGap ? say('duties.gaps') : [row.ownerName ?? row.ownerPlace, say(`access.role.${row.ownerRole}`)].filter(Boolean).join(' · '));
/** Who reminded them last; if nobody did, whether there is a reason to. */
function remindedOf(row: OwedRow): string {
  if (row.reminded) return remindedBy(row.reminded);
  if (row.isGap) return say('duties.remindNobody');
  return say(row.isLate ? 'duties.remindYet' : 'duties.remindNot');
}

const columnsOf = (): Column<OwedRow>[] => [
  { key: 'what', label: say('duties.field.what'), render: whatOf, width: 250, pinned: true },
  { key: 'dueOn', label: say('duties.field.dueOn'), render: (row) => <span>{day(row.dueOn)} <span className={`word-${dueTone(row.dueOn, today())}`}>{dueWords(row.dueOn, today())}</span></span>, exportValue: (row) => row.dueOn, sortable: true, width: 280, card: 'beside' },
  { key: 'place', label: say('duties.field.place'), render: (row) => row.placeName, width: 130 },
  { key: 'owner', label: say('duties.field.owner'), render: ownerOf, width: 220 },
  { key: 'sinceOn', label: say('duties.field.sinceOn'), render: (row) => day(row.sinceOn), width: 152, hidden: true },
  { key: 'reminded', label: say('duties.field.reminded'), render: (row) => <span className={row.isLate && !row.reminded && !row.isGap ? 'word-sand' : 'quiet'}>{remindedOf(row)}</span>, exportValue: remindedOf, width: 200 },
];

const filtersOf = (): Filter[] => [
  { key: 'band', kind: 'choice', label: say('duties.field.band'), options: BANDS_SHOWN.map((value) => ({ value, label: say(`duties.band.${value}`) })) },
  { key: 'kind', kind: 'choice', many: true, label: say('duties.field.kind'), options: DUTY_KINDS.map((value) => ({ value, label: say(`duties.kind.${value}`) })) },
  { key: 'gap', kind: 'choice', label: say('duties.field.gap'), options: [{ value: 'true', label: say('duties.gap.true') }] },
  { key: 'division', kind: 'division', label: say('duties.field.place') },
];

const viewsOf = (): View[] => [
  { key: 'late', label: say('duties.view.late'), filters: { band: 'late' } }, { key: 'week', label: say('duties.view.week'), filters: { band: 'thisWeek' } },
  { key: 'gaps', label: say('duties.view.gaps'), filters: { gap: 'true' } }, { key: 'all', label: say('duties.view.all'), filters: {} },
];

/** Everything that is owed in a place, whoever owes it: to see where it lies, to open it, to remind. */
export default function DutyList() {
  const may = useMay();
  const columns = useMemo(() => columnsOf(), []);
  const filters = useMemo(() => filtersOf(), []);
  const views = useMemo(() => viewsOf(), []);
  const { send } = useCommand<{ subjectKind: string; subjectIds: string[] }, Reminded>('/api/my-work/remind');
  const bulk = useMemo((): BulkAction<OwedRow>[] => (may('duty.remind') ? [{
    key: 'remind', label: say('duties.remind'), disabledReason: (rows) => (rows.some(isRemindable) ? null : say('duties.noneRemindable')),
    run: (rows) => remindAll(rows.filter(isRemindable), send),
  }] : []), [may, send]);
  return (
    <ListPage<OwedRow> title={say('duties.list')} path="/api/duties" kinds={['*']} columns={columns} filters={filters} views={views} rowId={(row) => row.id}
      rowPath={(row) => (row.path && may(row.opens) ? row.path : null)} bulk={bulk} empty={{ why: say('duties.listEmpty') }} />
  );
}

const isRemindable = (row: OwedRow): boolean => row.isLate && !row.isGap;

/** Records of one kind go together; what had been reminded of already is told in the end. */
async function remindAll(rows: OwedRow[], send: (input: { subjectKind: string; subjectIds: string[] }) => Promise<Reminded | undefined>): Promise<boolean> {
  let reminded = 0, left = 0;
  for (const subjectKind of new Set(rows.map((row) => row.subjectKind))) {
    const subjectIds = [...new Set(rows.filter((row) => row.subjectKind === subjectKind).map(({ subjectId }) => subjectId))];
    const answer = await send({ subjectKind, subjectIds });
    reminded += answer?.reminded ?? 0;
    left += answer ? answer.left.length : subjectIds.length; // of a single record the refusal is the answer
  }
  announce(left > 0 ? say('duties.remindedLeft', { count: reminded, left }) : say('duties.remindedMany', { count: reminded }));
  return reminded > 0;
}
