import { say } from '../../../platform/web/say.ts';
import { StatusTag, type Shape } from '../../../platform/web/status-tag.tsx';
import { Sum } from '../../../platform/web/sum.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import type { ImportAnswer, ImportStatus } from '../core/contract.ts';
import './imports.css';

export const STEPS = ['file', 'columns', 'plan', 'running', 'result'] as const;
export type Step = (typeof STEPS)[number];

/** Where one is: five steps, the present one named. */
export function StepBar({ at }: { at: Step }) {
  const here = STEPS.indexOf(at);
  return (
    <ol className="imports-steps" aria-label={say('imports.steps')}>
      {STEPS.map((step, i) => (
        <li key={step} className={`imports-step${i < here ? ' imports-step-done' : ''}`} aria-current={i === here ? 'step' : undefined}>
          <span className="imports-step-number" aria-hidden="true">{i < here ? '✓' : i + 1}</span><span className="imports-step-word">{say(`imports.step.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

const LOOKS: Record<ImportStatus, [Tone, Shape]> = {
  understood: ['sand', 'ring'], running: ['sky', 'half'], done: ['steppe', 'tick'], cancelled: ['stone', 'bar'], failed: ['poppy', 'cross'], undoing: ['sky', 'half'], undone: ['stone', 'bar'],
};

export const ImportStatusTag = ({ status }: { status: ImportStatus }) => <StatusTag word={say(`imports.status.${status}`)} tone={LOOKS[status][0]} shape={LOOKS[status][1]} />;

export const OUTCOMES = ['imported', 'merged', 'refused', 'notARow'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the page shows below its counts: the rows of one outcome, those to be asked about, the faults kind by kind, what was done. */
export const VIEWS = [...OUTCOMES, 'asked', 'faults', 'history'] as const;
export type View = (typeof VIEWS)[number];

/** new + joined + cannot be taken + not data = rows; beside it what else there is to look at. Each number opens in place. */
export function Views({ made, chosen, onChoose }: { made: ImportAnswer; chosen: View; onChoose: (view: View) => void }) {
  const press = (view: View) => ({ type: 'button' as const, 'aria-pressed': chosen === view, 'aria-controls': 'imports-view', onClick: () => onChoose(view) });
  return (
    <div className="imports-views">
      <Sum label={say('imports.sum.label')} total={{ value: made.rows, label: say('imports.sum.rows', { count: made.rows }) }} parts={OUTCOMES.map((outcome) => ({
        key: outcome, value: made.counts[outcome], label: say(`imports.sum.${outcome}`), isUrgent: outcome === 'refused' && made.counts.refused > 0, isPressed: chosen === outcome, controls: 'imports-view', onPress: () => onChoose(outcome),
      }))} />
      <div className="imports-also" role="group" aria-label={say('imports.view.label')}>
        {made.questions > 0 && made.status !== 'undone' && <button {...press('asked')}>{say('imports.view.asked', { count: made.questions })}</button>}
        {(made.faults.length > 0 || chosen === 'faults') && <button {...press('faults')}>{say('imports.view.faults', { count: made.faults.length })}</button>}
        <button {...press('history')}>{say('imports.view.history')}</button>
      </div>
    </div>
  );
}
