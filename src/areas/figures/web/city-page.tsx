import { useQueryOf } from '../../../platform/web/data.ts';
import { days } from '../../../platform/web/format.ts';
import { oneOf, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { ByMonthAnswer, FiguresAnswer } from '../core/contract.ts';
import { FIGURE_CODES } from '../core/figures.ts';
import { FigureCards } from './figure-cards.tsx';
import './figures.css';
import { Spread, type View } from './spread.tsx';
import { PeriodChoice, PlaceChoice, readWhere, useOwnDivision } from './where.tsx';

/** The figures of a place and a period: one of them spread over its parts, all of them in groups, each opening to its records. */
export default function CityPage() {
  const own = useOwnDivision();
  const [{ where, figure, view, raw }, change] = useAddress((raw) => ({ where: readWhere(raw, own), figure: oneOf(raw.figure, FIGURE_CODES, 'F8'), view: oneOf<View>(raw.view, ['map', 'table'], 'map'), raw }));
  const asked = { division: where.division, from: where.from, to: where.to };
  const answer = useQueryOf<FiguresAnswer>('/api/figures', asked, { kinds: ['*'] });
  const trend = useQueryOf<ByMonthAnswer>('/api/figures/by-month', asked, { kinds: ['*'] });
  const pathTo = (division: string) => `/city?${new URLSearchParams({ ...raw, division })}`;
  const place = answer.data?.division.name;
  return (
    <Page title={place ? say('figures.title', { place }) : say('figures.menu')} beside={days(where.from, where.to)} lead={say('figures.lead')}>
      <div className="figures-where">
        <PlaceChoice path={answer.data?.path ?? []} where={where} change={change} pathTo={pathTo} />
        <PeriodChoice where={where} change={change} />
      </div>
      <Answer of={answer} lines={12}>{({ figures }) => (
        <div className="figures-page">
          <Spread code={figure} where={where} view={view} setView={(next) => change({ view: next === 'map' ? null : next })} pathTo={pathTo} />
          <FigureCards figures={figures} trend={trend.data} where={where} chosen={figure} choose={(code) => change({ figure: code })} />
        </div>
      )}</Answer>
    </Page>
  );
}
