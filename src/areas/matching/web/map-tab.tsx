import { useQueryOf } from '../../../platform/web/data.ts';
import { number, percent } from '../../../platform/web/format.ts';
import { To, useAddress } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import { TileMap } from '../../divisions/web/parts/tile-map.tsx';
import { shadeOf, tilesOf } from '../../divisions/web/parts/tiles.ts';
import type { SpreadAnswer } from '../core/contract.ts';
import type { Shown } from './match-view.tsx';

type Counts = Pick<SpreadAnswer, 'met' | 'unmet' | 'waiting'>;
type Part = SpreadAnswer['parts'][number];
/** Where a place and its numbers lead: down the map, and to the lists of the run narrowed to it. A reader who sees nobody's need has no lists to open. */
type Ways = { down: (code: string) => string; met: ((code: string) => string) | null; unmet: ((code: string) => string) | null; waiting: ((code: string) => string) | null };

/** What a run came to place by place: as a map where the place has one, and as the table that says the same. */
export function MapTab({ run, isStanding, seesNeeds }: Shown & { seesNeeds: boolean }) {
  const [{ place }] = useAddress((raw) => ({ place: raw.place && /^\d{4,12}$/.test(raw.place) ? raw.place : null }));
  const spread = useQueryOf<SpreadAnswer>('/api/match-runs/:runId/by-division', { runId: run.id, standing: String(isStanding), ...(place ? { division: place } : {}) }, { kinds: ['matchRun', 'matchRule', 'referral', 'need'] });
  const base = isStanding ? '/match' : `/match/${run.id}`;
  const list = (query: string) => (seesNeeds ? (code: string) => `${base}?${query}division=${code}` : null);
  const ways: Ways = { down: (code) => `${base}?tab=map&place=${code}`, met: list('show=all&'), unmet: list('tab=notYet&reason=unmatched&'), waiting: list('tab=notYet&reason=waiting&') };
  return (
    <Answer of={spread} lines={9}>{(answer) => {
      const here = answer.path.at(-1)!, tiles = tilesOf(answer.parts.map(({ code }) => code));
      return (
        <section aria-labelledby="matching-map">
          <div className="matching-map-head">
            <h2 id="matching-map">{say('matching.map.title', { place: here.name })}</h2>
            {answer.path.length > 1 && <nav aria-label={say('matching.map.path')}><ol>{answer.path.map(({ code, name }) => <li key={code}>{code === here.code ? <span aria-current="page">{name}</span> : <To path={ways.down(code)}>{name}</To>}</li>)}</ol></nav>}
            <p className="quiet">{say(seesNeeds ? 'matching.map.lead' : 'matching.map.leadSums')}</p>
          </div>
          {answer.parts.length === 0 && !answer.elsewhere ? <EmptyState title={say('matching.map.noParts')} />
            : <div className={tiles ? 'matching-map' : ''}>{tiles && <div className="matching-map-tiles"><Tiles tiles={tiles} parts={answer.parts} ways={ways} /></div>}<SpreadTable spread={answer} ways={ways} /></div>}
        </section>
      );
    }}</Answer>
  );
}

/** Down into a place that has parts; a place that has none opens its list. */
const pathOf = ({ code, hasParts }: Part, ways: Ways): string | null => (hasParts ? ways.down(code) : ways.met?.(code) ?? null);

function Name({ part, ways, className }: { part: Part; ways: Ways; className?: string }) {
  const path = pathOf(part, ways);
  return path ? <To path={path} {...(className ? { className } : {})} title={say(part.hasParts ? 'matching.map.down' : 'matching.map.open', { place: part.name })}>{part.name}</To> : <span className={className}>{part.name}</span>;
}

/** A number that opens the list it counts, where there is one to open. */
function Count({ value, path, label }: { value: number; path: string | null; label: string }) {
  return value > 0 && path ? <To path={path} className="matching-map-count" aria-label={label}>{number(value)}</To> : <>{number(value)}</>;
}

function Tiles({ tiles, parts, ways }: { tiles: NonNullable<ReturnType<typeof tilesOf>>; parts: Part[]; ways: Ways }) {
  const most = Math.max(0, ...parts.map(({ unmet }) => unmet));
  return (
    <TileMap tiles={tiles} measure={say('matching.map.measure')} parts={parts.map((part) => ({
      code: part.code, shade: shadeOf(part.unmet, most),
      content: (
        <>
          <Name part={part} ways={ways} className="divisions-tile-name" />
          <span className="matching-map-unmet"><b><Count value={part.unmet} path={ways.unmet?.(part.code) ?? null} label={say('matching.map.unmetOf', { place: part.name, count: part.unmet })} /></b> {say('matching.map.unmet')}</span>
          <span className="matching-map-met"><Count value={part.met} path={ways.met?.(part.code) ?? null} label={say('matching.map.metOf', { place: part.name, count: part.met })} /> {say('matching.map.met')}</span>
        </>
      ),
    }))} />
  );
}

function SpreadTable({ spread, ways }: { spread: SpreadAnswer; ways: Ways }) {
  const { elsewhere, path } = spread, here = path.at(-1)!;
  // as the figures' bars are: where most is lacking first, what has nothing last
  const parts = spread.parts.toSorted((a, b) => b.unmet - a.unmet || b.met - a.met || b.waiting - a.waiting);
  const most = Math.max(1, ...parts.map(({ met, unmet }) => met + unmet));
  return (
    <div className="matching-table-box">
      <table className="matching-table matching-spread">
        <thead><tr><th scope="col">{say('matching.map.place')}</th><th scope="col"><span className="unseen">{say('matching.map.bar')}</span></th>{(['met', 'unmet', 'share', 'waiting'] as const).map((key) => <th key={key} scope="col" className="matching-end">{say(`matching.map.head.${key}`)}</th>)}</tr></thead>
        <tbody>
          {parts.map((part) => <Row key={part.code} counts={part} most={most} code={part.code} ways={ways} place={part.name} name={<Name part={part} ways={ways} />} />)}
          {elsewhere && <Row counts={elsewhere} most={most} code={null} ways={ways} place={say('matching.map.elsewhere')} name={say('matching.map.elsewhere')} />}
        </tbody>
        <tfoot><Row counts={spread} most={null} code={here.code} ways={ways} place={here.name} name={say('matching.map.all')} /></tfoot>
      </table>
    </div>
  );
}

/** Both numbers as a bar: how long it is says how much was asked, its full part how much was met. */
function Bar({ met, unmet, most }: Counts & { most: number }) {
  const part = (value: number) => ({ width: `${(value / most) * 100}%` });
  return <span className="matching-spread-bar" aria-hidden="true"><i style={part(met)} /><i className="matching-spread-lack" style={part(unmet)} /></span>;
}

function Row({ counts, most, code, ways, place, name }: { counts: Counts; most: number | null; code: string | null; ways: Ways; place: string; name: React.ReactNode }) {
  const { met, unmet, waiting } = counts, asked = met + unmet;
  const count = (key: 'met' | 'unmet' | 'waiting') => <td className="matching-end" data-label={say(`matching.map.${key}`)}><Count value={counts[key]} path={(code && ways[key]?.(code)) || null} label={say(`matching.map.${key}Of`, { place, count: counts[key] })} /></td>;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="matching-spread-cell">{most !== null && asked > 0 && <Bar {...{ met, unmet, waiting, most }} />}</td>
      {count('met')}{count('unmet')}
      <td className="matching-end" data-label={say('matching.map.share')}>{asked > 0 ? percent(Math.round((met / asked) * 100) / 100) : '—'}</td>
      {count('waiting')}
    </tr>
  );
}
