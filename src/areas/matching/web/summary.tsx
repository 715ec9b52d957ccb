import { day, moment, number, percent } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import type { RunAnswer, TotalsAnswer } from '../core/contract.ts';

/** What stands at the head: the numbers of one's own place, the same that the tabs count, each with the way to where it moves. */
export function Summary({ run, totals, isStanding, seesNeeds }: { run: RunAnswer; totals: TotalsAnswer | undefined; isStanding: boolean; seesNeeds: boolean }) {
  const way = (what: 'forVerification' | 'forConsent', path: string) => (seesNeeds && isStanding ? <> <To path={path}>{say(`matching.${what}Do`)}</To></> : null);
  const part = (what: 'toDecide' | 'accepted' | 'vetoed' | 'notYet' | 'forVerification' | 'forConsent', path?: string) =>
    totals && totals[what] > 0 && <span>{say(`matching.sum.${what}`, { count: totals[what] })}{path && way(what as 'forConsent', path)}</span>;
  return (
    <span className="matching-summary">
      {totals && <strong>{say('matching.summary', { place: totals.divisionName, asked: number(totals.asked), matched: number(totals.matched), percent: percent(totals.asked ? Math.round((totals.matched / totals.asked) * 100) / 100 : 0) })}</strong>}
      {part('toDecide')}{part('accepted')}{part('vetoed')}{part('notYet')}
      {/* what waits is not the match's to solve */}
      {part('forVerification', '/needs?view=toVerify')}{part('forConsent', '/match?tab=notYet&reason=waiting')}
      <span>{say(totals && totals.divisionCode !== run.divisionCode ? 'matching.summaryOver' : 'matching.summaryOn', { moment: run.endedAt ? moment(run.endedAt) : day(run.asOf), place: run.divisionName })}</span>
      {!isStanding && <span>{say('matching.olderRun')} <To path="/match">{say('matching.toLatest')}</To></span>}
    </span>
  );
}
