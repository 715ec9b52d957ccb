import { useMemo, useRef, useState } from 'react';
import type { Language } from '../../../kernel/messages.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { withInitial } from '../core/answer-form.ts';
import { planOf } from '../core/form-plan.ts';
import type { Answers } from '../core/form-run.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { FillForm } from './fill/fill-form.tsx';
import { goTo, goToFirst } from './fill/fill-keys.ts';
import { idOf, useWorked } from './fill/use-worked.ts';

/** The questionnaire as whoever answers has it, as wide as a phone. What is tried is kept nowhere. */
export function TryIt({ form, language }: { form: Questionnaire; language: Language }) {
  const plan = useMemo(() => planOf(form), [form]);
  const start = () => withInitial(plan, {}, { today: today(), language });
  const [answers, setAnswers] = useState<Answers>(start);
  const [isTold, setTold] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const worked = useWorked(plan, answers, today(), language);
  const check = () => { setTold(true); if (worked.faults[0]) goTo(idOf(worked.faults[0].key)); };
  const restart = () => { setAnswers(start()); setTold(false); goToFirst(box.current); };
  return (
    <div className="surveys-try" ref={box}>
      <p className="surveys-try-note">{say('surveys.try.note')}</p>
      <FillForm worked={worked} answers={answers} onChange={setAnswers} language={language} isTold={isTold} hasKeys={false} />
      <div className="surveys-try-foot">
        <ActionButton label={say('surveys.try.check')} onClick={check} />
        <ActionButton label={say('surveys.try.restart')} onClick={restart} />
        <span role="status" className="quiet">{isTold ? (worked.faults.length > 0 ? say('surveys.fill.left', { count: worked.faults.length }) : say('surveys.try.good')) : ''}</span>
      </div>
    </div>
  );
}
