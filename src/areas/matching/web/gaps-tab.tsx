import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { GapAnswer } from '../core/contract.ts';
import type { Shown } from './match-view.tsx';
import { sayGain, sayGap } from './sentences.ts';

/** What to add, the most valuable first: for the project library, and for whoever buys. */
export function GapsTab({ run }: Shown) {
  const gaps = useQueryOf<{ total: number; items: GapAnswer[] }>('/api/match-runs/:runId/gaps', { runId: run.id, limit: 100 }, { kinds: ['matchRun'] });
  const go = useGo();
  const may = useMay();
  return (
    <Answer of={gaps}>
      {({ total, items }) => (total === 0 ? <EmptyState title={say('matching.toAddEmptyTitle')} why={say('matching.toAddEmptyWhy')} /> : (
        <>
          <p className="quiet matching-note">{say('matching.gap.lead')} {total > items.length && say('matching.gap.total', { count: total, shown: items.length })}</p>
          <div className="matching-table-box">
            <table className="matching-table matching-gaps">
              <thead><tr><th>{say('matching.gap.rank')}</th><th>{say('matching.gap.what')}</th><th className="matching-end">{say('matching.gap.unmet')}</th><th>{say('matching.gap.gain')}</th><th><span className="unseen">{say('matching.gap.register')}</span></th></tr></thead>
              <tbody>
                {items.map((gap) => (
                  <tr key={gap.id}>
                    <td>{number(gap.rank)}</td>
                    <td>{sayGap(gap)} <span className="quiet">{gap.countyName}</span></td>
                    <td className="matching-end">{gap.unmetUnits > 0 ? say('matching.unitsOf', { count: gap.unmetUnits }) : '—'}</td>
                    <td>{sayGain(gap)}</td>
                    <td className="matching-end">{gap.organization ? gap.organization.name && <To path={`/organizations/${gap.organization.id}`}>{say('matching.openOrganization')}</To> : gap.resource
                      ? gap.resource.providerName && <To path={`/resources/${gap.resource.id}`}>{say('matching.openResource')}</To>
                      : may('resource.add') && <ActionButton kind="quiet" size="small" label={say('matching.gap.register')} onClick={() => go('/resources/new')} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ))}
    </Answer>
  );
}
