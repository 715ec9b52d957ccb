import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day, today } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { AGEING, AGEING_DAYS, certaintyOf, freshUntil, knownUntil, sureOn } from '../core/ageing.ts';
import type { ResourceAnswer } from '../core/contract.ts';
import { FreshnessTag, sayCapacity } from './parts/resource-words.tsx';

/** What units mean here, in one line. */
function unitsLine(resource: ResourceAnswer): string {
  if (resource.unitsTotal === null) return say(resource.capacity.quantity === null ? 'resources.unitsUnknown' : 'resources.unitsDecayed');
  if (resource.unitsTotal === 0 && resource.capacity.quantity !== 0) return say('resources.unitsNone');
  return say('resources.unitsWords', { total: resource.unitsTotal, used: resource.unitsUsed, left: resource.unitsLeft });
}

/** The capacity that counts, how sure it is, and the one tap that makes it sure again. */
export function CapacityNow({ resource, disabledReason, change }: { resource: ResourceAnswer; disabledReason: string | null; change: () => void }) {
  const may = useMay();
  const confirm = useCommand<{ resourceId: string }>('/api/resources/confirm-capacity', { onDone: () => announce(say('resources.confirmed')) });
  return (
    <>
      <div className="resources-now">
        <div>
          <div className="resources-now-what">{sayCapacity(resource.capacity)}</div>
          <FreshnessTag {...resource} />
          <div className="quiet">{unitsLine(resource)}</div>
        </div>
        {may('resource.confirm') && (
          <div className="resources-now-acts">
            <ActionButton kind="primary" label={say('resources.stillRight')} disabledReason={disabledReason} isSending={confirm.isSending} onClick={() => void confirm.send({ resourceId: resource.id })} />
            <ActionButton label={say('resources.changeCapacity')} disabledReason={disabledReason} onClick={change} />
          </div>
        )}
      </div>
      <HowItAges resource={resource} />
      {confirm.refusal && <Problem refusal={confirm.refusal} />}
    </>
  );
}

/** The published rule, with what it comes to for this one. */
function HowItAges({ resource: { aliveOn, capacity: { confirmedOn } } }: { resource: ResourceAnswer }) {
  const sure = sureOn({ confirmedOn, aliveOn });
  return (
    <details className="resources-ages">
      <summary>{say('resources.ages.title', { percent: certaintyOf(sure, today()), day: day(freshUntil(sure)) })}</summary>
      <p>{say('resources.ages.rule', { half: AGEING.halfLifeDays, all: AGEING_DAYS, day: day(knownUntil(sure)) })}</p>
      <p className="quiet">{say('resources.ages.version', { version: AGEING.version })}</p>
    </details>
  );
}

/** Every statement of the capacity, newest first. */
export function CapacitySaid({ resource }: { resource: ResourceAnswer }) {
  return (
    <>
      <h2>{say('resources.capacities')}</h2>
      <ul className="resources-said">
        {resource.capacities.map((capacity, i) => (
          <li key={`${capacity.confirmedOn} ${i}`}>
            <strong>{sayCapacity(capacity)}</strong> <span>{day(capacity.confirmedOn)}</span> {capacity.confirmedByName && <span className="quiet">{say('resources.by', { who: capacity.confirmedByName })}</span>}
            {i === 0 && <span className="word-steppe">{say('resources.now')}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
