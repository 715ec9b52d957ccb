import Segmented from 'antd/es/segmented';
import { useQueryOf } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { TileMap } from '../../divisions/web/parts/tile-map.tsx';
import { shadeOf, tilesOf } from '../../divisions/web/parts/tiles.ts';
import type { ByDivisionAnswer } from '../core/contract.ts';
import { Value } from './figure-cards.tsx';
import type { Where } from './where.tsx';

export type View = 'map' | 'table';
type Props = { code: string; where: Where; view: View; setView: (view: View) => void; pathTo: (division: string) => string };

/** One figure over the parts of a place: as a map or bars, or the same as a table. */
export function Spread({ code, where, view, setView, pathTo }: Props) {
  const { division, from, to } = where;
  const answer = useQueryOf<ByDivisionAnswer>('/api/figures/by-division', { code, division, from, to }, { kinds: ['*'] });
  return (
    <section className="figures-spread" aria-labelledby="figures-spread">
      <Answer of={answer} lines={9}>{(spread) => <>
        <div className="figures-spread-head">
          <h2 id="figures-spread">{say('figures.spread', { name: spread.name })}</h2>
          {spread.divisions.length > 0 && <Segmented<View> size="small" aria-label={say('figures.view')} value={view} onChange={setView} options={[{ value: 'map', label: say('figures.asMap') }, { value: 'table', label: say('figures.asTable') }]} />}
        </div>
        {spread.divisions.length === 0 ? <p className="quiet">{say('figures.noParts')}</p>
          : view === 'table' ? <Table spread={spread} where={where} pathTo={pathTo} />
            : tilesOf(spread.divisions.map((part) => part.code)) ? <Map spread={spread} where={where} pathTo={pathTo} /> : <Bars spread={spread} where={where} pathTo={pathTo} />}
        {!spread.adds && spread.divisions.length > 0 && <p className="figures-note">{say('figures.doNotAdd', { value: spread.value, unit: say(`figures.unit.${spread.unit}`) })}</p>}
      </>}</Answer>
    </section>
  );
}

type Shown = { spread: ByDivisionAnswer; where: Where; pathTo: (division: string) => string };
const most = (spread: ByDivisionAnswer) => Math.max(0, ...spread.divisions.map(({ value }) => value));

function Map({ spread, where, pathTo }: Shown) {
  const tiles = tilesOf(spread.divisions.map(({ code }) => code))!;
  const top = most(spread);
  return (
    <TileMap tiles={tiles} parts={spread.divisions.map(({ code, name, value }) => ({
      code, shade: shadeOf(value, top),
      content: (
        <>
          <To path={pathTo(code)} className="divisions-tile-name" title={say('figures.goPlace', { place: name })}>{name}</To>
          <Value figure={{ code: spread.code, name: `${name} · ${spread.name}`, unit: spread.unit, value }} where={{ ...where, division: code }} />
        </>
      ),
    }))} />
  );
}

function Bars({ spread, where, pathTo }: Shown) {
  const top = most(spread);
  const sorted = spread.divisions.toSorted((a, b) => b.value - a.value);
  return (
    <ul className="figures-bars">
      {sorted.map(({ code, name, value }) => (
        <li key={code}>
          <To path={pathTo(code)} title={say('figures.goPlace', { place: name })}>{name}</To>
          <span className="figures-bar" aria-hidden="true"><i style={{ width: `${top > 0 ? (value / top) * 100 : 0}%` }} /></span>
          <Value figure={{ code: spread.code, name: `${name} · ${spread.name}`, unit: spread.unit, value }} where={{ ...where, division: code }} />
        </li>
      ))}
    </ul>
  );
}

function Table({ spread, where, pathTo }: Shown) {
  const top = most(spread);
  const valueIn = (division: string, value: number) => <Value figure={{ code: spread.code, name: spread.name, unit: spread.unit, value }} where={{ ...where, division }} />;
  return (
    <table className="figures-table">
      <thead><tr><th scope="col">{say('figures.placeColumn')}</th><th scope="col" className="is-number">{say('figures.valueColumn')}</th><th scope="col">{say('figures.levelColumn')}</th></tr></thead>
      <tbody>
        {spread.divisions.map(({ code, name, value }) => (
          <tr key={code}><th scope="row"><To path={pathTo(code)}>{name}</To></th><td className="is-number">{valueIn(code, value)}</td><td>{say(`divisions.shade.${shadeOf(value, top)}`)}</td></tr>
        ))}
        {spread.elsewhere !== null && spread.elsewhere > 0 && <tr><th scope="row">{say('figures.elsewhere')}</th><td className="is-number">{number(spread.elsewhere)} {say(`figures.unit.${spread.unit}`)}</td><td /></tr>}
      </tbody>
      <tfoot><tr><th scope="row">{say('figures.whole')}</th><td className="is-number">{valueIn(where.division, spread.value)}</td><td /></tr></tfoot>
    </table>
  );
}
