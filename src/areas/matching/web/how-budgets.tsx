import { money, number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import type { RunAnswer } from '../core/contract.ts';

type Repair = NonNullable<NonNullable<RunAnswer['proof']>['repair']>;
type Totals = NonNullable<RunAnswer['totals']>;

const AIMS = [['floor', 'floorUnits'], ['points', 'points'], ['stale', 'staleUnits'], ['cost', 'costFen']] as const;

/** Which budgets would have been overspent, how the money was divided, and how far from the best that may be: beside what no answer can beat. */
export function Budgets({ repair: { limits, needs, isOptimal, isWhole, bound }, totals }: { repair: Repair; totals: Totals }) {
  const put = (aim: keyof Totals, value: number) => (aim === 'costFen' ? money(value) : number(value));
  const first = AIMS.find(([, aim]) => totals[aim] !== bound[aim]);
  return (
    <section className="matching-wide">
      <h2>{say('matching.budgets.title')}</h2>
      <p>{say('matching.budgets.lead', { count: limits.length })}</p>
      <table className="matching-table matching-sides-table">
        <thead><tr><th>{say('matching.budgets.organization')}</th>{['left', 'asked', 'spent'].map((key) => <th key={key} className="matching-end">{say(`matching.budgets.${key}`)}</th>)}</tr></thead>
        <tbody>
          {limits.map(({ organizationId, name, leftFen, askedFen, spentFen }) => (
            <tr key={organizationId}>
              <th scope="row"><To path={`/organizations/${organizationId}`}>{name}</To></th>
              {([['left', leftFen], ['asked', askedFen], ['spent', spentFen]] as const).map(([key, fen]) => <td key={key} className="matching-end" data-label={say(`matching.budgets.${key}`)}>{money(fen)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say('matching.budgets.again', { count: needs })}{say(`matching.budgets.${!isOptimal ? 'given' : isWhole ? 'best' : 'part'}`)}</p>
      <p>{first ? say('matching.budgets.bound', { gap: say(`matching.budgets.gap.${first[0]}`, { amount: put(first[1], Math.abs(totals[first[1]] - bound[first[1]])) }) }) : say('matching.budgets.none')}</p>
      {first && (
        <table className="matching-table matching-sides-table">
          <thead><tr><th>{say('matching.compare.what')}</th><th className="matching-end">{say('matching.budgets.without')}</th><th className="matching-end">{say('matching.budgets.within')}</th></tr></thead>
          <tbody>
            {AIMS.map(([key, aim]) => (
              <tr key={key}>
                <th scope="row">{say(`matching.how.${key}`)}</th>
                <td className="matching-end" data-label={say('matching.budgets.without')}>{put(aim, bound[aim])}</td><td className="matching-end" data-label={say('matching.budgets.within')}>{put(aim, totals[aim])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
