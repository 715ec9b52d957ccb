import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { moment, number } from '../../../platform/web/format.ts';
import { oneOf, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { EmptyState } from '../../../platform/web/states.tsx';
import { Tabs } from '../../../platform/web/tabs.tsx';
import type { CommunityRow, RunAnswer, TotalsAnswer } from '../core/contract.ts';
import { isWaiting } from '../core/review.ts';
import { AcceptMany } from './accept-many.tsx';
import { GapsTab } from './gaps-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { HowTab } from './how-tab.tsx';
import './matching.css';
import { MapTab } from './map-tab.tsx';
import { NotYetTab } from './not-yet-tab.tsx';
import { ProposalsTab } from './proposals-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import { RunStrip } from './run-strip.tsx';
import { Summary, WhereTheyStand } from './summary.tsx';
import { WhatIfTab } from './what-if-tab.tsx';

/** What the tabs are shown: a run, and whether it is the one that stands. */
export type Shown = { run: RunAnswer; isStanding: boolean; communities: CommunityRow[] };

const TABS = ['proposals', 'notYet', 'map', 'toAdd', 'whatIf', 'rules', 'how', 'history'] as const;
type Tab = (typeof TABS)[number];
/** Between these the place that was chosen is kept. */
const BY_PLACE: readonly string[] = ['proposals', 'notYet', 'map'] satisfies Tab[];

/** Officers of city and banner are shown sums and gaps: row security shows them nobody's need (DESIGN §4). */
export function useSeesNeeds(): boolean {
  const may = useMay();
  const grant = grantOf(useSession());
  return may('match.review') && !(grant?.role === 'officer' && (grant.divisionCode?.length ?? 0) < 9);
}

export function MatchView({ run, since, isStanding, refresh }: { run: RunAnswer | null; since: RunAnswer | null; isStanding: boolean; refresh: () => void }) {
  const may = useMay();
  const seesNeeds = useSeesNeeds();
  const grant = grantOf(useSession());
  const ask = useCommand<{ division?: string }, { isNew: boolean }>('/api/match-runs', { onDone: ({ isNew }) => announce(say(isNew ? 'matching.runAsked' : 'matching.runJoined')) });
  const working = since && isWaiting(since.status) ? since : null;
  const shown = run && run.status === 'proven' ? run : null;
  const whyNot = !may('match.run') ? say('matching.notYourRun') : working ? say('matching.runningAlready') : null;
  const runNow = () => void ask.send({});
  const standing = isStanding ? 'true' : 'false';
  const counts = useQueryOf<{ items: CommunityRow[] }>('/api/match-runs/:runId/communities', { runId: shown?.id, standing }, { enabled: shown !== null && seesNeeds, kinds: ['matchRun', 'matchRule', 'referral', 'need'] });
  const communities = useMemo(() => counts.data?.items ?? [], [counts.data]);
  const totals = useQueryOf<TotalsAnswer>('/api/match-runs/:runId/totals', { runId: shown?.id, standing }, { enabled: shown !== null, kinds: ['matchRun', 'matchRule', 'referral', 'need'] }).data;
  const proposed = totals?.toDecide ?? 0, withColleagues = communities.reduce((sum, community) => sum + community.withColleagues, 0);
  return (
    <Page title={shown && !isStanding ? say('matching.runTitle', { when: moment(shown.requestedAt) }) : say('matching.title')} lead={shown ? <Summary run={shown} totals={totals} isStanding={isStanding} /> : say(may('referral.offer') ? 'matching.lead' : 'matching.leadSeeing')}
      actions={<>
        <ActionButton kind={shown ? 'secondary' : 'primary'} label={say(shown ? 'matching.runAgain' : 'matching.run')} disabledReason={whyNot} isSending={ask.isSending} onClick={runNow} />
        {shown && isStanding && seesNeeds && proposed > 0 && <AcceptMany run={shown} count={proposed - withColleagues} withColleagues={withColleagues} />}
      </>}>
      {ask.refusal && <Problem refusal={ask.refusal} />}
      {since && <RunStrip run={since} refresh={refresh} />}
      {shown && isStanding && !working && totals && totals.sinceRun > 0 && (
        <div className="matching-changed">
          <p>{say('matching.changed', { count: totals.sinceRun })}</p>
          <ActionButton label={say('matching.runAgain')} disabledReason={whyNot} isSending={ask.isSending} onClick={runNow} />
        </div>
      )}
      {shown && totals && <WhereTheyStand run={shown} totals={totals} isStanding={isStanding} seesNeeds={seesNeeds} />}
      {shown ? <RunTabs shown={{ run: shown, isStanding, communities }} seesNeeds={seesNeeds} totals={totals} />
        : !working && <EmptyState title={say('matching.emptyTitle')} why={say('matching.emptyWhy', { place: grant?.divisionName ?? say('matching.emptyHere') })} ways={whyNot ? [] : [{ label: say('matching.run'), act: runNow }]} />}
    </Page>
  );
}

function RunTabs({ shown, seesNeeds, totals }: { shown: Shown; seesNeeds: boolean; totals: TotalsAnswer | undefined }) {
  const grant = grantOf(useSession());
  // in a community there is no map: nothing lies below it
  const keys = TABS.filter((key) => (seesNeeds || !['proposals', 'notYet', 'rules'].includes(key)) && (key !== 'map' || (grant?.divisionCode?.length ?? 0) < 12));
  const [{ tab }, change] = useAddress((raw) => ({ tab: oneOf(raw.tab, keys, keys[0]!) }));
  const open = (key: string) => change({ tab: key === keys[0] ? null : key, ...(BY_PLACE.includes(key) ? {} : { division: null }), place: null, item: null, reason: null, need: null, chosen: null });
  const counts: Partial<Record<Tab, number>> = totals ? { proposals: shown.isStanding ? totals.toDecide : totals.toDecide + totals.accepted + totals.vetoed + totals.superseded, notYet: totals.notYet } : {};
  const contents: Record<Tab, () => React.ReactNode> = {
    proposals: () => <ProposalsTab {...shown} toNotYet={() => open('notYet')} />, notYet: () => <NotYetTab {...shown} />, map: () => <MapTab {...shown} seesNeeds={seesNeeds} />, toAdd: () => <GapsTab {...shown} />, whatIf: () => <WhatIfTab run={shown.run} />,
    rules: () => <RulesTab />, how: () => <HowTab {...shown} />, history: () => <HistoryTab />,
  };
  return (
    <>
      {!seesNeeds && <p className="quiet matching-note">{say('matching.sumOnly')}</p>}
      <Tabs activeKey={tab} onChange={open} destroyOnHidden
        items={keys.map((key) => ({ key, label: <>{say(`matching.tab.${key}`)}{counts[key] !== undefined && <span className="tab-count"> {number(counts[key])}</span>}</>, children: key === tab ? contents[key]() : null }))} />
    </>
  );
}
