import { money, number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import type { RunAnswer } from '../core/contract.ts';

type Repair = NonNullable<NonNullable<RunAnswer['proof']>['repair']>;
type Totals = NonNullable<RunAnswer['totals']>;

const AIMS = [['floor', 'floorUnits'], ['points', 'points'], ['stale', 'staleUnits'], ['cost', 'costFen']] as const;

type Limit = Repair['limits'][number];
/** What is said of a limit: money of an organisation, or units of what several take along. */
const lineOf = (limit: Limit) => (limit.kind === 'budget'
  ? { id: limit.organizationId, path: `/organizations/${limit.organizationId}`, figures: { left: money(limit.leftFen), asked: money(limit.askedFen), spent: money(limit.spentFen) } }
  : { id: limit.resourceId, path: `/resources/${limit.resourceId}`, figures: { left: number(limit.left), asked: number(limit.asked), spent: number(limit.taken) } });
const FIGURES = ['left', 'asked', 'spent'] as const;

function LimitsTable({ limits, kind }: { limits: Limit[]; kind: Limit['kind'] }) {
  const those = limits.filter((limit) => limit.kind === kind), words = (figure: string) => say(`matching.limits.${kind === 'shared' ? 'shared.' : ''}${figure}`);
  if (those.length === 0) return null;
  return (
    <>
      <p>{say(`matching.limits.${kind === 'shared' ? 'shared.' : ''}lead`, { count: those.length })}</p>
      <table className="matching-table matching-sides-table">
        <thead><tr><th>{say(kind === 'budget' ? 'matching.limits.organization' : 'matching.limits.shared.resource')}</th>{FIGURES.map((figure) => <th key={figure} className="matching-end">{words(figure)}</th>)}</tr></thead>
        <tbody>
          {those.map((limit) => {
            const { id, path, figures } = lineOf(limit);
            return (
              <tr key={id}>
                <th scope="row"><To path={path}>{limit.name || say('matching.hidden')}</To></th>
                {FIGURES.map((figure) => <td key={figure} className="matching-end" data-label={words(figure)}>{figures[figure]}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** Which budgets, and which shared resources, would have been overspent, how they were divided, and how far from the best that may be: beside what no answer can beat. */
export function Limits({ repair: { limits, needs, isOptimal, isWhole, bound }, totals }: { repair: Repair; totals: Totals }) {
  const put = (aim: keyof Totals, value: number) => (aim === 'costFen' ? money(value) : number(value));
  const first = AIMS.find(([, aim]) => totals[aim] !== bound[aim]);
  return (
    <section className="matching-wide">
      <h2>{say('matching.limits.title')}</h2>
      <LimitsTable limits={limits} kind="budget" />
      <LimitsTable limits={limits} kind="shared" />
      <p>{say('matching.limits.again', { count: needs })}{say(`matching.limits.${!isOptimal ? 'given' : isWhole ? 'best' : 'part'}`)}</p>
      <p>{first ? say('matching.limits.bound', { gap: say(`matching.limits.gap.${first[0]}`, { amount: put(first[1], Math.abs(totals[first[1]] - bound[first[1]])) }) }) : say('matching.limits.none')}</p>
      {first && (
        <table className="matching-table matching-sides-table">
          <thead><tr><th>{say('matching.compare.what')}</th><th className="matching-end">{say('matching.limits.without')}</th><th className="matching-end">{say('matching.limits.within')}</th></tr></thead>
          <tbody>
            {AIMS.map(([key, aim]) => (
              <tr key={key}>
                <th scope="row">{say(`matching.how.${key}`)}</th>
                <td className="matching-end" data-label={say('matching.limits.without')}>{put(aim, bound[aim])}</td><td className="matching-end" data-label={say('matching.limits.within')}>{put(aim, totals[aim])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
