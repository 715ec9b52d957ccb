import Progress from 'antd/es/progress';
import { useEffect, useRef } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { moment, percent } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { RunAnswer } from '../core/contract.ts';
import { isWaiting } from '../core/review.ts';

/** How far it is travels by no live event: a bar is asked for while somebody looks at it. */
const ASK_MS = 1500;

/** A run that is at work, with a way to stop it; or one that came to nothing, and why. A cancelled one is no news. */
export function RunStrip({ run, refresh }: { run: RunAnswer; refresh: () => void }) {
  const may = useMay();
  const cancel = useCommand<{ runId: string }>('/api/match-runs/cancel', { onDone: () => announce(say('matching.cancelled')) });
  const isWorking = isWaiting(run.status);
  const again = useRef(refresh);
  again.current = refresh;
  useEffect(() => {
    if (!isWorking) return;
    const timer = setInterval(() => again.current(), ASK_MS);
    return () => clearInterval(timer);
  }, [isWorking]);
  if (isWorking) {
    return (
      <section className="matching-strip" aria-label={say(`matching.status.${run.status}`)}>
        <div className="matching-strip-words">
          <StatusTag word={say(`matching.stage.${run.stage}`)} tone="sky" shape="half" />
          <span className="quiet">{say('matching.how.by', { name: byName(run) })} · {run.divisionName}</span>
        </div>
        <Progress percent={Math.round(run.progress * 100)} size="small" aria-label={say('matching.progress', { percent: percent(run.progress) })} />
        {may('match.run') && <ActionButton label={say('matching.cancel')} isSending={cancel.isSending} onClick={() => void cancel.send({ runId: run.id })} />}
      </section>
    );
  }
  if (run.status !== 'failed') return null;
  return (
    <div className="problem matching-failed" role="alert">
      <p>{moment(run.endedAt ?? run.requestedAt)} · {say('matching.status.failed')}</p>
      {run.failure && <span>{say(`matching.failure.${run.failure}`)}</span>}
    </div>
  );
}

/** The nightly run is nobody's. */
export const byName = (run: RunAnswer): string => (run.requestedByName === 'sanshe' ? say('matching.nightly') : run.requestedByName || '—');
