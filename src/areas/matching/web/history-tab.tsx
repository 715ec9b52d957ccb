import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useList } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { RunAnswer } from '../core/contract.ts';
import { unitsAskable } from '../core/review.ts';
import { RunStatusTag } from './proposal-status.tsx';
import { byName } from './run-strip.tsx';

/** Every run over this place, with what it came to; each opens as it was. */
export function HistoryTab() {
  const list = useList<RunAnswer>('/api/match-runs', {}, null, { kinds: ['matchRun'] });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  if (list.isPending) return <LoadingState kind="rows" lines={5} />;
  if (list.isError && rows.length === 0) return <ErrorState fault={list.error} tryAgain={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState title={say('matching.historyEmptyTitle')} why={say('matching.historyEmptyWhy')} />;
  return (
    <>
      <RunTable rows={rows} />
      {list.hasNextPage && <div className="matching-more"><ActionButton label={say('matching.more')} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
    </>
  );
}

/** Runs with what they came to; what was only tried says so. */
export function RunTable({ rows }: { rows: RunAnswer[] }) {
  return (
    <div className="matching-table-box">
      <table className="matching-table matching-runs">
        <thead><tr><th>{say('matching.history.when')}</th><th>{say('matching.history.place')}</th><th>{say('matching.history.who')}</th><th>{say('matching.history.result')}</th><th className="matching-end">{say('matching.history.metHead')}</th></tr></thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <td>{run.status === 'proven' || run.kind === 'whatIf' ? <To path={`/match/${run.id}`}>{moment(run.requestedAt)}</To> : moment(run.requestedAt)}</td>
              <td>{run.divisionName}</td>
              <td>{byName(run)}</td>
              <td>{run.kind === 'whatIf' && <><StatusTag word={say('matching.whatIf.tag')} tone="sand" shape="half" /> <span className="quiet">{say('matching.history.changed', { count: run.changes?.length ?? 0 })}</span> </>}<RunStatusTag status={run.status} /></td>
              <td className="matching-end" data-label={run.status === 'proven' ? say('matching.history.metHead') : undefined}>{run.status === 'proven' ? say('matching.history.met', { met: run.unitsMet ?? 0, asked: unitsAskable(run) }) : run.failure ? say(`matching.failure.${run.failure}`) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
