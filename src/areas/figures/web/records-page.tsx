import { useMemo } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day, number, type Unit } from '../../../platform/web/format.ts';
import type { Column } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { To, useAddress, usePathPart } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, seesFiguresOnly, useMay, useSession } from '../../../platform/web/session.ts';
import { ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import type { FigureAnswer, FigureRecord, FiguresAnswer } from '../core/contract.ts';
import './figures.css';
import { detailWords, recordPath } from './record-words.ts';
import { PeriodChoice, PlaceChoice, readWhere, useOwnDivision, wherePart } from './where.tsx';

// The list counts its rows in the figure's own unit.
const UNITS: Record<FigureAnswer['unit'], Unit> = { communities: 'communities', persons: 'persons', personTimes: 'personTimes', needs: 'needs', referrals: 'referrals', organizations: 'organizations', events: 'sessions' };
const DAY_LABEL = { community: 'since', organization: 'registeredOn', person: 'lastOn', attendance: 'on', session: 'on', need: 'on', referral: 'on' } as const;
const TITLE_LABEL = { community: 'station', organization: 'organization', need: 'need', referral: 'need', attendance: 'what', session: 'what', person: 'who' } as const;

const dayWords = (on: string | null) => (on ? day(on) : say('figures.records.undated'));

function columnsOf(kind: FigureAnswer['recordKind'], seesPeople: boolean): Column<FigureRecord>[] {
  const named = (columns: Column<FigureRecord>[]) => columns.filter(({ key }) => seesPeople || key !== 'who');
  const place: Column<FigureRecord> = { key: 'place', label: say('figures.records.place'), render: (row) => row.place.join(' · '), width: 260 };
  const on: Column<FigureRecord> = { key: 'on', label: say(`figures.records.${DAY_LABEL[kind]}`), render: (row) => dayWords(row.on), exportValue: (row) => row.on, fixed: true, width: 150 };
  const who: Column<FigureRecord> = { key: 'who', label: say('figures.records.who'), render: (row) => row.name ?? '—', width: 140 };
  const title: Column<FigureRecord> = { key: 'title', label: say(`figures.records.${TITLE_LABEL[kind]}`), render: (row) => row.title || '—', exportValue: (row) => row.title, width: 240 };
  const detail: Column<FigureRecord> = { key: 'detail', label: say('figures.records.detail'), render: (row) => detailWords(row.detail), width: 120 };
  switch (kind) {
    case 'attendance': return named([title, on, place, who, detail]);
    case 'person': return named([{ ...who, width: 160 }, { key: 'times', label: say('figures.records.times'), render: (row) => say('figures.records.timesValue', { count: row.times ?? 0 }), exportValue: (row) => row.times, align: 'end', fixed: true, width: 100 }, on, place]);
    case 'need': case 'referral': return named([title, on, place, who]);
    case 'session': case 'organization': return [title, on, place, detail];
    case 'community': return [{ ...place, width: 320 }, title, on];
  }
}

/** What a figure opens to: its records, as many as its value says, in a list that can be exported. */
export default function RecordsPage() {
  const code = usePathPart('code');
  const own = useOwnDivision();
  const [where, change] = useAddress((raw) => readWhere(raw, own));
  const { division, from, to } = where;
  const may = useMay();
  const grant = grantOf(useSession());
  const seesPeople = may('person.list') && !seesFiguresOnly(grant);
  const answer = useQueryOf<FiguresAnswer>('/api/figures', { codes: code, division, from, to }, { kinds: ['*'] });
  const figure = answer.data?.figures[0];
  const kind = figure?.recordKind;
  const columns = useMemo(() => (kind ? columnsOf(kind, seesPeople) : []), [kind, seesPeople]);
  const input = useMemo(() => ({ division, from, to }), [division, from, to]);
  if (!figure) return <div className="page">{answer.error ? <ErrorState fault={answer.error} tryAgain={() => void answer.refetch()} /> : <LoadingState lines={10} kind="rows" />}</div>;
  const showsNames = kind !== 'session' && kind !== 'organization' && kind !== 'community';
  return (
    <ListPage<FigureRecord> title={figure.name} path={`/api/figures/${code}/rows`} input={input} kinds={['*']} columns={columns} unit={UNITS[figure.unit]} rowId={(row) => row.id} rowPath={(row) => recordPath(figure.code, where, row)}
      lead={figure.definition} actions={<To path={`/city?${wherePart(where)}&figure=${code}`} className="plain-link">{say('figures.records.back')}</To>}
      above={(
        <div className="figures-where">
          <PlaceChoice path={answer.data!.path} where={where} change={change} pathTo={(place) => `/figures/${code}?${wherePart({ ...where, division: place })}`} />
          <PeriodChoice where={where} change={change} />
          {showsNames && seesPeople && <p className="figures-note">{say('figures.records.namesNote')}</p>}
        </div>
      )}
      empty={{ title: `${number(0)} ${say(`figures.unit.${figure.unit}`)}`, why: say('figures.records.emptyWhy'), ways: [{ label: say('figures.records.back'), path: `/city?${wherePart(where)}&figure=${code}` }] }} />
  );
}
