import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day, today } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import type { PersonFile } from '../core/contract.ts';

/** What calls for care, since when, on what evidence, and when to look at it again. */
export function Circumstances({ person, disabledReason, add }: { person: PersonFile; disabledReason: string | null; add: () => void }) {
  const end = useCommand<{ circumstanceId: string; endedOn: string }>('/api/people/circumstances/end', { onDone: () => announce(say('people.circumstanceEnded')) });
  return (
    <>
      {person.circumstances.length === 0 && <p>{say('people.noCircumstances')}</p>}
      <ul className="people-lines">
        {person.circumstances.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{say(`people.circumstance.${one.kind}`)}</strong> {one.level}
              <p className="quiet">{[say('people.since', { day: day(one.sinceOn) }), one.endedOn && say('people.until', { day: day(one.endedOn) }), one.evidence, !one.endedOn && one.reviewDue && say('people.review', { day: day(one.reviewDue) })].filter(Boolean).join(' · ')}</p>
            </div>
            {!one.endedOn && <ActionButton label={say('people.endCircumstance')} disabledReason={disabledReason} isSending={end.isSending} onClick={() => void end.send({ circumstanceId: one.id, endedOn: today() })} />}
          </li>
        ))}
      </ul>
      {end.refusal && <Problem refusal={end.refusal} />}
      <ActionButton label={say('people.addCircumstance')} disabledReason={disabledReason} onClick={add} />
    </>
  );
}
