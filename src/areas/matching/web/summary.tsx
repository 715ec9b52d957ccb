import { moment, number, percent } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { Sum, type SumPart } from '../../../platform/web/sum.tsx';
import type { RunAnswer, TotalsAnswer } from '../core/contract.ts';

/** What stands at the head, in a sentence: how much of what a match can take found a resource, as of when and over what. */
export function Summary({ run, totals, isStanding }: { run: RunAnswer; totals: TotalsAnswer | undefined; isStanding: boolean }) {
  return (
    <span className="matching-summary">
      {totals && <strong>{say('matching.summary', { place: totals.divisionName, asked: number(totals.asked), matched: number(totals.matched), percent: percent(totals.asked ? Math.round((totals.matched / totals.asked) * 100) / 100 : 0) })}</strong>}
      <span>{say(totals && totals.divisionCode !== run.divisionCode ? 'matching.summaryOver' : 'matching.summaryOn', { moment: moment(run.requestedAt), place: run.divisionName })}{isStanding && totals?.hasLater && say('matching.summaryLater')}</span>
      {!isStanding && <span>{say('matching.olderRun')} <To path="/match">{say('matching.toLatest')}</To></span>}
    </span>
  );
}

const PLACES = {
  toDecide: '', accepted: 'show=accepted', vetoed: 'show=vetoed', superseded: '', unmatched: 'tab=notYet&reason=unmatched', forVerification: 'tab=notYet&reason=forVerification', forConsent: 'tab=notYet&reason=forConsent', sinceRun: 'tab=notYet&reason=sinceRun',
} as const;

/** Every need of the place, once: where it stands with the match. The numbers add up, and each opens the list that it counts. */
export function WhereTheyStand({ run, totals, isStanding, seesNeeds }: { run: RunAnswer; totals: TotalsAnswer; isStanding: boolean; seesNeeds: boolean }) {
  const counts = { ...totals, unmatched: totals.notYet - totals.forVerification - totals.forConsent - totals.sinceRun };
  const keys = Object.keys(PLACES) as (keyof typeof PLACES)[];
  const base = isStanding ? '/match' : `/match/${run.id}`;
  const parts = keys.filter((key) => counts[key] > 0 || key === 'toDecide' || key === 'unmatched').map((key): SumPart => ({
    key, value: counts[key], label: say(`matching.sum.${key}`), path: seesNeeds && counts[key] > 0 ? `${base}${PLACES[key] && `?${PLACES[key]}`}` : undefined,
  }));
  // a need that is shared between providers, or met in part, is in more than one of these lists
  const twice = parts.reduce((sum, { value }) => sum + value, 0) - totals.all;
  if (twice > 0) parts.push({ key: 'twice', value: twice, label: say('matching.sum.twice'), less: true });
  return <Sum label={say('matching.sum.label')} parts={parts} total={{ value: totals.all, label: say('matching.sum.all', { count: totals.all }) }} />;
}
