import { z } from 'zod';
import { isWellFormed } from './design.ts';
import { Choice, Item, Questionnaire } from './questionnaire.ts';
import { MOST } from './read-xlsform.ts';
import { TEMPLATE_KEYS } from './template-keys.ts';

// a null character is no text that a register could hold
const Text = z.string().max(MOST.text).transform((text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/gu, ''));
const Sentence = z.object({ plain: Text, zh: Text, en: Text });
const More = z.array(z.tuple([Text, Text])).max(100);

/** A form as a page sends it while it is being made. It may be unfinished, but it is a form. */
export const DraftForm = Questionnaire.extend({
  title: Text.pipe(z.string().max(200)), formId: Text, formVersion: Text, defaultLanguage: Text, more: More,
  items: z.array(Item.extend({
    type: Text, name: Text, list: Text, label: Sentence, hint: Sentence, required: Text, requiredMessage: Sentence, relevant: Text, constraint: Text, constraintMessage: Sentence,
    calculation: Text, default: Text, appearance: Text, readOnly: Text, repeatCount: Text, choiceFilter: Text, more: More,
  })).max(MOST.items).refine(isWellFormed),
  choices: z.array(Choice.extend({ list: Text, name: Text, label: Sentence, more: More })).max(MOST.choices),
});

/** A new draft: empty, from a template, of a questionnaire to make another, as the next version of one, or of what somebody had before another saved first. */
export const BeginDraft = z.object({
  requestId: z.uuid(), way: z.enum(['blank', 'template', 'copy', 'next', 'mine']), title: z.string().trim().max(200).nullish(), template: z.enum(TEMPLATE_KEYS).nullish(), questionnaireId: z.uuid().nullish(), draftId: z.uuid().nullish(), form: DraftForm.nullish(),
});
export type BeginDraft = z.infer<typeof BeginDraft>;
export const DraftBegun = z.object({ draftId: z.uuid() });

export const OneDraft = z.object({ draftId: z.uuid() });
export type OneDraft = z.infer<typeof OneDraft>;
export const DraftsOfQuestionnaire = z.object({ questionnaireId: z.uuid().optional() });
export type DraftsOfQuestionnaire = z.infer<typeof DraftsOfQuestionnaire>;

export const DraftRow = z.object({ id: z.uuid(), title: z.string(), questionnaireId: z.uuid().nullable(), divisionName: z.string(), questions: z.int(), savedByName: z.string(), savedAt: z.string() });
export type DraftRow = z.infer<typeof DraftRow>;
export const DraftList = z.object({ items: z.array(DraftRow) });
export type DraftList = z.infer<typeof DraftList>;

export const DraftAnswer = z.object({
  id: z.uuid(), questionnaireId: z.uuid().nullable(), divisionName: z.string(), revision: z.int(), form: Questionnaire, savedByName: z.string(), savedAt: z.string(),
  /** What it became when it was published; dropped: it was given up. */ ended: z.enum(['published', 'dropped']).nullable(), publishedAs: z.object({ questionnaireId: z.uuid(), version: z.int() }).nullable(),
  /** The form that it began with, and which version that is. */ before: Questionnaire.nullable(), fromVersion: z.int().nullable(),
  /** The newest version there is of the questionnaire it is to be the next version of, and how many have answered it. */ newestVersion: z.int().nullable(), responses: z.int(),
});
export type DraftAnswer = z.infer<typeof DraftAnswer>;

/** `revision` is the one that whoever saves has seen. */
export const SaveDraft = z.object({ requestId: z.uuid(), draftId: z.uuid(), revision: z.int().min(1), form: DraftForm });
export type SaveDraft = z.infer<typeof SaveDraft>;
export const DraftSaved = z.object({ revision: z.int() });

/** `newestVersion`: the one that whoever publishes knows of, so that nobody's upload meanwhile is passed over unseen. */
export const PublishDraft = z.object({ requestId: z.uuid(), draftId: z.uuid(), revision: z.int().min(1), newestVersion: z.int().nullable() });
export type PublishDraft = z.infer<typeof PublishDraft>;
export const DropDraft = z.object({ requestId: z.uuid(), draftId: z.uuid() });
export type DropDraft = z.infer<typeof DropDraft>;
