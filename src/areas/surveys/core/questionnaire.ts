import { z } from 'zod';

/** The kinds of question that can be asked; the names are those of the XLSForm standard. */
export const QUESTION_TYPES = ['text', 'integer', 'decimal', 'date', 'select_one', 'select_multiple', 'note', 'calculate', 'geopoint', 'image'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** A sentence as it was written: in no stated language, in Chinese, in English. Empty where it was not. */
export const Words = z.object({ plain: z.string(), zh: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** Cells under headers that were not understood, with the header: kept, so that the form can be handed back whole. */
const More = z.array(z.tuple([z.string(), z.string()]));

/**
 * A row of a form. They stand flat and in order, each with the place of the group or repeat it stands in (-1: in none),
 * so that no depth of nesting can ask more of a reader than a loop. `unread` is a row that cannot be asked: it is shown as such, and kept.
 */
export const Item = z.object({
  kind: z.enum(['question', 'group', 'repeat', 'unread']), within: z.int(), type: z.string(), name: z.string(), list: z.string(), orOther: z.boolean(),
  label: Words, hint: Words, required: z.string(), requiredMessage: Words, relevant: z.string(), constraint: z.string(), constraintMessage: Words,
  calculation: z.string(), default: z.string(), appearance: z.string(), readOnly: z.string(), repeatCount: z.string(), choiceFilter: z.string(), more: More,
});
export type Item = z.infer<typeof Item>;

export const Choice = z.object({ list: z.string(), name: z.string(), label: Words, more: More });
export type Choice = z.infer<typeof Choice>;

export const Questionnaire = z.object({ title: z.string(), formId: z.string(), formVersion: z.string(), defaultLanguage: z.string(), items: z.array(Item), choices: z.array(Choice), more: More });
export type Questionnaire = z.infer<typeof Questionnaire>;

export const ISSUE_CODES = [
  'sheetUnknown', 'columnUnknown', 'columnTwice', 'columnNameless', 'typeUnknown', 'typeMissing', 'rowDisabled', 'nameMissing', 'nameOdd', 'nameTwice', 'listUnknown', 'endWithoutBegin', 'endOfAnother', 'notEnded',
  'choiceIncomplete', 'choiceTwice', 'expressionUnread', 'functionUnknown', 'referenceUnknown', 'secondSettings', 'textCut',
] as const;
/** What was not understood, and where: sheet, row and column as a person sees them. `what` is what stands there. */
export const Issue = z.object({ sheet: z.string(), row: z.int(), column: z.string(), code: z.enum(ISSUE_CODES), what: z.string() });
export type Issue = z.infer<typeof Issue>;

/** The languages in which a form says anything; `plain` for words of no stated language. */
export function languagesOf({ items, choices }: Questionnaire): (keyof Words)[] {
  const labels = [...items, ...choices].map(({ label }) => label);
  return (['zh', 'en', 'plain'] as const).filter((language) => labels.some((label) => label[language] !== ''));
}
