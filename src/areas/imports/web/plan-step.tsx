import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import type { FaultSeen, ImportAnswer } from '../core/contract.ts';

/** What is wrong, kind by kind, each with one cell to look at; a kind opens to its rows. */
export function Faults({ faults, onChoose }: { faults: FaultSeen[]; onChoose: (code: string) => void }) {
  return (
    <>
      {faults.length === 0 ? <p className="quiet">{say('imports.plan.noFaults')}</p> : (
        <table className="imports-table imports-stack">
          <thead><tr><th>{say('imports.plan.field')}</th><th>{say('imports.plan.first')}</th><th>{say('imports.plan.effect')}</th><th>{say('imports.plan.howMany')}</th></tr></thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={`${fault.code} ${fault.field} ${fault.refuses}`}>
                <td>{say(`imports.field.${fault.field}`)}</td>
                <td>{fault.sheet} <span className="imports-cell">{fault.cell}</span> {fault.message}</td>
                <td className={`imports-effect ${fault.refuses ? 'word-poppy' : 'word-stone'}`}>{say(fault.refuses ? 'imports.plan.refuses' : 'imports.plan.reports')}</td>
                <td className="imports-number"><button type="button" className="text-button" onClick={() => onChoose(fault.code)}>{say('imports.plan.count', { count: number(fault.count) })}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Step 3: begin, knowing what will happen. The box about consent is ticked by the person, never for him. */
export function PlanActs({ made, onBack }: { made: ImportAnswer; onBack: () => void }) {
  const [statesConsent, state] = useState(false);
  const begin = useCommand('/api/imports/begin');
  const cancel = useCommand('/api/imports/cancel');
  return (
    <section className="imports-plan" aria-label={say('imports.plan.label')}>
      {made.kind === 'needs' && (
        <label className="imports-consent">
          <input type="checkbox" checked={statesConsent} onChange={(event) => state(event.target.checked)} />
          <span>{say('imports.plan.consent')}<small>{say('imports.plan.consentWhy')}</small></span>
        </label>
      )}
      {(begin.refusal ?? cancel.refusal) && <Problem refusal={(begin.refusal ?? cancel.refusal)!} />}
      <div className="imports-acts">
        <ActionButton kind="primary" label={say('imports.plan.begin', { count: number(made.waiting) })} disabledReason={made.waiting === 0 ? say('imports.plan.nothing') : null} isSending={begin.isSending} onClick={() => void begin.send({ importId: made.id, statesConsent })} />
        <ActionButton label={say('imports.columns.back')} onClick={onBack} />
        <ActionButton kind="quiet" label={say('imports.plan.discard')} isSending={cancel.isSending} onClick={() => void cancel.send({ importId: made.id })} />
      </div>
    </section>
  );
}
