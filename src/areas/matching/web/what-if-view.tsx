import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { oneOf, To, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { RunAnswer } from '../core/contract.ts';
import type { WhatIfAnswer } from '../core/what-if-contract.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import { SideBySide, WhoseNeeds } from './comparison.tsx';
import { ForecastSheet } from './forecast.tsx';
import { Hands } from './hands.tsx';
import { HowTab } from './how-tab.tsx';
import './matching.css';
import { RunStrip } from './run-strip.tsx';
import { WhatIfTab } from './what-if-tab.tsx';
import { sayChange, sayOutcome } from './what-if-sentences.ts';

export const OnPaper = () => <StatusTag word={say('matching.whatIf.tag')} tone="sand" shape="half" />;

/** A what-if: what was changed, and the copied run and this one side by side. */
export function WhatIfView({ run, seesNeeds, refresh }: { run: RunAnswer; seesNeeds: boolean; refresh: () => void }) {
  const found = useQueryOf<WhatIfAnswer>('/api/match-runs/:runId/comparison', { runId: run.id, status: run.status }, { kinds: ['matchRun'] });
  const [{ tab }, change] = useAddress((raw) => ({ tab: oneOf(raw.tab, ['result', 'whatIf', 'how'] as const, 'result') }));
  const [isFurther, isHow] = [tab === 'whatIf', tab === 'how'];
  const changes = (run.changes ?? []) as WhatIfChange[];
  const base = found.data?.baseAsOf ?? run.asOf;
  return (
    <Page title={say('matching.whatIf.title', { day: day(base), count: changes.length })} beside={<OnPaper />}
      lead={<span className="matching-summary"><span>{say('matching.whatIf.paper')}</span><span>{say('matching.whatIf.over', { place: run.divisionName })}</span><To path={`/match/${run.basedOn}`}>{say('matching.whatIf.toBase')}</To></span>}
      actions={run.status === 'proven' && <>
        <ActionButton label={say('matching.tab.how')} onClick={() => change({ tab: isHow ? null : 'how' })} />
        <ActionButton label={say('matching.whatIf.further')} onClick={() => change({ tab: isFurther ? null : 'whatIf' })} />
      </>}>
      <RunStrip run={run} refresh={refresh} />
      {isFurther && run.status === 'proven' && <WhatIfTab run={run} />}
      {isHow && run.status === 'proven' && <div className="matching-how-box"><HowTab run={run} isStanding={false} communities={[]} /></div>}
      <Answer of={found}>
        {({ comparison, forecast, names }) => (
          <div className="matching-what-if">
            {comparison && <p className="matching-outcome">{sayOutcome(comparison.met, comparison.totals)}</p>}
            {comparison && run.proof?.repair && <p className="quiet">{say('matching.compare.divided')}</p>}
            <section className="matching-sheet">
              <h2>{say('matching.whatIf.changed')}</h2>
              <ol className="matching-changes">{changes.map((change, i) => <li key={i}>{sayChange(change, names)}</li>)}</ol>
            </section>
            {comparison && (
              <div className="matching-compared">
                <SideBySide comparison={comparison} />
                <WhoseNeeds comparison={comparison} names={names} />
              </div>
            )}
            {forecast && <ForecastSheet forecast={forecast} names={names} />}
            {comparison && <Hands runId={run.id} counts={comparison.hands} names={names} seesNeeds={seesNeeds} />}
          </div>
        )}
      </Answer>
    </Page>
  );
}
