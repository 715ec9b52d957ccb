import type { Addition, OfRecord } from '../../../platform/web/additions.tsx';
import { say } from '../../../platform/web/say.ts';
import { ThreadItem } from '../../../platform/web/thread.tsx';
import { askMatchesAhead, useMatchesOf } from './parts/ask-matches.ts';

/** The match's place in a need's thread: the pair as it lies in its run, or why there is none yet. */
function MatchItem({ id }: OfRecord) {
  const found = useMatchesOf(id);
  const proposal = found.data?.proposals[0];
  const label = say('matching.menu');
  if (proposal) return <ThreadItem label={label} detail={say(`matching.proposal.${proposal.status}`)} path={`/match/${proposal.runId}?division=${proposal.divisionCode}&chosen=${proposal.id}`} />;
  if (found.data?.notYet) return <ThreadItem label={label} detail={say('matching.tab.notYet')} path={`/needs/${id}?tab=match`} />;
  return <ThreadItem label={label} />;
}

export const additions: Addition[] = [
  { to: 'need', permission: 'match.review', order: 10, tab: { key: 'match', label: 'matching.menu', content: () => import('./parts/need-matches.tsx').then(({ NeedMatches }) => ({ default: NeedMatches })), ahead: askMatchesAhead }, thread: MatchItem },
];
