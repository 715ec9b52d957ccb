import Segmented from 'antd/es/segmented';
import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useList } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import { type Shape, StatusTag } from '../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import { HANDS, type HandKind } from '../core/comparison.ts';
import type { HandAnswer, Names } from '../core/what-if-contract.ts';
import { sayItem } from './sentences.ts';
import { sayResource } from './what-if-sentences.ts';

const TAG: Record<HandKind, [Tone, Shape]> = { noLongerMet: ['poppy', 'cross'], newlyMet: ['steppe', 'tick'], moved: ['sky', 'half'] };

/** Need by need, who fares otherwise: by whom they were helped, and by whom they would be. */
export function Hands({ runId, counts, names, seesNeeds }: { runId: string; counts: Record<HandKind, number>; names: Names; seesNeeds: boolean }) {
  const [kind, choose] = useState<HandKind | 'all'>('all');
  const total = HANDS.reduce((sum, each) => sum + counts[each], 0), kinds = HANDS.filter((each) => counts[each] > 0);
  return (
    <section className="matching-sheet">
      <div className="matching-sheet-head">
        <h2>{say('matching.hands.title')}</h2>
        {seesNeeds && kinds.length > 1 && <Segmented size="small" value={kind} onChange={(value) => choose(value as typeof kind)}
          options={[{ value: 'all', label: `${say('matching.hands.all')} ${number(total)}` }, ...kinds.map((value) => ({ value, label: `${say(`matching.hands.${value}`)} ${number(counts[value])}` }))]} />}
      </div>
      {total === 0 ? <p className="quiet">{say('matching.hands.none')}</p> : seesNeeds ? <List key={kind} runId={runId} kind={kind} names={names} />
        : <p>{say('matching.hands.sums', { less: number(counts.noLongerMet), more: number(counts.newlyMet), moved: number(counts.moved) })}</p>}
    </section>
  );
}

function List({ runId, kind, names }: { runId: string; kind: HandKind | 'all'; names: Names }) {
  const list = useList<HandAnswer>('/api/match-runs/:runId/hands', { runId, limit: 20, ...(kind === 'all' ? {} : { kind }) }, null);
  if (list.isPending) return <LoadingState kind="rows" lines={4} />;
  if (list.isError) return <ErrorState fault={list.error} tryAgain={() => void list.refetch()} />;
  return (
    <>
      <ul className="matching-hands">{list.data.pages.flatMap((page) => page.items).map((hand) => <Line key={hand.rank} hand={hand} names={names} />)}</ul>
      {list.hasNextPage && <div className="matching-more"><ActionButton label={say('matching.more')} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
    </>
  );
}

function Line({ hand, names }: { hand: HandAnswer; names: Names }) {
  const given = (parts: HandAnswer['from']) => parts.length === 0 ? say('matching.hands.nobody')
    : parts.map((part) => say('matching.hands.given', { provider: part.providerName || sayResource(part.resourceId, names), count: part.units })).join(say('matching.list.and'));
  const [tone, shape] = TAG[hand.kind];
  return (
    <li>
      <StatusTag word={say(`matching.hands.${hand.kind}`)} tone={tone} shape={shape} />
      <div>
        <p>{hand.needId ? <To path={`/needs/${hand.needId}`} className="matching-name">{sayItem(hand.item)}</To> : <span className="matching-name">{sayItem(hand.item)}</span>}</p>
        <p className="quiet">{[hand.needId ? hand.personName ?? say('matching.placeNeed') : say('matching.whatIf.supposedNeed'), hand.communityName, say(`needs.urgency.${hand.urgency}`)].join(' · ')}</p>
      </div>
      <p className="matching-from-to"><span className="quiet">{given(hand.from)}</span> <span aria-hidden="true">→</span> <span>{given(hand.to)}</span></p>
    </li>
  );
}
