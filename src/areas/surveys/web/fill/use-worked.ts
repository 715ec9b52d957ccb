import { useDeferredValue, useMemo } from 'react';
import type { Language } from '../../../../kernel/messages.ts';
import { workOut, type Worked } from '../../core/answer-form.ts';
import type { Plan } from '../../core/form-plan.ts';
import type { Answers } from '../../core/form-run.ts';

/** What is asked after the answers so far; a long form is worked out behind the typing, not before it. */
export function useWorked(plan: Plan, answers: Answers, today: string, language: Language): Worked {
  const latest = useDeferredValue(answers);
  return useMemo(() => workOut(plan, latest, { today, language }), [plan, latest, today, language]);
}

/** Under which name a question is found on the page. */
export const idOf = (key: string): string => `answer-${key}`;
