import { useList } from '../../../platform/web/data.ts';
import { oneOf, To, useAddress } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import { CALL_VIEWS, type CallRow, type RoundFile } from '../core/round-contract.ts';
import { OutcomeTag } from './round-status.tsx';

/** Whom to call: promised calls first. */
export function CallList({ round }: { round: RoundFile }) {
  const [{ view }, change] = useAddress((raw) => ({ view: oneOf(raw['calls'], CALL_VIEWS, 'due') }));
  const list = useList<CallRow>('/api/survey-rounds/:roundId/calls', { roundId: round.id, view }, null, { kinds: ['surveyRound'] });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="rounds-views" role="group" aria-label={say('surveys.round.callsTitle')}>
        {CALL_VIEWS.map((one) => <button key={one} type="button" aria-pressed={one === view} onClick={() => change({ calls: one === 'due' ? null : one })}>{say(`surveys.round.callView.${one}`)}{one === view && list.data && <span className="tab-count"> {list.data.pages[0]?.total}</span>}</button>)}
      </div>
      {list.isPending ? <LoadingState lines={5} /> : list.error && items.length === 0 ? <ErrorState fault={list.error} tryAgain={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 && <p className="quiet">{say(`surveys.round.callsNone.${view}`)}</p>}
      <ul className="rounds-doors rounds-calls">
        {items.map((row) => (
          <li key={row.id}>
            <To path={`/rounds/${round.id}/doors/${row.id}?by=phone`} className="rounds-door">
              <span className="rounds-door-name">{row.name ?? (row.place || say('surveys.round.noPlace'))}<span className="quiet"> {row.name ? row.place : row.divisionName}</span></span>
              <OutcomeTag {...row} />
              {(row.attempts > 0 || !row.hasPhone) && <span className="quiet rounds-door-tries">{row.hasPhone ? say('surveys.round.attempts', { count: row.attempts }) : say('surveys.round.noPhone')}</span>}
            </To>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <button type="button" className="text-button" onClick={() => void list.fetchNextPage()}>{say('surveys.round.more')}</button>}
    </>
  );
}
