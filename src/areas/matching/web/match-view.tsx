import Tabs from 'antd/es/tabs';
import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { day, moment, number, percent } from '../../../platform/web/format.ts';
import { oneOf, To, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { EmptyState } from '../../../platform/web/states.tsx';
import type { CommunityRow, RunAnswer } from '../core/contract.ts';
import { isWaiting, unitsAskable } from '../core/review.ts';
import { AcceptMany } from './accept-many.tsx';
import { GapsTab } from './gaps-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { HowTab } from './how-tab.tsx';
import './matching.css';
import { NotYetTab } from './not-yet-tab.tsx';
import { ProposalsTab } from './proposals-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import { RunStrip } from './run-strip.tsx';

/** What the tabs are shown: a run, and whether it is the one that stands. */
export type Shown = { run: RunAnswer; isStanding: boolean; communities: CommunityRow[] };

const TABS = ['proposals', 'notYet', 'toAdd', 'rules', 'how', 'history'] as const;
type Tab = (typeof TABS)[number];

/** Officers of city and banner are shown sums and gaps: row security shows them nobody's need (DESIGN §4). */
function useSeesNeeds(): boolean {
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
  const isCounted = counts.data !== undefined;
  const proposed = communities.reduce((sum, row) => sum + row.proposed, 0);
  return (
    <Page title={shown && !isStanding ? say('matching.runTitle', { day: day(shown.asOf) }) : say('matching.title')} lead={shown ? <Summary run={shown} isStanding={isStanding} /> : say('matching.lead')}
      actions={<>
        <ActionButton kind={shown ? 'secondary' : 'primary'} label={say(shown ? 'matching.runAgain' : 'matching.run')} disabledReason={whyNot} isSending={ask.isSending} onClick={runNow} />
        {shown && isStanding && proposed > 0 && <AcceptMany run={shown} count={proposed} />}
      </>}>
      {ask.refusal && <Problem refusal={ask.refusal} />}
      {since && <RunStrip run={since} refresh={refresh} />}
      {shown ? <RunTabs shown={{ run: shown, isStanding, communities }} seesNeeds={seesNeeds} proposed={isCounted ? proposed : null} />
        : !working && <EmptyState title={say('matching.emptyTitle')} why={say('matching.emptyWhy', { place: grant?.divisionName ?? say('matching.emptyHere') })} ways={whyNot ? [] : [{ label: say('matching.run'), act: runNow }]} />}
    </Page>
  );
}

function Summary({ run, isStanding }: { run: RunAnswer; isStanding: boolean }) {
  const seesNeeds = useSeesNeeds();
  const forConsent = run.unitsForConsent ?? 0, forVerification = run.unitsForVerification ?? 0, met = run.unitsMet ?? 0;
  const asked = unitsAskable(run);
  // What waits is not the match's to solve: it is told apart, with the way to where it moves.
  const waiting = (amount: number, what: 'forVerification' | 'forConsent', path: string) =>
    amount > 0 && <span>{say(`matching.${what}`, { count: amount })}{seesNeeds && isStanding && <> <To path={path}>{say(`matching.${what}Do`)}</To></>}</span>;
  return (
    <span className="matching-summary">
      <strong>{say('matching.summary', { asked: number(asked), met: number(met), percent: percent(asked ? Math.round((met / asked) * 100) / 100 : 0) })}</strong>
      {waiting(forVerification, 'forVerification', '/needs?view=toVerify')}
      {waiting(forConsent, 'forConsent', '/match?tab=notYet&reason=waiting')}
      <span>{say('matching.summaryOn', { moment: run.endedAt ? moment(run.endedAt) : day(run.asOf), place: run.divisionName })}</span>
      {!isStanding && <span>{say('matching.olderRun')} <To path="/match">{say('matching.toLatest')}</To></span>}
    </span>
  );
}

function RunTabs({ shown, seesNeeds, proposed }: { shown: Shown; seesNeeds: boolean; proposed: number | null }) {
  const keys = TABS.filter((key) => seesNeeds || !['proposals', 'notYet', 'rules'].includes(key));
  const [{ tab }, change] = useAddress((raw) => ({ tab: oneOf(raw.tab, keys, keys[0]!) }));
  const open = (key: string) => change({ tab: key === keys[0] ? null : key, division: null, item: null, reason: null, chosen: null });
  const counts: Partial<Record<Tab, number>> = proposed !== null ? { proposals: proposed, notYet: shown.communities.reduce((sum, row) => sum + row.notYet, 0) } : {};
  const contents: Record<Tab, () => React.ReactNode> = {
    proposals: () => <ProposalsTab {...shown} toNotYet={() => open('notYet')} />, notYet: () => <NotYetTab {...shown} />, toAdd: () => <GapsTab {...shown} />,
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
