import { useQueryOf } from '../../../platform/web/data.ts';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { LatestAnswer } from '../core/contract.ts';
import { MatchView } from './match-view.tsx';

/** The match as it stands over the division acted for. */
export default function MatchPage() {
  const latest = useQueryOf<LatestAnswer>('/api/match-runs/latest', {}, { kinds: ['matchRun'] });
  if (!latest.data) return <Page title={say('matching.title')}><Answer of={latest}>{() => null}</Answer></Page>;
  return <MatchView run={latest.data.run} since={latest.data.since} isStanding refresh={() => void latest.refetch()} />;
}
