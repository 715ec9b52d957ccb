import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { workOut, type Fault, type Worked } from './answer-form.ts';
import { canAnswer, type Plan } from './form-plan.ts';
import type { Answers, Asking } from './form-run.ts';
import { inLanguage } from './item.ts';

/** Named are places and what is wrong there, not what was answered: a refusal is kept, and who asked has the answers. */
export type AnswersRefusal = { code: 'answersWrong'; count: number; first: string; faults: Pick<Fault, 'key' | 'code'>[] } | { code: 'nothingAnswered' };

/** 200: beyond them nobody reads on; the first is what the page leads to. */
const MOST_FAULTS = 200;

export const isAnswered = ({ places }: Worked): boolean => places.some(({ part, node, isFixed, value }) => part === 'row' && canAnswer(node.item) && !isFixed && value !== '');

/** What a question asks, with gaps for the answers that it names. */
const questionWithGaps = ({ places }: Worked, { key }: Fault, { language }: Asking): string => {
  const item = places.find((place) => place.key === key)?.node.item;
  return item ? (inLanguage(item.label, language) || item.name).replace(/\$\{[^}]*\}/g, '…').slice(0, 200) : '';
};

/** Takes answers to which nothing is wrong, and at least one of which was given. */
export function admit(plan: Plan, answers: Answers, asking: Asking): Result<Worked, AnswersRefusal> {
  const worked = workOut(plan, answers, asking);
  const [first] = worked.faults;
  if (first) return refuse({ code: 'answersWrong', count: worked.faults.length, first: questionWithGaps(worked, first, asking), faults: worked.faults.slice(0, MOST_FAULTS).map(({ key, code }) => ({ key, code })) });
  return isAnswered(worked) ? ok(worked) : refuse({ code: 'nothingAnswered' });
}
