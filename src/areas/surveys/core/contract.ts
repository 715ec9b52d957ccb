import { z } from 'zod';
import { Issue, Questionnaire } from './questionnaire.ts';

const Count = z.int().min(0);

/** A form with one file: a new questionnaire, or the next version of one. */
export const UploadQuestionnaire = z.object({ requestId: z.uuid(), questionnaireId: z.uuid().nullish() });
export type UploadQuestionnaire = z.infer<typeof UploadQuestionnaire>;
export const Uploaded = z.object({ questionnaireId: z.uuid(), version: z.int() });
export type Uploaded = z.infer<typeof Uploaded>;

export const ListQuestionnaires = z.object({ q: z.string().trim().max(100).optional(), sort: z.enum(['-updatedAt', 'updatedAt']).default('-updatedAt'), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListQuestionnaires = z.infer<typeof ListQuestionnaires>;
export const QuestionnaireRow = z.object({
  id: z.uuid(), title: z.string(), version: z.int(), divisionCode: z.string(), divisionName: z.string(), questions: Count, issueCount: Count, languages: z.array(z.string()), madeByName: z.string(), updatedAt: z.string(),
});
export type QuestionnaireRow = z.infer<typeof QuestionnaireRow>;
export const QuestionnairePage = z.object({ total: Count, items: z.array(QuestionnaireRow), next: z.string().nullable() });

/** The newest version, unless one is named. */
export const OneQuestionnaire = z.object({ questionnaireId: z.uuid(), version: z.coerce.number().int().min(1).max(100_000).optional() });
export type OneQuestionnaire = z.infer<typeof OneQuestionnaire>;
export const QuestionnaireAnswer = QuestionnaireRow.extend({
  /** The version shown; `version` is the newest there is. */
  shown: z.int(), /** How many have answered it, in any version, that whoever asks may see. */ responses: Count, isKeptHere: z.boolean(), fileName: z.string(), madeAt: z.string(), form: Questionnaire, issues: z.array(Issue),
  versions: z.array(z.object({ version: z.int(), madeByName: z.string(), madeAt: z.string() })),
});
export type QuestionnaireAnswer = z.infer<typeof QuestionnaireAnswer>;
