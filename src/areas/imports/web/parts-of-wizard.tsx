import { number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { StatusTag, type Shape } from '../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import type { Counts, ImportStatus } from '../core/contract.ts';
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

/** new + joined + cannot be taken + not data = rows. Each number opens to its rows. */
export function SumLine({ counts, rows, chosen, onChoose }: { counts: Counts; rows: number; chosen: Outcome | null; onChoose: (outcome: Outcome | null) => void }) {
  return (
    <div className="imports-sum" role="group" aria-label={say('imports.sum.label')}>
      {OUTCOMES.map((outcome, i) => [
        i > 0 && <span key={`${outcome}+`} className="imports-sign" aria-hidden="true">+</span>,
        <button key={outcome} type="button" aria-pressed={chosen === outcome} onClick={() => onChoose(chosen === outcome ? null : outcome)}>
          <b>{number(counts[outcome])}</b><span>{say(`imports.sum.${outcome}`)}</span>
        </button>,
      ])}
      <span className="imports-sign" aria-hidden="true">=</span>
      <div className="imports-sum-total"><b>{number(rows)}</b><span>{say('imports.sum.rows', { count: rows })}</span></div>
    </div>
  );
}
