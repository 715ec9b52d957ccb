import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ChoiceInput, NumberInput, type InputProps } from '../../../platform/web/form-inputs.tsx';
import { say } from '../../../platform/web/say.ts';
import { CATEGORIES, type Category } from '../../needs/core/items.ts';
import { CLOCK_STEPS, DEFAULT_CLOCKS, isSlower, URGENCIES, type ByUrgency, type ClockStep, type ClockTable } from '../core/clock.ts';

/** A table of clocks as it is filled in: each step by urgency, and categories with days of their own. */
export function ClockGrid({ value, onChange, id, describedBy }: InputProps<ClockTable>) {
  const { days, exceptions } = value ?? DEFAULT_CLOCKS;
  return (
    <div id={id} aria-describedby={describedBy} className="referrals-clock-grid">
      <div className="referrals-clock-line" aria-hidden="true"><span />{URGENCIES.map((urgency) => <span key={urgency} className="quiet">{say(`needs.urgency.${urgency}`)}</span>)}</div>
      {CLOCK_STEPS.map((step) => <Line key={step} step={step} name={say(`referrals.clock.${step}`)} days={days[step]} change={(next) => onChange({ days: { ...days, [step]: next }, exceptions })} />)}
      {exceptions.map((one, i) => (
        <div key={`${one.category}-${one.step}`} className="referrals-clock-exception">
          <Line step={one.step} name={`${say(`needs.category.${one.category}`)} · ${say(`referrals.clock.${one.step}`)}`} days={one.days} change={(next) => onChange({ days, exceptions: exceptions.with(i, { ...one, days: next }) })} />
          <ActionButton kind="quiet" size="small" label={say('referrals.clocks.dropException')} onClick={() => onChange({ days, exceptions: exceptions.toSpliced(i, 1) })} />
        </div>
      ))}
      <AddException taken={exceptions} add={(category, step) => onChange({ days, exceptions: [...exceptions, { category, step, days: days[step] }] })} />
    </div>
  );
}

function Line({ step, name, days, change }: { step: ClockStep; name: string; days: ByUrgency; change: (days: ByUrgency) => void }) {
  const isWrong = isSlower(days);
  return (
    <div className="referrals-clock-line" role="group" aria-label={name}>
      <span>{name}</span>
      {URGENCIES.map((urgency, i) => <NumberInput key={urgency} isWrong={isWrong} label={`${name} · ${say(`needs.urgency.${urgency}`)}`} value={days[i] ?? null} onChange={(count) => change(days.with(i, count as number) as ByUrgency)} />)}
      {isWrong && <p className="field-problem" role="alert">{say('referrals.refusal.clockUrgentSlower', { step })}</p>}
    </div>
  );
}

/** A category whose needs can wait less, or longer, at one step. */
function AddException({ taken, add }: { taken: ClockTable['exceptions']; add: (category: Category, step: ClockStep) => void }) {
  const [category, chooseCategory] = useState<Category | null>(null);
  const [step, chooseStep] = useState<ClockStep | null>(null);
  const isTaken = taken.some((one) => one.category === category && one.step === step);
  const why = !category || !step ? say('referrals.clocks.chooseBoth') : isTaken ? say('referrals.clocks.takenAlready') : null;
  return (
    <div className="referrals-clock-add" role="group" aria-label={say('referrals.clocks.exception')}>
      <span>{say('referrals.clocks.exception')}</span>
      <ChoiceInput label={say('needs.field.category')} placeholder={say('needs.field.category')} value={category} onChange={(value) => chooseCategory(value as Category | null)} options={CATEGORIES.map((code) => ({ value: code, label: say(`needs.category.${code}`) }))} />
      <ChoiceInput label={say('referrals.clocks.step')} placeholder={say('referrals.clocks.step')} value={step} onChange={(value) => chooseStep(value as ClockStep | null)} options={CLOCK_STEPS.map((code) => ({ value: code, label: say(`referrals.clock.${code}`) }))} />
      <ActionButton size="small" label={say('referrals.clocks.addException')} disabledReason={why} onClick={() => { add(category!, step!); chooseCategory(null); chooseStep(null); }} />
    </div>
  );
}
