import { useQueryOf } from '../../../platform/web/data.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { LatestAnswer } from '../core/contract.ts';
import { MatchView } from './match-view.tsx';

/** The match as it stands over the division acted for. */
export default function MatchPage() {
  const latest = useQueryOf<LatestAnswer>('/api/match-runs/latest', {}, { kinds: ['matchRun'] });
  return <Answer of={latest}>{({ run, since }) => <MatchView run={run} since={since} isStanding refresh={() => void latest.refetch()} />}</Answer>;
}
