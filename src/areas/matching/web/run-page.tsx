import { useQueryOf } from '../../../platform/web/data.ts';
import { usePathPart } from '../../../platform/web/navigation.tsx';
import { Answer } from '../../../platform/web/states.tsx';
import type { LatestAnswer, RunAnswer } from '../core/contract.ts';
import { MatchView } from './match-view.tsx';

/** One run, as duties and the history lead to it. The one that stands is shown as it stands now, an earlier one as it was. */
export default function RunPage() {
  const runId = usePathPart('runId');
  const latest = useQueryOf<LatestAnswer>('/api/match-runs/latest', {}, { kinds: ['matchRun'] });
  const run = useQueryOf<RunAnswer>('/api/match-runs/:runId', { runId }, { kinds: ['matchRun'] });
  const refresh = () => { void latest.refetch(); void run.refetch(); };
  return (
    <Answer of={latest}>
      {({ run: standing, since }) => (
        <Answer of={run}>
          {(chosen) => <MatchView run={chosen} since={chosen.status === 'proven' ? since : chosen} isStanding={standing?.id === chosen.id} refresh={refresh} />}
        </Answer>
      )}
    </Answer>
  );
}
