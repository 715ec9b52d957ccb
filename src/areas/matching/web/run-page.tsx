import { useQueryOf } from '../../../platform/web/data.ts';
import { usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { LatestAnswer, RunAnswer } from '../core/contract.ts';
import { MatchView, useSeesNeeds } from './match-view.tsx';
import { WhatIfView } from './what-if-view.tsx';

/** One run, as duties and the history lead to it. The one that stands is shown as it stands now, an earlier one as it was; a what-if beside the run that it copies. */
export default function RunPage() {
  const runId = usePathPart('runId');
  const seesNeeds = useSeesNeeds();
  const latest = useQueryOf<LatestAnswer>('/api/match-runs/latest', {}, { kinds: ['matchRun'] });
  const run = useQueryOf<RunAnswer>('/api/match-runs/:runId', { runId }, { kinds: ['matchRun'] });
  if (!run.data || !latest.data) return <Page title={say('matching.title')}><Answer of={run.data ? latest : run}>{() => null}</Answer></Page>;
  const refresh = () => { void latest.refetch(); void run.refetch(); };
  if (run.data.kind === 'whatIf') return <WhatIfView run={run.data} seesNeeds={seesNeeds} refresh={() => void run.refetch()} />;
  return <MatchView run={run.data} since={run.data.status === 'proven' ? latest.data.since : run.data} isStanding={latest.data.run?.id === runId} refresh={refresh} />;
}
