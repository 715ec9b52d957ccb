import Checkbox from 'antd/es/checkbox';
import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { moment, number } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { GapAnswer, GapList } from '../core/contract.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import type { Shown } from './match-view.tsx';
import { sayGain, sayGap } from './sentences.ts';
import { useWhatIf } from './what-if-tab.tsx';

const BEST = 12, MOST = 40;

function additionOf({ organization, budgetFen, resource, item, divisionCode }: GapAnswer): WhatIfChange {
  if (organization) return budgetFen === null ? { kind: 'raiseCap', organizationId: organization.id, units: 1 } : { kind: 'raiseBudget', organizationId: organization.id, fen: budgetFen };
  return resource ? { kind: 'addUnits', resourceId: resource.id, units: 1 } : { kind: 'addPlace', item: item!, divisionCode, units: 1 };
}

/** What to add, the most valuable first: for the project library, and for whoever buys. What some of it would bring together is asked by a what-if. */
export function GapsTab({ run }: Shown) {
  const gaps = useQueryOf<GapList>('/api/match-runs/:runId/gaps', { runId: run.id, limit: 100 }, { kinds: ['matchRun'] });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => choose((so) => { const next = new Set(so); if (!next.delete(id)) next.add(id); return next; });
  return (
    <Answer of={gaps}>
      {({ total, items, later }) => (total === 0 ? <><Later run={run} later={later} /><EmptyState title={say('matching.toAddEmptyTitle')} why={say('matching.toAddEmptyWhy')} /></> : (
        <>
          <Later run={run} later={later} />
          <p className="quiet matching-note">{say('matching.gap.lead')} {total > items.length && say('matching.gap.total', { count: total, shown: items.length })}</p>
          <Together runId={run.id} all={items} chosen={items.filter(({ id }) => chosen.has(id))} />
          <div className="matching-table-box">
            <table className="matching-table matching-gaps">
              <thead><tr><th>{say('matching.gap.chooseHead')}</th><th>{say('matching.gap.rank')}</th><th>{say('matching.gap.what')}</th><th className="matching-end">{say('matching.gap.unmet')}</th><th>{say('matching.gap.gain')}</th><th><span className="unseen">{say('matching.gap.register')}</span></th></tr></thead>
              <tbody>{items.map((gap, i) => <Row key={gap.id} gap={gap} place={i + 1} isChosen={chosen.has(gap.id)} toggle={() => toggle(gap.id)} />)}</tbody>
            </table>
          </div>
        </>
      ))}
    </Answer>
  );
}

/** The list is of one run: where parts of its place have been matched again since, it may say more than is lacking now. */
function Later({ run, later }: { run: Shown['run']; later: GapList['later'] }) {
  if (later.length === 0) return null;
  return (
    <p className="matching-note">
      {say('matching.gap.later', { moment: moment(run.requestedAt) })}
      {later.map(({ runId, divisionName, requestedAt }, i) => <span key={runId}>{i > 0 && say('matching.gap.and')}<To path={`/match/${runId}?tab=toAdd`}>{say('matching.gap.laterOne', { place: divisionName, moment: moment(requestedAt) })}</To></span>)}
    </p>
  );
}

/** One thing's worth is exact; of several together it is not the sum: a what-if adds them one by one and matches again. */
function Together({ runId, all, chosen }: { runId: string; all: GapAnswer[]; chosen: GapAnswer[] }) {
  const may = useMay(), tryIt = useWhatIf();
  const whyNot = may('match.run') ? null : say('matching.notYourRun'), count = chosen.length;
  // of few, all of them: each is added once
  const best: { label: string; changes: WhatIfChange[] } = all.length < BEST ? { label: say('matching.gap.bestAll', { count: all.length }), changes: all.map(additionOf) } : { label: say('matching.gap.best', { count: BEST }), changes: [{ kind: 'addBest', count: BEST }] };
  return (
    <>
      <div className="matching-gap-bar">
        <ActionButton label={best.label} disabledReason={whyNot} isSending={tryIt.isSending} onClick={() => void tryIt.send({ runId, changes: best.changes })} />
        <ActionButton label={say('matching.gap.together')} disabledReason={whyNot ?? (count === 0 ? say('matching.gap.togetherNone') : count > MOST ? say('matching.gap.mostChosen') : null)} isSending={tryIt.isSending}
          onClick={() => void tryIt.send({ runId, changes: chosen.map(additionOf) })} />
        {count > 0 && <span role="status">{say('matching.gap.chosen', { count })}</span>}
      </div>
      {tryIt.refusal && <Problem refusal={tryIt.refusal} />}
    </>
  );
}

/** `place`: among those shown, for one may see a part of a wider run's list only. */
function Row({ gap, place, isChosen, toggle }: { gap: GapAnswer; place: number; isChosen: boolean; toggle: () => void }) {
  const go = useGo(), may = useMay();
  return (
    <tr>
      <td><Checkbox checked={isChosen} onChange={toggle} aria-label={say('matching.gap.choose', { what: sayGap(gap) })} /></td>
      <td>{number(place)}</td>
      <td>{sayGap(gap)} <span className="quiet">{[gap.countyName, gap.townshipName].filter(Boolean).join(' · ')}</span></td>
      <td className="matching-end">{gap.unmetUnits > 0 ? say('matching.unitsOf', { count: gap.unmetUnits }) : '—'}</td>
      <td>{sayGain(gap)}</td>
      <td className="matching-end">{gap.organization ? gap.organization.name && <To path={`/organizations/${gap.organization.id}`}>{say('matching.openOrganization')}</To> : gap.resource
        ? gap.resource.providerName && <To path={`/resources/${gap.resource.id}`}>{say('matching.openResource')}</To>
        : may('resource.add') && <ActionButton kind="quiet" size="small" label={say('matching.gap.register')} onClick={() => go('/resources/new')} />}</td>
    </tr>
  );
}
