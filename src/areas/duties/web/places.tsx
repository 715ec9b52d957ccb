import { useQueryOf } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { BANDS_SHOWN, type PlaceWork } from '../core/contract.ts';

/** What the places below owe, a row each: an officer looks over places, and opens what lies in one. */
export function Places() {
  const places = useQueryOf<{ total: number; items: PlaceWork[] }>('/api/my-work/places', {}, { kinds: ['*'] });
  return (
    <Answer of={places} lines={4}>
      {({ items }) => (
        <section className="duties-band" aria-labelledby="duties-places">
          <h2 id="duties-places">{say('duties.places')}</h2>
          {items.length === 0 ? <p className="quiet">{say('duties.placesNone')}</p> : <Table items={items} />}
        </section>
      )}
    </Answer>
  );
}

function Table({ items }: { items: PlaceWork[] }) {
  const may = useMay();
  const gaps = items.reduce((sum, place) => sum + place.gaps, 0);
  const opened = (place: PlaceWork, count: number, more: string, tone = '') => (count === 0 ? <span className="quiet">—</span> : <To path={`/duties?view=all&division=${place.code}&${more}`} className={tone}>{number(count)}</To>);
  return (
    <>
      <p className="quiet">{say('duties.placesLead')}</p>
      <table className="duties-places">
        <thead><tr><th scope="col">{say('duties.place')}</th>{BANDS_SHOWN.map((band) => <th key={band} scope="col">{say(`duties.band.${band}`)}</th>)}{gaps > 0 && <th scope="col">{say('duties.gaps')}</th>}</tr></thead>
        <tbody>
          {items.map((place) => (
            <tr key={place.code}>
              <th scope="row">{place.name}</th>
              {BANDS_SHOWN.map((band) => <td key={band}>{opened(place, place[band], `band=${band}`, band === 'late' ? 'word-poppy' : '')}</td>)}
              {gaps > 0 && <td>{opened(place, place.gaps, 'gap=true')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {gaps > 0 && <p className="quiet">{say('duties.gapsWhy', { count: gaps })} {may('account.keep') && <To path="/accounts/new">{say('duties.toAccounts')}</To>}</p>}
    </>
  );
}
