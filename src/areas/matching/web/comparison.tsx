import Segmented from 'antd/es/segmented';
import { useState } from 'react';
import { money, number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import type { Both, Split } from '../core/comparison.ts';
import type { Names, WhatIfAnswer } from '../core/what-if-contract.ts';
import { sayItem } from './sentences.ts';

type Comparison = NonNullable<WhatIfAnswer['comparison']>;
/** Whether more is better, or less; with neither it is only told. */
type Wish = 'more' | 'less' | null;

/** +3 in green words, −3 in red ones, and for whoever sees no colour the word beside it. */
function Difference({ both: { before, after }, wish, put = number }: { both: Both; wish: Wish; put?: (value: number) => string }) {
  const by = after - before;
  if (by === 0) return <span className="quiet">—</span>;
  const isBetter = wish === null ? null : (by > 0) === (wish === 'more');
  const words = `${by > 0 ? '+' : '−'}${put(Math.abs(by))}`;
  if (isBetter === null) return <span>{words}</span>;
  return <span className={isBetter ? 'matching-better' : 'matching-worse'}>{words}<span className="matching-how-so"> {say(isBetter ? 'matching.compare.better' : 'matching.compare.worse')}</span></span>;
}

const Head = ({ what }: { what: string }) => (
  <thead><tr><th>{what}</th><th className="matching-end">{say('matching.compare.before')}</th><th className="matching-end">{say('matching.compare.after')}</th><th className="matching-end">{say('matching.compare.change')}</th></tr></thead>
);

/** Needs, floors, ways, certainty and money, each as it was, as it would be, and by how much that is better or worse. */
export function SideBySide({ comparison: { met, asked, waiting, totals, byNearness } }: { comparison: Comparison }) {
  const of = (aim: keyof typeof totals.before): Both => ({ before: totals.before[aim], after: totals.after[aim] });
  // what stays unmet of more needs is not worse, nor is the money for more help: those are told without a judgement
  const sameAsked = asked.before === asked.after ? 'less' : null, sameMet = met.before === met.after ? 'less' : null;
  const rows: { key: string; both: Both; wish: Wish; put?: (value: number) => string }[] = [
    { key: 'met', both: met, wish: 'more' }, { key: 'asked', both: asked, wish: null }, { key: 'waiting', both: waiting, wish: null }, { key: 'floor', both: of('floorUnits'), wish: sameAsked }, { key: 'points', both: of('points'), wish: sameAsked },
    ...byNearness.map(({ key, units }) => ({ key: `near.${key}`, both: units, wish: null })), { key: 'stale', both: of('staleUnits'), wish: sameMet }, { key: 'cost', both: of('costFen'), wish: sameMet, put: money },
  ];
  return (
    <section className="matching-sheet">
      <h2>{say('matching.compare.title')}</h2>
      <table className="matching-table matching-sides-table">
        <Head what={say('matching.compare.what')} />
        <tbody>
          {rows.map(({ key, both, wish, put = number }) => (
            <tr key={key} className={key === 'met' ? 'matching-first' : ''}>
              <th scope="row">{say(`matching.compare.${key}`)}</th>
              <td className="matching-end" data-label={say('matching.compare.before')}>{put(both.before)}</td><td className="matching-end" data-label={say('matching.compare.after')}>{put(both.after)}</td>
              <td className="matching-end" data-label={say('matching.compare.change')}><Difference both={both} wish={wish} put={put} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{say('matching.compare.sameYard')}</p>
    </section>
  );
}

const WAYS = ['community', 'circumstance', 'item', 'urgency'] as const;
/** As many rows as fit beside the sums. */
const MOST_ROWS = 10;

/** Met of asked, by place, by item or by urgency; what changes first, the rest on demand. */
export function WhoseNeeds({ comparison, names }: { comparison: Comparison; names: Names }) {
  const [by, split] = useState<(typeof WAYS)[number]>('community');
  const [isAll, showAll] = useState(false);
  const all = { community: comparison.byCommunity, item: comparison.byItem, urgency: comparison.byUrgency.toReversed(), circumstance: comparison.byCircumstance }[by];
  const hidden = by === 'circumstance' ? comparison.circumstancesHidden.length : 0, isTold = comparison.byCircumstance.length + comparison.circumstancesHidden.length > 0;
  const size = ({ met, asked }: Split) => Math.abs(met.after - met.before) + Math.abs(asked.after - asked.before);
  const sorted = by === 'urgency' ? all : all.toSorted((a, b) => size(b) - size(a)), changed = sorted.filter((row) => size(row) > 0);
  const shown = isAll || all.length <= MOST_ROWS ? sorted : changed.slice(0, MOST_ROWS), left = all.length - shown.length;
  const nameAt = (code: string) => names.divisions[code] ?? code, isShared = (code: string) => comparison.byCommunity.some(({ key }) => key !== code && nameAt(key) === nameAt(code));
  const placeOf = (code: string) => (isShared(code) ? `${nameAt(code.slice(0, 9))} · ${nameAt(code)}` : nameAt(code));
  const label = ({ key }: Split) => (by === 'community' ? placeOf(key) : by === 'item' ? sayItem(key) : say(by === 'circumstance' ? `people.circumstance.${key}` : `needs.urgency.${key}`));
  const fraction = (row: Split, side: keyof Both) => say('matching.compare.ofAsked', { met: number(row.met[side]), asked: number(row.asked[side]) });
  return (
    <section className="matching-sheet">
      <div className="matching-sheet-head">
        <h2>{say('matching.compare.split')}</h2>
        <Segmented size="small" value={by} onChange={(value) => { split(value as typeof by); showAll(false); }} options={WAYS.filter((value) => value !== 'circumstance' || isTold).map((value) => ({ value, label: say(`matching.compare.by.${value}`) }))} />
      </div>
      {shown.length === 0 ? <p className="quiet">{say('matching.compare.noneChanged')}</p> : (
        <table className="matching-table matching-sides-table">
          <Head what={say(`matching.compare.by.${by}`)} />
          <tbody>
            {shown.map((row) => (
              <tr key={row.key}>
                <th scope="row">{label(row)}</th>
                <td className="matching-end" data-label={say('matching.compare.before')}>{fraction(row, 'before')}</td><td className="matching-end" data-label={say('matching.compare.after')}>{fraction(row, 'after')}</td>
                <td className="matching-end" data-label={say('matching.compare.change')}><Difference both={row.met} wish="more" /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(left > 0 || isAll) && (
        <p className="quiet">
          {left > 0 && (changed.length <= MOST_ROWS ? `${say('matching.compare.unchanged', { count: left })} · ` : '')}
          <button type="button" className="text-button" onClick={() => showAll(!isAll)}>{say(isAll ? 'matching.compare.showChanged' : 'matching.compare.showAll')}</button>
        </p>
      )}
      {by === 'circumstance' && <p className="quiet">{say('matching.compare.circumstanceNote')}{hidden > 0 && say('matching.compare.circumstanceHidden', { count: hidden })}</p>}
      {!isTold && <p className="quiet">{say('matching.compare.note')}</p>}
    </section>
  );
}
