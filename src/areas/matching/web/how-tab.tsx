import Button from 'antd/es/button';
import { announce } from '../../../platform/web/announce.tsx';
import { money, number } from '../../../platform/web/format.ts';
import { FactList } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useSession } from '../../../platform/web/session.ts';
import { Limits } from './how-limits.tsx';
import type { Shown } from './match-view.tsx';

/** The weights a run went by, what it came to, and its proof: whoever waits may ask why (PIPL 24). */
export function HowTab({ run }: Shown) {
  const { weights, proof, totals } = run, session = useSession();
  const way = weights.distanceFen;
  return (
    <div className="matching-how">
      <section>
        <h2>{say('matching.how.order')}</h2>
        <ol>
          <li>{say('matching.how.first', { percent: weights.floors.community })}</li>
          <li>{say('matching.how.second', { urgent: weights.urgencyPoints['3'], soon: weights.urgencyPoints['2'], calm: weights.urgencyPoints['1'], day: weights.pointsPerWaitingDay, cap: weights.waitingDaysCap })}</li>
          <li>{say('matching.how.third', { days: weights.staleAfterDays })}</li>
          <li>{say('matching.how.fourth', { community: money(way.community), township: money(way.township), county: money(way.county), city: money(way.city) })}{weights.unknownWorkerFen !== undefined && ` ${say('matching.how.known', { surcharge: money(weights.unknownWorkerFen) })}`}</li>
        </ol>
        <p className="quiet">{weights.exchange ? say('matching.how.exchange', { point: money(weights.exchange.fenPerPoint), stale: money(weights.exchange.fenPerStaleUnit) }) : say('matching.how.strict')}</p>
      </section>
      <section>
        <h2>{say('matching.how.result')}</h2>
        {totals && <FactList facts={[
          { label: say('matching.how.lists'), value: say('matching.how.listsWords', { needs: number(run.needsListed ?? 0), resources: number(run.resourcesListed ?? 0) }) },
          { label: say('matching.how.floor'), value: say('matching.how.units', { count: totals.floorUnits }) },
          { label: say('matching.how.points'), value: number(totals.points) },
          { label: say('matching.how.stale'), value: say('matching.how.units', { count: totals.staleUnits }) },
          { label: say('matching.how.cost'), value: money(totals.costFen) },
        ]} />}
      </section>
      {proof && (
        <section>
          <h2>{say('matching.how.proof')}</h2>
          <p>{say(proof.repair ? 'matching.how.proofLimits' : 'matching.how.proofWords')}</p>
          <FactList facts={[
            { label: say('matching.how.run'), value: <span className="matching-long">{run.id}</span> },
            { label: say('matching.how.objective'), value: <><span className="matching-long">{proof.objective}</span> <span className="quiet">{say('matching.how.objectiveWords')}</span></> },
            { label: say('matching.how.pivots'), value: say('matching.how.steps', { count: proof.steps }) },
            { label: say('matching.how.version'), value: proof.weightsVersion },
          ]} />
          <p className="quiet">{say('matching.how.frozen')}</p>
          <Command line={`${session.commandLine ?? 'npx sanshe'} match --verify ${run.id}`} />
        </section>
      )}
      {proof?.repair && totals && <Limits repair={proof.repair} totals={totals} />}
    </div>
  );
}

/** A line for the operator's terminal. Where a page of plain http may not copy, one press selects the whole line. */
function Command({ line }: { line: string }) {
  const copy = () => void navigator.clipboard?.writeText(line).then(() => announce(say('matching.how.copied')));
  return (
    <div className="matching-command">
      <code>{line}</code>
      {'clipboard' in navigator && <Button onClick={copy}>{say('matching.how.copy')}</Button>}
    </div>
  );
}
